// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/assessment/mechanical/mechanical.h"
#include "noms/assessment/neurologic/neurologic.h"
#include "noms/assessment/oncologic/oncologic.h"
#include "noms/assessment/systemic/systemic.h"

namespace noms::assessment {

/// The four parts of NOMS for one lesion.
struct LesionFindings {
  LesionState state;
  Neurologic neurologic;
  Oncologic oncologic;
  Mechanical mechanical;
  Systemic systemic;
};

/// The four parts for a lesion that was carried through.
LesionFindings findings_of(LesionState state);

/// The four parts for every lesion of a case. Errors: Contradiction, as carry_through().
Result<std::vector<LesionFindings>> assess_lesions(const clinical_case::Case& patient,
                                                   const knowledge::Library& library,
                                                   const knowledge::Edition& edition);

}  // namespace noms::assessment
