// SPDX-License-Identifier: Apache-2.0
// The readers of tables: what they take, and which damage they refuse with which message at which line.
#include "noms/decision_table/text_table.h"

#include <gtest/gtest.h>

namespace noms::decision_table {
namespace {

const std::string head = "---\nid: x\nkind: unique\n---\n";

struct Damage {
  const char* damage;
  std::string text;
  ErrorCode code;
  std::string where;
  std::string message;
};

template <class Table>
void expect_refused(const Damage& row, const Result<Table>& got) {
  SCOPED_TRACE(row.damage);
  ASSERT_FALSE(got) << "is accepted";
  EXPECT_EQ(got.error()[0].code, row.code);
  EXPECT_EQ(got.error()[0].where, row.where);
  EXPECT_EQ(got.error()[0].message, row.message);
}

TEST(Markdown, ReadsHeadTablesAndHeadings) {
  const auto read = read_markdown("x.table.md",
                                  "---\nid: x\ntitle:  A: title with a colon \n---\n\n# One\n\nprose | with a bar\n\n| "
                                  "a | b |\n|---|:-:|\n| 1 | two words |\n|  | \\| and - |\n\n## Two ##\n"
                                  "| c |\n| --- |\n");
  ASSERT_TRUE(read);
  const auto& document = read.value();
  EXPECT_EQ(document.file, "x.table.md");
  ASSERT_EQ(document.head.size(), 2U);
  EXPECT_EQ(document.head_value("id"), "x");
  EXPECT_EQ(document.head_value("title"), "A: title with a colon");
  EXPECT_EQ(document.head[1].line, 3);
  EXPECT_EQ(document.head_value("missing"), "");
  ASSERT_EQ(document.tables.size(), 2U);
  const auto& first = document.tables[0];
  EXPECT_EQ(first.heading, "One");
  EXPECT_EQ(first.line, 10);
  EXPECT_EQ(first.columns, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(first.rows.size(), 2U);
  EXPECT_EQ(first.rows[0].line, 12);
  EXPECT_EQ(first.rows[0].cells, (std::vector<std::string>{"1", "two words"}));
  EXPECT_EQ(first.rows[1].cells, (std::vector<std::string>{"", "| and -"}));
  EXPECT_EQ(first.column("b"), 1);
  EXPECT_EQ(first.column("c"), -1);
  EXPECT_EQ(first.cell(first.rows[0], "b"), "two words");
  EXPECT_EQ(first.cell(first.rows[0], "c"), "");
  EXPECT_EQ(first.at(12), "x.table.md:12");
  EXPECT_NE(document.table_under("One"), nullptr);
  EXPECT_EQ(document.table_under("Three"), nullptr);
  EXPECT_TRUE(document.tables[1].rows.empty());
}

TEST(Markdown, TakesWhatEditorsMakeOfIt) {
  const struct {
    const char* form;
    std::string text;
    std::size_t tables;
    std::size_t rows;
  } rows[] = {
      {"line ends of Windows", "---\r\nid: x\r\n---\r\n\r\n| a |\r\n|---|\r\n| 1 |\r\n", 1, 1},
      {"no line end at the end", head + "| a |\n|---|\n| 1 |", 1, 1},
      {"no bar at the end of a row", head + "| a | b |\n|---|---|\n| 1 | 2\n", 1, 1},
      {"dashes with colons", head + "| a | b |\n|:---|---:|\n| 1 | 2 |\n", 1, 1},
      {"two tables with a line between", head + "| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |\n", 2, 1},
      {"a table that is only a header", head + "| a |\n|---|\n", 1, 0},
      {"no table at all", head + "prose\n", 0, 0},
      {"letters beyond ASCII", head + "| a |\n|---|\n| é ß 脊 |\n", 1, 1},
      {"a backslash before other signs", head + "| a |\n|---|\n| \\x \\\\ |\n", 1, 1},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.form);
    const auto read = read_markdown("x.table.md", row.text);
    ASSERT_TRUE(read) << read.error()[0].where << " " << read.error()[0].message;
    EXPECT_EQ(read.value().tables.size(), row.tables);
    EXPECT_EQ(read.value().tables.empty() ? 0U : read.value().tables[0].rows.size(), row.rows);
  }
}

TEST(Markdown, RefusesDamage) {
  using enum ErrorCode;
  const Damage rows[] = {
      {"nothing", "", KnowledgeSyntax, "f:1", "the file must begin with a head between two lines of ---"},
      {"no head", "# Title\n", KnowledgeSyntax, "f:1", "the file must begin with a head between two lines of ---"},
      {"a byte order mark", "\xEF\xBB\xBF---\nid: x\n---\n", KnowledgeSyntax, "f:1",
       "the file must begin with a head between two lines of ---"},
      {"a head without end", "---\nid: x\n", KnowledgeSyntax, "f:2", "the head does not end with ---"},
      {"a head line without colon", "---\nid: x\ntitle\n---\n", KnowledgeSyntax, "f:3",
       "a line of the head is `key: value`"},
      {"a key twice", "---\nid: x\nid: y\n---\n", KnowledgeSyntax, "f:3", "the key id stands twice"},
      {"a row with a cell too few", head + "| a | b |\n|---|---|\n| 1 |\n", KnowledgeSyntax, "f:7",
       "the row has 1 cells, its header has 2"},
      {"a row with a cell too many", head + "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", KnowledgeSyntax, "f:7",
       "the row has 3 cells, its header has 2"},
      {"a bar that is not escaped", head + "| a |\n|---|\n| 1 | 2 |\n", KnowledgeSyntax, "f:7",
       "the row has 2 cells, its header has 1"},
      {"no dashes", head + "| a |\n| 1 |\n", KnowledgeSyntax, "f:6", "a table header is followed by a line of dashes"},
      {"a header alone", head + "| a |\n", KnowledgeSyntax, "f:5", "a table header is followed by a line of dashes"},
      {"a header, then prose", head + "| a |\nprose\n", KnowledgeSyntax, "f:5",
       "a table header is followed by a line of dashes"},
      {"dashes with another number of cells", head + "| a | b |\n|---|\n", KnowledgeSyntax, "f:6",
       "the row has 1 cells, its header has 2"},
      {"colons alone under a header", head + "| a |\n|:|\n", KnowledgeSyntax, "f:6",
       "a table header is followed by a line of dashes"},
      {"bytes that are not UTF-8", head + "| a |\n|---|\n| \xFF |\n", InvalidEncoding, "f",
       "the file is not valid UTF-8"},
      {"an overlong form", head + "\xC0\xAF\n", InvalidEncoding, "f", "the file is not valid UTF-8"},
      {"too large", head + std::string(4U << 20U, 'x'), TooLarge, "f", "a table file may have 4 MB"},
  };
  for (const auto& row : rows) expect_refused(row, read_markdown("f", row.text));
}

TEST(Csv, ReadsQuotesAndLineEnds) {
  const auto read = read_csv("x.csv", "a,b\n1,\"two, \"\"quoted\"\"\"\n\n\"over\ntwo lines\",\r\n , é \n");
  ASSERT_TRUE(read);
  const auto& table = read.value();
  EXPECT_EQ(table.columns, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows[0].cells, (std::vector<std::string>{"1", "two, \"quoted\""}));
  EXPECT_EQ(table.rows[0].line, 2);
  EXPECT_EQ(table.rows[1].cells, (std::vector<std::string>{"over\ntwo lines", ""}));
  EXPECT_EQ(table.rows[1].line, 4);
  EXPECT_EQ(table.rows[2].cells, (std::vector<std::string>{" ", " é "}));
  EXPECT_EQ(table.rows[2].line, 6);
}

TEST(Csv, TakesWhatSpreadsheetsMakeOfIt) {
  const struct {
    const char* form;
    std::string text;
    std::size_t rows;
  } rows[] = {
      {"line ends of Windows", "a,b\r\n1,2\r\n", 1},
      {"no line end at the end", "a,b\n1,2", 1},
      {"a header alone", "a,b\n", 0},
      {"empty lines", "a\n\n1\n\n\n2\n", 2},
      {"empty cells", "a,b\n,\n", 1},
      {"one empty cell in quotes is an empty line", "a\n\"\"\n", 0},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.form);
    const auto read = read_csv("x.csv", row.text);
    ASSERT_TRUE(read) << read.error()[0].message;
    EXPECT_EQ(read.value().rows.size(), row.rows);
  }
}

TEST(Csv, RefusesDamage) {
  using enum ErrorCode;
  const Damage rows[] = {
      {"nothing", "", KnowledgeSyntax, "f:1", "the header is missing"},
      {"empty lines only", "\n\n", KnowledgeSyntax, "f:1", "the header is missing"},
      {"a cell too few", "a,b\n1\n", KnowledgeSyntax, "f:2", "the row has 1 cells, the header has 2"},
      {"a cell too many", "a,b\n1,2,3\n", KnowledgeSyntax, "f:2", "the row has 3 cells, the header has 2"},
      {"a cell too many in the last line without end", "a,b\n1,2\n1,2,3", KnowledgeSyntax, "f:3",
       "the row has 3 cells, the header has 2"},
      {"a quote inside a cell", "a,b\n1,t\"o\n", KnowledgeSyntax, "f:2",
       "a quote inside a cell; put the whole cell into quotes and double the quote"},
      {"text behind a closing quote", "a,b\n\"1\"x,2\n", KnowledgeSyntax, "f:2",
       "text behind a closing quote; put the whole cell into quotes"},
      {"a second quoted part", "a,b\n\"1\"\"2\" \"3\",2\n", KnowledgeSyntax, "f:2",
       "text behind a closing quote; put the whole cell into quotes"},
      {"a quote that is not closed", "a,b\n1,\"2\n3,4\n", KnowledgeSyntax, "f:2", "a quote is not closed"},
      {"bytes that are not UTF-8", "a\n\xC3\n", InvalidEncoding, "f", "the file is not valid UTF-8"},
      {"a column twice", "a,a\n1,2\n", KnowledgeSyntax, "f:1", "the column a stands twice"},
      {"too large", "a\n" + std::string(16U << 20U, 'x'), TooLarge, "f", "a CSV file may have 16 MB"},
  };
  for (const auto& row : rows) expect_refused(row, read_csv("f", row.text));
}

TEST(Markdown, RefusesAColumnTwice) {
  expect_refused({"a column twice", "", ErrorCode::KnowledgeSyntax, "f:5", "the column a stands twice"},
                 read_markdown("f", head + "| a | a |\n|---|---|\n"));
}

}  // namespace
}  // namespace noms::decision_table
