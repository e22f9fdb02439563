// SPDX-License-Identifier: Apache-2.0
// S-FEEL: expressions with their values, cells with what passes them, hit policies.
#include "noms/dmn/expression.h"

#include <gtest/gtest.h>

#include "noms/dmn/run.h"

namespace noms::dmn {
namespace {

class NoFunctions final : public Functions {
public:
  Value call(std::size_t /*function*/, std::vector<Value> arguments) override { return arguments[0]; }
};

const Names& names() {
  static const Names all{{"age", "full name", "Approved/Declined", "loan"}, {{"same", 1}}, {"term months", "rate"}};
  return all;
}

const std::vector<Value>& values() {
  static const std::vector<Value> all{Value(Decimal::of(17)), Value(std::string("Ann")), Value(true),
                                      context_of({{"term months", Value(Decimal::of(360))}})};
  return all;
}

std::string value_of(std::string_view text) {
  const auto parsed = parse_expression(text, names());
  if (!parsed.good) return std::to_string(parsed.fault.at) + ": " + parsed.fault.message;
  NoFunctions functions;
  return json_text(evaluate(parsed.value, values(), functions));
}

bool passes_cell(std::string_view cell, const Value& value) {
  const auto parsed = parse_unary_tests(cell, names());
  EXPECT_TRUE(parsed.good) << cell;
  NoFunctions functions;
  return passes(parsed.value, value, values(), functions);
}

Value number(std::string_view text) {
  return Value(*Decimal::parse(text));
}

TEST(Expression, HasTheValueOfTheSpecification) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"1 + 2 * 3", "7"},
      {"0.1 + 0.2 = 0.3", "true"},
      {"10 / 3", "3.333333333333333333333333333333333"},
      {"2 / 3", "0.6666666666666666666666666666666667"},
      {"1 / 0", "null"},
      {"0 ** -1", "null"},
      {"10 ** -5", "0.00001"},
      {"2 ** 0.5 > 1.414", "true"},
      {"-2 ** 2", "4"},
      {"10--5", "15"},
      {"9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"},
      {"1 + 10 ** 40", "1e40"},
      {"10 ** 7000", "null"},
      {"\"a\" + \"b\"", "\"ab\""},
      {"\"a\" + 1", "null"},
      {"\"\\u00e9\" = \"é\"", "true"},
      {"\"\\uD83D\\uDE00\" = \"\\U01F600\"", "true"},
      {"null + 1", "null"},
      {"null = null", "true"},
      {"1 = \"1\"", "null"},
      {"1 != null", "true"},
      {"true and null", "null"},
      {"false and null", "false"},
      {"true or null", "true"},
      {"false or null", "null"},
      {"not(null)", "null"},
      {"not(1 < 2)", "false"},
      {"age < 18", "true"},
      {"full  name + \"!\"", "\"Ann!\""},
      {"Approved/Declined and true", "true"},
      {"loan.term months / 12", "30"},
      {"loan.rate", "null"},
      {"age.rate", "null"},
      {"same(3) + same(4)", "7"},
      {"date(\"2024-02-29\") + duration(\"P1Y\")", "\"2025-02-28\""},
      {"@\"2024-03-01\" - @\"2024-02-28\"", "\"P2D\""},
      {"date(\"2023-02-29\")", "null"},
      {"date(\"-0400-12-31\") < date(\"0000-01-01\")", "true"},
      {"time(\"10:00:00Z\") = time(\"12:00:00+02:00\")", "true"},
      {"time(\"10:00:00Z\") < time(\"12:00:00\")", "null"},
      {"date and time(\"2024-01-01T23:30:00\") + duration(\"PT1H\")", "\"2024-01-02T00:30:00\""},
      {"duration(\"P1DT2H3M4.5S\")", "\"P1DT2H3M4.5S\""},
      {"duration(\"P13M\") - duration(\"P1Y\")", "\"P1M\""},
      {"-duration(\"PT36H\")", "\"-P1DT12H\""},
      {"duration(\"P400000D\")", "null"},
      {"duration(\"tomorrow\")", "null"},
  };
  for (const auto& [text, value] : cases) EXPECT_EQ(value_of(text), value) << text;
}

TEST(UnaryTests, PassWhatTheCellSays) {
  EXPECT_TRUE(passes_cell("-", Value()));
  EXPECT_TRUE(passes_cell("\"a\", \"b\"", Value(std::string("b"))));
  EXPECT_FALSE(passes_cell("not(\"a\", \"b\")", Value(std::string("b"))));
  EXPECT_TRUE(passes_cell("not(< 3, > 5)", number("4")));
  EXPECT_TRUE(passes_cell("[1..5)", number("1")));
  EXPECT_FALSE(passes_cell("[1..5)", number("5")));
  EXPECT_FALSE(passes_cell("]1..5[", number("1")));
  EXPECT_TRUE(passes_cell("(1 .. age)", number("16.5")));
  EXPECT_TRUE(passes_cell("(1 + 1)", number("2")));
  EXPECT_FALSE(passes_cell("< 18", Value()));
  EXPECT_TRUE(passes_cell("null", Value()));
  EXPECT_TRUE(passes_cell("-5", number("-5")));
  EXPECT_FALSE(passes_cell("1", Value(std::string("1"))));
}

TEST(Decimal, RoundsHalfToEven) {
  EXPECT_EQ(Decimal::parse("12345678901234567890123456789012345")->text(), "12345678901234567890123456789012340");
  EXPECT_EQ(Decimal::parse("12345678901234567890123456789012355")->text(), "12345678901234567890123456789012360");
  EXPECT_EQ(
      Decimal::parse("123456789012345678901234567890123450000000000000000000000000000000000000000000000001")->text(),
      "1.234567890123456789012345678901235e83");
  EXPECT_EQ(Decimal::parse("1.50")->text(), "1.5");
  EXPECT_EQ(Decimal::parse("-0")->text(), "0");
  EXPECT_EQ(Decimal::of(INT64_MIN).text(), "-9223372036854775808");
  EXPECT_FALSE(Decimal::parse("1e6145"));
  EXPECT_FALSE(
      Decimal::parse("1."
                     "e"));
  EXPECT_EQ(Decimal::parse("1e-7000")->text(), "0");
  EXPECT_EQ(compare(*Decimal::parse("1e30"), *Decimal::parse("999999999999999999999999999999.5")), 1);
}

/// The value of the one decision of a table over the input data `a`, a number.
std::string decided(const std::string& table, const std::string& a) {
  const auto model = read_model(
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"><inputData id=\"a\" name=\"a\"/>"
      "<decision id=\"d\" name=\"d\"><informationRequirement><requiredInput href=\"#a\"/></informationRequirement>"
      "<decisionTable " +
      table + "</decisionTable></decision></definitions>");
  if (!model) return model.error()[0].where + " " + model.error()[0].message;
  const auto outcome = run(model.value(), {number(a)})[0];
  std::string rows;
  for (const auto rule : outcome.rules) rows += " " + std::to_string(rule + 1);
  return json_text(outcome.value) + rows + (outcome.remark.empty() ? "" : " " + outcome.remark);
}

TEST(DecisionTable, HitPoliciesDecide) {
  const std::string rest =
      "><input><inputExpression><text>a</text></inputExpression></input>"
      "<output><outputValues><text>3, 2, 1</text></outputValues></output>"
      "<rule><inputEntry><text>&gt; 1</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>"
      "<rule><inputEntry><text>&gt; 2</text></inputEntry><outputEntry><text>3</text></outputEntry></rule>"
      "<rule><inputEntry><text>&gt; 3</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>";
  EXPECT_EQ(decided(rest, "2"), "1 1");
  EXPECT_EQ(decided(rest, "1"), "null no rule fits");
  EXPECT_EQ(decided(rest, "4"), "null 1 2 3 more than one rule of a UNIQUE table fits");
  EXPECT_EQ(decided("hitPolicy=\"ANY\"" + rest, "3"), "null 1 2 rules of an ANY table with different outputs fit");
  EXPECT_EQ(decided("hitPolicy=\"FIRST\"" + rest, "4"), "1 1");
  EXPECT_EQ(decided("hitPolicy=\"PRIORITY\"" + rest, "4"), "3 1 2 3");
  EXPECT_EQ(decided("hitPolicy=\"RULE ORDER\"" + rest, "4"), "[1, 3, 2] 1 2 3");
  EXPECT_EQ(decided("hitPolicy=\"OUTPUT ORDER\"" + rest, "4"), "[3, 2, 1] 1 2 3");
  EXPECT_EQ(decided("hitPolicy=\"COLLECT\"" + rest, "3"), "[1, 3] 1 2");
  EXPECT_EQ(decided("hitPolicy=\"COLLECT\"" + rest, "0"), "[]");
  EXPECT_EQ(decided("hitPolicy=\"COLLECT\" aggregation=\"SUM\"" + rest, "4"), "6 1 2 3");
  EXPECT_EQ(decided("hitPolicy=\"COLLECT\" aggregation=\"MIN\"" + rest, "4"), "1 1 2 3");
  EXPECT_EQ(decided("hitPolicy=\"COLLECT\" aggregation=\"MAX\"" + rest, "4"), "3 1 2 3");
  EXPECT_EQ(decided("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"" + rest, "4"), "3 1 2 3");
  EXPECT_EQ(decided("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"" + rest, "0"), "0");
}

TEST(Run, LongLinesAndManyRulesTakeNoMoreThanTheirSize) {
  std::string rules;
  for (int n = 0; n < 5'000; ++n)
    rules += "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>\"é\" + a</text></outputEntry></rule>";
  const auto model = read_model(
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"><inputData id=\"a\" name=\"a\"/>"
      "<decision id=\"d\" name=\"d\"><informationRequirement><requiredInput href=\"#a\"/></informationRequirement>"
      "<decisionTable hitPolicy=\"COLLECT\"><input><inputExpression><text>a</text></inputExpression></input><output/>" +
      rules + "</decisionTable></decision></definitions>");
  ASSERT_TRUE(model);
  EXPECT_EQ(model.value().decisions[0].logic.table->rules[1].place.substr(0, 2), "1:");
  EXPECT_EQ(run(model.value(), {Value(std::string("b"))})[0].value.list()->items.size(), 5'000U);
  EXPECT_TRUE(run(model.value(), {Value(std::string(60'000, 'b'))})[0].value.is_null()) << "300 MB are refused";
}

TEST(Run, SmallModelsCannotMakeHugeValues) {
  std::string model =
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\">"
      "<decision id=\"d0\" name=\"d0\"><literalExpression><text>\"xxxxxxxxxx\"</text></literalExpression></decision>";
  for (int n = 1; n < 60; ++n) {
    const std::string name = "d" + std::to_string(n);
    const std::string before = "d" + std::to_string(n - 1);
    model += "<decision id=\"" + name + "\" name=\"" + name + "\"><informationRequirement><requiredDecision href=\"#" +
             before + "\"/></informationRequirement><literalExpression><text>" + before + "+" + before +
             "</text></literalExpression></decision>";
  }
  const auto read = read_model(model + "</definitions>");
  ASSERT_TRUE(read);
  EXPECT_TRUE(run(read.value(), {})[59].value.is_null());
}

}  // namespace
}  // namespace noms::dmn
