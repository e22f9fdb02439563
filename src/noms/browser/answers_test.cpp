// SPDX-License-Identifier: Apache-2.0
#include "noms/browser/answers.h"

#include <gtest/gtest.h>

#include "noms/json/document.h"
#include "support/knowledge_files.h"

namespace noms::browser {
namespace {

constexpr std::string_view night =
    R"({"noms_case":1,"lesions":[{"levels":["T7"],"escc":["2","3"],"myelopathy":true}]})";

Knowledge opened(std::string_view language) {
  std::vector<knowledge::SourceFile> files;
  for (const auto& [name, text] : test::shipped_files()) files.push_back({name, text});
  return open(files, language, {"1", "", "hash"}).value();
}

const Knowledge& known() {
  static const Knowledge english = opened("en");
  return english;
}

TEST(Answers, AreThoseOfThePathway) {
  const auto& library = *known().library;
  const auto patient = pathway::read(night, library);
  const auto assessment = pathway::assess(patient.value(), library, {"2013", known().versions});
  const auto beside = pathway::consider(patient.value(), assessment.value(), library, *known().guides);
  for (const auto form : {pathway::Form::Json, pathway::Form::Html, pathway::Form::PlainText}) {
    EXPECT_EQ(assess({night, "2013"}, known(), form).value(),
              pathway::compose(assessment.value(), beside.value(), library, form));
  }
}

TEST(Answers, SpanishChangesTheWordsAndNoCode) {
  const Knowledge spanish = opened("es");
  const Question question{night, ""};
  EXPECT_NE(assess(question, spanish, pathway::Form::PlainText).value().find("Radioterapia convencional"),
            std::string::npos);
  EXPECT_EQ(assess(question, known(), pathway::Form::PlainText).value().find("Radioterapia convencional"),
            std::string::npos);
  EXPECT_EQ(assess(question, spanish, pathway::Form::Csv).value(),
            assess(question, known(), pathway::Form::Csv).value());
}

TEST(Answers, FaultsNamePlaceAndNeverTheText) {
  const auto answer = assess({R"({"noms_case":1,"lesions":[{"escc":"Canary"}]})", ""}, known(), pathway::Form::Json);
  ASSERT_FALSE(answer);
  const std::string text = faults(answer.error());
  EXPECT_EQ(text.find("Canary"), std::string::npos);
  const auto document = json::parse(text);
  ASSERT_TRUE(document);
  const auto* errors = document.value().find("errors");
  ASSERT_NE(errors, nullptr);
  ASSERT_EQ(errors->items.size(), 1U);
  EXPECT_EQ(errors->items[0].find("where")->string, "/lesions/0/escc");
}

TEST(Answers, FiguresOfEveryLesion) {
  const auto document =
      json::parse(figures({R"({"noms_case":1,"lesions":[{},{"levels":["L2"]}]})", ""}, known()).value());
  ASSERT_TRUE(document);
  const auto& lesions = document.value().find("lesions")->items;
  ASSERT_EQ(lesions.size(), 2U);
  for (const auto& lesion : lesions) {
    for (const auto& [name, drawing] : lesion.members) EXPECT_EQ(drawing.string[0], '<') << name;
  }
}

TEST(Record, PutsFindingsIntoOneLesionBesideWhatIsTyped) {
  constexpr std::string_view two =
      R"({"noms_case":1,"lesions":[{"id":"a"},{"id":"b","escc":"3","prior_radiation":[{"fractions":10}]}]})";
  constexpr std::string_view document =
      R"({"grade":"2","findings":{"noms_findings":1,"fields":{"lesions/*/escc":{"value":["1c","2"],)"
      R"("source":{"recorded_by":"noms image escc"}},"patient/age":{"value":70,"unit":"a",)"
      R"("source":{"recorded_by":"x"}}},"prior_radiation":[{"fractions":10},{"fractions":5}]}})";
  const auto first = record(two, document, 1, known());
  ASSERT_TRUE(first);
  const auto answer = json::parse(first.value());
  EXPECT_NE(answer.value().find("notes")->items.at(0).string.find("disagree"), std::string::npos);
  const std::string& text = answer.value().find("case")->string;
  const auto patient = json::parse(text);
  const auto& lesion = patient.value().find("lesions")->items[1];
  const auto& readings = lesion.find("escc")->find("readings")->items;
  ASSERT_EQ(readings.size(), 2U);
  EXPECT_EQ(readings[0].string, "3");
  EXPECT_EQ(readings[1].find("value")->items.size(), 2U);
  EXPECT_EQ(lesion.find("prior_radiation")->items.size(), 2U);
  EXPECT_EQ(patient.value().find("lesions")->items[0].members.size(), 1U);
  EXPECT_NE(patient.value().find("patient")->find("age"), nullptr);
  // A second time nothing changes, and there is nothing to say.
  const auto again = record(text, document, 1, known());
  ASSERT_TRUE(again);
  EXPECT_EQ(json::parse(again.value()).value().find("case")->string, text);
  EXPECT_TRUE(json::parse(again.value()).value().find("notes")->items.empty());
}

TEST(Record, RefusesWhatNoCommandPrints) {
  constexpr std::string_view one = R"({"noms_case":1,"lesions":[{"prior_radiation":[]}]})";
  struct Refused {
    std::string findings;
    ErrorCode code;
    std::string where;
  };
  const std::string by = R"("source":{"recorded_by":"x"}})";
  for (const auto& [findings, code, where] : std::vector<Refused>{
           {R"("other":1)", ErrorCode::MissingField, "/findings"},
           {R"("findings":{"noms_findings":2})", ErrorCode::UnknownValue, "/findings/noms_findings"},
           {R"("findings":{"noms_findings":1,"field":{}})", ErrorCode::UnknownField, "/findings/field"},
           {R"("findings":{"noms_findings":1,"fields":[]})", ErrorCode::WrongType, "/findings/fields"},
           {R"("findings":{"noms_findings":1,"fields":{"escc":{"value":"2",)" + by + "}}", ErrorCode::UnknownField,
            "/findings/fields/escc"},
           {R"("findings":{"noms_findings":1,"fields":{"lesions/*/prior_radiation/*/dose":{"value":"2",)" + by + "}}",
            ErrorCode::UnknownField, "/findings/fields/*"},
           {R"("findings":{"noms_findings":1,"fields":{"lesions/*/escc":"2"}})", ErrorCode::MissingField,
            "/findings/fields/*/source/recorded_by"},
           {R"("findings":{"noms_findings":1,"fields":{"lesions/*/escc":{"value":"5",)" + by + "}}",
            ErrorCode::UnknownValue, "/lesions/0/escc/value"},
           {R"("findings":{"noms_findings":1,"prior_radiation":[{"fractions":5}]})", ErrorCode::Contradiction,
            "/lesions/0/prior_radiation"},
           {R"("findings":{"noms_findings":1,"prior_radiation":[{"dose":5}]})", ErrorCode::WrongType,
            "/findings/prior_radiation"},
       }) {
    const auto answer = record(one, "{" + findings + "}", 0, known());
    ASSERT_FALSE(answer) << findings;
    EXPECT_EQ(answer.error()[0].code, code) << findings;
    EXPECT_EQ(answer.error()[0].where, where) << findings;
  }
  EXPECT_FALSE(record(one, R"({"findings":{"noms_findings":1,"fields":{}}})", 1, known()));
}

TEST(Vocabulary, HasEveryFieldUnitLevelAndHistology) {
  const auto document = json::parse(vocabulary(known()));
  ASSERT_TRUE(document);
  const auto& library = *known().library;
  const auto size = [&](std::string_view name) { return document.value().find(name)->items.size(); };
  EXPECT_EQ(size("fields"), library.fields.size());
  EXPECT_EQ(size("units"), library.units.size());
  EXPECT_EQ(size("levels"), library.levels.names.size());
  EXPECT_EQ(size("histologies"), library.histologies.size());
  std::size_t names = 0;
  for (const auto& histology : document.value().find("histologies")->items)
    names += histology.find("names")->items.size();
  EXPECT_EQ(names, library.histology_names.size());
  const auto* words = document.value().find("words");
  EXPECT_EQ(words->find("en")->members.size(), words->find("es")->members.size());
}

TEST(Tables, HoldEveryRowOfEveryEdition) {
  const auto document = json::parse(tables(known()));
  ASSERT_TRUE(document);
  for (const auto& edition : known().library->editions) {
    std::size_t expected = 0;
    const auto& model = edition->engine.model();
    for (const auto* group : {&model.steps, &model.finals}) {
      for (const auto& table : *group) expected += table.rows.size();
    }
    std::size_t given = 0;
    for (const auto& table : document.value().find(edition->name)->find("tables")->items)
      given += table.find("rows")->items.size();
    EXPECT_EQ(given, expected) << edition->name;
  }
}

}  // namespace
}  // namespace noms::browser
