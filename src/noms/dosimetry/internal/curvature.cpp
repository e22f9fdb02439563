// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/curvature.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace noms::dosimetry {
namespace {

struct Range {
  std::size_t first = 0;
  std::size_t end = 0;
};

// The grid points within one step of the box around the structure.
std::array<Range, 3> around(const DoseGrid& dose, const Solid& solid) {
  std::array<double, 3> low;
  std::array<double, 3> high;
  low.fill(std::numeric_limits<double>::infinity());
  high.fill(-std::numeric_limits<double>::infinity());
  for (const auto& slab : solid.slabs) {
    for (const auto& polygon : slab.polygons) {
      for (unsigned corner = 0; corner < 8; ++corner) {
        const Vec3 q = dose.frame.into(solid.frame.out_of({(corner & 1U) != 0 ? polygon.high.x : polygon.low.x,
                                                           (corner & 2U) != 0 ? polygon.high.y : polygon.low.y,
                                                           (corner & 4U) != 0 ? slab.high : slab.low}));
        const std::array<double, 3> at{q.x, q.y, q.z};
        for (std::size_t a = 0; a < 3; ++a) {
          low[a] = std::min(low[a], at[a]);
          high[a] = std::max(high[a], at[a]);
        }
      }
    }
  }
  std::array<Range, 3> ranges;
  for (std::size_t a = 0; a < 3; ++a) {
    const auto& p = dose.positions[a];
    const auto from = std::lower_bound(p.begin(), p.end(), low[a]);
    const auto to = std::upper_bound(p.begin(), p.end(), high[a]);
    ranges[a] = {static_cast<std::size_t>(std::max<std::ptrdiff_t>(from - p.begin() - 1, 0)),
                 std::min(static_cast<std::size_t>(to - p.begin()) + 1, p.size())};
  }
  return ranges;
}

}  // namespace

std::vector<double> curvature_by_level(const DoseGrid& dose, const Solid& solid, double level_gy, std::size_t levels) {
  std::vector<double> sum(levels);
  std::vector<double> count(levels);
  const auto range = around(dose, solid);
  const std::size_t stride[3] = {1, dose.size(0), dose.size(0) * dose.size(1)};
  // Large organs need no more than some ten thousand points for a mean.
  double points = 1;
  for (const auto& r : range) points *= static_cast<double>(r.end > r.first ? r.end - r.first : 0);
  const auto skip = static_cast<std::size_t>(std::max(1.0, std::ceil(std::cbrt(points / 30'000))));
  for (std::size_t k = range[2].first; k < range[2].end; k += skip) {
    for (std::size_t j = range[1].first; j < range[1].end; j += skip) {
      for (std::size_t i = range[0].first; i < range[0].end; i += skip) {
        const std::size_t n[3] = {i, j, k};
        const float* here = dose.values.data() + (k * dose.size(1) + j) * dose.size(0) + i;
        double bend = 0;
        for (std::size_t a = 0; a < 3; ++a) {
          if (n[a] == 0 || n[a] + 1 >= dose.size(a)) continue;
          bend += std::fabs(static_cast<double>(here[stride[a]] - 2 * *here + *(here - stride[a]))) / 8;
        }
        const auto level = static_cast<std::size_t>(std::max(static_cast<double>(*here), 0.0) / level_gy);
        if (level >= levels) continue;
        sum[level] += bend;
        count[level] += 1;
      }
    }
  }
  double last = 0;
  for (std::size_t i = 0; i < levels; ++i) last = sum[i] = count[i] > 0 ? sum[i] / count[i] : last;
  return sum;
}

}  // namespace noms::dosimetry
