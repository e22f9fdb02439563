// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "noms/report/internal/labels.h"

// What a report says about a lesion in words: who, how urgent, what was decided and why, what would change it.

namespace noms::report {

/// "a", "b", ...: the sign of an option where there are several; empty where there is one, or for no option of the
/// lesion.
std::string option_sign(const decision::LesionAssessment& lesion, const decision::Treatment& treatment);

/// The rows of an option, each with its mark: "T07 [G S]".
Names marked_rows(const decision::Option& option);

/// What an outcome leaves: "a, b or d"; a treatment alone is written out as well: "d, refer".
std::string left_text(const Wording& words, const decision::LesionAssessment& lesion,
                      const std::vector<decision::Treatment>& options);

/// True when another missing fact has the same rank.
bool is_tied(const std::vector<decision::Missing>& all, const decision::Missing& one);

/// What is one step off: "Alignment: new deformity instead of normal".
std::string step_text(const Wording& words, const decision::Robustness& step);

/// The fact of the knowledge behind a JSON pointer: "lesions/0/pain" is pain, "fitness/surgery" is fitness_surgery.
std::string fact_of(std::string_view pointer);

/// What was decided, in words: "Stability: stable"; for the treatment the option, or how many there are.
std::string decided_text(const Wording& words, const decision::LesionAssessment& lesion, const decision::Reason& reason,
                         std::size_t most = 99);

/// What reason `index` rests on: facts in words, earlier decisions by the number of their reason: "1, 2, ESCC grade:
/// 3".
std::string because_text(const Wording& words, const decision::LesionAssessment& lesion, std::size_t index);

/// A fact on which a decision rests, in words: "ESCC grade 3", "Pain not recorded".
std::string given_text(const Wording& words, const decision::Reason::Given& given);

/// True when nothing that decides `variable` was recorded.
bool not_recorded(const decision::LesionAssessment& lesion, std::string_view variable, const Names& values);

/// The values of a pillar in words after its name: "Stability: stable", "Stability: open, stable or unstable".
std::string pillar_text(const Wording& words, const decision::LesionAssessment& lesion, std::string_view variable,
                        const Names& values);

/// What a step that changes something would lead to: "b; urgency urgent". Empty when it changes nothing.
std::string change_text(const Wording& words, const decision::LesionAssessment& lesion,
                        const decision::Robustness& step);

/// The neurological signs and grades as recorded: "Myelopathy absent; Frankel grade E, normal". Empty when none is.
std::string neurology_text(const Wording& words, const decision::LesionAssessment& lesion);

/// The patient in one line: "83 a · female · non-small-cell lung cancer".
std::string patient_text(const Wording& words, const decision::Assessment& assessment, std::string_view separator);

/// The histology where it is known; "histology open" or "histology not recorded".
std::string histology_text(const Wording& words, const decision::Assessment& assessment);

/// The urgency in capitals: "URGENT", "URGENCY OPEN: EMERGENT OR URGENT".
std::string urgency_text(const Wording& words, const decision::LesionAssessment& lesion);

/// A red flag without the urgency before it where that is the one already shown.
std::string flag_text(const Wording& words, const decision::LesionAssessment& lesion, const std::string& flag);

/// What the head of a lesion says beside its id: "T10, T11" or "level not recorded".
std::string levels_text(const Wording& words, const Names& levels);

/// Facts and decisions in words: "bone lesion, stability". Names are pointers or variables.
std::string depends_text(const Wording& words, const Names& names);

/// "2 facts that could change the options are not settled: ESCC grade, pain.", or why a case without such facts is
/// still open.
std::string incomplete_text(const Wording& words, const decision::LesionAssessment& lesion);

}  // namespace noms::report
