// SPDX-License-Identifier: Apache-2.0
// The engine is right for any tables, not only for the shipped ones: random small models with shared facts and
// exclusions, each with random partial cases, held against the list of all completions.
#include <gtest/gtest.h>

#include <iostream>

#include "noms/decision_table/checks.h"
#include "support/compare_engine.h"
#include "support/random_case.h"
#include "support/random_model.h"

namespace noms::test {
namespace {

struct Plan {
  int models;
  int cases;
  std::uint64_t seed;
  Density density;
};

struct Seen {
  int models = 0;
  int too_wide = 0;
  int all_excluded = 0;
  int cases = 0;
  int contradictory = 0;
  int with_exclusions = 0;
  int with_scores = 0;
};

std::string printed(const Model& model, const std::vector<ValueSet>& possible) {
  std::string text;
  const auto names = [&](VariableId v, ValueSet set) {
    std::string list = model.vocabulary.at(v).name + "=";
    for (const auto& name : model.vocabulary.names_of(v, set)) list += name;
    return list + " ";
  };
  for (const auto* tables : {&model.steps, &model.finals}) {
    for (const auto& table : *tables) {
      text += "\n" + table.id + ":";
      for (const auto& row : table.rows) {
        text += "\n  ";
        for (std::size_t i = 0; i < row.cells.size(); ++i) text += names(table.inputs[i], row.cells[i]);
        text += "-> ";
        for (std::size_t o = 0; o < row.outputs.size(); ++o)
          text += names(table.outputs[o], ValueSet::of(row.outputs[o]));
      }
    }
  }
  for (const auto& score : model.scores) {
    text += "\n" + score.id + ":";
    for (const auto& component : score.components) text += " " + model.vocabulary.at(component.variable).name;
  }
  for (const auto& exclusion : model.impossible) {
    text += "\nnever: ";
    for (const auto& [v, set] : exclusion) text += names(v, set);
  }
  text += "\ncase: ";
  for (VariableId v = 0; v < model.vocabulary.size(); ++v) text += names(v, possible[static_cast<std::size_t>(v)]);
  return text;
}

void run(const Plan& plan) {
  Seen seen;
  for (std::uint64_t number = 0; seen.models < plan.models; ++number) {
    Model model = RandomModel(plan.seed + number).make();
    for (const auto* tables : {&model.steps, &model.finals}) {
      for (const auto& table : *tables) ASSERT_TRUE(decision_table::check_unique(table, model.vocabulary).empty());
    }
    for (const auto& score : model.scores) ASSERT_TRUE(decision_table::check_score(score, model.vocabulary).empty());
    auto compiled = Engine::compile(std::move(model));
    if (!compiled) {
      const std::string& message = compiled.error()[0].message;
      const bool too_wide = message.find("at most 256") != std::string::npos;
      ASSERT_TRUE(too_wide || message == "the contradictions exclude every case") << message;
      ++(too_wide ? seen.too_wide : seen.all_excluded);
      continue;
    }
    const Engine engine = std::move(compiled).value();
    const BruteForce brute(engine.model());
    Random random(plan.seed * 1000 + number);
    bool interpreter_agrees = true;
    ++seen.models;
    seen.with_exclusions += engine.model().impossible.empty() ? 0 : 1;
    seen.with_scores += engine.model().scores.empty() ? 0 : 1;
    for (int n = 0; n < plan.cases; ++n) {
      const auto possible = random_case(engine.model(), brute, engine.everything(), plan.density, random);
      const Truth truth = brute.run(possible, 13, interpreter_agrees);
      ASSERT_TRUE(interpreter_agrees) << "model " << plan.seed + number;
      const auto differences = compare(engine, possible, truth);
      ASSERT_TRUE(differences.empty()) << differences[0] << " (and " << differences.size() - 1 << " more), model "
                                       << plan.seed + number << printed(engine.model(), possible);
      ++seen.cases;
      seen.contradictory += truth.completions == 0 ? 1 : 0;
    }
  }
  std::cout << seen.models << " models (" << seen.with_exclusions << " with exclusions, " << seen.with_scores
            << " with scores), " << seen.cases << " cases, " << seen.contradictory << " of them contradictory; "
            << seen.too_wide << " models refused for too many cells, " << seen.all_excluded
            << " since everything is excluded\n";
}

TEST(RandomModels, HalfOfTheFactsOpen) {
  run({400, 50, 1, {0.5, 0.4, 400}});
}
TEST(RandomModels, NearlyAllFactsOpen) {
  run({200, 50, 5000, {0.9, 0.3, 2000}});
}
TEST(RandomModels, FewFactsOpen) {
  run({200, 50, 9000, {0.2, 0.4, 100}});
}

}  // namespace
}  // namespace noms::test
