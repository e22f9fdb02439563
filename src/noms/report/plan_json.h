// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/json/writer.h"
#include "noms/plan/plan.h"

// The plan as JSON: what the key `plan` of an assessment holds.

namespace noms::report {

/// Writes the plans as one array, keys in a fixed order. Equal plans give equal bytes. `for` and `against` are left out
/// where the table has nothing to say.
///
/// Example:
/// [{"lesion":"T10","option":{"surgery":"none","radiation":"ssrs"},"items":[{"stage":"dose","row":"DOSE-SINGLE", ...
void write_plans(json::Writer& writer, const std::vector<plan::LesionPlan>& plans);

/// The same as a document of its own, without a line feed at the end.
std::string plans_json(const std::vector<plan::LesionPlan>& plans, int indent = 2);

}  // namespace noms::report
