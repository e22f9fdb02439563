// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/cord_distance.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "noms/imaging/contour.h"
#include "noms/imaging/distance_map.h"
#include "noms/imaging/internal/nearest_tree.h"

namespace noms::imaging {

namespace {

constexpr double far_limit = 20;  // mm: further along the spine, the surface is not looked at

struct Cut {
  Outline shape;
  Outline tumour;
  int k = 0;
};

struct SurfacePoint {
  Vec3 place;
  double distance;
  double weight;  ///< mm of outline
  int k;
};

Vec3 lifted(const Grid& g, const PlaneFrame& f, Point2 p, int k) {
  const double j = p.y / f.sy;
  return g.affine.patient((p.x - j * f.shear) / f.sx, j, k);
}

/// Points along an outline, no further apart than `step`.
std::vector<Point2> walked(const std::vector<Point2>& loop, double step) {
  std::vector<Point2> out;
  for (std::size_t n = 0; n < loop.size(); ++n) {
    const Point2 a = loop[n];
    const Point2 b = loop[(n + 1) % loop.size()];
    const int parts = std::max(1, static_cast<int>(std::ceil(length(b - a) / step)));
    for (int p = 0; p < parts; ++p) out.push_back(a + (static_cast<double>(p) / parts) * (b - a));
  }
  return out;
}

int slice_axis_of(const Mask& mask) {
  // The axis along which the structure reaches furthest.
  const auto box = box_of(mask);
  int axis = 2;
  double best = -1;
  for (int a = 0; a < 3 && box; ++a) {
    const auto n = static_cast<std::size_t>(a);
    const double reach = (box->high[n] - box->low[n] + 1) * mask.grid.spacing(a);
    if (reach > best) best = reach, axis = a;
  }
  return axis;
}

std::vector<Cut> cuts(const Mask& shape, const Mask& tumour, const PlaneFrame& frame) {
  std::vector<Cut> out;
  for (int k = 0; k < shape.grid.size[2]; ++k) {
    const auto cut = [&](const Mask& m) {
      return outline(smoothed_shape(m, k, -4, -4, m.grid.size[0] + 3, m.grid.size[1] + 3, 0.6), frame);
    };
    out.push_back({cut(shape), cut(tumour), k});
  }
  return out;
}

double percentile(std::vector<SurfacePoint>& points, double share) {
  double total = 0;
  for (const SurfacePoint& p : points) total += p.weight;
  double sum = 0;
  for (const SurfacePoint& p : points) {
    sum += p.weight;
    if (sum >= share * total) return p.distance;
  }
  return points.empty() ? 0 : points.back().distance;
}

std::vector<SurfacePoint> surface(const std::vector<Cut>& all, const Grid& g, const PlaneFrame& frame, double step) {
  std::vector<Vec3> seeds;
  for (const Cut& c : all) {
    for (const auto& loop : c.tumour.loops) {
      for (const Point2 p : walked(loop, step)) seeds.push_back(lifted(g, frame, p, c.k));
    }
  }
  std::vector<SurfacePoint> points;
  if (seeds.empty()) return points;
  const internal::NearestTree tree(std::move(seeds));
  for (const Cut& c : all) {
    for (const auto& loop : c.shape.loops) {
      const std::vector<Point2> path = walked(loop, step);
      double known = far_limit;  // no point of the tumour that counts lies further
      Vec3 before;
      for (std::size_t n = 0; n < path.size(); ++n) {
        const Vec3 place = lifted(g, frame, path[n], c.k);
        if (n > 0) known = std::min(far_limit, known + length(place - before));
        double d = tree.distance_below(known + 1e-6, place);
        known = std::min(d, far_limit);
        before = place;
        // Two outlines of one edge differ by far less than a pixel; inside the tumour the distance is 0.
        if (!c.tumour.empty() && inside(c.tumour, path[n])) d = 0;
        if (d > far_limit) continue;
        points.push_back({place, d, length(path[(n + 1) % path.size()] - path[n]), c.k});
      }
    }
  }
  return points;
}

void lengths(const std::vector<SurfacePoint>& points, const Grid& g, double touch, SurfaceDistance& out) {
  constexpr std::array<double, 5> within_mm = {0, 1, 2, 3, 5};
  const double plane = std::abs(dot(unit(cross(g.affine.column[0], g.affine.column[1])), g.affine.column[2]));
  std::vector<double> least(static_cast<std::size_t>(g.size[2]), std::numeric_limits<double>::infinity());
  std::vector<double> in_touch(least.size(), 0);
  std::vector<double> around(least.size(), 0);
  for (const SurfacePoint& p : points) {
    const auto k = static_cast<std::size_t>(p.k);
    least[k] = std::min(least[k], p.distance);
    around[k] += p.weight;
    if (p.distance <= touch) in_touch[k] += p.weight;
  }
  for (std::size_t k = 0; k < least.size(); ++k) {
    for (std::size_t n = 0; n < within_mm.size(); ++n) {
      if (least[k] <= std::max(touch, within_mm[n])) out.length_within[n] += plane;
    }
    if (around[k] > 0) out.contact_arc = std::max(out.contact_arc, 360 * in_touch[k] / around[k]);
  }
}

/// Volumes of tumour near the structure, from the exact map of voxel centres less half a pixel.
void volumes(const Mask& shape, const Mask& tumour, double pixel, SurfaceDistance& out) {
  constexpr std::array<double, 3> within_mm = {2, 3, 5};
  const auto box = box_of(shape);
  if (!box) return;
  const Box window = grown(*box, shape.grid, 7);
  const Image map = distance_map(cropped(shape, window.low, window.high));
  const Mask near = cropped(tumour, window.low, window.high);
  for (std::size_t n = 0; n < near.voxels.size(); ++n) {
    if (near.voxels[n] == 0) continue;
    const double d = std::max(0.0, static_cast<double>(map.voxels[n]) - 0.5 * pixel);
    for (std::size_t w = 0; w < within_mm.size(); ++w) {
      if (d <= within_mm[w]) out.tumour_within[w] += near.grid.voxel_volume();
    }
  }
}

Result<SurfaceDistance> to_structure(const Mask& structure, const Mask& tumour_file, const char* name,
                                     double contour_sd, CordDistance& whole) {
  if (!box_of(structure)) return Issue{ErrorCode::MissingField, name, "the mask is empty"};
  const Order order = towards_lps(structure.grid, slice_axis_of(structure));
  std::optional<Mask> moved;
  if (!same_grid(tumour_file.grid, structure.grid)) moved = resampled(tumour_file, structure.grid);
  const Mask& tumour_here = moved ? *moved : tumour_file;
  if (!box_of(tumour_here))
    return Issue{ErrorCode::ImageGeometry, "tumour", "the tumour lies outside the image of the structure"};
  const Box window = grown(*box_of(structure), structure.grid, far_limit + 4);
  const Mask shape = reordered(cropped(structure, window.low, window.high), order);
  const Mask tumour = reordered(cropped(tumour_here, window.low, window.high), order);
  const double pixel = std::max(shape.grid.spacing(0), shape.grid.spacing(1));
  const PlaneFrame frame = plane_frame(shape.grid);
  std::vector<SurfacePoint> points = surface(cuts(shape, tumour, frame), shape.grid, frame, 0.25 * pixel);
  SurfaceDistance out;
  whole.pixel = std::max(whole.pixel, pixel);
  whole.spacing = std::max(whole.spacing, shape.grid.spacing(2));
  out.uncertainty = std::sqrt(std::pow(0.4 * pixel, 2) + std::pow(1.4 * contour_sd * pixel, 2));
  if (points.empty()) {
    return Issue{ErrorCode::ImageGeometry, name, "tumour and structure are more than 20 mm apart"};
  }
  std::sort(points.begin(), points.end(),
            [](const SurfacePoint& a, const SurfacePoint& b) { return a.distance < b.distance; });
  out.least = points.front().distance;
  out.at = points.front().place;
  out.percentile_1 = percentile(points, 0.01);
  out.percentile_5 = percentile(points, 0.05);
  out.median = percentile(points, 0.5);
  lengths(points, shape.grid, 0.5 * pixel, out);
  volumes(shape, tumour, pixel, out);
  return out;
}

}  // namespace

Result<CordDistance> measure_distance(const Mask& tumour, const std::optional<Mask>& cord,
                                      const std::optional<Mask>& sac, double contour_sd) {
  CordDistance out;
  if (!box_of(tumour)) return Issue{ErrorCode::MissingField, "tumour", "the mask is empty"};
  if (!cord && !sac) return Issue{ErrorCode::MissingField, "cord", "a cord or a sac is needed"};
  if (cord) {
    auto d = to_structure(*cord, tumour, "cord", contour_sd, out);
    if (!d) return d.error();
    out.cord = d.value();
  }
  if (sac) {
    auto d = to_structure(*sac, tumour, "sac", contour_sd, out);
    if (!d) return d.error();
    out.sac = d.value();
  }
  if (out.spacing > 4 + 1e-6)
    out.warnings.push_back("planes are more than 4 mm apart; the least distance may lie between two of them");
  return out;
}

}  // namespace noms::imaging
