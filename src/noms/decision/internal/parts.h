// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/assessment/assessments.h"
#include "noms/decision/assessment.h"

// The parts of decide_lesion(), each in a file of its own.

namespace noms::decision::internal {

using assessment::LesionState;

/// A treatment that some completion reaches: the number of the answer, and the rows that give it.
struct FoundOption {
  std::size_t answer = 0;
  std::vector<const decision_table::UniqueTable::Row*> rows;
};
/// In the order of the treatment table.
std::vector<FoundOption> found_options(const LesionState& lesion);
using Pair = std::pair<std::string_view, std::string_view>;  ///< surgery, radiation
Pair pair_of(const LesionState& lesion, std::size_t answer);
std::vector<Option> options(const LesionState& lesion, const std::vector<FoundOption>& found);
/// The same as pairs, from numbers of answers.
std::vector<Treatment> treatments(const LesionState& lesion, std::uint64_t answers);
/// Urgencies that the cells reach.
Names urgency_in(const LesionState& lesion, const decision_table::Cells& cells);
/// The sentence for a pair: `summary.<surgery>.<radiation>` of the wording.
std::string summary(const LesionState& lesion, std::string_view surgery, std::string_view radiation);

/// An alternative that stands beside at least one option.
struct FiredAlternative {
  const decision_table::Rule* rule;
  const decision_table::Rule::Way* way;  ///< the first that fires
  std::string_view surgery;
  std::string_view radiation;
  std::vector<std::string_view> beside;  ///< rows of the options
};
std::vector<FiredAlternative> fired_alternatives(LesionState& lesion, const std::vector<FoundOption>& options);
std::vector<Alternative> alternatives(LesionState& lesion, const std::vector<FoundOption>& options);
/// A veto that recorded facts fire for at least one option.
struct FiredVeto {
  const decision_table::Rule* rule;
  const decision_table::Rule::Way* way;  ///< the first that fires
};
std::vector<FiredVeto> fired_vetoes(LesionState& lesion, const std::vector<FoundOption>& options);
std::vector<Remark> vetoes(LesionState& lesion, const std::vector<FoundOption>& options);
/// A caution that some completion fires.
struct FiredCaution {
  const decision_table::Rule* rule;
  const decision_table::Rule::Way* way;  ///< the first that can hold
  bool one_text;                         ///< every way that can hold says the same
  bool certain;                          ///< every completion fires it
};
/// The certain ones first. Without `texts` the first way that can hold is enough, and `one_text` says nothing.
std::vector<FiredCaution> fired_cautions(LesionState& lesion, bool texts);
std::vector<Remark> cautions(LesionState& lesion);
/// False for a fact that nobody can answer yet.
bool is_asked(const LesionState& lesion, decision_table::VariableId fact);
/// The facts that could change the options and can be asked for, the most decisive first.
std::vector<decision_table::Question> questions(LesionState& lesion);
std::vector<Missing> missing(LesionState& lesion);
std::vector<Robustness> robustness(const LesionState& lesion);
/// The rows of a final table that can fire, with what fixed them.
Reason final_reason(const LesionState& lesion, std::size_t final_table);
/// Sentences of the urgency, then of the vetoes and cautions that stand among the red flags.
Names red_flags(const LesionState& lesion, const std::vector<Remark>& vetoes, const std::vector<Remark>& cautions);
/// The cells when one fact had another value; empty when that is impossible.
decision_table::Cells cells_if(const LesionState& lesion, decision_table::VariableId fact,
                               decision_table::ValueSet set);

}  // namespace noms::decision::internal
