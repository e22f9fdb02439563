// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/cohort/rows.h"

// Rows that follow each other and name the same case.

namespace noms::cohort {

/// The rows of one case, as they came.
struct CaseRows {
  std::vector<Row> rows;
  bool returned = false;   ///< the name of the case stood in earlier rows, with others between
  bool too_large = false;  ///< the rows were not all kept

  /// As one text that unpacked() reads back.
  std::string packed() const;
  static CaseRows unpacked(std::string_view text);
};

/// Puts rows together to cases: rows that follow each other and have the same text in the key column. A row without
/// that text, and every row of a table without a key column, is a case of its own.
///
/// A name that returns after another is told from its fingerprint. The fingerprints of the first 2^20 cases that have a
/// name are kept (at most 16 MiB), so that what is held does not grow with the table; behind them watches_all() is
/// false.
class CaseGatherer {
public:
  static constexpr std::size_t most_bytes = 8U << 20U;  ///< of the cells of one case
  static constexpr std::size_t most_names = 1U << 20U;

  explicit CaseGatherer(std::optional<std::size_t> key) : key_(key) {}

  /// Takes a row; gives the case before it when that is complete.
  std::optional<CaseRows> add(Row row);
  /// The last case.
  std::optional<CaseRows> finish();
  bool watches_all() const { return names_ < most_names; }

private:
  bool is_known(std::string_view name);

  std::optional<std::size_t> key_;
  CaseRows held_;
  std::string name_;  ///< of the rows that are held; empty for a case without
  std::size_t bytes_ = 0;
  std::vector<std::uint64_t> fingerprints_;  ///< a hash table; 0 is free
  std::size_t names_ = 0;
};

}  // namespace noms::cohort
