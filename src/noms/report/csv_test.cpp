// SPDX-License-Identifier: Apache-2.0
#include "noms/report/csv.h"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "noms/report/fixtures.h"

namespace noms::report {
namespace {

/// The records of a CSV text by RFC 4180.
std::vector<std::vector<std::string>> read(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\r') {
      if (++i < text.size()) rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Csv, FormulasAreText) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r"}) {
    EXPECT_EQ(read(csv_cell(start + "1+1") + "\r\n")[0][0], "'" + start + "1+1") << start;
  }
  EXPECT_EQ(csv_cell("a=1"), "a=1");
  EXPECT_EQ(csv_cell(""), "");
}

TEST(Csv, QuotesWhereNeeded) {
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(csv_cell("a\nb"), "\"a\nb\"");
  EXPECT_EQ(csv_cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
}

TEST(Csv, OneRowALesionAsWideAsTheHeader) {
  const auto rows = read(assessment_csv(fixtures::three_lesions()));
  ASSERT_EQ(rows.size(), 4U);
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
  EXPECT_EQ(rows[0][1], "lesion");
  EXPECT_EQ(rows[2][1], "C7 and T1");
  EXPECT_EQ(rows[2][6], "C7|T1");
  EXPECT_EQ(rows[2][8], "1c|2|3");
}

TEST(Csv, SetsAndNumbers) {
  const auto rows = read(assessment_csv(fixtures::incomplete()));
  std::map<std::string, std::string> cells;
  for (std::size_t i = 0; i < rows[0].size(); ++i) cells[rows[0][i]] = rows[1][i];
  EXPECT_EQ(cells["sins_lowest"], "4");
  EXPECT_EQ(cells["sins_highest"], "16");
  EXPECT_EQ(cells["determined"], "false");
  EXPECT_EQ(cells["vetoes"], "S-01?") << "a veto that is only possible";
  EXPECT_EQ(cells["missing"], "escc|histology|pain|fitness_surgery");
  EXPECT_EQ(cells["options"].substr(0, 32), "decompression_stabilization+ssrs");
}

TEST(Csv, HostileCaseStaysInItsCells) {
  const auto rows = read(assessment_csv(fixtures::hostile()));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].size(), rows[0].size());
  EXPECT_EQ(rows[1][0].substr(0, 5), "'=1+1");
}

}  // namespace
}  // namespace noms::report
