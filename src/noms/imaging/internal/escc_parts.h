// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "noms/imaging/escc.h"

namespace noms::imaging::internal {

constexpr double pi = 3.14159265358979323846;
constexpr int ray_count = 72;
using Profile = std::array<double, ray_count>;  ///< radius per 5 degrees, mm
inline double ray_angle(int ray) {
  return 2 * pi * ray / ray_count;
}

/// Masks on one grid: x to the left, y to the back, planes towards the head; no voxel in two structures.
struct EsccScene {
  Mask tumour, cord, sac;
  std::optional<Mask> canal;
  Order order;          ///< from the cord file
  int file_planes = 0;  ///< planes of the cord file along its slice axis
  bool plane_flipped = false;
  double pixel = 0;
  double spacing = 0;  ///< distance of neighbouring planes along their normal
  Vec3 normal;
  bool reformatted = false;
  double overall_obliquity = 0;
  std::vector<std::string> warnings;
};
Result<EsccScene> make_scene(const EsccInput& input);

/// One plane as outlines.
struct PlaneShapes {
  int k = 0;
  bool has_cord = false, has_sac = false, has_tumour = false;
  Outline tumour, cord, sac;
  Field tumour_field, sac_field, canal_field;
  Point2 cord_centre, sac_centre;
  Vec3 cord_place;  ///< centre of the cord in the patient, of the sac where there is no cord
  double cord_area = 0, sac_area = 0;
  double obliquity = 0;      ///< degrees
  Point2 tilt;               ///< direction in the plane that obliquity stretches, length 1
  double tumour_near = 1e9;  ///< gap tumour to sac, mm
  Gap cord_gap;
  Profile cord_profile{}, sac_profile{};  ///< about their own centres
};
std::vector<PlaneShapes> cut_planes(const EsccScene& scene);

/// Shapes the sac and the cord would have without tumour, and whether planes on one or both sides say so.
struct Expected {
  bool known = false;
  bool one_side = false;
  bool mirrored = false;
  Profile sac{}, cord{};
  double cord_area = 0;
  std::optional<Point2> cord_offset;  ///< of the cord's centre from the sac's
};
Expected expected_at(const std::vector<PlaneShapes>& planes, std::size_t at, const EsccScene& scene);

/// The largest depth to which `shape` falls short of `expected` in the sector that faces `facing`, after the expected
/// shape has been laid on the rays away from it. `centre` is the starting point. Unit: mm.
double dent_depth(const Outline& shape, const Profile& expected, Point2 centre, double facing,
                  Point2* fitted = nullptr);

EsccMeasures measure_plane(const PlaneShapes& plane, const Expected& expected, const EsccScene& scene);

/// Offsets by which the uncertain measures are moved, in units of their uncertainty.
struct Shifted {
  double gap = 0, sac_dent = 0, cord_dent = 0, csf = 0;
};
/// Half widths of the uncertain measures.
struct Widths {
  double gap = 0, dent = 0, csf = 0.05;
};
Widths widths_for(double pixel, double contour_sd, double obliquity, bool averaged);

struct PlaneGrade {
  EsccGrade grade = EsccGrade::G0;
  bool review = false;
  bool displaced = false;      ///< 1c with a moved cord: 2 stays possible
  bool block_unclear = false;  ///< hardly any CSF without contact or mark
};
PlaneGrade grade_plane(const EsccMeasures& m, double pixel, const Widths& w, const Shifted& s = {});

/// Measures for grading: where planes are at most 4 mm apart, a gap or a mark is averaged with those of the
/// neighbouring planes that hold tumour (1 : 2 : 1), but never made milder than the plane's own value less its
/// uncertainty. The worst of many noisy planes is otherwise graded too high, as phantoms with noisy outlines show.
EsccMeasures weighed_with_neighbours(const EsccMeasures& own, const EsccMeasures* below, const EsccMeasures* above,
                                     const Widths& w);

/// All 81 combinations with their weights.
struct Combination {
  Shifted shift;
  double weight;
};
const std::vector<Combination>& combinations();

/// What decides the grade of a plane.
std::optional<EsccDeciding> deciding_measure(const EsccPlane& plane, double pixel, const Widths& w);

}  // namespace noms::imaging::internal
