// SPDX-License-Identifier: Apache-2.0
// The shipped plan tables say something for every edition, treatment and setting, cite what they say, and order
// nothing.
#include <gtest/gtest.h>

#include <algorithm>

#include "noms/clinical_case/case.h"
#include "noms/plan/internal/plan_tables.h"
#include "support/plan_files.h"

namespace noms::plan {
namespace {

using decision_table::ValueSet;
using knowledge::Edition;

/// A lesion of which only the named facts are recorded.
assessment::LesionState lesion_with(const Edition& edition,
                                    const std::vector<std::pair<std::string, std::string>>& facts) {
  assessment::LesionState lesion;
  lesion.library = &test::library();
  lesion.edition = &edition;
  lesion.recorded = edition.engine.everything();
  const auto& vocabulary = edition.engine.model().vocabulary;
  for (const auto& [name, value] : facts) {
    const auto variable = vocabulary.find(name);
    lesion.recorded[static_cast<std::size_t>(variable)] = ValueSet::of(vocabulary.at(variable).find(value));
  }
  return lesion;
}

std::vector<std::string> rows_of(const std::vector<PlanItem>& items, bool certain_only = false) {
  std::vector<std::string> rows;
  for (const auto& item : items) {
    if (item.certain || !certain_only) rows.push_back(item.row);
  }
  return rows;
}

bool contains(const std::vector<std::string>& rows, const std::string& row) {
  return std::ranges::find(rows, row) != rows.end();
}

TEST(PlanTables, EveryTreatmentAndSettingHasAPlan) {
  for (const auto& edition : test::library().editions) {
    for (const auto& reachable : internal::reachable_treatments(*edition)) {
      const Treatment beside = internal::treatment_of(edition->engine, reachable.answer);
      for (const char* prior : {"no", "yes"}) {
        SCOPED_TRACE(edition->name + ": " + reachable.treatment.surgery + ", " + reachable.treatment.radiation +
                     ", irradiated before " + prior);
        const auto lesion = lesion_with(*edition, {{"prior_radiation_any", prior}});
        const auto items = plan_for(lesion, reachable.treatment, test::plans(), {beside});
        EXPECT_FALSE(items.empty());
        if (reachable.treatment.radiation == "refer") continue;
        EXPECT_TRUE(std::ranges::any_of(items, [](const PlanItem& item) { return item.stage == "dose"; }));
        const auto rows = rows_of(items, true);
        EXPECT_EQ(contains(rows, "RE-SSRS") || contains(rows, "RE-CEBRT"), std::string_view(prior) == "yes");
      }
    }
  }
}

TEST(PlanTables, ItemsCiteEvidenceAndCarryAMark) {
  for (const auto& row : test::plans().rows) {
    EXPECT_FALSE(row.evidence.empty()) << row.id;
    EXPECT_FALSE(row.mark.empty()) << row.id;
    EXPECT_FALSE(row.for_it.empty() || row.against.empty()) << row.id << " needs a reason for and one against";
    for (const auto& key : row.evidence) EXPECT_TRUE(test::library().evidence.contains(key)) << row.id;
  }
}

TEST(PlanTables, NothingIsPrescribed) {
  for (const auto& row : test::plans().rows) {
    for (const std::string* text : {&row.text, &row.for_it, &row.against}) {
      for (const char* word :
           {" must ", "Must ", " shall ", " has to ", "is indicated", "is contraindicated", " always "}) {
        EXPECT_EQ(text->find(word), std::string::npos) << row.id << ": " << word;
      }
    }
  }
}

TEST(PlanTables, ItemsStandInTheOrderInWhichThingsHappen) {
  const auto lesion = lesion_with(*test::library().edition("2023"), {{"histology", "rcc"},
                                                                     {"escc", "3"},
                                                                     {"myelopathy", "no"},
                                                                     {"cauda_equina_syndrome", "no"},
                                                                     {"fitness_surgery", "tolerated"},
                                                                     {"prior_cebrt", "yes"}});
  std::vector<std::string> stages;
  for (const auto& item : plan_for(lesion, {"decompression_stabilization", "ssrs"}, test::plans())) {
    if (stages.empty() || stages.back() != item.stage) stages.push_back(item.stage);
  }
  const std::vector<std::string> expected = {"urgent",     "timing",         "operation", "stabilization",
                                             "operation",  "timing",         "dose",      "dose_limits",
                                             "pain_flare", "fracture_after", "follow_up"};
  std::vector<std::string> without_fracture_before;
  std::ranges::copy_if(stages, std::back_inserter(without_fracture_before),
                       [](const auto& stage) { return stage != "fracture_before"; });
  EXPECT_EQ(without_fracture_before, expected);
}

TEST(PlanTables, AnOpenFactIsNamed) {
  const auto* edition = test::library().edition("2023");
  const std::vector<std::pair<std::string, std::string>> facts = {{"histology", "rcc"},
                                                                  {"escc", "0"},
                                                                  {"myelopathy", "no"},
                                                                  {"cauda_equina_syndrome", "no"},
                                                                  {"fitness_surgery", "tolerated"}};
  const auto items = plan_for(lesion_with(*edition, facts), {"stabilization", "ssrs"}, test::plans());
  const auto cement = std::ranges::find(items, "ST-CEMENT", &PlanItem::row);
  ASSERT_NE(cement, items.end());
  EXPECT_FALSE(cement->certain);
  EXPECT_EQ(cement->depends_on, Names{"lesions/0/posterolateral"});
  const auto limit = std::ranges::find(items, "LIMIT-CORD", &PlanItem::row);
  ASSERT_NE(limit, items.end());
  EXPECT_EQ(limit->depends_on, Names{"lesions/0/levels"});
  const auto open = std::ranges::find(items, "ST-OPEN", &PlanItem::row);
  ASSERT_NE(open, items.end());
  EXPECT_TRUE(open->certain);
}

TEST(PlanTables, AnUnreachableTreatmentHasNoItems) {
  const auto* edition = test::library().edition("2023");
  const auto lesion = lesion_with(
      *edition, {{"histology", "breast"}, {"escc", "0"}, {"myelopathy", "no"}, {"cauda_equina_syndrome", "no"}});
  EXPECT_TRUE(plan_for(lesion, {"decompression_stabilization", "ssrs"}, test::plans()).empty());
  EXPECT_TRUE(plan_for(lesion, {"none", "protons"}, test::plans()).empty());
  EXPECT_FALSE(plan_for(lesion, {"none", "cebrt"}, test::plans()).empty());
  EXPECT_FALSE(plan_for(lesion, {"none", "ssrs"}, test::plans(), {{"none", "cebrt"}}).empty());
}

TEST(PlanTables, ACaseFileGetsItsPlan) {
  const auto text = test::read_file(std::filesystem::path(NOMS_SOURCE_DIR) / "samples" / "figure-3-t10-nsclc.json");
  const auto patient = clinical_case::read_case(text, test::library());
  ASSERT_TRUE(patient);
  const auto lesion = assessment::carry_through(patient.value(), 0, test::library(), *test::library().edition("2023"));
  ASSERT_TRUE(lesion);
  const auto rows = rows_of(plan_for(lesion.value(), {"decompression_stabilization", "ssrs"}, test::plans()), true);
  for (const char* row : {"URG-HIGH", "OP-SEPARATION", "OP-THORACIC", "OP-IMAGE", "ST-SHORT", "TM-TO-SSRS",
                          "DOSE-POST-FRACTIONS", "LIMIT-CORD"}) {
    EXPECT_TRUE(contains(rows, row)) << row;
  }
}

}  // namespace
}  // namespace noms::plan
