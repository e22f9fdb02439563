// SPDX-License-Identifier: Apache-2.0
#include "noms/report/chart.h"

#include <gtest/gtest.h>

#include "noms/report/fixtures.h"

namespace noms::report {
namespace {

std::size_t place(const std::string& text, std::string_view part) {
  return text.find(part);
}

TEST(Chart, ALesionStartsWithWhatIsMissing) {
  knowledge::Wording words = fixtures::wording();
  words.add("chart.missing", "Missing");
  words.add("chart.possible", "Possible");
  const std::string text = chart_text(fixtures::incomplete(), words);
  ASSERT_NE(place(text, "Missing: "), std::string::npos);
  ASSERT_NE(place(text, "Possible:"), std::string::npos);
  EXPECT_LT(place(text, "Missing: "), place(text, "Possible:"));
}

TEST(Chart, EveryOptionAndLesionStandsInIt) {
  const auto assessment = fixtures::three_lesions();
  const std::string text = chart_text(assessment, fixtures::wording());
  std::size_t options = 0;
  for (const auto& lesion : assessment.lesions) options += lesion.options.size() + lesion.alternatives.size();
  EXPECT_EQ(fixtures::count(text, "\n- "), options);
  EXPECT_EQ(fixtures::count(text, "\nSINS: "), 3U);
}

TEST(Chart, ControlCharactersOfTheCaseAreLeftOut) {
  for (const char c : chart_text(fixtures::hostile(), fixtures::wording())) {
    EXPECT_TRUE(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
  }
}

}  // namespace
}  // namespace noms::report
