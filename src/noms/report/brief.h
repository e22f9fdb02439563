// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "noms/decision/rows.h"

namespace noms::report {

/// What decides about each lesion as one line of JSON, without its line feed: the four pillars, the range of the SINS,
/// urgency, options with their rows, alternatives, vetoes, cautions and what is missing, as in the assessment but
/// without sentences, prognosis and plan; then edition and hash of the knowledge.
///
/// Missing: a set is what is still possible, as in the assessment. `certain` of a remark is told by `?` after its row.
std::string brief_json(const decision::Assessment& assessment);

/// The members of a lesion behind its name and levels, without braces: what its facts and its position decide.
std::string brief_findings(const decision::LesionRows& lesion);

/// Writes such lines from parts: begin(), add() for each lesion, end(). All append to `line`.
class BriefFrame {
public:
  BriefFrame(std::string_view edition, std::string_view knowledge_sha256);

  void begin(std::string& line, std::string_view case_id) const;
  /// `findings` as brief_findings() writes them.
  void add(std::string& line, std::string_view lesion, std::span<const std::string_view> levels,
           std::string_view findings) const;
  void end(std::string& line) const { line += end_; }

private:
  std::string end_;
};

}  // namespace noms::report
