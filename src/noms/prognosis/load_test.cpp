// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "noms/prognosis/fixtures.h"

namespace noms::prognosis {
namespace {

TEST(LoadScores, ShippedTablesAreSound) {
  const auto loaded = test::load_scores_of(noms::test::shipped_files());
  if (!loaded) {
    for (const auto& issue : loaded.error()) ADD_FAILURE() << issue.where << ": " << issue.message;
  }
}

}  // namespace
}  // namespace noms::prognosis
