// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "noms/clinical_case/case.h"
#include "noms/decision/assessment.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"

// The whole program on one page. A case comes in at the front door, is assessed, decided upon and reported. Each step
// takes what the one before gave; nothing here reads a file, a clock or a network.

namespace noms::pathway {

/// Which edition decides, and what the report says about the program.
struct Origin {
  std::string edition;  ///< empty for the newest
  decision::Versions versions;
};

/// The text of a case, read and checked. See clinical_case::read_case().
Result<clinical_case::Case> read(std::string_view text, const knowledge::Library& library);

/// Neurologic, oncologic, mechanical and systemic, and the recommendation that follows, for every lesion.
///
/// Missing: what is not recorded stays open; the options are exactly those that some completion reaches.
/// Errors:  Contradiction when the facts exclude each other; Usage when there is no such edition.
Result<decision::Assessment> assess(const clinical_case::Case& patient, const knowledge::Library& library,
                                    const Origin& origin);

/// The forms in which a reader gets an assessment.
enum class Form { Text, PlainText, ColourText, Explanation, Json, Html, Svg, Csv };

/// What a reader gets. Equal assessments give equal bytes.
std::string compose(const decision::Assessment& assessment, const knowledge::Library& library, Form form);

}  // namespace noms::pathway
