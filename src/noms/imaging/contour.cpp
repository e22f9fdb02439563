// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/contour.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace noms::imaging {

namespace {

std::vector<float> gaussian(double sigma) {
  if (sigma <= 0) return {1.0F};
  const int half = std::max(1, static_cast<int>(std::ceil(3 * sigma)));
  std::vector<float> weights;
  double sum = 0;
  for (int d = -half; d <= half; ++d) sum += std::exp(-0.5 * d * d / (sigma * sigma));
  for (int d = -half; d <= half; ++d)
    weights.push_back(static_cast<float>(std::exp(-0.5 * d * d / (sigma * sigma)) / sum));
  return weights;
}

/// Edges are numbered: 2n for the edge from node n to the right, 2n+1 for the edge from node n upwards.
struct Crossings {
  std::vector<int> next;
  std::vector<Point2> place;
};

/// Distance from p to the segment a-b, with the nearest point.
double to_segment(Point2 p, Point2 a, Point2 b, Point2& nearest) {
  const Point2 d = b - a;
  const double n = d.x * d.x + d.y * d.y;
  const double t = n > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / n, 0.0, 1.0) : 0.0;
  nearest = a + t * d;
  return length(p - nearest);
}

Gap nearest_on(const Outline& shape, Point2 p) {
  Gap best{std::numeric_limits<double>::infinity(), p, p};
  for (const auto& loop : shape.loops) {
    for (std::size_t n = 0; n < loop.size(); ++n) {
      Point2 at;
      const double d = to_segment(p, loop[n], loop[(n + 1) % loop.size()], at);
      if (d < best.mm) best = {d, p, at};
    }
  }
  return best;
}

}  // namespace

PlaneFrame plane_frame(const Grid& grid) {
  const Vec3 x = grid.affine.column[0];
  const Vec3 y = grid.affine.column[1];
  PlaneFrame frame;
  frame.sx = length(x);
  frame.shear = dot(x, y) / frame.sx;
  if (std::abs(frame.shear) < 1e-9) frame.shear = 0;
  frame.sy = std::sqrt(std::max(0.0, dot(y, y) - frame.shear * frame.shear));
  return frame;
}

double Field::sampled(double i, double j) const {
  const double x = i - i0;
  const double y = j - j0;
  if (!(x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1)) return 0;
  const int a = std::min(static_cast<int>(x), width - 2);
  const int b = std::min(static_cast<int>(y), height - 2);
  if (a < 0 || b < 0) return 0;
  const double u = x - a;
  const double v = y - b;
  return (1 - v) * ((1 - u) * static_cast<double>(at(a, b)) + u * static_cast<double>(at(a + 1, b))) +
         v * ((1 - u) * static_cast<double>(at(a, b + 1)) + u * static_cast<double>(at(a + 1, b + 1)));
}

Field smoothed_slice(const Mask& mask, int k, int i0, int j0, int i1, int j1, double sigma) {
  Field f{i0, j0, i1 - i0 + 1, j1 - j0 + 1, {}};
  const auto w = static_cast<std::size_t>(f.width);
  const auto h = static_cast<std::size_t>(f.height);
  f.value.assign(w * h, 0.0F);
  for (int j = std::max(0, j0); j <= std::min(j1, mask.grid.size[1] - 1); ++j) {
    for (int i = std::max(0, i0); i <= std::min(i1, mask.grid.size[0] - 1); ++i) {
      f.value[static_cast<std::size_t>(j - j0) * w + static_cast<std::size_t>(i - i0)] =
          static_cast<float>(mask.at(i, j, k));
    }
  }
  const std::vector<float> weights = gaussian(sigma);
  const int half = static_cast<int>(weights.size() / 2);
  if (half == 0) return f;
  std::vector<float> rows(w * h, 0.0F);
  for (int j = 0; j < f.height; ++j) {
    for (int i = 0; i < f.width; ++i) {
      float sum = 0;
      for (int d = -half; d <= half; ++d) {
        if (i + d >= 0 && i + d < f.width) sum += weights[static_cast<std::size_t>(d + half)] * f.at(i + d, j);
      }
      rows[static_cast<std::size_t>(j) * w + static_cast<std::size_t>(i)] = sum;
    }
  }
  for (int j = 0; j < f.height; ++j) {
    for (int i = 0; i < f.width; ++i) {
      float sum = 0;
      for (int d = -half; d <= half; ++d) {
        if (j + d < 0 || j + d >= f.height) continue;
        sum += weights[static_cast<std::size_t>(d + half)] *
               rows[static_cast<std::size_t>(j + d) * w + static_cast<std::size_t>(i)];
      }
      f.value[static_cast<std::size_t>(j) * w + static_cast<std::size_t>(i)] = sum;
    }
  }
  return f;
}

Field smoothed_shape(const Mask& mask, int k, int i0, int j0, int i1, int j1, double sigma) {
  std::array<int, 4> box = {i1, j1, i0, j0};
  const int first = std::max(0, i0);
  const int last = std::min(i1, mask.grid.size[0] - 1);
  for (int j = std::max(0, j0); j <= std::min(j1, mask.grid.size[1] - 1) && first <= last; ++j) {
    const std::uint8_t* row = &mask.voxels[mask.grid.index(0, j, k)];
    const std::uint8_t* end = row + last + 1;
    const std::uint8_t* set = std::find(row + first, end, 1);
    if (set == end) continue;
    int right = last;
    while (row[right] == 0) --right;
    box = {std::min(box[0], static_cast<int>(set - row)), std::min(box[1], j), std::max(box[2], right),
           std::max(box[3], j)};
  }
  if (box[0] > box[2] || box[1] > box[3]) return {i0, j0, 0, 0, {}};
  const int edge = sigma > 0 ? std::max(1, static_cast<int>(std::ceil(3 * sigma))) + 1 : 1;
  return smoothed_slice(mask, k, std::max(i0, box[0] - edge), std::max(j0, box[1] - edge), std::min(i1, box[2] + edge),
                        std::min(j1, box[3] + edge), sigma);
}

Outline outline(const Field& field, const PlaneFrame& frame, double level) {
  const int w = field.width;
  Crossings c;
  c.next.assign(2 * static_cast<std::size_t>(std::max(0, w * field.height)), -1);
  c.place.resize(c.next.size());
  const auto cross_at = [&](int i, int j, bool up) {
    const int edge = 2 * (j * w + i) + (up ? 1 : 0);
    const double a = static_cast<double>(field.at(i, j));
    const double b = static_cast<double>(up ? field.at(i, j + 1) : field.at(i + 1, j));
    const double t = (level - a) / (b - a);
    c.place[static_cast<std::size_t>(edge)] = frame.at(field.i0 + i + (up ? 0 : t), field.j0 + j + (up ? t : 0));
    return edge;
  };
  for (int j = 0; j + 1 < field.height; ++j) {
    for (int i = 0; i + 1 < w; ++i) {
      const std::array<double, 4> v = {static_cast<double>(field.at(i, j)), static_cast<double>(field.at(i + 1, j)),
                                       static_cast<double>(field.at(i + 1, j + 1)),
                                       static_cast<double>(field.at(i, j + 1))};
      unsigned code = 0;
      for (unsigned n = 0; n < 4; ++n) code |= v[n] > level ? 1U << n : 0U;
      if (code == 0 || code == 15) continue;
      const auto edge = [&](int side) {
        return side == 0   ? cross_at(i, j, false)
               : side == 1 ? cross_at(i + 1, j, true)
               : side == 2 ? cross_at(i, j + 1, false)
                           : cross_at(i, j, true);
      };
      // Each inside run of corners is left of a segment that enters at the side before it and leaves at the side after
      // it.
      const auto join = [&](int from, int to) { c.next[static_cast<std::size_t>(edge(from))] = edge(to); };
      switch (code) {
        case 1: join(0, 3); break;
        case 2: join(1, 0); break;
        case 3: join(1, 3); break;
        case 4: join(2, 1); break;
        case 6: join(2, 0); break;
        case 7: join(2, 3); break;
        case 8: join(3, 2); break;
        case 9: join(0, 2); break;
        case 11: join(1, 2); break;
        case 12: join(3, 1); break;
        case 13: join(0, 1); break;
        case 14: join(3, 0); break;
        default: {
          const bool joined = (v[0] + v[1] + v[2] + v[3]) / 4 > level;
          if (code == 5) joined ? (join(0, 1), join(2, 3)) : (join(0, 3), join(2, 1));
          if (code == 10) joined ? (join(1, 2), join(3, 0)) : (join(1, 0), join(3, 2));
        }
      }
    }
  }
  Outline out;
  for (std::size_t start = 0; start < c.next.size(); ++start) {
    if (c.next[start] < 0) continue;
    std::vector<Point2> loop;
    auto at = static_cast<int>(start);
    while (at >= 0 && c.next[static_cast<std::size_t>(at)] >= 0) {
      loop.push_back(c.place[static_cast<std::size_t>(at)]);
      at = std::exchange(c.next[static_cast<std::size_t>(at)], -1);
    }
    if (loop.size() >= 3) out.loops.push_back(std::move(loop));
  }
  return out;
}

double area(const Outline& shape) {
  double twice = 0;
  for (const auto& loop : shape.loops) {
    for (std::size_t n = 0; n < loop.size(); ++n) {
      const Point2 a = loop[n];
      const Point2 b = loop[(n + 1) % loop.size()];
      twice += a.x * b.y - b.x * a.y;
    }
  }
  return 0.5 * twice;
}

Point2 centroid(const Outline& shape) {
  double twice = 0;
  Point2 sum;
  for (const auto& loop : shape.loops) {
    for (std::size_t n = 0; n < loop.size(); ++n) {
      const Point2 a = loop[n];
      const Point2 b = loop[(n + 1) % loop.size()];
      const double piece = a.x * b.y - b.x * a.y;
      twice += piece;
      sum = sum + piece * (a + b);
    }
  }
  return twice != 0 ? (1 / (3 * twice)) * sum : Point2{};
}

bool inside(const Outline& shape, Point2 p) {
  bool in = false;
  for (const auto& loop : shape.loops) {
    for (std::size_t n = 0; n < loop.size(); ++n) {
      const Point2 a = loop[n];
      const Point2 b = loop[(n + 1) % loop.size()];
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y)) in = !in;
    }
  }
  return in;
}

double distance_to(const Outline& shape, Point2 p) {
  return nearest_on(shape, p).mm;
}

Gap gap_between(const Outline& a, const Outline& b) {
  Gap best{std::numeric_limits<double>::infinity(), {}, {}};
  if (a.empty() || b.empty()) return best;
  for (const auto& loop : a.loops) {
    for (const Point2 p : loop) {
      if (inside(b, p)) return {0, p, p};
      const Gap g = nearest_on(b, p);
      if (g.mm < best.mm) best = g;
    }
  }
  for (const auto& loop : b.loops) {
    for (const Point2 p : loop) {
      if (inside(a, p)) return {0, p, p};
      const Gap g = nearest_on(a, p);
      if (g.mm < best.mm) best = {g.mm, g.to, g.from};
    }
  }
  return best;
}

double radius_along(const Outline& shape, Point2 centre, double angle) {
  const double cx = std::cos(angle);
  const double cy = std::sin(angle);
  double far = 0;
  for (const auto& loop : shape.loops) {
    Point2 a = loop.back() - centre;
    double side_a = cx * a.y - cy * a.x;
    for (const Point2 q : loop) {
      const Point2 b = q - centre;
      const double side_b = cx * b.y - cy * b.x;
      if ((side_a > 0) != (side_b > 0)) {
        const double t = side_a / (side_a - side_b);
        const double r = cx * (a.x + t * (b.x - a.x)) + cy * (a.y + t * (b.y - a.y));
        far = std::max(far, r);
      }
      a = b;
      side_a = side_b;
    }
  }
  return far;
}

}  // namespace noms::imaging
