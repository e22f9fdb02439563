// SPDX-License-Identifier: Apache-2.0
// The shipped plan tables load, and each fault in them is refused with file and line.
#include <gtest/gtest.h>

#include "noms/plan/internal/plan_tables.h"
#include "support/plan_files.h"

namespace noms::plan {
namespace {

constexpr const char* dose = "plan/dose.table.md";
constexpr const char* dose_cases = "plan/dose.cases.csv";

test::Files changed(const std::string& file, const std::string& from, const std::string& to) {
  test::Files files = test::shipped_files();
  const auto at = files.at(file).find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) files.at(file).replace(at, from.size(), to);
  return files;
}

/// Takes the line of a row out of a table.
test::Files without_row(const std::string& file, const std::string& row) {
  test::Files files = test::shipped_files();
  std::string& text = files.at(file);
  const auto at = text.find("| " + row + " ");
  EXPECT_NE(at, std::string::npos) << row;
  if (at != std::string::npos) text.erase(at, text.find('\n', at) + 1 - at);
  return files;
}

bool has(const Issues& issues, ErrorCode code, const std::string& where, const std::string& message) {
  for (const auto& issue : issues) {
    if (issue.code == code && issue.where.starts_with(where) && issue.message.find(message) != std::string::npos)
      return true;
  }
  return false;
}

void expect_refused(const test::Files& files, ErrorCode code, const std::string& where, const std::string& message) {
  const auto loaded = test::load_plans(files);
  ASSERT_FALSE(loaded) << message;
  EXPECT_TRUE(has(loaded.error(), code, where, message))
      << loaded.error()[0].where << ": " << loaded.error()[0].message;
}

TEST(LoadPlans, ShippedTablesLoad) {
  const Plans& plans = test::plans();
  EXPECT_EQ(plans.editions.size(), test::library().editions.size());
  EXPECT_GE(plans.rows.size(), 70U);
  for (std::size_t r = 1; r < plans.rows.size(); ++r) EXPECT_LT(plans.rows[r - 1].order, plans.rows[r].order);
}

TEST(LoadPlans, UnknownNamesAreRefusedWithFileAndLine) {
  const auto wrong_fact = changed(dose, "escc_group = low", "escc_grupo = low");
  expect_refused(wrong_fact, ErrorCode::KnowledgeValue, "plan/dose.table.md:", "did you mean 'escc_group'");
  const auto wrong_value = changed(dose, "radiation = ssrs_hypofractionated", "radiation = ssrs_hypofractionatd");
  expect_refused(wrong_value, ErrorCode::KnowledgeValue, "plan/dose.table.md:", "");
  expect_refused(changed(dose, "stage: dose", "stage: dosis"), ErrorCode::KnowledgeValue, "plan/dose.table.md:1",
                 "stage");
  expect_refused(changed(dose, "kind: plan", "kind: collect"), ErrorCode::KnowledgeSyntax, "plan/dose.table.md:1",
                 "kind");
}

TEST(LoadPlans, ADecisionThatTheTreatmentTableDoesNotReadIsRefused) {
  const auto files = changed(dose, "surgery = none, stabilization; radiation = ssrs; escc_group = low",
                             "surgery = none, stabilization; radiation = ssrs; sins_category = stable");
  expect_refused(files, ErrorCode::KnowledgeValue, "plan/dose.table.md:", "cannot ask for 'sins_category'");
}

TEST(LoadPlans, EvidenceAndMarksAreChecked) {
  expect_refused(changed(dose, "rothrock-2020, newman-2023 ", "rothrock-2002, newman-2023 "),
                 ErrorCode::KnowledgeEvidence, "plan/dose.table.md:", "no key rothrock-2002");
  expect_refused(changed(dose, "| bastos-2021, laufer-2013-outcomes ", "| - "), ErrorCode::KnowledgeEvidence,
                 "plan/dose.table.md:", "names no evidence");
  expect_refused(changed(dose, "| S V E |", "| S V M |"), ErrorCode::KnowledgeEvidence,
                 "plan/dose.table.md:", "a mark is one of");
}

TEST(LoadPlans, OrdersAndIdsStandOnce) {
  expect_refused(changed(dose, "|   705 |", "|   700 |"), ErrorCode::KnowledgeSyntax,
                 "plan/dose.table.md:", "order stands twice");
  expect_refused(changed(dose, "|   705 |", "|   7o5 |"), ErrorCode::KnowledgeSyntax,
                 "plan/dose.table.md:", "whole number");
  const auto twice = changed("plan/timing.table.md", "| TM-LASER ", "| DOSE-LASER ");
  expect_refused(twice, ErrorCode::KnowledgeSyntax, "plan/", "DOSE-LASER stands twice");
}

TEST(LoadPlans, CasesAnswerAsWrittenAndUseEveryRow) {
  expect_refused(changed(dose_cases, ",DOSE-ESCC2", ",DOSE-SINGLE"), ErrorCode::KnowledgeCase,
                 "plan/dose.cases.csv:", "DOSE-ESCC2");
  test::Files files = test::shipped_files();
  files.at(dose_cases) = "case,facts,rows\n";
  expect_refused(files, ErrorCode::KnowledgeUnused, "plan/dose.table.md:", "no case fires the row DOSE-SINGLE");
  files.erase(dose_cases);
  expect_refused(files, ErrorCode::KnowledgeUnused, "plan/dose.table.md", "no cases");
}

TEST(LoadPlans, ATreatmentWithoutADoseIsRefused) {
  test::Files files = without_row(dose, "DOSE-ESCC2");
  std::string& cases = files.at(dose_cases);
  const std::string_view name = "DOSE-ESCC2";
  ASSERT_NE(cases.find(name), std::string::npos);
  cases.erase(cases.find(name), name.size());
  expect_refused(files, ErrorCode::KnowledgeGap, "plan", "none, ssrs_hypofractionated can be left without a dose item");
}

TEST(LoadPlans, ARowThatNothingCanFireIsRefused) {
  const auto files = changed(dose, "surgery = laser_decompression; radiation = ssrs ",
                             "surgery = laser_decompression; radiation = cebrt ");
  const auto loaded = test::load_plans(files);
  ASSERT_FALSE(loaded);  // the case of the row speaks first
  test::Files both = files;
  std::string& cases = both.at(dose_cases);
  const std::string from = "surgery = laser_decompression; radiation = ssrs; escc_group = high,DOSE-LASER";
  ASSERT_NE(cases.find(from), std::string::npos);
  cases.replace(cases.find(from), from.size(),
                "surgery = laser_decompression; radiation = cebrt,DOSE-LASER DOSE-CEBRT DOSE-CEBRT-SHORT");
  expect_refused(both, ErrorCode::KnowledgeUnreachable, "plan/dose.table.md:", "DOSE-LASER");
}

TEST(LoadPlans, NoTableIsAFault) {
  expect_refused({}, ErrorCode::KnowledgeSyntax, "plan", "there is no plan table");
}

TEST(LoadPlans, WaysAreSharedOutOverEngines) {
  std::vector<internal::Draft> drafts(5);
  for (auto& draft : drafts) draft.rule.ways.resize(2);
  EXPECT_EQ(internal::share_out(drafts, 4), 3U);
  const std::size_t expected[] = {0, 0, 1, 1, 2};
  for (std::size_t d = 0; d < drafts.size(); ++d) EXPECT_EQ(drafts[d].engine, expected[d]);
  EXPECT_EQ(internal::share_out(drafts, 128), 1U);
}

}  // namespace
}  // namespace noms::plan
