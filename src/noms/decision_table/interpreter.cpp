// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/interpreter.h"

#include <algorithm>

namespace noms::decision_table {
namespace {

bool holds(const Conditions& conditions, const std::map<VariableId, int>& values) {
  for (const auto& [variable, set] : conditions) {
    const auto value = values.find(variable);
    if (value == values.end() || !set.contains(value->second)) return false;
  }
  return true;
}

const UniqueTable::Row* only_row(const UniqueTable& table, const std::map<VariableId, int>& values) {
  const UniqueTable::Row* found = nullptr;
  for (const auto& row : table.rows) {
    bool fits = true;
    for (std::size_t i = 0; i < table.inputs.size(); ++i)
      fits = fits && row.cells[i].contains(values.at(table.inputs[i]));
    if (!fits) continue;
    if (found != nullptr) return nullptr;
    found = &row;
  }
  return found;
}

bool ready(const std::vector<VariableId>& inputs, const std::map<VariableId, int>& values) {
  return std::ranges::all_of(inputs, [&](VariableId v) { return values.contains(v); });
}

}  // namespace

std::optional<Interpretation> interpret(const Model& model, const std::map<VariableId, int>& facts) {
  for (const auto& exclusion : model.impossible) {
    if (holds(exclusion, facts)) return std::nullopt;
  }
  Interpretation result;
  result.values = facts;
  std::vector<std::string> step_rows(model.steps.size());
  for (bool again = true; again;) {
    again = false;
    for (std::size_t t = 0; t < model.steps.size(); ++t) {
      const UniqueTable& table = model.steps[t];
      if (!step_rows[t].empty() || !ready(table.inputs, result.values)) continue;
      const auto* row = only_row(table, result.values);
      if (row == nullptr) return std::nullopt;
      result.values[table.outputs[0]] = row->outputs[0];
      step_rows[t] = row->id;
      again = true;
    }
    for (const auto& score : model.scores) {
      std::vector<VariableId> inputs;
      for (const auto& component : score.components) inputs.push_back(component.variable);
      if (result.values.contains(score.category) || !ready(inputs, result.values)) continue;
      int total = 0;
      for (const auto& component : score.components)
        total += component.points[static_cast<std::size_t>(result.values.at(component.variable))];
      result.values[score.category] = score.category_of(total);
      again = true;
    }
  }
  result.rows = step_rows;
  for (const auto& table : model.finals) {
    const auto* row = only_row(table, result.values);
    if (row == nullptr) return std::nullopt;
    for (std::size_t o = 0; o < table.outputs.size(); ++o) result.values[table.outputs[o]] = row->outputs[o];
    result.rows.push_back(row->id);
  }
  for (const auto& table : model.collects) {
    for (const auto& rule : table.rules) {
      if (std::ranges::any_of(rule.ways, [&](const auto& way) { return holds(way.when, result.values); }))
        result.rules.push_back(rule.id);
    }
  }
  return result;
}

}  // namespace noms::decision_table
