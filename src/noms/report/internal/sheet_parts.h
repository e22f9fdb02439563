// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "noms/report/internal/labels.h"

// The parts of one page of the sheet, each a piece of HTML; escaped here.

namespace noms::report {

/// How small a page is set so that it fits: 0 is the normal size.
int density_of(const decision::LesionAssessment& lesion);

std::string sheet_head(const Wording& words, const decision::Assessment& assessment, std::size_t lesion);
std::string sheet_flags(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_recommendation(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_missing(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_remarks(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_robustness(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_reasons(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_footer(const decision::Assessment& assessment);

/// "INCOMPLETE" across the page; nothing for a complete lesion.
std::string sheet_watermark(const decision::LesionAssessment& lesion);

/// The style sheet of the document.
std::string sheet_css();

/// `<name class="kind">text</name>`, escaped.
std::string element(std::string_view name, std::string_view kind, std::string_view text);

}  // namespace noms::report
