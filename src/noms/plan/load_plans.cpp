// SPDX-License-Identifier: Apache-2.0
// From rows to engines: the plan tables stand beside the steps and the treatment table of an edition in a model of
// their own.
#include <algorithm>

#include "noms/plan/internal/plan_tables.h"

namespace noms::plan {
namespace internal {
namespace {

using decision_table::Cells;
using decision_table::Engine;
using decision_table::Model;
using knowledge::Edition;

bool names(const Vocabulary& vocabulary, VariableId variable, ValueSet set, const std::string& value) {
  const int at = vocabulary.at(variable).find(value);
  return at >= 0 && set.contains(at);
}

void once(std::vector<Reachable>& list, Reachable reachable) {
  const bool known = std::ranges::any_of(list, [&](const Reachable& other) {
    return other.treatment == reachable.treatment && other.answer == reachable.answer && other.when == reachable.when;
  });
  if (!known) list.push_back(std::move(reachable));
}

std::string output_of(const CollectTable& table, const Rule::Way& way, std::string_view name) {
  const auto at = std::ranges::find(table.outputs, name);
  return at == table.outputs.end() ? std::string() : way.outputs[static_cast<std::size_t>(at - table.outputs.begin())];
}

}  // namespace

Treatment treatment_of(const Engine& engine, std::size_t answer) {
  const auto& model = engine.model();
  const auto& table = model.finals[Edition::treatment];
  const auto& outputs = engine.answers(Edition::treatment)[answer];
  Treatment treatment;
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    const auto& variable = model.vocabulary.at(table.outputs[o]);
    const auto& value = variable.values[static_cast<std::size_t>(outputs[o])];
    if (variable.name == "surgery") treatment.surgery = value;
    if (variable.name == "radiation") treatment.radiation = value;
  }
  return treatment;
}

std::vector<Reachable> reachable_treatments(const Edition& edition) {
  const Engine& engine = edition.engine;
  const CollectTable& alternatives = engine.model().collects[Edition::alternatives];
  Engine::Workspace workspace;
  auto possible = engine.everything();
  engine.reach(possible, workspace);
  const Cells all = workspace.sweep.cells;
  std::vector<Reachable> found;
  for (std::size_t a = 0; a < engine.answers(Edition::treatment).size(); ++a) {
    const Cells cells = all & engine.cells_of_answer(Edition::treatment, a);
    if (cells.empty()) continue;
    const Treatment answer = treatment_of(engine, a);
    once(found, {answer, a, {}});
    for (const auto& rule : alternatives.rules) {
      for (const auto& way : rule.ways) {
        Treatment other{output_of(alternatives, way, "surgery"), output_of(alternatives, way, "radiation")};
        if (other.surgery == "same") other.surgery = answer.surgery;
        if (other == answer || !engine.can_hold(way.when, possible, cells, workspace)) continue;
        once(found, {std::move(other), a, way.when});
      }
    }
  }
  return found;
}

TreatmentRules rules_for(const Build& build, const Treatment& treatment) {
  TreatmentRules rules{treatment, {}};
  for (std::size_t r = 0; r < build.drafts.size(); ++r) {
    const Draft& draft = build.drafts[r];
    TreatmentRules::Entry entry{r, draft.engine, {draft.row.id, {}}};
    for (std::size_t w = 0; w < draft.rule.ways.size(); ++w) {
      if (!names(build.vocabulary, build.surgery, draft.surgeries[w], treatment.surgery)) continue;
      if (!names(build.vocabulary, build.radiation, draft.radiations[w], treatment.radiation)) continue;
      entry.rule.ways.push_back(draft.rule.ways[w]);
    }
    if (!entry.rule.ways.empty()) rules.entries.push_back(std::move(entry));
  }
  return rules;
}

std::size_t share_out(std::vector<Draft>& drafts, std::size_t limit) {
  std::size_t engine = 0;
  std::size_t ways = 0;
  for (auto& draft : drafts) {
    if (ways > 0 && ways + draft.rule.ways.size() > limit) {
      ++engine;
      ways = 0;
    }
    draft.engine = engine;
    ways += draft.rule.ways.size();
  }
  return engine + 1;
}

Result<EditionPlans> compile(const Build& build, const Edition& edition, std::size_t engines) {
  EditionPlans plans{&edition, {}, {}};
  for (std::size_t e = 0; e < engines; ++e) {
    const Model& from = edition.engine.model();
    Model model{build.vocabulary, from.steps, from.scores, from.finals, {CollectTable{"plan", "plan", "", {}, {}}},
                from.impossible};
    for (const auto& draft : build.drafts) {
      if (draft.engine == e) model.collects[0].rules.push_back(draft.rule);
    }
    auto engine = Engine::compile(std::move(model));
    if (!engine) return engine.error();
    plans.engines.push_back(std::move(engine).value());
  }
  for (const auto& reachable : reachable_treatments(edition)) {
    if (std::ranges::find(plans.treatments, reachable.treatment, &TreatmentRules::treatment) != plans.treatments.end())
      continue;
    plans.treatments.push_back(rules_for(build, reachable.treatment));
  }
  return plans;
}

Result<Plans> load_plans(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library,
                         std::size_t limit) {
  Build build{library, library.vocabulary, -1, -1, {}, {}, {}, {}};
  read_plan_tables(build, files);
  if (!build.issues.empty()) return std::move(build.issues);
  check_rows(build);
  check_cases(build);
  if (!build.issues.empty()) return std::move(build.issues);
  const std::size_t engines = share_out(build.drafts, limit);
  Plans plans;
  for (const auto& edition : library.editions) {
    auto compiled = compile(build, *edition, engines);
    if (!compiled) return compiled.error();
    plans.editions.push_back(std::move(compiled).value());
  }
  check_reach(build, plans.editions);
  if (!build.issues.empty()) return std::move(build.issues);
  for (auto& draft : build.drafts) plans.rows.push_back(std::move(draft.row));
  plans.tables = std::move(build.tables);
  return plans;
}

}  // namespace internal

const EditionPlans* Plans::of(const knowledge::Edition& edition) const {
  const auto found = std::ranges::find(editions, &edition, &EditionPlans::edition);
  return found == editions.end() ? nullptr : &*found;
}

Result<Plans> load_plans(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library) {
  return internal::load_plans(files, library, internal::most_ways);
}

}  // namespace noms::plan
