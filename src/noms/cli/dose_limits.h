// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/cli/dose_input.h"
#include "noms/dosimetry/limits.h"

namespace noms::cli {

/// The limit tables that the program was built with. Errors: those of read_limits().
Result<dosimetry::LimitLibrary> embedded_limits();

/// What is held against limits: how dose is sampled, the limits, and the dose with its number of fractions.
struct DoseAgainstLimits {
  dosimetry::DvhOptions options;
  dosimetry::LimitLibrary library;
  DoseInput input;
};
/// Errors: those of its parts; MissingField at --fractions where nothing says the number of fractions.
Result<DoseAgainstLimits> read_dose_against_limits(const Call& call);

}  // namespace noms::cli
