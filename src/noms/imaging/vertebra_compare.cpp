// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/imaging/internal/vertebra.h"

namespace noms::imaging::internal {

namespace {

/// Up to two sound vertebrae on each side of `at`.
std::vector<std::size_t> references(const std::vector<Vertebra>& spine, std::size_t at,
                                    const std::vector<bool>& involved) {
  std::vector<std::size_t> out;
  for (const int step : {-1, 1}) {
    int found = 0;
    for (int n = static_cast<int>(at) + step; n >= 0 && n < static_cast<int>(spine.size()) && found < 2; n += step) {
      const auto v = static_cast<std::size_t>(n);
      if (std::abs(spine[v].rank - spine[at].rank) > 4.5) break;
      if (involved[v] || !spine[v].shape.measured || spine[v].shape.within_ratio < 0.7) continue;
      out.push_back(v);
      ++found;
    }
  }
  return out;
}

/// A straight line over the level through the references, at one level.
double line_at(const std::vector<double>& rank, const std::vector<double>& value, double at) {
  const double n = static_cast<double>(rank.size());
  double sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (std::size_t k = 0; k < rank.size(); ++k)
    sx += rank[k], sy += value[k], sxx += rank[k] * rank[k], sxy += rank[k] * value[k];
  const double det = n * sxx - sx * sx;
  if (rank.size() < 2 || std::abs(det) < 1e-9) return sy / n;
  const double slope = (n * sxy - sx * sy) / det;
  return (sy - slope * sx) / n + slope * at;
}

/// Signed angle from one direction to another, seen along `axis`. Unit: degrees.
double turn(Vec3 a, Vec3 b, Vec3 axis) {
  const Vec3 pa = unit(a - dot(a, axis) * axis);
  const Vec3 pb = unit(b - dot(b, axis) * axis);
  return std::atan2(dot(axis, cross(pa, pb)), dot(pa, pb)) * 180 / 3.14159265358979323846;
}

struct Angles {
  double kyphosis, scoliosis;
};
std::optional<Angles> angles_around(const std::vector<Vertebra>& spine, std::size_t at) {
  if (at == 0 || at + 1 >= spine.size()) return std::nullopt;
  const Vertebra& above = spine[at - 1];
  const Vertebra& below = spine[at + 1];
  if (!above.upper || !below.lower || !spine[at].framed || below.rank - above.rank > 2.5) return std::nullopt;
  // Kyphosis tips the upper endplate forward against the lower one.
  return Angles{turn(below.lower->normal, above.upper->normal, spine[at].left),
                turn(below.lower->normal, above.upper->normal, spine[at].front)};
}

}  // namespace

void compare_with_neighbours(std::vector<Vertebra>& spine, const std::vector<bool>& involved) {
  std::vector<std::optional<Angles>> angles;
  for (std::size_t v = 0; v < spine.size(); ++v) angles.push_back(angles_around(spine, v));
  for (std::size_t v = 0; v < spine.size(); ++v) {
    VertebraShape& shape = spine[v].shape;
    if (v > 0 && spine[v].back_upper && spine[v - 1].back_lower && spine[v].rank - spine[v - 1].rank < 1.5) {
      const Vec3 step = *spine[v - 1].back_lower - *spine[v].back_upper;
      // Along the disc: the directions of the vertebra, laid into the mean plane of the two endplates.
      const Vec3 up = unit(spine[v].upper->normal + spine[v - 1].lower->normal);
      const auto in_disc = [&](Vec3 d) { return unit(d - dot(d, up) * up); };
      shape.slip_ap = dot(step, in_disc(spine[v].front));
      shape.slip_side = dot(spine[v - 1].lower->at - spine[v].upper->at, in_disc(spine[v].left));
    }
    if (angles[v]) {
      // What the segments above and below bend by nature.
      double k = 0, s = 0;
      int count = 0;
      for (const int step : {-2, 2}) {
        const int other = static_cast<int>(v) + step;
        if (other < 0 || other >= static_cast<int>(spine.size()) || !angles[static_cast<std::size_t>(other)]) continue;
        k += angles[static_cast<std::size_t>(other)]->kyphosis, s += angles[static_cast<std::size_t>(other)]->scoliosis,
            ++count;
      }
      shape.kyphosis = angles[v]->kyphosis - (count > 0 ? k / count : 0);
      shape.scoliosis = angles[v]->scoliosis - (count > 0 ? s / count : 0);
    }
    const std::vector<std::size_t> near = references(spine, v, involved);
    if (near.empty() || !shape.measured) continue;
    std::vector<double> rank;
    for (const std::size_t n : near) rank.push_back(spine[n].rank);
    for (std::size_t d = 0; d < 3; ++d) {
      std::vector<double> value;
      for (const std::size_t n : near) value.push_back(spine[n].shape.height[d]);
      shape.expected[d] = line_at(rank, value, spine[v].rank);
      if (shape.expected[d] > 1) shape.collapse = std::max(shape.collapse, 1 - shape.height[d] / shape.expected[d]);
    }
  }
}

double body_involvement(const std::vector<Vertebra>& spine, std::size_t at, const std::vector<bool>& involved,
                        const Mask& lesion) {
  double inside = 0;
  const Vertebra& v = spine[at];
  std::size_t n = 0;
  for (int k = 0; k < lesion.grid.size[2]; ++k) {
    for (int j = 0; j < lesion.grid.size[1]; ++j) {
      for (int i = 0; i < lesion.grid.size[0]; ++i, ++n) {
        if (lesion.voxels[n] == 0) continue;
        const Vec3 p = lesion.grid.affine.patient(i, j, k);
        if (v.in_body(p) && sampled(v.occupancy, p).value_or(0) > 0.5) inside += 1;
      }
    }
  }
  inside *= lesion.grid.voxel_volume() / 1000;
  std::vector<double> rank, volume;
  for (const std::size_t r : references(spine, at, involved))
    rank.push_back(spine[r].rank), volume.push_back(spine[r].shape.body_ml);
  const double expected = rank.empty() ? v.shape.body_ml : std::max(v.shape.body_ml, line_at(rank, volume, v.rank));
  return expected > 0 ? inside / (v.shape.collapse > 0.15 ? v.shape.body_ml : expected) : 0;
}

}  // namespace noms::imaging::internal
