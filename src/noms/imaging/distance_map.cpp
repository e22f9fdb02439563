// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/distance_map.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>
#include <limits>
#include <thread>

#include "noms/imaging/internal/nearest_tree.h"

namespace noms::imaging {

namespace {

constexpr float far_limit = std::numeric_limits<float>::infinity();
constexpr int lane_count = 16;  // columns handled together: one cache line of floats

/// Runs `work(n)` for n in [0, count) on several threads.
void for_each_index(int count, int threads, const std::function<void(int)>& work) {
  if (threads <= 1 || count < 2) {
    for (int n = 0; n < count; ++n) work(n);
    return;
  }
  std::atomic<int> next{0};
  std::vector<std::thread> pool;
  for (int t = 0; t < std::min(threads, count); ++t) {
    pool.emplace_back([&] {
      for (int n = next++; n < count; n = next++) work(n);
    });
  }
  for (std::thread& t : pool) t.join();
}

/// Squared distance along a row to its nearest set voxel, by one sweep each way. False when the row is empty.
bool row_distances(const std::uint8_t* mask, int n, float step, float* out) {
  const void* first = std::memchr(mask, 1, static_cast<std::size_t>(n));
  if (first == nullptr) return false;
  const int start = static_cast<int>(static_cast<const std::uint8_t*>(first) - mask);
  for (int i = 0; i < start; ++i) out[i] = static_cast<float>(start - i);
  float d = 0;
  for (int i = start; i < n; ++i) {
    d = mask[i] != 0 ? 0.0F : d + 1.0F;
    out[i] = d;
  }
  d = 1e9F;
  for (int i = n - 1; i >= start; --i) {
    d = mask[i] != 0 ? 0.0F : d + 1.0F;
    out[i] = std::min(out[i], d);
  }
  for (int i = 0; i < n; ++i) {
    const float mm = out[i] * step;
    out[i] = mm * mm;
  }
  return true;
}

/// Room for the envelope of one column.
struct Envelope {
  explicit Envelope(int n) : at(static_cast<std::size_t>(n)), value(at.size()), from(at.size() + 1) {}
  std::vector<int> at;
  std::vector<float> value;
  std::vector<float> from;  ///< first position where the parabola is lowest
};

/// Replaces f by min over q of f[q] + (w (p - q))^2. `inverse[d]` is 1 / (2 w^2 d).
void lower_envelope(float* f, int n, float w2, const float* inverse, Envelope& e) {
  int top = -1;
  int* at = e.at.data();
  float* value = e.value.data();
  float* from = e.from.data();
  for (int q = 0; q < n; ++q) {
    const float fq = f[q];
    if (fq == far_limit) continue;
    float cut = -1.0F;
    while (top >= 0) {
      const int d = q - at[top];
      cut = 0.5F * static_cast<float>(q + at[top]) + (fq - value[top]) * inverse[d];
      if (cut > from[top]) break;
      --top;
    }
    if (top < 0) cut = -1.0F;
    if (cut >= static_cast<float>(n)) continue;
    ++top;
    at[top] = q;
    value[top] = fq;
    from[top] = cut;
  }
  if (top < 0) return;
  for (int s = 0; s <= top; ++s) {
    const int begin = s == 0 ? 0 : std::max(0, static_cast<int>(std::ceil(from[s])));
    const int end = s == top ? n : std::min(n, static_cast<int>(std::ceil(from[s + 1])));
    const float base = value[s];
    const int centre = at[s];
    for (int p = begin; p < end; ++p) {
      const float d = static_cast<float>(p - centre);
      f[p] = base + w2 * (d * d);
    }
  }
}

/// One pass over the columns of a plane: `n` samples a column `stride` apart, `width` columns beside each other.
void pass(float* plane, int width, int n, std::size_t stride, double spacing, bool root) {
  std::vector<float> inverse(static_cast<std::size_t>(n) + 1);
  for (int d = 1; d <= n; ++d)
    inverse[static_cast<std::size_t>(d)] = static_cast<float>(1 / (2 * spacing * spacing * d));
  const float w2 = static_cast<float>(spacing * spacing);
  Envelope envelope(n);
  std::vector<float> block(static_cast<std::size_t>(lane_count) * static_cast<std::size_t>(n));
  for (int first = 0; first < width; first += lane_count) {
    const int lanes = std::min(lane_count, width - first);
    for (int q = 0; q < n; ++q) {
      const float* from = plane + static_cast<std::size_t>(q) * stride + first;
      for (int lane = 0; lane < lanes; ++lane) block[static_cast<std::size_t>(lane * n + q)] = from[lane];
    }
    for (int lane = 0; lane < lanes; ++lane)
      lower_envelope(&block[static_cast<std::size_t>(lane * n)], n, w2, inverse.data(), envelope);
    for (int q = 0; q < n; ++q) {
      float* to = plane + static_cast<std::size_t>(q) * stride + first;
      for (int lane = 0; lane < lanes; ++lane) to[lane] = block[static_cast<std::size_t>(lane * n + q)];
      if (root) {
        for (int lane = 0; lane < lanes; ++lane) to[lane] = std::sqrt(to[lane]);
      }
    }
  }
}

Image separable(const Mask& mask, int threads) {
  const Grid& g = mask.grid;
  Image out{g, std::vector<float>(g.count())};
  const auto row = static_cast<std::size_t>(g.size[0]);
  const std::size_t slice = row * static_cast<std::size_t>(g.size[1]);
  for_each_index(g.size[2], threads, [&](int k) {
    float* plane = &out.voxels[static_cast<std::size_t>(k) * slice];
    const std::uint8_t* bits = &mask.voxels[static_cast<std::size_t>(k) * slice];
    bool any = false;
    for (int j = 0; j < g.size[1]; ++j) {
      float* to = plane + static_cast<std::size_t>(j) * row;
      if (row_distances(bits + static_cast<std::size_t>(j) * row, g.size[0], static_cast<float>(g.spacing(0)), to)) {
        any = true;
      } else {
        std::fill(to, to + row, far_limit);
      }
    }
    if (any) pass(plane, g.size[0], g.size[1], row, g.spacing(1), false);
  });
  for_each_index(g.size[1], threads, [&](int j) {
    pass(&out.voxels[static_cast<std::size_t>(j) * row], g.size[0], g.size[2], slice, g.spacing(2), true);
  });
  return out;
}

/// A set voxel with all six neighbours set is never the nearest one to a voxel outside.
bool is_inner(const Mask& mask, int i, int j, int k) {
  constexpr std::array<std::array<int, 3>, 6> neighbours_around = {
      {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}}};
  for (const auto& d : neighbours_around) {
    if (!mask.grid.contains(i + d[0], j + d[1], k + d[2])) return false;
    if (mask.at(i + d[0], j + d[1], k + d[2]) == 0) return false;
  }
  return true;
}

Image by_tree(const Mask& mask, int threads) {
  const Grid& g = mask.grid;
  Image out{g, std::vector<float>(g.count(), far_limit)};
  std::vector<Vec3> seeds;
  const bool mild = g.shear_degrees() < 30;  // beyond that a neighbour along an axis need not be a near one
  for (int k = 0; k < g.size[2]; ++k) {
    for (int j = 0; j < g.size[1]; ++j) {
      for (int i = 0; i < g.size[0]; ++i) {
        if (mask.at(i, j, k) != 0 && !(mild && is_inner(mask, i, j, k))) seeds.push_back(g.affine.patient(i, j, k));
      }
    }
  }
  if (seeds.empty()) return out;
  const internal::NearestTree tree(std::move(seeds));
  for_each_index(g.size[2], threads, [&](int k) {
    std::size_t n = g.index(0, 0, k);
    for (int j = 0; j < g.size[1]; ++j) {
      for (int i = 0; i < g.size[0]; ++i, ++n) {
        out.voxels[n] = mask.voxels[n] != 0 ? 0.0F : static_cast<float>(tree.distance(g.affine.patient(i, j, k)));
      }
    }
  });
  return out;
}

}  // namespace

Image distance_map(const Mask& mask, int threads) {
  return mask.grid.shear_degrees() < 1e-3 ? separable(mask, threads) : by_tree(mask, threads);
}

std::optional<Box> box_of(const Mask& mask) {
  Box box{mask.grid.size, {-1, -1, -1}};
  const auto width = static_cast<std::size_t>(mask.grid.size[0]);
  for (int k = 0; k < mask.grid.size[2]; ++k) {
    for (int j = 0; j < mask.grid.size[1]; ++j) {
      const std::uint8_t* row = &mask.voxels[mask.grid.index(0, j, k)];
      const void* first = std::memchr(row, 1, width);
      if (first == nullptr) continue;
      const void* last = memrchr(row, 1, width);
      box.low[0] = std::min(box.low[0], static_cast<int>(static_cast<const std::uint8_t*>(first) - row));
      box.high[0] = std::max(box.high[0], static_cast<int>(static_cast<const std::uint8_t*>(last) - row));
      box.low[1] = std::min(box.low[1], j), box.high[1] = std::max(box.high[1], j);
      box.low[2] = std::min(box.low[2], k), box.high[2] = std::max(box.high[2], k);
    }
  }
  if (box.high[0] < 0) return std::nullopt;
  return box;
}

Box grown(const Box& box, const Grid& grid, double mm) {
  Box out = box;
  for (std::size_t a = 0; a < 3; ++a) {
    const int by = static_cast<int>(std::ceil(mm / grid.spacing(static_cast<int>(a))));
    out.low[a] = std::max(0, box.low[a] - by);
    out.high[a] = std::min(grid.size[a] - 1, box.high[a] + by);
  }
  return out;
}

}  // namespace noms::imaging
