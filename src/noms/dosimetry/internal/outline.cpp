// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/outline.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "noms/dosimetry/internal/polygons.h"

namespace noms::dosimetry {
namespace {

constexpr std::size_t run_length = 12;

double box_distance2(Point2 p, Point2 low, Point2 high) {
  const double dx = std::max({low.x - p.x, 0.0, p.x - high.x});
  const double dy = std::max({low.y - p.y, 0.0, p.y - high.y});
  return dx * dx + dy * dy;
}

double edge_distance2(Point2 p, Point2 a, Point2 b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  const double ex = p.x - a.x - t * dx;
  const double ey = p.y - a.y - t * dy;
  return ex * ex + ey * ey;
}

}  // namespace

Outline::Outline(const std::vector<Polygon>& polygons) : polygons_(&polygons) {
  constexpr double none = std::numeric_limits<double>::infinity();
  low_ = {none, none};
  high_ = {-none, -none};
  for (const auto& polygon : polygons) {
    low_ = {std::min(low_.x, polygon.low.x), std::min(low_.y, polygon.low.y)};
    high_ = {std::max(high_.x, polygon.high.x), std::max(high_.y, polygon.high.y)};
    const auto& p = polygon.points;
    for (std::size_t i = 0, j = p.size() - 1; i < p.size(); j = i++) {
      if (i % run_length == 0) runs_.push_back({{none, none}, {-none, -none}, edges_.size(), edges_.size()});
      Run& run = runs_.back();
      run.low = {std::min({run.low.x, p[i].x, p[j].x}), std::min({run.low.y, p[i].y, p[j].y})};
      run.high = {std::max({run.high.x, p[i].x, p[j].x}), std::max({run.high.y, p[i].y, p[j].y})};
      edges_.push_back({p[j], p[i]});
      run.end = edges_.size();
    }
  }
  centre_ = {(low_.x + high_.x) / 2, (low_.y + high_.y) / 2};
  for (const auto& edge : edges_)
    reach_ = std::max(reach_, std::hypot(edge.b.x - centre_.x, edge.b.y - centre_.y) * (1 + 1e-12));
}

double Outline::distance(Point2 p, double known) const {
  double best = known * known;
  const double to_box = box_distance2(p, low_, high_);
  if (to_box >= best) return known;
  // Round outlines: the circle around them is closer to them than the box.
  const double cx = p.x - centre_.x;
  const double cy = p.y - centre_.y;
  const double circle = reach_ + known;
  if (cx * cx + cy * cy >= circle * circle) return known;
  if (to_box == 0 && plane_contains(*polygons_, p)) return 0;
  for (const auto& run : runs_) {
    if (box_distance2(p, run.low, run.high) >= best) continue;
    for (std::size_t i = run.first; i < run.end; ++i)
      best = std::min(best, edge_distance2(p, edges_[i].a, edges_[i].b));
  }
  return std::sqrt(best);
}

}  // namespace noms::dosimetry
