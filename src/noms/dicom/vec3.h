// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace noms::dicom {

/// A point or direction of the patient coordinate system. Unit: millimetre; x to the left, y to the back, z to the
/// head.
struct Vec3 {
  double x = 0;
  double y = 0;
  double z = 0;

  friend constexpr bool operator==(Vec3, Vec3) = default;
};

/// Sum, difference, multiple.
constexpr Vec3 operator+(Vec3 a, Vec3 b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
constexpr Vec3 operator-(Vec3 a, Vec3 b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
constexpr Vec3 operator*(double k, Vec3 a) {
  return {k * a.x, k * a.y, k * a.z};
}
/// Scalar product.
constexpr double dot(Vec3 a, Vec3 b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
/// Vector product.
constexpr Vec3 cross(Vec3 a, Vec3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
/// Length, in the unit of the parts.
inline double length(Vec3 a) {
  return std::sqrt(dot(a, a));
}

}  // namespace noms::dicom
