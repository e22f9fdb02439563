// SPDX-License-Identifier: Apache-2.0
// Decision, collect and score tables: reading, and the proofs they must pass. Every row of damage names the place and
// the message.
#include "noms/decision_table/tables.h"

#include <gtest/gtest.h>

#include "noms/decision_table/checks.h"

namespace noms::decision_table {
namespace {

/// A vocabulary of weather, so that no word of medicine is needed.
Vocabulary weather() {
  Vocabulary vocabulary;
  vocabulary.add("sky", {"clear", "cloudy", "overcast"});
  vocabulary.add("wind", {"no", "yes"});
  return vocabulary;
}

TextDocument document(const std::string& head, const std::string& body) {
  auto read = read_markdown("f.table.md", "---\nid: outing\ntitle: Outing\n" + head + "---\n" + body);
  if (!read) {
    ADD_FAILURE() << read.error()[0].message;
    return {};
  }
  return std::move(read).value();
}

struct Damage {
  const char* damage;
  std::string body;
  ErrorCode code;
  std::string where;
  std::string message;
};

template <class Value>
void expect_refused(const Damage& row, const Result<Value>& got) {
  SCOPED_TRACE(row.damage);
  ASSERT_FALSE(got) << "is accepted";
  EXPECT_EQ(got.error()[0].code, row.code);
  EXPECT_EQ(got.error()[0].where, row.where);
  EXPECT_EQ(got.error()[0].message, row.message);
}

TEST(Vocabulary, Cells) {
  const Vocabulary vocabulary = weather();
  const struct {
    const char* text;
    std::uint64_t bits;
  } rows[] = {{"-", 7},
              {"clear", 1},
              {"overcast", 4},
              {"clear, overcast", 5},
              {"clear,cloudy", 3},
              {"not clear", 6},
              {"not clear, cloudy", 4},
              {"clear, clear", 1}};
  for (const auto& row : rows) {
    const auto cell = vocabulary.cell(0, row.text, "f:1");
    ASSERT_TRUE(cell) << row.text;
    EXPECT_EQ(cell.value().bits, row.bits) << row.text;
  }
  EXPECT_EQ(vocabulary.names_of(0, {5}), (std::vector<std::string>{"clear", "overcast"}));
  EXPECT_EQ(vocabulary.names_of(0, {}), std::vector<std::string>{});
}

TEST(Vocabulary, RefusesWhatIsNoCell) {
  using enum ErrorCode;
  const Vocabulary vocabulary = weather();
  const Damage rows[] = {
      {"nothing", "", KnowledgeSyntax, "f:9", "the cell for sky is empty; write - for any value"},
      {"a slip", "claer", KnowledgeValue, "f:9", "sky has no value 'claer'"},
      {"one letter off", "clean", KnowledgeValue, "f:9", "sky has no value 'clean'; did you mean 'clear'?"},
      {"another case", "Clear", KnowledgeValue, "f:9", "sky has no value 'Clear'; did you mean 'clear'?"},
      {"a comma too many", "clear,", KnowledgeValue, "f:9", "sky has no value ''"},
      {"two words without comma", "clear cloudy", KnowledgeValue, "f:9", "sky has no value 'clear cloudy'"},
      {"not, and nothing", "not ", KnowledgeSyntax, "f:9", "the cell for sky is empty; write - for any value"},
      {"not all of them", "not clear, cloudy, overcast", KnowledgeValue, "f:9", "the cell for sky leaves no value"},
      {"any, and one more", "-, clear", KnowledgeValue, "f:9", "sky has no value '-'"},
  };
  for (const auto& row : rows) expect_refused(row, vocabulary.cell(0, row.body, "f:9"));
}

TEST(Vocabulary, HoldsSixtyFourValues) {
  Vocabulary vocabulary;
  const VariableId many = vocabulary.add("many");
  for (int v = 0; v < 64; ++v) EXPECT_EQ(vocabulary.add_value(many, "v" + std::to_string(v)), v);
  EXPECT_EQ(vocabulary.add_value(many, "v64"), -1);
  EXPECT_EQ(vocabulary.add_value(many, "v63"), 63);
  EXPECT_EQ(vocabulary.at(many).all().count(), 64);
  EXPECT_EQ(vocabulary.add("many", {"x"}), many) << "the same name twice keeps the first";
  EXPECT_EQ(vocabulary.find("few"), -1);
}

TEST(Conditions, AreRead) {
  const Vocabulary vocabulary = weather();
  const auto read = read_conditions(" sky = clear, cloudy ; wind = not yes", vocabulary, "f:1");
  ASSERT_TRUE(read);
  ASSERT_EQ(read.value().size(), 2U);
  EXPECT_EQ(read.value()[0], (std::pair<VariableId, ValueSet>{0, {3}}));
  EXPECT_EQ(read.value()[1], (std::pair<VariableId, ValueSet>{1, {1}}));
  const auto always = read_conditions("-", vocabulary, "f:1");
  ASSERT_TRUE(always);
  EXPECT_TRUE(always.value().empty());
}

TEST(Conditions, RefuseDamage) {
  using enum ErrorCode;
  const Damage rows[] = {
      {"nothing", "", KnowledgeSyntax, "f:1", "the condition is empty; write - for always"},
      {"no equals sign", "sky clear", KnowledgeSyntax, "f:1", "a condition is `name = value`"},
      {"a semicolon at the end", "sky = clear;", KnowledgeSyntax, "f:1", "a condition is `name = value`"},
      {"an unknown name", "rain = yes", KnowledgeValue, "f:1", "no fact or decision is called 'rain'"},
      {"a slip in the name", "winds = yes", KnowledgeValue, "f:1",
       "no fact or decision is called 'winds'; did you mean 'wind'?"},
      {"an unknown value", "sky = dark", KnowledgeValue, "f:1", "sky has no value 'dark'"},
      {"no value", "sky =", KnowledgeSyntax, "f:1", "the cell for sky is empty; write - for any value"},
      {"two equals signs", "sky == clear", KnowledgeValue, "f:1", "sky has no value '= clear'; did you mean 'clear'?"},
  };
  for (const auto& row : rows) expect_refused(row, read_conditions(row.body, weather(), "f:1"));
  const auto two = read_conditions("rain = yes; sky = dark", weather(), "f:1");
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().size(), 2U) << "all faults at once";
}

const char* const good_rows =
    "| row | sky | wind | -> where | -> how | mark | evidence | text |\n|---|---|---|---|---|---|---|---|\n"
    "| A | clear | - | out | walk | S | book-1, book-2 | Go. |\n| B | not clear | no | out | ride | E | - | - |\n| C | "
    "cloudy, overcast | yes | in | walk | S G | - | Stay. |\n";

TEST(UniqueTable, IsRead) {
  Vocabulary vocabulary = weather();
  const auto read = read_unique_table(document("", good_rows), vocabulary);
  ASSERT_TRUE(read);
  const UniqueTable& table = read.value();
  EXPECT_EQ(table.id, "outing");
  EXPECT_EQ(table.file, "f.table.md");
  EXPECT_EQ(table.title, "Outing");
  EXPECT_EQ(table.inputs, (std::vector<VariableId>{0, 1}));
  ASSERT_EQ(table.outputs.size(), 2U);
  EXPECT_EQ(vocabulary.at(table.outputs[0]).name, "where");
  EXPECT_EQ(vocabulary.at(table.outputs[0]).values, (std::vector<std::string>{"out", "in"}));
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows[1].cells[0].bits, 6U);
  EXPECT_EQ(table.rows[2].outputs, (std::vector<int>{1, 0}));
  EXPECT_EQ(table.rows[0].notes.mark, "S");
  EXPECT_EQ(table.rows[0].notes.evidence, (std::vector<std::string>{"book-1", "book-2"}));
  EXPECT_EQ(table.rows[0].notes.text, "Go.");
  EXPECT_TRUE(table.rows[1].notes.evidence.empty());
  EXPECT_EQ(table.rows[0].line, 7);
  EXPECT_EQ(table.find("B"), 1);
  EXPECT_EQ(table.find("D"), -1);
  EXPECT_TRUE(check_unique(table, vocabulary).empty());
}

TEST(UniqueTable, RefusesDamage) {
  using enum ErrorCode;
  const Damage rows[] = {
      {"no table", "", KnowledgeSyntax, "f.table.md", "the file must hold exactly one table"},
      {"two tables", "| row | -> x |\n|---|---|\n\n| row | -> x |\n|---|---|\n", KnowledgeSyntax, "f.table.md",
       "the file must hold exactly one table"},
      {"another first column", "| id | -> x |\n|---|---|\n", KnowledgeSyntax, "f.table.md:5",
       "the first column must be `row`"},
      {"no output", "| row | sky |\n|---|---|\n| A | - |\n", KnowledgeSyntax, "f.table.md:5",
       "no column begins with `-> `"},
      {"an unknown input", "| row | rain | -> x |\n|---|---|---|\n", KnowledgeValue, "f.table.md:5",
       "no fact or decision is called 'rain'"},
      {"an unknown value", "| row | sky | -> x |\n|---|---|---|\n| A | dark | 1 |\n", KnowledgeValue, "f.table.md:7",
       "sky has no value 'dark'"},
      {"an empty input cell", "| row | sky | -> x |\n|---|---|---|\n| A |  | 1 |\n", KnowledgeSyntax, "f.table.md:7",
       "the cell for sky is empty; write - for any value"},
      {"an empty output cell", "| row | sky | -> x |\n|---|---|---|\n| A | - |  |\n", KnowledgeSyntax, "f.table.md:7",
       "an output cell is empty, or the output has more than 64 values"},
      {"a row twice", "| row | sky | -> x |\n|---|---|---|\n| A | clear | 1 |\n| A | not clear | 2 |\n",
       KnowledgeSyntax, "f.table.md:8", "the row A stands twice"},
      {"a row without a name", "| row | sky | -> x |\n|---|---|---|\n|  | - | 1 |\n", KnowledgeSyntax, "f.table.md:7",
       "the row has no name"},
      {"an output that is an input", "| row | sky | -> sky |\n|---|---|---|\n| A | - | clear |\n", KnowledgeSyntax,
       "f.table.md:5", "the table decides sky and reads it"},
  };
  for (const auto& row : rows) {
    Vocabulary vocabulary = weather();
    expect_refused(row, read_unique_table(document("", row.body), vocabulary));
  }
}

TEST(UniqueTable, HoldsSixtyFourRows) {
  std::string body = "| row | sky | -> x |\n|---|---|---|\n";
  for (int r = 0; r < 65; ++r) body += "| R" + std::to_string(r) + " | - | 1 |\n";
  Vocabulary vocabulary = weather();
  expect_refused({"65 rows", "", ErrorCode::KnowledgeSyntax, "f.table.md:5", "a table may have 64 rows"},
                 read_unique_table(document("", body), vocabulary));
}

TEST(UniqueTable, AllFaultsAtOnce) {
  Vocabulary vocabulary = weather();
  const auto read = read_unique_table(
      document("", "| row | sky | -> x |\n|---|---|---|\n| A | dark | 1 |\n| B | bright |  |\n"), vocabulary);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().size(), 3U);
}

UniqueTable table_of(const std::string& rows, Vocabulary& vocabulary) {
  auto read =
      read_unique_table(document("", "| row | sky | wind | -> where |\n|---|---|---|---|\n" + rows), vocabulary);
  if (!read) std::abort();
  return std::move(read).value();
}

TEST(UniqueTable, ChecksNameTheExample) {
  using enum ErrorCode;
  const struct {
    const char* damage;
    std::string rows;
    Issues issues;
  } cases[] = {
      {"a gap",
       "| A | clear | - | out |\n| B | not clear | no | in |\n| C | overcast | yes | in |\n",
       {{KnowledgeGap, "f.table.md:7",
         "no row fits sky = cloudy, wind = yes (1 combination); nearest is the row A, which asks for sky = clear"}}},
      {"two gaps that are one",
       "| A | clear | - | out |\n| B | not clear | no | in |\n",
       {{KnowledgeGap, "f.table.md:7",
         "no row fits sky = cloudy or overcast, wind = yes (2 combinations); nearest is the row A, which asks for sky "
         "= "
         "clear"}}},
      {"a gap that the wind does not matter for",
       "| A | clear | no | out |\n| B | clear | yes | out |\n| C | cloudy | - | in |\n",
       {{KnowledgeGap, "f.table.md:9",
         "no row fits sky = overcast (2 combinations); nearest is the row C, which asks for sky = cloudy"}}},
      {"two gaps apart",
       "| A | clear | yes | out |\n| B | cloudy | no | in |\n| C | overcast | - | in |\n",
       {{KnowledgeGap, "f.table.md:7",
         "no row fits sky = clear, wind = no (1 combination); nearest is the row A, which asks for wind = yes"},
        {KnowledgeGap, "f.table.md:7",
         "no row fits sky = cloudy, wind = yes (1 combination); nearest is the row A, which asks for sky = clear"}}},
      {"no row at all", "", {{KnowledgeGap, "f.table.md", "no row fits any combination (6 combinations)"}}},
      {"an overlap",
       "| A | clear | - | out |\n| B | - | yes | in |\n| C | not clear | no | in |\n",
       {{KnowledgeOverlap, "f.table.md:8",
         "the rows A and B both fit sky = clear, wind = yes (1 combination) and give different answers"}}},
      {"a row that a better row hides",
       "| A | - | - | out |\n| B | clear | yes | in |\n",
       {{KnowledgeOverlap, "f.table.md:8",
         "the rows A and B both fit sky = clear, wind = yes (1 combination) and give different answers"}}},
      {"the same row twice",
       "| A | - | - | out |\n| B | - | no | out |\n",
       {{KnowledgeOverlap, "f.table.md:8",
         "the rows A and B both fit wind = no (3 combinations) and give the same answer"}}},
      {"two overlaps and a gap",
       "| A | clear | - | out |\n| B | clear, cloudy | yes | in |\n| C | cloudy | - | out |\n",
       {{KnowledgeGap, "f.table.md:7",
         "no row fits sky = overcast (2 combinations); nearest is the row A, which asks for sky = clear"},
        {KnowledgeOverlap, "f.table.md:8",
         "the rows A and B both fit sky = clear, wind = yes (1 combination) and give different answers"},
        {KnowledgeOverlap, "f.table.md:9",
         "the rows B and C both fit sky = cloudy, wind = yes (1 combination) and give different answers"}}},
  };
  for (const auto& row : cases) {
    SCOPED_TRACE(row.damage);
    Vocabulary vocabulary = weather();
    EXPECT_EQ(check_unique(table_of(row.rows, vocabulary), vocabulary), row.issues);
  }
}

TEST(UniqueTable, ARowThatNothingReaches) {
  Vocabulary vocabulary = weather();
  UniqueTable table = table_of("| A | clear | - | out |\n| B | not clear | - | in |\n", vocabulary);
  table.rows.push_back(table.rows[0]);
  table.rows[2].id = "C";
  table.rows[2].line = 9;
  table.rows[2].cells[1] = {};
  EXPECT_EQ(
      check_unique(table, vocabulary),
      (Issues{{ErrorCode::KnowledgeUnreachable, "f.table.md:9", "no combination of the inputs reaches the row C"}}));
}

TEST(UniqueTable, ChecksNameTheExampleInWords) {
  Vocabulary vocabulary = weather();
  const auto issues = check_unique(table_of("| A | clear | - | out |\n| B | not clear | no | in |\n", vocabulary),
                                   vocabulary, [](const Variable& variable, const std::vector<int>& values) {
                                     return "the " + variable.name + " is " + std::to_string(values.size()) + " things";
                                   });
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_NE(issues[0].message.find("(2 combinations: the sky is 2 things; the wind is 1 things)"), std::string::npos)
      << issues[0].message;
}

TEST(UniqueTable, AtMostFiveFaultsOfAKind) {
  Vocabulary vocabulary;
  vocabulary.add("sky", {"a", "b", "c", "d", "e", "f", "g", "h"});
  vocabulary.add("wind", {"1", "2", "3", "4", "5", "6", "7", "8"});
  std::string rows;
  for (const char* sky : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    const std::string wind(1, static_cast<char>('1' + (*sky - 'a')));
    rows += "| N" + wind + " | " + sky + " | not " + wind + " | out |\n";
  }
  EXPECT_EQ(check_unique(table_of(rows, vocabulary), vocabulary).size(), 5U);
}

TEST(CollectTable, IsRead) {
  const Vocabulary vocabulary = weather();
  const auto read = read_collect_table(
      document(
          "",
          "| row | when | any of | -> take | mark | evidence | text |\n|---|---|---|---|---|---|---|\n"
          "| K-COAT/wind | wind = yes | - | coat | S | - | Cold. |\n| K-HAT | sky = clear | - | hat | E | b | Sun. |\n"
          "| K-COAT/rain | - | sky = overcast; wind = yes | coat | S | - | Wet. |\n"),
      vocabulary);
  ASSERT_TRUE(read);
  const CollectTable& table = read.value();
  EXPECT_EQ(table.outputs, std::vector<std::string>{"take"});
  ASSERT_EQ(table.rules.size(), 2U) << "rows with the same stem are one rule";
  EXPECT_EQ(table.rules[0].id, "K-COAT");
  ASSERT_EQ(table.rules[0].ways.size(), 3U) << "each entry of `any of` is a way";
  EXPECT_EQ(table.rules[0].ways[1].row, "K-COAT/rain");
  EXPECT_EQ(table.rules[0].ways[1].when.size(), 1U);
  EXPECT_EQ(table.rules[1].ways[0].outputs, std::vector<std::string>{"hat"});
  EXPECT_EQ(table.rules[1].ways[0].notes.text, "Sun.");
}

TEST(CollectTable, RefusesDamage) {
  using enum ErrorCode;
  const Damage rows[] = {
      {"no column when", "| row | text |\n|---|---|\n", KnowledgeSyntax, "f.table.md:5",
       "the column `when` is missing"},
      {"a row twice", "| row | when |\n|---|---|\n| A | - |\n| A | - |\n", KnowledgeSyntax, "f.table.md:8",
       "the row A stands twice"},
      {"an empty condition", "| row | when |\n|---|---|\n| A |  |\n", KnowledgeSyntax, "f.table.md:7",
       "the condition is empty; write - for always"},
      {"an unknown fact", "| row | when |\n|---|---|\n| A | rain = yes |\n", KnowledgeValue, "f.table.md:7",
       "no fact or decision is called 'rain'"},
      {"an unknown value in any of", "| row | when | any of |\n|---|---|---|\n| A | - | sky = dark |\n", KnowledgeValue,
       "f.table.md:7", "sky has no value 'dark'"},
      {"a row without a name", "| row | when |\n|---|---|\n|  | - |\n", KnowledgeSyntax, "f.table.md:7",
       "the row has no name"},
      {"two tables", "| row | when |\n|---|---|\n\n| row | when |\n|---|---|\n", KnowledgeSyntax, "f.table.md",
       "the file must hold exactly one table"},
  };
  for (const auto& row : rows) expect_refused(row, read_collect_table(document("", row.body), weather()));
}

std::string score_body(const std::string& points, const std::string& categories) {
  return "## Points\n\n| component | finding | points | text |\n|---|---|---|---|\n" + points +
         "\n## Categories\n\n| category | from | to | text |\n|---|---|---|---|\n" + categories;
}

const char* const good_points =
    "| sky | clear | 0 | a |\n| sky | cloudy | 1 | b |\n| sky | overcast | 3 | c |\n| wind | no | 0 | d |\n| wind | "
    "yes | 2 | e |\n";
const char* const good_categories = "| fine | 0 | 2 | x |\n| rough | 3 | 5 | y |\n";

TEST(ScoreTable, IsRead) {
  Vocabulary vocabulary = weather();
  const auto read = read_score_table(
      document("total: 0..5\nsource: book-1, book-2\n", score_body(good_points, good_categories)), vocabulary);
  ASSERT_TRUE(read);
  const ScoreTable& table = read.value();
  EXPECT_EQ(table.least, 0);
  EXPECT_EQ(table.most, 5);
  EXPECT_EQ(table.source, (std::vector<std::string>{"book-1", "book-2"}));
  ASSERT_EQ(table.components.size(), 2U);
  EXPECT_EQ(table.components[0].points, (std::vector<int>{0, 1, 3}));
  EXPECT_EQ(table.components[1].texts, (std::vector<std::string>{"d", "e"}));
  EXPECT_EQ(vocabulary.at(table.category).name, "outing_category");
  EXPECT_EQ(vocabulary.at(table.category).values, (std::vector<std::string>{"fine", "rough"}));
  const int expected[] = {-1, 0, 0, 0, 1, 1, 1, -1};
  for (int total = -1; total <= 6; ++total) EXPECT_EQ(table.category_of(total), expected[total + 1]) << total;
  EXPECT_TRUE(check_score(table, vocabulary).empty());
}

TEST(ScoreTable, RefusesDamage) {
  using enum ErrorCode;
  const std::string good = score_body(good_points, good_categories);
  const auto with = [](std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
  };
  const struct {
    Damage damage;
    const char* total = "total: 0..5\n";
  } rows[] = {
      {{"no points", "## Categories\n\n| category | from | to |\n|---|---|---|\n", KnowledgeSyntax, "f.table.md",
        "a score needs a table under `## Points` and one under `## Categories`"}},
      {{"no total", good, KnowledgeSyntax, "f.table.md", "the head needs `total: least..most`, within 0..63"}, ""},
      {{"a total without dots", good, KnowledgeSyntax, "f.table.md",
        "the head needs `total: least..most`, within 0..63"},
       "total: 5\n"},
      {{"a total upside down", good, KnowledgeSyntax, "f.table.md",
        "the head needs `total: least..most`, within 0..63"},
       "total: 5..0\n"},
      {{"a total below 0", good, KnowledgeSyntax, "f.table.md", "the head needs `total: least..most`, within 0..63"},
       "total: -1..5\n"},
      {{"a total above 63", good, KnowledgeSyntax, "f.table.md", "the head needs `total: least..most`, within 0..63"},
       "total: 0..64\n"},
      {{"a total that is no number", good, KnowledgeSyntax, "f.table.md",
        "the head needs `total: least..most`, within 0..63"},
       "total: 0..five\n"},
      {{"points not a number", with(good, "| overcast | 3 |", "| overcast | three |"), KnowledgeSyntax, "f.table.md:12",
        "the column points needs a whole number"}},
      {{"points with a fraction", with(good, "| overcast | 3 |", "| overcast | 3.0 |"), KnowledgeSyntax,
        "f.table.md:12", "the column points needs a whole number"}},
      {{"points out of all measure", with(good, "| overcast | 3 |", "| overcast | 1001 |"), KnowledgeSyntax,
        "f.table.md:12", "the column points needs a whole number"}},
      {{"an unknown component", with(good, "| wind | no |", "| rain | no |"), KnowledgeValue, "f.table.md:13",
        "no fact is called 'rain'"}},
      {{"an unknown finding", with(good, "| sky | cloudy |", "| sky | dark |"), KnowledgeValue, "f.table.md:11",
        "the component has no such finding"}},
      {{"a finding twice", with(good, "| sky | cloudy |", "| sky | clear |"), KnowledgeValue, "f.table.md:11",
        "the finding is given twice"}},
      {{"a finding left out", with(good, "| sky | cloudy | 1 | b |\n", ""), KnowledgeGap, "f.table.md:10",
        "sky = cloudy has no points"}},
      {{"a category twice", with(good, "| rough |", "| fine |"), KnowledgeSyntax, "f.table.md:21",
        "the category stands twice"}},
      {{"a limit that is no number", with(good, "| 3 | 5 |", "| 3 |  |"), KnowledgeSyntax, "f.table.md:21",
        "the column to needs a whole number"}},
  };
  for (const auto& row : rows) {
    Vocabulary vocabulary = weather();
    expect_refused(row.damage, read_score_table(document(row.total, row.damage.body), vocabulary));
  }
}

TEST(ScoreTable, ChecksNameTheExample) {
  using enum ErrorCode;
  const struct {
    const char* damage;
    const char* total;
    std::string points;
    std::string categories;
    Issues issues;
  } rows[] = {
      {"another sum",
       "0..6",
       good_points,
       "| fine | 0 | 2 | x |\n| rough | 3 | 6 | y |\n",
       {{KnowledgeValue, "f.table.md", "the points add up to 0..5, the head says 0..6"}}},
      {"a total in no category",
       "0..5",
       good_points,
       "| fine | 0 | 1 | x |\n| rough | 3 | 5 | y |\n",
       {{KnowledgeGap, "f.table.md", "the total 2 falls in no category"}}},
      {"a total in two",
       "0..5",
       good_points,
       "| fine | 0 | 3 | x |\n| rough | 3 | 5 | y |\n",
       {{KnowledgeOverlap, "f.table.md", "the total 3 falls in more than one category"}}},
      {"a category beyond the total",
       "0..5",
       good_points,
       "| fine | 0 | 2 | x |\n| rough | 3 | 6 | y |\n",
       {{KnowledgeValue, "f.table.md:21", "the category reaches beyond the total"}}},
      {"a category upside down",
       "0..5",
       good_points,
       "| fine | 0 | 2 | x |\n| rough | 3 | 5 | y |\n| odd | 5 | 4 | z |\n",
       {{KnowledgeValue, "f.table.md:22", "the category reaches beyond the total"}}},
      {"points below zero",
       "0..5",
       "| sky | clear | -1 | a |\n| sky | cloudy | 1 | b |\n| sky | overcast | 3 | c |\n| wind | no | 1 | d |\n| wind "
       "| yes | 2 | e |\n",
       good_categories,
       {{KnowledgeValue, "f.table.md:10", "sky has negative points"}}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.damage);
    Vocabulary vocabulary = weather();
    const auto read = read_score_table(
        document(std::string("total: ") + row.total + "\n", score_body(row.points, row.categories)), vocabulary);
    ASSERT_TRUE(read) << read.error()[0].message;
    EXPECT_EQ(check_score(read.value(), vocabulary), row.issues);
  }
}

}  // namespace
}  // namespace noms::decision_table
