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

/// What one side says to some combinations.
struct Answer {
  std::vector<std::string> outputs;   ///< as the table writes them; empty where the side knows no such finding
  std::string text;                   ///< in clinical words
  std::vector<std::string> rows;      ///< that give it
  std::vector<std::string> evidence;  ///< of those rows
};

/// Combinations of findings for which two tables answer differently, all in the same way. `cells` has the values of
/// each input of `inputs`; every combination of them is meant.
struct Change {
  Answer was;
  Answer now;
  std::vector<std::vector<std::string>> cells;
  std::size_t combinations = 0;
  std::string text;  ///< the findings in clinical words: "Stability: Stable or Unstable; ..."
};

struct Changes {
  std::string table;  ///< "treatment", "urgency"
  std::string title_was;
  std::string title_now;
  std::vector<std::string> inputs;
  std::size_t combinations = 0;  ///< that were compared
  std::size_t differing = 0;
  std::vector<Change> regions;  ///< disjoint, as few as may be
};

/// Goes through every combination of the inputs of both tables.
Changes changed_answers(std::string_view table, const Side& a, const Side& b);

/// A treatment or the values of other outputs in clinical words.
std::string answer_text(const std::vector<std::string>& outputs, const Side& side);

}  // namespace noms::cli
