// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "noms/dosimetry/dvh.h"
#include "noms/dosimetry/internal/coverage.h"
#include "noms/dosimetry/internal/layers.h"

// How finely structures are sampled, and a bound for the work that files can ask for.

namespace noms::dosimetry {

/// One structure on its way to a DVH.
struct Work {
  const Structure* structure = nullptr;
  Solid solid;
  Raster raster;
  double edge_mm = 1;    ///< distance of the points along long edges
  double wanted_mm = 0;  ///< sampling distance without the bound
  bool coarse = false;   ///< the bound made it wider
};

/// The work that all structures of a call may take together, in pieces of lines and partly covered pixels: about a
/// second of one processor, and a few where the dose is steep everywhere.
constexpr double most_pieces = 150e6;
/// Points along outlines of all structures together.
constexpr double most_outline_points = 40e6;

/// The distance between the nearest planes of the grid, mm.
double finest_spacing(const DoseGrid& dose);

/// Heights between which a structure meets the grid; all where one lies oblique to the other.
HeightRange heights_of_dose(const Work& work, const DoseGrid& dose);

/// Chooses the raster of every structure. Where all together would go beyond `most_pieces`, those that take most get
/// wider pixels, and are marked as coarse.
void choose_rasters(std::vector<Work>& works, const DoseGrid& dose, const DvhOptions& options);

/// Pieces that a slab takes at most, without sampling again.
double pieces_of(const Work& work, const Slab& slab, double step, const DoseGrid& dose);

}  // namespace noms::dosimetry
