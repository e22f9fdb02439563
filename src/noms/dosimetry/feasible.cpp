// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/feasible.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "noms/dosimetry/biology.h"
#include "noms/dosimetry/internal/coverage.h"
#include "noms/dosimetry/internal/outline.h"
#include "noms/dosimetry/internal/polygons.h"
#include "noms/dosimetry/solid.h"

namespace noms::dosimetry {
namespace {

constexpr double nothing = std::numeric_limits<double>::infinity();

/// The cord as slabs with indexed outlines, and a circle that holds all of them.
struct Cord3 {
  std::vector<const Slab*> slabs;
  std::vector<Outline> outlines;
  Point2 centre;
  double reach = 0;
};

Cord3 cord_of(const Solid& solid) {
  Cord3 cord;
  Point2 low{nothing, nothing};
  Point2 high{-nothing, -nothing};
  for (const auto& slab : solid.slabs) {
    cord.slabs.push_back(&slab);
    cord.outlines.emplace_back(slab.polygons);
    for (const auto& p : slab.polygons) {
      low = {std::min(low.x, p.low.x), std::min(low.y, p.low.y)};
      high = {std::max(high.x, p.high.x), std::max(high.y, p.high.y)};
    }
  }
  cord.centre = {(low.x + high.x) / 2, (low.y + high.y) / 2};
  for (const auto& slab : solid.slabs) {
    for (const auto& p : slab.polygons) {
      for (const auto& q : p.points)
        cord.reach = std::max(cord.reach, std::hypot(q.x - cord.centre.x, q.y - cord.centre.y));
    }
  }
  return cord;
}

// Distance from a point to the cord, which is known not to exceed `bound`; slabs are looked at from the nearest height
// outwards.
double distance_to(const Cord3& cord, Point2 p, double w, double bound) {
  const auto middle =
      std::lower_bound(cord.slabs.begin(), cord.slabs.end(), w, [](const Slab* s, double at) { return s->high < at; });
  const auto start = middle - cord.slabs.begin();
  double best = bound;
  // No slab is closer in its plane than the circle; the factor leaves room for rounding.
  const double least = std::max(0.0, std::hypot(p.x - cord.centre.x, p.y - cord.centre.y) - cord.reach) * (1 - 1e-12);
  const auto look = [&](std::ptrdiff_t i) {
    const Slab& slab = *cord.slabs[static_cast<std::size_t>(i)];
    const double dz = std::max({slab.low - w, 0.0, w - slab.high});
    if (dz * dz + least * least >= best * best) return false;
    const double known = best == nothing ? nothing : std::sqrt(best * best - dz * dz);
    const double flat = cord.outlines[static_cast<std::size_t>(i)].distance(p, known);
    best = std::min(best, std::sqrt(flat * flat + dz * dz));
    return true;
  };
  for (std::ptrdiff_t i = start; i < std::ssize(cord.slabs) && look(i); ++i) {
  }
  for (std::ptrdiff_t i = start - 1; i >= 0 && look(i); --i) {
  }
  return best;
}

struct Sample {
  double distance;
  double volume;
};

struct Distances {
  std::vector<Sample> samples;
  double gap = nothing;
  double gap_at = 0;
  std::vector<std::pair<double, double>> by_plane;  ///< plane, smallest distance
};

Raster raster_around(const Slab& slab, double step) {
  Point2 low{nothing, nothing};
  Point2 high{-nothing, -nothing};
  for (const auto& p : slab.polygons) {
    low = {std::min(low.x, p.low.x), std::min(low.y, p.low.y)};
    high = {std::max(high.x, p.high.x), std::max(high.y, p.high.y)};
  }
  const double size = std::max({step, (high.x - low.x) / 1000, (high.y - low.y) / 1000});
  Raster raster{{low.x - size / 4, low.y - size / 4}, size, 0, 0};
  raster.columns = static_cast<std::size_t>((high.x - raster.low.x) / size) + 1;
  raster.rows = static_cast<std::size_t>((high.y - raster.low.y) / size) + 1;
  return raster;
}

double outline_gap(const Slab& slab, const Cord3& cord) {
  double gap = nothing;
  const double heights[] = {slab.low, slab.plane, slab.high};
  for (const auto& polygon : slab.polygons) {
    const auto& p = polygon.points;
    for (std::size_t i = 0, j = p.size() - 1; i < p.size(); j = i++) {
      const int steps = static_cast<int>(std::clamp(std::hypot(p[i].x - p[j].x, p[i].y - p[j].y) / 0.25, 1.0, 400.0));
      for (int s = 1; s <= steps; ++s) {
        const double t = static_cast<double>(s) / steps;
        const Point2 q{p[j].x + t * (p[i].x - p[j].x), p[j].y + t * (p[i].y - p[j].y)};
        for (const double w : heights) gap = std::min(gap, distance_to(cord, q, w, gap));
      }
    }
  }
  return gap;
}

Distances distances_of(const Solid& tumour, const Cord3& cord, double step) {
  Distances out;
  std::vector<float> shares;
  for (const auto& slab : tumour.slabs) {
    const Raster raster = raster_around(slab, step);
    Coverage coverage(raster);
    coverage.fill(slab.polygons);
    double closest = outline_gap(slab, cord);
    const double middle = (slab.low + slab.high) / 2;
    for (std::size_t y = coverage.first_row(); y < coverage.end_row(); ++y) {
      std::size_t begin = 0;
      std::size_t end = 0;
      if (!coverage.row(y, shares, begin, end)) continue;
      // A step along the row changes the distance by no more than its own length.
      double bound = nothing;
      for (std::size_t x = begin; x < end; ++x) {
        bound += raster.size;
        if (shares[x] == 0.0F) continue;
        const Point2 p{raster.low.x + (static_cast<double>(x) + 0.5) * raster.size,
                       raster.low.y + (static_cast<double>(y) + 0.5) * raster.size};
        const double d = distance_to(cord, p, middle, bound);
        bound = d * (1 + 1e-12);
        out.samples.push_back({d, static_cast<double>(shares[x]) * raster.size * raster.size * (slab.high - slab.low)});
        if (shares[x] > 0.999F) closest = std::min(closest, d);
      }
    }
    out.by_plane.emplace_back(slab.plane, closest);
    if (closest < out.gap) {
      out.gap = closest;
      out.gap_at = slab.plane;
    }
  }
  std::sort(out.samples.begin(), out.samples.end(),
            [](const Sample& a, const Sample& b) { return a.distance < b.distance; });
  return out;
}

double share_closer(const std::vector<Sample>& samples, double distance) {
  double closer = 0;
  double all = 0;
  for (const auto& s : samples) {
    all += s.volume;
    if (s.distance < distance) closer += s.volume;
  }
  return all > 0 ? closer / all : 0;
}

std::vector<double> percentiles(const std::vector<Sample>& samples, double gap) {
  double all = 0;
  for (const auto& s : samples) all += s.volume;
  std::vector<double> out{gap};
  double sum = 0;
  for (const auto& s : samples) {
    sum += s.volume;
    while (out.size() < 101 && sum >= all * static_cast<double>(out.size()) / 100 - 1e-9)
      out.push_back(std::max(s.distance, gap));
  }
  while (out.size() < 101) out.push_back(samples.empty() ? gap : samples.back().distance);
  return out;
}

double in_fractions(double single_gy, int fractions) {
  const auto dose = same_effect({1, gray(single_gy)}, fractions, alpha_beta(10));
  return dose ? in_gray(dose.value()) : single_gy;
}

Interval predicted(double distance, const CordLimit& limit, const FeasibleOptions& o) {
  const double most = in_fractions(o.prescribed_gy, limit.fractions);
  Interval out{nothing, 0};
  for (const bool compound : {false, true}) {
    for (const double g : {o.falloff.low, o.falloff.high}) {
      for (const double m : {o.margin_mm.low, o.margin_mm.high}) {
        const double dose = std::min(most, dose_at_distance(std::max(0.0, distance - m), limit.gy, g, compound));
        out = {std::min(out.low, dose), std::max(out.high, dose)};
      }
    }
  }
  return out;
}

Goal goal_of(double single_gy, const CordLimit& limit, const std::vector<Sample>& samples, const FeasibleOptions& o) {
  Goal goal;
  goal.single_gy = single_gy;
  goal.gy = in_fractions(single_gy, limit.fractions);
  goal.gap_mm = {nothing, 0};
  for (const bool compound : {false, true}) {
    for (const double g : {o.falloff.low, o.falloff.high}) {
      for (const double m : {o.margin_mm.low, o.margin_mm.high}) {
        const double gap = distance_for(goal.gy, limit.gy, g, compound) + m;
        goal.gap_mm = {std::min(goal.gap_mm.low, gap), std::max(goal.gap_mm.high, gap)};
      }
    }
  }
  goal.share_closer = {share_closer(samples, goal.gap_mm.low), share_closer(samples, goal.gap_mm.high)};
  return goal;
}

struct Pair {
  Solid tumour;
  Solid cord;
};

Result<Pair> solids_of(const Structure& tumour, const Structure& cord, double usual_gap_mm) {
  auto t = solid_of(tumour, {EndCaps::HalfGap, usual_gap_mm});
  if (!t) return t.error();
  auto c = solid_of(cord, {EndCaps::HalfGap, usual_gap_mm});
  if (!c) return c.error();
  if (t.value().slabs.empty() || c.value().slabs.empty()) {
    return Issue{ErrorCode::MissingField, "(3006,0040)", "tumour and cord need closed contours"};
  }
  const Vec3 across = cross(t.value().frame.axis[2], c.value().frame.axis[2]);
  const bool same = is_patient_frame(t.value().frame) == is_patient_frame(c.value().frame);
  if (length(across) > 1e-6 || !same)
    return Issue{ErrorCode::OutOfLimits, "(3006,0050)",
                 "tumour and cord are contoured in planes that are not parallel"};
  return Pair{std::move(t).value(), std::move(c).value()};
}

}  // namespace

double distance_for(double gy, double limit_gy, double falloff, bool compound) {
  if (gy <= limit_gy) return 0;
  return compound ? std::log(limit_gy / gy) / std::log(1 - falloff) : (1 - limit_gy / gy) / falloff;
}

double dose_at_distance(double distance_mm, double limit_gy, double falloff, bool compound) {
  if (compound) return limit_gy / std::pow(1 - falloff, distance_mm);
  const double left = 1 - falloff * distance_mm;
  return left > 0 ? limit_gy / left : nothing;
}

Result<Feasible> feasible(const Structure& tumour, const Structure& cord, double usual_gap_mm,
                          const std::vector<CordLimit>& limits, const FeasibleOptions& options) {
  auto pair = solids_of(tumour, cord, usual_gap_mm);
  if (!pair) return pair.error();
  const Cord3 cord3 = cord_of(pair.value().cord);
  const Distances distances = distances_of(pair.value().tumour, cord3, options.step_mm);
  Feasible out;
  out.gap_mm = distances.gap;
  out.gap_at_mm = distances.gap_at;
  out.tumour_cc = pair.value().tumour.volume_mm3 / 1000;
  out.distance_mm = percentiles(distances.samples, distances.gap);
  for (const auto& limit : limits) {
    FeasibleFractions f;
    f.limit = limit;
    f.minimum_gy = predicted(distances.gap, limit, options);
    f.d95_gy = predicted(out.distance_mm[5], limit, options);
    for (const double gy : {15.0, 18.0, 24.0}) f.goals.push_back(goal_of(gy, limit, distances.samples, options));
    out.fractions.push_back(std::move(f));
  }
  const double need = out.fractions.empty() ? 0 : out.fractions[0].goals[0].gap_mm.high;
  for (const auto& [plane, closest] : distances.by_plane) {
    if (closest < need) out.close_planes.push_back(plane);
  }
  for (const auto* solid : {&pair.value().tumour, &pair.value().cord}) {
    out.warnings.insert(out.warnings.end(), solid->warnings.begin(), solid->warnings.end());
  }
  const auto& last = pair.value().cord.slabs;
  const auto& planes = pair.value().tumour.slabs;
  if (planes.front().plane < last.front().low || planes.back().plane > last.back().high) {
    out.warnings.push_back("(3006,0050): the cord is not contoured along the whole tumour");
  }
  return out;
}

Result<std::optional<MeasuredFalloff>> measured_falloff(const Structure& tumour, const Structure& cord,
                                                        double usual_gap_mm, const DoseGrid& dose) {
  auto pair = solids_of(tumour, cord, usual_gap_mm);
  if (!pair) return pair.error();
  std::vector<double> found;
  for (const auto& slab : pair.value().cord.slabs) {
    const Slab* beside = nullptr;
    for (const auto& t : pair.value().tumour.slabs) {
      if (slab.plane >= t.low && slab.plane < t.high) beside = &t;
    }
    if (beside == nullptr) continue;
    for (const auto& polygon : slab.polygons) {
      const std::size_t step = std::max<std::size_t>(polygon.points.size() / 32, 1);
      for (std::size_t i = 0; i < polygon.points.size(); i += step) {
        const Point2 from = polygon.points[i];
        Point2 to{};
        double best = nothing;
        for (const auto& other : beside->polygons) {
          for (const auto& q : other.points) {
            const double d = std::hypot(q.x - from.x, q.y - from.y);
            if (d < best) best = d, to = q;
          }
        }
        if (best < 1 || best > 15) continue;
        const auto at_cord = dose_at(dose, pair.value().cord.frame.out_of({from.x, from.y, slab.plane}));
        const auto at_tumour = dose_at(dose, pair.value().cord.frame.out_of({to.x, to.y, slab.plane}));
        if (!at_cord || !at_tumour || *at_cord <= 0 || *at_tumour <= 0) continue;
        found.push_back(1 - std::pow(*at_cord / *at_tumour, 1 / best));
      }
    }
  }
  if (found.empty()) return std::optional<MeasuredFalloff>{};
  std::sort(found.begin(), found.end());
  const auto at = [&](double share) {
    return found[static_cast<std::size_t>(share * static_cast<double>(found.size() - 1))];
  };
  return std::optional<MeasuredFalloff>{{static_cast<int>(found.size()), at(0.1), at(0.5), at(0.9)}};
}

}  // namespace noms::dosimetry
