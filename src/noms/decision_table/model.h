// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "noms/decision_table/tables.h"

namespace noms::decision_table {

/// Tables that together make one decision, before they are compiled.
///
/// Facts are the variables that no table makes. `steps` and `scores` turn facts into decisions; `finals` read facts and
/// decisions and nothing reads them but the rules of `collects`, which see everything.
struct Model {
  Vocabulary vocabulary;
  std::vector<UniqueTable> steps;  ///< each with one output
  std::vector<ScoreTable> scores;
  std::vector<UniqueTable> finals;  ///< each with one or more outputs
  std::vector<CollectTable> collects;
  std::vector<Conditions> impossible;  ///< facts that cannot hold together; over facts only
};

}  // namespace noms::decision_table
