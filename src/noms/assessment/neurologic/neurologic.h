// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/assessment/lesion_state.h"

namespace noms::assessment {

/// N: cord compression on imaging, and the deficit on examination.
struct Neurologic {
  Names escc;        ///< grades still possible: 0, 1a, 1b, 1c, 2, 3
  Names escc_group;  ///< low, high
  Names deficit;     ///< absent, present
  std::vector<Reason> reasons;
};

/// The neurologic part for one lesion.
///
/// Missing: an examination that is not recorded leaves the deficit open; a Frankel grade that rules an answer out is
/// used. Limits:  ESCC is a scale of the cord; below the conus it applies by analogy (caution C-CONUS). Source:
/// bilsky-2010, newman-2023; the tables escc_group and deficit.
Neurologic assess_neurologic(const LesionState& lesion);

}  // namespace noms::assessment
