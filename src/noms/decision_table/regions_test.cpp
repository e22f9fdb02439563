// SPDX-License-Identifier: Apache-2.0
// Marked combinations as few regions: disjoint, exact, and no more of them than it takes.
#include "noms/decision_table/regions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace noms::decision_table {
namespace {

Combinations with(std::vector<int> sizes, const std::vector<std::vector<int>>& marked) {
  Combinations space(std::move(sizes));
  for (const auto& values : marked) space.mark(space.number_of(values));
  return space;
}

TEST(Regions, NumbersAndValuesBelongTogether) {
  const Combinations space({2, 3, 4});
  EXPECT_EQ(space.count(), 24U);
  EXPECT_EQ(space.number_of({1, 2, 3}), 23U);
  for (std::size_t n = 0; n < space.count(); ++n) EXPECT_EQ(space.number_of(space.values_of(n)), n);
}

TEST(Regions, NothingMarkedIsNoRegionAndAllIsOne) {
  EXPECT_TRUE(Combinations({2, 3}).regions().empty());
  Combinations all({2, 3});
  for (std::size_t n = 0; n < all.count(); ++n) all.mark(n);
  EXPECT_EQ(all.regions(), (std::vector<Region>{{{{0, 1}, {0, 1, 2}}}}));
}

TEST(Regions, ATableWithoutInputsHasOneCombination) {
  Combinations space({});
  space.mark(0);
  EXPECT_EQ(space.regions(), (std::vector<Region>{{{}}}));
}

TEST(Regions, ValuesNeedNotBeNeighbours) {
  EXPECT_EQ(with({3, 2}, {{0, 1}, {2, 1}}).regions(), (std::vector<Region>{{{{0, 2}, {1}}}}));
}

TEST(Regions, ACrossTakesTheLargestArmFirst) {
  const auto regions = with({3, 3}, {{1, 0}, {1, 1}, {1, 2}, {0, 1}, {2, 1}}).regions();
  ASSERT_EQ(regions.size(), 2U);
  EXPECT_EQ(regions[0], (Region{{{0, 1, 2}, {1}}}));
  EXPECT_EQ(regions[1], (Region{{{1}, {0, 2}}}));
}

/// The frame of a square.
TEST(Regions, AFrameTakesTwo) {
  const auto regions =
      with({4, 4}, {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 3}, {2, 3}, {3, 3}, {3, 0}, {3, 1}, {3, 2}, {1, 0}, {2, 0}})
          .regions();
  EXPECT_EQ(regions.size(), 2U);  // the rows 0 and 3, then what is left of the columns 0 and 3
}

TEST(Regions, AreDisjointAndExactForRandomMarks) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    Combinations space({2, 3, 2, 4});
    std::vector<bool> marked(space.count());
    for (std::size_t n = 0; n < space.count(); ++n) {
      marked[n] = random() % 3 != 0;
      space.mark(n, marked[n]);
    }
    std::vector<bool> seen(space.count());
    for (const auto& region : space.regions()) {
      std::size_t count = 0;
      for (std::size_t n = 0; n < space.count(); ++n) {
        const auto values = space.values_of(n);
        bool inside = true;
        for (std::size_t i = 0; i < values.size(); ++i)
          inside = inside && std::ranges::find(region.values[i], values[i]) != region.values[i].end();
        if (!inside) continue;
        EXPECT_FALSE(seen[n]) << "twice";
        seen[n] = true;
        ++count;
      }
      EXPECT_EQ(count, region.combinations());
    }
    EXPECT_EQ(seen, marked);
  }
}

TEST(Regions, ALargeSpaceIsDoneToo) {
  Combinations space({40, 40, 40});
  for (std::size_t n = 0; n < space.count(); ++n) space.mark(n, space.values_of(n)[1] % 2 == 0);
  const auto regions = space.first_regions(5);
  ASSERT_EQ(regions.size(), 1U);
  EXPECT_EQ(regions[0].combinations(), 40U * 20 * 40);
}

}  // namespace
}  // namespace noms::decision_table
