// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "noms/decision/assessment.h"
#include "noms/knowledge/wording.h"

namespace noms::report {

/// Positions of the lesions, the most urgent first; lesions of equal urgency keep the order of the case. An urgency
/// that is open counts as the worst that is still possible.
std::vector<std::size_t> by_urgency(const decision::Assessment& assessment);

/// One line a lesion, in that order, for a case with several: "lesion 2 of 3, T5: EMERGENT, separation surgery ...".
/// Empty for a case with one.
std::vector<std::string> overview(const decision::Assessment& assessment, const knowledge::Wording& words);

}  // namespace noms::report
