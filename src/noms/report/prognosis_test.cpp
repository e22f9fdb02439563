// SPDX-License-Identifier: Apache-2.0
// Scores as JSON and as text.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "noms/clinical_case/case.h"
#include "noms/json/document.h"
#include "noms/report/prognosis_json.h"
#include "noms/report/prognosis_text.h"
#include "support/knowledge_files.h"

namespace noms::report {
namespace {

std::vector<prognosis::Prognosis> all_of(const char* text) {
  static const prognosis::Scores scores = [] {
    std::vector<knowledge::SourceFile> files;
    for (const auto& [name, content] : test::shipped_files()) files.push_back({name, content});
    return prognosis::load_scores(files, test::library()).value();
  }();
  return prognosis::prognosis(clinical_case::read_case(text, test::library()).value(), scores, test::library());
}

constexpr const char* nsclc =
    R"({"noms_case":1,"patient":{"age":{"value":83,"unit":"a"},"performance":{"ecog":1}},)"
    R"("primary":{"histology":"nsclc"},"disease":{"visceral_metastases":"none","brain_metastases":false,)"
    R"("spinal_metastases":1,"extraspinal_bone_metastases":0},"lesions":[{"frankel":"E"}]})";

const json::Value& entry_named(const json::Value& document, std::string_view name) {
  const auto& entries = document.find("prognosis")->items;
  return *std::ranges::find_if(entries, [&](const json::Value& e) { return e.find("score")->string == name; });
}

TEST(PrognosisJson, EntriesFollowTheContract) {
  const auto document = json::parse(prognosis_json(all_of(nsclc)));
  ASSERT_TRUE(document);
  const auto& tomita = entry_named(document.value(), "tomita");
  EXPECT_EQ(tomita.find("lowest")->number, 5);
  EXPECT_EQ(tomita.find("highest")->number, 5);
  EXPECT_EQ(tomita.find("bands")->items[0].string, "4-5");
  EXPECT_EQ(tomita.find("mark")->string, "T");
  EXPECT_EQ(tomita.find("status")->string, "ok");
  const auto& sorg = entry_named(document.value(), "sorg_nomogram");
  EXPECT_EQ(sorg.find("status")->string, "no_numbers");
  EXPECT_EQ(sorg.find("lowest"), nullptr);
  EXPECT_EQ(sorg.find("survival")->items.size(), 0U);
  EXPECT_EQ(prognosis_json(all_of(nsclc)), prognosis_json(all_of(nsclc)));
}

/// Every key that is written is named by the schema, and every required one is written.
TEST(PrognosisJson, TheDefinitionsNameEveryKey) {
  const auto schema = json::parse("{" + prognosis_definitions() + "}");
  ASSERT_TRUE(schema);
  const auto document = json::parse(prognosis_json(all_of(nsclc)));
  const auto check = [&](const json::Value& object, std::string_view definition) {
    const auto* properties = schema.value().find(definition)->find("properties");
    for (const auto& member : object.members) EXPECT_NE(properties->find(member.first), nullptr) << member.first;
    for (const auto& name : schema.value().find(definition)->find("required")->items)
      EXPECT_NE(object.find(name.string), nullptr) << name.string;
  };
  for (const auto& entry : document.value().find("prognosis")->items) {
    check(entry, "prognosis");
    for (const auto& item : entry.find("items")->items) check(item, "prognosis_item");
    for (const auto& missing : entry.find("missing")->items) check(missing, "prognosis_missing");
    for (const auto& figure : entry.find("survival")->items) check(figure, "prognosis_survival");
  }
}

TEST(PrognosisText, MarksCohortAndReasonStandBesideTheNumber) {
  const std::string text = prognosis_text(all_of(nsclc), noms::test::library().wording, {80, false, true});
  for (const auto* part :
       {"5 of 2 to 10 (higher is worse): 4-5", "to be checked against the paper", "Cohort: 67 patients", "no numbers",
        "until a centre installs", "prefers the newer models", "weights not verified",
        "Karnofsky 70 to 80 from the recorded ECOG grade", "patient/laboratory/albumin"}) {
    std::string flat;
    for (std::istringstream in(text); in >> std::ws && !in.eof();) {
      std::string word;
      in >> word;
      flat += (flat.empty() ? "" : " ") + word;
    }
    EXPECT_NE(flat.find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace noms::report
