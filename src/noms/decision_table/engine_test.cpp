// SPDX-License-Identifier: Apache-2.0
// The engine on tables small enough to check by hand, and the models it refuses to compile.
#include "noms/decision_table/engine.h"

#include <gtest/gtest.h>

namespace noms::decision_table {
namespace {

/// A table whose rows are given as sets of values of the inputs and one value of the output.
UniqueTable step(const std::string& id, std::vector<VariableId> inputs, VariableId output,
                 const std::vector<std::pair<std::vector<std::uint64_t>, int>>& rows) {
  UniqueTable table{id, id + ".table.md", id, std::move(inputs), {output}, {}};
  for (const auto& [cells, value] : rows) {
    UniqueTable::Row row;
    row.id = id + std::to_string(table.rows.size());
    for (const std::uint64_t bits : cells) row.cells.push_back({bits});
    row.outputs = {value};
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// Facts a, b, c; sum = a and b; differs = a is not b (a feeds both); the answer is differs, or c.
Model small() {
  Model model;
  auto& v = model.vocabulary;
  const auto a = v.add("a", {"no", "yes"});
  const auto b = v.add("b", {"no", "yes"});
  const auto c = v.add("c", {"no", "yes"});
  const auto both = v.add("both", {"no", "yes"});
  const auto differs = v.add("differs", {"no", "yes"});
  const auto answer = v.add("answer", {"x", "y", "z"});
  model.steps.push_back(step("both", {a, b}, both, {{{1, 3}, 0}, {{2, 1}, 0}, {{2, 2}, 1}}));
  model.steps.push_back(step("differs", {a, b}, differs, {{{1, 1}, 0}, {{2, 2}, 0}, {{1, 2}, 1}, {{2, 1}, 1}}));
  model.finals.push_back(
      step("final", {both, differs, c}, answer, {{{2, 2, 3}, 0}, {{2, 1, 3}, 1}, {{1, 3, 1}, 2}, {{1, 3, 2}, 1}}));
  return model;
}

std::vector<std::string> names(const Engine& engine, const Possible& possible, const char* variable) {
  const auto id = engine.model().vocabulary.find(variable);
  return engine.model().vocabulary.names_of(id, possible[static_cast<std::size_t>(id)]);
}

using Names = std::vector<std::string>;

TEST(Engine, WhatNoCompletionReachesIsNotPossible) {
  auto compiled = Engine::compile(small());
  ASSERT_TRUE(compiled);
  const Engine& engine = compiled.value();
  Possible possible = engine.everything();
  Engine::Workspace workspace;
  ASSERT_TRUE(engine.reach(possible, workspace));
  EXPECT_EQ(names(engine, possible, "both"), (Names{"no", "yes"}));
  EXPECT_EQ(names(engine, possible, "differs"), (Names{"no", "yes"}));
  EXPECT_EQ(names(engine, possible, "answer"), (Names{"y", "z"}))
      << "both and differs never hold together, because a feeds both";
  EXPECT_EQ(engine.rows(0, workspace.sweep.cells), 0b1110U);
}

TEST(Engine, TellsWhichFactDecides) {
  auto compiled = Engine::compile(small());
  ASSERT_TRUE(compiled);
  const Engine& engine = compiled.value();
  Possible possible = engine.everything();
  possible[1] = ValueSet::of(0);  // b = no: c alone decides
  Engine::Workspace workspace;
  ASSERT_TRUE(engine.reach(possible, workspace));
  std::vector<Question> questions;
  engine.rank(0, possible, workspace, questions);
  ASSERT_EQ(questions.size(), 1U);
  EXPECT_EQ(engine.model().vocabulary.at(questions[0].fact).name, "c");
  EXPECT_TRUE(questions[0].decides);
  EXPECT_EQ(questions[0].mean_remaining, 1.0);
  ASSERT_EQ(questions[0].leaves.size(), 2U);
}

TEST(Engine, AFactIsPivotalThoughEveryValueLeavesTheSame) {
  // The answer is "a differs from b": neither settles anything alone, and both are missing.
  Model model;
  const auto a = model.vocabulary.add("a", {"no", "yes"});
  const auto b = model.vocabulary.add("b", {"no", "yes"});
  const auto answer = model.vocabulary.add("answer", {"same", "other"});
  model.finals.push_back(step("final", {a, b}, answer, {{{1, 1}, 0}, {{2, 2}, 0}, {{1, 2}, 1}, {{2, 1}, 1}}));
  auto compiled = Engine::compile(std::move(model));
  ASSERT_TRUE(compiled);
  Possible possible = compiled.value().everything();
  Engine::Workspace workspace;
  ASSERT_TRUE(compiled.value().reach(possible, workspace));
  std::vector<Question> questions;
  compiled.value().rank(0, possible, workspace, questions);
  ASSERT_EQ(questions.size(), 2U);
  EXPECT_FALSE(questions[0].decides);
  EXPECT_EQ(questions[0].mean_remaining, 2.0);
  EXPECT_EQ(questions[0].leaves.size(), 1U);
}

TEST(Engine, ExclusionsNarrowOtherFacts) {
  Model model = small();
  model.impossible.push_back({{0, {2}}, {1, {1}}});  // a = yes with b = no
  model.impossible.push_back({{0, {1}}, {2, {2}}});  // a = no with c = yes
  auto compiled = Engine::compile(std::move(model));
  ASSERT_TRUE(compiled);
  const Engine& engine = compiled.value();
  Engine::Workspace workspace;
  Possible possible = engine.everything();
  possible[2] = ValueSet::of(1);  // c = yes, so a = yes, so b = yes
  ASSERT_TRUE(engine.reach(possible, workspace));
  EXPECT_EQ(names(engine, possible, "a"), Names{"yes"});
  EXPECT_EQ(names(engine, possible, "b"), Names{"yes"});
  EXPECT_EQ(names(engine, possible, "answer"), Names{"y"});
  possible = engine.everything();
  possible[1] = ValueSet::of(0);
  possible[2] = ValueSet::of(1);
  EXPECT_FALSE(engine.reach(possible, workspace));
}

TEST(Engine, ADecisionBetweenIsExactThoughItsInputsShareAFact) {
  // both and differs feed `between`, which no final table reads: (yes, yes) cannot come.
  Model model = small();
  const auto between = model.vocabulary.add("between", {"never", "often"});
  model.steps.push_back(step("between", {model.vocabulary.find("both"), model.vocabulary.find("differs")}, between,
                             {{{2, 2}, 0}, {{2, 1}, 1}, {{1, 3}, 1}}));
  auto compiled = Engine::compile(std::move(model));
  ASSERT_TRUE(compiled);
  Possible possible = compiled.value().everything();
  Engine::Workspace workspace;
  ASSERT_TRUE(compiled.value().reach(possible, workspace));
  EXPECT_EQ(names(compiled.value(), possible, "between"), Names{"often"});
}

TEST(Engine, AScoreIsExactThoughItsComponentsExcludeEachOther) {
  Model model = small();
  ScoreTable score;
  score.id = "score";
  score.components = {{0, {0, 2}, {}, 0}, {1, {0, 3}, {}, 0}};
  score.most = 5;
  score.category = model.vocabulary.add("score_category", {"low", "high"});
  score.categories = {{0, 3, {}, 0}, {4, 5, {}, 0}};
  model.scores.push_back(score);
  model.impossible.push_back({{0, {2}}, {1, {2}}});
  auto compiled = Engine::compile(std::move(model));
  ASSERT_TRUE(compiled);
  Possible possible = compiled.value().everything();
  Engine::Workspace workspace;
  ASSERT_TRUE(compiled.value().reach(possible, workspace));
  const auto reach = compiled.value().score(compiled.value().model().scores[0], possible);
  EXPECT_EQ(reach.lowest, 0);
  EXPECT_EQ(reach.highest, 3) << "2 and 3 never come together";
  EXPECT_EQ(names(compiled.value(), possible, "score_category"), Names{"low"});
}

TEST(Engine, RefusesModelsThatCannotBeRun) {
  const auto circle = [] {
    Model model = small();
    model.steps.push_back(
        step("circle", {model.vocabulary.find("both")}, 0, {{{3}, 0}}));  // makes the fact a, on which `both` depends
    return model;
  };
  const auto circle_through_a_score = [] {
    Model model = small();
    ScoreTable score;
    score.id = "score";
    score.file = "score.table.md";
    score.components = {{0, {0, 1}, {}, 0}, {1, {0, 1}, {}, 0}};
    score.most = 2;
    score.category = model.vocabulary.add("score_category", {"any"});
    score.categories = {{0, 2, {}, 0}};
    model.scores.push_back(score);
    model.steps.push_back(step("circle", {score.category}, 0, {{{1}, 0}}));
    return model;
  };
  const auto made_twice = [] {
    Model model = small();
    model.steps.push_back(step("again", {2}, model.vocabulary.find("both"), {{{3}, 0}}));
    return model;
  };
  const auto everything_excluded = [] {
    Model model = small();
    model.impossible.push_back({{0, {3}}, {1, {3}}});
    return model;
  };
  const auto no_facts = [] {
    Model model;
    model.finals.push_back(step("final", {}, model.vocabulary.add("answer", {"x"}), {{{}, 0}}));
    return model;
  };
  const auto too_many_cells = [] {
    Model model;
    std::vector<VariableId> inputs;
    for (int f = 0; f < 9; ++f) inputs.push_back(model.vocabulary.add("f" + std::to_string(f), {"no", "yes"}));
    model.finals.push_back(
        step("final", inputs, model.vocabulary.add("answer", {"x"}), {{std::vector<std::uint64_t>(9, 3), 0}}));
    return model;
  };
  const auto too_many_ways = [] {
    Model model = small();
    CollectTable table;
    for (int r = 0; r < 129; ++r) table.rules.push_back({"r" + std::to_string(r), {{"r", 0, {}, {}, {}}}});
    model.collects.push_back(table);
    return model;
  };
  const struct {
    const char* damage;
    Model model;
    ErrorCode code;
    const char* message;
  } rows[] = {
      {"a circle", circle(), ErrorCode::KnowledgeValue,
       "the table waits for itself: its inputs depend on what it decides"},
      {"a circle through a score", circle_through_a_score(), ErrorCode::KnowledgeValue,
       "the table waits for itself: its inputs depend on what it decides"},
      {"two tables make the same", made_twice(), ErrorCode::KnowledgeOverlap, "another table makes both already"},
      {"everything is excluded", everything_excluded(), ErrorCode::KnowledgeValue,
       "the contradictions exclude every case"},
      {"no facts", no_facts(), ErrorCode::KnowledgeValue, "the tables read no fact of the case"},
      {"too many cells", too_many_cells(), ErrorCode::KnowledgeValue,
       "the decisions have 512 combinations; at most 256 are supported"},
      {"too many ways", too_many_ways(), ErrorCode::KnowledgeValue, "there are more than 128 ways for rules to fire"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.damage);
    Model model = row.model;
    const auto compiled = Engine::compile(std::move(model));
    ASSERT_FALSE(compiled);
    EXPECT_EQ(compiled.error()[0].code, row.code);
    EXPECT_EQ(compiled.error()[0].message, row.message);
  }
}

}  // namespace
}  // namespace noms::decision_table
