// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/prognosis/prognosis.h"
#include "noms/report/text.h"

namespace noms::report {

/// Scores as a page for a terminal: points and bands, the figures with cohort and era, items, and what is missing. No
/// line is longer than the width.
std::string prognosis_text(const std::vector<prognosis::Prognosis>& entries, const knowledge::Wording& words,
                           const TextStyle& style);

/// "8 points of 0 to 15 (higher is better): 0-8"; for a score without numbers or beside the model, that.
std::string prognosis_line(const knowledge::Wording& words, const prognosis::Prognosis& entry);

}  // namespace noms::report
