// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "noms/decision/assessment.h"
#include "noms/knowledge/wording.h"

// The sheet for the tumour board: one page a lesion.

namespace noms::report {

/// One HTML document that stands alone: no script, no request to anywhere, light, dark, print and high contrast. Prints
/// one A4 or Letter page for each lesion.
///
/// Missing: a lesion whose options are not settled is marked INCOMPLETE, as words in its head and across the page; what
/// is
///          missing is named with what each value would leave.
/// Limits:  a page with very many remarks is set smaller; what then still does not fit goes on to a second page,
/// nothing is cut.
std::string assessment_html(const decision::Assessment& assessment, const knowledge::Wording& words);

/// The figures of every lesion, one under the other, as one SVG document.
std::string assessment_svg(const decision::Assessment& assessment, const knowledge::Wording& words);

/// True when facts are missing that could still change the options.
bool is_incomplete(const decision::LesionAssessment& lesion);

}  // namespace noms::report
