// SPDX-License-Identifier: Apache-2.0
// Slips of transcription must not reach a patient: each cell and number of the tables is changed, one at a time, and
// the loader must refuse the copy. For rules, of which any number may fire, the cases beside the tables cannot see
// every slip; what they let pass must differ from the rules written a second time in the tests.
#include <gtest/gtest.h>

#include <iostream>

#include "support/mutate_tables.h"
#include "support/second_opinion_rules.h"

namespace noms::test {
namespace {

struct Score {
  int mutants = 0;
  int refused = 0;
  int seen_by_the_second_opinion = 0;
  std::vector<std::string> survivors;
};

Score mutate(const std::string& kind) {
  Score score;
  for (const auto& table : library().tables) {
    if (table.kind != kind) continue;
    for (const auto& mutant : mutants_of(table.file, kind)) {
      Files files = shipped_files();
      files[mutant.file] = mutant.text;
      ++score.mutants;
      const auto loaded = load(files);
      if (!loaded) {
        ++score.refused;
      } else if (!rule_differences(*loaded.value()).empty()) {
        ++score.seen_by_the_second_opinion;
      } else {
        score.survivors.push_back(mutant.file + " " + mutant.what);
      }
    }
  }
  std::cout << kind << ": " << score.refused << " of " << score.mutants << " mutants refused at load, "
            << score.seen_by_the_second_opinion << " seen by the second opinion only\n";
  return score;
}

void expect_all_refused(const std::string& kind) {
  const Score score = mutate(kind);
  EXPECT_GT(score.mutants, 0);
  for (const auto& survivor : score.survivors) ADD_FAILURE() << "survives: " << survivor;
}

TEST(Mutation, ScoreTables) {
  expect_all_refused("score");
}
TEST(Mutation, DecisionTables) {
  expect_all_refused("unique");
}
TEST(Mutation, CollectTables) {
  expect_all_refused("collect");
}
TEST(Mutation, Levels) {
  expect_all_refused("levels");
}
TEST(Mutation, Histologies) {
  expect_all_refused("histologies");
}

}  // namespace
}  // namespace noms::test
