// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "noms/dosimetry/feasible.h"

namespace noms::dosimetry {

/// Dose that can be reached by distance from the cord for one fraction, with the tumour's own distances below, as SVG.
std::string feasible_figure(const Feasible& feasible, const FeasibleOptions& options = {});

}  // namespace noms::dosimetry
