// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/imaging/internal/escc_parts.h"

namespace noms::imaging::internal {

namespace {

/// Distance from the sac's expected centre to the canal's wall where the file gives no canal: expected sac and 2 mm.
constexpr double epidural_space = 2;

/// Area of tumour inside the canal and outside the sac, on sixteen points a pixel. Unit: mm2.
double epidural_area(const PlaneShapes& p, const Expected& e, const EsccScene& s, Point2 sac_at) {
  const PlaneFrame frame = plane_frame(s.cord.grid);
  const Field& t = p.tumour_field;
  const double stretch = p.obliquity > 10 ? std::cos(std::min(p.obliquity, 40.0) * pi / 180) : 1;
  constexpr int sub_samples = 4;
  int hits = 0;
  for (int j = 0; j + 1 < t.height; ++j) {
    for (int i = 0; i + 1 < t.width; ++i) {
      if (std::max({t.at(i, j), t.at(i + 1, j), t.at(i, j + 1), t.at(i + 1, j + 1)}) < 0.5F) continue;
      for (int sub = 0; sub < sub_samples * sub_samples; ++sub) {
        const double x = t.i0 + i + (sub % sub_samples + 0.5) / sub_samples;
        const int row = sub / sub_samples;
        const double y = t.j0 + j + (row + 0.5) / sub_samples;
        if (t.sampled(x, y) < 0.5 || p.sac_field.sampled(x, y) >= 0.5) continue;
        if (s.canal) {
          hits += p.canal_field.sampled(x, y) >= 0.5 ? 1 : 0;
          continue;
        }
        Point2 q = frame.at(x, y);
        if (stretch != 1) q = q + ((stretch - 1) * (q.x * p.tilt.x + q.y * p.tilt.y)) * p.tilt;
        const Point2 d = q - sac_at;
        const double turn = std::atan2(d.y, d.x) / (2 * pi) * ray_count;
        const auto ray = static_cast<std::size_t>(std::lround(turn + ray_count)) % ray_count;
        hits += length(d) <= e.sac[ray] + epidural_space ? 1 : 0;
      }
    }
  }
  return hits * frame.pixel_area() * stretch / (sub_samples * sub_samples);
}

/// The third smallest CSF thickness of the rays within 20 degrees of the tumour.
double facing_csf(const PlaneShapes& p, double facing) {
  std::vector<double> csf;
  for (int d = -20; d <= 20; d += 4) {
    const double a = facing + d * pi / 180;
    const double outer = radius_along(p.sac, p.cord_centre, a);
    csf.push_back(std::max(0.0, outer - radius_along(p.cord, p.cord_centre, a)));
  }
  std::sort(csf.begin(), csf.end());
  return csf[2];
}

/// Share of the cord's perimeter that has CSF of at least `thickness`.
double csf_rim(const PlaneShapes& p, double thickness) {
  double all = 0;
  double with = 0;
  for (const auto& loop : p.cord.loops) {
    for (std::size_t n = 0; n < loop.size(); ++n) {
      const double piece = 0.5 * (length(loop[(n + 1) % loop.size()] - loop[n]) +
                                  length(loop[n] - loop[(n + loop.size() - 1) % loop.size()]));
      all += piece;
      if (inside(p.sac, loop[n]) && distance_to(p.sac, loop[n]) >= thickness) with += piece;
    }
  }
  return all > 0 ? with / all : 0;
}

double contact_degrees(const PlaneShapes& p, double pixel) {
  int touching = 0;
  for (int ray = 0; ray < ray_count; ++ray) {
    const double r = p.sac_profile[static_cast<std::size_t>(ray)];
    const Point2 edge = p.sac_centre + r * Point2{std::cos(ray_angle(ray)), std::sin(ray_angle(ray))};
    if (distance_to(p.tumour, edge) <= 0.5 * pixel || inside(p.tumour, edge)) ++touching;
  }
  return 360.0 * touching / ray_count;
}

}  // namespace

EsccMeasures measure_plane(const PlaneShapes& p, const Expected& e, const EsccScene& s) {
  EsccMeasures m;
  m.sac_area = p.sac_area;
  m.cord_area = p.cord_area;
  if (p.has_cord && p.sac_area > 0) {
    m.csf_share = std::max(0.0, 1 - p.cord_area / p.sac_area);
    m.csf_rim = csf_rim(p, std::max(0.5 * s.pixel, 0.3));
  }
  if (!p.has_tumour || p.tumour_near > 15) return m;
  const Point2 towards = (p.has_cord ? p.cord_gap.from : gap_between(p.tumour, p.sac).from) - p.cord_centre;
  const double facing = std::atan2(towards.y, towards.x);
  m.sac_gap = p.tumour_near;
  m.gap_from = p.cord_gap.from;
  m.gap_to = p.cord_gap.to;
  Point2 sac_at = p.sac_centre;
  if (e.known) m.sac_dent = dent_depth(p.sac, e.sac, p.sac_centre, facing, &sac_at);
  m.epidural_area = s.canal || e.known ? epidural_area(p, e, s, sac_at) : (p.tumour_near < 2 ? area(p.tumour) : 0);
  m.contact_arc = contact_degrees(p, s.pixel);
  if (!p.has_cord) return m;
  m.cord_gap = p.cord_gap.mm;
  m.facing_csf = facing_csf(p, facing);
  if (!e.known) return m;
  Point2 cord_at = p.cord_centre;
  m.cord_dent = dent_depth(p.cord, e.cord, p.cord_centre, facing, &cord_at);
  if (e.cord_area > 0) m.cord_area_loss = 1 - p.cord_area / e.cord_area;
  if (e.cord_offset) {
    const Point2 moved = cord_at - sac_at - *e.cord_offset;
    m.cord_shift = -(moved.x * std::cos(facing) + moved.y * std::sin(facing));
  }
  return m;
}

}  // namespace noms::imaging::internal
