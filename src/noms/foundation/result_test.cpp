// SPDX-License-Identifier: Apache-2.0
#include "noms/foundation/result.h"

#include <gtest/gtest.h>

#include <set>

#include "noms/foundation/quantity.h"

namespace noms {
namespace {

TEST(Result, HoldsAValueOrFaults) {
  const Result<int> value = 7;
  ASSERT_TRUE(value);
  EXPECT_EQ(value.value(), 7);
  const Result<int> one = Issue{ErrorCode::Usage, "a", "b"};
  ASSERT_FALSE(one);
  EXPECT_EQ(one.error(), (Issues{{ErrorCode::Usage, "a", "b"}}));
  const Result<int> two = Issues{{ErrorCode::Usage, "a", "b"}, {ErrorCode::Io, "c", "d"}};
  EXPECT_EQ(two.error().size(), 2U);
}

TEST(ResultDeathTest, ReadingWhatIsNotThereEndsTheProgram) {
  EXPECT_DEATH((void)Result<int>(Issue{ErrorCode::Usage, "", ""}).value(), "");
  EXPECT_DEATH((void)Result<int>(7).error(), "");
}

TEST(ErrorCode, EveryCodeHasANameAndAnExitCode) {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
    const auto name = name_of(static_cast<ErrorCode>(code));
    EXPECT_TRUE(names.insert(name).second) << name << " stands twice";
    EXPECT_NE(exit_code_of(static_cast<ErrorCode>(code)), 0);
  }
  EXPECT_EQ(exit_code_of(ErrorCode::InvalidJson), 3);
  EXPECT_EQ(exit_code_of(ErrorCode::NotANumber), 3);
  EXPECT_EQ(exit_code_of(ErrorCode::KnowledgeSyntax), 5);
  EXPECT_EQ(exit_code_of(ErrorCode::KnowledgeCase), 5);
  EXPECT_EQ(exit_code_of(ErrorCode::Usage), 2);
  EXPECT_EQ(exit_code_of(ErrorCode::NotDetermined), 4);
  EXPECT_EQ(exit_code_of(ErrorCode::Io), 7);
  EXPECT_EQ(exit_code_of(ErrorCode::Internal), 1);
}

TEST(Quantity, GoesInAndOutThroughNamedUnits) {
  EXPECT_EQ(in_gray(centigray(3000)), 30);
  EXPECT_EQ(in_gray(gray(8) + gray(4) - gray(2)), 10);
  EXPECT_EQ(in_gray(3 * gray(8)), 24);
  EXPECT_EQ(gray(24) / gray(8), 3);
  EXPECT_LT(gray(8), gray(24));
  EXPECT_EQ(in_millimetres(centimetres(1.5)), 15);
  EXPECT_EQ(in_hours(hours(48)), 48);
}

}  // namespace
}  // namespace noms
