// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/solid.h"

namespace noms::dosimetry {

/// How far trilinear interpolation may be off, by dose level: the mean over the grid points around the structure of one
/// eighth of the second differences of the dose, axes added. Unit: gray; one entry per `level_gy`, those without grid
/// points take the nearest below.
std::vector<double> curvature_by_level(const DoseGrid& dose, const Solid& solid, double level_gy, std::size_t levels);

}  // namespace noms::dosimetry
