// SPDX-License-Identifier: Apache-2.0
// Every unit with its factor and hard limits, typed a second time, and how the reader keeps to them.
#include <gtest/gtest.h>

#include <cmath>

#include "noms/clinical_case/case.h"
#include "noms/foundation/text.h"
#include "support/knowledge_files.h"

namespace noms::test {
namespace {

struct Unit {
  const char* quantity;
  const char* unit;
  double factor;
  double least;
  double most;
};

const Unit units[] = {
    {"age", "a", 1, 0, 120},
    {"age", "mo", 1.0 / 12, 0, 1440},
    {"height", "cm", 1, 30, 260},
    {"height", "m", 100, 0.3, 2.6},
    {"height", "mm", 0.1, 300, 2600},
    {"weight", "kg", 1, 2, 400},
    {"weight", "g", 0.001, 2000, 400000},
    {"albumin", "g/L", 1, 10, 60},
    {"albumin", "g/dL", 10, 1, 6},
    {"haemoglobin", "g/dL", 1, 3, 25},
    {"haemoglobin", "g/L", 0.1, 30, 250},
    {"haemoglobin", "mmol/L", 1.611, 1.9, 15.5},
    {"white_cells", "10*9/L", 1, 0.1, 500},
    {"white_cells", "10*3/uL", 1, 0.1, 500},
    {"white_cells", "/uL", 0.001, 100, 500000},
    {"platelets", "10*9/L", 1, 1, 3000},
    {"platelets", "10*3/uL", 1, 1, 3000},
    {"platelets", "/uL", 0.001, 1000, 3000000},
    {"lymphocytes", "10*9/L", 1, 0.01, 400},
    {"lymphocytes", "10*3/uL", 1, 0.01, 400},
    {"lymphocytes", "/uL", 0.001, 10, 400000},
    {"neutrophils", "10*9/L", 1, 0, 500},
    {"neutrophils", "10*3/uL", 1, 0, 500},
    {"neutrophils", "/uL", 0.001, 0, 500000},
    {"crp", "mg/L", 1, 0, 800},
    {"crp", "mg/dL", 10, 0, 80},
    {"ldh", "U/L", 1, 20, 50000},
    {"ldh", "[IU]/L", 1, 20, 50000},
    {"calcium", "mg/dL", 1, 4, 25},
    {"calcium", "mmol/L", 4.008, 1, 6},
    {"bilirubin", "mg/dL", 1, 0.05, 60},
    {"bilirubin", "umol/L", 1 / 17.1, 1, 1030},
    {"alkaline_phosphatase", "U/L", 1, 5, 10000},
    {"alkaline_phosphatase", "[IU]/L", 1, 5, 10000},
    {"inr", "1", 1, 0.5, 20},
    {"area", "cm2", 1, 1, 600},
    {"area", "mm2", 0.01, 100, 60000},
    {"attenuation", "[hnsf'U]", 1, -150, 150},
    {"creatinine", "umol/L", 1, 18, 1800},
    {"creatinine", "mg/dL", 88.42, 0.2, 20},
    {"dose", "Gy", 1, 1, 100},
    {"dose", "cGy", 0.01, 100, 10000},
    {"point_dose", "Gy", 1, 0, 200},
    {"point_dose", "cGy", 0.01, 0, 20000},
    {"duration", "h", 1, 0, 876600},
    {"duration", "d", 24, 0, 36525},
    {"duration", "wk", 168, 0, 5217},
    {"duration", "mo", 730.5, 0, 1200},
    {"duration", "a", 8766, 0, 100},
    {"length", "mm", 1, 0, 3000},
    {"length", "cm", 10, 0, 300},
    {"length", "m", 1000, 0, 3},
};

TEST(Units, AreThoseOfTheTableAndNoOthers) {
  ASSERT_EQ(library().units.size(), std::size(units));
  for (std::size_t i = 0; i < std::size(units); ++i) {
    SCOPED_TRACE(std::string(units[i].quantity) + " " + units[i].unit);
    EXPECT_EQ(library().units[i].quantity, units[i].quantity);
    EXPECT_EQ(library().units[i].unit, units[i].unit);
    EXPECT_DOUBLE_EQ(library().units[i].factor, units[i].factor);
    EXPECT_EQ(library().units[i].least, units[i].least);
    EXPECT_EQ(library().units[i].most, units[i].most);
  }
}

struct Field {
  const char* quantity;
  const char* before;  ///< JSON around the quantity
  const char* after;
  const char* path;  ///< of the entry; of a lesion without group
};

const Field fields[] = {
    {"age", R"("patient": {"age": )", "}", "patient/age"},
    {"height", R"("patient": {"height": )", "}", "patient/height"},
    {"weight", R"("patient": {"weight": )", "}", "patient/weight"},
    {"albumin", R"("patient": {"laboratory": {"albumin": )", "}}", "patient/laboratory/albumin"},
    {"haemoglobin", R"("patient": {"laboratory": {"haemoglobin": )", "}}", "patient/laboratory/haemoglobin"},
    {"white_cells", R"("patient": {"laboratory": {"white_cells": )", "}}", "patient/laboratory/white_cells"},
    {"platelets", R"("patient": {"laboratory": {"platelets": )", "}}", "patient/laboratory/platelets"},
    {"lymphocytes", R"("patient": {"laboratory": {"lymphocytes": )", "}}", "patient/laboratory/lymphocytes"},
    {"creatinine", R"("patient": {"laboratory": {"creatinine": )", "}}", "patient/laboratory/creatinine"},
    {"duration", R"("fitness": {"expected_survival": )", "}", "fitness/expected_survival"},
};

Result<clinical_case::Case> read(const Field& field, const std::string& value, const std::string& unit) {
  return clinical_case::read_case(std::string("{\"noms_case\": 1, ") + field.before + "{\"value\": " + value +
                                      ", \"unit\": \"" + unit + "\"}" + field.after + ", \"lesions\": [{}]}",
                                  library());
}

TEST(Units, TheReaderKeepsTheLimitsAndTurnsIntoTheFirstUnit) {
  for (const auto& field : fields) {
    for (const auto& unit : units) {
      if (std::string_view(field.quantity) != unit.quantity) continue;
      SCOPED_TRACE(std::string(unit.quantity) + " " + unit.unit);
      for (const double inside : {unit.least, unit.most, (unit.least + unit.most) / 2}) {
        const auto got = read(field, shortest(inside), unit.unit);
        ASSERT_TRUE(got) << inside;
        EXPECT_DOUBLE_EQ(got.value().fields.at(field.path).number, inside * unit.factor);
        EXPECT_EQ(got.value().fields.at(field.path).given, shortest(inside) + " " + unit.unit);
      }
      for (const double outside : {std::nextafter(unit.least, -1.0), std::nextafter(unit.most, 1e9)}) {
        const auto got = read(field, shortest(outside), unit.unit);
        ASSERT_FALSE(got) << outside;
        EXPECT_TRUE(got.error()[0].code == ErrorCode::OutOfLimits || got.error()[0].code == ErrorCode::UnitConfusion);
        EXPECT_EQ(got.error()[0].where, std::string("/") + field.path + "/value");
      }
    }
  }
}

TEST(Units, OneAmountInEveryUnitIsTheSame) {
  // One amount a row, as a clinician would write it in each unit.
  const struct {
    std::size_t field;
    std::vector<std::pair<const char*, const char*>> same;
    double tolerance;
  } rows[] = {
      {0, {{"61", "a"}, {"732", "mo"}}, 1e-9},
      {1, {{"170", "cm"}, {"1.7", "m"}, {"1700", "mm"}}, 1e-9},
      {2, {{"70.5", "kg"}, {"70500", "g"}}, 1e-9},
      {3, {{"35", "g/L"}, {"3.5", "g/dL"}}, 1e-9},
      {4, {{"11.2", "g/dL"}, {"112", "g/L"}, {"6.952", "mmol/L"}}, 0.001},
      {5, {{"7.1", "10*9/L"}, {"7.1", "10*3/uL"}, {"7100", "/uL"}}, 1e-9},
      {6, {{"210", "10*9/L"}, {"210", "10*3/uL"}, {"210000", "/uL"}}, 1e-9},
      {7, {{"1.5", "10*9/L"}, {"1.5", "10*3/uL"}, {"1500", "/uL"}}, 1e-9},
      {8, {{"88.42", "umol/L"}, {"1", "mg/dL"}}, 1e-9},
      {9, {{"8766", "h"}, {"365.25", "d"}, {"52.178571428571431", "wk"}, {"12", "mo"}, {"1", "a"}}, 1e-9},
  };
  for (const auto& row : rows) {
    const auto& field = fields[row.field];
    double first = -1;
    for (const auto& [value, unit] : row.same) {
      const auto got = read(field, value, unit);
      ASSERT_TRUE(got) << value << " " << unit;
      const double number = got.value().fields.at(field.path).number;
      if (first < 0) first = number;
      EXPECT_NEAR(number, first, row.tolerance * first) << value << " " << unit;
    }
  }
}

/// What the tables read of a case.
struct FactRow {
  const char* said;  ///< JSON beside the lesions, or of the lesion
  const char* fact;
  const char* values;  ///< still possible
};

TEST(Facts, OfThePatient) {
  const FactRow rows[] = {
      {R"("patient": {"age": {"value": 55, "unit": "a"}})", "age_over_55", "no"},
      {R"("patient": {"age": {"value": 55.01, "unit": "a"}})", "age_over_55", "yes"},
      {R"("patient": {"age": {"value": 56, "unit": "a"}})", "age_over_55", "yes"},
      {R"("patient": {"age": {"value": 660, "unit": "mo"}})", "age_over_55", "no"},
      {R"("patient": {"age": {"value": 661, "unit": "mo"}})", "age_over_55", "yes"},
      {R"("patient": {})", "age_over_55", "no yes"},
      {R"("fitness": {"expected_survival": {"value": 3, "unit": "mo"}})", "survival_under_3_months", "no"},
      {R"("fitness": {"expected_survival": {"value": 2.9, "unit": "mo"}})", "survival_under_3_months", "yes"},
      {R"("fitness": {"expected_survival": {"value": 91, "unit": "d"}})", "survival_under_3_months", "yes"},
      {R"("fitness": {"expected_survival": {"value": 92, "unit": "d"}})", "survival_under_3_months", "no"},
      {R"("fitness": {"expected_survival": {"value": 0, "unit": "d"}})", "survival_under_3_months", "yes"},
      {R"("primary": {"mutations": []})", "driver_mutation", "no"},
      {R"("primary": {"mutations": ["kras", "ros1"]})", "driver_mutation", "no"},
      {R"("primary": {"mutations": ["kras", "egfr"]})", "driver_mutation", "yes"},
      {R"("primary": {"mutations": ["alk"]})", "driver_mutation", "yes"},
      {R"("primary": {})", "driver_mutation", "no yes"},
      {R"("primary": {"controlled": true})", "primary_controlled", "yes"},
      {R"("disease": {"total_metastases": 0})", "few_metastases", "no"},
      {R"("disease": {"total_metastases": 1})", "few_metastases", "yes"},
      {R"("disease": {"total_metastases": 5})", "few_metastases", "yes"},
      {R"("disease": {"total_metastases": 6})", "few_metastases", "no"},
      {R"("disease": {"visceral_sites": []})", "visceral_sites_any", "no"},
      {R"("disease": {"visceral_sites": ["lung"]})", "visceral_sites_any", "yes"},
      {R"("fitness": {"surgery": "not_tolerated"})", "fitness_surgery", "not_tolerated"},
      {R"("fitness": {"radiotherapy": "tolerated"})", "fitness_radiotherapy", "tolerated"},
      {R"("fitness": {"local_therapy": "not_reasonable"})", "local_therapy", "not_reasonable"},
      {R"("availability": {"ssrs": false})", "ssrs_available", "no"},
      {R"("primary": {"histology": "unknown"})", "histology_recorded", "yes"},
      {R"("primary": {})", "histology_recorded", "no"},
      {R"("id": "x")", "several_lesions", "no"},
  };
  const auto& edition = *library().edition("2023");
  const auto& vocabulary = edition.engine.model().vocabulary;
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(row.said) + " " + row.fact);
    const auto read =
        clinical_case::read_case(std::string("{\"noms_case\": 1, ") + row.said + ", \"lesions\": [{}]}", library());
    if (!read) {
      // A count of no metastases at all contradicts the lesion; the reader says so.
      EXPECT_EQ(read.error()[0].code, ErrorCode::Contradiction);
      continue;
    }
    const auto fact = vocabulary.find(row.fact);
    ASSERT_GE(fact, 0);
    const auto possible = clinical_case::facts_of(read.value().lesions[0], edition);
    EXPECT_EQ(joined(vocabulary.names_of(fact, possible[static_cast<std::size_t>(fact)]), " "), row.values);
  }
}

TEST(Facts, OfTheLesion) {
  const FactRow rows[] = {
      {R"("levels": ["T5"])", "several_levels", "no"},
      {R"("levels": ["T5", "T6"])", "several_levels", "yes"},
      {R"("escc": ["2", "3"])", "escc", "2 3"},
      {R"("myelopathy": true)", "myelopathy", "yes"},
      {R"("deficit_onset": {"value": 48, "unit": "h"})", "deficit_over_48_hours", "no"},
      {R"("deficit_onset": {"value": 49, "unit": "h"})", "deficit_over_48_hours", "yes"},
      {R"("deficit_onset": {"value": 2, "unit": "d"})", "deficit_over_48_hours", "no"},
      {R"("deficit_onset": {"value": 3, "unit": "d"})", "deficit_over_48_hours", "yes"},
      {R"("planned_dose_per_fraction": {"value": 20, "unit": "Gy"})", "high_dose_per_fraction", "yes"},
      {R"("planned_dose_per_fraction": {"value": 19.9, "unit": "Gy"})", "high_dose_per_fraction", "no"},
      {R"("planned_dose_per_fraction": {"value": 2000, "unit": "cGy"})", "high_dose_per_fraction", "yes"},
      {R"("id": "x")", "low_gtv_dmin", "no"},
      {R"("gtv_dmin": {"value": 14.99, "unit": "Gy"})", "low_gtv_dmin", "yes"},
      {R"("gtv_dmin": {"value": 1500, "unit": "cGy"})", "low_gtv_dmin", "no"},
      {R"("gtv_dmin": {"value": 15.1, "unit": "Gy", "uncertainty": 0.2})", "low_gtv_dmin", "no yes"},
      {R"("gtv_dmin": {"value": 15.1, "unit": "Gy", "uncertainty": 0.1})", "low_gtv_dmin", "no"},
      {R"("gtv_dmin": {"readings": [{"value": 16, "unit": "Gy"}, {"value": 14, "unit": "Gy"}]})", "low_gtv_dmin",
       "no yes"},
      {R"("cord_dmax": {"value": 14, "unit": "Gy"})", "high_cord_dmax", "no"},
      {R"("cord_dmax": {"value": 14.01, "unit": "Gy"})", "high_cord_dmax", "yes"},
      {R"("tumour_cord_gap": {"value": 2.9, "unit": "mm"})", "narrow_cord_gap", "yes"},
      {R"("tumour_cord_gap": {"value": 3, "unit": "mm"})", "narrow_cord_gap", "no"},
      {R"("escc": {"readings": ["2", {"value": ["2", "3"], "source": {"method": "x"}}]})", "escc", "2 3"},
      {R"("myelopathy": {"readings": [true, false]})", "myelopathy", "no yes"},
      {R"("id": "x")", "prior_radiation_any", "no yes"},
      {R"("prior_radiation": [])", "prior_radiation_any", "no"},
      {R"("prior_radiation": [])", "prior_cebrt", "no"},
      {R"("prior_radiation": [{}])", "prior_radiation_any", "yes"},
      {R"("prior_radiation": [{}])", "prior_cebrt", "no yes"},
      {R"("prior_radiation": [{"technique": "cebrt"}])", "prior_cebrt", "yes"},
      {R"("prior_radiation": [{"technique": "cebrt"}])", "prior_ssrs", "no"},
      {R"("prior_radiation": [{"technique": "other"}, {"technique": "ssrs"}])", "prior_ssrs", "yes"},
      {R"("prior_radiation": [{"technique": "cebrt"}, {}])", "prior_ssrs", "no yes"},
      {R"("prior_radiation": [{"technique": ["cebrt", "other"]}])", "prior_cebrt", "no yes"},
      {R"("prior_radiation": [{"technique": ["cebrt", "other"]}])", "prior_ssrs", "no"},
      {R"("prior_surgery": [])", "prior_fixation", "no"},
      {R"("prior_surgery": [{"procedure": "decompression"}])", "prior_fixation", "no"},
      {R"("prior_surgery": [{"procedure": "decompression"}, {"procedure": "stabilization"}])", "prior_fixation", "yes"},
      {R"("prior_surgery": [{"procedure": "cement_augmentation"}])", "prior_fixation", "yes"},
      {R"("prior_surgery": [{"procedure": ["cement_augmentation", "stabilization"]}])", "prior_fixation", "yes"},
      {R"("prior_surgery": [{}])", "prior_fixation", "no yes"},
  };
  const auto& edition = *library().edition("2023");
  const auto& vocabulary = edition.engine.model().vocabulary;
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(row.said) + " " + row.fact);
    // The second of two lesions, so that a mix-up of lesions would be seen.
    const auto read = clinical_case::read_case(
        std::string(R"({"noms_case": 1, "lesions": [{"escc": "0", "prior_radiation": [{"technique": "ssrs"}]}, {)") +
            row.said + "}]}",
        library());
    ASSERT_TRUE(read) << read.error()[0].message;
    const auto fact = vocabulary.find(row.fact);
    ASSERT_GE(fact, 0);
    const auto possible = clinical_case::facts_of(read.value().lesions[1], edition);
    EXPECT_EQ(joined(vocabulary.names_of(fact, possible[static_cast<std::size_t>(fact)]), " "), row.values);
  }
}

TEST(Facts, EveryFactMadeByATestHasARow) {
  // The names typed above; a new fact needs its limits shown.
  const std::vector<std::string> shown = {
      "age_over_55",           "survival_under_3_months", "driver_mutation", "primary_controlled",
      "few_metastases",        "visceral_sites_any",      "several_lesions", "several_levels",
      "deficit_over_48_hours", "high_dose_per_fraction",  "low_gtv_dmin",    "high_cord_dmax",
      "narrow_cord_gap",       "prior_radiation_any",     "prior_cebrt",     "prior_ssrs",
      "prior_fixation",        "histology_recorded"};
  for (const auto& rule : library().facts) {
    if (rule.test == knowledge::FactRule::Test::Is) continue;
    const auto& name = library().vocabulary.at(rule.fact).name;
    EXPECT_NE(std::find(shown.begin(), shown.end(), name), shown.end()) << name;
  }
}

}  // namespace
}  // namespace noms::test
