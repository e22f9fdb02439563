// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/imaging/internal/vertebra.h"

namespace noms::imaging::internal {

namespace {

constexpr double pi = 3.14159265358979323846;

/// Empty pixels that cannot reach the edge of the slice, piece by piece.
struct Hole {
  double i = 0, j = 0;
  int count = 0;
};

std::vector<Hole> holes_in(const Labels& labels, int k, const std::vector<bool>& bone) {
  const int w = labels.grid.size[0];
  const int h = labels.grid.size[1];
  std::vector<std::uint8_t> state(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), 0);
  const std::size_t first = labels.grid.index(0, 0, k);
  bool any = false;
  for (std::size_t n = 0; n < state.size(); ++n) {
    const auto v = static_cast<std::size_t>(std::max(0, labels.voxels[first + n]));
    if (v < bone.size() && bone[v]) state[n] = 2, any = true;
  }
  std::vector<Hole> out;
  if (!any) return out;
  std::vector<int> stack;
  const auto flood = [&](int start, Hole* hole) {
    stack.assign(1, start);
    state[static_cast<std::size_t>(start)] = 1;
    while (!stack.empty()) {
      const int at = stack.back();
      stack.pop_back();
      const int i = at % w;
      const int j = at / w;
      if (hole != nullptr) hole->i += i, hole->j += j, ++hole->count;
      const auto step = [&](int to) {
        if (state[static_cast<std::size_t>(to)] == 0) state[static_cast<std::size_t>(to)] = 1, stack.push_back(to);
      };
      if (i > 0) step(at - 1);
      if (i + 1 < w) step(at + 1);
      if (j > 0) step(at - w);
      if (j + 1 < h) step(at + w);
    }
  };
  for (int n = 0; n < w * h; ++n) {
    const bool edge = n % w == 0 || n % w == w - 1 || n / w == 0 || n / w == h - 1;
    if (edge && state[static_cast<std::size_t>(n)] == 0) flood(n, nullptr);
  }
  for (int n = 0; n < w * h; ++n) {
    if (state[static_cast<std::size_t>(n)] != 0) continue;
    Hole hole;
    flood(n, &hole);
    hole.i /= hole.count;
    hole.j /= hole.count;
    out.push_back(hole);
  }
  return out;
}

std::vector<CanalPoint> from_label(const Labels& labels, const std::vector<int>& canal_labels) {
  std::vector<CanalPoint> out;
  const double pixel = labels.grid.spacing(0) * labels.grid.spacing(1);
  for (int k = 0; k < labels.grid.size[2]; ++k) {
    double i_sum = 0, j_sum = 0, count = 0;
    std::size_t n = labels.grid.index(0, 0, k);
    for (int j = 0; j < labels.grid.size[1]; ++j) {
      for (int i = 0; i < labels.grid.size[0]; ++i, ++n) {
        if (std::find(canal_labels.begin(), canal_labels.end(), labels.voxels[n]) == canal_labels.end()) continue;
        i_sum += i, j_sum += j, count += 1;
      }
    }
    if (count * pixel < 20) continue;
    out.push_back({labels.grid.affine.patient(i_sum / count, j_sum / count, k), std::sqrt(count * pixel / pi)});
  }
  return out;
}

}  // namespace

std::optional<CanalPoint> Canal::at(double z) const {
  constexpr double reach_width = 12;  // mm: the width over which points are weighed
  double sw = 0, sz = 0, szz = 0, nearest = 1e9, r = 0;
  Vec3 sum, sum_z;
  for (const CanalPoint& p : points_) {
    const double d = p.centre.z - z;
    nearest = std::min(nearest, std::abs(d));
    const double w = std::exp(-0.5 * d * d / (reach_width * reach_width));
    sw += w, sz += w * d, szz += w * d * d, r += w * p.radius;
    sum = sum + w * p.centre;
    sum_z = sum_z + (w * d) * p.centre;
  }
  if (nearest > 30 || sw < 1e-12) return std::nullopt;
  const double det = sw * szz - sz * sz;
  Vec3 centre = (1 / sw) * sum;
  if (det > 1e-6 * sw * sw) centre = (1 / det) * (szz * sum - sz * sum_z);
  centre.z = z;
  return CanalPoint{centre, r / sw};
}

Canal find_canal(const Labels& labels, const std::map<int, std::string>& meanings) {
  std::vector<int> canal_labels;
  int highest = 0;
  for (const auto& [label, name] : meanings) {
    if (name == "cord" || name == "csf" || name == "sac" || name == "canal_content") canal_labels.push_back(label);
    highest = std::max(highest, label);
  }
  if (!canal_labels.empty()) {
    std::vector<CanalPoint> points = from_label(labels, canal_labels);
    if (points.size() > 3) return Canal(std::move(points));
  }
  std::vector<bool> bone(static_cast<std::size_t>(highest) + 1, false);
  for (const auto& [label, name] : meanings) {
    if (name.size() <= 3 && label > 0) bone[static_cast<std::size_t>(label)] = true;
  }
  const double pixel = labels.grid.spacing(0) * labels.grid.spacing(1);
  std::vector<CanalPoint> points;
  for (int k = 0; k < labels.grid.size[2]; ++k) {
    for (const Hole& hole : holes_in(labels, k, bone)) {
      const double area = hole.count * pixel;
      if (area < 60 || area > 700) continue;
      points.push_back({labels.grid.affine.patient(hole.i, hole.j, k), std::sqrt(area / pi)});
    }
  }
  return Canal(std::move(points));
}

}  // namespace noms::imaging::internal
