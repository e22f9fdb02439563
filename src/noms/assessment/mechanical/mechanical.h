// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/assessment/lesion_state.h"

namespace noms::assessment {

/// M: mechanical stability.
struct Mechanical {
  Sins sins;
  Names stability;  ///< stable, unstable
  std::vector<Reason> reasons;
};

/// Lowest and highest total and the categories reached, without the items.
Sins sins_total(const LesionState& lesion);

/// The mechanical part for one lesion.
///
/// Missing: each missing item widens the score; between 7 and 12 the surgeon's opinion decides, and without one both
/// remain possible. Limits:  SINS is not validated after fixation or cement. Source:  fisher-2010, newman-2023; the
/// tables sins, levels and stability.
Mechanical assess_mechanical(const LesionState& lesion);

}  // namespace noms::assessment
