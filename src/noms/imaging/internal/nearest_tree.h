// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "noms/imaging/geometry.h"

namespace noms::imaging::internal {

/// Points in a tree that answers how near the nearest one is.
class NearestTree {
public:
  explicit NearestTree(std::vector<Vec3> points);
  /// Unit: mm. Range: at least one point.
  double distance(Vec3 p) const;
  /// The same where it is below `limit`, else infinite; the nearer the limit, the shorter the search.
  double distance_below(double limit, Vec3 p) const;

private:
  void build(std::size_t begin, std::size_t end, int axis);
  void search(std::size_t begin, std::size_t end, int axis, Vec3 p, double& best2) const;
  std::vector<Vec3> points_;
  Vec3 low_, high_;  ///< the box around all of them
};

}  // namespace noms::imaging::internal
