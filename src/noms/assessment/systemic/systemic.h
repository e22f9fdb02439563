// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/assessment/lesion_state.h"

namespace noms::assessment {

/// S: what the patient can tolerate.
struct Systemic {
  Names tolerates_surgery;  ///< yes, no
  std::vector<Reason> reasons;
};

/// The systemic part.
///
/// Missing: fitness for surgery is the clinician's statement; it is never computed from a score, and open when not
/// recorded. Source:  newman-2023; the table tolerates_surgery.
Systemic assess_systemic(const LesionState& lesion);

}  // namespace noms::assessment
