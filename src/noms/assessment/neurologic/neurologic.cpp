// SPDX-License-Identifier: Apache-2.0
#include "noms/assessment/neurologic/neurologic.h"

namespace noms::assessment {

Neurologic assess_neurologic(const LesionState& lesion) {
  return {lesion.values("escc"), lesion.values("escc_group"), lesion.values("deficit"),
          reasons_for(lesion, {"escc_group", "deficit"})};
}

}  // namespace noms::assessment
