// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/spine_phantom.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace noms::imaging {

namespace {

constexpr std::array<const char*, 7> level_names = {"T9", "T10", "T11", "T12", "L1", "L2", "L3"};
constexpr int lesion_index = 3;
constexpr double disc_height = 6;
constexpr double canal_radius = 9;  // radius
constexpr double body_depth = 30;   // of a body
constexpr double half_wide = 19;

double full_height(int v) {
  return 22 + 0.8 * v;
}

/// A vertebra in its own place: the foot of its canal's middle and the tilt of its upward direction.
struct Placed {
  Vec3 foot;
  double height;
  double angle;  ///< forward tilt, radians
};

std::array<Placed, 7> placed(const SpinePhantomSpec& spec) {
  std::array<Placed, 7> out;
  Vec3 at{0, 0, 0};
  for (int v = 6; v >= 0; --v) {
    const double tilt = v < lesion_index    ? spec.wedge * 3.14159265358979 / 180
                        : v == lesion_index ? spec.wedge * 3.14159265358979 / 360
                                            : 0;
    if (v == lesion_index - 1) at.y -= spec.slip;
    const double h = full_height(v) * (v == lesion_index ? 1 - spec.collapse : 1);
    out[static_cast<std::size_t>(v)] = {at, h, tilt};
    const Vec3 up{0, -std::sin(tilt), std::cos(tilt)};
    at = at + (h + disc_height) * up;
  }
  return out;
}

struct Local {
  double left, front, up;
};
Local local(const Placed& p, Vec3 q) {
  const Vec3 d = q - p.foot;
  const Vec3 up{0, -std::sin(p.angle), std::cos(p.angle)};
  const Vec3 front{0, -std::cos(p.angle), -std::sin(p.angle)};
  return {d.x, dot(d, front), dot(d, up)};
}

bool in_vertebra(const Placed& p, const Local& q) {
  if (q.up < 0 || q.up > p.height) return false;
  const double x = q.left / half_wide;
  const double y = (q.front - canal_radius) / body_depth;
  if (y >= 0 && x * x + y * y * y * y < 1 && q.front < canal_radius + body_depth) return true;
  // The arch is a ring over the middle of the height, with a spinous process.
  if (q.up < 0.2 * p.height || q.up > 0.85 * p.height) return false;
  const double r = std::hypot(q.left, q.front);
  return (r > canal_radius && r < canal_radius + 8) ||
         (std::abs(q.left) < 4 && q.front < -canal_radius && q.front > -canal_radius - 25);
}

bool in_lesion(const SpinePhantomSpec& spec, const Placed& p, const Local& q) {
  if (!in_vertebra(p, q)) return false;
  if (q.front > canal_radius + 3) return true;
  return q.front < 0 && ((spec.posterior_sides > 0 && q.left > 6) || (spec.posterior_sides > 1 && q.left < -6));
}

double signal(const SpinePhantomSpec& spec, int v, const Local& q, bool lesion, std::size_t n) {
  const double noise = 25 * std::sin(static_cast<double>(n % 9973) * 12.9898);
  if (v < 0) return 40 + noise;
  if (!lesion) return 180 + noise;
  if (spec.quality == "lytic") return 30 + noise;
  if (spec.quality == "blastic") return 650 + noise;
  return (q.left > 0 ? 30 : 650) + noise;
}

}  // namespace

Result<SpinePhantom> make_spine_phantom(const SpinePhantomSpec& spec) {
  const bool known = spec.quality == "lytic" || spec.quality == "blastic" || spec.quality == "mixed";
  if (!known || !(spec.voxel >= 0.5 && spec.voxel <= 3) || !(spec.collapse >= 0 && spec.collapse <= 0.9) ||
      !(std::abs(spec.slip) <= 15) || !(std::abs(spec.wedge) <= 30) || spec.posterior_sides < 0 ||
      spec.posterior_sides > 2) {
    return Issue{ErrorCode::Usage, "phantom",
                 "voxel 0.5 to 3 mm, collapse 0 to 0.9, slip to 15 mm, wedge to 30 degrees, quality lytic, blastic or "
                 "mixed, sides 0 to 2"};
  }
  SpinePhantom out;
  Grid g;
  const double h = spec.voxel;
  g.size = {static_cast<int>(80 / h), static_cast<int>(160 / h), static_cast<int>(235 / h)};
  g.affine.column = {Vec3{h, 0, 0}, Vec3{0, h, 0}, Vec3{0, 0, h}};
  g.affine.origin = {-39.7, -110.2, -10.3};
  out.vertebrae = {g, std::vector<std::int32_t>(g.count(), 0)};
  out.ct = {g, std::vector<float>(g.count())};
  out.lesion = {g, std::vector<std::uint8_t>(g.count(), 0)};
  for (int v = 0; v < 7; ++v) out.meanings[v + 1] = level_names[static_cast<std::size_t>(v)];
  const auto all = placed(spec);
  std::size_t n = 0;
  for (int k = 0; k < g.size[2]; ++k) {
    for (int j = 0; j < g.size[1]; ++j) {
      for (int i = 0; i < g.size[0]; ++i, ++n) {
        const Vec3 p = g.affine.patient(i, j, k);
        int found = -1;
        Local q{};
        for (int v = 0; v < 7 && found < 0; ++v) {
          q = local(all[static_cast<std::size_t>(v)], p);
          if (in_vertebra(all[static_cast<std::size_t>(v)], q)) found = v;
        }
        const bool lesion = found == lesion_index && in_lesion(spec, all[lesion_index], q);
        out.vertebrae.voxels[n] = found + 1;
        out.lesion.voxels[n] = lesion ? 1 : 0;
        out.ct.voxels[n] = static_cast<float>(signal(spec, found, q, lesion, n));
      }
    }
  }
  return out;
}

}  // namespace noms::imaging
