// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "noms/dosimetry/solid.h"

namespace noms::dosimetry {

/// Distances to the outlines of one contour plane, with boxes around runs of edges so that far runs are passed over.
class Outline {
public:
  explicit Outline(const std::vector<Polygon>& polygons);

  /// Distance to the area of the plane: 0 inside. Gives `known` as soon as it is clear that the distance is not
  /// smaller. mm
  double distance(Point2 p, double known) const;

private:
  struct Edge {
    Point2 a;
    Point2 b;
  };
  struct Run {
    Point2 low;
    Point2 high;
    std::size_t first = 0;
    std::size_t end = 0;
  };
  const std::vector<Polygon>* polygons_;
  std::vector<Edge> edges_;
  std::vector<Run> runs_;
  Point2 low_;
  Point2 high_;
  Point2 centre_;     ///< of the box
  double reach_ = 0;  ///< no point of the area lies farther from the centre
};

}  // namespace noms::dosimetry
