// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "noms/decision_table/interpreter.h"
#include "noms/decision_table/model.h"

// The second opinion on the compiled engine: every completion of a case is run through the tables row by row, and what
// is asked of the engine is read off the list of results. Nothing here knows masks, cells or diagrams.

namespace noms::test {

using decision_table::Conditions;
using decision_table::Model;
using decision_table::Rule;
using decision_table::UniqueTable;
using decision_table::ValueSet;
using decision_table::VariableId;

/// One complete case, carried through the tables.
struct Outcome {
  bool possible = false;
  std::vector<int> values;     ///< by variable; -1 where no table made it
  std::vector<int> step_rows;  ///< in the order of Model::steps
  std::vector<int> final_rows;
  std::vector<char> ways;  ///< one per way, in the order of the collects
};

inline bool holds(const Conditions& conditions, const std::vector<int>& values) {
  for (const auto& [variable, set] : conditions) {
    const int value = values[static_cast<std::size_t>(variable)];
    if (value < 0 || !set.contains(value)) return false;
  }
  return true;
}

/// Row by row, as a person would read the tables; the same meaning as decision_table::interpret(), with arrays in place
/// of maps.
class PlainTables {
public:
  explicit PlainTables(const Model& model) : model_(model) {
    const auto count = static_cast<std::size_t>(model.vocabulary.size());
    std::vector<bool> made(count, false);
    std::vector<bool> used(count, false);
    const auto use = [&](VariableId v) { used[static_cast<std::size_t>(v)] = true; };
    for (const auto* tables : {&model.steps, &model.finals}) {
      for (const auto& table : *tables) {
        for (const VariableId output : table.outputs) made[static_cast<std::size_t>(output)] = true;
        std::for_each(table.inputs.begin(), table.inputs.end(), use);
      }
    }
    for (const auto& score : model.scores) {
      made[static_cast<std::size_t>(score.category)] = true;
      for (const auto& component : score.components) use(component.variable);
    }
    for (const auto& exclusion : model.impossible) {
      for (const auto& condition : exclusion) use(condition.first);
    }
    for (const auto& table : model.collects) {
      for (const auto& rule : table.rules) {
        for (const auto& way : rule.ways) {
          ways_.push_back(&way);
          for (const auto& condition : way.when) use(condition.first);
        }
      }
    }
    for (std::size_t v = 0; v < count; ++v) {
      if (used[v] && !made[v]) facts_.push_back(static_cast<VariableId>(v));
    }
  }

  /// Variables that no table makes and that some table, rule or exclusion reads.
  const std::vector<VariableId>& facts() const { return facts_; }
  const std::vector<const Rule::Way*>& ways() const { return ways_; }

  /// `outcome.values` has a value for every fact and -1 for everything else.
  void run(Outcome& outcome) const {
    outcome.possible = false;
    for (const auto& exclusion : model_.impossible) {
      if (holds(exclusion, outcome.values)) return;
    }
    outcome.step_rows.assign(model_.steps.size(), -1);
    bool again = true;
    while (again) {
      again = false;
      for (std::size_t t = 0; t < model_.steps.size(); ++t) {
        if (outcome.step_rows[t] >= 0 || !known(model_.steps[t].inputs, outcome.values)) continue;
        outcome.step_rows[t] = fire(model_.steps[t], outcome.values);
        again = true;
      }
      for (const auto& score : model_.scores) again = add_up(score, outcome.values) || again;
    }
    outcome.final_rows.clear();
    for (const auto& table : model_.finals) outcome.final_rows.push_back(fire(table, outcome.values));
    outcome.ways.clear();
    for (const auto* way : ways_) outcome.ways.push_back(holds(way->when, outcome.values) ? 1 : 0);
    outcome.possible = true;
  }

  /// Does the plain interpreter of the library say the same? Used on a sample, since it is slower.
  bool agrees(const Outcome& outcome) const {
    std::map<VariableId, int> facts;
    for (const VariableId fact : facts_) facts[fact] = outcome.values[static_cast<std::size_t>(fact)];
    const auto other = decision_table::interpret(model_, facts);
    if (other.has_value() != outcome.possible) return false;
    if (!other) return true;
    for (const auto& [variable, value] : other->values) {
      if (outcome.values[static_cast<std::size_t>(variable)] != value) return false;
    }
    std::vector<std::string> rows;
    for (std::size_t t = 0; t < model_.steps.size(); ++t)
      rows.push_back(model_.steps[t].rows[static_cast<std::size_t>(outcome.step_rows[t])].id);
    for (std::size_t t = 0; t < model_.finals.size(); ++t)
      rows.push_back(model_.finals[t].rows[static_cast<std::size_t>(outcome.final_rows[t])].id);
    std::vector<std::string> rules;
    std::size_t way = 0;
    for (const auto& table : model_.collects) {
      for (const auto& rule : table.rules) {
        bool fires = false;
        for (std::size_t w = 0; w < rule.ways.size(); ++w) fires = outcome.ways[way++] != 0 || fires;
        if (fires) rules.push_back(rule.id);
      }
    }
    return rows == other->rows && rules == other->rules;
  }

private:
  static bool known(const std::vector<VariableId>& inputs, const std::vector<int>& values) {
    return std::all_of(inputs.begin(), inputs.end(),
                       [&](VariableId v) { return values[static_cast<std::size_t>(v)] >= 0; });
  }

  static int fire(const UniqueTable& table, std::vector<int>& values) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      bool fits = true;
      for (std::size_t i = 0; i < table.inputs.size() && fits; ++i)
        fits = table.rows[r].cells[i].contains(values[static_cast<std::size_t>(table.inputs[i])]);
      if (!fits) continue;
      for (std::size_t o = 0; o < table.outputs.size(); ++o)
        values[static_cast<std::size_t>(table.outputs[o])] = table.rows[r].outputs[o];
      return static_cast<int>(r);
    }
    std::abort();  // a table with a gap
  }

  static bool add_up(const decision_table::ScoreTable& score, std::vector<int>& values) {
    int& category = values[static_cast<std::size_t>(score.category)];
    if (category >= 0) return false;
    int total = 0;
    for (const auto& component : score.components) {
      const int value = values[static_cast<std::size_t>(component.variable)];
      if (value < 0) return false;
      total += component.points[static_cast<std::size_t>(value)];
    }
    for (std::size_t c = 0; c < score.categories.size(); ++c) {
      if (total >= score.categories[c].from && total <= score.categories[c].to) category = static_cast<int>(c);
    }
    return true;
  }

  const Model& model_;
  std::vector<VariableId> facts_;
  std::vector<const Rule::Way*> ways_;
};

/// What every completion of a case says, taken together.
struct Truth {
  struct Leaves {
    std::map<int, std::set<std::vector<int>>> answers;  ///< value -> answers of the final table that remain
    bool pivotal = false;  ///< two completions that differ in this fact alone give different answers
  };
  struct Firing {
    std::vector<char> can;  ///< one per way
    std::vector<char> must;
    std::vector<char> rule_can;  ///< one per rule, in the order of the collects
    std::vector<char> rule_must;
  };

  std::uint64_t completions = 0;  ///< possible ones
  std::vector<ValueSet> values;   ///< by variable
  std::vector<ValueSet> step_rows;
  std::vector<ValueSet> final_rows;
  std::vector<std::set<std::vector<int>>> answers;  ///< by final table
  std::vector<ValueSet> totals;                     ///< by score
  Firing all;
  std::map<std::vector<int>, Firing> by_answer;  ///< by answer of final table 0
  std::map<VariableId, Leaves> facts;            ///< for final table 0; facts that were open
};

class BruteForce {
public:
  explicit BruteForce(const Model& model) : model_(model), tables_(model) {}

  const PlainTables& tables() const { return tables_; }

  /// How many ways there are to fill in what is open.
  double completions(const std::vector<ValueSet>& possible) const {
    double product = 1;
    for (const VariableId fact : tables_.facts()) product *= possible[static_cast<std::size_t>(fact)].count();
    return product;
  }

  /// Runs every completion. `sample`: every n-th is run through decision_table::interpret() as well.
  Truth run(const std::vector<ValueSet>& possible, std::uint64_t sample, bool& interpreter_agrees) const {
    Truth truth;
    prepare(truth);
    const auto& facts = tables_.facts();
    std::vector<std::vector<int>> open;
    for (const VariableId fact : facts) {
      auto& values = open.emplace_back();
      for (ValueSet s = possible[static_cast<std::size_t>(fact)]; !s.empty(); s = s.rest())
        values.push_back(s.lowest());
    }
    std::vector<std::size_t> at(facts.size(), 0);
    std::vector<std::int16_t> answer_of;  // by number of the completion, the first fact turning fastest; -1 impossible
    std::vector<std::vector<int>> known_answers;
    Outcome outcome;
    for (std::uint64_t number = 0;; ++number) {
      outcome.values.assign(static_cast<std::size_t>(model_.vocabulary.size()), -1);
      for (std::size_t f = 0; f < facts.size(); ++f)
        outcome.values[static_cast<std::size_t>(facts[f])] = open[f][at[f]];
      tables_.run(outcome);
      if (number % sample == 0 && !tables_.agrees(outcome)) interpreter_agrees = false;
      answer_of.push_back(outcome.possible ? note(truth, outcome, known_answers) : std::int16_t{-1});
      std::size_t f = 0;
      while (f < facts.size() && ++at[f] == open[f].size()) at[f++] = 0;
      if (f == facts.size()) break;
    }
    find_pivots(truth, facts, open, answer_of, known_answers);
    return truth;
  }

private:
  static void add(ValueSet& set, int value) { set = set | ValueSet::of(value); }

  void prepare(Truth& truth) const {
    truth.values.resize(static_cast<std::size_t>(model_.vocabulary.size()));
    truth.step_rows.resize(model_.steps.size());
    truth.final_rows.resize(model_.finals.size());
    truth.answers.resize(model_.finals.size());
    truth.totals.resize(model_.scores.size());
    prepare(truth.all);
  }
  void prepare(Truth::Firing& firing) const {
    std::size_t rules = 0;
    for (const auto& table : model_.collects) rules += table.rules.size();
    firing.can.assign(tables_.ways().size(), 0);
    firing.must.assign(tables_.ways().size(), 1);
    firing.rule_can.assign(rules, 0);
    firing.rule_must.assign(rules, 1);
  }

  void note(Truth::Firing& firing, const Outcome& outcome) const {
    std::size_t way = 0;
    std::size_t rule_number = 0;
    for (const auto& table : model_.collects) {
      for (const auto& rule : table.rules) {
        bool fires = false;
        for (std::size_t w = 0; w < rule.ways.size(); ++w, ++way) {
          const char now = outcome.ways[way];
          firing.can[way] = static_cast<char>(firing.can[way] | now);
          firing.must[way] = static_cast<char>(firing.must[way] & now);
          fires = fires || now != 0;
        }
        if (fires) firing.rule_can[rule_number] = 1;
        if (!fires) firing.rule_must[rule_number] = 0;
        ++rule_number;
      }
    }
  }

  std::int16_t note(Truth& truth, const Outcome& outcome, std::vector<std::vector<int>>& known_answers) const {
    ++truth.completions;
    for (std::size_t v = 0; v < outcome.values.size(); ++v) {
      if (outcome.values[v] >= 0) add(truth.values[v], outcome.values[v]);
    }
    for (std::size_t t = 0; t < model_.steps.size(); ++t) add(truth.step_rows[t], outcome.step_rows[t]);
    for (std::size_t s = 0; s < model_.scores.size(); ++s) {
      int total = 0;
      for (const auto& component : model_.scores[s].components)
        total +=
            component.points[static_cast<std::size_t>(outcome.values[static_cast<std::size_t>(component.variable)])];
      add(truth.totals[s], total);
    }
    std::int16_t number = 0;
    for (std::size_t t = 0; t < model_.finals.size(); ++t) {
      const auto& answer = model_.finals[t].rows[static_cast<std::size_t>(outcome.final_rows[t])].outputs;
      const int row = outcome.final_rows[t];
      if (!truth.final_rows[t].contains(row)) truth.answers[t].insert(answer);
      add(truth.final_rows[t], row);
      if (t > 0) continue;
      auto known = std::find(known_answers.begin(), known_answers.end(), answer);
      if (known == known_answers.end()) known = known_answers.insert(known, answer);
      number = static_cast<std::int16_t>(known - known_answers.begin());
      auto [firing, added] = truth.by_answer.try_emplace(answer);
      if (added) prepare(firing->second);
      note(firing->second, outcome);
    }
    note(truth.all, outcome);
    return number;
  }

  static void find_pivots(Truth& truth, const std::vector<VariableId>& facts, const std::vector<std::vector<int>>& open,
                          const std::vector<std::int16_t>& answer_of,
                          const std::vector<std::vector<int>>& known_answers) {
    std::size_t stride = 1;
    for (std::size_t f = 0; f < facts.size(); ++f) {
      const std::size_t count = open[f].size();
      if (count > 1) {
        Truth::Leaves& leaves = truth.facts[facts[f]];
        for (std::size_t block = 0; block < answer_of.size(); block += stride * count) {
          for (std::size_t low = 0; low < stride; ++low) {
            std::int16_t first = -1;
            for (std::size_t v = 0; v < count; ++v) {
              const std::int16_t answer = answer_of[block + v * stride + low];
              if (answer < 0) continue;
              leaves.answers[open[f][v]].insert(known_answers[static_cast<std::size_t>(answer)]);
              leaves.pivotal = leaves.pivotal || (first >= 0 && first != answer);
              first = answer;
            }
          }
        }
      }
      stride *= count;
    }
  }

  const Model& model_;
  PlainTables tables_;
};

}  // namespace noms::test
