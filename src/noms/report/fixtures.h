// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "noms/decision/assessment.h"
#include "noms/knowledge/wording.h"

// Assessments written by hand for the tests of this folder; they stand for what the engine says, and are no advice.

namespace noms::report::fixtures {

/// A short wording; the real one is knowledge.
knowledge::Wording wording();

/// T10, lung cancer, ESCC 3, no deficit, SINS 6: one option, nothing missing.
decision::Assessment determined();

/// At night: deficit present, histology and most of the SINS not recorded; three options.
decision::Assessment incomplete();

/// Three lesions, one settled, one open, one without a level.
decision::Assessment three_lesions();

/// What is wrong with the tags of an SVG or HTML text: unbalanced, unquoted, a bare & or <. Empty when nothing is.
std::string markup_fault(std::string_view text);

/// How often `part` stands in `text`.
std::size_t count(std::string_view text, std::string_view part);

/// As `determined`, with markup, quotes, control characters and a formula in every free text of the case.
decision::Assessment hostile();

}  // namespace noms::report::fixtures
