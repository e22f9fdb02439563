// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/polygons.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace noms::dosimetry {
namespace {

// About the first point, so that a structure far from the origin loses no digits.
double signed_area(const std::vector<Point2>& points) {
  if (points.size() < 3) return 0;
  double twice = 0;
  const Point2 o = points[0];
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    twice += (points[i].x - o.x) * (points[i + 1].y - o.y) - (points[i + 1].x - o.x) * (points[i].y - o.y);
  }
  return twice / 2;
}

bool boxes_apart(const Polygon& a, const Polygon& b) {
  return a.high.x < b.low.x || b.high.x < a.low.x || a.high.y < b.low.y || b.high.y < a.low.y;
}

// Most of a handful of points decide, since contours may share points of their outline.
bool lies_inside(const Polygon& inner, const Polygon& outer) {
  if (inner.area >= outer.area || boxes_apart(inner, outer)) return false;
  const std::size_t step = std::max<std::size_t>(inner.points.size() / 7, 1);
  int yes = 0;
  int asked = 0;
  for (std::size_t i = 0; i < inner.points.size(); i += step, ++asked) yes += contains(outer, inner.points[i]) ? 1 : 0;
  return 2 * yes > asked;
}

bool same(const Polygon& a, const Polygon& b) {
  const auto near = [](double p, double q) { return std::fabs(p - q) < 1e-6; };
  return a.points.size() == b.points.size() && near(a.area, b.area) && near(a.low.x, b.low.x) &&
         near(a.low.y, b.low.y) && near(a.high.x, b.high.x) && near(a.high.y, b.high.y) &&
         outline_distance(b, a.points[0]) < 1e-6 && outline_distance(b, a.points[a.points.size() / 2]) < 1e-6;
}

double segment_distance2(Point2 p, Point2 a, Point2 b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  const double ex = p.x - a.x - t * dx;
  const double ey = p.y - a.y - t * dy;
  return ex * ex + ey * ey;
}

double turn(Point2 a, Point2 b, Point2 c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool cross_each_other(Point2 a, Point2 b, Point2 c, Point2 d) {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

}  // namespace

void measure(Polygon& polygon) {
  auto& p = polygon.points;
  p.erase(std::unique(p.begin(), p.end(), [](Point2 a, Point2 b) { return a.x == b.x && a.y == b.y; }), p.end());
  while (p.size() > 1 && p.front().x == p.back().x && p.front().y == p.back().y) p.pop_back();
  const double area = signed_area(p);
  if (area < 0) std::reverse(p.begin(), p.end());
  polygon.area = std::fabs(area);
  polygon.low = polygon.high = p.empty() ? Point2{} : p[0];
  for (const auto& q : p) {
    polygon.low = {std::min(polygon.low.x, q.x), std::min(polygon.low.y, q.y)};
    polygon.high = {std::max(polygon.high.x, q.x), std::max(polygon.high.y, q.y)};
  }
}

bool contains(const Polygon& polygon, Point2 p) {
  if (p.x < polygon.low.x || p.x > polygon.high.x || p.y < polygon.low.y || p.y > polygon.high.y) return false;
  bool inside = false;
  const auto& points = polygon.points;
  for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
    const Point2 a = points[i];
    const Point2 b = points[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

double nest(std::vector<Polygon>& polygons, int& repeated) {
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    for (std::size_t j = polygons.size(); j-- > i + 1;) {
      if (polygons[i].exclusive || !same(polygons[i], polygons[j])) continue;
      polygons.erase(polygons.begin() + static_cast<std::ptrdiff_t>(j));
      ++repeated;
    }
  }
  double area = 0;
  for (auto& inner : polygons) {
    int depth = 0;
    for (const auto& outer : polygons) depth += &inner != &outer && lies_inside(inner, outer) ? 1 : 0;
    inner.hole = depth % 2 == 1;
    area += inner.hole ? -inner.area : inner.area;
  }
  return area;
}

double outline_distance(const Polygon& polygon, Point2 p) {
  double best = std::numeric_limits<double>::infinity();
  const auto& points = polygon.points;
  for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
    best = std::min(best, segment_distance2(p, points[j], points[i]));
  }
  return std::sqrt(best);
}

double outline_distance(const Polygon& a, const Polygon& b) {
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0, j = a.points.size() - 1; i < a.points.size(); j = i++) {
    for (std::size_t k = 0, l = b.points.size() - 1; k < b.points.size(); l = k++) {
      if (cross_each_other(a.points[i], a.points[j], b.points[k], b.points[l])) return 0;
      best = std::min({best, segment_distance2(a.points[i], b.points[l], b.points[k]),
                       segment_distance2(b.points[k], a.points[j], a.points[i])});
    }
  }
  return std::sqrt(best);
}

bool plane_contains(const std::vector<Polygon>& polygons, Point2 p) {
  bool inside = false;
  for (const auto& polygon : polygons) inside ^= contains(polygon, p);
  return inside;
}

}  // namespace noms::dosimetry
