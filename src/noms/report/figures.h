// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "noms/decision/assessment.h"
#include "noms/knowledge/wording.h"

// Figures of one lesion as SVG elements. Each has a title and a description, role "img", and ids that begin with
// `prefix`, so that several stand in one page. They carry the light theme as attributes and a class for every role
// (`noms-ink`, ...): alone they are complete; in a page that has `figure_css()` in its style sheet they follow the
// page's theme, print and high contrast.
//
// Four looks, in every figure: known is solid with full ink; possible is outlined and dashed; excluded is faint; not
// recorded is an open diamond with the words. Never colour alone.

namespace noms::report {

enum class Direction { Vertical, Horizontal };

/// The spine from the occiput (C0) to S5 seen from the side, the levels of this lesion hatched and named, those of the
/// other lesions hatched lightly, junctional zones bracketed. T13 and L6 are drawn only where involved.
std::string spine_strip(const decision::Assessment& assessment, std::size_t lesion, const knowledge::Wording& words,
                        std::string_view prefix, Direction direction = Direction::Vertical);

/// The SINS from 0 to 18: one cell a point, zones named, known parts stacked from the left with their letters, the
/// parts that could still be added outlined after them under a bracket for the range; below, six rows with finding and
/// points.
std::string sins_bar(const decision::Sins& sins, const knowledge::Wording& words, std::string_view prefix);

/// Six axial sections of one geometry, ESCC 0 to 3, those that are still possible marked.
std::string escc_pictogram(const decision::Names& possible, const knowledge::Wording& words, std::string_view prefix);

/// N, O, M, S and the options, left to right: a node a value, an edge where a way is still open, the row on the last
/// edge.
std::string pathway(const decision::LesionAssessment& lesion, const knowledge::Wording& words, std::string_view prefix);

/// The rules that tie the classes of the figures to the custom properties --noms-paper, --noms-ink, ... (light theme as
/// fallback). A page sets the properties; it needs no other style for the figures.
std::string figure_css();

/// What a figure shows, as a table.
struct TextTwin {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// The twins of the four figures: every value they draw, with its state in a word.
TextTwin spine_twin(const decision::Assessment& assessment, std::size_t lesion, const knowledge::Wording& words);
TextTwin sins_twin(const decision::Sins& sins, const knowledge::Wording& words);
TextTwin escc_twin(const decision::Names& possible, const knowledge::Wording& words);
TextTwin pathway_twin(const decision::LesionAssessment& lesion, const knowledge::Wording& words);

/// The twin as an HTML table with caption and column heads, in a division of class `twin`; escaped.
std::string html_table(const TextTwin& twin);

}  // namespace noms::report
