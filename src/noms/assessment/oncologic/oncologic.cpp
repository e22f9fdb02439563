// SPDX-License-Identifier: Apache-2.0
#include "noms/assessment/oncologic/oncologic.h"

namespace noms::assessment {

Oncologic assess_oncologic(const LesionState& lesion) {
  Oncologic oncologic{lesion.values("histology"), lesion.values("tumour"), reasons_for(lesion, {"tumour"})};
  // With the histology open, every histology is a row; the class is the reason then, not forty names.
  for (auto& reason : oncologic.reasons) {
    if (reason.rows.size() > 1) reason.texts.clear(), reason.evidence.clear();
  }
  return oncologic;
}

}  // namespace noms::assessment
