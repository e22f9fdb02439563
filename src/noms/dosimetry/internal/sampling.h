// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/dosimetry/internal/effort.h"
#include "noms/dosimetry/internal/extremes.h"
#include "noms/dosimetry/internal/histogram.h"

namespace noms::dosimetry {

/// Some slabs of one structure. Parts are the same for any number of threads and are joined in order.
struct Part {
  std::size_t work = 0;
  std::size_t first = 0;
  std::size_t end = 0;
  Histogram histogram;
  Extremes extremes;
  double outside_mm3 = 0;
  double volume_change_mm3 = 0;  ///< from overlapping contours
  bool overlaps = false;
};

/// Samples the slabs of a part.
///
/// Method:  whole pixels by lines cut at the grid planes, partly covered pixels one by one; points of the outline and
/// of the grid for the extremes. Equal input gives equal output.
void sample(const Work& work, const DoseGrid& dose, Part& part);

}  // namespace noms::dosimetry
