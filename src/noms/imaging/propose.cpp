// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/propose.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

#include "noms/foundation/text.h"

namespace noms::imaging {

namespace {

// Thresholds of our own, chosen on phantoms and the images named in benchmarks/imaging/README.md.
constexpr std::size_t rays = 72;
constexpr double radius_step = 0.15;   // mm
constexpr double least_cord = 1.5;     // mm from the centre
constexpr double most_cord = 9;        // mm
constexpr double most_sac = 15;        // mm
constexpr double core = 1.8;           // mm around the centre that are cord
constexpr double outside_width = 1.5;  // mm sampled behind the largest sac
constexpr double least_csf = 0.3;      // mm between the two outlines
constexpr double least_ring = 0.5;     // share of the directions
constexpr double least_clear_ring = 0.8;
constexpr double least_contrast = 1.3;  // CSF to cord
constexpr double most_pixel = 1.5;      // mm
constexpr double most_angle = 30;       // degrees between slice normal and points
constexpr int turns = 2;                // how often a plane is centred anew on its own outline

constexpr const char* one_plane = "all points lie in one plane; mark the cord in two planes or more";

constexpr std::size_t radii = static_cast<std::size_t>((most_sac + outside_width) / radius_step) + 1;

using Profile = std::array<double, radii>;    ///< signal along one direction
using Profiles = std::vector<Profile>;        ///< by direction
using Radii = std::array<std::size_t, rays>;  ///< a closed path: the radius in each direction, in steps

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Point2 direction(std::size_t ray) {
  const double angle = 2 * std::numbers::pi * static_cast<double>(ray) / static_cast<double>(rays);
  return {std::cos(angle), std::sin(angle)};
}

/// One slice of the image, sampled in millimetres of its plane.
class Slice {
public:
  Slice(const Image& image, const PlaneFrame& frame, int k) : image_(image), frame_(frame), k_(k) {}

  /// Bilinear; the nearest edge outside.
  double at(Point2 p) const {
    const double j = p.y / frame_.sy;
    const double i = (p.x - j * frame_.shear) / frame_.sx;
    const auto [i0, u] = cell(i, image_.grid.size[0]);
    const auto [j0, v] = cell(j, image_.grid.size[1]);
    const auto value = [&](int a, int b) {
      const auto signal = static_cast<double>(image_.at(a, b, k_));
      return std::isfinite(signal) ? signal : 0;
    };
    const int i1 = std::min(i0 + 1, image_.grid.size[0] - 1);
    const int j1 = std::min(j0 + 1, image_.grid.size[1] - 1);
    return (1 - v) * ((1 - u) * value(i0, j0) + u * value(i1, j0)) + v * ((1 - u) * value(i0, j1) + u * value(i1, j1));
  }

private:
  struct Cell {
    int low;
    double share;
  };
  static Cell cell(double at, int size) {
    const double inside = std::clamp(at, 0.0, static_cast<double>(size - 1));
    const int low = static_cast<int>(inside);
    return {low, inside - low};
  }

  const Image& image_;
  const PlaneFrame& frame_;
  int k_;
};

Profiles profiles_around(const Slice& slice, Point2 centre) {
  Profiles out(rays);
  for (std::size_t ray = 0; ray < rays; ++ray) {
    for (std::size_t r = 0; r < radii; ++r)
      out[ray][r] = slice.at(centre + static_cast<double>(r) * radius_step * direction(ray));
  }
  return out;
}

std::size_t steps(double mm) {
  return static_cast<std::size_t>(std::lround(mm / radius_step));
}

/// The signals of a plane: medians of cord, CSF and what lies behind it.
struct Levels {
  double cord = 0;
  double csf = 0;
  double outside = 0;
};

Levels levels_of(const Profiles& profiles) {
  std::vector<double> cord;
  std::vector<double> csf;
  std::vector<double> outside;
  for (const Profile& p : profiles) {
    cord.insert(cord.end(), p.begin(), p.begin() + static_cast<std::ptrdiff_t>(steps(core)));
    const auto from = p.begin() + static_cast<std::ptrdiff_t>(steps(2));
    const auto to = p.begin() + static_cast<std::ptrdiff_t>(steps(11));
    const auto peak = std::max_element(from, to);
    csf.push_back(*peak);
    const auto behind = std::min(p.end(), peak + static_cast<std::ptrdiff_t>(steps(4)));
    outside.push_back(*std::min_element(peak, behind));
  }
  return {median(std::move(cord)), median(std::move(csf)), median(std::move(outside))};
}

/// Share of the directions in which CSF is seen next to the cord: more than half as bright as where it is seen well.
double ring_of(const Profiles& profiles, const Levels& levels, const Radii& cord) {
  const double half = (levels.cord + levels.csf) / 2;
  std::size_t seen = 0;
  for (std::size_t ray = 0; ray < rays; ++ray) {
    const auto from = profiles[ray].begin() + static_cast<std::ptrdiff_t>(cord[ray]);
    if (std::any_of(from, from + static_cast<std::ptrdiff_t>(steps(1.5)), [&](double v) { return v > half; })) ++seen;
  }
  return static_cast<double>(seen) / static_cast<double>(rays);
}

/// 0 at `low`, 1 at `high`.
double share(double value, double low, double high) {
  return high > low ? std::clamp((value - low) / (high - low), 0.0, 1.0) : 0.5;
}

using Costs = std::vector<std::array<double, radii>>;  ///< by direction and radius; infinite where not allowed
constexpr double never = 1e30;

/// How a path may bend from one direction to the next.
struct Bend {
  std::size_t most;  ///< steps of the radius
  double cost;       ///< of a step, squared
};
constexpr Bend cord_bend{2, 0.08};
constexpr Bend sac_bend{7, 0.012};  // it has corners where roots leave

/// The closed path of least cost. The circle is walked twice and the middle of the walk is kept, where the beginning
/// does not matter.
Radii path_through(const Costs& costs, Bend bend) {
  constexpr std::size_t walk = 2 * rays;
  std::vector<std::array<double, radii>> sum(walk);
  std::vector<std::array<std::size_t, radii>> from(walk);  // the radius of the direction before
  sum[0] = costs[0];
  for (std::size_t n = 1; n < walk; ++n) {
    for (std::size_t r = 0; r < radii; ++r) {
      double best = never;
      std::size_t before = r;
      for (std::size_t b = r - std::min(r, bend.most); b <= std::min(radii - 1, r + bend.most); ++b) {
        const double change = static_cast<double>(b) - static_cast<double>(r);
        const double cost = sum[n - 1][b] + bend.cost * change * change;
        if (cost < best) best = cost, before = b;
      }
      sum[n][r] = std::min(never, best + costs[n % rays][r]);
      from[n][r] = before;
    }
  }
  std::size_t r = static_cast<std::size_t>(std::min_element(sum.back().begin(), sum.back().end()) - sum.back().begin());
  Radii out{};
  for (std::size_t n = walk; n-- > 0;) {
    if (n >= rays / 2 && n < rays / 2 + rays) out[n % rays] = r;
    if (n > 0) r = from[n][r];
  }
  return out;
}

constexpr std::size_t edge_steps = static_cast<std::size_t>(0.45 / radius_step + 0.5);  // to either side of an edge
constexpr std::size_t csf_steps = static_cast<std::size_t>(least_csf / radius_step + 0.5);
constexpr double edge_weight = 3;       // of a full edge
constexpr double passing_weight = 0.2;  // of a step through what does not belong inside
constexpr double tolerated = 0.25;      // share of the contrast that noise may take

/// How much of the way from `low` to `high` the signal rises across a radius, 0 to 1.
double rise(const Profile& profile, std::size_t r, double low, double high) {
  return share(profile[r + edge_steps], low, high) - share(profile[r - edge_steps], low, high);
}

/// The edge of the cord: the signal rises from cord to CSF, and no CSF lies inside.
Radii cord_path(const Profiles& profiles, const Levels& levels) {
  Costs costs(rays);
  for (std::size_t ray = 0; ray < rays; ++ray) {
    const Profile& profile = profiles[ray];
    double passed = 0;
    for (std::size_t r = 0; r < radii; ++r) {
      const double mm = static_cast<double>(r) * radius_step;
      const bool allowed = mm >= least_cord && mm <= most_cord;
      costs[ray][r] = allowed ? passed - edge_weight * std::max(0.0, rise(profile, r, levels.cord, levels.csf)) : never;
      passed += passing_weight * std::max(0.0, share(profile[r], levels.cord, levels.csf) - tolerated);
    }
  }
  return path_through(costs, cord_bend);
}

/// The edge of the sac, outside the cord: the signal falls from CSF to what is darker, and only CSF lies before it.
Radii sac_path(const Profiles& profiles, const Levels& levels, const Radii& cord) {
  Costs costs(rays);
  for (std::size_t ray = 0; ray < rays; ++ray) {
    const Profile& profile = profiles[ray];
    double passed = 0;
    for (std::size_t r = 0; r < radii; ++r) {
      const bool allowed = r >= cord[ray] + csf_steps && r + edge_steps < radii;
      costs[ray][r] =
          allowed ? passed - edge_weight * std::max(0.0, -rise(profile, r, levels.outside, levels.csf)) : never;
      if (r >= cord[ray] + edge_steps)
        passed += passing_weight * std::max(0.0, 1 - share(profile[r], levels.outside, levels.csf) - tolerated);
    }
  }
  return path_through(costs, sac_bend);
}

std::vector<Point2> corners_of(const Radii& path, Point2 centre) {
  std::vector<Point2> out;
  for (std::size_t ray = 0; ray < rays; ++ray)
    out.push_back(centre + static_cast<double>(path[ray]) * radius_step * direction(ray));
  return out;
}

Outline outline_of(const std::vector<Point2>& corners) {
  return {{corners}};
}

/// The cells of a plane whose middle lies inside.
void fill(Mask& mask, int k, const std::vector<Point2>& corners, const PlaneFrame& frame) {
  const Outline shape = outline_of(corners);
  for (int j = 0; j < mask.grid.size[1]; ++j) {
    for (int i = 0; i < mask.grid.size[0]; ++i) {
      if (length(frame.at(i, j) - corners[0]) < 4 * most_sac && inside(shape, frame.at(i, j)))
        mask.voxels[mask.grid.index(i, j, k)] = 1;
    }
  }
}

/// The slice axis whose normal runs nearest to a direction, and the angle in degrees.
std::pair<int, double> slice_axis_along(const Grid& grid, Vec3 along) {
  std::pair<int, double> best{2, 180};
  for (int a = 0; a < 3; ++a) {
    const auto& c = grid.affine.column;
    const Vec3 normal = cross(c[static_cast<std::size_t>((a + 1) % 3)], c[static_cast<std::size_t>((a + 2) % 3)]);
    const double angle = angle_between(normal, along);
    if (std::min(angle, 180 - angle) < best.second) best = {a, std::min(angle, 180 - angle)};
  }
  return best;
}

/// Points of the cord by plane: straight between those given.
class Line {
public:
  explicit Line(std::vector<VoxelPoint> points) {
    std::ranges::sort(points, {}, [](const VoxelPoint& p) { return p[2]; });
    std::size_t in_plane = 0;
    for (const VoxelPoint& p : points) {
      if (points_.empty() || std::lround(points_.back()[2]) != std::lround(p[2])) {
        points_.push_back(p);
        in_plane = 1;
        continue;
      }
      ++in_plane;  // the mean of the points of a plane
      for (std::size_t a = 0; a < 3; ++a)
        points_.back()[a] += (p[a] - points_.back()[a]) / static_cast<double>(in_plane);
    }
  }
  int first() const { return static_cast<int>(std::lround(points_.front()[2])); }
  int last() const { return static_cast<int>(std::lround(points_.back()[2])); }
  const std::vector<VoxelPoint>& points() const { return points_; }

  Point2 at(int k, const PlaneFrame& frame) const {
    std::size_t n = 1;
    while (n + 1 < points_.size() && points_[n][2] < k) ++n;
    const VoxelPoint& a = points_[n - 1];
    const VoxelPoint& b = points_[n];
    const double u = b[2] > a[2] ? std::clamp((k - a[2]) / (b[2] - a[2]), 0.0, 1.0) : 0;
    return frame.at(a[0] + u * (b[0] - a[0]), a[1] + u * (b[1] - a[1]));
  }

private:
  std::vector<VoxelPoint> points_;  ///< in the order of their planes
};

Result<Line> line_through(const Grid& grid, const std::vector<Vec3>& points) {
  std::vector<VoxelPoint> voxels;
  for (std::size_t n = 0; n < points.size(); ++n) {
    const VoxelPoint v = grid.affine.voxel(points[n]);
    const auto near = [&](std::size_t a) { return static_cast<int>(std::lround(v[a])); };
    if (!(std::abs(v[0]) < 1e6 && std::abs(v[1]) < 1e6 && std::abs(v[2]) < 1e6) ||
        !grid.contains(near(0), near(1), near(2)))
      return Issue{ErrorCode::Usage, "--points", "point " + std::to_string(n + 1) + " lies outside the image"};
    voxels.push_back(v);
  }
  Line line(std::move(voxels));
  if (line.first() == line.last()) return Issue{ErrorCode::Usage, "--points", one_plane};
  return line;
}

/// Planes in the order in which they are drawn: those with a point first, then outwards from them, so that the centre
/// of a neighbour is known.
std::vector<int> drawing_order(const Line& line) {
  std::vector<int> order(static_cast<std::size_t>(line.last() - line.first()) + 1);
  std::iota(order.begin(), order.end(), line.first());
  std::ranges::stable_sort(order, {}, [&](int k) {
    double nearest = never;
    for (const auto& p : line.points()) nearest = std::min(nearest, std::abs(p[2] - k));
    return nearest;
  });
  return order;
}

/// The value below which a share of the values lies.
double quantile(std::vector<double> values, double share_below) {
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share_below * static_cast<double>(values.size() - 1))];
}

/// Levels of each plane from it and its neighbours within 20 mm. CSF is as bright as in the better planes: where the
/// cord is compressed there is none to measure.
std::vector<Levels> smoothed(const std::vector<Levels>& levels, double spacing) {
  const int reach = std::max(1, static_cast<int>(std::lround(20 / spacing)));
  std::vector<Levels> out;
  for (int n = 0; n < static_cast<int>(levels.size()); ++n) {
    std::vector<double> cord;
    std::vector<double> csf;
    std::vector<double> outside;
    for (int m = std::max(0, n - reach); m <= std::min(static_cast<int>(levels.size()) - 1, n + reach); ++m) {
      const Levels& l = levels[static_cast<std::size_t>(m)];
      cord.push_back(l.cord), csf.push_back(l.csf), outside.push_back(l.outside);
    }
    out.push_back({median(std::move(cord)), quantile(std::move(csf), 0.75), median(std::move(outside))});
  }
  return out;
}

/// Draws one plane from a first centre; gives the middle of its cord.
Point2 draw(ProposedPlane& plane, const Slice& slice, Point2 centre, const Levels& levels) {
  Radii cord{};
  Profiles profiles;
  for (int turn = 0; turn <= turns; ++turn) {
    profiles = profiles_around(slice, centre);
    cord = cord_path(profiles, levels);
    plane.cord = corners_of(cord, centre);
    if (turn < turns) centre = centroid(outline_of(plane.cord));
  }
  plane.ring = ring_of(profiles, levels, cord);
  if (plane.ring < least_ring) {
    plane.cord.clear();
    plane.not_drawn = "CSF is seen in " + std::to_string(static_cast<int>(std::lround(100 * plane.ring))) +
                      " of 100 directions around the cord: it is compressed here, or the point lies outside it";
    return centre;
  }
  plane.doubtful = plane.ring < least_clear_ring;
  plane.sac = corners_of(sac_path(profiles, levels, cord), centre);
  plane.cord_area = std::abs(area(outline_of(plane.cord)));
  plane.sac_area = std::abs(area(outline_of(plane.sac)));
  return centroid(outline_of(plane.cord));
}

/// A cord much smaller or larger than in the planes around is an outline gone astray, or a compressed cord.
void leave_out_leaps(std::vector<ProposedPlane>& planes, double spacing) {
  const auto reach = static_cast<std::size_t>(std::max(1L, std::lround(30 / spacing)));
  std::vector<double> usual;
  for (std::size_t n = 0; n < planes.size(); ++n) {
    std::vector<double> areas;
    for (std::size_t m = n - std::min(n, reach); m < std::min(planes.size(), n + reach + 1); ++m) {
      if (planes[m].not_drawn.empty()) areas.push_back(planes[m].cord_area);
    }
    usual.push_back(areas.empty() ? 0 : quantile(std::move(areas), 0.6));
  }
  for (std::size_t n = 0; n < planes.size(); ++n) {
    ProposedPlane& plane = planes[n];
    if (!plane.not_drawn.empty() || (plane.cord_area > 0.65 * usual[n] && plane.cord_area < 1.6 * usual[n])) continue;
    plane.not_drawn = "the outline found has " + shortest(std::round(plane.cord_area)) +
                      " mm2, around it the cord has " + shortest(std::round(usual[n])) +
                      " mm2: it is compressed here, or the outline went astray";
    plane.cord.clear();
    plane.sac.clear();
    plane.cord_area = 0;
    plane.sac_area = 0;
  }
}

}  // namespace

Result<Proposal> propose_outlines(const Image& image, const std::vector<Vec3>& points) {
  if (points.size() < 2) return Issue{ErrorCode::Usage, "--points", "two points or more inside the cord are needed"};
  Vec3 along = points.back() - points.front();
  for (const Vec3& a : points) {
    for (const Vec3& b : points) {
      if (length(b - a) > length(along)) along = b - a;
    }
  }
  if (!(length(along) > 0)) return Issue{ErrorCode::Usage, "--points", one_plane};
  const auto [axis, angle] = slice_axis_along(image.grid, along);
  if (angle > most_angle)
    return Issue{ErrorCode::ImageGeometry, "--image",
                 "no slices lie across the cord: the nearest are " + shortest(std::round(angle)) +
                     " degrees off; at most 30 are taken"};
  const Order order = towards_lps(image.grid, axis);
  const Image planes = reordered(image, order);
  if (planes.grid.spacing(0) > most_pixel || planes.grid.spacing(1) > most_pixel)
    return Issue{ErrorCode::ImageGeometry, "--image", "pixels across the cord are larger than 1.5 mm"};
  const auto line = line_through(planes.grid, points);
  if (!line) return line.error();
  const PlaneFrame frame = plane_frame(planes.grid);
  const int first = line.value().first();
  const auto count = static_cast<std::size_t>(line.value().last() - first) + 1;

  std::vector<Levels> seen;
  for (std::size_t n = 0; n < count; ++n) {
    const int k = first + static_cast<int>(n);
    seen.push_back(levels_of(profiles_around(Slice(planes, frame, k), line.value().at(k, frame))));
  }
  const std::vector<Levels> levels = smoothed(seen, planes.grid.spacing(2));
  std::vector<double> contrast;
  for (const Levels& l : levels) contrast.push_back(l.cord > 0 ? l.csf / l.cord : 0);
  if (median(contrast) < least_contrast)
    return Issue{
        ErrorCode::InvalidImage, "--image",
        "CSF around the points is not brighter than the cord: this is no T2 image, or the points lie elsewhere"};

  Proposal out;
  out.grid = planes.grid;
  out.slice_axis = axis;
  out.planes.resize(count);
  Mask cord{planes.grid, std::vector<std::uint8_t>(planes.grid.count(), 0)};
  Mask sac = cord;
  std::vector<std::optional<Point2>> shift(count);  // of the cord against the straight line
  for (const int k : drawing_order(line.value())) {
    const auto n = static_cast<std::size_t>(k - first);
    const Point2 straight = line.value().at(k, frame);
    Point2 centre = straight;
    if (n > 0 && shift[n - 1]) {
      centre = straight + *shift[n - 1];
    } else if (n + 1 < count && shift[n + 1]) {
      centre = straight + *shift[n + 1];
    }
    ProposedPlane& plane = out.planes[n];
    plane.plane = order.flip[2] ? planes.grid.size[2] - 1 - k : k;
    plane.slice = k;
    const Point2 found = draw(plane, Slice(planes, frame, k), centre, levels[n]);
    shift[n] = plane.not_drawn.empty() ? found - straight : centre - straight;
    const double j = found.y / frame.sy;
    plane.centre = planes.grid.affine.patient((found.x - j * frame.shear) / frame.sx, j, k);
  }
  leave_out_leaps(out.planes, planes.grid.spacing(2));
  for (const ProposedPlane& plane : out.planes) {
    if (!plane.not_drawn.empty()) continue;
    fill(cord, plane.slice, plane.cord, frame);
    fill(sac, plane.slice, plane.sac, frame);
  }
  const auto left_out = std::ranges::count_if(out.planes, [](const auto& p) { return !p.not_drawn.empty(); });
  if (left_out == static_cast<std::ptrdiff_t>(count))
    return Issue{ErrorCode::InvalidImage, "--image",
                 "no plane shows a ring of CSF around the points; nothing is drawn"};
  if (left_out > 0)
    out.warnings.push_back(std::to_string(left_out) + " of " + std::to_string(count) + " planes are not drawn");
  for (std::size_t n = 1; n < count; ++n) {
    const double a = out.planes[n - 1].cord_area;
    const double b = out.planes[n].cord_area;
    if (a > 0 && b > 0 && std::max(a, b) > 1.3 * std::min(a, b))
      out.warnings.push_back("the area of the cord changes by more than 30 % between planes " +
                             std::to_string(out.planes[n - 1].plane) + " and " + std::to_string(out.planes[n].plane));
  }
  out.cord = resampled(cord, image.grid);
  out.sac = resampled(sac, image.grid);
  return out;
}

}  // namespace noms::imaging
