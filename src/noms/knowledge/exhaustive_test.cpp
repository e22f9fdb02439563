// SPDX-License-Identifier: Apache-2.0
// Every combination of inputs of every decision table, in both editions: exactly one row fits, and the compiled engine
// says what the plain interpreter says.
#include <gtest/gtest.h>

#include <set>

#include "noms/decision_table/interpreter.h"
#include "support/brute_force.h"
#include "support/knowledge_files.h"
#include "support/random.h"

namespace noms::test {
namespace {

using decision_table::Engine;
using decision_table::Possible;

/// Calls `visit` with every combination of values of the variables.
template <class Visit>
void every_combination(const decision_table::Vocabulary& vocabulary, const std::vector<VariableId>& variables,
                       Visit visit) {
  std::vector<int> values(variables.size(), 0);
  while (true) {
    visit(values);
    std::size_t i = 0;
    while (i < variables.size() && ++values[i] == static_cast<int>(vocabulary.at(variables[i]).values.size()))
      values[i++] = 0;
    if (i == variables.size()) return;
  }
}

std::vector<std::size_t> fitting(const UniqueTable& table, const std::vector<int>& values) {
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    bool fits = true;
    for (std::size_t i = 0; i < values.size(); ++i) fits = fits && table.rows[r].cells[i].contains(values[i]);
    if (fits) rows.push_back(r);
  }
  return rows;
}

TEST(Exhaustive, ExactlyOneRowFitsEveryCombination) {
  for (const auto& edition : library().editions) {
    const Model& model = edition->engine.model();
    for (const auto* tables : {&model.steps, &model.finals}) {
      for (const auto& table : *tables) {
        SCOPED_TRACE(edition->name + " " + table.id);
        std::set<std::size_t> used;
        std::size_t combinations = 0;
        every_combination(model.vocabulary, table.inputs, [&](const std::vector<int>& values) {
          const auto rows = fitting(table, values);
          ASSERT_EQ(rows.size(), 1U);
          used.insert(rows[0]);
          ++combinations;
        });
        EXPECT_EQ(used.size(), table.rows.size()) << "a row is never used";
        EXPECT_GT(combinations, 0U);
      }
    }
  }
}

TEST(Exhaustive, TheTreatmentTablesHaveNinetySixCombinations) {
  for (const auto& edition : library().editions) {
    const Model& model = edition->engine.model();
    const auto& table = model.finals[knowledge::Edition::treatment];
    std::size_t combinations = 0;
    every_combination(model.vocabulary, table.inputs, [&](const std::vector<int>&) { ++combinations; });
    EXPECT_EQ(combinations, 96U) << edition->name;
    EXPECT_EQ(table.rows.size(), edition->name == "2023" ? 28U : 12U);
  }
}

/// Compares the three ways to run a complete case: compiled, with sets of one value, and interpreted.
class CompleteCases {
public:
  explicit CompleteCases(const Engine& engine)
      : engine_(engine),
        tables_(engine.model()),
        values_(static_cast<std::size_t>(engine.model().vocabulary.size()), 0) {}

  void set(const std::string& fact, int value) {
    values_[static_cast<std::size_t>(engine_.model().vocabulary.find(fact))] = static_cast<std::uint8_t>(value);
  }
  const PlainTables& tables() const { return tables_; }
  std::uint8_t& at(VariableId fact) { return values_[static_cast<std::size_t>(fact)]; }
  std::set<int> cells;  ///< seen so far
  int impossible = 0;

  /// Empty when all three agree.
  std::string check() {
    const Model& model = engine_.model();
    std::map<VariableId, int> facts;
    Possible possible = engine_.everything();
    for (const VariableId fact : tables_.facts()) {
      facts[fact] = values_[static_cast<std::size_t>(fact)];
      possible[static_cast<std::size_t>(fact)] = ValueSet::of(facts[fact]);
    }
    const auto expected = decision_table::interpret(model, facts);
    const auto compiled = engine_.complete(values_.data());
    const bool reached = engine_.reach(possible, workspace_);
    if (!expected) {
      ++impossible;
      return compiled.cell >= 0 || reached ? "the interpreter sees a contradiction" : "";
    }
    if (compiled.cell < 0 || !reached) return "the engine sees a contradiction";
    cells.insert(compiled.cell);
    for (const auto& [variable, value] : expected->values) {
      if (possible[static_cast<std::size_t>(variable)] != ValueSet::of(value))
        return model.vocabulary.at(variable).name + " differs";
    }
    for (std::size_t f = 0; f < model.finals.size(); ++f) {
      const std::string& row = expected->rows[model.steps.size() + f];
      const int compiled_row = engine_.row_in(f, compiled.cell);
      if (model.finals[f].rows[static_cast<std::size_t>(compiled_row)].id != row)
        return model.finals[f].id + ": another row is compiled";
      if (engine_.rows(f, workspace_.sweep.cells) != ValueSet::of(compiled_row).bits)
        return model.finals[f].id + ": another row is reached";
    }
    return check_rules(compiled, *expected, possible);
  }

private:
  std::string check_rules(const decision_table::Complete& compiled, const decision_table::Interpretation& expected,
                          const Possible& possible) {
    std::vector<std::string> fired;
    std::size_t way = 0;
    for (const auto& table : engine_.model().collects) {
      for (const auto& rule : table.rules) {
        bool fires = false;
        for (std::size_t w = 0; w < rule.ways.size(); ++w, ++way)
          fires = fires || ((compiled.ways[way / 64] >> (way % 64)) & 1U) != 0;
        if (fires) fired.push_back(rule.id);
        if (engine_.can_fire(rule, possible, workspace_.sweep.cells, workspace_) != fires)
          return rule.id + ": can_fire differs";
        if (engine_.must_fire(rule, possible, workspace_.sweep.cells, workspace_) != fires)
          return rule.id + ": must_fire differs";
      }
    }
    return fired == expected.rules ? "" : "other rules fire";
  }

  const Engine& engine_;
  PlainTables tables_;
  std::vector<std::uint8_t> values_;
  Engine::Workspace workspace_;
};

/// Findings with a SINS of 4 (stable), 9 (indeterminate) and 18 (unstable) at T8, by position of the values in the
/// table of fields.
struct Findings {
  int pain, bone_lesion, alignment, vertebral_body, posterolateral;
};
constexpr Findings stability_classes[] = {{2, 0, 2, 2, 2}, {0, 0, 2, 1, 1}, {0, 0, 0, 0, 0}};

TEST(Exhaustive, EngineIsTheInterpreterForEveryTreatmentCombination) {
  for (const auto& edition : library().editions) {
    CompleteCases cases(edition->engine);
    cases.set("frankel", 3);  // D excludes nothing
    cases.set("asia", 3);
    cases.set("sex", 0);
    std::size_t run = 0;
    const auto& vocabulary = edition->engine.model().vocabulary;
    const int histologies = static_cast<int>(vocabulary.at(vocabulary.find("histology")).values.size());
    for (int number = 0; number < 6 * 2 * 2 * histologies * 3 * 2 * 2; ++number) {
      int rest = number;
      const auto next = [&](int count) {
        const int value = rest % count;
        rest /= count;
        return value;
      };
      cases.set("escc", next(6));
      cases.set("myelopathy", next(2));
      cases.set("cauda_equina_syndrome", next(2));
      cases.set("histology", next(histologies));
      const Findings& findings = stability_classes[next(3)];
      cases.set("pain", findings.pain);
      cases.set("bone_lesion", findings.bone_lesion);
      cases.set("alignment", findings.alignment);
      cases.set("vertebral_body", findings.vertebral_body);
      cases.set("posterolateral", findings.posterolateral);
      cases.set("surgeon_stability_opinion", next(2));
      cases.set("fitness_surgery", next(2));
      ASSERT_EQ(cases.check(), "") << edition->name << ", combination " << number;
      ++run;
    }
    EXPECT_EQ(cases.cells.size(), 96U) << "of edition " << edition->name << " in " << run << " cases";
  }
}

TEST(Exhaustive, EngineIsTheInterpreterForRandomCompleteCases) {
  for (const auto& edition : library().editions) {
    CompleteCases cases(edition->engine);
    Random random(2);
    for (int number = 0; number < 25000; ++number) {
      for (const VariableId fact : cases.tables().facts()) {
        cases.at(fact) = static_cast<std::uint8_t>(
            random.below(static_cast<int>(edition->engine.model().vocabulary.at(fact).values.size())));
      }
      if (random.chance(0.5)) {  // or most cases would contradict themselves
        cases.set("frankel", 3);
        cases.set("asia", 3);
      }
      ASSERT_EQ(cases.check(), "") << edition->name << ", case " << number;
    }
    EXPECT_GT(cases.impossible, 0);
    EXPECT_EQ(cases.cells.size(), 96U);
  }
}

}  // namespace
}  // namespace noms::test
