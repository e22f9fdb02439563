// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>

namespace noms::dosimetry {

/// A point or direction of the patient coordinate system. Unit: millimetre; x to the left, y to the back, z to the
/// head.
struct Vec3 {
  double x = 0;
  double y = 0;
  double z = 0;
};

constexpr Vec3 operator+(Vec3 a, Vec3 b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
constexpr Vec3 operator-(Vec3 a, Vec3 b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
constexpr Vec3 operator*(double k, Vec3 a) {
  return {k * a.x, k * a.y, k * a.z};
}
constexpr double dot(Vec3 a, Vec3 b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
constexpr Vec3 cross(Vec3 a, Vec3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double norm(Vec3 a) {
  return std::sqrt(dot(a, a));
}

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
