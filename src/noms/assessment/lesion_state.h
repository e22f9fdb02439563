// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/assessment/findings.h"
#include "noms/clinical_case/case.h"
#include "noms/knowledge/library.h"

namespace noms::assessment {

/// One lesion with everything that is known about it carried through the tables of an edition.
///
/// `possible` holds, for every fact and every decision, exactly the values that some completion of the case reaches.
/// Completions that contradict what is recorded do not count: with Frankel C recorded, a deficit is present although
/// nobody said so.
struct LesionState {
  const clinical_case::Case* patient = nullptr;
  const knowledge::Library* library = nullptr;
  const knowledge::Edition* edition = nullptr;
  std::size_t index = 0;
  decision_table::Possible recorded;  ///< facts as the case says them
  decision_table::Possible possible;
  decision_table::Engine::Workspace workspace;

  const decision_table::Engine& engine() const { return edition->engine; }
  /// Values still possible of a variable of the knowledge, by name; empty for an unknown name.
  Names values(std::string_view variable) const;
  /// The same for a set of values. Levels are written level by level.
  Names names_of(decision_table::VariableId variable, decision_table::ValueSet set) const;
  bool is_recorded(decision_table::VariableId fact) const;
  /// JSON pointer of a fact without the leading slash, or the name of a decision.
  std::string place_of(decision_table::VariableId variable) const;
};

/// Carries one lesion through the tables.
///
/// Missing: facts that are not recorded stay open.
/// Errors:  Contradiction when no completion of the case is possible.
/// `workspace`: of an earlier lesion of the same edition, whose memory is used again.
Result<LesionState> carry_through(const clinical_case::Case& patient, std::size_t lesion,
                                  const knowledge::Library& library, const knowledge::Edition& edition,
                                  decision_table::Engine::Workspace workspace = {});

/// Why a decision table gave what it gave: the rows that can still fire and the facts that fixed it.
Reason reason_for(const LesionState& lesion, const decision_table::UniqueTable& table);

/// The reasons of the steps that decide the named variables, in the order of `decisions`.
std::vector<Reason> reasons_for(const LesionState& lesion, const Names& decisions);

}  // namespace noms::assessment
