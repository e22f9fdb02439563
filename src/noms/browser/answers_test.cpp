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
