// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "noms/decision/assessment.h"
#include "noms/knowledge/wording.h"

namespace noms::report {

/// The assessment as a short text to paste into a patient's chart: plain lines without columns or symbols, the same in
/// every language of the wording. Each lesion starts with what is missing. Ends with a line feed.
///
/// Missing: a finding that is not settled is written as all values that are possible, joined by " / ", or as open
/// where none is ruled out. Sentences of rows stand in English only: vetoes and red flags are given with that remark,
/// cautions by their codes.
std::string chart_text(const decision::Assessment& assessment, const knowledge::Wording& words);

}  // namespace noms::report
