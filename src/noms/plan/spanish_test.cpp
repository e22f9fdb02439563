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

TEST(Spanish, EveryPlanRowHasIt) {
  for (const auto& row : test::plans().rows) {
    expect_translated(row.id + " text", row.english.text, row.spanish.text);
    expect_translated(row.id + " for", row.english.for_it, row.spanish.for_it);
    expect_translated(row.id + " against", row.english.against, row.spanish.against);
    EXPECT_NE(row.english.text, row.spanish.text) << row.id;
  }
}

/// Tables with a column `text_es` have it for every sentence; where the column is missing, nothing is translated yet.
TEST(Spanish, ATranslatedTableIsWhole) {
  for (const auto& [name, text] : test::shipped_files()) {
    if (!name.ends_with(".table.md")) continue;
    const auto document = decision_table::read_markdown(name, text);
    ASSERT_TRUE(document) << name;
    for (const auto& table : document.value().tables) {
      if (table.column("text_es") < 0) continue;
      for (const auto& row : table.rows) {
        expect_translated(name + " " + row.cells[0], std::string(table.cell(row, "text")),
                          std::string(table.cell(row, "text_es")));
      }
    }
  }
}

TEST(Spanish, NumbersAreComparedAcrossTheDecimalComma) {
  EXPECT_EQ(numbers_in("12.4 to 14.0, 17.0 Gy in 1, 2"), numbers_in("12,4 a 14,0, 17,0 Gy en 1, 2"));
  EXPECT_NE(numbers_in("0.41 %"), numbers_in("0,14 %"));
}

}  // namespace
}  // namespace noms::plan
