// SPDX-License-Identifier: Apache-2.0
// From a model to an engine: which decisions make the cells, the diagram, and the masks of final tables and rules.
#include <algorithm>

#include "noms/decision_table/engine.h"

namespace noms::decision_table {

std::vector<VariableId> Engine::facts_of(VariableId variable) const {
  if (!made_[static_cast<std::size_t>(variable)]) return {variable};
  std::vector<VariableId> inputs;
  for (const auto& table : model_.steps) {
    if (table.outputs[0] == variable) inputs = table.inputs;
  }
  for (const auto& score : model_.scores) {
    if (score.category != variable) continue;
    for (const auto& component : score.components) inputs.push_back(component.variable);
  }
  std::vector<VariableId> facts;
  for (const VariableId input : inputs) {
    for (const VariableId fact : facts_of(input)) {
      if (std::ranges::find(facts, fact) == facts.end()) facts.push_back(fact);
    }
  }
  return facts;
}

/// The value of a decision that depends on one fact only.
int Engine::value_from(VariableId decision, VariableId fact, int value) const {
  if (decision == fact) return value;
  for (const auto& table : model_.steps) {
    if (table.outputs[0] != decision) continue;
    for (const auto& row : table.rows) {
      bool fits = true;
      for (std::size_t i = 0; i < table.inputs.size(); ++i) fits = fits && row.cells[i].contains(value_from(table.inputs[i], fact, value));
      if (fits) return row.outputs[0];
    }
  }
  return 0;
}

/// Steps in the order in which they can be taken; a circle is a fault.
Issues Engine::order_steps() {
  std::vector<UniqueTable> ordered;
  std::vector<bool> known(static_cast<std::size_t>(model_.vocabulary.size()), true);
  for (const auto& table : model_.steps) known[static_cast<std::size_t>(table.outputs[0])] = false;
  auto waiting = std::move(model_.steps);
  for (bool moved = true; moved && !waiting.empty();) {
    moved = false;
    for (auto table = waiting.begin(); table != waiting.end();) {
      if (std::ranges::all_of(table->inputs, [&](VariableId v) { return known[static_cast<std::size_t>(v)]; })) {
        known[static_cast<std::size_t>(table->outputs[0])] = true;
        ordered.push_back(std::move(*table));
        table = waiting.erase(table);
        moved = true;
      } else {
        ++table;
      }
    }
  }
  Issues issues;
  for (const auto& table : waiting) issues.push_back({ErrorCode::KnowledgeValue, table.file, "the table waits for itself: its inputs depend on what it decides"});
  model_.steps = std::move(ordered);
  return issues;
}

Cells Engine::all_cells() const {
  Cells cells;
  for (int cell = 0; cell < diagram_.cell_count(); ++cell) cells.add(cell);
  return cells;
}

Engine::Resolved Engine::resolve(VariableId variable, ValueSet set) const {
  Resolved resolved;
  for (std::size_t f = 0; f < model_.finals.size(); ++f) {
    const auto& table = model_.finals[f];
    for (std::size_t o = 0; o < table.outputs.size(); ++o) {
      if (table.outputs[o] != variable) continue;
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (set.contains(table.rows[r].outputs[o])) resolved.cells |= finals_[f].row_cells[r];
      }
      return resolved;
    }
  }
  if (const auto facts = facts_of(variable); facts.size() == 1) {
    resolved.fact = facts[0];
    for (int v = 0; v < static_cast<int>(model_.vocabulary.at(facts[0]).values.size()); ++v) {
      if (set.contains(value_from(variable, facts[0], v))) resolved.set = resolved.set | ValueSet::of(v);
    }
    return resolved;
  }
  const auto& variables = diagram_.cell_variables();
  const auto n = static_cast<std::size_t>(std::ranges::find(variables, variable) - variables.begin());
  for (int cell = 0; cell < diagram_.cell_count(); ++cell) {
    if (set.contains(diagram_.value_in(cell, n))) resolved.cells.add(cell);
  }
  return resolved;
}

void Engine::compile_finals() {
  const auto& variables = diagram_.cell_variables();
  for (const auto& table : model_.finals) {
    Final final_table;
    final_table.row_cells.resize(table.rows.size());
    for (int cell = 0; cell < diagram_.cell_count(); ++cell) {
      std::size_t row = 0;
      for (; row < table.rows.size(); ++row) {
        bool fits = true;
        for (std::size_t i = 0; i < table.inputs.size(); ++i) {
          const auto n = static_cast<std::size_t>(std::ranges::find(variables, table.inputs[i]) - variables.begin());
          fits = fits && table.rows[row].cells[i].contains(diagram_.value_in(cell, n));
        }
        if (fits) break;
      }
      const auto& outputs = table.rows[row].outputs;
      auto answer = std::ranges::find(final_table.answers, outputs);
      if (answer == final_table.answers.end()) {
        answer = final_table.answers.insert(answer, outputs);
        final_table.answer_cells.emplace_back();
      }
      const auto number = static_cast<std::size_t>(answer - final_table.answers.begin());
      final_table.row_of_cell.push_back(static_cast<std::uint8_t>(row));
      final_table.mark_of_cell.push_back(std::uint64_t{1} << number);
      final_table.answer_cells[number].add(cell);
      final_table.row_cells[row].add(cell);
    }
    finals_.push_back(std::move(final_table));
  }
}

void Engine::compile_steps() {
  for (const auto& table : model_.steps) {
    StepMasks masks;
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      auto& rows_of_value = masks.rows_of_value.emplace_back(model_.vocabulary.at(table.inputs[i]).values.size());
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        for (ValueSet s = table.rows[r].cells[i]; !s.empty(); s = s.rest()) rows_of_value[static_cast<std::size_t>(s.lowest())] |= std::uint64_t{1} << r;
      }
    }
    masks.rows_of_output.resize(model_.vocabulary.at(table.outputs[0]).values.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r) masks.rows_of_output[static_cast<std::size_t>(table.rows[r].outputs[0])] |= std::uint64_t{1} << r;
    step_masks_.push_back(std::move(masks));
  }
  const auto& variables = diagram_.cell_variables();
  for (std::size_t n = 0; n < variables.size(); ++n) {
    auto& cells = value_cells_.emplace_back(model_.vocabulary.at(variables[n]).values.size());
    for (int cell = 0; cell < diagram_.cell_count(); ++cell) cells[static_cast<std::size_t>(diagram_.value_in(cell, n))].add(cell);
  }
}

Issues Engine::compile_ways() {
  for (const auto& table : model_.collects) {
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) ways_.push_back(&way);
    }
  }
  if (ways_.size() > 128) return {{ErrorCode::KnowledgeValue, "knowledge", "there are more than 128 ways for rules to fire"}};
  cell_ways_.assign(static_cast<std::size_t>(diagram_.cell_count()), {~std::uint64_t{0}, ~std::uint64_t{0}});
  for (std::size_t w = 0; w < ways_.size(); ++w) {
    const std::uint64_t bit = std::uint64_t{1} << (w % 64);
    for (const auto& [variable, set] : ways_[w]->when) {
      const Resolved resolved = resolve(variable, set);
      if (resolved.fact < 0) {
        for (int cell = 0; cell < diagram_.cell_count(); ++cell) {
          if (!resolved.cells.contains(cell)) cell_ways_[static_cast<std::size_t>(cell)][w / 64] &= ~bit;
        }
        continue;
      }
      auto mask = std::ranges::find(way_masks_, resolved.fact, &WayMask::fact);
      if (mask == way_masks_.end()) {
        mask = way_masks_.insert(mask, WayMask{resolved.fact, fact_ways_.size()});
        fact_ways_.resize(fact_ways_.size() + model_.vocabulary.at(resolved.fact).values.size(), {~std::uint64_t{0}, ~std::uint64_t{0}});
      }
      for (std::size_t value = 0; value < model_.vocabulary.at(resolved.fact).values.size(); ++value) {
        if (!resolved.set.contains(static_cast<int>(value))) fact_ways_[mask->first + value][w / 64] &= ~bit;
      }
    }
  }
  const std::size_t left = ways_.size();
  for (auto& ways : cell_ways_) {
    if (left < 64) ways[0] &= (std::uint64_t{1} << left) - 1;
    if (left < 128) ways[1] &= left <= 64 ? 0 : (std::uint64_t{1} << (left - 64)) - 1;
  }
  return {};
}

Result<Engine> Engine::compile(Model model) {
  Engine engine;
  engine.model_ = std::move(model);
  const Model& m = engine.model_;
  engine.made_.assign(static_cast<std::size_t>(m.vocabulary.size()), false);
  for (const auto& table : m.steps) engine.made_[static_cast<std::size_t>(table.outputs[0])] = true;
  for (const auto& score : m.scores) engine.made_[static_cast<std::size_t>(score.category)] = true;
  engine.read_.assign(engine.made_.size(), false);
  const auto read = [&](VariableId variable) { engine.read_[static_cast<std::size_t>(variable)] = true; };
  for (const auto* tables : {&m.steps, &m.finals}) {
    for (const auto& table : *tables) std::ranges::for_each(table.inputs, read);
  }
  for (const auto& score : m.scores) std::ranges::for_each(score.components, [&](const auto& component) { read(component.variable); });
  if (auto issues = engine.order_steps(); !issues.empty()) return issues;

  std::vector<VariableId> cell_variables;
  const auto need = [&](VariableId variable) {
    if (std::ranges::find(cell_variables, variable) == cell_variables.end()) cell_variables.push_back(variable);
  };
  std::vector<VariableId> outputs;
  for (const auto& table : m.finals) {
    for (const VariableId input : table.inputs) need(input);
    outputs.insert(outputs.end(), table.outputs.begin(), table.outputs.end());
  }
  for (const auto& table : m.collects) {
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) {
        for (const auto& [variable, set] : way.when) {
          const bool output = std::ranges::find(outputs, variable) != outputs.end();
          if (!output && engine.facts_of(variable).size() > 1) need(variable);
        }
      }
    }
  }
  auto diagram = Diagram::build(m, cell_variables);
  if (!diagram) return diagram.error();
  engine.diagram_ = std::move(diagram).value();
  engine.compile_steps();
  engine.compile_finals();
  if (auto issues = engine.compile_ways(); !issues.empty()) return issues;
  return engine;
}

}  // namespace noms::decision_table
