// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noms/cli/command.h"
#include "noms/cli/into_case.h"
#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/dvh.h"
#include "noms/dosimetry/findings.h"
#include "noms/dosimetry/plan.h"
#include "noms/dosimetry/structure_set.h"

namespace noms::cli {

/// What a dose command works on.
struct DoseInput {
  dosimetry::StructureSet structures;
  dosimetry::DoseGrid dose;
  std::optional<dosimetry::Plan> plan;
  std::optional<int> fractions;       ///< typed, else from the plan
  std::vector<std::string> warnings;  ///< of dose, references and fractions
};

/// Reads the files of --structures, --dose, --plan and checks that they belong together.
/// Errors: Usage for a missing option; those of the readers, with the option as the beginning of `where`.
Result<DoseInput> read_dose_input(const Call& call);

/// Least dose in --tumour, highest in --cord, dose per fraction, as they go into a case. Nothing where neither
/// structure is named. Errors: those of dose_findings(); UnknownValue for the dose of one fraction; OutOfLimits for a
/// structure that gives no figure.
Result<Measurement> measured_doses(const Call& call, const DoseInput& input, const dosimetry::DvhOptions& options);
/// Records them in the case of --into, if there is one. Errors: those of write_into_case(); MissingField where neither
/// structure is named.
Result<bool> record_doses(const Call& call, const Measurement& measured);
Result<std::vector<dosimetry::Finding>> dose_findings(const Call& call, const DoseInput& input,
                                                      const dosimetry::DvhOptions& options);

/// Reads one file from disk. Errors: those of the readers, with the option as the beginning of `where`.
Result<dosimetry::StructureSet> read_structure_file(const std::string& path, std::string_view option);
Result<dosimetry::DoseGrid> read_dose_file(const std::string& path, std::string_view option);

/// The structures of --structure in that order; all of them without it. Errors: Usage for a name that is not there.
Result<std::vector<const dosimetry::Structure*>> chosen_structures(const Call& call,
                                                                   const dosimetry::StructureSet& set);

/// --end-caps, --contour-uncertainty, --threads.
Result<dosimetry::DvhOptions> dvh_options(const Call& call);

}  // namespace noms::cli
