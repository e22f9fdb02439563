// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "noms/decision/assessment.h"

namespace noms::report {

/// What decides about each lesion as one line of JSON, without its line feed: the four pillars, the range of the SINS,
/// urgency, options with their rows, alternatives, vetoes, cautions and what is missing, as in the assessment but
/// without sentences, prognosis and plan; then edition and hash of the knowledge.
///
/// Missing: a set is what is still possible, as in the assessment. `certain` of a remark is told by `?` after its row.
std::string brief_json(const decision::Assessment& assessment);

}  // namespace noms::report
