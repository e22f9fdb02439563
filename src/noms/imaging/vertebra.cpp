// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/imaging/internal/vertebra.h"
#include "noms/imaging/label_conventions.h"

namespace noms::imaging::internal {

namespace {

constexpr double step_mm = 0.5;  // mm along a ray

struct Extent {
  std::array<int, 3> low{1 << 30, 1 << 30, 1 << 30};
  std::array<int, 3> high{-1, -1, -1};
  double count = 0;
};

/// Where along a line the vertebra begins and ends, sub-voxel; empty where it is not met.
struct Span {
  double low, high;
};
std::optional<Span> span_along(const Image& occupancy, Vec3 from, Vec3 direction, double low, double high,
                               bool first_only = false) {
  std::optional<Span> out;
  double before = 0;
  for (double s = low; s <= high; s += step_mm) {
    const double v = sampled(occupancy, from + s * direction).value_or(0);
    if (v > 0.5) {
      if (!out) out = Span{before < 0.5 && s > low ? s - step_mm * (v - 0.5) / (v - before) : s, s};
      out->high = s;
    } else if (before > 0.5 && out) {
      out->high = s - step_mm * (0.5 - v) / (before - v);
      if (first_only) return out;
    }
    before = v;
  }
  return out;
}

double median(std::vector<double> v) {
  if (v.empty()) return 0;
  const auto middle = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
  std::nth_element(v.begin(), middle, v.end());
  return *middle;
}

Image occupancy_of(const Labels& labels, int label, const Extent& e) {
  Image out;
  for (std::size_t a = 0; a < 3; ++a) out.grid.size[a] = e.high[a] - e.low[a] + 3;
  out.grid.affine = labels.grid.affine;
  out.grid.affine.origin = labels.grid.affine.patient(e.low[0] - 1, e.low[1] - 1, e.low[2] - 1);
  out.voxels.assign(out.grid.count(), 0.0F);
  for (int k = e.low[2]; k <= e.high[2]; ++k) {
    for (int j = e.low[1]; j <= e.high[1]; ++j) {
      std::size_t to = out.grid.index(1, j - e.low[1] + 1, k - e.low[2] + 1);
      std::size_t from = labels.grid.index(e.low[0], j, k);
      for (int i = e.low[0]; i <= e.high[0]; ++i, ++to, ++from)
        out.voxels[to] = labels.voxels[from] == label ? 1.0F : 0.0F;
    }
  }
  return out;
}

template <class F>
void for_each_voxel(const Image& occupancy, F&& use) {
  std::size_t n = 0;
  for (int k = 0; k < occupancy.grid.size[2]; ++k) {
    for (int j = 0; j < occupancy.grid.size[1]; ++j) {
      for (int i = 0; i < occupancy.grid.size[0]; ++i, ++n) {
        if (occupancy.voxels[n] > 0.5F) use(occupancy.grid.affine.patient(i, j, k));
      }
    }
  }
}

/// Directions and the plane between body and arch. Two rounds: the second starts from the body's own centre.
void set_frame(Vertebra& v, Vec3 up, const Canal& canal) {
  v.up = unit(up);
  Vec3 forward{0, -1, 0};
  Vec3 centre = v.centroid;
  for (int round = 0; round < 2; ++round) {
    const auto middle = canal.at(centre.z);
    if (!middle) return;
    if (round > 0) forward = centre - middle->centre;
    v.front = unit(forward - dot(forward, v.up) * v.up);
    if (v.front.y > 0) return;
    v.left = cross(v.front, v.up);
    if (v.left.x < 0) v.left = -1.0 * v.left;
    v.wall = middle->centre + (0.9 * middle->radius) * v.front;
    v.framed = true;
    Vec3 sum;
    double count = 0;
    for_each_voxel(v.occupancy, [&](Vec3 p) {
      if (v.in_body(p)) sum = sum + p, count += 1;
    });
    v.framed = count > 50;
    if (!v.framed) return;
    centre = (1 / count) * sum;
    v.shape.body_ml = count * v.occupancy.grid.voxel_volume() / 1000;
  }
  v.shape.centre = centre;
}

Vertebra::Endplate fitted_plane(std::vector<Vec3> points, const Vertebra& v) {
  // s = a f + b l about the mean, trimmed at two standard deviations.
  double a = 0, b = 0;
  Vec3 mean;
  for (int round = 0; round < 3; ++round) {
    mean = {};
    for (const Vec3 p : points) mean = mean + (1.0 / static_cast<double>(points.size())) * p;
    double ff = 1e-9, fl = 0, ll = 1e-9, fs = 0, ls = 0;
    for (const Vec3 p : points) {
      const Vec3 d = p - mean;
      const double f = dot(d, v.front), l = dot(d, v.left), s = dot(d, v.up);
      ff += f * f, fl += f * l, ll += l * l, fs += f * s, ls += l * s;
    }
    const double det = ff * ll - fl * fl;
    a = det > 1e-9 ? (ll * fs - fl * ls) / det : 0;
    b = det > 1e-9 ? (ff * ls - fl * fs) / det : 0;
    double sd = 0;
    const auto rest = [&](Vec3 p) {
      const Vec3 d = p - mean;
      return dot(d, v.up) - a * dot(d, v.front) - b * dot(d, v.left);
    };
    for (const Vec3 p : points) sd += rest(p) * rest(p);
    sd = std::sqrt(sd / static_cast<double>(points.size()));
    std::vector<Vec3> kept;
    for (const Vec3 p : points) {
      if (std::abs(rest(p)) <= std::max(0.3, 2.0 * sd)) kept.push_back(p);
    }
    if (kept.size() < 6) break;
    points = std::move(kept);
  }
  return {mean, unit(v.up - a * v.front - b * v.left)};
}

/// Heights at three depths, endplates, corners of the back wall.
void measure_body(Vertebra& v) {
  if (!v.framed) return;
  std::vector<double> depth;
  std::vector<double> side;
  for_each_voxel(v.occupancy, [&](Vec3 p) {
    if (!v.in_body(p)) return;
    depth.push_back(dot(p - v.wall, v.front));
    side.push_back(dot(p - v.shape.centre, v.left));
  });
  std::sort(depth.begin(), depth.end());
  std::sort(side.begin(), side.end());
  const double deep = depth[depth.size() * 98 / 100];
  const double wide = std::min(side[side.size() * 95 / 100], -side[side.size() * 5 / 100]);
  constexpr std::array<double, 3> depth_shares = {0.15, 0.5, 0.85};
  std::vector<Vec3> tops, bottoms;
  const Vec3 axis_foot =
      v.wall + dot(v.shape.centre - v.wall, v.up) * v.up + dot(v.shape.centre - v.wall, v.left) * v.left;
  for (std::size_t d = 0; d < 5; ++d) {
    const double share = d < 3 ? depth_shares[d] : d == 3 ? 0.33 : 0.67;
    std::vector<double> heights;
    for (int lane = -3; lane <= 3; ++lane) {
      const Vec3 from = axis_foot + (share * deep) * v.front + (lane / 3.0 * 0.6 * wide) * v.left;
      const auto span = span_along(v.occupancy, from, v.up, -30, 30);
      if (!span) continue;
      heights.push_back(span->high - span->low);
      tops.push_back(from + span->high * v.up);
      bottoms.push_back(from + span->low * v.up);
    }
    if (d < 3) v.shape.height[d] = median(heights);
  }
  if (tops.size() < 12) return;
  v.upper = fitted_plane(tops, v);
  v.lower = fitted_plane(bottoms, v);
  const auto corner = [&](Vec3 end, double inwards) -> std::optional<Vec3> {
    const Vec3 level = end + inwards * v.up;
    const Vec3 start =
        level + dot(v.shape.centre - level, v.front) * v.front + dot(v.shape.centre - level, v.left) * v.left;
    const auto span = span_along(v.occupancy, start, -1.0 * v.front, 0, 30, true);
    if (!span || span->low > 1) return std::nullopt;
    return start - span->high * v.front;
  };
  v.back_upper = corner(v.upper->at, -4);
  v.back_lower = corner(v.lower->at, 4);
  const auto [least, most] = std::minmax_element(v.shape.height.begin(), v.shape.height.end());
  v.shape.within_ratio = *most > 0 ? *least / *most : 0;
  v.shape.measured = *least > 0;
}

}  // namespace

std::vector<Vertebra> build_vertebrae(const Labels& labels, const std::map<int, std::string>& meanings,
                                      const Canal& canal) {
  int highest = 0;
  for (const auto& [label, name] : meanings) highest = std::max(highest, label);
  std::vector<Extent> extents(static_cast<std::size_t>(highest) + 1);
  std::vector<Vec3> sums(extents.size());
  std::size_t n = 0;
  for (int k = 0; k < labels.grid.size[2]; ++k) {
    for (int j = 0; j < labels.grid.size[1]; ++j) {
      for (int i = 0; i < labels.grid.size[0]; ++i, ++n) {
        const std::int32_t v = labels.voxels[n];
        if (v <= 0 || v > highest) continue;
        Extent& e = extents[static_cast<std::size_t>(v)];
        e.low = {std::min(e.low[0], i), std::min(e.low[1], j), std::min(e.low[2], k)};
        e.high = {std::max(e.high[0], i), std::max(e.high[1], j), std::max(e.high[2], k)};
        e.count += 1;
        sums[static_cast<std::size_t>(v)] =
            sums[static_cast<std::size_t>(v)] +
            Vec3{static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)};
      }
    }
  }
  std::vector<Vertebra> spine;
  for (const auto& [label, name] : meanings) {
    const Extent& e = extents[static_cast<std::size_t>(label)];
    const auto rank = level_rank(name);
    if (!rank || *rank >= 26 || e.count < 50) continue;
    Vertebra v;
    v.rank = *rank;
    v.shape.label = label;
    v.shape.level = name;
    v.occupancy = occupancy_of(labels, label, e);
    const Vec3 mean = (1 / e.count) * sums[static_cast<std::size_t>(label)];
    v.centroid = labels.grid.affine.patient(mean.x, mean.y, mean.z);
    v.shape.volume_ml = e.count * labels.grid.voxel_volume() / 1000;
    spine.push_back(std::move(v));
  }
  std::sort(spine.begin(), spine.end(), [](const Vertebra& a, const Vertebra& b) { return a.rank < b.rank; });
  for (std::size_t v = 0; v < spine.size(); ++v) {
    const Vec3 top = spine[v > 0 ? v - 1 : v].centroid;
    const Vec3 foot = spine[v + 1 < spine.size() ? v + 1 : v].centroid;
    if (spine.size() > 1) set_frame(spine[v], top - foot, canal);
  }
  // The bodies' own centres give the better axis.
  std::vector<Vec3> centres;
  for (const Vertebra& v : spine) centres.push_back(v.framed ? v.shape.centre : v.centroid);
  for (std::size_t v = 0; v < spine.size(); ++v) {
    if (!spine[v].framed) continue;
    set_frame(spine[v], centres[v > 0 ? v - 1 : v] - centres[v + 1 < spine.size() ? v + 1 : v], canal);
    measure_body(spine[v]);
  }
  return spine;
}

}  // namespace noms::imaging::internal
