// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "noms/dosimetry/geometry.h"
#include "noms/foundation/result.h"

namespace noms::dosimetry {

/// Distances of the frames from the first, along `normal`, from a Grid Frame Offset Vector.
///
/// Two readings are allowed by PS3.3 C.8.8.3.2: relative (the first is zero), and patient z coordinates (the first
/// equals that of the image position, for transverse grids). Ascending or descending. Errors: OutOfLimits at
/// (3004,000C) when it is neither of them, or does not go one way.
Result<std::vector<double>> frame_offsets(const std::vector<double>& given, double position_z, Vec3 normal);

}  // namespace noms::dosimetry
