// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/decision/assessment.h"
#include "noms/knowledge/library.h"
#include "noms/plan/plan.h"
#include "noms/prognosis/prognosis.h"
#include "noms/report/text.h"

// What stands beside the recommendation: how the patient may fare, and how each option could be carried out. Neither
// decides anything.

namespace noms::report {

struct Beside {
  std::vector<prognosis::Prognosis> prognosis;  ///< every score, in the order of the knowledge
  std::vector<plan::LesionPlan> plans;          ///< one for each option and alternative of each lesion
};

/// The assessment with its keys `prognosis` and `plan`; otherwise as assessment_json(assessment, indent).
std::string assessment_json(const decision::Assessment& assessment, const Beside& beside, int indent = 2);

/// The text with a line a score, and the plan where the treatment is settled; otherwise as assessment_text(assessment,
/// words, style).
///
/// Missing: an open score is its interval; where several treatments are possible their plans are only counted.
std::string assessment_text(const decision::Assessment& assessment, const Beside& beside,
                            const knowledge::Wording& words, const TextStyle& style = {});

/// The sheet, followed by the plan of every option, the prognosis, a place for reasons for deviation, and the citations
/// of all evidence named. The pages of the lesions are those of assessment_html(assessment, words).
std::string assessment_html(const decision::Assessment& assessment, const Beside& beside,
                            const knowledge::Library& library);

}  // namespace noms::report
