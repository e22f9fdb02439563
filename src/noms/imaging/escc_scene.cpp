// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/imaging/distance_map.h"
#include "noms/imaging/internal/escc_parts.h"

namespace noms::imaging::internal {

namespace {

/// Main direction of the voxels of a mask, by power iteration on their covariance.
Vec3 main_direction(const Mask& mask) {
  Vec3 mean;
  std::array<double, 6> c{};
  double n = 0;
  for (int pass = 0; pass < 2; ++pass) {
    std::size_t at = 0;
    for (int k = 0; k < mask.grid.size[2]; ++k) {
      for (int j = 0; j < mask.grid.size[1]; ++j) {
        for (int i = 0; i < mask.grid.size[0]; ++i, ++at) {
          if (mask.voxels[at] == 0) continue;
          const Vec3 p = mask.grid.affine.patient(i, j, k);
          if (pass == 0) {
            mean = mean + p, n += 1;
          } else {
            const Vec3 d = p - mean;
            c[0] += d.x * d.x, c[1] += d.y * d.y, c[2] += d.z * d.z, c[3] += d.x * d.y, c[4] += d.x * d.z,
                c[5] += d.y * d.z;
          }
        }
      }
    }
    if (pass == 0) mean = (1 / n) * mean;
  }
  Vec3 v{0.1, 0.2, 1};
  for (int step = 0; step < 60; ++step) {
    v = unit({c[0] * v.x + c[3] * v.y + c[4] * v.z, c[3] * v.x + c[1] * v.y + c[5] * v.z,
              c[4] * v.x + c[5] * v.y + c[2] * v.z});
  }
  return v;
}

void make_exclusive(EsccScene& s) {
  for (std::size_t n = 0; n < s.cord.voxels.size(); ++n) {
    const bool cord = s.cord.voxels[n] != 0;
    const bool tumour = s.tumour.voxels[n] != 0 && !cord;
    s.tumour.voxels[n] = tumour ? 1 : 0;
    s.sac.voxels[n] = cord || (s.sac.voxels[n] != 0 && !tumour) ? 1 : 0;
  }
}

void set_lengths(EsccScene& s) {
  const Grid& g = s.cord.grid;
  s.normal = unit(cross(g.affine.column[0], g.affine.column[1]));
  if (dot(s.normal, g.affine.column[2]) < 0) s.normal = -1.0 * s.normal;
  s.pixel = std::max(g.spacing(0), g.spacing(1));
  s.spacing = std::abs(dot(s.normal, g.affine.column[2]));
}

/// Signed distance of a mask, below 0 inside, as if the edge lay half a voxel between the centres.
Image signed_map(const Mask& mask) {
  Mask outside = mask;
  for (auto& v : outside.voxels) v = v == 0 ? 1 : 0;
  Image map = distance_map(mask);
  const Image in = distance_map(outside);
  for (std::size_t n = 0; n < map.voxels.size(); ++n) map.voxels[n] -= in.voxels[n];
  return map;
}

Mask recut(const Mask& mask, const Grid& grid) {
  Mask out{grid, std::vector<std::uint8_t>(grid.count(), 0)};
  const auto box = box_of(mask);
  if (!box) return out;
  const Box window =
      grown(*box, mask.grid, 4 * std::max({mask.grid.spacing(0), mask.grid.spacing(1), mask.grid.spacing(2)}));
  const Image map = signed_map(cropped(mask, window.low, window.high));
  std::size_t n = 0;
  for (int k = 0; k < grid.size[2]; ++k) {
    for (int j = 0; j < grid.size[1]; ++j) {
      for (int i = 0; i < grid.size[0]; ++i, ++n) {
        const auto d = sampled(map, grid.affine.patient(i, j, k));
        out.voxels[n] = d && *d < 0 ? 1 : 0;
      }
    }
  }
  return out;
}

/// New planes at right angles to the cord, as fine as the old ones were in their plane.
void reformat(EsccScene& s, Vec3 along) {
  const auto box = box_of(s.sac);
  if (!box) return;
  const Grid& old = s.cord.grid;
  if (along.z < 0) along = -1.0 * along;
  const Vec3 left = unit(Vec3{1, 0, 0} - dot(Vec3{1, 0, 0}, along) * along);
  const Vec3 back = cross(along, left);
  const double step = std::min({old.spacing(0), old.spacing(1), old.spacing(2)});
  const Box window = grown(*box, old, 18);
  Vec3 low{1e9, 1e9, 1e9};
  Vec3 high{-1e9, -1e9, -1e9};
  for (unsigned c = 0; c < 8; ++c) {
    const Vec3 p = old.affine.patient((c & 1U) != 0 ? window.high[0] : window.low[0],
                                      (c & 2U) != 0 ? window.high[1] : window.low[1],
                                      (c & 4U) != 0 ? window.high[2] : window.low[2]);
    const Vec3 q{dot(p, left), dot(p, back), dot(p, along)};
    low = {std::min(low.x, q.x), std::min(low.y, q.y), std::min(low.z, q.z)};
    high = {std::max(high.x, q.x), std::max(high.y, q.y), std::max(high.z, q.z)};
  }
  Grid g;
  const double apart = std::max({old.spacing(0), old.spacing(1), old.spacing(2)});
  g.size = {static_cast<int>((high.x - low.x) / step) + 1, static_cast<int>((high.y - low.y) / step) + 1,
            static_cast<int>((high.z - low.z) / apart) + 1};
  g.affine.column = {step * left, step * back, apart * along};
  g.affine.origin = low.x * left + low.y * back + low.z * along;
  if (g.count() > (std::size_t{1} << 28U)) return;
  for (Mask* m : {&s.tumour, &s.cord, &s.sac}) *m = recut(*m, g);
  if (s.canal) s.canal = recut(*s.canal, g);
  s.reformatted = true;
  s.warnings.push_back("the slices are oblique; planes at right angles to the cord were cut anew from the masks");
}

Issue missing(const char* what) {
  return {ErrorCode::MissingField, what, std::string("the mask of the ") + what + " is empty where the images overlap"};
}

/// Share of the cord that lies in the box around the sac, plane by plane.
double share_within_sac(const EsccScene& s) {
  std::size_t all = 0;
  std::size_t within = 0;
  for (int k = 0; k < s.cord.grid.size[2]; ++k) {
    std::array<int, 4> box = {s.sac.grid.size[0], s.sac.grid.size[1], -1, -1};
    for (const bool count : {false, true}) {
      std::size_t n = s.sac.grid.index(0, 0, k);
      for (int j = 0; j < s.sac.grid.size[1]; ++j) {
        for (int i = 0; i < s.sac.grid.size[0]; ++i, ++n) {
          if (!count && s.sac.voxels[n] != 0)
            box = {std::min(box[0], i), std::min(box[1], j), std::max(box[2], i), std::max(box[3], j)};
          if (!count || s.cord.voxels[n] == 0 || box[2] < 0) continue;
          ++all;
          within += i >= box[0] && i <= box[2] && j >= box[1] && j <= box[3] ? 1U : 0U;
        }
      }
    }
  }
  return all > 0 ? static_cast<double>(within) / static_cast<double>(all) : 0;
}

/// Swapped or misplaced masks give themselves away by what covers what.
Result<bool> check_labels(EsccScene& s) {
  std::size_t cord = 0;
  std::size_t eaten = 0;
  std::size_t csf = 0;
  for (std::size_t n = 0; n < s.cord.voxels.size(); ++n) {
    csf += s.sac.voxels[n] != 0 && s.cord.voxels[n] == 0 ? 1U : 0U;
    cord += s.cord.voxels[n];
    eaten += s.cord.voxels[n] != 0 && s.tumour.voxels[n] != 0 ? 1U : 0U;
  }
  const auto wrong = [](const char* where, const char* what) { return Issue{ErrorCode::ImageGeometry, where, what}; };
  if (eaten * 2 > cord) return wrong("tumour", "the tumour covers more than half of the cord: are the labels swapped?");
  if (csf * 20 < cord) return wrong("sac", "the sac holds nothing beside the cord: are cord and sac swapped?");
  if (share_within_sac(s) < 0.7) return wrong("cord", "the cord lies beside the sac: are the labels swapped?");
  if (eaten * 20 > cord) s.warnings.push_back("tumour and cord overlap; overlapping voxels are taken as cord");
  return true;
}

/// The cut down to sac and cord with what lies near; far tumour and air take no time.
void crop(EsccScene& s) {
  Mask both = s.sac;
  for (std::size_t n = 0; n < both.voxels.size(); ++n) both.voxels[n] |= s.cord.voxels[n];
  const auto box = box_of(both);
  if (!box) return;
  Box window = grown(*box, both.grid, 18);
  window.low[2] = 0;
  window.high[2] = both.grid.size[2] - 1;
  for (Mask* m : {&s.tumour, &s.cord, &s.sac}) *m = cropped(*m, window.low, window.high);
  if (s.canal) s.canal = cropped(*s.canal, window.low, window.high);
}

/// Masks on one grid cut down to the neighbourhood of sac and cord before anything else looks at their voxels. The axis
/// the cord runs along keeps its planes.
EsccInput around_the_sac(const EsccInput& in) {
  const bool one_grid = same_grid(in.cord.grid, in.sac.grid) && same_grid(in.cord.grid, in.tumour.grid) &&
                        (!in.canal || same_grid(in.cord.grid, in.canal->grid));
  const auto cord = box_of(in.cord);
  const auto sac = box_of(in.sac);
  if (!one_grid || !cord || !sac) return in;
  Box both = *cord;
  int axis = 0;
  double reach = 0;
  for (std::size_t a = 0; a < 3; ++a) {
    both.low[a] = std::min(cord->low[a], sac->low[a]);
    both.high[a] = std::max(cord->high[a], sac->high[a]);
    const double mm = (both.high[a] - both.low[a] + 1) * in.cord.grid.spacing(static_cast<int>(a));
    if (mm > reach) reach = mm, axis = static_cast<int>(a);
  }
  Box window = grown(both, in.cord.grid, 25);
  // Planes keep their numbers only where none is cut off.
  window.low[static_cast<std::size_t>(axis)] = 0;
  window.high[static_cast<std::size_t>(axis)] = in.cord.grid.size[static_cast<std::size_t>(axis)] - 1;
  const auto cut = [&](const Mask& m) { return cropped(m, window.low, window.high); };
  EsccInput out{cut(in.tumour), cut(in.cord), cut(in.sac), std::nullopt};
  if (in.canal) out.canal = cut(*in.canal);
  if (voxel_count(out.tumour) == 0) return in;
  return out;
}

}  // namespace

Result<EsccScene> make_scene(const EsccInput& whole) {
  const EsccInput input = around_the_sac(whole);
  if (voxel_count(input.cord) == 0) return missing("cord");
  if (voxel_count(input.tumour) == 0) return missing("tumour");
  if (voxel_count(input.sac) == 0) return missing("sac");
  EsccScene s;
  const Vec3 along = main_direction(input.cord);
  int axis = 0;
  for (int a = 1; a < 3; ++a) {
    const auto c = [&](int n) {
      return std::abs(dot(unit(input.cord.grid.affine.column[static_cast<std::size_t>(n)]), along));
    };
    if (c(a) > c(axis) + 1e-9) axis = a;
  }
  s.order = towards_lps(input.cord.grid, axis);
  s.file_planes = input.cord.grid.size[static_cast<std::size_t>(axis)];
  s.plane_flipped = s.order.flip[2];
  double lost = 0;
  const Grid& file_grid = input.cord.grid;
  s.cord = reordered(input.cord, s.order);
  s.tumour = reordered(resampled(input.tumour, file_grid), s.order);
  s.sac = reordered(resampled(input.sac, file_grid, &lost), s.order);
  if (input.canal) s.canal = reordered(resampled(*input.canal, file_grid), s.order);
  if (voxel_count(s.tumour) == 0)
    return Issue{ErrorCode::ImageGeometry, "tumour", "the tumour lies outside the image of the cord"};
  if (voxel_count(s.sac) == 0)
    return Issue{ErrorCode::ImageGeometry, "sac", "the sac lies outside the image of the cord"};
  if (lost > 100) s.warnings.push_back("part of the sac lies outside the image of the cord");

  if (auto plausible = check_labels(s); !plausible) return plausible.error();
  crop(s);
  make_exclusive(s);
  set_lengths(s);
  s.overall_obliquity = std::min(angle_between(s.normal, along), 180 - angle_between(s.normal, along));
  if (s.overall_obliquity > 25 && s.spacing < 4) {
    reformat(s, along);
    set_lengths(s);
  }
  return s;
}

}  // namespace noms::imaging::internal
