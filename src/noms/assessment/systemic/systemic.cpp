// SPDX-License-Identifier: Apache-2.0
#include "noms/assessment/systemic/systemic.h"

namespace noms::assessment {

Systemic assess_systemic(const LesionState& lesion) {
  return {lesion.values("tolerates_surgery"), reasons_for(lesion, {"tolerates_surgery"})};
}

}  // namespace noms::assessment
