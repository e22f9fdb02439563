// SPDX-License-Identifier: Apache-2.0
#include "noms/knowledge/wording.h"

#include <gtest/gtest.h>

namespace noms::knowledge {
namespace {

TEST(Wording, AWordMayAskForAnotherPhraseBeforeIt) {
  Wording spanish;
  spanish.add("say.or", "{1} o {2}");
  spanish.add("say.or.before_o", "{1} u {2}");
  spanish.add("say.and", "{1} y {2}");
  spanish.add("say.and.before_i", "{1} e {2}");
  constexpr struct {
    const char* key;
    const char* second;
    const char* said;
  } rows[] = {{"or", "estable", "a o estable"},
              {"or", "ocasional", "a u ocasional"},
              {"or", "Oseo", "a u Oseo"},
              {"or", "óseo", "a u óseo"},
              {"or", "hora", "a u hora"},
              {"or", "8", "a u 8"},
              {"or", "80 %", "a u 80 %"},
              {"or", "11", "a u 11"},
              {"or", "110", "a o 110"},
              {"or", "18", "a o 18"},
              {"or", "", "a o "},
              {"or", "h", "a o h"},
              {"or", "inestable", "a o inestable"},
              {"and", "inestable", "a e inestable"},
              {"and", "índice", "a e índice"},
              {"and", "hielo", "a y hielo"},
              {"and", "hígado", "a e hígado"},
              {"and", "ocasional", "a y ocasional"}};
  for (const auto& row : rows) EXPECT_EQ(spanish.say(row.key, {"a", row.second}), row.said);
  Wording english;
  english.add("say.or", "{1} or {2}");
  EXPECT_EQ(english.say("or", {"a", "other"}), "a or other") << "where there is no other phrase";
}

}  // namespace
}  // namespace noms::knowledge
