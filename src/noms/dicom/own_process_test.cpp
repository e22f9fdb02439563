// SPDX-License-Identifier: Apache-2.0
#include "noms/dicom/own_process.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>
#include <vector>

namespace noms::dicom {
namespace {

TEST(OwnProcess, GivesBackWhatTheWorkWrote) {
  std::vector<int> sent(300'000);
  for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<int>(3 * i);
  OwnProcess process([&](const OwnProcess::Put& put) {
    for (const int one : sent) put(&one, sizeof one);
  });
  std::vector<int> got(sent.size());
  ASSERT_TRUE(process.get(got.data(), got.size() * sizeof(int)));
  EXPECT_EQ(got, sent);
  char more = 0;
  EXPECT_FALSE(process.get(&more, 1));
}

TEST(OwnProcess, AnEndBeforeTheAnswerIsSeen) {
  const int number = 7;
  const auto part_then = [&](auto end) {
    OwnProcess process([&](const OwnProcess::Put& put) {
      put(&number, sizeof number);
      end();
    });
    int got = 0;
    EXPECT_TRUE(process.get(&got, sizeof got));
    EXPECT_EQ(got, number);
    EXPECT_FALSE(process.get(&got, sizeof got));
  };
  part_then([] { std::abort(); });
  part_then([] { throw std::runtime_error("damaged"); });
  part_then([] { std::_Exit(0); });
}

TEST(OwnProcess, WorkThatNobodyWaitsForEnds) {
  // The destructor would hang if the work went on writing to nobody.
  const std::vector<char> much(1U << 22U);
  OwnProcess process([&](const OwnProcess::Put& put) {
    for (;;) put(much.data(), much.size());
  });
}

}  // namespace
}  // namespace noms::dicom
