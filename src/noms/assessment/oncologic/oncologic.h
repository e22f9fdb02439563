// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/assessment/lesion_state.h"

namespace noms::assessment {

/// O: what conventional radiation is expected to do to this tumour.
struct Oncologic {
  Names histology;  ///< keys still possible
  Names tumour;     ///< exquisite, moderate, resistant, unknown_primary, primary_bone, unclassified
  std::vector<Reason> reasons;
};

/// The oncologic part for one lesion.
///
/// Missing: a histology that is not recorded leaves every class open; `unknown` after a work-up is a finding of its
/// own. Source:  newman-2023; the table histologies.
Oncologic assess_oncologic(const LesionState& lesion);

}  // namespace noms::assessment
