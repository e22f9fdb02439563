// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/pair_memo.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace noms::decision_table {
namespace {

TEST(PairMemo, KeepsWhatAMapKeepsUntilItIsCleared) {
  std::mt19937 random(5);
  PairMemo memo;
  std::map<std::pair<int, int>, bool> expected;
  for (int step = 0; step < 200'000; ++step) {
    const int a = static_cast<int>(random() % 300);
    const int b = static_cast<int>(random() % 300);
    const auto known = expected.find({a, b});
    const auto found = memo.find(a, b);
    ASSERT_EQ(found.has_value(), known != expected.end()) << step;
    if (found) {
      ASSERT_EQ(*found, known->second) << step;
    }
    const bool answer = random() % 2 == 0;
    memo.set(a, b, answer);
    expected[{a, b}] = answer;
    if (random() % 5000 != 0) continue;
    memo.clear();
    expected.clear();
  }
}

}  // namespace
}  // namespace noms::decision_table
