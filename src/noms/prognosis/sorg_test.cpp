// SPDX-License-Identifier: Apache-2.0
// The coefficients below are invented: they only have the shape of a nomogram.
#include "noms/prognosis/sorg.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/prognosis/fixtures.h"

namespace noms::prognosis {
namespace {

double survival(double total, double baseline) {
  return std::pow(baseline, std::exp(0.012 * (total - 150)));
}

std::string file_with(double ratio_at_300 = 1) {
  std::string text =
      "---\nid: sorg_nomogram\nkind: sorg_coefficients\nversion: 1\nsource: invented for a test\ntranscribed_by: a "
      "test\ntranscribed_on: 2026-01-01\n---\n\n## Points\n\n"
      "| input | value | points |\n|---|---|---|\n";
  const char* yes_no[] = {"ecog_3_or_4", "several_spine_metastases", "lung_or_liver_metastases", "brain_metastases",
                          "systemic_therapy_before"};
  for (const auto* input : yes_no) text += "| " + std::string(input) + " | 0 | 0 |\n| " + input + " | 1 | 30 |\n";
  text +=
      "| age | 20 | 0 |\n| age | 90 | 40 |\n| growth_group | 1 | 0 |\n| growth_group | 2 | 30 |\n| growth_group | 3 | "
      "60 |\n";
  text += "| white_cells | 1 | 0 |\n| white_cells | 50 | 50 |\n| haemoglobin | 5 | 40 |\n| haemoglobin | 18 | 0 |\n";
  text += "\n## Survival\n\n| time | total | survival |\n|---|---|---|\n";
  for (int total = 0; total <= 350; total += 50) {
    text += "| 3 mo | " + std::to_string(total) + " | " + shortest(survival(total, 0.78)) + " |\n";
  }
  for (int total = 0; total <= 350; total += 50) {
    const double s12 = survival(total, std::pow(0.78, 2.79 * (total == 300 ? ratio_at_300 : 1)));
    text += "| 12 mo | " + std::to_string(total) + " | " + shortest(std::max(s12, 0.001)) + " |\n";
  }
  return text;
}

constexpr const char* complete =
    R"("patient":{"age":{"value":55,"unit":"a"},"performance":{"ecog":3},"laboratory":{"white_cells":{"value":1,"unit":"10*9/L"},"haemoglobin":{"value":18,"unit":"g/dL"}}},)"
    R"("primary":{"histology":"rcc","systemic_therapy_before":true},"disease":{"visceral_metastases":"none","brain_metastases":false,"spinal_metastases":2})";

TEST(Sorg, NoProbabilityWithoutCoefficients) {
  const auto result = test::score_of("sorg_nomogram", complete);
  EXPECT_EQ(result.status, Status::NoNumbers);
  EXPECT_TRUE(result.survival.empty());
  EXPECT_NE(result.reason.find("until a centre installs"), std::string::npos);
}

TEST(Sorg, CoefficientsOfACentreGiveWholePerCent) {
  const auto scores = test::scores().with_sorg("sorg.table.md", file_with());
  ASSERT_TRUE(scores) << scores.error()[0].where << ": " << scores.error()[0].message;
  const auto result = *score(test::case_of(complete).value(), "sorg_nomogram", scores.value(), noms::test::library());
  EXPECT_EQ(result.status, Status::Ok);
  EXPECT_EQ(result.lowest, 140);  // 20 age, 30 ecog, 30 group, 30 several, 30 therapy
  EXPECT_EQ(result.highest, 140);
  ASSERT_EQ(result.survival.size(), 2U);
  EXPECT_EQ(result.survival[0].statistic, "alive at 3 mo");
  EXPECT_EQ(result.survival[0].value, std::to_string(std::lround(100 * survival(140, 0.78))) + " %");
  EXPECT_EQ(result.survival[1].value, std::to_string(std::lround(100 * survival(140, std::pow(0.78, 2.79)))) + " %");
  EXPECT_EQ(result.mark, "T");
  EXPECT_NE(result.mark_text.find("a test"), std::string::npos);
  EXPECT_EQ(test::score_of("sorg_nomogram", complete).status, Status::NoNumbers);  // the shipped scores are untouched
}

TEST(Sorg, MissingInputsGiveAnInterval) {
  const auto scores = test::scores().with_sorg("sorg.table.md", file_with()).value();
  std::string open = complete;
  open.replace(open.find("\"ecog\":3"), 8, "\"kps\":50");
  const auto result = *score(test::case_of(open).value(), "sorg_nomogram", scores, noms::test::library());
  EXPECT_EQ(result.lowest, 110);
  EXPECT_EQ(result.highest, 140);
  EXPECT_NE(result.survival[0].value.find(" to "), std::string::npos);
}

TEST(Sorg, RefusesWhatCannotBeTheNomogram) {
  const struct {
    const char* what;
    std::string from;
    std::string to;
  } rows[] = {
      {"an input is missing", "| brain_metastases | 0 | 0 |\n| brain_metastases | 1 | 30 |\n", ""},
      {"an input that is none", "| brain_metastases | 0 | 0 |", "| headache | 0 | 0 |"},
      {"values that fall", "| age | 90 | 40 |", "| age | 19 | 40 |"},
      {"an age out of limits", "| age | 90 | 40 |", "| age | 900 | 40 |"},
      {"points out of range", "| age | 90 | 40 |", "| age | 90 | 4000 |"},
      {"no source", "source: invented for a test\n", ""},
      {"nobody transcribed it", "transcribed_by: a test\n", ""},
      {"survival of 1", "| 3 mo | 0 | " + shortest(survival(0, 0.78)), "| 3 mo | 0 | 1"},
      {"survival that rises", "| 3 mo | 100 | " + shortest(survival(100, 0.78)), "| 3 mo | 100 | 0.99"},
      {"a time that is none", "| 3 mo | 0 |", "| 6 mo | 0 |"},
      {"not a number", "| age | 90 | 40 |", "| age | 90 | forty |"},
      {"a half yes", "| brain_metastases | 0 | 0 |", "| brain_metastases | 0.5 | 0 |"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    std::string text = file_with();
    const auto at = text.find(row.from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, row.from.size(), row.to);
    const auto read = read_sorg_coefficients("sorg.table.md", text);
    ASSERT_FALSE(read);
    EXPECT_TRUE(read.error()[0].where.starts_with("sorg.table.md:"));
  }
  EXPECT_FALSE(read_sorg_coefficients("sorg.table.md", ""));
}

TEST(Sorg, TheRatioOfTheLogarithmsIsOneConstant) {
  const auto sound = read_sorg_coefficients("sorg.table.md", file_with());
  ASSERT_TRUE(sound);
  EXPECT_NEAR(sound.value().ratio, 2.79, 0.05);
  const auto broken = read_sorg_coefficients("sorg.table.md", file_with(0.8));
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error()[0].message.find("ln S(12 mo) / ln S(3 mo)"), std::string::npos);
}

}  // namespace
}  // namespace noms::prognosis
