// SPDX-License-Identifier: Apache-2.0
// What is missing and what it would change; what a finding one step off would change.
#include <algorithm>

#include "noms/decision/internal/parts.h"

namespace noms::decision::internal {

using decision_table::Question;
using decision_table::ScoreTable;
using decision_table::ValueSet;
using decision_table::VariableId;
using knowledge::Edition;

bool is_asked(const LesionState& lesion, VariableId fact) {
  const auto* rule = lesion.library->fact_rule(fact);
  // The class of a transitional level is asked once the level is known to be one; before that the question is the
  // level.
  return rule == nullptr || rule->field->path != "lesions/*/location_class" ||
         lesion.patient->lesions[lesion.index].fields.contains("levels");
}

std::vector<Question> questions(LesionState& lesion) {
  std::vector<Question> all;
  lesion.engine().rank(Edition::treatment, lesion.possible, lesion.workspace, all);
  std::erase_if(all, [&](const Question& question) { return !is_asked(lesion, question.fact); });
  return all;
}

std::vector<Missing> missing(LesionState& lesion) {
  std::vector<Missing> list;
  for (const auto& question : questions(lesion)) {
    const std::string& name = lesion.engine().model().vocabulary.at(question.fact).name;
    Missing entry{lesion.place_of(question.fact),
                  name,
                  std::string(lesion.library->wording("ask." + name)),
                  1,
                  question.decides,
                  question.mean_remaining,
                  question.worst_remaining,
                  {}};
    if (!list.empty()) {
      const bool tie = list.back().remaining == entry.remaining && list.back().worst == entry.worst;
      entry.rank = tie ? list.back().rank : static_cast<int>(list.size()) + 1;
    }
    for (const auto& leaves : question.leaves) {
      Names values = lesion.names_of(question.fact, leaves.values);
      if (!values.empty()) entry.outcomes.push_back({std::move(values), treatments(lesion, leaves.answers)});
    }
    list.push_back(std::move(entry));
  }
  return list;
}

namespace {

/// The values next to `value` when the findings stand in the order of their points, or in their own order for a scale.
std::vector<int> neighbours(int value, const std::vector<int>& order) {
  std::vector<int> steps;
  const auto at = std::ranges::find(order, value) - order.begin();
  if (at > 0) steps.push_back(order[static_cast<std::size_t>(at - 1)]);
  if (at + 1 < static_cast<std::ptrdiff_t>(order.size())) steps.push_back(order[static_cast<std::size_t>(at + 1)]);
  return steps;
}

void one_step_off(const LesionState& lesion, VariableId fact, const std::vector<int>& order,
                  std::vector<Robustness>& list) {
  const ValueSet now = lesion.recorded[static_cast<std::size_t>(fact)];
  if (now.count() != 1 || !lesion.is_recorded(fact)) return;
  const auto& variable = lesion.engine().model().vocabulary.at(fact);
  const auto& engine = lesion.engine();
  const std::uint64_t before = engine.answers_in(Edition::treatment, lesion.workspace.sweep.cells);
  for (const int value : neighbours(now.lowest(), order)) {
    const auto cells = cells_if(lesion, fact, ValueSet::of(value));
    if (cells.empty()) continue;
    const std::uint64_t after = engine.answers_in(Edition::treatment, cells);
    const Names urgency = urgency_in(lesion, cells);
    list.push_back({lesion.place_of(fact), variable.name, variable.values[static_cast<std::size_t>(now.lowest())],
                    variable.values[static_cast<std::size_t>(value)], after != before, treatments(lesion, after),
                    urgency != lesion.values("urgency"), urgency});
  }
}

}  // namespace

std::vector<Robustness> robustness(const LesionState& lesion) {
  std::vector<Robustness> list;
  const auto& model = lesion.engine().model();
  if (const VariableId escc = model.vocabulary.find("escc"); escc >= 0) {
    std::vector<int> order;
    for (std::size_t v = 0; v < model.vocabulary.at(escc).values.size(); ++v) order.push_back(static_cast<int>(v));
    one_step_off(lesion, escc, order, list);
  }
  for (const auto& score : model.scores) {
    for (const auto& component : score.components) {
      if (std::ranges::find(lesion.library->image_items, model.vocabulary.at(component.variable).name) ==
          lesion.library->image_items.end())
        continue;
      std::vector<int> order;
      for (std::size_t v = 0; v < component.points.size(); ++v) order.push_back(static_cast<int>(v));
      std::ranges::stable_sort(order, {}, [&](int v) { return component.points[static_cast<std::size_t>(v)]; });
      one_step_off(lesion, component.variable, order, list);
    }
  }
  return list;
}

}  // namespace noms::decision::internal
