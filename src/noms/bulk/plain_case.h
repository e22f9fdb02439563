// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "noms/decision_table/value_set.h"
#include "noms/knowledge/library.h"

namespace noms::bulk {

/// What the decision needs to know of one lesion, with its name and levels. The texts live as long as the line and the
/// library.
struct PlainLesion {
  std::optional<std::string_view> id;
  std::vector<int> levels;                         ///< positions in Levels::names, ascending
  std::vector<decision_table::ValueSet> recorded;  ///< by variable; an empty set is not recorded
};

struct PlainCase {
  std::string_view id;  ///< empty when not given
  /// read_case() may add a note: several readings, or a histology that is no key.
  bool may_have_notes = false;
  std::span<const PlainLesion> lesions;
};

/// Reads cases of the usual form, one line each, straight into facts: a cohort has millions of them, and no message
/// about a fault is needed for a line that has none. For one thread.
///
/// What it reads means what clinical_case::read_case() makes of the same text. It does not judge: a line with a fault,
/// or with a form that is not foreseen here (escapes, an uncertainty, several readings of a number), is left to
/// read_case().
class PlainReader {
public:
  /// Bytes behind a line that must be readable.
  static constexpr std::size_t padding = 64;
  static constexpr std::size_t most_bytes = 16'384;  ///< of a line

  /// Refers to the library.
  explicit PlainReader(const knowledge::Library& library);
  ~PlainReader();
  PlainReader(PlainReader&&) noexcept;
  PlainReader& operator=(PlainReader&&) noexcept;

  /// The case of the line; null where it is left to read_case(). Valid until the next call.
  const PlainCase* read(std::string_view line);

private:
  class Reading;
  std::unique_ptr<Reading> reading_;
};

}  // namespace noms::bulk
