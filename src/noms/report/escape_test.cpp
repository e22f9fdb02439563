// SPDX-License-Identifier: Apache-2.0
#include "noms/report/escape.h"

#include <gtest/gtest.h>

namespace noms::report {
namespace {

TEST(Escape, MarkupBecomesText) {
  EXPECT_EQ(escape("<b>\"x\" & 'y'</b>"), "&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/b&gt;");
  EXPECT_EQ(escape("50 % – ≥ 3"), "50 % – ≥ 3");
}

TEST(Escape, WhatIsNoTextIsReplaced) {
  EXPECT_EQ(escape("a\x07z"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(escape(std::string_view("a\0b", 3)),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(printable("\x1b[31mred"), "\xEF\xBF\xBD[31mred");
  EXPECT_EQ(printable("a\xff"
                      "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(printable("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD") << "overlong form of a slash";
  EXPECT_EQ(printable("a\xE2\x80\xAE"
                      "b"),
            "a\xEF\xBF\xBD"
            "b")
      << "a mark that turns the direction of text";
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\xEF\xBF\xBD"
            "31m")
      << "the one-byte form of ESC [";
  EXPECT_EQ(printable("Müller Ω 東"), "Müller Ω 東");
}

}  // namespace
}  // namespace noms::report
