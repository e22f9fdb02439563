// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// A place in a plane, millimetres from the plane's own corner.
struct Point2 {
  double x = 0;
  double y = 0;
  friend constexpr Point2 operator+(Point2 a, Point2 b) { return {a.x + b.x, a.y + b.y}; }
  friend constexpr Point2 operator-(Point2 a, Point2 b) { return {a.x - b.x, a.y - b.y}; }
  friend constexpr Point2 operator*(double k, Point2 a) { return {k * a.x, k * a.y}; }
};
inline double length(Point2 a) {
  return std::sqrt(a.x * a.x + a.y * a.y);
}

/// From voxel indices of a slice to millimetres in its plane: x along the first axis, y at a right angle to it.
struct PlaneFrame {
  double sx = 1;     ///< mm a step of i in x
  double shear = 0;  ///< mm a step of j in x
  double sy = 1;     ///< mm a step of j in y
  Point2 at(double i, double j) const { return {i * sx + j * shear, j * sy}; }
  /// Area of a pixel. Unit: mm2.
  double pixel_area() const { return std::abs(sx * sy); }
};
PlaneFrame plane_frame(const Grid& grid);

/// Smoothed occupancy of one slice inside a window of pixels.
struct Field {
  int i0 = 0;
  int j0 = 0;
  int width = 0;
  int height = 0;
  std::vector<float> value;

  float at(int i, int j) const {
    return value[static_cast<std::size_t>(j) * static_cast<std::size_t>(width) + static_cast<std::size_t>(i)];
  }
  /// Bilinear at pixel coordinates of the slice; 0 outside the window.
  double sampled(double i, double j) const;
};

/// A slice of a mask smoothed with a Gaussian, in the window given by two corners (pixels outside the slice count as
/// empty).
///
/// Unit:    occupancy 0 to 1. `sigma` in pixels; 0 leaves the mask as it is.
/// Range:   0.6 pixels are usual here: contours at 0.5 then have no half-pixel bias.
Field smoothed_slice(const Mask& mask, int k, int i0, int j0, int i1, int j1, double sigma);

/// The same field in the smallest window that holds the shape and an edge of empty pixels inside the window asked for:
/// an outline or a sample taken from it is the same, in less time. No pixels where the slice is empty there.
Field smoothed_shape(const Mask& mask, int k, int i0, int j0, int i1, int j1, double sigma);

/// The outline of a shape with sub-pixel corners: closed polygons, the shape to the left of each; a hole turns the
/// other way.
struct Outline {
  std::vector<std::vector<Point2>> loops;
  bool empty() const { return loops.empty(); }
};

/// Where the field crosses `level`, by marching squares. A saddle is joined when the mean of its four corners is
/// inside.
Outline outline(const Field& field, const PlaneFrame& frame, double level = 0.5);

/// Unit: mm2; holes count against.
double area(const Outline& shape);
/// Centre of area; the zero point for an empty shape.
Point2 centroid(const Outline& shape);
/// Even-odd rule over all loops.
bool inside(const Outline& shape, Point2 p);
/// Shortest distance from a place to the outline, whichever side; infinite for an empty shape. Unit: mm.
double distance_to(const Outline& shape, Point2 p);
/// Shortest distance between two shapes with the two ends; 0 when they touch or overlap. Infinite when one is empty.
/// Unit: mm.
struct Gap {
  double mm = 0;
  Point2 from;
  Point2 to;
};
Gap gap_between(const Outline& a, const Outline& b);
/// Distance from a centre outwards to the last crossing of the outline along `angle`; 0 when there is none. Unit: mm,
/// radians.
double radius_along(const Outline& shape, Point2 centre, double angle);

}  // namespace noms::imaging
