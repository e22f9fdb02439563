// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noms/dicom/data_set.h"
#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/structure_set.h"
#include "noms/foundation/result.h"

namespace noms::dosimetry {

/// What an RT Plan says about fractions and prescription.
struct Plan {
  struct Prescription {
    std::optional<int> structure;  ///< ROI number
    double dose_gy = 0;
  };
  std::string instance;            ///< SOP Instance UID
  std::string structures;          ///< UID of the structure set it refers to
  std::string frame_of_reference;  ///< UID
  std::vector<int> fractions;      ///< planned, one a fraction group
  std::vector<Prescription> prescriptions;
};

/// Reads an RT Plan. Missing: a plan without fraction groups has no fraction count; it is asked for, never assumed.
/// Errors: UnknownValue at (0008,0016) for another object; OutOfLimits at (300A,0078) for a count outside 1..200.
Result<Plan> read_plan(const dicom::File& file);

/// The number of fractions, where the plan has one fraction group.
std::optional<int> fraction_count(const Plan& plan);

/// Checks that structures, dose and plan belong together.
///
/// Gives warnings, each with the tag: a reference that is absent, a plan that was made on another structure set.
/// Errors: Contradiction at (0020,0052) when the frames of reference differ, at (300C,0002) when the dose is of another
/// plan.
Result<std::vector<std::string>> check_references(const StructureSet& structures, const DoseGrid& dose,
                                                  const Plan* plan);

}  // namespace noms::dosimetry
