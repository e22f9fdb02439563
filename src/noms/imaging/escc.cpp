// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/escc.h"

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/imaging/internal/escc_parts.h"

namespace noms::imaging {

namespace {

using internal::EsccScene;
using internal::PlaneShapes;

constexpr double conus_area = 15;      // mm2: a smaller cord is the end of the conus
constexpr double tumour_near_mm = 15;  // mm: further from the sac, tumour plays no part
constexpr double widest_pixel = 1.25;  // mm
constexpr double widest_gap = 6;       // mm between planes

std::string mm(double value) {
  return shortest(std::round(value * 100) / 100) + " mm";
}

/// Why nothing can be graded on these images, or an empty text.
std::string refusal(const EsccScene& s) {
  if (s.pixel > widest_pixel + 1e-6) return "the pixels of " + mm(s.pixel) + " are larger than 1.25 mm";
  if (s.spacing > widest_gap + 1e-6) return "the planes are " + mm(s.spacing) + " apart, more than 6 mm";
  if (s.overall_obliquity > 30 && !s.reformatted) return "thick slices lie more than 30 degrees oblique to the cord";
  return {};
}

int file_plane(const EsccScene& s, int k) {
  return s.plane_flipped && !s.reformatted ? s.file_planes - 1 - k : k;
}

/// Whether a plane is graded together with its neighbours; exact outlines need no averaging.
bool averages(const EsccScene& s, const EsccOptions& options) {
  return options.contour_sd >= 0.1 && s.spacing <= 4 + 1e-6;
}

EsccPlane measure_one(const EsccScene& s, const std::vector<PlaneShapes>& shapes, std::size_t n,
                      std::pair<int, int> cord_range) {
  const PlaneShapes& p = shapes[n];
  EsccPlane out;
  out.plane = file_plane(s, p.k);
  out.centre = p.cord_place;
  out.obliquity = p.obliquity;
  out.tumour = p.has_tumour && p.tumour_near <= tumour_near_mm;
  out.cauda_equina = p.k < cord_range.first;
  const internal::Expected expected = out.tumour ? internal::expected_at(shapes, n, s) : internal::Expected{};
  out.measures = internal::measure_plane(p, expected, s);
  out.weighed = out.measures;
  if (!out.tumour || out.measures.epidural_area < 2) return out;
  if (!p.has_cord && !out.cauda_equina) out.not_assessable = "there is tumour here but no cord in the mask";
  if (!expected.known) out.not_assessable = "there is no plane without tumour to compare with";
  return out;
}

void grade_one(const EsccScene& s, const EsccOptions& options, EsccPlane& out) {
  if (!out.tumour || !out.not_assessable.empty()) return;
  const auto w = internal::widths_for(s.pixel, options.contour_sd, out.obliquity, averages(s, options));
  const auto graded = internal::grade_plane(out.weighed, s.pixel, w);
  out.grade = graded.grade;
  out.review = graded.review && graded.grade != EsccGrade::G0;
  for (const auto& c : internal::combinations()) {
    const auto g = internal::grade_plane(out.weighed, s.pixel, w, c.shift);
    out.set.weight[static_cast<std::size_t>(g.grade)] += c.weight;
    if (g.displaced) out.set.always[static_cast<std::size_t>(EsccGrade::G2)] = true;
  }
  if (!out.review) return;
  out.set.always[static_cast<std::size_t>(EsccGrade::G2)] = true;
  out.set.always[static_cast<std::size_t>(EsccGrade::G3)] = true;
}

void grade_all(const EsccScene& s, const EsccOptions& options, std::vector<EsccPlane>& planes) {
  for (std::size_t n = 0; n < planes.size() && averages(s, options); ++n) {
    const auto beside = [&](std::size_t other) -> const EsccMeasures* {
      return other < planes.size() && planes[other].tumour && std::abs(planes[other].plane - planes[n].plane) == 1
                 ? &planes[other].measures
                 : nullptr;
    };
    const auto w = internal::widths_for(s.pixel, options.contour_sd, planes[n].obliquity, false);
    planes[n].weighed =
        internal::weighed_with_neighbours(planes[n].measures, n > 0 ? beside(n - 1) : nullptr, beside(n + 1), w);
  }
  for (EsccPlane& p : planes) grade_one(s, options, p);
}

/// The highest grade that holds on two neighbouring planes, or on one where planes are at least 3 mm apart.
EsccGrade worst(const std::vector<EsccGrade>& grades, const std::vector<int>& planes, double spacing,
                std::size_t* where) {
  EsccGrade best = EsccGrade::G0;
  bool found = false;
  const bool single = spacing >= 3 - 1e-6;
  for (std::size_t n = 0; n < grades.size(); ++n) {
    EsccGrade g = grades[n];
    if (!single) {
      EsccGrade beside = EsccGrade::G0;
      if (n > 0 && std::abs(planes[n] - planes[n - 1]) == 1) beside = grades[n - 1];
      if (n + 1 < grades.size() && std::abs(planes[n] - planes[n + 1]) == 1) beside = std::max(beside, grades[n + 1]);
      g = std::min(g, beside);
    }
    if (!found || g > best) best = g, *where = n, found = true;
  }
  return best;
}

/// How strongly a plane shows its grade: among equal grades the picture is taken from the strongest.
double strength(const EsccPlane& p) {
  const EsccMeasures& m = p.weighed;
  return m.cord_dent.value_or(0) + m.sac_dent.value_or(0) - m.csf_share.value_or(1) -
         0.2 * std::min(10.0, m.cord_gap.value_or(10));
}

void combine(const EsccScene& s, const EsccOptions& options, EsccResult& r) {
  std::vector<EsccPlane*> graded;
  std::vector<int> index;
  for (EsccPlane& p : r.planes) {
    if (p.grade && !p.cauda_equina) graded.push_back(&p), index.push_back(p.plane);
  }
  std::size_t where = 0;
  std::vector<EsccGrade> grades;
  for (const EsccPlane* p : graded) grades.push_back(*p->grade);
  r.grade = worst(grades, index, s.spacing, &where);
  for (std::size_t n = 0; n < graded.size(); ++n) {
    if (grades[n] == *r.grade && strength(*graded[n]) > strength(*graded[where])) where = n;
  }
  for (const auto& c : internal::combinations()) {
    std::size_t ignored = 0;
    for (std::size_t n = 0; n < graded.size(); ++n) {
      const auto w = internal::widths_for(s.pixel, options.contour_sd, graded[n]->obliquity, averages(s, options));
      grades[n] = internal::grade_plane(graded[n]->weighed, s.pixel, w, c.shift).grade;
    }
    r.set.weight[static_cast<std::size_t>(worst(grades, index, s.spacing, &ignored))] += c.weight;
  }
  for (const EsccPlane* p : graded) {
    if (p->review) r.review = true;
    for (std::size_t g = 0; g < escc_grades; ++g)
      r.set.always[g] = r.set.always[g] || (p->set.always[g] && static_cast<EsccGrade>(g) >= *r.grade);
  }
  r.confidence = r.set.weight[static_cast<std::size_t>(*r.grade)];
  if (graded.empty()) return;
  const EsccPlane& at = *graded[where];
  const auto w = internal::widths_for(s.pixel, options.contour_sd, at.obliquity, averages(s, options));
  EsccPlane whole = at;
  r.deciding = internal::deciding_measure(whole, s.pixel, w);
  const auto own = internal::grade_plane(at.weighed, s.pixel, w);
  if (own.displaced)
    r.remark = "the cord is displaced and keeps its shape; definitions differ whether that is compression";
  if (own.block_unclear)
    r.remark =
        "hardly any CSF is left, without contact or mark of the cord: a narrow canal or another cause is possible";
}

void add_warnings(const EsccScene& s, EsccResult& r) {
  if (s.spacing > 4 + 1e-6)
    r.warnings.push_back("planes are more than 4 mm apart; a focal maximum may lie between two of them");
  double worst_tilt = 0;
  double previous = 0;
  for (const EsccPlane& p : r.planes) {
    if (p.tumour) worst_tilt = std::max(worst_tilt, p.obliquity);
    if (!p.tumour && previous > 0 && p.measures.sac_area > 0 && std::abs(p.measures.sac_area / previous - 1) > 0.3 &&
        p.measures.cord_area > conus_area) {
      r.warnings.push_back("the sac's area changes by more than 30 % between planes without tumour near plane " +
                           std::to_string(p.plane));
    }
    previous = p.tumour ? 0 : p.measures.sac_area;
  }
  if (worst_tilt > 10)
    r.warnings.push_back("slices lie up to " + shortest(std::round(worst_tilt)) +
                         " degrees oblique to the cord; lengths are corrected and uncertain");
  if (r.warnings.size() > 12) r.warnings.resize(12);
}

/// Planes where the cord is a cord: from the lowest to the highest with an area above the conus' end.
std::pair<int, int> cord_planes(const std::vector<PlaneShapes>& shapes) {
  int low = -1;
  int high = -1;
  for (const PlaneShapes& p : shapes) {
    if (!p.has_cord) continue;
    if (high < 0 || p.k > high) high = p.k;
    if (low < 0) low = p.k;
  }
  // The tapering end of the conus, unless it is squeezed flat by tumour.
  while (low < high) {
    const PlaneShapes& p = shapes[static_cast<std::size_t>(low)];
    if (p.has_cord && (p.cord_area >= conus_area || p.tumour_near < 3)) break;
    ++low;
  }
  return {low, high};
}

std::string no_grade(const EsccResult& r) {
  bool any_tumour = false;
  bool any_cord = false;
  for (const EsccPlane& p : r.planes) {
    any_tumour = any_tumour || p.tumour;
    any_cord = any_cord || (p.tumour && !p.cauda_equina);
    if (p.tumour && !p.not_assessable.empty()) return p.not_assessable + " (plane " + std::to_string(p.plane) + ")";
  }
  if (!any_tumour) return {};
  if (!any_cord) return "cauda equina level: the scale is not defined below the cord; sac measures are given per plane";
  return {};
}

/// Interior planes where a structure is absent between planes that have it.
std::string hole_in(const std::vector<PlaneShapes>& shapes) {
  int first = -1;
  int last = -1;
  for (const PlaneShapes& p : shapes) {
    if (!p.has_sac) continue;
    if (first < 0) first = p.k;
    last = p.k;
  }
  for (int k = first; k >= 0 && k <= last; ++k) {
    if (!shapes[static_cast<std::size_t>(k)].has_sac) return std::to_string(k);
  }
  return {};
}

}  // namespace

Result<EsccResult> measure_escc(const EsccInput& input, const EsccOptions& options) {
  const auto made = internal::make_scene(input);
  if (!made) return made.error();
  const EsccScene& s = made.value();
  EsccResult r;
  r.pixel = s.pixel;
  r.spacing = s.spacing;
  r.slice_axis = s.order.axis[2];
  r.reformatted = s.reformatted;
  r.warnings = s.warnings;
  r.reason = refusal(s);
  if (!r.reason.empty()) return r;
  const std::vector<PlaneShapes> shapes = internal::cut_planes(s);
  const auto range = cord_planes(shapes);
  if (!hole_in(shapes).empty()) r.warnings.push_back("the sac is missing in a plane between others that have it");
  for (std::size_t n = 0; n < shapes.size(); ++n) {
    if (shapes[n].has_sac) r.planes.push_back(measure_one(s, shapes, n, range));
  }
  grade_all(s, options, r.planes);
  add_warnings(s, r);
  r.reason = no_grade(r);
  if (r.reason.empty()) combine(s, options, r);
  return r;
}

Result<std::vector<EsccPicture>> escc_pictures(const EsccInput& input, const std::vector<int>& planes) {
  const auto made = internal::make_scene(input);
  if (!made) return made.error();
  const EsccScene& s = made.value();
  std::vector<EsccPicture> pictures;
  for (const int plane : planes) {
    EsccPicture out;
    out.grid = s.cord.grid;
    out.plane = s.plane_flipped && !s.reformatted ? s.file_planes - 1 - plane : plane;
    if (out.plane < 0 || out.plane >= out.grid.size[2])
      return Issue{ErrorCode::OutOfLimits, "plane", "there is no such plane"};
    out.frame = plane_frame(out.grid);
    const auto outline_of = [&](const Mask& m) {
      return outline(smoothed_slice(m, out.plane, -4, -4, m.grid.size[0] + 3, m.grid.size[1] + 3, 0.6), out.frame);
    };
    out.tumour = outline_of(s.tumour);
    out.cord = outline_of(s.cord);
    out.sac = outline_of(s.sac);
    pictures.push_back(std::move(out));
  }
  return pictures;
}

}  // namespace noms::imaging
