// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/imaging/internal/escc_parts.h"

namespace noms::imaging::internal {

namespace {

constexpr double near_tumour = 3;   // mm: closer to the sac, a plane counts as affected
constexpr double first_plane = 10;  // mm: reference planes begin this far away
constexpr double slab = 20;         // mm: and reach this much further

bool unaffected(const PlaneShapes& p) {
  return p.has_sac && p.has_cord && p.cord_area >= 15 && (!p.has_tumour || p.tumour_near > near_tumour);
}

struct Side {
  Profile sac{}, cord{};
  double cord_area = 0;
  Point2 offset;
  double place = 0;  ///< mean distance along the spine, mm
  int count = 0;
};

Side gather(const std::vector<PlaneShapes>& planes, std::size_t at, const EsccScene& s, int step) {
  Side side;
  double first = -1;
  for (int n = static_cast<int>(at) + step; n >= 0 && n < static_cast<int>(planes.size()); n += step) {
    const PlaneShapes& p = planes[static_cast<std::size_t>(n)];
    const double away = std::abs(n - static_cast<int>(at)) * s.spacing;
    if (first >= 0 && away > first + slab + 1e-9) break;
    if (away < first_plane - 1e-9 || !unaffected(p)) continue;
    if (first < 0) first = away;
    if (first > 80) break;
    for (std::size_t r = 0; r < ray_count; ++r) side.sac[r] += p.sac_profile[r], side.cord[r] += p.cord_profile[r];
    side.cord_area += p.cord_area;
    side.offset = side.offset + (p.cord_centre - p.sac_centre);
    side.place += away;
    ++side.count;
  }
  if (side.count == 0) return side;
  const double share = 1.0 / side.count;
  for (std::size_t r = 0; r < ray_count; ++r) side.sac[r] *= share, side.cord[r] *= share;
  side.cord_area *= share;
  side.offset = share * side.offset;
  side.place *= share;
  return side;
}

/// The half away from the tumour laid over the half that faces it, left for right.
Expected by_mirror(const PlaneShapes& p) {
  Expected e;
  const Point2 towards = p.cord_gap.from - p.cord_centre;
  const double facing = std::atan2(towards.y, towards.x);
  if (std::abs(std::cos(facing)) < 0.5 || !p.has_cord) return e;  // midline: both halves are affected
  e.known = e.mirrored = true;
  for (int ray = 0; ray < ray_count; ++ray) {
    const auto r = static_cast<std::size_t>(ray);
    const auto other = static_cast<std::size_t>((ray_count / 2 - ray + ray_count) % ray_count);
    const bool near = std::cos(ray_angle(ray)) * std::cos(facing) > 0;
    e.sac[r] = near ? p.sac_profile[other] : p.sac_profile[r];
    e.cord[r] = near ? p.cord_profile[other] : p.cord_profile[r];
  }
  e.cord_area = p.cord_area;
  return e;
}

}  // namespace

Expected expected_at(const std::vector<PlaneShapes>& planes, std::size_t at, const EsccScene& scene) {
  const Side below = gather(planes, at, scene, -1);
  const Side above = gather(planes, at, scene, 1);
  Expected e;
  if (below.count + above.count == 0) return by_mirror(planes[at]);
  e.known = true;
  e.one_side = below.count == 0 || above.count == 0;
  double up = 0.5;
  if (e.one_side) {
    up = above.count > 0 ? 1 : 0;
  } else {
    up = below.place / (below.place + above.place);
  }
  for (std::size_t r = 0; r < ray_count; ++r) {
    e.sac[r] = (1 - up) * below.sac[r] + up * above.sac[r];
    e.cord[r] = (1 - up) * below.cord[r] + up * above.cord[r];
  }
  e.cord_area = (1 - up) * below.cord_area + up * above.cord_area;
  e.cord_offset = (1 - up) * below.offset + up * above.offset;
  return e;
}

double dent_depth(const Outline& shape, const Profile& expected, Point2 centre, double facing, Point2* fitted) {
  constexpr double away_angle = 75 * pi / 180;
  constexpr double facing_angle = 60 * pi / 180;
  const auto apart = [&](int ray) { return std::abs(std::remainder(ray_angle(ray) - facing, 2 * pi)); };
  Point2 at = centre;
  for (int step = 0; step < 6; ++step) {
    double xx = 1e-9, xy = 0, yy = 1e-9, bx = 0, by = 0;
    for (int ray = 0; ray < ray_count; ++ray) {
      if (apart(ray) < away_angle) continue;
      const double c = std::cos(ray_angle(ray));
      const double s = std::sin(ray_angle(ray));
      const double rest =
          std::clamp(radius_along(shape, at, ray_angle(ray)) - expected[static_cast<std::size_t>(ray)], -2.0, 2.0);
      xx += c * c, xy += c * s, yy += s * s, bx += c * rest, by += s * rest;
    }
    const double det = xx * yy - xy * xy;
    const Point2 move{(yy * bx - xy * by) / det, (xx * by - xy * bx) / det};
    at = at + move;
    if (length(move) < 0.005) break;
  }
  if (fitted != nullptr) *fitted = at;
  Profile lack{};
  for (int ray = 0; ray < ray_count; ++ray) {
    lack[static_cast<std::size_t>(ray)] =
        expected[static_cast<std::size_t>(ray)] - radius_along(shape, at, ray_angle(ray));
  }
  double deepest = 0;
  for (int ray = 0; ray < ray_count; ++ray) {
    if (apart(ray) > facing_angle) continue;
    const double mean = 0.25 * lack[static_cast<std::size_t>((ray + ray_count - 1) % ray_count)] +
                        0.5 * lack[static_cast<std::size_t>(ray)] +
                        0.25 * lack[static_cast<std::size_t>((ray + 1) % ray_count)];
    deepest = std::max(deepest, mean);
  }
  return deepest;
}

}  // namespace noms::imaging::internal
