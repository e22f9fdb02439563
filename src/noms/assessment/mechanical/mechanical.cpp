// SPDX-License-Identifier: Apache-2.0
#include "noms/assessment/mechanical/mechanical.h"

#include <algorithm>

namespace noms::assessment {
namespace {

using decision_table::ScoreTable;
using decision_table::ValueSet;

/// The fact a reader has to look at for a component: the location follows from the levels.
/// The table of the score, or null in an edition without it.
const ScoreTable* sins_table(const LesionState& lesion) {
  const auto& scores = lesion.engine().model().scores;
  const auto score = std::ranges::find(scores, "sins", &ScoreTable::id);
  return score == scores.end() ? nullptr : &*score;
}

decision_table::VariableId fact_behind(const LesionState& lesion, decision_table::VariableId component) {
  if (lesion.library->fact_rule(component) != nullptr) return component;
  for (const auto& table : lesion.engine().model().steps) {
    if (table.outputs[0] == component) return table.inputs[0];
  }
  return component;
}

SinsItem item_of(const LesionState& lesion, const ScoreTable::Component& component) {
  const auto& variable = lesion.engine().model().vocabulary.at(component.variable);
  const auto fact = fact_behind(lesion, component.variable);
  const ValueSet set = lesion.possible[static_cast<std::size_t>(component.variable)];
  SinsItem item{
      variable.name, lesion.place_of(fact), lesion.names_of(component.variable, set), lesion.is_recorded(fact), 0, 0};
  item.lowest = component.points[static_cast<std::size_t>(set.lowest())];
  item.highest = item.lowest;
  for (ValueSet s = set; !s.empty(); s = s.rest()) {
    const int points = component.points[static_cast<std::size_t>(s.lowest())];
    item.lowest = std::min(item.lowest, points);
    item.highest = std::max(item.highest, points);
  }
  return item;
}

Reason score_reason(const LesionState& lesion, const ScoreTable& score, const Sins& sins) {
  Reason reason;
  reason.table = score.id;
  reason.title = score.title;
  reason.decision = lesion.engine().model().vocabulary.at(score.category).name;
  reason.values = sins.categories;
  reason.marks = {"S"};
  reason.evidence = score.source;
  for (const auto& item : sins.items) reason.given.push_back({item.fact, item.findings, item.recorded});
  return reason;
}

}  // namespace

Sins sins_total(const LesionState& lesion) {
  Sins sins;
  if (const ScoreTable* score = sins_table(lesion); score != nullptr) {
    const auto reach = lesion.engine().score(*score, lesion.possible);
    sins.lowest = reach.lowest;
    sins.highest = reach.highest;
    sins.categories = lesion.names_of(score->category, reach.categories);
  }
  return sins;
}

Mechanical assess_mechanical(const LesionState& lesion) {
  Mechanical mechanical;
  mechanical.reasons = reasons_for(lesion, {"location"});
  mechanical.sins = sins_total(lesion);
  if (const ScoreTable* score = sins_table(lesion); score != nullptr) {
    for (const auto& component : score->components) mechanical.sins.items.push_back(item_of(lesion, component));
    mechanical.reasons.push_back(score_reason(lesion, *score, mechanical.sins));
  }
  mechanical.stability = lesion.values("stability");
  for (auto& reason : reasons_for(lesion, {"stability"})) mechanical.reasons.push_back(std::move(reason));
  return mechanical;
}

}  // namespace noms::assessment
