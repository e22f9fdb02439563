// SPDX-License-Identifier: Apache-2.0
// What a case may say: every field of the contract, in every form.
#include <gtest/gtest.h>

#include <set>

#include "noms/clinical_case/case.h"
#include "noms/foundation/text.h"
#include "support/knowledge_files.h"

namespace noms::test {
namespace {

using clinical_case::Case;
using clinical_case::Entry;
using clinical_case::read_case;
using Names = std::vector<std::string>;

Case accepted(const std::string& text) {
  auto read = read_case(text, library());
  if (read) return std::move(read).value();
  for (const auto& issue : read.error()) ADD_FAILURE() << issue.where << ": " << issue.message << "\n" << text;
  return {};
}

/// A case that says one thing: `path` as in the table of fields, `value` as JSON.
std::string case_with(const std::string& path, const std::string& value) {
  std::vector<std::string> parts;
  for (const auto part : split(path, "/")) parts.emplace_back(part);
  if (parts[0] == "lesions" && parts.size() == 1) return R"({"noms_case": 1, "lesions": )" + value + "}";
  std::string text = value;
  for (std::size_t i = parts.size(); i-- > 0;)
    text = parts[i] == "*" ? "[" + text + "]" : "{\"" + parts[i] + "\": " + text + "}";
  const std::string rest = text.substr(1);
  if (parts[0] == "noms_case") return R"({"lesions": [{}], )" + rest;
  return R"({"noms_case": 1, )" + (parts[0] == "lesions" ? "" : std::string(R"("lesions": [{}], )")) + rest;
}

/// The entry of a field of the only lesion, or of the patient.
const Entry* entry_of(const Case& patient, const std::string& path) {
  const clinical_case::Record* record = &patient.fields;
  std::string key = path;
  if (path.starts_with("lesions/*/")) {
    record = &patient.lesions[0].fields;
    key = path.substr(10);
    if (const auto star = key.find("/*/"); star != std::string::npos) {
      const auto list = patient.lesions[0].lists.find(key.substr(0, star));
      if (list == patient.lesions[0].lists.end()) return nullptr;
      record = &list->second[0];
      key = key.substr(star + 3);
    }
  }
  const auto found = record->find(key);
  return found == record->end() ? nullptr : &found->second;
}

struct Accepted {
  const char* path;
  const char* value;
  Names values;       ///< expected, of what is not a number
  double number = 0;  ///< expected, of a number in the first unit
};

const std::vector<Accepted>& every_field() {
  static const std::vector<Accepted> rows = {
      {"noms_case", "1", {}, 1},
      {"id", R"("seed-figure-3")", {"seed-figure-3"}},
      {"id", R"("é, ü, 脊")", {"é, ü, 脊"}},
      {"patient/age", R"({"value": 83, "unit": "a"})", {}, 83},
      {"patient/sex", R"("female")", {"female"}},
      {"patient/sex", R"("male")", {"male"}},
      {"patient/performance/ecog", "5", {}, 5},
      {"patient/performance/kps", "100", {}, 100},
      {"patient/ambulation", R"("independent")", {"independent"}},
      {"patient/ambulation", R"(["assisted", "non_ambulatory"])", {"assisted", "non_ambulatory"}},
      {"patient/height", R"({"value": 1.6, "unit": "m"})", {}, 160},
      {"patient/weight", R"({"value": 61, "unit": "kg"})", {}, 61},
      {"patient/laboratory/albumin", R"({"value": 3.8, "unit": "g/dL"})", {}, 38},
      {"patient/laboratory/haemoglobin", R"({"value": 11.2, "unit": "g/dL"})", {}, 11.2},
      {"patient/laboratory/white_cells", R"({"value": 7.1, "unit": "10*9/L"})", {}, 7.1},
      {"patient/laboratory/creatinine", R"({"value": 1, "unit": "mg/dL"})", {}, 88.42},
      {"patient/laboratory/platelets", R"({"value": 210, "unit": "10*3/uL"})", {}, 210},
      {"patient/laboratory/lymphocytes", R"({"value": 1500, "unit": "/uL"})", {}, 1.5},
      {"patient/laboratory/neutrophils", R"({"value": 4200, "unit": "/uL"})", {}, 4.2},
      {"patient/laboratory/crp", R"({"value": 1.2, "unit": "mg/dL"})", {}, 12},
      {"patient/laboratory/ldh", R"({"value": 250, "unit": "[IU]/L"})", {}, 250},
      {"patient/laboratory/calcium", R"({"value": 2.5, "unit": "mmol/L"})", {}, 10.02},
      {"patient/laboratory/bilirubin", R"({"value": 17.1, "unit": "umol/L"})", {}, 1},
      {"patient/laboratory/alkaline_phosphatase", R"({"value": 90, "unit": "U/L"})", {}, 90},
      {"patient/laboratory/inr", R"({"value": 1.1, "unit": "1"})", {}, 1.1},
      {"patient/body_composition/l3_skeletal_muscle_area", R"({"value": 12000, "unit": "mm2"})", {}, 120},
      {"patient/body_composition/l3_muscle_attenuation", R"({"value": 31, "unit": "[hnsf'U]"})", {}, 31},
      {"patient/body_composition/l3_psoas_area", R"({"value": 14, "unit": "cm2"})", {}, 14},
      {"patient/body_composition/l3_vertebral_body_area", R"({"value": 12, "unit": "cm2"})", {}, 12},
      {"primary/chemotherapy_before", "true", {"yes"}},
      {"primary/targeted_therapy", "false", {"no"}},
      {"primary/hormone_dependent", "true", {"yes"}},
      {"primary/interval_since_diagnosis", R"({"value": 2, "unit": "wk"})", {}, 336},
      {"disease/brain_metastases_treatable", "true", {"yes"}},
      {"disease/dissemination", "false", {"no"}},
      {"disease/lymph_node_metastases", "true", {"yes"}},
      {"disease/organ_systems", "3", {}, 3},
      {"disease/systemic_disease_controlled", "false", {"no"}},
      {"surgery/admission", R"("emergency")", {"emergency"}},
      {"surgery/planned_approach", R"("combined")", {"combined"}},
      {"patient/comorbidities", R"(["copd", "diabetes"])", {"copd", "diabetes"}},
      {"patient/comorbidities", "[]", {}},
      {"primary/histology", R"("nsclc")", {"nsclc"}},
      {"primary/histology", R"("unknown")", {"unknown"}},
      {"primary/histology", R"({"system": "icd-o-3", "code": "8140/3", "site": "C34.1"})", {"nsclc"}},
      {"primary/controlled", "false", {"no"}},
      {"primary/mutations", R"(["egfr", "alk"])", {"egfr", "alk"}},
      {"primary/systemic_therapy_before", "true", {"yes"}},
      {"disease/visceral_metastases", R"("treatable")", {"treatable"}},
      {"disease/visceral_sites", R"(["liver"])", {"liver"}},
      {"disease/brain_metastases", "true", {"yes"}},
      {"disease/extraspinal_bone_metastases", "0", {}, 0},
      {"disease/spinal_metastases", "999", {}, 999},
      {"disease/total_metastases", "1.0", {}, 1},
      {"fitness/surgery", R"("tolerated")", {"tolerated"}},
      {"fitness/radiotherapy", R"("not_tolerated")", {"not_tolerated"}},
      {"fitness/local_therapy", R"("not_reasonable")", {"not_reasonable"}},
      {"fitness/expected_survival", R"({"value": 8, "unit": "mo"})", {}, 8 * 730.5},
      {"availability/ssrs", "true", {"yes"}},
      {"lesions", "[{}, {}]", {}},
      {"lesions/*/id", R"("T10")", {"T10"}},
      {"lesions/*/levels", R"(["T10"])", {"T10"}},
      {"lesions/*/levels", R"(["L1", "T11", "T12"])", {"T11", "T12", "L1"}},
      {"lesions/*/location_class", R"("mobile")", {"mobile"}},
      {"lesions/*/escc", R"("3")", {"3"}},
      {"lesions/*/escc", R"(["1c", "2"])", {"1c", "2"}},
      {"lesions/*/myelopathy", "false", {"no"}},
      {"lesions/*/cauda_equina_syndrome", "true", {"yes"}},
      {"lesions/*/functional_radiculopathy", "false", {"no"}},
      {"lesions/*/frankel", R"("E")", {"E"}},
      {"lesions/*/asia", R"("D")", {"D"}},
      {"lesions/*/deficit_onset", R"({"value": 12, "unit": "h"})", {}, 12},
      {"lesions/*/pain", R"("occasional_not_mechanical")", {"occasional_not_mechanical"}},
      {"lesions/*/pain", R"(["mechanical", "occasional_not_mechanical"])", {"mechanical", "occasional_not_mechanical"}},
      {"lesions/*/bone_lesion", R"("lytic")", {"lytic"}},
      {"lesions/*/alignment", R"("de_novo_deformity")", {"de_novo_deformity"}},
      {"lesions/*/vertebral_body", R"("collapse_under_half")", {"collapse_under_half"}},
      {"lesions/*/posterolateral", R"("none")", {"none"}},
      {"lesions/*/surgeon_stability_opinion", R"("stable")", {"stable"}},
      {"lesions/*/fracture_before", "false", {"no"}},
      {"lesions/*/paraspinal_extension", "true", {"yes"}},
      {"lesions/*/planned_dose_per_fraction", R"({"value": 2400, "unit": "cGy"})", {}, 24},
      {"lesions/*/gtv_dmin", R"({"value": 0, "unit": "Gy"})", {}, 0},
      {"lesions/*/cord_dmax", R"({"value": 1317, "unit": "cGy"})", {}, 13.17},
      {"lesions/*/tumour_cord_gap", R"({"value": 0.3, "unit": "cm"})", {}, 3},
      {"lesions/*/prior_radiation", "[{}]", {}},
      {"lesions/*/prior_radiation/*/technique", R"("cebrt")", {"cebrt"}},
      {"lesions/*/prior_radiation/*/dose", R"({"value": 30, "unit": "Gy"})", {}, 30},
      {"lesions/*/prior_radiation/*/fractions", "10", {}, 10},
      {"lesions/*/prior_radiation/*/interval", R"({"value": 2, "unit": "wk"})", {}, 336},
      {"lesions/*/prior_surgery", "[]", {}},
      {"lesions/*/prior_surgery/*/procedure", R"("cement_augmentation")", {"cement_augmentation"}},
      {"lesions/*/prior_surgery/*/interval", R"({"value": 1, "unit": "a"})", {}, 8766},
  };
  return rows;
}

bool is_list(const std::string& path) {
  return library().field(path)->type == knowledge::Field::Type::List;
}
bool is_quantity(const std::string& path) {
  return library().field(path)->type == knowledge::Field::Type::Quantity;
}

TEST(ReadCase, TakesEveryFieldOfTheContract) {
  std::set<std::string> fields;
  for (const auto& field : library().fields) fields.insert(field.path);
  for (const auto& row : every_field()) {
    SCOPED_TRACE(std::string(row.path) + " = " + row.value);
    ASSERT_NE(library().field(row.path), nullptr);
    fields.erase(row.path);
    const Case patient = accepted(case_with(row.path, row.value));
    if (is_list(row.path)) continue;
    const Entry* entry = entry_of(patient, row.path);
    ASSERT_NE(entry, nullptr);
    EXPECT_EQ(entry->values, row.values);
    EXPECT_NEAR(entry->number, row.number, 1e-9 * (1 + row.number));
    EXPECT_FALSE(entry->source.has_value());
  }
  for (const auto& field : fields) ADD_FAILURE() << "no row of this test shows the field " << field;
}

TEST(ReadCase, TakesEveryChoiceAlone) {
  int count = 0;
  for (const auto& field : library().fields) {
    if (field.type != knowledge::Field::Type::Choice) continue;
    for (const auto& value : field.values) {
      SCOPED_TRACE(field.path + " = " + value);
      const Case patient = accepted(case_with(field.path, "\"" + value + "\""));
      const Entry* entry = entry_of(patient, field.path);
      ASSERT_NE(entry, nullptr);
      EXPECT_EQ(entry->values, Names{value});
      ++count;
    }
  }
  EXPECT_GT(count, 50);
}

TEST(ReadCase, TakesAValueWithItsSourceInEveryField) {
  const std::string source =
      R"({"recorded_by": "radiology", "method": "typed", "recorded_at": "2024-03-01T10:00:00Z", "image": "1.2.3", "resource": "Observation/7", "software": "x 1", "uncertainty": "±1"})";
  for (const auto& row : every_field()) {
    SCOPED_TRACE(std::string(row.path) + " = " + row.value);
    if (is_list(row.path)) continue;
    std::vector<std::string> forms{"{\"value\": " + std::string(row.value) + ", \"source\": " + source + "}",
                                   "{\"source\": " + source + ", \"value\": " + row.value + "}"};
    if (is_quantity(row.path)) {
      const std::string value = row.value;
      forms.push_back(value.substr(0, value.size() - 1) + ", \"source\": " + source + "}");
    }
    for (const auto& form : forms) {
      const Case patient = accepted(case_with(row.path, form));
      const Entry* entry = entry_of(patient, row.path);
      ASSERT_NE(entry, nullptr) << form;
      EXPECT_EQ(entry->values, row.values) << form;
      ASSERT_TRUE(entry->source.has_value()) << form;
      ASSERT_EQ(entry->source->entries.size(), 7U);
      EXPECT_EQ(entry->source->entries[0], (std::pair<std::string, std::string>{"recorded_by", "radiology"}));
    }
    if (is_quantity(row.path)) continue;
    EXPECT_NE(entry_of(accepted(case_with(row.path, "{\"value\": " + std::string(row.value) + "}")), row.path),
              nullptr);
  }
}

/// The example of the contract, complete.
const char* const example = R"({
  "noms_case": 1,
  "id": "seed-figure-3",
  "patient": {
    "age": {"value": 83, "unit": "a"},
    "sex": "female",
    "performance": {"ecog": 1},
    "ambulation": "independent",
    "height": {"value": 160, "unit": "cm"},
    "weight": {"value": 61, "unit": "kg"},
    "laboratory": {
      "albumin": {"value": 38, "unit": "g/L"},
      "haemoglobin": {"value": 11.2, "unit": "g/dL"},
      "white_cells": {"value": 7.1, "unit": "10*9/L"}
    },
    "comorbidities": ["copd"]
  },
  "primary": {"histology": "nsclc", "controlled": false, "mutations": ["egfr"], "systemic_therapy_before": true},
  "disease": {
    "visceral_metastases": "none", "visceral_sites": [], "brain_metastases": false,
    "extraspinal_bone_metastases": 0, "spinal_metastases": 1, "total_metastases": 1
  },
  "fitness": {"surgery": "tolerated", "radiotherapy": "tolerated", "expected_survival": {"value": 8, "unit": "mo"}},
  "availability": {"ssrs": true},
  "lesions": [
    {
      "id": "T10", "levels": ["T10"], "escc": "3",
      "myelopathy": false, "cauda_equina_syndrome": false, "functional_radiculopathy": false,
      "frankel": "E", "deficit_onset": {"value": 12, "unit": "h"},
      "pain": "occasional_not_mechanical", "bone_lesion": "lytic", "alignment": "normal",
      "vertebral_body": "collapse_under_half", "posterolateral": "none",
      "surgeon_stability_opinion": "stable", "fracture_before": false, "paraspinal_extension": true,
      "prior_radiation": [
        {"technique": "cebrt", "dose": {"value": 30, "unit": "Gy"}, "fractions": 10, "interval": {"value": 14, "unit": "mo"}}
      ],
      "prior_surgery": []
    }
  ]
})";

TEST(ReadCase, TakesTheExampleOfTheContract) {
  const Case patient = accepted(example);
  EXPECT_EQ(patient.id, "seed-figure-3");
  EXPECT_TRUE(patient.notes.empty());
  ASSERT_EQ(patient.lesions.size(), 1U);
  EXPECT_EQ(patient.lesions[0].id(0), "T10");
  EXPECT_EQ(patient.fields.at("patient/age").given, "83 a");
  EXPECT_EQ(patient.lesions[0].lists.at("prior_radiation").size(), 1U);
  EXPECT_EQ(patient.lesions[0].lists.at("prior_radiation")[0].at("dose").given, "30 Gy");
  EXPECT_TRUE(patient.lesions[0].lists.at("prior_surgery").empty());
}

TEST(ReadCase, TakesTheSmallestCase) {
  const Case patient = accepted(R"({"noms_case":1,"lesions":[{}]})");
  EXPECT_EQ(patient.fields.size(), 1U);
  EXPECT_TRUE(patient.lesions[0].fields.empty());
  EXPECT_EQ(patient.lesions[0].id(0), "lesion 1");
}

/// Everything the tables read, as text, for comparing two cases.
std::string facts_text(const Case& patient) {
  const auto& edition = *library().edition("2023");
  std::string text;
  for (const auto& lesion : patient.lesions) {
    for (const auto set : clinical_case::facts_of(lesion, edition)) text += std::to_string(set.bits) + " ";
  }
  return text;
}

TEST(ReadCase, OrderOfFieldsAndUnitsDoNotChangeTheFacts) {
  const std::string facts = facts_text(accepted(example));
  const std::pair<const char*, const char*> same[] = {
      {R"("age": {"value": 83, "unit": "a"})", R"("age": {"unit": "a", "value": 83})"},
      {R"("age": {"value": 83, "unit": "a"})", R"("age": {"value": 996, "unit": "mo"})"},
      {R"("age": {"value": 83, "unit": "a"})", R"("age": {"value": 8.3e1, "unit": "a"})"},
      {R"({"value": 38, "unit": "g/L"})", R"({"value": 3.8, "unit": "g/dL"})"},
      {R"({"value": 8, "unit": "mo"})", R"({"value": 35, "unit": "wk"})"},
      {R"({"value": 12, "unit": "h"})", R"({"value": 0.5, "unit": "d"})"},
      {R"({"surgery": "tolerated", "radiotherapy": "tolerated", )",
       R"({"radiotherapy": "tolerated", "surgery": {"value": "tolerated", "source": {}}, )"},
      {R"("escc": "3")", R"("escc": ["3"])"},
      {R"("levels": ["T10"])", R"("levels": {"value": ["T10"]})"},
      {R"("histology": "nsclc")", R"("histology": "Non-Small Cell lung cancer")"},
      {R"("histology": "nsclc")", R"("histology": {"site": "C34.9", "code": "8140/3", "system": "icd-o-3"})"},
      {"\n", "\r\n"},
      {"\n", ""},
      {"  ", "\t"},
  };
  for (const auto& [from, to] : same) {
    std::string text = example;
    ASSERT_NE(text.find(from), std::string::npos) << from;
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + std::string_view(to).size()))
      text.replace(at, std::string_view(from).size(), to);
    EXPECT_EQ(facts_text(accepted(text)), facts) << to;
  }
}

TEST(ReadCase, HistologyBySynonymAndCodeSaysSo) {
  const struct {
    const char* given;
    const char* key;
    const char* note;
  } rows[] = {
      {R"("nsclc")", "nsclc", ""},
      {R"("NSCLC")", "nsclc", "primary/histology: a synonym, read as nsclc"},
      {R"("multiple myeloma")", "myeloma", "primary/histology: a synonym, read as myeloma"},
      {R"("Mieloma Múltiple")", "myeloma", "primary/histology: a synonym, read as myeloma"},
      {R"("mieloma multiple")", "myeloma", "primary/histology: a synonym, read as myeloma"},
      {R"("MIELOMA MÚLTIPLE")", "myeloma", "primary/histology: a synonym, read as myeloma"},
      {R"("plasmocitoma óseo solitario")", "plasmacytoma", "primary/histology: a synonym, read as plasmacytoma"},
      {R"("non-hodgkin   lymphoma")", "lymphoma", "primary/histology: a synonym, read as lymphoma"},
      {R"({"system": "icd-o-3", "code": "9732/3"})", "myeloma", "primary/histology: a code, read as myeloma"},
      {R"({"system": "icd-o-3", "code": "8140/3", "site": "C61"})", "prostate",
       "primary/histology: a code, read as prostate"},
      {R"({"system": "icd-o-3", "code": "8140/3", "site": "C50.4"})", "breast",
       "primary/histology: a code, read as breast"},
      {R"({"system": "icd-10", "code": "C61"})", "prostate", "primary/histology: a code, read as prostate"},
      {R"({"system": "icd-10", "code": "C50.9"})", "breast", "primary/histology: a code, read as breast"},
      {R"({"system": "snomed-ct", "code": "254637007"})", "nsclc", "primary/histology: a code, read as nsclc"},
      {R"({"value": "multiple myeloma", "source": {"recorded_by": "pathology"}})", "myeloma",
       "primary/histology: a synonym, read as myeloma"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.given);
    const Case patient = accepted(case_with("primary/histology", row.given));
    ASSERT_TRUE(patient.fields.contains("primary/histology"));
    EXPECT_EQ(patient.fields.at("primary/histology").values, Names{row.key});
    EXPECT_EQ(patient.notes, *row.note == 0 ? Names{} : Names{row.note});
  }
}

TEST(ReadCase, EveryNameAndCodeOfTheKnowledgeResolves) {
  for (const auto& [name, key] : library().histology_names) {
    const auto resolved = clinical_case::resolve_histology_name(name, library(), "");
    ASSERT_TRUE(resolved) << name;
    EXPECT_EQ(resolved.value(), key);
  }
  for (const auto& code : library().histology_codes) {
    const auto resolved = clinical_case::resolve_histology_code(code.system, code.code, code.site, library(), "");
    ASSERT_TRUE(resolved) << code.code;
    EXPECT_EQ(resolved.value(), code.key) << code.system << " " << code.code << " " << code.site;
  }
}

TEST(ReadCase, SaysAllFaultsAtOnce) {
  const auto read = read_case(
      R"({"noms_case": 2, "pateint": {}, "patient": {"age": 60, "sex": null}, "primary": {"histology": 7}, "lesions": [{"escc": "4", "levels": ["T10", "T14"]}, {"pain": true, "prior_radiation": [{"dose": {"value": 3000, "unit": "Gy"}}]}]})",
      library());
  ASSERT_FALSE(read);
  const std::pair<ErrorCode, const char*> expected[] = {
      {ErrorCode::OutOfLimits, "/noms_case"},
      {ErrorCode::UnknownField, "/pateint"},
      {ErrorCode::MissingUnit, "/patient/age"},
      {ErrorCode::NullValue, "/patient/sex"},
      {ErrorCode::WrongType, "/primary/histology"},
      {ErrorCode::UnknownValue, "/lesions/0/escc"},
      {ErrorCode::UnknownValue, "/lesions/0/levels/1"},
      {ErrorCode::WrongType, "/lesions/1/pain"},
      {ErrorCode::UnitConfusion, "/lesions/1/prior_radiation/0/dose/value"}};
  ASSERT_EQ(read.error().size(), std::size(expected));
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_EQ(read.error()[i].code, expected[i].first) << i;
    EXPECT_EQ(read.error()[i].where, expected[i].second) << i;
  }
}

TEST(ReadCase, ReadingsStayPossibleAndDisagreementsAreNoted) {
  const std::pair<const char*, const char*> rows[] = {
      {R"("escc": {"readings": ["1b"]})", ""},
      {R"("escc": {"readings": ["1b", {"value": "1b", "source": {"software": "x"}}]})", ""},
      {R"("escc": {"readings": [["1c", "1b"], ["1b", "1c"]]})", ""},
      {R"("escc": {"readings": ["1b", ["1c", "1b"]]})", "lesions/0/escc: the readings disagree (1b; 1c or 1b)"},
      {R"("gtv_dmin": {"readings": [{"value": 15, "unit": "Gy"}, {"value": 1500, "unit": "cGy"}]})", ""},
      {R"("gtv_dmin": {"readings": [{"value": 15, "unit": "Gy"}, {"value": 14, "unit": "Gy", "uncertainty": 0.5}]})",
       "lesions/0/gtv_dmin: the readings disagree (15 Gy; 14 \u00b1 0.5 Gy)"},
      {R"("fracture_before": {"readings": [true, false]})",
       "lesions/0/fracture_before: the readings disagree (yes; no)"},
  };
  for (const auto& [field, note] : rows) {
    const auto read = read_case(std::string(R"({"noms_case": 1, "lesions": [{)") + field + "}]}", library());
    ASSERT_TRUE(read) << field << (read ? "" : read.error()[0].message);
    ASSERT_EQ(read.value().notes.size(), *note == 0 ? 0U : 1U) << field;
    if (*note != 0) {
      EXPECT_EQ(read.value().notes[0], note + std::string("; each stays possible"));
    }
  }
  const auto bounds = read_case(
      R"({"noms_case": 1, "lesions": [{"cord_dmax": {"readings": [{"value": 13, "unit": "Gy", "uncertainty": 0.25}, {"value": 14, "unit": "Gy"}]}}]})",
      library());
  ASSERT_TRUE(bounds);
  const auto& entry = bounds.value().lesions[0].fields.find("cord_dmax")->second;
  EXPECT_DOUBLE_EQ(entry.least(), 12.75);
  EXPECT_DOUBLE_EQ(entry.most(), 14);
}

}  // namespace
}  // namespace noms::test
