// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/structure_mask.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "noms/imaging/contour.h"
#include "noms/imaging/distance_map.h"

namespace noms::imaging {
namespace {

using dicom::Structure;

constexpr const char* contour_tag = "(3006,0050)";
constexpr double flat_mm = 0.1;      // how far a point may lie off its plane
constexpr double space_mm = 3;       // around the structures
constexpr double same_plane = 0.05;  // mm

std::span<const Vec3> points_of(const Structure& s, const dicom::Contour& c) {
  return {s.points.data() + c.first, c.count};
}

/// Twice the area along the normal.
Vec3 area_vector(std::span<const Vec3> p) {
  Vec3 sum;
  for (std::size_t i = 1; i + 1 < p.size(); ++i) sum = sum + cross(p[i] - p[0], p[i + 1] - p[0]);
  return sum;
}

std::optional<Vec3> normal_of(const std::vector<const Structure*>& structures) {
  Vec3 best;
  for (const Structure* s : structures) {
    for (const auto& c : s->contours) {
      const Vec3 n = area_vector(points_of(*s, c));
      if (length(n) > length(best)) best = n;
    }
  }
  if (length(best) == 0) return std::nullopt;
  Vec3 n = unit(best);
  const double leading = std::max({std::fabs(n.x), std::fabs(n.y), std::fabs(n.z)});
  const double sign = leading == std::fabs(n.z) ? n.z : leading == std::fabs(n.y) ? n.y : n.x;
  if (sign < 0) n = -1 * n;
  // Rounded coordinates tilt the plane of a contour a little: an axial one is axial.
  return std::fabs(n.z) > 1 - 1e-6 ? Vec3{0, 0, 1} : n;
}

/// The height of a flat contour; empty where it is not flat in this direction.
std::optional<double> height_of(std::span<const Vec3> p, Vec3 normal) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const Vec3 q : p) {
    low = std::min(low, dot(q, normal));
    high = std::max(high, dot(q, normal));
  }
  if (high - low > 2 * flat_mm) return std::nullopt;
  return (low + high) / 2;
}

Result<std::vector<double>> planes_of(const std::vector<const Structure*>& structures, Vec3 normal) {
  std::vector<double> heights;
  for (const Structure* s : structures) {
    for (const auto& c : s->contours) {
      const auto height = height_of(points_of(*s, c), normal);
      if (!height)
        return Issue{ErrorCode::OutOfLimits, contour_tag, "contours are not flat, or not parallel to each other"};
      heights.push_back(*height);
    }
  }
  std::sort(heights.begin(), heights.end());
  std::vector<double> planes;
  for (const double h : heights) {
    if (planes.empty() || h - planes.back() > same_plane) planes.push_back(h);
  }
  if (planes.size() < 2)
    return Issue{ErrorCode::MissingField, "(3006,0040)", "the structures have contours in one plane only"};
  return planes;
}

/// The distance of the planes: the median of the gaps.
Result<double> spacing_of(const std::vector<double>& planes) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < planes.size(); ++i) gaps.push_back(planes[i] - planes[i - 1]);
  std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2), gaps.end());
  const double spacing = gaps[gaps.size() / 2];
  for (const double h : planes) {
    const double at = (h - planes.front()) / spacing;
    if (std::fabs(at - std::round(at)) > 0.25)
      return Issue{ErrorCode::ImageGeometry, contour_tag, "the planes of the contours are not evenly spaced"};
  }
  return spacing;
}

Point2 in_grid(const Grid& grid, Vec3 p) {
  const VoxelPoint v = grid.affine.voxel(p);
  return {v[0], v[1]};
}

/// Turns over the voxels of a plane whose centres lie inside the polygon, given in voxels.
void toggle(Mask& mask, int k, const std::vector<Point2>& polygon) {
  const auto [low, high] =
      std::minmax_element(polygon.begin(), polygon.end(), [](const Point2& a, const Point2& b) { return a.y < b.y; });
  const int first = std::max(0, static_cast<int>(std::ceil(low->y)));
  const int last = std::min(mask.grid.size[1] - 1, static_cast<int>(std::floor(high->y)));
  std::vector<double> crossings;
  for (int j = first; j <= last; ++j) {
    crossings.clear();
    for (std::size_t a = 0, b = polygon.size() - 1; a < polygon.size(); b = a++) {
      const Point2 p = polygon[a];
      const Point2 q = polygon[b];
      if ((p.y > j) != (q.y > j)) crossings.push_back(p.x + (j - p.y) / (q.y - p.y) * (q.x - p.x));
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t c = 0; c + 1 < crossings.size(); c += 2) {
      const int from = std::max(0, static_cast<int>(std::ceil(crossings[c])));
      for (int i = from; i < mask.grid.size[0] && i < crossings[c + 1]; ++i)
        mask.voxels[mask.grid.index(i, j, k)] ^= 1U;
    }
  }
}

/// Distance to the edge of the shape in one plane, negative inside.
std::vector<float> signed_distance(const Mask& mask, int k) {
  Mask plane{mask.grid, {}};
  plane.grid.size[2] = 1;
  const auto first = mask.voxels.begin() + static_cast<std::ptrdiff_t>(mask.grid.index(0, 0, k));
  plane.voxels.assign(first, first + static_cast<std::ptrdiff_t>(plane.grid.count()));
  std::vector<float> out = distance_map(plane).voxels;
  for (auto& v : plane.voxels) v ^= 1U;
  const std::vector<float> inner = distance_map(plane).voxels;
  for (std::size_t n = 0; n < out.size(); ++n) out[n] -= inner[n];
  return out;
}

void fill_between(Mask& mask, int k) {
  const auto below = signed_distance(mask, k - 1);
  const auto above = signed_distance(mask, k + 1);
  const std::size_t first = mask.grid.index(0, 0, k);
  for (std::size_t n = 0; n < below.size(); ++n) mask.voxels[first + n] = below[n] + above[n] < 0 ? 1 : 0;
}

}  // namespace

Result<Grid> contour_grid(const std::vector<const Structure*>& structures, double pixel) {
  const auto n = normal_of(structures);
  if (!n) return Issue{ErrorCode::MissingField, "(3006,0040)", "the structures have no closed contour"};
  for (const Structure* s : structures) {
    if (s->frame_of_reference != structures.front()->frame_of_reference)
      return Issue{ErrorCode::Contradiction, "(3006,0024)", "the structures lie in different frames of reference"};
  }
  const auto planes = planes_of(structures, *n);
  if (!planes) return planes.error();
  const auto spacing = spacing_of(planes.value());
  if (!spacing) return spacing.error();
  const Vec3 side = std::fabs(n->x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
  const Vec3 u = unit(side - dot(side, *n) * *n);
  const Vec3 v = cross(*n, u);
  constexpr double far = std::numeric_limits<double>::infinity();
  Point2 low{far, far};
  Point2 high{-far, -far};
  for (const Structure* s : structures) {
    for (const Vec3 p : s->points) {
      low = {std::min(low.x, dot(p, u)), std::min(low.y, dot(p, v))};
      high = {std::max(high.x, dot(p, u)), std::max(high.y, dot(p, v))};
    }
  }
  const double left = std::floor((low.x - space_mm) / pixel);
  const double top = std::floor((low.y - space_mm) / pixel);
  const double columns = std::ceil((high.x + space_mm) / pixel) - left;
  const double rows = std::ceil((high.y + space_mm) / pixel) - top;
  const double count = std::round((planes.value().back() - planes.value().front()) / spacing.value()) + 1;
  if (!(columns * rows * count < static_cast<double>(1U << 28U)))
    return Issue{ErrorCode::TooLarge, contour_tag, "the structures need more than 2^28 voxels of this size"};
  Grid grid;
  grid.size = {static_cast<int>(columns), static_cast<int>(rows), static_cast<int>(count)};
  grid.affine.column = {pixel * u, pixel * v, spacing.value() * *n};
  grid.affine.origin = (left + 0.5) * pixel * u + (top + 0.5) * pixel * v + planes.value().front() * *n;
  return grid;
}

Result<ContourMask> contour_mask(const Structure& structure, const Grid& grid) {
  ContourMask out{{grid, std::vector<std::uint8_t>(grid.count(), 0)}, {}};
  const Vec3 normal = unit(cross(grid.affine.column[0], grid.affine.column[1]));
  std::vector<char> contoured(static_cast<std::size_t>(grid.size[2]), 0);
  for (std::size_t c = 0; c < structure.contours.size(); ++c) {
    const auto points = points_of(structure, structure.contours[c]);
    if (!height_of(points, normal))
      return Issue{ErrorCode::OutOfLimits, contour_tag, "a contour is not flat, or not parallel to the planes"};
    const bool twice =
        std::any_of(structure.contours.begin(), structure.contours.begin() + static_cast<std::ptrdiff_t>(c),
                    [&](const auto& other) {
                      return other.count == points.size() && std::ranges::equal(points_of(structure, other), points);
                    });
    if (twice) continue;
    const double at = grid.affine.voxel(points[0])[2];
    if (!(at > -0.5 && at < grid.size[2] - 0.5))
      return Issue{ErrorCode::ImageGeometry, contour_tag, "a contour lies outside the planes of the grid"};
    const int k = static_cast<int>(std::lround(at));
    contoured[static_cast<std::size_t>(k)] = 1;
    std::vector<Point2> polygon;
    for (const Vec3 p : points) polygon.push_back(in_grid(grid, p));
    toggle(out.mask, k, polygon);
  }
  int filled = 0;
  for (int k = 1; k + 1 < grid.size[2]; ++k) {
    const auto n = static_cast<std::size_t>(k);
    if (contoured[n] != 0 || contoured[n - 1] == 0 || contoured[n + 1] == 0) continue;
    fill_between(out.mask, k);
    ++filled;
  }
  if (filled > 0)
    out.warnings.push_back(std::string(contour_tag) + ": " + std::to_string(filled) +
                           (filled == 1 ? " plane without contour is" : " planes without contour are") +
                           " filled in between the neighbours");
  return out;
}

Structure contours_of(const Mask& mask, std::string name) {
  constexpr double smoothing = 0.6;  // pixels, as the measurements smooth
  constexpr int border = 4;          // pixels
  const Mask upright = reordered(mask, towards_lps(mask.grid));
  Structure out;
  out.name = std::move(name);
  const auto box = box_of(upright);
  if (!box) return out;
  const Grid& grid = upright.grid;
  const PlaneFrame frame = plane_frame(grid);
  for (int k = box->low[2]; k <= box->high[2]; ++k) {
    const Field field = smoothed_slice(upright, k, box->low[0] - border, box->low[1] - border, box->high[0] + border,
                                       box->high[1] + border, smoothing);
    for (const auto& loop : outline(field, frame).loops) {
      if (loop.size() < 3) continue;
      out.contours.push_back({out.points.size(), loop.size(), false});
      for (const Point2 q : loop) {
        const double j = q.y / frame.sy;
        out.points.push_back(grid.affine.patient((q.x - j * frame.shear) / frame.sx, j, k));
      }
    }
  }
  return out;
}

}  // namespace noms::imaging
