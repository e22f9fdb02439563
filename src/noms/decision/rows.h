// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "noms/assessment/lesion_state.h"
#include "noms/decision/assessment.h"

namespace noms::decision {

/// What decides about a lesion, for statistics: values, options, rows and missing facts, without sentences, outcomes
/// and reasons. It follows from the facts of the lesion and its position alone. Sets are what is still possible, as in
/// LesionAssessment.
struct LesionRows {
  using Words = std::vector<std::string_view>;  ///< live as long as the library or the assessment they come from
  struct Option {
    std::string_view surgery;
    std::string_view radiation;
    Words rows;
  };
  struct Remark {
    std::string_view row;
    bool certain = true;
  };

  Words histology;
  Words escc;
  Words escc_group;
  Words deficit;
  Words tumour;
  Words stability;
  Words tolerates_surgery;
  Words urgency;
  int sins_lowest = 0;
  int sins_highest = 0;
  Words sins_categories;
  std::vector<std::pair<std::string_view, Words>> sins_items;  ///< component and findings, in the order of the table
  std::vector<Option> options;
  Words marks;         ///< of the rows of the options, each letter once
  Words evidence;      ///< the same
  Words alternatives;  ///< rows; one that stands beside several options with another surgery stands there as often
  std::vector<Remark> vetoes;
  std::vector<Remark> cautions;
  Words missing;                            ///< facts that could change the options, the most decisive first
  std::vector<std::string> missing_places;  ///< the same as JSON pointers without the leading slash

  bool determined() const { return options.size() == 1; }
};

/// Equal to rows_of() of the whole decision about the lesion, at a small part of its cost. Missing: as decide_lesion().
LesionRows decide_rows(assessment::LesionState& lesion);

/// The same parts of a whole assessment, with its texts. Its histology is that of the case.
LesionRows rows_of(const Assessment& assessment, const LesionAssessment& lesion);

/// Facts of a lesion that the tables read: those recorded, and those recorded or able to change treatment or urgency.
struct FactCount {
  int recorded = 0;
  int readable = 0;
};
/// Asked last of a lesion: the sweep of its workspace has other marks then.
FactCount count_facts(assessment::LesionState& lesion);

}  // namespace noms::decision
