// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/knowledge/library.h"

namespace noms::cli {

/// A decision table with the edition and the library it stands in.
struct Side {
  const knowledge::Library* library;
  const knowledge::Edition* edition;
  const knowledge::UniqueTable* table;
};

/// Combinations of findings for which two tables answer differently, all in the same way. `cells` has the values of
/// each input of `inputs`; every combination of them is meant.
struct Change {
  std::vector<std::string> was;
  std::vector<std::string> now;
  std::vector<std::string> rows_was;
  std::vector<std::string> rows_now;
  std::vector<std::vector<std::string>> cells;
};

struct Changes {
  std::vector<std::string> inputs;
  std::size_t combinations = 0;  ///< that were compared
  std::size_t differing = 0;
  std::vector<Change> boxes;  ///< disjoint
};

/// Goes through every combination of the inputs of both tables.
Changes changed_answers(const Side& a, const Side& b);

/// In clinical words, with the evidence of both sides; empty when nothing differs.
std::string changes_text(const Changes& changes, const Side& a, const Side& b, const std::string& name_a,
                         const std::string& name_b);

}  // namespace noms::cli
