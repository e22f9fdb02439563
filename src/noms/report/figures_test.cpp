// SPDX-License-Identifier: Apache-2.0
#include "noms/report/figures.h"

#include <gtest/gtest.h>

#include "noms/report/fixtures.h"

namespace noms::report {
namespace {

using fixtures::count;

const knowledge::Wording words = fixtures::wording();

std::vector<std::string> all_figures(const decision::Assessment& a, std::size_t lesion) {
  const auto& l = a.lesions[lesion];
  return {spine_strip(a, lesion, words, "s"), spine_strip(a, lesion, words, "h", Direction::Horizontal),
          sins_bar(l.sins, words, "b"), escc_pictogram(l.escc, words, "e"), pathway(l, words, "p")};
}

TEST(Figures, AreWellFormedAndSayWhatTheyShow) {
  for (const auto& a :
       {fixtures::determined(), fixtures::incomplete(), fixtures::three_lesions(), fixtures::hostile()}) {
    for (std::size_t lesion = 0; lesion < a.lesions.size(); ++lesion) {
      for (const auto& svg : all_figures(a, lesion)) {
        EXPECT_EQ(fixtures::markup_fault(svg), "") << svg.substr(0, 300);
        EXPECT_EQ(count(svg, "<title "), 1U);
        EXPECT_EQ(count(svg, "<desc "), 1U);
        EXPECT_EQ(count(svg, "role=\"img\""), 1U);
        EXPECT_EQ(count(svg, "style="), 0U) << "attributes and classes only, for pages that allow no inline style";
      }
    }
  }
}

TEST(Figures, IdsAndReferencesCarryThePrefix) {
  const auto a = fixtures::incomplete();
  const std::string svg = sins_bar(a.lesions[0].sins, words, "x\" onload=\"y<1");
  EXPECT_EQ(count(svg, "id=\""), count(svg, "id=\"xonloady1-"));
  EXPECT_EQ(count(svg, "url(#"), count(svg, "url(#xonloady1-"));
  EXPECT_EQ(fixtures::markup_fault(svg), "");
}

TEST(Figures, EveryColourHasAClassAndALiteral) {
  for (const auto& svg : all_figures(fixtures::determined(), 0)) {
    EXPECT_EQ(count(svg, "fill=\"#"), count(svg, "noms-fill-"));
    EXPECT_EQ(count(svg, "stroke=\"#"), count(svg, "noms-stroke-"));
  }
  EXPECT_NE(figure_css().find(".noms-fill-ink{fill:var(--noms-ink,#16191c)}"), std::string::npos);
}

decision::Sins sins_of(int lowest, int highest) {
  decision::Sins sins{.lowest = lowest, .highest = highest, .categories = {"stable"}, .items = {}};
  sins.items = {{"location", "lesions/0/levels", {"semirigid"}, true, lowest < 3 ? lowest : 3, lowest < 3 ? lowest : 3},
                {"alignment", "lesions/0/alignment", {"normal"}, false, 0, 4}};
  return sins;
}

TEST(SinsBar, TotalAndRange) {
  EXPECT_NE(sins_bar(sins_of(0, 0), words, "b").find(">SINS 0<"), std::string::npos);
  EXPECT_NE(sins_bar(sins_of(0, 18), words, "b").find(">SINS 0–18<"), std::string::npos);
  EXPECT_NE(sins_bar(sins_of(18, 18), words, "b").find("SINS 18 of 18</title>"), std::string::npos);
  EXPECT_NE(sins_bar(fixtures::incomplete().lesions[0].sins, words, "b").find("SINS 4–16 of 18</title>"),
            std::string::npos);
}

TEST(SinsBar, BlocksAreCertainFirstAndThenWhatCouldBeAdded) {
  const std::string svg = sins_bar(fixtures::incomplete().lesions[0].sins, words, "b");
  const char* blocks[] = {">L 1<", ">P 1<", ">V 2<", ">P +2<", ">B +2<", ">A +4<", ">V +1<", ">P +3<"};
  std::size_t last = 0;
  for (const char* block : blocks) {
    EXPECT_GT(svg.find(block), last) << block;
    ASSERT_NE(svg.find(block), std::string::npos) << block;
    last = svg.find(block);
  }
  EXPECT_EQ(count(svg, "stroke-dasharray"), 5U) << "one outlined block for each part that is open";
  // The bracket goes from the end of point 4 to the end of point 16, 38 units a point from 18 on.
  EXPECT_NE(svg.find("M170 34V28H626V34"), std::string::npos);
}

TEST(SinsBar, KnownTotalHasAPointerAndNoBracket) {
  const std::string svg = sins_bar(fixtures::determined().lesions[0].sins, words, "b");
  EXPECT_EQ(count(svg, "stroke-dasharray"), 0U);
  EXPECT_NE(svg.find("M246 34l-6 -10h12Z"), std::string::npos) << "the pointer stands at the end of point 6";
  for (const char* tick : {">7<", ">13<", ">Stable 0–6<", ">Indeterminate 7–12<", ">Unstable 13–18<"}) {
    EXPECT_NE(svg.find(tick), std::string::npos) << tick;
  }
}

TEST(SinsBar, NotRecordedIsADiamondWithTheWords) {
  const std::string svg = sins_bar(fixtures::incomplete().lesions[0].sins, words, "b");
  EXPECT_EQ(count(svg, ">not recorded<"), 3U);
  EXPECT_EQ(count(sins_bar(fixtures::determined().lesions[0].sins, words, "b"), ">not recorded<"), 0U);
}

TEST(Escc, KnownPossibleAndExcludedLookDifferent) {
  const std::string known = escc_pictogram({"3"}, words, "e");
  EXPECT_EQ(count(known, "stroke-width=\"2.5\""), 1U) << "one solid frame";
  EXPECT_EQ(count(known, "stroke-dasharray"), 0U);
  EXPECT_EQ(count(known, "#e-faint"), 5U);
  const std::string possible = escc_pictogram({"1c", "2"}, words, "e");
  EXPECT_EQ(count(possible, "stroke-dasharray"), 2U) << "two outlined frames";
  EXPECT_EQ(count(possible, "#e-faint"), 4U);
  EXPECT_EQ(count(possible, "stroke-width=\"2.5\""), 0U);
  const std::string open = escc_pictogram({"0", "1a", "1b", "1c", "2", "3"}, words, "e");
  EXPECT_EQ(count(open, "stroke-dasharray"), 6U);
  EXPECT_NE(open.find("ESCC grade not recorded"), std::string::npos);
}

TEST(Escc, TwinNamesTheStateOfEveryGrade) {
  const TextTwin twin = escc_twin({"1c", "2"}, words);
  ASSERT_EQ(twin.rows.size(), 6U);
  EXPECT_EQ(twin.rows[0].back(), "excluded");
  EXPECT_EQ(twin.rows[3].back(), "possible");
  EXPECT_EQ(escc_twin({"3"}, words).rows[5].back(), "recorded");
}

TEST(Pathway, TakenPossibleAndExcluded) {
  const std::string known = pathway(fixtures::determined().lesions[0], words, "p");
  EXPECT_EQ(count(known, "stroke-dasharray"), 0U) << "nothing is open";
  EXPECT_EQ(count(known, "stroke-width=\"2.5\""), 5U) << "one solid node a column";
  EXPECT_NE(known.find(">T07<"), std::string::npos);
  const auto twin = pathway_twin(fixtures::determined().lesions[0], words);
  std::size_t taken = 0;
  for (const auto& row : twin.rows) {
    EXPECT_NE(row[2], "possible");
    taken += row[2] == "taken" ? 1 : 0;
  }
  EXPECT_EQ(taken, 5U);
}

TEST(Pathway, WhatIsOpenIsDashedAndNotRecordedHasItsDiamond) {
  const std::string svg = pathway(fixtures::incomplete().lesions[0], words, "p");
  EXPECT_GT(count(svg, "stroke-dasharray"), 16U);
  EXPECT_EQ(count(svg, ">not recorded<"), 2U) << "histology and fitness";
  EXPECT_NE(svg.find(">2 of 4 open<"), std::string::npos);
  EXPECT_NE(svg.find(">6 options open<"), std::string::npos);
  const auto twin = pathway_twin(fixtures::incomplete().lesions[0], words);
  EXPECT_EQ(twin.rows[0][1], "Low-grade ESCC, deficit absent");
  EXPECT_EQ(twin.rows[0][2], "excluded");
  EXPECT_EQ(twin.rows[1][2], "possible");
}

TEST(Spine, NamesTheLevelAndShowsRareOnesOnlyWhenInvolved) {
  const auto a = fixtures::three_lesions();
  const std::string first = spine_strip(a, 0, words, "s");
  EXPECT_NE(first.find(">T10<"), std::string::npos);
  EXPECT_NE(first.find(">tenth thoracic vertebra<"), std::string::npos);
  EXPECT_NE(first.find(">C7 (2)<"), std::string::npos) << "the levels of another lesion carry its number";
  EXPECT_NE(first.find(">L6 (3)<"), std::string::npos);
  EXPECT_EQ(count(first, "#s-tumour"), 1U);
  EXPECT_EQ(count(first, "#s-other"), 4U);
  EXPECT_EQ(count(first, ">junctional<"), 4U);
  const std::string alone = spine_strip(fixtures::determined(), 0, words, "s");
  EXPECT_EQ(count(first, "rotate("), count(alone, "rotate(") + 1 + 4) << "L6, and paper under four more hatched bodies";
}

TEST(Spine, LevelNotRecorded) {
  auto a = fixtures::determined();
  a.lesions[0].levels.clear();
  const std::string svg = spine_strip(a, 0, words, "s");
  EXPECT_NE(svg.find(">level not recorded<"), std::string::npos);
  EXPECT_EQ(count(svg, "#s-tumour"), 0U);
}

TEST(Twin, IsEscaped) {
  const std::string html = html_table({"a<b", {"x"}, {{"<i>&"}}});
  EXPECT_EQ(
      html,
      "<div class=\"twin\"><table><caption>a&lt;b</caption><thead><tr><th scope=\"col\">x</th></tr></thead><tbody><tr>"
      "<td>&lt;i&gt;&amp;</td></tr></tbody></table></div>\n");
}

}  // namespace
}  // namespace noms::report
