// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/assessment/assessments.h"
#include "noms/decision/assessment.h"

// The parts of decide_lesion(), each in a file of its own.

namespace noms::decision::internal {

using assessment::LesionState;

/// Options of the treatment table that are reachable in `cells`, in the order of the table.
std::vector<Option> options_in(const LesionState& lesion, const decision_table::Cells& cells);
/// The same as pairs, from numbers of answers.
std::vector<Treatment> treatments(const LesionState& lesion, std::uint64_t answers);
/// Urgencies that the cells reach.
Names urgency_in(const LesionState& lesion, const decision_table::Cells& cells);
/// The sentence for a pair: `summary.<surgery>.<radiation>` of the wording.
std::string summary(const LesionState& lesion, const std::string& surgery, const std::string& radiation);

std::vector<Alternative> alternatives(LesionState& lesion, const std::vector<Option>& options);
/// Vetoes that recorded facts fire for at least one option.
std::vector<Remark> vetoes(LesionState& lesion, const std::vector<Option>& options);
/// A caution that some completion fires.
struct FiredCaution {
  const decision_table::Rule* rule;
  const decision_table::Rule::Way* way;  ///< the first that can hold
  bool one_text;                         ///< every way that can hold says the same
  bool certain;                          ///< every completion fires it
};
/// The certain ones first.
std::vector<FiredCaution> fired_cautions(LesionState& lesion);
std::vector<Remark> cautions(LesionState& lesion);
/// False for a fact that nobody can answer yet.
bool is_asked(const LesionState& lesion, decision_table::VariableId fact);
/// `with_outcomes`: with what each value would leave.
std::vector<Missing> missing(LesionState& lesion, bool with_outcomes = true);
std::vector<Robustness> robustness(const LesionState& lesion);
/// The rows of a final table that can fire, with what fixed them.
Reason final_reason(const LesionState& lesion, std::size_t final_table);
/// Sentences of the urgency, then of the vetoes and cautions that stand among the red flags.
Names red_flags(const LesionState& lesion, const std::vector<Remark>& vetoes, const std::vector<Remark>& cautions);
/// The cells when one fact had another value; empty when that is impossible.
decision_table::Cells cells_if(const LesionState& lesion, decision_table::VariableId fact,
                               decision_table::ValueSet set);

}  // namespace noms::decision::internal
