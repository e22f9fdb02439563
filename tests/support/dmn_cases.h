// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "noms/decision_table/interpreter.h"
#include "noms/dmn/exchange.h"
#include "noms/dmn/run.h"
#include "support/knowledge_files.h"
#include "support/random.h"

// Complete cases of an edition with the answers of the plain interpreter, for engines that run the exported model.

namespace noms::test {

inline std::vector<knowledge::SourceFile> source_files(const Files& files) {
  std::vector<knowledge::SourceFile> sources;
  for (const auto& [name, text] : files) sources.push_back({name, text});
  return sources;
}

/// The shipped knowledge of an edition as a model of DMN.
inline std::string exported(const knowledge::Edition& edition) {
  return dmn::export_edition(source_files(shipped_files()), library(), edition);
}

/// The facts of an edition: the variables that no table makes and some table reads.
inline std::vector<decision_table::VariableId> facts_of(const decision_table::Model& model) {
  std::set<decision_table::VariableId> read;
  std::set<decision_table::VariableId> made;
  for (const auto* tables : {&model.steps, &model.finals}) {
    for (const auto& table : *tables) {
      read.insert(table.inputs.begin(), table.inputs.end());
      made.insert(table.outputs.begin(), table.outputs.end());
    }
  }
  for (const auto& score : model.scores) {
    for (const auto& component : score.components) read.insert(component.variable);
    made.insert(score.category);
  }
  for (const auto& table : model.collects) {
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) {
        for (const auto& [variable, set] : way.when) read.insert(variable);
      }
    }
  }
  std::vector<decision_table::VariableId> facts;
  for (const auto variable : read) {
    if (!made.contains(variable)) facts.push_back(variable);
  }
  return facts;
}

/// An exported model with what leads from complete cases to its answers.
class ExportedModel {
public:
  explicit ExportedModel(const knowledge::Edition& edition)
      : tables_(edition.engine.model()), model_(dmn::read_model(exported(edition)).value()), facts_(facts_of(tables_)) {
    for (const auto fact : facts_) {
      const auto& name = tables_.vocabulary.at(fact).name;
      const auto input = std::ranges::find(model_.inputs, name, &dmn::InputData::name);
      slots_.push_back(static_cast<std::size_t>(input - model_.inputs.begin()));
    }
  }

  const decision_table::Model& tables() const { return tables_; }
  const dmn::Model& model() const { return model_; }
  const std::vector<decision_table::VariableId>& facts() const { return facts_; }

  /// Empty when the model says of this case what the interpreter says; `rules` compares cautions and the like too.
  std::string difference(const std::map<decision_table::VariableId, int>& facts, bool rules) {
    const auto expected = decision_table::interpret(tables_, facts);
    if (!expected) return "";
    ++compared;
    std::vector<dmn::Value> inputs(model_.inputs.size());
    for (std::size_t f = 0; f < facts_.size(); ++f)
      inputs[slots_[f]] =
          dmn::Value(tables_.vocabulary.at(facts_[f]).values[static_cast<std::size_t>(facts.at(facts_[f]))]);
    std::vector<std::size_t> wanted;
    if (!rules) wanted = {position("treatment"), position("urgency")};
    const auto outcomes = dmn::run(model_, inputs, wanted);
    for (std::size_t t = 0; t < tables_.finals.size(); ++t) {
      const auto& name = t == knowledge::Edition::treatment ? "treatment" : "urgency";
      if (const auto problem = final_difference(outcomes[position(name)], name, t, *expected); !problem.empty())
        return problem;
    }
    return rules ? rules_difference(outcomes, *expected) : "";
  }

  std::size_t compared = 0;

  /// Slots for every combination of the inputs of a table.
  std::vector<std::vector<dmn::Value>> cases_of(const decision_table::UniqueTable& table) const {
    std::vector<std::vector<dmn::Value>> cases;
    std::vector<int> values(table.inputs.size(), 0);
    for (bool more = true; more;) {
      cases.push_back(slots_of(table.inputs, values));
      more = false;
      for (std::size_t i = 0; i < values.size() && !more; ++i) {
        more = ++values[i] < static_cast<int>(tables_.vocabulary.at(table.inputs[i]).values.size());
        if (!more) values[i] = 0;
      }
    }
    return cases;
  }

  /// Empty when the decision alone says for these values of the table's inputs what the one row that fits says.
  std::string row_difference(const decision_table::UniqueTable& table, const std::vector<int>& values) const {
    const auto& vocabulary = tables_.vocabulary;
    const auto& made = table.outputs.size() > 1 ? "treatment" : vocabulary.at(table.outputs[0]).name;
    const auto outcome = alone(made, table.inputs, values);
    std::string fitting;
    for (const auto& row : table.rows) {
      bool fits = true;
      for (std::size_t i = 0; i < values.size(); ++i) fits = fits && row.cells[i].contains(values[i]);
      if (fits) fitting += row.id;
    }
    const auto& rules = model_.decisions[position(made)].logic.table->rules;
    std::string fired;
    for (const auto rule : outcome.rules) {
      for (const auto& [name, text] : rules[rule].extensions) {
        if (name == "row") fired += text;
      }
    }
    return fired == fitting ? "" : "rows " + fired + " instead of " + fitting;
  }

  /// Empty when the decision of the score gives the sum of the points.
  std::string total_difference(const decision_table::ScoreTable& score, const std::vector<int>& values) const {
    std::vector<decision_table::VariableId> inputs;
    std::int64_t total = 0;
    for (std::size_t c = 0; c < values.size(); ++c) {
      inputs.push_back(score.components[c].variable);
      total += score.components[c].points[static_cast<std::size_t>(values[c])];
    }
    const auto outcome = alone(score.id, inputs, values);
    const auto* sum = outcome.value.number();
    return sum != nullptr && *sum == dmn::Decimal::of(total) ? "" : "another total than " + std::to_string(total);
  }

private:
  /// The outcome of one decision from the values of what it requires.
  dmn::Outcome alone(const std::string& decision, const std::vector<decision_table::VariableId>& inputs,
                     const std::vector<int>& values) const {
    return dmn::run_alone(model_, position(decision), slots_of(inputs, values));
  }

  /// The slots of the model with these values of variables.
  std::vector<dmn::Value> slots_of(const std::vector<decision_table::VariableId>& inputs,
                                   const std::vector<int>& values) const {
    std::vector<dmn::Value> slots(model_.inputs.size() + model_.decisions.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const auto& variable = tables_.vocabulary.at(inputs[i]);
      const auto input = std::ranges::find(model_.inputs, variable.name, &dmn::InputData::name);
      const std::size_t slot = input != model_.inputs.end() ? static_cast<std::size_t>(input - model_.inputs.begin())
                                                            : model_.slot_of_decision(position(variable.name));
      slots[slot] = dmn::Value(variable.values[static_cast<std::size_t>(values[i])]);
    }
    return slots;
  }

  std::size_t position(const std::string& name) const { return static_cast<std::size_t>(model_.find_decision(name)); }

  std::string final_difference(const dmn::Outcome& outcome, const std::string& name, std::size_t table,
                               const decision_table::Interpretation& expected) const {
    const auto& final_table = tables_.finals[table];
    const auto& logic = *model_.decisions[position(name)].logic.table;
    const auto& row = expected.rows[tables_.steps.size() + table];
    if (outcome.rules.size() != 1 || logic.rules[outcome.rules[0]].id != row) return name + ": not the row " + row;
    for (const auto variable : final_table.outputs) {
      const auto& output = tables_.vocabulary.at(variable);
      const auto& value = output.values[static_cast<std::size_t>(expected.values.at(variable))];
      const auto* made = final_table.outputs.size() == 1      ? &outcome.value
                         : outcome.value.context() == nullptr ? nullptr
                                                              : outcome.value.context()->find(output.name);
      if (made == nullptr || made->string() == nullptr || *made->string() != value) return name + ": not " + value;
    }
    return "";
  }

  std::string rules_difference(const std::vector<dmn::Outcome>& outcomes,
                               const decision_table::Interpretation& expected) const {
    std::vector<std::string> fired;
    for (const auto* name : {"alternatives", "vetoes", "cautions"}) {
      const int decision = model_.find_decision(name);
      if (decision < 0) continue;
      const auto* list = outcomes[static_cast<std::size_t>(decision)].value.list();
      if (list == nullptr) return std::string(name) + " gives no list";
      for (const auto& item : list->items) {
        const auto* rule = item.context() == nullptr ? &item : item.context()->find("rule");
        if (rule == nullptr || rule->string() == nullptr) return std::string(name) + " gives no rule";
        if (fired.empty() || fired.back() != *rule->string()) fired.push_back(*rule->string());
      }
    }
    return fired == expected.rules ? "" : "other rules fire";
  }

  const decision_table::Model& tables_;
  dmn::Model model_;
  std::vector<decision_table::VariableId> facts_;
  std::vector<std::size_t> slots_;
};

/// A complete case, every fact drawn evenly.
inline std::map<decision_table::VariableId, int> random_facts(const ExportedModel& exported_model, Random& random) {
  std::map<decision_table::VariableId, int> facts;
  for (const auto fact : exported_model.facts()) {
    const auto count = exported_model.tables().vocabulary.at(fact).values.size();
    facts[fact] = random.below(static_cast<int>(count));
  }
  return facts;
}

}  // namespace noms::test
