// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "noms/dicom/vec3.h"

namespace noms::dosimetry {

using dicom::Vec3;

/// Three directions at right angles to each other. A point's coordinates along them are three dot products.
struct Frame {
  std::array<Vec3, 3> axis{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

  Vec3 into(Vec3 p) const { return {dot(p, axis[0]), dot(p, axis[1]), dot(p, axis[2])}; }
  Vec3 out_of(Vec3 q) const { return q.x * axis[0] + q.y * axis[1] + q.z * axis[2]; }
};

/// True when the frame is that of the patient itself.
constexpr bool is_patient_frame(const Frame& f) {
  return f.axis[0].x == 1 && f.axis[1].y == 1 && f.axis[2].z == 1;
}

/// A point of a contour plane. Unit: millimetre.
struct Point2 {
  double x = 0;
  double y = 0;
};

}  // namespace noms::dosimetry
