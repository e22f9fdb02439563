// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "noms/decision_table/value_set.h"
#include "noms/pathway/pathway.h"
#include "noms/report/brief.h"

namespace noms::pathway {

/// Writes the brief lines of a cohort. The decision about a lesion follows from its facts, and the facts of a cohort
/// repeat: what was found for them is kept, so that a lesion like an earlier one costs only its reading. Holds at most
/// `most_kept` findings (a few megabytes). For one thread.
class Briefs {
public:
  /// Refers to the library. Errors of line() and findings(): Usage when there is no such edition.
  Briefs(const knowledge::Library& library, Origin origin);

  /// Equal to compose() with Form::Brief, without its line feed. Errors: as assess().
  Result<std::string> line(const clinical_case::Case& patient);

  /// What is found for the facts of one lesion (by variable; an empty set is not recorded), as
  /// report::brief_findings(). Valid until the next call. Errors: as assess().
  Result<std::string_view> findings(std::size_t lesion, std::span<const decision_table::ValueSet> recorded);

  /// What frames the findings in a line.
  const report::BriefFrame& frame() const { return frame_; }

private:
  static constexpr std::size_t most_kept = 4096;

  /// Facts and position of a lesion, kept and looked up.
  struct Key {
    std::size_t lesion;
    std::vector<decision_table::ValueSet> recorded;
  };
  struct KeyView {
    std::size_t lesion;
    std::span<const decision_table::ValueSet> recorded;
    KeyView(std::size_t at, std::span<const decision_table::ValueSet> facts) : lesion(at), recorded(facts) {}
    KeyView(const Key& key) : lesion(key.lesion), recorded(key.recorded) {}  // NOLINT: a view of it
  };
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the name the library looks for
    std::size_t operator()(const KeyView& key) const;
  };
  struct Equal {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the name the library looks for
    bool operator()(const KeyView& a, const KeyView& b) const;
  };

  const knowledge::Library* library_;
  const knowledge::Edition* edition_;
  report::BriefFrame frame_;
  decision_table::VariableId levels_;
  std::unordered_map<Key, std::string, Hash, Equal> kept_;
};

}  // namespace noms::pathway
