// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/json/writer.h"
#include "noms/prognosis/prognosis.h"

namespace noms::report {

/// One entry of the `prognosis` array of an assessment, as an object, keys in a fixed order.
void write_prognosis(json::Writer& writer, const prognosis::Prognosis& entry);

/// The scores alone as one JSON object, with a line feed at the end: {"noms_prognosis": 1, "prognosis": [...]}.
std::string prognosis_json(const std::vector<prognosis::Prognosis>& entries, int indent = 2);

/// The names and titles of all scores: {"noms_scores": 1, "scores": [{"score": "...", "title": "..."}]}, with a line
/// feed at the end.
std::string scores_json(const prognosis::Scores& scores);

/// The definitions of the JSON Schema of an assessment that `write_prognosis` satisfies: members of `$defs`, from
/// `"prognosis_survival": {` on, without a comma at the end. The entry is `#/$defs/prognosis`.
std::string prognosis_definitions();

}  // namespace noms::report
