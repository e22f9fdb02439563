// SPDX-License-Identifier: Apache-2.0
#include "noms/assessment/lesion_state.h"

#include <algorithm>

#include "noms/foundation/text.h"

namespace noms::assessment {

using decision_table::ValueSet;
using decision_table::VariableId;

Names LesionState::names_of(VariableId variable, ValueSet set) const {
  const auto& vocabulary = engine().model().vocabulary;
  if (vocabulary.at(variable).name != "levels") return vocabulary.names_of(variable, set);
  if (const auto given = patient->lesions[index].fields.find("levels"); given != patient->lesions[index].fields.end())
    return given->second.values;
  Names names;
  for (std::size_t level = 0; level < library->levels.names.size(); ++level) {
    if (set.contains(library->levels.group_of({static_cast<int>(level)})))
      names.push_back(library->levels.names[level]);
  }
  return names;
}

Names LesionState::values(std::string_view variable) const {
  const VariableId id = engine().model().vocabulary.find(variable);
  return id < 0 ? Names{} : names_of(id, possible[static_cast<std::size_t>(id)]);
}

bool LesionState::is_recorded(VariableId fact) const {
  return patient->lesions[index].is_recorded(fact);
}

std::string LesionState::place_of(VariableId variable) const {
  return clinical_case::pointer_of(*library, variable, index);
}

namespace {

/// ": /lesions/0/frankel, /patient/ambulation (X-FRANKEL-WALKS)": the contradictions that recorded facts leave
/// possible.
std::string excluding_facts(const LesionState& lesion) {
  std::string text;
  for (const auto& exclusion : lesion.library->exclusions) {
    if (!exclusion.infers) continue;
    std::string facts;
    bool open = true;
    for (const auto& [fact, set] : exclusion.when) {
      open = open && lesion.is_recorded(fact) && !(lesion.recorded[static_cast<std::size_t>(fact)] & set).empty();
      facts += (facts.empty() ? "/" : ", /") + lesion.place_of(fact);
    }
    if (open) text += (text.empty() ? ": " : "; ") + facts + " (" + exclusion.row + ")";
  }
  return text;
}

}  // namespace

Result<LesionState> carry_through(const clinical_case::Case& patient, std::size_t lesion,
                                  const knowledge::Library& library, const knowledge::Edition& edition,
                                  decision_table::Engine::Workspace workspace) {
  LesionState state;
  state.workspace = std::move(workspace);
  state.patient = &patient;
  state.library = &library;
  state.edition = &edition;
  state.index = lesion;
  state.recorded = clinical_case::facts_of(patient.lesions[lesion], edition);
  state.possible = state.recorded;
  if (!edition.engine.reach(state.possible, state.workspace)) {
    return Issue{ErrorCode::Contradiction, "/lesions/" + std::to_string(lesion),
                 "the facts exclude each other whatever is still missing" + excluding_facts(state)};
  }
  return state;
}

Reason reason_for(const LesionState& lesion, const decision_table::UniqueTable& table) {
  const auto& vocabulary = lesion.engine().model().vocabulary;
  Reason reason;
  reason.table = table.id;
  reason.title = table.title;
  reason.decision = vocabulary.at(table.outputs[0]).name;
  reason.values = lesion.names_of(table.outputs[0], lesion.possible[static_cast<std::size_t>(table.outputs[0])]);
  const auto once = [](Names& names, const std::string& name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  std::vector<bool> restricted(table.inputs.size());
  for (const auto& row : table.rows) {
    bool fits = lesion.possible[static_cast<std::size_t>(table.outputs[0])].contains(row.outputs[0]);
    for (std::size_t i = 0; i < table.inputs.size(); ++i)
      fits = fits && !(row.cells[i] & lesion.possible[static_cast<std::size_t>(table.inputs[i])]).empty();
    if (!fits) continue;
    for (std::size_t i = 0; i < table.inputs.size(); ++i)
      restricted[i] = restricted[i] || row.cells[i] != vocabulary.at(table.inputs[i]).all();
    reason.rows.push_back(row.id);
    for (const auto mark : split(row.notes.mark, " ")) once(reason.marks, std::string(mark));
    if (row.notes.text != "-") once(reason.texts, row.notes.text);
    for (const auto& key : row.notes.evidence) once(reason.evidence, key);
  }
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const VariableId input = table.inputs[i];
    const bool recorded = lesion.library->fact_rule(input) == nullptr || lesion.is_recorded(input);
    if (!recorded && !restricted[i]) continue;  // no row that can fire asks for it
    reason.given.push_back(
        {lesion.place_of(input), lesion.names_of(input, lesion.possible[static_cast<std::size_t>(input)]), recorded});
  }
  return reason;
}

std::vector<Reason> reasons_for(const LesionState& lesion, const Names& decisions) {
  const auto& model = lesion.engine().model();
  std::vector<Reason> reasons;
  for (const auto& decision : decisions) {
    for (const auto& table : model.steps) {
      if (model.vocabulary.at(table.outputs[0]).name == decision) reasons.push_back(reason_for(lesion, table));
    }
  }
  return reasons;
}

}  // namespace noms::assessment
