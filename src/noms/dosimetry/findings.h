// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/dvh.h"
#include "noms/dosimetry/plan.h"

namespace noms::dosimetry {

/// A measured figure on its way into a case.
struct Finding {
  std::string field;  ///< "planned_dose_per_fraction", "gtv_dmin", "cord_dmax"
  double value_gy = 0;
  double uncertainty_gy = 0;
  std::string method;
  std::string image;  ///< SOP Instance UID of the dose
};

/// Least dose in the tumour, highest in the cord, and dose per fraction, each with its source.
///
/// Missing: a figure whose structure is not given, has no dose, or leaves the dose grid is left out.
std::vector<Finding> findings_of(const DoseGrid& dose, const Plan* plan, std::optional<int> fractions,
                                 const Dvh* tumour, const Dvh* cord);

/// The findings as the JSON of one lesion: fields with value, unit and source as the case format has them.
std::string findings_json(const std::vector<Finding>& findings);

}  // namespace noms::dosimetry
