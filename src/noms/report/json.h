// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "noms/decision/assessment.h"
#include "noms/decision/rows.h"

// The assessment as JSON: the public contract of the program, and the JSON Schema that states it.

namespace noms::report {

/// The assessment as one JSON object, keys in the fixed order of the contract, without a line feed at the end. Equal
/// assessments give equal bytes. `indent` 0 writes one line, as a bulk run needs it. The keys `prognosis` and `plan`
/// are left out.
///
/// Example: assessment_json(a, 0) begins with {"noms_assessment":1,"case":
std::string assessment_json(const decision::Assessment& assessment, int indent = 2);

/// The members of a lesion behind its name, on one line and without braces: what its facts and its position decide.
std::string json_findings(const decision::LesionAssessment& lesion);

/// Writes assessment_json(assessment, 0) from parts: begin(), add() for each lesion, end(). All append to `line`.
class JsonFrame {
public:
  JsonFrame(std::string_view edition, const decision::Versions& versions);

  void begin(std::string& line, std::string_view case_id) const;
  /// `findings` as json_findings() writes them.
  void add(std::string& line, std::string_view lesion, std::string_view findings) const;
  void end(std::string& line, const decision::Names& notes, const decision::FactCount& facts) const;

private:
  std::string editions_;
};

/// The JSON Schema (draft 2020-12) that every document of `assessment_json` satisfies. It names every key and allows no
/// other.
std::string assessment_schema();

}  // namespace noms::report
