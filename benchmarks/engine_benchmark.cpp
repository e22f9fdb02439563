// SPDX-License-Identifier: Apache-2.0
// Speed of the path: complete cases, cases with a third of the facts missing, the plain interpreter beside them,
// reading, loading.
#include <benchmark/benchmark.h>

#include <random>

#include "noms/decision_table/interpreter.h"
#include "noms/pathway/pathway.h"
#include "support/knowledge_files.h"

namespace {

using noms::decision_table::Engine;
using noms::decision_table::Possible;
using noms::decision_table::Question;
using noms::decision_table::ValueSet;
using noms::decision_table::VariableId;
using noms::knowledge::Edition;

const Engine& engine() {
  return noms::test::library().edition("")->engine;
}

std::vector<VariableId> facts() {
  std::vector<VariableId> facts;
  for (const auto& rule : noms::test::library().facts) facts.push_back(rule.fact);
  return facts;
}

/// Complete cases that do not contradict themselves, with every fact of the knowledge (not only those in play).
std::vector<std::vector<std::uint8_t>> complete_cases(std::size_t count) {
  std::mt19937 random(7);
  std::vector<std::vector<std::uint8_t>> cases;
  const auto& vocabulary = engine().model().vocabulary;
  while (cases.size() < count) {
    std::vector<std::uint8_t> values(static_cast<std::size_t>(vocabulary.size()));
    for (const VariableId fact : facts())
      values[static_cast<std::size_t>(fact)] = static_cast<std::uint8_t>(random() % vocabulary.at(fact).values.size());
    if (engine().complete(values.data()).cell >= 0) cases.push_back(std::move(values));
  }
  return cases;
}

/// The same with a third of the facts that the tables read not recorded.
std::vector<Possible> partial_cases(std::size_t count) {
  std::mt19937 random(11);
  std::vector<Possible> cases;
  for (const auto& values : complete_cases(count)) {
    Possible possible = engine().everything();
    for (const VariableId fact : facts()) {
      if (random() % 3 != 0)
        possible[static_cast<std::size_t>(fact)] = ValueSet::of(values[static_cast<std::size_t>(fact)]);
    }
    cases.push_back(std::move(possible));
  }
  return cases;
}

void complete_chain(benchmark::State& state) {
  const auto width = static_cast<std::size_t>(engine().model().vocabulary.size());
  std::vector<std::uint8_t> cases;  // one after the other, as a cohort would lie in memory
  for (const auto& values : complete_cases(4096)) cases.insert(cases.end(), values.begin(), values.end());
  std::size_t i = 0;
  for (auto _ : state) {
    const auto result = engine().complete(&cases[(i++ & 4095U) * width]);
    benchmark::DoNotOptimize(engine().row_in(Edition::treatment, result.cell));
    benchmark::DoNotOptimize(engine().row_in(Edition::urgency, result.cell));
    benchmark::DoNotOptimize(result.ways);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(complete_chain);

void complete_interpreter(benchmark::State& state) {
  std::vector<std::map<VariableId, int>> cases;
  for (const auto& values : complete_cases(256)) {
    auto& facts_of_case = cases.emplace_back();
    for (const VariableId fact : facts()) facts_of_case[fact] = values[static_cast<std::size_t>(fact)];
  }
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(noms::decision_table::interpret(engine().model(), cases[i++ & 255U]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(complete_interpreter);

void reachable_and_ranking(benchmark::State& state) {
  const auto cases = partial_cases(4096);
  Engine::Workspace workspace;
  std::vector<Question> questions;
  Possible possible;
  std::size_t i = 0;
  for (auto _ : state) {
    possible = cases[i++ & 4095U];
    if (!engine().reach(possible, workspace)) std::abort();
    benchmark::DoNotOptimize(engine().answers_in(Edition::treatment, workspace.sweep.cells));
    engine().rank(Edition::treatment, possible, workspace, questions);
    benchmark::DoNotOptimize(questions.data());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(reachable_and_ranking);

void case_text_to_assessment_json(benchmark::State& state) {
  const std::string text =
      noms::test::read_file(std::filesystem::path(NOMS_SOURCE_DIR) / "samples" / "figure-3-t10-nsclc.json");
  const auto& library = noms::test::library();
  for (auto _ : state) {
    const auto patient = noms::pathway::read(text, library);
    const auto assessment = noms::pathway::assess(patient.value(), library, {"", {"0", "0", "0"}});
    benchmark::DoNotOptimize(noms::pathway::compose(assessment.value(), {}, library, noms::pathway::Form::Json));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(case_text_to_assessment_json);

void load_knowledge_with_all_checks(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(noms::test::load(noms::test::shipped_files()));
}
BENCHMARK(load_knowledge_with_all_checks)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
