// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include "noms/dosimetry/solid.h"

namespace noms::dosimetry {

/// One height at which a slab is sampled.
struct Layer {
  double at = 0;
  double thickness = 0;  ///< over which the dose is spread
  double weight = 0;     ///< the thickness it stands for; less than `thickness` where the slab tapers
};

/// Heights between which dose is known, along the normal of the structure.
struct HeightRange {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

/// How many layers lie between two planes at most.
constexpr double most_layers = 200;

/// The heights at which a slab is sampled, about `step` apart within `grid`; beyond it one layer stands for all.
void layers_of(const Slab& slab, double step, const HeightRange& grid, std::vector<Layer>& layers);

}  // namespace noms::dosimetry
