// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/report/beside.h"
#include "noms/report/internal/sentences.h"
#include "noms/report/internal/text_page.h"

namespace noms::report {

/// The four pillars, a line each.
void put_pillars(TextPage& page, const Wording& words, const decision::LesionAssessment& lesion);

/// The SINS: its range, a bar of blocks (not in plain mode), six rows.
void put_sins(TextPage& page, const Wording& words, const decision::Sins& sins);

/// What would change the options, the most decisive first.
void put_missing(TextPage& page, const Wording& words, const decision::LesionAssessment& lesion);

/// The plan where the treatment is settled, and a line a score.
void put_beside(TextPage& page, const Wording& words, const decision::Assessment& assessment, const Beside& beside);

/// Versions, hash and what the program is not.
void put_footer(TextPage& page, const Wording& words, const decision::Assessment& assessment);

/// A title; in capitals on a page that is not plain.
std::string titled(const TextPage& page, const std::string& title);

}  // namespace noms::report
