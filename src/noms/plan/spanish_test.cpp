// SPDX-License-Identifier: Apache-2.0
// A sentence without its Spanish is found here, and so is a number that the two languages do not share.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "noms/decision_table/text_table.h"
#include "support/plan_files.h"

namespace noms::plan {
namespace {

using decision_table::TextTable;

bool digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// The numbers of a text, sorted; a comma between digits is a decimal comma.
std::vector<std::string> numbers_in(const std::string& text) {
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!digit(text[i])) continue;
    std::string number;
    for (; i < text.size(); ++i) {
      const bool mark = (text[i] == '.' || text[i] == ',') && i + 1 < text.size() && digit(text[i + 1]);
      if (!digit(text[i]) && !mark) break;
      number += text[i] == ',' ? '.' : text[i];
    }
    numbers.push_back(number);
  }
  std::ranges::sort(numbers);
  return numbers;
}

void expect_translated(const std::string& where, const std::string& english, const std::string& spanish) {
  EXPECT_EQ(english.empty() || english == "-", spanish.empty() || spanish == "-") << where << " has no Spanish";
  EXPECT_EQ(numbers_in(english), numbers_in(spanish)) << where;
  for (std::size_t i = 0; i + 2 < spanish.size(); ++i) {
    EXPECT_FALSE(digit(spanish[i]) && spanish[i + 1] == '.' && digit(spanish[i + 2]))
        << where << ": a decimal point in Spanish";
  }
}

TEST(Spanish, EveryKeyOfTheWordingHasIt) {
  const auto document = decision_table::read_markdown("wording.table.md", test::shipped_files().at("wording.table.md"));
  ASSERT_TRUE(document);
  const TextTable& table = document.value().tables[0];
  ASSERT_GE(table.column("es"), 0);
  for (const auto& row : table.rows)
    expect_translated(row.cells[0], std::string(table.cell(row, "en")), std::string(table.cell(row, "es")));
}

/// The places of a phrase where values go: {1}, {2}.
std::vector<std::string> places_in(const std::string& text) {
  std::vector<std::string> places;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
    places.push_back(text.substr(at, 3));
  std::ranges::sort(places);
  return places;
}

TEST(Spanish, APhraseTakesTheSameValues) {
  const auto& words = test::library().wordings;
  for (const auto& [key, text] : words.at("en").all())
    EXPECT_EQ(places_in(text), places_in(std::string(words.at("es")(key)))) << key;
}

TEST(Spanish, EveryPhraseHasItsNumbers) {
  const auto table = decision_table::read_csv("spanish.csv", test::shipped_files().at("spanish.csv"));
  ASSERT_TRUE(table);
  for (const auto& row : table.value().rows) {
    const std::string spanish(table.value().cell(row, "es"));
    const bool names_a_work = spanish.find("doi") != std::string::npos || spanish.find(';') != std::string::npos;
    EXPECT_EQ(numbers_in(row.cells[0]), numbers_in(spanish)) << row.cells[0];
    if (!names_a_work) expect_translated(row.cells[0], row.cells[0], spanish);
  }
}

/// A column `<name>_es` has Spanish for every cell of `<name>`.
TEST(Spanish, ATranslatedColumnIsWhole) {
  std::size_t columns = 0;
  for (const auto& [name, text] : test::shipped_files()) {
    if (!name.ends_with(".table.md")) continue;
    const auto document = decision_table::read_markdown(name, text);
    ASSERT_TRUE(document) << name;
    for (const auto& table : document.value().tables) {
      for (const auto& column : table.columns) {
        if (table.column(column + "_es") < 0) continue;
        ++columns;
        for (const auto& row : table.rows) {
          expect_translated(name + " " + row.cells[0] + " " + column, std::string(table.cell(row, column)),
                            std::string(table.cell(row, column + "_es")));
        }
      }
    }
  }
  EXPECT_GE(columns, 30U);
}

TEST(Spanish, ALibraryChangesItsSentencesAndNoRow) {
  std::vector<knowledge::SourceFile> sources;
  for (const auto& [name, text] : test::shipped_files()) sources.push_back({name, text});
  const auto library = knowledge::load(sources, "es");
  ASSERT_TRUE(library);
  const auto& english = test::library();
  for (std::size_t e = 0; e < english.editions.size(); ++e) {
    const auto& ours = english.editions[e]->engine.model().finals[knowledge::Edition::treatment];
    const auto& theirs = library.value()->editions[e]->engine.model().finals[knowledge::Edition::treatment];
    ASSERT_EQ(ours.rows.size(), theirs.rows.size());
    for (std::size_t r = 0; r < ours.rows.size(); ++r) {
      EXPECT_EQ(ours.rows[r].id, theirs.rows[r].id);
      EXPECT_EQ(ours.rows[r].outputs, theirs.rows[r].outputs);
      EXPECT_NE(ours.rows[r].notes.text, theirs.rows[r].notes.text) << ours.rows[r].id;
    }
  }
}

TEST(Spanish, NumbersAreComparedAcrossTheDecimalComma) {
  EXPECT_EQ(numbers_in("12.4 to 14.0, 17.0 Gy in 1, 2"), numbers_in("12,4 a 14,0, 17,0 Gy en 1, 2"));
  EXPECT_NE(numbers_in("0.41 %"), numbers_in("0,14 %"));
}

}  // namespace
}  // namespace noms::plan
