// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/frame_offsets.h"

#include <cmath>

namespace noms::dosimetry {

Result<std::vector<double>> frame_offsets(const std::vector<double>& given, double position_z, Vec3 normal) {
  const std::string at = "(3004,000C)";
  std::vector<double> offsets = given;
  if (given.empty()) return Issue{ErrorCode::OutOfLimits, at, "no frame offsets"};
  if (std::fabs(given[0]) > 1e-4) {
    const bool transverse = std::fabs(normal.z) > 1 - 1e-6;
    if (!transverse || std::fabs(given[0] - position_z) > 1e-2) {
      return Issue{ErrorCode::OutOfLimits, at,
                   "the offsets neither begin with zero nor are z coordinates of a transverse grid"};
    }
    for (auto& offset : offsets) offset = (offset - given[0]) * (normal.z > 0 ? 1 : -1);
  }
  for (std::size_t i = 1; i < offsets.size(); ++i) {
    const double step = offsets[i] - offsets[i - 1];
    if (!(std::fabs(step) > 1e-3 && std::fabs(step) < 1000) || (step > 0) != (offsets[1] > offsets[0])) {
      return Issue{ErrorCode::OutOfLimits, at, "the offsets do not go one way in sensible steps"};
    }
  }
  return offsets;
}

}  // namespace noms::dosimetry
