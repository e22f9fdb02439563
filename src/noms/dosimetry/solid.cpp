// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/solid.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "noms/dosimetry/internal/polygons.h"
#include "noms/foundation/text.h"

namespace noms::dosimetry {
namespace {

constexpr double flat_mm = 0.1;         // a contour is flat within this
constexpr double same_plane_mm = 0.01;  // contours belong to one plane within this
constexpr std::size_t most_contours = 4000;

Vec3 newell(const Structure& structure, const Contour& contour) {
  Vec3 sum;
  const Vec3 o = structure.points[contour.first];
  for (std::size_t i = 1; i + 1 < contour.count; ++i) {
    sum = sum + cross(structure.points[contour.first + i] - o, structure.points[contour.first + i + 1] - o);
  }
  return sum;
}

bool is_flat(const Structure& structure, const Contour& contour, Vec3 normal) {
  const double at = dot(structure.points[contour.first], normal);
  for (std::size_t i = 1; i < contour.count; ++i) {
    if (std::fabs(dot(structure.points[contour.first + i], normal) - at) > flat_mm) return false;
  }
  return true;
}

// The patient's frame for transverse contours; else one whose third axis is the normal of the largest contour.
std::optional<Frame> frame_of(const Structure& structure) {
  const auto all_flat = [&](Vec3 normal) {
    return std::all_of(structure.contours.begin(), structure.contours.end(),
                       [&](const Contour& c) { return is_flat(structure, c, normal); });
  };
  if (all_flat({0, 0, 1})) return Frame{};
  Vec3 normal;
  for (const auto& contour : structure.contours) {
    const Vec3 n = newell(structure, contour);
    if (length(n) > length(normal)) normal = n;
  }
  if (length(normal) == 0) return std::nullopt;
  normal = (1 / length(normal)) * normal;
  if (!all_flat(normal)) return std::nullopt;
  const Vec3 helper = std::fabs(normal.x) < 0.7 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
  Vec3 u = cross(helper, normal);
  u = (1 / length(u)) * u;
  return Frame{{u, cross(normal, u), normal}};
}

std::vector<Slab> planes_of(const Structure& structure, const Frame& frame) {
  struct Placed {
    double at;
    const Contour* contour;
  };
  std::vector<Placed> placed;
  for (const auto& contour : structure.contours) {
    placed.push_back({dot(structure.points[contour.first], frame.axis[2]), &contour});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.at < b.at; });
  std::vector<Slab> slabs;
  for (const auto& [at, contour] : placed) {
    if (slabs.empty() || at - slabs.back().plane > same_plane_mm) {
      slabs.emplace_back();
      slabs.back().plane = at;
    }
    Polygon polygon;
    polygon.exclusive = contour->exclusive;
    for (std::size_t i = 0; i < contour->count; ++i) {
      const Vec3 q = frame.into(structure.points[contour->first + i]);
      polygon.points.push_back({q.x, q.y});
    }
    measure(polygon);
    if (polygon.points.size() >= 3) slabs.back().polygons.push_back(std::move(polygon));
  }
  slabs.erase(std::remove_if(slabs.begin(), slabs.end(), [](const Slab& s) { return s.polygons.empty(); }),
              slabs.end());
  return slabs;
}

enum class Gap { Regular, Bridged, Space };

Gap kind_of(const std::vector<double>& gaps, std::size_t i, double smallest, double usual) {
  double beside = 0;
  if (i > 0) beside = gaps[i - 1];
  if (i + 1 < gaps.size()) beside = std::max(beside, gaps[i + 1]);
  if (gaps.size() == 1) beside = usual > 0 ? usual : gaps[0];
  if (gaps[i] > 5.5 * std::min(smallest, beside)) return Gap::Space;
  if (gaps[i] <= 1.5 * beside) return Gap::Regular;
  return gaps[i] <= 2.5 * beside ? Gap::Bridged : Gap::Space;
}

std::string mm(double length) {
  return shortest(std::round(length * 1000) / 1000) + " mm";
}

bool is_tip(const Slab& end, const Slab& neighbour) {
  return end.area < 0.01 * neighbour.area;
}

// One island: planes first..last (inclusive).
void close_island(std::vector<Slab>& slabs, std::size_t first, std::size_t last, const SolidOptions& options,
                  Solid& solid) {
  Slab& bottom = slabs[first];
  Slab& top = slabs[last];
  bottom.free_low = top.free_high = true;
  if (first == last) {
    double gap = options.usual_gap_mm;
    if (!(gap > 0)) {
      gap = 1;
      solid.warnings.push_back(
          "(3006,0050): a contour stands alone and the set has no usual distance; taken as 1 mm thick");
    } else {
      solid.warnings.push_back("(3006,0050): a contour at " + mm(bottom.plane) + " stands alone; taken as " + mm(gap) +
                               " thick");
    }
    if (options.caps == EndCaps::None) gap = 0;
    bottom.low = bottom.plane - gap / 2;
    bottom.high = bottom.plane + gap / 2;
    return;
  }
  for (std::size_t i = first; i < last; ++i)
    slabs[i].high = slabs[i + 1].low = (slabs[i].plane + slabs[i + 1].plane) / 2;
  const double gap_low = slabs[first + 1].plane - bottom.plane;
  const double gap_high = top.plane - slabs[last - 1].plane;
  const bool tip_low = is_tip(bottom, slabs[first + 1]);
  const bool tip_high = is_tip(top, slabs[last - 1]);
  const bool capped = options.caps == EndCaps::HalfGap;
  bottom.low = bottom.plane - (capped && !tip_low ? gap_low / 2 : 0);
  top.high = top.plane + (capped && !tip_high ? gap_high / 2 : 0);
  if (tip_low) slabs[first + 1].taper_low = gap_low;
  if (tip_high) slabs[last - 1].taper_high = gap_high;
}

void set_edges(std::vector<Slab>& slabs, const SolidOptions& options, Solid& solid) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < slabs.size(); ++i) gaps.push_back(slabs[i].plane - slabs[i - 1].plane);
  const double smallest = gaps.empty() ? 0 : *std::min_element(gaps.begin(), gaps.end());
  std::size_t first = 0;
  bool uneven = false;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    const Gap kind = kind_of(gaps, i, smallest, options.usual_gap_mm);
    uneven |= gaps[i] > 1.01 * smallest && kind == Gap::Regular;
    if (kind == Gap::Bridged) {
      solid.warnings.push_back("(3006,0050): a slice is missing above " + mm(slabs[i].plane) + "; the gap of " +
                               mm(gaps[i]) + " is bridged");
    }
    if (kind != Gap::Space) continue;
    solid.warnings.push_back("(3006,0050): the gap of " + mm(gaps[i]) + " above " + mm(slabs[i].plane) +
                             " is taken as space between islands");
    close_island(slabs, first, i, options, solid);
    first = i + 1;
  }
  close_island(slabs, first, slabs.size() - 1, options, solid);
  if (uneven)
    solid.warnings.push_back("(3006,0050): contour planes are unevenly spaced; slab edges lie half way between planes");
}

}  // namespace

double usual_gap(const StructureSet& set) {
  std::vector<double> gaps;
  for (const auto& structure : set.structures) {
    const auto frame = structure.contours.empty() ? std::nullopt : frame_of(structure);
    if (!frame) continue;
    std::vector<double> at;
    for (const auto& contour : structure.contours) at.push_back(dot(structure.points[contour.first], frame->axis[2]));
    std::sort(at.begin(), at.end());
    for (std::size_t i = 1; i < at.size(); ++i) {
      if (at[i] - at[i - 1] > same_plane_mm) gaps.push_back(at[i] - at[i - 1]);
    }
  }
  if (gaps.empty()) return 0;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return *middle;
}

Result<Solid> solid_of(const Structure& structure, const SolidOptions& options) {
  Solid solid;
  if (structure.contours.empty()) return solid;
  const auto frame = frame_of(structure);
  if (!frame) {
    return Issue{ErrorCode::OutOfLimits, "(3006,0050)", "the contours are not flat, or not parallel to each other"};
  }
  solid.frame = *frame;
  solid.slabs = planes_of(structure, *frame);
  if (solid.slabs.empty()) return solid;
  for (const auto& slab : solid.slabs) {
    if (slab.polygons.size() > most_contours)
      return Issue{ErrorCode::TooLarge, "(3006,0040)", "too many contours in one plane"};
  }
  int repeated = 0;
  for (auto& slab : solid.slabs) slab.area = nest(slab.polygons, repeated);
  if (repeated > 0)
    solid.warnings.push_back("(3006,0050): " + std::to_string(repeated) +
                             " contours are there twice; each counts once");
  set_edges(solid.slabs, options, solid);
  for (const auto& slab : solid.slabs) solid.volume_mm3 += slab.area * (slab.high - slab.low);
  return solid;
}

}  // namespace noms::dosimetry
