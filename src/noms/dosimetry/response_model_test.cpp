// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/response_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "support/dose_scenes.h"

namespace noms::dosimetry {
namespace {

// Invented numbers: they describe no tumour and no organ.
constexpr const char* logistic = R"(---
id: invented_control
kind: dose_response
version: 1
effect: control
model: logistic
metric: Dmin
endpoint: invented
structure: invented
source: invented for a test
transcribed_by: the tests
transcribed_on: 2026-01-31
---

## Coefficients

| name            | value |
|-----------------|-------|
| alpha_beta_gy   | 10    |
| d50_gy          | 20    |
| gamma50         | 1     |
| least_fractions | 1     |
| most_fractions  | 5     |
| least_gy        | 5     |
| most_gy         | 60    |

## Cases

| dose_gy | fractions | probability |
|---------|-----------|-------------|
| 20      | 10        | 0.5         |
| 10      | 5         | 0.059       |
)";

std::string lyman() {
  std::string text = logistic;
  const auto swap = [&](const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  };
  swap("effect: control", "effect: complication");
  swap("model: logistic\nmetric: Dmin", "model: lyman");
  swap("| d50_gy          | 20    |\n| gamma50         | 1     |",
       "| td50_gy         | 20    |\n| m               | 0.2   |\n| n               | 1     |");
  swap("0.059", "0.0062");
  return text;
}

std::string without(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

Dvh tube_in(double gy) {
  const PhantomGrid grid{{-20, -20, -20}, {20, 20, 20}, {2, 2, 2}, [gy](Vec3) { return gy; }};
  const auto all = test::dvhs_of({test::tube("T", 6, test::heights(-6, 6, 2))}, grid);
  EXPECT_TRUE(all);
  return all ? all.value().front() : Dvh{};
}

TEST(ResponseModel, AnEvenDoseGivesTheCurve) {
  for (const std::string& text : {std::string(logistic), lyman()}) {
    const auto model = read_response_model("m.md", text);
    ASSERT_TRUE(model) << (model ? "" : model.error()[0].where + " " + model.error()[0].message);
    const bool control = model.value().control;
    for (const double gy : {10.0, 15.0, 20.0, 25.0}) {
      const double eqd2 = gy * (gy / 5 + 10) / 12;
      const double expected =
          control ? 1 / (1 + std::pow(20 / eqd2, 4)) : 0.5 * std::erfc(-(eqd2 - 20) / (0.2 * 20) / std::sqrt(2.0));
      const Response r = response_of(model.value(), tube_in(gy), 5);
      ASSERT_TRUE(r.probability) << r.reason;
      EXPECT_NEAR(*r.probability, expected, 2e-3) << gy;
      EXPECT_LE(r.lowest, *r.probability);
      EXPECT_GE(r.highest, *r.probability);
    }
  }
}

TEST(ResponseModel, OutsideItsDataThereIsAReasonAndNoNumber) {
  const auto model = read_response_model("m.md", logistic);
  ASSERT_TRUE(model);
  const Dvh even = tube_in(20);
  Dvh cut = even;
  cut.outside = 0.01;
  for (const auto& [dvh, fractions] : {std::pair{even, 6}, std::pair{tube_in(1), 5}, std::pair{tube_in(60), 1},
                                       std::pair{cut, 5}, std::pair{Dvh{}, 5}}) {
    const Response r = response_of(model.value(), dvh, fractions);
    EXPECT_FALSE(r.probability);
    EXPECT_FALSE(r.reason.empty());
  }
}

TEST(ResponseModel, RefusesAFileWithAFaultAsAWhole) {
  const std::pair<const char*, const char*> slips[] = {
      {"kind: dose_response", "kind: other"},
      {"source: invented for a test\n", ""},
      {"transcribed_by: the tests\n", ""},
      {"effect: control", "effect: cure"},
      {"model: logistic", "model: linear"},
      {"metric: Dmin", "metric: V20Gy"},
      {"| alpha_beta_gy   | 10    |\n", ""},
      {"| d50_gy          | 20    |", "| d50_gy          | 2000  |"},
      {"| gamma50         | 1     |", "| gamma50         | one   |"},
      {"| gamma50         | 1     |", "| gamma50         | 1     |\n| gamma50         | 1     |"},
      {"| gamma50         | 1     |", "| gamma50         | 1     |\n| m               | 1     |"},
      {"| most_fractions  | 5     |", "| most_fractions  | 0     |"},
      {"| most_gy         | 60    |", "| most_gy         | 4     |"},
      {"| 10      | 5         | 0.059       |\n", ""},
      {"0.059", "0.08"},
      {"| d50_gy          | 20    |", "| d50_gy          | 21    |"},
  };
  for (const auto& [from, to] : slips) {
    const auto model = read_response_model("m.md", without(logistic, from, to));
    ASSERT_FALSE(model) << from << " -> " << to;
    EXPECT_TRUE(model.error()[0].where.starts_with("m.md:"));
  }
  const auto wrong = read_response_model("m.md", without(logistic, "0.059", "0.08"));
  EXPECT_EQ(wrong.error()[0].code, ErrorCode::KnowledgeCase);
}

}  // namespace
}  // namespace noms::dosimetry
