// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/internal/nearest_tree.h"

#include <algorithm>
#include <limits>

namespace noms::imaging::internal {

namespace {
double along(Vec3 p, int axis) {
  return axis == 0 ? p.x : axis == 1 ? p.y : p.z;
}
}  // namespace

NearestTree::NearestTree(std::vector<Vec3> points) : points_(std::move(points)) {
  if (!points_.empty()) low_ = high_ = points_.front();
  for (const Vec3 p : points_) {
    low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y), std::min(low_.z, p.z)};
    high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y), std::max(high_.z, p.z)};
  }
  build(0, points_.size(), 0);
}

void NearestTree::build(std::size_t begin, std::size_t end, int axis) {
  if (end - begin <= 8) return;
  const std::size_t middle = begin + (end - begin) / 2;
  std::nth_element(points_.begin() + static_cast<std::ptrdiff_t>(begin),
                   points_.begin() + static_cast<std::ptrdiff_t>(middle),
                   points_.begin() + static_cast<std::ptrdiff_t>(end),
                   [axis](Vec3 a, Vec3 b) { return along(a, axis) < along(b, axis); });
  build(begin, middle, (axis + 1) % 3);
  build(middle + 1, end, (axis + 1) % 3);
}

void NearestTree::search(std::size_t begin, std::size_t end, int axis, Vec3 p, double& best2) const {
  if (end - begin <= 8) {
    for (std::size_t n = begin; n < end; ++n) best2 = std::min(best2, dot(points_[n] - p, points_[n] - p));
    return;
  }
  const std::size_t middle = begin + (end - begin) / 2;
  best2 = std::min(best2, dot(points_[middle] - p, points_[middle] - p));
  const double side = along(p, axis) - along(points_[middle], axis);
  const int next = (axis + 1) % 3;
  if (side < 0) {
    search(begin, middle, next, p, best2);
    if (side * side < best2) search(middle + 1, end, next, p, best2);
  } else {
    search(middle + 1, end, next, p, best2);
    if (side * side < best2) search(begin, middle, next, p, best2);
  }
}

double NearestTree::distance(Vec3 p) const {
  double best2 = std::numeric_limits<double>::infinity();
  search(0, points_.size(), 0, p, best2);
  return std::sqrt(best2);
}

double NearestTree::distance_below(double limit, Vec3 p) const {
  const Vec3 nearest{std::clamp(p.x, low_.x, high_.x), std::clamp(p.y, low_.y, high_.y),
                     std::clamp(p.z, low_.z, high_.z)};
  double best2 = limit * limit;
  if (dot(p - nearest, p - nearest) >= best2) return std::numeric_limits<double>::infinity();
  search(0, points_.size(), 0, p, best2);
  return best2 < limit * limit ? std::sqrt(best2) : std::numeric_limits<double>::infinity();
}

}  // namespace noms::imaging::internal
