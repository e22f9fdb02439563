// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/decision/assessment.h"

namespace noms::report {

/// What decides about each lesion as one line of JSON, without its line feed: the four pillars, the range of the SINS,
/// urgency, options with their rows, alternatives, vetoes, cautions and what is missing, as in the assessment but
/// without sentences, prognosis and plan; then edition and hash of the knowledge.
///
/// Missing: a set is what is still possible, as in the assessment. `certain` of a remark is told by `?` after its row.
std::string brief_json(const decision::Assessment& assessment);

/// One lesion of such a line.
struct BriefLesion {
  std::string lesion;  ///< its id
  decision::Names levels;
  std::string findings;  ///< brief_findings() of it
};

/// The members of a lesion behind its name and levels, without braces: what its facts and its position decide.
std::string brief_findings(const decision::LesionAssessment& lesion);

/// The line from its parts.
std::string brief_line(std::string_view case_id, const std::vector<BriefLesion>& lesions, std::string_view edition,
                       std::string_view knowledge_sha256);

}  // namespace noms::report
