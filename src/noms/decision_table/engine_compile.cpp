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
      for (std::size_t i = 0; i < table.inputs.size(); ++i)
        fits = fits && row.cells[i].contains(value_from(table.inputs[i], fact, value));
      if (fits) return row.outputs[0];
    }
  }
  for (const auto& score : model_.scores) {
    if (score.category != decision) continue;
    int total = 0;
    for (const auto& component : score.components)
      total += component.points[static_cast<std::size_t>(value_from(component.variable, fact, value))];
    return score.category_of(total);
  }
  return 0;
}

/// Steps in the order in which they can be taken; a circle is a fault, and so are two tables that make the same.
Issues Engine::order_steps() {
  Issues issues;
  std::vector<bool> known(static_cast<std::size_t>(model_.vocabulary.size()), true);
  const auto make = [&](VariableId variable, const std::string& file) {
    if (!known[static_cast<std::size_t>(variable)])
      issues.push_back({ErrorCode::KnowledgeOverlap, file,
                        "another table makes " + model_.vocabulary.at(variable).name + " already"});
    known[static_cast<std::size_t>(variable)] = false;
  };
  for (const auto& table : model_.steps) make(table.outputs[0], table.file);
  for (const auto& score : model_.scores) make(score.category, score.file);
  for (const auto& table : model_.finals) {
    for (const VariableId output : table.outputs) make(output, table.file);
  }
  if (!issues.empty()) return issues;

  std::vector<UniqueTable> ordered;
  auto waiting = std::move(model_.steps);
  const auto is_known = [&](VariableId v) { return known[static_cast<std::size_t>(v)]; };
  for (bool moved = true; moved;) {
    moved = false;
    for (auto table = waiting.begin(); table != waiting.end();) {
      if (std::ranges::all_of(table->inputs, is_known)) {
        known[static_cast<std::size_t>(table->outputs[0])] = true;
        ordered.push_back(std::move(*table));
        table = waiting.erase(table);
        moved = true;
      } else {
        ++table;
      }
    }
    for (const auto& score : model_.scores) {
      if (is_known(score.category) ||
          !std::ranges::all_of(score.components, [&](const auto& component) { return is_known(component.variable); }))
        continue;
      known[static_cast<std::size_t>(score.category)] = true;
      moved = true;
    }
  }
  const auto circle = [&](const std::string& file) {
    issues.push_back(
        {ErrorCode::KnowledgeValue, file, "the table waits for itself: its inputs depend on what it decides"});
  };
  for (const auto& table : waiting) circle(table.file);
  for (const auto& score : model_.scores) {
    if (!is_known(score.category)) circle(score.file);
  }
  for (const auto& table : model_.finals) {
    if (!std::ranges::all_of(table.inputs, is_known)) circle(table.file);
  }
  model_.steps = std::move(ordered);
  return issues;
}

Cells Engine::all_cells() const {
  Cells cells;
  for (int cell = 0; cell < diagram_.cell_count(); ++cell) cells.add(cell);
  return cells;
}

Engine::Meaning Engine::meaning_of(VariableId variable) const {
  Meaning meaning;
  const std::size_t values = model_.vocabulary.at(variable).values.size();
  for (std::size_t f = 0; f < model_.finals.size(); ++f) {
    const auto& table = model_.finals[f];
    const auto o = static_cast<std::size_t>(std::ranges::find(table.outputs, variable) - table.outputs.begin());
    if (o == table.outputs.size()) continue;
    meaning.cells.resize(values);
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      meaning.cells[static_cast<std::size_t>(table.rows[r].outputs[o])] |= finals_[f].row_cells[r];
    return meaning;
  }
  if (const auto facts = facts_of(variable); facts.size() == 1) {
    meaning.fact = facts[0];
    meaning.sets.resize(values);
    for (int v = 0; v < static_cast<int>(model_.vocabulary.at(facts[0]).values.size()); ++v) {
      ValueSet& set = meaning.sets[static_cast<std::size_t>(value_from(variable, facts[0], v))];
      set = set | ValueSet::of(v);
    }
    return meaning;
  }
  const auto& variables = diagram_.cell_variables();
  const auto n = static_cast<std::size_t>(std::ranges::find(variables, variable) - variables.begin());
  meaning.cells.resize(values);
  if (n == variables.size()) return meaning;  // no condition names it
  for (int cell = 0; cell < diagram_.cell_count(); ++cell)
    meaning.cells[static_cast<std::size_t>(diagram_.value_in(cell, n))].add(cell);
  return meaning;
}

Engine::Resolved Engine::resolve(VariableId variable, ValueSet set) const {
  const Meaning& meaning = meanings_[static_cast<std::size_t>(variable)];
  Resolved resolved;
  resolved.fact = meaning.fact;
  for (ValueSet s = set; !s.empty(); s = s.rest()) {
    const auto value = static_cast<std::size_t>(s.lowest());
    if (meaning.fact >= 0) {
      resolved.set = resolved.set | meaning.sets[value];
    } else {
      resolved.cells |= meaning.cells[value];
    }
  }
  return resolved;
}

void Engine::compile_finals() {
  const auto& variables = diagram_.cell_variables();
  for (const auto& table : model_.finals) {
    Final final_table;
    final_table.row_cells.resize(table.rows.size());
    final_table.answer_of_row.resize(table.rows.size());
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
      final_table.answer_of_row[row] = static_cast<std::uint8_t>(number);
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
        for (ValueSet s = table.rows[r].cells[i]; !s.empty(); s = s.rest())
          rows_of_value[static_cast<std::size_t>(s.lowest())] |= std::uint64_t{1} << r;
      }
    }
    masks.rows_of_output.resize(model_.vocabulary.at(table.outputs[0]).values.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      masks.rows_of_output[static_cast<std::size_t>(table.rows[r].outputs[0])] |= std::uint64_t{1} << r;
    step_masks_.push_back(std::move(masks));
  }
  const auto& variables = diagram_.cell_variables();
  for (std::size_t n = 0; n < variables.size(); ++n) {
    auto& cells = value_cells_.emplace_back(model_.vocabulary.at(variables[n]).values.size());
    for (int cell = 0; cell < diagram_.cell_count(); ++cell)
      cells[static_cast<std::size_t>(diagram_.value_in(cell, n))].add(cell);
  }
}

Issues Engine::compile_ways() {
  for (const auto& table : model_.collects) {
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) ways_.push_back(&way);
    }
  }
  if (ways_.size() > 128)
    return {{ErrorCode::KnowledgeValue, "knowledge", "there are more than 128 ways for rules to fire"}};
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
        fact_ways_.resize(fact_ways_.size() + model_.vocabulary.at(resolved.fact).values.size(),
                          {~std::uint64_t{0}, ~std::uint64_t{0}});
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

/// Steps and scores whose inputs depend on one another and that no cell tells.
Issues Engine::compile_asides() {
  told_.assign(made_.size(), false);
  for (const VariableId variable : diagram_.cell_variables()) told_[static_cast<std::size_t>(variable)] = true;
  // Facts that some exclusion connects, by one of them.
  std::vector<VariableId> group(made_.size());
  for (std::size_t v = 0; v < group.size(); ++v) group[v] = static_cast<VariableId>(v);
  for (const auto& exclusion : model_.impossible) {
    for (const auto& [fact, unused] : exclusion) {
      const VariableId from = group[static_cast<std::size_t>(fact)];
      std::ranges::replace(group, from, group[static_cast<std::size_t>(exclusion[0].first)]);
    }
  }
  const auto entangled = [&](const std::vector<VariableId>& inputs) {
    std::vector<VariableId> seen;
    for (const VariableId input : inputs) {
      std::vector<VariableId> behind;
      for (const VariableId fact : facts_of(input)) behind.push_back(group[static_cast<std::size_t>(fact)]);
      if (std::ranges::any_of(behind, [&](VariableId v) { return std::ranges::find(seen, v) != seen.end(); }))
        return true;
      seen.insert(seen.end(), behind.begin(), behind.end());
    }
    return false;
  };
  Issues issues;
  const auto add = [&](const Model& model, VariableId cell, VariableId decision, const ScoreTable* score) {
    auto diagram = Diagram::build(model, {cell});
    if (!diagram) return void(issues.insert(issues.end(), diagram.error().begin(), diagram.error().end()));
    asides_.push_back({decision, score, std::move(diagram).value()});
  };
  for (const auto& table : model_.steps) {
    const VariableId output = table.outputs[0];
    if (told_[static_cast<std::size_t>(output)] || !entangled(table.inputs)) continue;
    add(model_, output, output, nullptr);
    told_[static_cast<std::size_t>(output)] = true;
  }
  for (const auto& score : model_.scores) {
    std::vector<VariableId> inputs;
    for (const auto& component : score.components) inputs.push_back(component.variable);
    if (!entangled(inputs)) continue;
    Model by_total = model_;
    std::vector<std::string> totals;
    ScoreTable every_total = score;
    every_total.categories.clear();
    for (int total = 0; total <= score.most; ++total) {
      totals.push_back(std::to_string(total));
      every_total.categories.push_back({total, total, {}, 0});
    }
    every_total.category = by_total.vocabulary.add("total of " + score.id, std::move(totals));
    by_total.scores.push_back(std::move(every_total));
    add(by_total, by_total.scores.back().category, score.category, &score);
  }
  return issues;
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
  for (const auto& score : m.scores)
    std::ranges::for_each(score.components, [&](const auto& component) { read(component.variable); });
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
  if (auto issues = engine.compile_asides(); !issues.empty()) return issues;
  engine.compile_finals();
  for (VariableId v = 0; v < m.vocabulary.size(); ++v) engine.meanings_.push_back(engine.meaning_of(v));
  if (auto issues = engine.compile_ways(); !issues.empty()) return issues;
  return engine;
}

}  // namespace noms::decision_table
