// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/assessment/assessments.h"
#include "noms/decision/assessment.h"

namespace noms::decision {

/// The recommendation for one lesion from its four parts: options, urgency, alternatives, vetoes, cautions, what is
/// missing and what it would change, reasons, and what happens when a finding is one step off.
///
/// Missing: options are exactly those that some completion of the case reaches; `missing` names the facts that could
/// still change them. Source:  the tables of the edition (newman-2023, laufer-2013-noms and extensions marked E).
LesionAssessment decide_lesion(assessment::LesionFindings& findings);

/// The whole answer for a case: every lesion decided, with the head of the report.
Assessment decide(const clinical_case::Case& patient, std::vector<assessment::LesionFindings>& lesions,
                  const knowledge::Library& library, const knowledge::Edition& edition, const Versions& versions);

}  // namespace noms::decision
