// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "noms/decision/assessment.h"

// The assessment as JSON: the public contract of the program, and the JSON Schema that states it.

namespace noms::report {

/// The assessment as one JSON object, keys in the fixed order of the contract, without a line feed at the end. Equal
/// assessments give equal bytes. `indent` 0 writes one line, as a bulk run needs it.
///
/// Example: assessment_json(a, 0) begins with {"noms_assessment":1,"case":
std::string assessment_json(const decision::Assessment& assessment, int indent = 2);

/// The JSON Schema (draft 2020-12) that every document of `assessment_json` satisfies. It names every key and allows no
/// other.
std::string assessment_schema();

}  // namespace noms::report
