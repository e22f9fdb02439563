// SPDX-License-Identifier: Apache-2.0
// The examples of the notes and the traps of units, on whole cases.
#include <gtest/gtest.h>

#include <algorithm>

#include "noms/foundation/text.h"
#include "noms/prognosis/fixtures.h"

namespace noms::prognosis {
namespace {

struct Row {
  const char* what;
  const char* score;
  const char* members;
  int lowest;
  int highest;
  const char* bands;
};

TEST(WorkedExamples, Scores) {
  const Row rows[] = {
      {"Tomita: breast, no visceral, solitary", "tomita",
       R"("primary":{"histology":"breast"},"disease":{"visceral_metastases":"none","brain_metastases":false,"spinal_metastases":1,"extraspinal_bone_metastases":0})",
       2, 2, "2-3"},
      {"Tomita: kidney, treatable lung, multiple", "tomita",
       R"("primary":{"histology":"rcc"},"disease":{"visceral_metastases":"treatable","brain_metastases":false,"spinal_metastases":3})",
       6, 6, "6-7"},
      {"Tomita: stomach, none, solitary by the total alone", "tomita",
       R"("primary":{"histology":"stomach"},"disease":{"visceral_metastases":"none","brain_metastases":false,"total_metastases":1})",
       5, 5, "4-5"},
      {"Tokuhashi: KPS 60, kidney, Frankel D", "tokuhashi_2005",
       R"("patient":{"performance":{"kps":60}},"primary":{"histology":"rcc"},"disease":{"visceral_metastases":"treatable","spinal_metastases":2,"extraspinal_bone_metastases":2},"lesions":[{"frankel":"D"}])",
       8, 8, "0-8"},
      {"Tokuhashi 1990: the same", "tokuhashi_1990",
       R"("patient":{"performance":{"kps":60}},"primary":{"histology":"rcc"},"disease":{"visceral_metastases":"treatable","spinal_metastases":2,"extraspinal_bone_metastases":2},"lesions":[{"frankel":"D"}])",
       6, 6, "6-8"},
      {"Tokuhashi: ECOG 1 is Karnofsky 70 to 80 and straddles the cut", "tokuhashi_2005",
       R"("patient":{"performance":{"ecog":1}},"primary":{"histology":"prostate"},"disease":{"visceral_metastases":"none","spinal_metastases":3,"extraspinal_bone_metastases":1},"lesions":[{"frankel":"C"}])",
       10, 11, "9-11"},
      {"Tokuhashi: one lesion over two vertebrae is two vertebral bodies", "tokuhashi_2005",
       R"("patient":{"performance":{"kps":90}},"primary":{"histology":"breast"},"disease":{"visceral_metastases":"none","spinal_metastases":1,"extraspinal_bone_metastases":0},"lesions":[{"levels":["T10","T11"],"frankel":"E"}])",
       14, 14, "12-15"},
      {"Tokuhashi: palsy of the worst lesion", "tokuhashi_2005",
       R"("patient":{"performance":{"kps":90}},"primary":{"histology":"breast"},"disease":{"visceral_metastases":"none","spinal_metastases":2,"extraspinal_bone_metastases":0},"lesions":[{"frankel":"E"},{"frankel":"B"}])",
       12, 12, "12-15"},
      {"Tokuhashi: colon or rectum is two to four points", "tokuhashi_2005",
       R"("patient":{"performance":{"kps":90}},"primary":{"histology":"colorectal"},"disease":{"visceral_metastases":"none","spinal_metastases":1,"extraspinal_bone_metastases":0},"lesions":[{"frankel":"E"}])",
       12, 14, "12-15"},
      {"Bauer: lung, no visceral, solitary", "bauer_modified",
       R"("primary":{"histology":"nsclc"},"disease":{"visceral_metastases":"none","brain_metastases":false,"spinal_metastases":1,"extraspinal_bone_metastases":0})",
       2, 2, "2"},
      {"Bauer 1995: prostate, no visceral, multiple, no fracture", "bauer_1995",
       R"("primary":{"histology":"prostate"},"disease":{"visceral_metastases":"none","brain_metastases":false,"spinal_metastases":2},"lesions":[{"fracture_before":false}])",
       3, 3, "2-3"},
      {"NESMS: capped from 4", "nesms",
       R"("patient":{"ambulation":"independent","laboratory":{"albumin":{"value":3.9,"unit":"g/dL"}}},"primary":{"histology":"myeloma"},"disease":{"visceral_metastases":"none","brain_metastases":false,"spinal_metastases":2})",
       3, 3, "3"},
      {"NESMS: albumin 3.5 g/dL is normal", "nesms",
       R"("patient":{"ambulation":"independent","laboratory":{"albumin":{"value":3.5,"unit":"g/dL"}}},"primary":{"histology":"prostate"},"disease":{"visceral_metastases":"none","brain_metastases":false,"spinal_metastases":2})",
       2, 2, "2"},
      {"NESMS: 35 g/L is the same", "nesms",
       R"("patient":{"ambulation":"independent","laboratory":{"albumin":{"value":35,"unit":"g/L"}}},"primary":{"histology":"prostate"},"disease":{"visceral_metastases":"none","brain_metastases":false,"spinal_metastases":2})",
       2, 2, "2"},
      {"NESMS: 3.49 g/dL is low", "nesms",
       R"("patient":{"ambulation":"non_ambulatory","laboratory":{"albumin":{"value":3.49,"unit":"g/dL"}}},"primary":{"histology":"prostate"},"disease":{"visceral_metastases":"none","brain_metastases":false,"spinal_metastases":2})",
       0, 0, "0"},
      {"Katagiri: kidney with LDH 300", "katagiri_2014",
       R"("patient":{"performance":{"ecog":2},"laboratory":{"ldh":{"value":300,"unit":"U/L"},"albumin":{"value":4,"unit":"g/dL"},"crp":{"value":2,"unit":"mg/L"},"platelets":{"value":200000,"unit":"/uL"},"calcium":{"value":2.3,"unit":"mmol/L"},"bilirubin":{"value":10,"unit":"umol/L"}}},)"
       R"("primary":{"histology":"rcc","chemotherapy_before":true},"disease":{"visceral_metastases":"treatable","brain_metastases":false,"dissemination":false,"spinal_metastases":2})",
       6, 6, "4-6"},
      {"Katagiri: no systemic therapy means no chemotherapy", "katagiri_2014",
       R"("patient":{"performance":{"ecog":1},"laboratory":{"ldh":{"value":180,"unit":"U/L"},"albumin":{"value":4,"unit":"g/dL"},"crp":{"value":2,"unit":"mg/L"},"platelets":{"value":200,"unit":"10*9/L"},"calcium":{"value":9,"unit":"mg/dL"},"bilirubin":{"value":0.5,"unit":"mg/dL"}}},)"
       R"("primary":{"histology":"thyroid","systemic_therapy_before":false},"disease":{"visceral_metastases":"none","brain_metastases":false,"dissemination":false,"total_metastases":1})",
       0, 0, "0-3"},
      {"van der Linden: KPS 60, prostate, none", "van_der_linden_2005",
       R"("patient":{"performance":{"kps":60}},"primary":{"histology":"prostate"},"disease":{"visceral_metastases":"none"})",
       4, 4, "B"},
      {"Chao: 12 months, 70 years", "chao_2012",
       R"("patient":{"age":{"value":70,"unit":"a"},"performance":{"kps":90}},"primary":{"interval_since_diagnosis":{"value":12,"unit":"mo"}})",
       3, 3, "3"},
      {"Chao: ECOG 1 straddles Karnofsky 70", "chao_2012",
       R"("patient":{"age":{"value":75,"unit":"a"},"performance":{"ecog":1}},"primary":{"interval_since_diagnosis":{"value":40,"unit":"mo"}})",
       1, 2, "1 2"},
      {"Cleveland: KPS 70, 54 years, no visceral", "cleveland_2018",
       R"("patient":{"age":{"value":54,"unit":"a"},"performance":{"kps":70}},"disease":{"visceral_metastases":"none"})",
       2, 2, "2"},
      {"SINS-based: a lytic T10 with mechanical pain", "sins_sbrt",
       R"("patient":{"performance":{"ecog":1}},"primary":{"interval_since_diagnosis":{"value":2,"unit":"a"}},"disease":{"organ_systems":1},"lesions":[{"levels":["T10"],"pain":"mechanical","bone_lesion":"lytic"}])",
       2, 2, "2"},
      {"Prado: 120 cm2 and 1.70 m, a woman", "muscle_prado_2008",
       R"("patient":{"sex":"female","height":{"value":1.7,"unit":"m"},"body_composition":{"l3_skeletal_muscle_area":{"value":120,"unit":"cm2"}}})",
       0, 0, "not_low"},
      {"Prado: the same, a man", "muscle_prado_2008",
       R"("patient":{"sex":"male","height":{"value":170,"unit":"cm"},"body_composition":{"l3_skeletal_muscle_area":{"value":12000,"unit":"mm2"}}})",
       1, 1, "low"},
      {"Martin: 110 cm2 and 1.80 m, nothing else known", "muscle_martin_2013",
       R"("patient":{"height":{"value":180,"unit":"cm"},"body_composition":{"l3_skeletal_muscle_area":{"value":110,"unit":"cm2"}}})",
       1, 1, "low"},
      {"oligometastatic", "oligometastatic", R"("primary":{"controlled":true},"disease":{"total_metastases":5})", 1, 1,
       "yes"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const auto result = test::score_of(row.score, row.members);
    EXPECT_EQ(result.status, Status::Ok);
    EXPECT_EQ(result.lowest, row.lowest);
    EXPECT_EQ(result.highest, row.highest);
    EXPECT_EQ(joined(result.bands, " "), row.bands);
  }
}

TEST(WorkedExamples, EveryScoreIsThereWhateverIsMissing) {
  const auto patient = test::case_of("");
  ASSERT_TRUE(patient);
  const auto all = prognosis(patient.value(), test::scores(), noms::test::library());
  ASSERT_EQ(all.size(), test::scores().names().size());
  for (const auto& entry : all) {
    SCOPED_TRACE(entry.score);
    EXPECT_FALSE(entry.title.empty());
    EXPECT_FALSE(entry.direction.empty());
    if (entry.status == Status::Ok) {
      EXPECT_EQ(entry.lowest, entry.least);
      EXPECT_EQ(entry.highest, entry.most);
      EXPECT_FALSE(entry.missing.empty());
    } else {
      EXPECT_EQ(entry.status, Status::NoNumbers);
      EXPECT_FALSE(entry.reason.empty());
    }
  }
  for (const auto* name : {"tomita",
                           "tokuhashi_2005",
                           "tokuhashi_1990",
                           "bauer_1995",
                           "bauer_modified",
                           "nesms",
                           "katagiri_2014",
                           "katagiri_2005",
                           "van_der_linden_2005",
                           "osri",
                           "cleveland_2018",
                           "chao_2012",
                           "sins_sbrt",
                           "rades_ambulation_2008",
                           "rades_supportive_care_2013",
                           "mstfi",
                           "sorg_nomogram",
                           "sorg_classic",
                           "sorg_ml",
                           "pathfx"}) {
    EXPECT_FALSE(test::scores().title(name).empty()) << name;
  }
}

TEST(WorkedExamples, OutsideTheModelSaysWhy) {
  const auto chordoma = test::score_of("tomita", R"("primary":{"histology":"chordoma"})");
  EXPECT_EQ(chordoma.status, Status::OutsideTheModel);
  EXPECT_EQ(chordoma.reason, "A primary tumour of the spine is not a metastasis.");
  EXPECT_TRUE(chordoma.bands.empty());
  EXPECT_TRUE(chordoma.survival.empty());
  const auto nesms = test::score_of("nesms", R"("primary":{"histology":"chordoma"})");
  EXPECT_EQ(nesms.status, Status::OutsideTheModel);
  const auto dead = test::score_of("tokuhashi_2005", R"("patient":{"performance":{"ecog":5}})");
  EXPECT_EQ(dead.status, Status::OutsideTheModel);
  EXPECT_EQ(test::score_of("rades_supportive_care_2013", R"("patient":{"performance":{"kps":90}})").status,
            Status::OutsideTheModel);
}

TEST(WorkedExamples, MissingFactsComeMostDecisiveFirstWithTheirPlace) {
  const auto result = test::score_of(
      "nesms",
      R"("patient":{"ambulation":"independent"},"primary":{"histology":"prostate"},"disease":{"visceral_metastases":"none","brain_metastases":false,"spinal_metastases":2})");
  EXPECT_EQ(result.lowest, 1);
  EXPECT_EQ(result.highest, 2);
  ASSERT_EQ(result.missing.size(), 1U);
  EXPECT_EQ(result.missing[0].fact, "patient/laboratory/albumin");
  EXPECT_TRUE(result.missing[0].decides);
  ASSERT_EQ(result.missing[0].outcomes.size(), 2U);
  EXPECT_EQ(result.missing[0].outcomes[0].values[0], "under 3.5 g/dL");
  EXPECT_EQ(result.missing[0].outcomes[0].bands, std::vector<std::string>{"1"});
}

TEST(WorkedExamples, PlatesAndMarksAreShown) {
  const auto nesms = test::score_of("nesms", "");
  EXPECT_EQ(nesms.mark, "T");
  EXPECT_FALSE(nesms.mark_text.empty());
  EXPECT_NE(nesms.judgement.find("prefers the newer"), std::string::npos);
  EXPECT_FALSE(nesms.judgement_evidence.empty());
  const auto tokuhashi = test::score_of("tokuhashi_2005", R"("patient":{"performance":{"ecog":2}})");
  EXPECT_EQ(tokuhashi.mark, "V");
  ASSERT_EQ(tokuhashi.notes.size(), 1U);
  EXPECT_EQ(tokuhashi.notes[0], "Karnofsky 50 to 60 from the recorded ECOG grade (conversion table common)");
  for (const auto& entry : prognosis(test::case_of("").value(), test::scores(), noms::test::library())) {
    for (const auto& figure : entry.survival) EXPECT_FALSE(figure.cohort.empty()) << entry.score;
  }
}

TEST(WorkedExamples, MstfiIsCountedAndSaysSo) {
  const auto some =
      test::score_of("mstfi", R"("patient":{"comorbidities":["copd","anaemia"]},"surgery":{"admission":"urgent"})");
  EXPECT_EQ(some.status, Status::NoNumbers);
  EXPECT_TRUE(some.counted);
  EXPECT_EQ(some.lowest, 3);
  EXPECT_EQ(some.highest, 4);
  EXPECT_NE(some.reason.find("weights not verified"), std::string::npos);
  EXPECT_TRUE(some.survival.empty());
}

TEST(WorkedExamples, SheetsCarryTheValuesInTheUnitsOfTheTool) {
  const auto sheet = test::score_of(
      "sorg_ml",
      R"("patient":{"height":{"value":2,"unit":"m"},"weight":{"value":100,"unit":"kg"},"comorbidities":[],"laboratory":{"haemoglobin":{"value":7,"unit":"mmol/L"},"creatinine":{"value":88.42,"unit":"umol/L"},"albumin":{"value":35,"unit":"g/L"}}})");
  EXPECT_EQ(sheet.status, Status::NoNumbers);
  const auto value = [&](std::string_view component) {
    const auto item = std::ranges::find(sheet.items, component, &Item::component);
    return item == sheet.items.end() || item->findings.empty() ? std::string("missing") : item->findings[0];
  };
  EXPECT_EQ(value("haemoglobin"), "11.28 g/dL");
  EXPECT_EQ(value("creatinine"), "1 mg/dL");
  EXPECT_EQ(value("albumin"), "3.5 g/dL");
  EXPECT_EQ(value("other comorbidity"), "none");
  EXPECT_EQ(value("platelets"), "missing");
  ASSERT_EQ(sheet.measures.size(), 1U);
  EXPECT_EQ(sheet.measures[0].value, 25);
  EXPECT_EQ(
      test::score_of(
          "psoas_vertebra",
          R"("patient":{"body_composition":{"l3_psoas_area":{"value":18,"unit":"cm2"},"l3_vertebral_body_area":{"value":16,"unit":"cm2"}}})")
          .measures[0]
          .value,
      1.13);
}

TEST(WorkedExamples, AValuePlausibleOnlyInAnotherUnitIsRefused) {
  const char* traps[] = {R"("patient":{"laboratory":{"albumin":{"value":35,"unit":"g/dL"}}})",
                         R"("patient":{"laboratory":{"albumin":{"value":3.5,"unit":"g/L"}}})",
                         R"("patient":{"laboratory":{"haemoglobin":{"value":112,"unit":"g/dL"}}})",
                         R"("patient":{"laboratory":{"calcium":{"value":2.3,"unit":"mg/dL"}}})",
                         R"("patient":{"laboratory":{"bilirubin":{"value":100,"unit":"mg/dL"}}})",
                         R"("patient":{"body_composition":{"l3_skeletal_muscle_area":{"value":12000,"unit":"cm2"}}})"};
  for (const auto* trap : traps) {
    SCOPED_TRACE(trap);
    const auto patient = test::case_of(trap);
    ASSERT_FALSE(patient);
    EXPECT_EQ(patient.error()[0].code, ErrorCode::UnitConfusion);
    EXPECT_NE(patient.error()[0].message.find("did you mean"), std::string::npos);
  }
}

TEST(WorkedExamples, KarnofskyBetweenTwoStepsLeavesBoth) {
  const auto result = test::score_of(
      "van_der_linden_2005",
      R"("patient":{"performance":{"kps":75}},"primary":{"histology":"breast"},"disease":{"visceral_metastases":"none"})");
  EXPECT_EQ(result.lowest, 5);
  EXPECT_EQ(result.highest, 6);
}

/// The points of the primary in the table of histologies are those of the maps of the scores.
TEST(WorkedExamples, MapsAgreeWithTheTableOfHistologies) {
  const auto document =
      decision_table::read_markdown("histologies", noms::test::shipped_files().at("oncologic/histologies.table.md"));
  ASSERT_TRUE(document);
  const auto& table = document.value().tables[0];
  for (const auto& row : table.rows) {
    SCOPED_TRACE(row.cells[0]);
    const auto members = R"("primary":{"histology":")" + row.cells[0] + "\"}";
    const auto primary = [&](const Prognosis& result) {
      return *std::ranges::find(result.items, "primary", &Item::component);
    };
    const auto tomita = primary(test::score_of("tomita", members));
    EXPECT_EQ(tomita.findings[0],
              table.cell(row, "tomita") == "-" ? "outside" : std::string(table.cell(row, "tomita")));
    const auto tokuhashi = primary(test::score_of("tokuhashi_2005", members));
    const auto points = tokuhashi.findings[0] == "outside" ? std::string("-")
                        : tokuhashi.lowest == tokuhashi.highest
                            ? std::to_string(tokuhashi.lowest)
                            : std::to_string(tokuhashi.lowest) + ".." + std::to_string(tokuhashi.highest);
    EXPECT_EQ(points, table.cell(row, "tokuhashi"));
  }
}

}  // namespace
}  // namespace noms::prognosis
