// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "noms/clinical_case/case.h"
#include "noms/decision/assessment.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"
#include "noms/plan/plan.h"
#include "noms/prognosis/prognosis.h"
#include "noms/report/beside.h"

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

/// What stands beside the decision: prognostic scores and plan tables. Refers to the library it was loaded with.
struct Guides {
  prognosis::Scores scores;
  plan::Plans plans;
};

/// Reads and proves the scores and the plan tables. Errors: as prognosis::load_scores() and plan::load_plans().
Result<Guides> load_guides(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library);

/// Every score of the patient, and a plan for each option and alternative that the assessment found.
///
/// Missing: scores are intervals; plan items that some completions ask for only say on what they depend.
/// Errors:  as assess().
Result<report::Beside> consider(const clinical_case::Case& patient, const decision::Assessment& assessment,
                                const knowledge::Library& library, const Guides& guides);

/// The forms in which a reader gets an assessment.
/// `Decision` is the JSON without what stands beside it.
enum class Form { Text, PlainText, ColourText, Explanation, Json, Decision, Html, Svg, Csv, Chart, Brief };

/// What a reader gets. Equal assessments give equal bytes.
std::string compose(const decision::Assessment& assessment, const report::Beside& beside,
                    const knowledge::Library& library, Form form);

}  // namespace noms::pathway
