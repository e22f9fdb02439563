// SPDX-License-Identifier: Apache-2.0
#include "noms/report/sheet.h"

#include <gtest/gtest.h>

#include <set>

#include "noms/report/fixtures.h"

namespace noms::report {
namespace {

using fixtures::count;

const knowledge::Wording words = fixtures::wording();

TEST(Sheet, IsWellFormedHtmlThatAsksForNothing) {
  for (const auto& a : {fixtures::determined(), fixtures::incomplete(), fixtures::three_lesions(), fixtures::hostile(),
                        decision::Assessment{}}) {
    const std::string html = assessment_html(a, words);
    EXPECT_EQ(fixtures::markup_fault(html), "");
    EXPECT_EQ(html.substr(0, 15), "<!doctype html>");
    EXPECT_NE(html.find("<html lang=\"en\">"), std::string::npos);
    EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
    for (const char* request : {"src=", "href=", "@import", "<script", "<link", "<iframe", "<object", "onload"}) {
      EXPECT_EQ(html.find(request), std::string::npos) << request;
    }
    EXPECT_EQ(count(html, "http"), count(html, "http-equiv") + count(html, "http://www.w3.org/2000/svg"))
        << "names only";
  }
}

TEST(Sheet, HostileTextStaysText) {
  const auto a = fixtures::hostile();
  for (const std::string& text : {assessment_html(a, words), assessment_svg(a, words)}) {
    EXPECT_EQ(text.find("<script"), std::string::npos);
    EXPECT_EQ(text.find("alert(\"x\")"), std::string::npos);
    EXPECT_NE(text.find("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"), std::string::npos);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
  }
}

TEST(Sheet, WatermarkExactlyWhenIncomplete) {
  const std::string open = assessment_html(fixtures::incomplete(), words);
  EXPECT_EQ(count(open, "class=\"watermark\""), 1U);
  EXPECT_EQ(count(open, ">INCOMPLETE<"), 2U) << "across the page, and in words in its head";
  EXPECT_EQ(count(assessment_html(fixtures::determined(), words), "INCOMPLETE"), 0U);
  EXPECT_EQ(count(assessment_html(fixtures::three_lesions(), words), "class=\"watermark\""), 1U)
      << "the second lesion only";
}

TEST(Sheet, IncompleteMeansNotDeterminedOrFactsMissing) {
  auto lesion = fixtures::determined().lesions[0];
  EXPECT_FALSE(is_incomplete(lesion));
  lesion.determined = false;
  EXPECT_TRUE(is_incomplete(lesion));
  lesion.determined = true;
  lesion.missing = fixtures::incomplete().lesions[0].missing;
  EXPECT_TRUE(is_incomplete(lesion));
}

TEST(Sheet, OnePageALesionWithItsNumber) {
  const std::string html = assessment_html(fixtures::three_lesions(), words);
  EXPECT_EQ(count(html, "<article"), 3U);
  EXPECT_NE(html.find("Lesion 1 of 3: T10"), std::string::npos);
  EXPECT_NE(html.find("Lesion 3 of 3: lumbar"), std::string::npos);
  EXPECT_EQ(assessment_html(fixtures::determined(), words).find("Lesion 1 of"), std::string::npos);
}

TEST(Sheet, IdsAreUnique) {
  const std::string html = assessment_html(fixtures::three_lesions(), words);
  std::set<std::string> ids;
  for (auto at = html.find(" id=\""); at != std::string::npos; at = html.find(" id=\"", at + 1)) {
    const auto end = html.find('"', at + 5);
    EXPECT_TRUE(ids.insert(html.substr(at + 5, end - at - 5)).second) << html.substr(at, 40);
  }
  EXPECT_GT(ids.size(), 30U);
}

TEST(Sheet, EveryFigureHasItsTwin) {
  const std::string html = assessment_html(fixtures::three_lesions(), words);
  EXPECT_EQ(count(html, "role=\"img\""), 12U);
  EXPECT_EQ(count(html, "<div class=\"twin\">"), 12U);
}

TEST(Sheet, FlagsStandBeforeTheRecommendation) {
  const std::string html = assessment_html(fixtures::incomplete(), words);
  const auto flags = html.find("class=\"flags emergent\"");
  ASSERT_NE(flags, std::string::npos);
  EXPECT_LT(flags, html.find(">INCOMPLETE</strong>"));
  EXPECT_LT(html.find(">INCOMPLETE</strong>"), html.find("<h2>Recommendation"));
  EXPECT_NE(html.find("Possibly vetoed."), std::string::npos);
}

TEST(Sheet, LongPagesAreSetSmaller) {
  const auto density = [](const decision::Assessment& a) {
    const std::string html = assessment_html(a, words);
    return html[html.find("class=\"page d") + 13] - '0';
  };
  auto a = fixtures::determined();
  const int before = density(a);
  for (int i = 0; i < 8; ++i) a.lesions[0].cautions.push_back(a.lesions[0].cautions[0]);
  EXPECT_GT(density(a), before);
}

TEST(Sheet, EndsWithSignatureVersionsAndWhatItIsNot) {
  const std::string html = assessment_html(fixtures::determined(), words);
  for (const char* part : {">Signature<", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                           "Research and decision support, not a certified medical device."}) {
    EXPECT_NE(html.find(part), std::string::npos) << part;
  }
}

TEST(FigureDocument, IsOneSvgWithAllFigures) {
  const std::string svg = assessment_svg(fixtures::three_lesions(), words);
  EXPECT_EQ(fixtures::markup_fault(svg), "");
  EXPECT_EQ(count(svg, "<svg "), 1U + 3 * 4);
  EXPECT_EQ(count(svg, "INCOMPLETE"), 1U);
  EXPECT_EQ(svg, assessment_svg(fixtures::three_lesions(), words));
}

}  // namespace
}  // namespace noms::report
