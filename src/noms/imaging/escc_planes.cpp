// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/imaging/distance_map.h"
#include "noms/imaging/internal/escc_parts.h"

namespace noms::imaging::internal {

namespace {

constexpr double smoothing = 0.6;  // pixels, see contour.h

struct Window {
  int i0, j0, i1, j1;
};

std::optional<Window> slice_box(const Mask& mask, int k) {
  Window w{mask.grid.size[0], mask.grid.size[1], -1, -1};
  std::size_t n = mask.grid.index(0, 0, k);
  for (int j = 0; j < mask.grid.size[1]; ++j) {
    for (int i = 0; i < mask.grid.size[0]; ++i, ++n) {
      if (mask.voxels[n] == 0) continue;
      w = {std::min(w.i0, i), std::min(w.j0, j), std::max(w.i1, i), std::max(w.j1, j)};
    }
  }
  if (w.i1 < 0) return std::nullopt;
  return w;
}

Profile profile_of(const Outline& shape, Point2 centre) {
  Profile p{};
  if (shape.empty()) return p;
  for (int ray = 0; ray < ray_count; ++ray)
    p[static_cast<std::size_t>(ray)] = radius_along(shape, centre, ray_angle(ray));
  return p;
}

Outline largest_loops(Outline shape) {
  if (shape.loops.size() < 2) return shape;
  double largest = 0;
  for (const auto& loop : shape.loops) largest = std::max(largest, area(Outline{{loop}}));
  std::erase_if(shape.loops,
                [&](const auto& loop) { return area(Outline{{loop}}) < 0.5 * largest && area(Outline{{loop}}) > 0; });
  return shape;
}

Vec3 to_patient(const EsccScene& s, const PlaneFrame& frame, Point2 p, int k) {
  const double j = p.y / frame.sy;
  return s.cord.grid.affine.patient((p.x - j * frame.shear) / frame.sx, j, k);
}

// A shape that reaches the edge of the window ends there: an outline left open would be closed by a straight line
// through the plane, which may pass nearer to the cord than the shape.
Field with_empty_edge(Field f) {
  const auto w = static_cast<std::size_t>(f.width);
  const auto h = static_cast<std::size_t>(f.height);
  for (std::size_t i = 0; i < w; ++i) f.value[i] = f.value[(h - 1) * w + i] = 0;
  for (std::size_t j = 0; j < h; ++j) f.value[j * w] = f.value[j * w + w - 1] = 0;
  return f;
}

PlaneShapes cut(const EsccScene& s, int k, const PlaneFrame& frame) {
  PlaneShapes p;
  p.k = k;
  const auto sac_box = slice_box(s.sac, k);
  if (!sac_box) return p;
  const int margin = static_cast<int>(std::ceil(16 / std::min(frame.sx, frame.sy)));
  const Window w{sac_box->i0 - margin, sac_box->j0 - margin, sac_box->i1 + margin, sac_box->j1 + margin};
  const auto field = [&](const Mask& m) {
    return with_empty_edge(smoothed_shape(m, k, w.i0, w.j0, w.i1, w.j1, smoothing));
  };
  p.sac_field = field(s.sac);
  p.sac = largest_loops(outline(p.sac_field, frame));
  p.cord = largest_loops(outline(field(s.cord), frame));
  p.tumour_field = field(s.tumour);
  p.tumour = outline(p.tumour_field, frame);
  if (s.canal) p.canal_field = field(*s.canal);
  p.has_sac = !p.sac.empty();
  p.has_cord = !p.cord.empty() && area(p.cord) > 3;
  p.has_tumour = !p.tumour.empty();
  p.sac_centre = centroid(p.sac);
  p.cord_centre = p.has_cord ? centroid(p.cord) : p.sac_centre;
  p.cord_place = to_patient(s, frame, p.cord_centre, k);
  return p;
}

/// Direction of the cord at a plane: a line through the centres within 10 mm.
Vec3 tangent(const std::vector<PlaneShapes>& planes, std::size_t at, Vec3 normal) {
  const auto near = [&](std::size_t n) {
    return planes[n].has_cord == planes[at].has_cord && planes[n].has_sac &&
           length(planes[n].cord_place - planes[at].cord_place) <= 12;
  };
  std::size_t low = at;
  std::size_t high = at;
  while (low > 0 && near(low - 1)) --low;
  while (high + 1 < planes.size() && near(high + 1)) ++high;
  if (low == high) return normal;
  return unit(planes[high].cord_place - planes[low].cord_place);
}

void squeeze(Outline& shape, Point2 tilt, double factor) {
  for (auto& loop : shape.loops) {
    for (Point2& p : loop) {
      const double along = p.x * tilt.x + p.y * tilt.y;
      p = p + ((factor - 1) * along) * tilt;
    }
  }
}

void correct_obliquity(const EsccScene& s, std::vector<PlaneShapes>& planes) {
  const Vec3 x = unit(s.cord.grid.affine.column[0]);
  const Vec3 y = unit(s.cord.grid.affine.column[1] - dot(s.cord.grid.affine.column[1], x) * x);
  for (std::size_t n = 0; n < planes.size(); ++n) {
    PlaneShapes& p = planes[n];
    if (!p.has_sac) continue;
    const Vec3 t = tangent(planes, n, s.normal);
    p.obliquity = std::min(angle_between(t, s.normal), 180 - angle_between(t, s.normal));
    p.tilt = {dot(t, x), dot(t, y)};
    const double size = length(p.tilt);
    p.tilt = size > 0 ? (1 / size) * p.tilt : Point2{1, 0};
  }
  for (PlaneShapes& p : planes) {
    if (!p.has_sac || p.obliquity <= 10) continue;
    const double factor = std::cos(std::min(p.obliquity, 40.0) * pi / 180);
    squeeze(p.sac, p.tilt, factor);
    squeeze(p.cord, p.tilt, factor);
    squeeze(p.tumour, p.tilt, factor);
    p.sac_centre = centroid(p.sac);
    p.cord_centre = p.has_cord ? centroid(p.cord) : p.sac_centre;
  }
}

}  // namespace

std::vector<PlaneShapes> cut_planes(const EsccScene& scene) {
  const PlaneFrame frame = plane_frame(scene.cord.grid);
  std::vector<PlaneShapes> planes;
  for (int k = 0; k < scene.cord.grid.size[2]; ++k) planes.push_back(cut(scene, k, frame));
  correct_obliquity(scene, planes);
  for (PlaneShapes& p : planes) {
    if (!p.has_sac) continue;
    p.sac_area = area(p.sac);
    p.cord_area = p.has_cord ? area(p.cord) : 0;
    p.sac_profile = profile_of(p.sac, p.sac_centre);
    p.cord_profile = profile_of(p.cord, p.cord_centre);
    if (p.has_tumour) p.tumour_near = gap_between(p.tumour, p.sac).mm;
    p.cord_gap = p.has_cord ? gap_between(p.tumour, p.cord) : gap_between(p.tumour, p.sac);
  }
  return planes;
}

}  // namespace noms::imaging::internal
