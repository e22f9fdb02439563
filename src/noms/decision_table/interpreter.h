// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "noms/decision_table/model.h"

namespace noms::decision_table {

/// The plain way to run the tables: row by row, value by value, nothing compiled. It is the oracle of the compiled
/// engine and answers for complete cases only.
struct Interpretation {
  std::map<VariableId, int> values;  ///< every decision and output
  std::vector<std::string> rows;     ///< the row that fired, in the order steps, finals
  std::vector<std::string> rules;    ///< rules that fired, in the order of the collects
};

/// Runs all tables on one complete case; `facts` has a value for every fact that the tables read. Empty when the facts
/// exclude each other, or when not exactly one row of a table fits (which the checks rule out).
std::optional<Interpretation> interpret(const Model& model, const std::map<VariableId, int>& facts);

}  // namespace noms::decision_table
