// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/decision_table/model.h"
#include "support/random.h"

namespace noms::test {

using decision_table::CollectTable;
using decision_table::Model;
using decision_table::ScoreTable;

/// Small models without any meaning: random facts, tables that share them, scores, exclusions and rules. A table is
/// made by cutting the space of its inputs again and again, so that exactly one row fits every combination.
class RandomModel {
public:
  explicit RandomModel(std::uint64_t seed) : random_(seed) {}

  Model make() {
    const int facts = 2 + random_.below(7);
    for (int f = 0; f < facts; ++f) {
      facts_.push_back(variable("fact" + std::to_string(f), 2 + random_.below(4)));
      known_.push_back(facts_.back());
    }
    const int tables = 1 + random_.below(5);
    for (int t = 0; t < tables; ++t) {
      if (random_.chance(0.25)) {
        add_score(t);
      } else {
        add_step(t);
      }
    }
    const int finals = 1 + random_.below(2);
    for (int t = 0; t < finals; ++t) add_final(t);
    if (random_.chance(0.7)) add_exclusions();
    add_collects();
    if (random_.chance(0.5)) std::reverse(model_.steps.begin(), model_.steps.end());
    return std::move(model_);
  }

private:
  using ValueSet = decision_table::ValueSet;
  using VariableId = decision_table::VariableId;

  VariableId variable(const std::string& name, int values) {
    std::vector<std::string> names;
    for (int v = 0; v < values; ++v) names.push_back("v" + std::to_string(v));
    return model_.vocabulary.add(name, std::move(names));
  }
  int size(VariableId v) const { return static_cast<int>(model_.vocabulary.at(v).values.size()); }

  std::vector<VariableId> some_of(std::vector<VariableId> from, int count) {
    std::vector<VariableId> chosen;
    while (!from.empty() && static_cast<int>(chosen.size()) < count) {
      const auto at = from.begin() + random_.below(static_cast<int>(from.size()));
      chosen.push_back(*at);
      from.erase(at);
    }
    return chosen;
  }

  void cut(decision_table::UniqueTable& table, std::vector<ValueSet> region, int depth) {
    std::vector<std::size_t> wide;
    for (std::size_t i = 0; i < region.size(); ++i) {
      if (region[i].count() > 1) wide.push_back(i);
    }
    if (depth == 0 || wide.empty() || random_.chance(0.12)) {
      decision_table::UniqueTable::Row row;
      row.id = table.id + "-" + std::to_string(table.rows.size());
      row.cells = std::move(region);
      for (const VariableId output : table.outputs) row.outputs.push_back(random_.below(size(output)));
      table.rows.push_back(std::move(row));
      return;
    }
    const std::size_t input = wide[static_cast<std::size_t>(random_.below(static_cast<int>(wide.size())))];
    ValueSet left;
    for (ValueSet s = region[input]; !s.empty(); s = s.rest()) {
      if (random_.chance(0.5)) left = left | ValueSet::of(s.lowest());
    }
    if (left.empty() || left == region[input]) left = ValueSet::of(region[input].lowest());
    auto right = region;
    right[input] = region[input] - left;
    region[input] = left;
    cut(table, std::move(region), depth - 1);
    cut(table, std::move(right), depth - 1);
  }

  decision_table::UniqueTable unique(const std::string& id, const std::vector<VariableId>& inputs,
                                     std::vector<VariableId> outputs) {
    decision_table::UniqueTable table{id, id, id, inputs, std::move(outputs), {}};
    std::vector<ValueSet> region;
    for (const VariableId input : inputs) region.push_back(model_.vocabulary.at(input).all());
    cut(table, region, 4);
    return table;
  }

  void add_step(int number) {
    const std::string id = "step" + std::to_string(number);
    const auto inputs = some_of(known_, 1 + random_.below(3));
    const VariableId output = variable(id + "_value", 2 + random_.below(2));
    model_.steps.push_back(unique(id, inputs, {output}));
    known_.push_back(output);
  }

  void add_score(int number) {
    ScoreTable score;
    score.id = "score" + std::to_string(number);
    for (const VariableId input : some_of(known_, 2 + random_.below(3))) {
      ScoreTable::Component component{input, {}, {}, 0};
      for (int v = 0; v < size(input); ++v) component.points.push_back(random_.below(5));
      score.least += *std::min_element(component.points.begin(), component.points.end());
      score.most += *std::max_element(component.points.begin(), component.points.end());
      score.components.push_back(std::move(component));
    }
    score.category = model_.vocabulary.add(score.id + "_category");
    for (int from = score.least; from <= score.most;) {
      const int to = std::min(score.most, from + random_.below(6));
      score.categories.push_back({from, to, "", 0});
      model_.vocabulary.add_value(score.category, "c" + std::to_string(score.categories.size()));
      from = to + 1;
    }
    known_.push_back(score.category);
    model_.scores.push_back(std::move(score));
  }

  void add_final(int number) {
    const std::string id = "final" + std::to_string(number);
    std::vector<VariableId> outputs;
    for (int o = 0; o < 1 + random_.below(2); ++o)
      outputs.push_back(variable(id + "_output" + std::to_string(o), 2 + random_.below(3)));
    outputs_.insert(outputs_.end(), outputs.begin(), outputs.end());
    model_.finals.push_back(unique(id, some_of(known_, 1 + random_.below(3)), outputs));
  }

  ValueSet some_values(VariableId v) {
    ValueSet set = ValueSet::of(random_.below(size(v)));
    for (int value = 0; value < size(v); ++value) {
      if (random_.chance(0.3)) set = set | ValueSet::of(value);
    }
    return set;
  }

  void add_exclusions() {
    const int count = 1 + random_.below(4);
    for (int x = 0; x < count; ++x) {
      decision_table::Conditions conditions;
      for (const VariableId fact : some_of(facts_, 2 + random_.below(2)))
        conditions.emplace_back(fact, some_values(fact));
      model_.impossible.push_back(std::move(conditions));
    }
  }

  void add_collects() {
    auto any = known_;
    any.insert(any.end(), outputs_.begin(), outputs_.end());
    const int tables = 1 + random_.below(2);
    for (int t = 0; t < tables; ++t) {
      CollectTable table{"collect" + std::to_string(t), "", "", {}, {}};
      const int rules = 1 + random_.below(4);
      for (int r = 0; r < rules; ++r) {
        decision_table::Rule rule{"rule" + std::to_string(r), {}};
        const int ways = 1 + random_.below(3);
        for (int w = 0; w < ways; ++w) {
          decision_table::Conditions when;
          const int conditions = random_.below(3);
          for (int c = 0; c < conditions; ++c) {
            const VariableId v = any[static_cast<std::size_t>(random_.below(static_cast<int>(any.size())))];
            when.emplace_back(v, some_values(v));
          }
          rule.ways.push_back({rule.id, 0, std::move(when), {}, {}});
        }
        table.rules.push_back(std::move(rule));
      }
      model_.collects.push_back(std::move(table));
    }
  }

  Random random_;
  Model model_;
  std::vector<VariableId> facts_;
  std::vector<VariableId> known_;
  std::vector<VariableId> outputs_;
};

}  // namespace noms::test
