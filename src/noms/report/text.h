// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "noms/decision/assessment.h"
#include "noms/knowledge/wording.h"

// The assessment for a terminal, in the order of the sheet: who, red flags, what is missing, recommendation with its
// rows and evidence, what would change it, the four pillars, SINS, what stands beside, reasons, versions.

namespace noms::report {

struct TextStyle {
  int width = 80;       ///< columns; no line is longer. Below 40 is taken as 40
  bool colour = false;  ///< ANSI colours as a second signal beside the words
  bool plain = false;   ///< for screen readers: no rules, bars or symbols, every sentence complete
};

/// The page. Ends with a line feed.
///
/// Missing: a value that is not known is written as all that are possible, or as "not recorded"; a case that is not
/// determined
///          says so before its options. Control characters in the case are left out, so that a case cannot drive a
///          terminal.
std::string assessment_text(const decision::Assessment& assessment, const knowledge::Wording& words,
                            const TextStyle& style = {});

/// The reasons in full: for each decision its table, the rows that can fire, the facts that were given, the sentence,
/// mark and evidence of each row. Ends with a line feed.
std::string explain_text(const decision::Assessment& assessment, const knowledge::Wording& words,
                         const TextStyle& style = {});

}  // namespace noms::report
