// SPDX-License-Identifier: Apache-2.0
// Random partial cases of the shipped knowledge: what the engine says is what the list of all completions says.
#include <gtest/gtest.h>

#include "support/compare_engine.h"
#include "support/knowledge_files.h"
#include "support/random_case.h"

namespace noms::test {
namespace {

struct Plan {
  const char* edition;
  Density density;
  int cases;
  std::uint64_t seed;
};

std::string described(const Model& model, const PlainTables& tables, const Possible& possible) {
  std::string text;
  for (const VariableId fact : tables.facts()) {
    text += "\n  " + model.vocabulary.at(fact).name + " =";
    for (const auto& name : model.vocabulary.names_of(fact, possible[static_cast<std::size_t>(fact)]))
      text += " " + name;
  }
  return text;
}

/// Runs a plan; possible cases only are counted.
void run(const Plan& plan) {
  const auto* edition = library().edition(plan.edition);
  ASSERT_NE(edition, nullptr);
  const Engine& engine = edition->engine;
  const BruteForce brute(engine.model());
  Random random(plan.seed);
  int counted = 0;
  int refused = 0;
  std::uint64_t completions = 0;
  bool interpreter_agrees = true;
  while (counted < plan.cases) {
    const auto possible = random_case(engine.model(), brute, engine.everything(), plan.density, random);
    const Truth truth = brute.run(possible, 97, interpreter_agrees);
    ASSERT_TRUE(interpreter_agrees) << "the plain tables of the test and decision_table::interpret() differ";
    const auto differences = compare(engine, possible, truth);
    ASSERT_TRUE(differences.empty()) << differences[0] << " (and " << differences.size() - 1 << " more) in the case"
                                     << described(engine.model(), brute.tables(), possible);
    (truth.completions > 0 ? counted : refused) += 1;
    completions += truth.completions;
  }
  std::cout << counted << " cases, " << completions << " completions, " << refused << " contradictory cases refused\n";
}

TEST(RandomCases, FewFactsOpen2023) {
  run({"2023", {0.15, 0.3, 400}, 6000, 101});
}
TEST(RandomCases, FewFactsOpen2013) {
  run({"2013", {0.15, 0.3, 400}, 2000, 102});
}
TEST(RandomCases, AThirdOpen2023) {
  run({"2023", {0.35, 0.5, 2500}, 4000, 103});
}
TEST(RandomCases, AThirdOpen2013) {
  run({"2013", {0.35, 0.5, 2500}, 1000, 104});
}
TEST(RandomCases, MostOpen2023) {
  run({"2023", {0.8, 0.9, 20000}, 400, 105});
}

}  // namespace
}  // namespace noms::test
