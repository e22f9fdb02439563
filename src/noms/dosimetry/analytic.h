// SPDX-License-Identifier: Apache-2.0
#pragma once

// Bodies of which the dose-volume curve is known in closed form, under a dose that rises by 1 Gy a millimetre along one
// direction.

namespace noms::dosimetry {

/// A sphere, cylinder or cone of radius `radius_mm` and length `length_mm`. `cap_mm` is the half slice that flat ends
/// get when contours stand for slices.
struct AnalyticBody {
  enum class Shape { Sphere, Cylinder, Cone };
  Shape shape = Shape::Sphere;
  bool axis_along_gradient = false;  ///< of cylinder and cone; the cone's base is at the hot end
  double radius_mm = 12;
  double length_mm = 24;
  double cap_mm = 0;
};

/// Volume whose distance from the centre along the gradient is `u` or more.
///
/// Unit:    mm3; `u` in millimetres.
/// Source:  nelms-2015; the formulas reproduce its published rows within their rounding.
double volume_above(const AnalyticBody& body, double u);

/// Least and largest distance along the gradient from the centre, mm.
double lowest(const AnalyticBody& body);
double highest(const AnalyticBody& body);

/// The distance u that the hottest `mm3` exceed. Range: 0 < mm3 < volume.
double distance_of_volume(const AnalyticBody& body, double mm3);

/// Mean distance along the gradient from the centre, mm.
double mean_distance(const AnalyticBody& body);

}  // namespace noms::dosimetry
