// SPDX-License-Identifier: Apache-2.0
#include "noms/report/text.h"

#include <gtest/gtest.h>

#include <sstream>

#include "noms/report/fixtures.h"
#include "noms/report/internal/utf8.h"

namespace noms::report {
namespace {

const knowledge::Wording words = fixtures::wording();

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void expect_width(const std::string& text, std::size_t width) {
  for (const auto& line : lines_of(text)) EXPECT_LE(columns(line), width) << line;
}

TEST(Text, NoLineIsWiderThanAsked) {
  for (const int width : {40, 60, 80, 132}) {
    for (const auto& a :
         {fixtures::determined(), fixtures::incomplete(), fixtures::three_lesions(), fixtures::hostile()}) {
      const auto columns_asked = static_cast<std::size_t>(width);
      expect_width(assessment_text(a, words, {.width = width}), columns_asked);
      expect_width(assessment_text(a, words, {.width = width, .plain = true}), columns_asked);
      expect_width(explain_text(a, words, {.width = width}), columns_asked);
    }
  }
}

TEST(Text, WideLettersAndLongWordsKeepTheWidth) {
  auto a = fixtures::determined();
  a.lesions[0].cautions[0].text = "脊椎転移の治療方針について" + std::string(200, 'x');
  expect_width(assessment_text(a, words), 80);
  EXPECT_EQ(columns("脊椎"), 4U);
  EXPECT_EQ(columns("e\xCC\x81"), 1U) << "a combining accent takes no column";
  EXPECT_EQ(columns("4–16"), 4U);
}

TEST(Text, AQuantityIsToldInWords) {
  knowledge::Wording known = fixtures::wording();
  for (const auto& [key, text] : {std::pair{"unit.a", "years"}, {"unit.a.one", "year"}, {"unit.h", "hours"}})
    known.add(key, text);
  constexpr std::pair<const char*, const char*> told[] = {
      {"83 a", "83 years"},        {"1 a", "1 year"},    {"0.5 a", "0.5 years"}, {"61 a; 63 a", "61 years; 63 years"},
      {"1 h", "1 hours"},          {"20 h", "20 hours"}, {"25 Gy", "25 Gy"},     {"class a", "class a"},
      {"83 ± 2 a", "83 ± 2 years"}};
  for (const auto& [given, words_of_it] : told) {
    auto a = fixtures::determined();
    a.patient = {{"patient/age", given}};
    EXPECT_TRUE(lines_of(assessment_text(a, known))[1].starts_with(words_of_it + std::string(" · "))) << given;
  }
}

TEST(Text, RedFlagsComeBeforeEverythingButTheHead) {
  for (const auto& a : {fixtures::determined(), fixtures::incomplete()}) {
    for (const bool plain : {false, true}) {
      const auto lines = lines_of(assessment_text(a, words, {.plain = plain}));
      std::size_t flag = 0;
      while (flag < lines.size() && lines[flag] != "URGENT" && lines[flag] != "EMERGENT") ++flag;
      EXPECT_LE(flag, 4U) << "only the head stands above";
    }
  }
}

TEST(Text, IncompleteSaysSoBeforeItsOptions) {
  const std::string text = assessment_text(fixtures::incomplete(), words);
  EXPECT_NE(text.find("INCOMPLETE: 4 facts that could change the options are not settled: ESCC grade,"),
            std::string::npos);
  EXPECT_LT(text.find("INCOMPLETE"), text.find("RECOMMENDATION"));
  EXPECT_EQ(assessment_text(fixtures::determined(), words).find("INCOMPLETE"), std::string::npos);
}

TEST(Text, SinsBarHasOneCellAPoint) {
  const std::string text = assessment_text(fixtures::incomplete(), words);
  EXPECT_EQ(fixtures::count(text, "█"), 4 * 3 + 1U) << "four certain points of three columns, and the legend";
  EXPECT_EQ(fixtures::count(text, "▒"), 12 * 3 + 1U);
  EXPECT_NE(text.find("SINS 4–16 of 18, stable, indeterminate or unstable"), std::string::npos);
  const std::string known = assessment_text(fixtures::determined(), words);
  EXPECT_EQ(fixtures::count(known, "█"), 6 * 3U);
  EXPECT_EQ(fixtures::count(known, "▒"), 0U);
}

TEST(Text, OutcomesNameTheOptionsByTheirLetters) {
  const std::string text = assessment_text(fixtures::incomplete(), words);
  EXPECT_NE(text.find("0, 1a, 1b or 1c → d, refer"), std::string::npos);
  EXPECT_NE(text.find("2 or 3 → a, b or f"), std::string::npos);
  EXPECT_NE(text.find("  3=  Pain"), std::string::npos);
  EXPECT_NE(text.find("  3=  Fitness for surgery"), std::string::npos);
  EXPECT_EQ(text.find("  1=  "), std::string::npos);
}

TEST(Text, PlainHasNoBoxesBarsOrSymbols) {
  for (const auto& a : {fixtures::determined(), fixtures::incomplete(), fixtures::three_lesions()}) {
    for (const std::string& text :
         {assessment_text(a, words, {.colour = true, .plain = true}), explain_text(a, words, {.plain = true})}) {
      for (const char* sign : {"─", "│", "█", "▒", "◇", "→", "←", "·", "\x1b"})
        EXPECT_EQ(text.find(sign), std::string::npos) << sign;
    }
  }
}

TEST(Text, ColourAddsNothingButColour) {
  const std::string plain = assessment_text(fixtures::incomplete(), words);
  std::string text = assessment_text(fixtures::incomplete(), words, {.colour = true});
  EXPECT_NE(text.find("\x1b[1;31mEMERGENT\x1b[0m"), std::string::npos);
  for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b'))
    text.erase(at, text.find('m', at) - at + 1);
  EXPECT_EQ(text, plain);
}

TEST(Text, ACaseCannotDriveTheTerminal) {
  const std::string text = assessment_text(fixtures::hostile(), words) + explain_text(fixtures::hostile(), words);
  for (const char c : text) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
  EXPECT_EQ(text.find('\xff'), std::string::npos);
}

TEST(Text, EndsWithVersionsAndWhatItIsNot) {
  const std::string text = assessment_text(fixtures::determined(), words);
  EXPECT_NE(text.find("sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"), std::string::npos);
  EXPECT_EQ(lines_of(text).back(), "Research and decision support, not a certified medical device.");
}

TEST(Explain, GivesTableRowFactsMarkAndEvidence) {
  const std::string text = explain_text(fixtures::determined(), words);
  for (const char* part :
       {"1. Group of the ESCC grade", "decision/escc_group", "(lesions/0/escc)", "N2: ESCC 2 and 3 are high-grade.",
        "S: stated by the source paper", "bilsky-2010", "patchell-2005, laufer-2013-outcomes"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
}

TEST(Text, ACaseWithoutLesionsIsNoFault) {
  EXPECT_NE(assessment_text({}, words).find("no lesion is recorded"), std::string::npos);
  EXPECT_FALSE(explain_text({}, words).empty());
}

}  // namespace
}  // namespace noms::report
