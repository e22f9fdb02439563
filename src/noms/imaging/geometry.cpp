// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/geometry.h"

#include <algorithm>
#include <limits>

namespace noms::imaging {

namespace {

template <class T>
Volume<T> sample_nearest(const Volume<T>& source, const Grid& grid) {
  Volume<T> out{grid, std::vector<T>(grid.count(), T{0})};
  const VoxelPoint start = source.grid.affine.voxel(grid.affine.origin);
  std::array<VoxelPoint, 3> step;
  for (std::size_t a = 0; a < 3; ++a) {
    const VoxelPoint end = source.grid.affine.voxel(grid.affine.origin + grid.affine.column[a]);
    for (std::size_t c = 0; c < 3; ++c) step[a][c] = end[c] - start[c];
  }
  std::size_t to = 0;
  for (int k = 0; k < grid.size[2]; ++k) {
    for (int j = 0; j < grid.size[1]; ++j) {
      for (int i = 0; i < grid.size[0]; ++i, ++to) {
        std::array<int, 3> at{};
        bool inside = true;
        for (std::size_t c = 0; c < 3; ++c) {
          const double v = start[c] + i * step[0][c] + j * step[1][c] + k * step[2][c];
          inside = inside && v > -0.5 && v < source.grid.size[c] - 0.5;
          if (inside) at[c] = std::clamp(static_cast<int>(std::floor(v + 0.5)), 0, source.grid.size[c] - 1);
        }
        if (inside) out.voxels[to] = source.at(at[0], at[1], at[2]);
      }
    }
  }
  return out;
}

std::array<Vec3, 8> corners(const Grid& g) {
  std::array<Vec3, 8> out;
  for (unsigned c = 0; c < 8; ++c) {
    out[c] = g.affine.patient((c & 1U) != 0 ? g.size[0] - 1 : 0, (c & 2U) != 0 ? g.size[1] - 1 : 0,
                              (c & 4U) != 0 ? g.size[2] - 1 : 0);
  }
  return out;
}

double component(Vec3 v, std::size_t axis) {
  return axis == 0 ? v.x : axis == 1 ? v.y : v.z;
}

}  // namespace

Vec3 unit(Vec3 a) {
  const double n = length(a);
  return n > 0 ? (1 / n) * a : a;
}

double angle_between(Vec3 a, Vec3 b) {
  return std::atan2(length(cross(a, b)), dot(a, b)) * 180 / 3.14159265358979323846;
}

Vec3 Affine::patient(double i, double j, double k) const {
  return origin + i * column[0] + j * column[1] + k * column[2];
}

double Affine::determinant() const {
  return dot(column[0], cross(column[1], column[2]));
}

VoxelPoint Affine::voxel(Vec3 p) const {
  const Vec3 d = p - origin;
  const double volume = determinant();
  return {dot(d, cross(column[1], column[2])) / volume, dot(d, cross(column[2], column[0])) / volume,
          dot(d, cross(column[0], column[1])) / volume};
}

double Grid::shear_degrees() const {
  double worst = 0;
  for (std::size_t a = 0; a < 3; ++a) {
    worst = std::max(worst, std::abs(90 - angle_between(affine.column[a], affine.column[(a + 1) % 3])));
  }
  return worst;
}

double corner_distance(const Grid& a, const Grid& b) {
  if (a.size != b.size) return std::numeric_limits<double>::infinity();
  const auto ca = corners(a);
  const auto cb = corners(b);
  double worst = 0;
  for (std::size_t c = 0; c < 8; ++c) worst = std::max(worst, length(ca[c] - cb[c]));
  return worst;
}

Order towards_lps(const Grid& grid, std::optional<int> slice_axis) {
  std::array<int, 3> axes = {0, 1, 2};
  Order best;
  double best_sum = -1;
  do {
    if (slice_axis && axes[2] != *slice_axis) continue;
    double sum = 0;
    for (std::size_t a = 0; a < 3; ++a) {
      sum += std::abs(component(unit(grid.affine.column[static_cast<std::size_t>(axes[a])]), a));
    }
    if (sum > best_sum + 1e-9) best_sum = sum, best.axis = axes;
  } while (std::next_permutation(axes.begin(), axes.end()));
  for (std::size_t a = 0; a < 3; ++a) {
    best.flip[a] = component(grid.affine.column[static_cast<std::size_t>(best.axis[a])], a) < 0;
  }
  return best;
}

Grid reordered(const Grid& grid, const Order& order) {
  Grid out;
  out.affine.origin = grid.affine.origin;
  for (std::size_t a = 0; a < 3; ++a) {
    const auto from = static_cast<std::size_t>(order.axis[a]);
    out.size[a] = grid.size[from];
    out.affine.column[a] = (order.flip[a] ? -1.0 : 1.0) * grid.affine.column[from];
    if (order.flip[a]) {
      out.affine.origin = out.affine.origin + static_cast<double>(grid.size[from] - 1) * grid.affine.column[from];
    }
  }
  return out;
}

Mask resampled(const Mask& mask, const Grid& grid, double* lost_mm3) {
  if (lost_mm3 != nullptr) *lost_mm3 = 0;
  if (same_grid(mask.grid, grid)) return mask;
  if (lost_mm3 != nullptr) {
    std::size_t lost = 0;
    std::size_t n = 0;
    for (int k = 0; k < mask.grid.size[2]; ++k) {
      for (int j = 0; j < mask.grid.size[1]; ++j) {
        for (int i = 0; i < mask.grid.size[0]; ++i, ++n) {
          if (mask.voxels[n] == 0) continue;
          const VoxelPoint v = grid.affine.voxel(mask.grid.affine.patient(i, j, k));
          for (std::size_t c = 0; c < 3; ++c) {
            if (v[c] < -0.5 || v[c] > grid.size[c] - 0.5) {
              ++lost;
              break;
            }
          }
        }
      }
    }
    *lost_mm3 = static_cast<double>(lost) * mask.grid.voxel_volume();
  }
  return sample_nearest(mask, grid);
}

Labels resampled(const Labels& labels, const Grid& grid) {
  return same_grid(labels.grid, grid) ? labels : sample_nearest(labels, grid);
}

std::optional<double> sampled(const Image& image, Vec3 place) {
  const VoxelPoint v = image.grid.affine.voxel(place);
  std::array<int, 3> low{};
  std::array<double, 3> part{};
  for (std::size_t c = 0; c < 3; ++c) {
    if (!(v[c] >= -1e-9 && v[c] <= image.grid.size[c] - 1 + 1e-9)) return std::nullopt;
    low[c] = std::clamp(static_cast<int>(std::floor(v[c])), 0, std::max(0, image.grid.size[c] - 2));
    part[c] = v[c] - low[c];
  }
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const int di = corner & 1;
    const int dj = (corner >> 1) & 1;
    const int dk = (corner >> 2) & 1;
    const double weight =
        (di != 0 ? part[0] : 1 - part[0]) * (dj != 0 ? part[1] : 1 - part[1]) * (dk != 0 ? part[2] : 1 - part[2]);
    if (weight == 0) continue;
    sum += weight * static_cast<double>(image.at(std::min(low[0] + di, image.grid.size[0] - 1),
                                                 std::min(low[1] + dj, image.grid.size[1] - 1),
                                                 std::min(low[2] + dk, image.grid.size[2] - 1)));
  }
  return sum;
}

std::size_t voxel_count(const Mask& mask) {
  std::size_t n = 0;
  for (const std::uint8_t v : mask.voxels) n += v;
  return n;
}

}  // namespace noms::imaging
