// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "noms/report/beside.h"
#include "noms/report/internal/sentences.h"

// The parts of one page of the sheet, each a piece of HTML; escaped here.

namespace noms::report {

/// The pieces of one page before they are put together.
struct SheetPage {
  std::string head;
  std::string flags;
  std::string recommendation;
  std::string change;
  std::string remarks;
  std::string reasons;
  std::string footer;
  std::string spine;  ///< the SVG elements
  std::string escc;
  std::string pathway;
  std::string sins;
};

/// How small a page is set so that it fits on A4 and Letter: 0 is the normal size, `densest` the smallest.
inline constexpr int densest = 8;
int density_of(const SheetPage& page);

/// Which of the two text columns is given more room: "even", "left" or "right".
std::string_view balance_of(const SheetPage& page);

/// Size of the type in points at a density, and the share of their width that the figures take.
double type_points(int density);
double figure_share(int density);

/// The height that an SVG element says it has.
double figure_height(std::string_view svg);

std::string sheet_head(const Wording& words, const decision::Assessment& assessment, std::size_t lesion);
std::string sheet_flags(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_recommendation(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_missing(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_remarks(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_robustness(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_reasons(const Wording& words, const decision::LesionAssessment& lesion);
std::string sheet_footer(const Wording& words, const decision::Assessment& assessment, const std::string& marks);

/// The marks that stand on the page, in words.
std::string sheet_marks(const Wording& words, const decision::LesionAssessment& lesion);

/// "INCOMPLETE" across the page; nothing for a complete lesion.
std::string sheet_watermark(const Wording& words, const decision::LesionAssessment& lesion);

/// The style sheet of the document.
std::string sheet_css();

/// `<name class="kind">text</name>`, escaped.
std::string element(std::string_view name, std::string_view kind, std::string_view text);

/// The page after those of the lesions: plans, prognosis, place for reasons for deviation, citations.
std::string sheet_beside(const decision::Assessment& assessment, const Beside& beside,
                         const knowledge::Library& library);

}  // namespace noms::report
