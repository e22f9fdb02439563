// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/effort.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace noms::dosimetry {
namespace {

constexpr double none = std::numeric_limits<double>::infinity();
constexpr double most_columns = 3000;  // and rows of a raster
constexpr double least_step_mm = 0.02;

struct Box {
  Point2 low{none, none};
  Point2 high{-none, -none};
  double longest() const { return std::max(high.x - low.x, high.y - low.y); }
};

void widen(Box& box, const Slab& slab) {
  for (const auto& polygon : slab.polygons) {
    box.low = {std::min(box.low.x, polygon.low.x), std::min(box.low.y, polygon.low.y)};
    box.high = {std::max(box.high.x, polygon.high.x), std::max(box.high.y, polygon.high.y)};
  }
}

Box box_of(const Solid& solid) {
  Box box;
  for (const auto& slab : solid.slabs) widen(box, slab);
  return box;
}

bool is_straight(const Work& work, const DoseGrid& dose) {
  return is_patient_frame(work.solid.frame) && is_patient_frame(dose.frame);
}

double wanted_step(const Solid& solid, const DoseGrid& dose, const DvhOptions& options) {
  double thickness = none;
  for (const auto& slab : solid.slabs) {
    if (slab.high > slab.low) thickness = std::min(thickness, slab.high - slab.low);
  }
  const double volume = std::max(solid.volume_mm3, 1e-3);
  double step = std::cbrt(volume / options.samples);
  // Slabs thinner than the step hold one layer of samples each: keep their number by a wider step in the plane.
  if (std::isfinite(thickness) && thickness < step) step = std::sqrt(volume / options.samples / thickness);
  const double bound =
      options.largest_step_mm > 0 ? options.largest_step_mm : std::min(volume > 2e6 ? 1.5 : 1.0, finest_spacing(dose));
  return std::max(std::min(step, bound), least_step_mm);
}

Raster raster_of(const Box& box, double step) {
  Raster raster;
  raster.size = step;
  // A margin of a fraction of a pixel keeps edges off the raster's own edge.
  raster.low = {box.low.x - 0.25 * step, box.low.y - 0.25 * step};
  raster.columns = static_cast<std::size_t>((box.high.x - raster.low.x) / step) + 1;
  raster.rows = static_cast<std::size_t>((box.high.y - raster.low.y) / step) + 1;
  return raster;
}

double pieces_of(const Work& work, double step, const DoseGrid& dose) {
  double sum = 0;
  for (const auto& slab : work.solid.slabs) sum += pieces_of(work, slab, step, dose);
  return sum;
}

double outline_length(const Solid& solid) {
  double sum = 0;
  for (const auto& slab : solid.slabs) {
    for (const auto& polygon : slab.polygons) {
      const auto& p = polygon.points;
      for (std::size_t i = 0, j = p.size() - 1; i < p.size(); j = i++)
        sum += std::sqrt((p[i].x - p[j].x) * (p[i].x - p[j].x) + (p[i].y - p[j].y) * (p[i].y - p[j].y));
    }
  }
  return sum;
}

// The share that no structure may go beyond, so that all together stay within the bound: what small ones leave over
// goes to the large ones.
double fair_share(std::vector<double> wanted) {
  std::sort(wanted.begin(), wanted.end());
  double left = most_pieces;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const double each = left / static_cast<double>(wanted.size() - i);
    if (wanted[i] > each) return each;
    left -= wanted[i];
  }
  return none;
}

}  // namespace

double finest_spacing(const DoseGrid& dose) {
  double finest = none;
  for (const auto& p : dose.positions) {
    for (std::size_t i = 1; i < p.size(); ++i) finest = std::min(finest, p[i] - p[i - 1]);
  }
  return std::isfinite(finest) ? finest : 1.0;
}

HeightRange heights_of_dose(const Work& work, const DoseGrid& dose) {
  if (!is_straight(work, dose)) return {};
  const auto& z = dose.positions[2];
  if (z.size() == 1) return {z[0] - 0.5, z[0] + 0.5};
  return {z.front() - (z[1] - z[0]) / 2, z.back() + (z.back() - z[z.size() - 2]) / 2};
}

double pieces_of(const Work& work, const Slab& slab, double step, const DoseGrid& dose) {
  Box box;
  widen(box, slab);
  if (!(box.longest() >= 0)) return 0;
  const double rows = (box.high.y - box.low.y) / step + 1;
  const double columns = (box.high.x - box.low.x) / step + 1;
  const HeightRange known = heights_of_dose(work, dose);
  const double height =
      std::min(slab.high + slab.taper_high, known.high) - std::max(slab.low - slab.taper_low, known.low);
  const double layers = std::clamp(height / step, 0.0, most_layers) + 2;
  // Cut at the planes of the grid, or, where one lies oblique to the other, at every pixel, which costs more.
  const double in_line =
      is_straight(work, dose)
          ? std::min((box.high.x - box.low.x) / finest_spacing(dose), static_cast<double>(dose.size(0))) + 4
          : 4 * columns;
  return rows * layers * in_line + rows * columns / 8;
}

void choose_rasters(std::vector<Work>& works, const DoseGrid& dose, const DvhOptions& options) {
  std::vector<double> wanted;
  for (auto& work : works) {
    if (work.solid.slabs.empty()) continue;
    work.wanted_mm = wanted_step(work.solid, dose, options);
    wanted.push_back(pieces_of(work, work.wanted_mm, dose));
  }
  const double share = fair_share(wanted);
  for (auto& work : works) {
    if (work.solid.slabs.empty()) continue;
    const Box box = box_of(work.solid);
    double step = std::max(work.wanted_mm, box.longest() / most_columns);
    while (pieces_of(work, step, dose) > share && step < box.longest()) step *= 1.1;
    work.raster = raster_of(box, step);
    const double finest_edge = finest_spacing(dose) / 2;
    work.edge_mm =
        std::max(finest_edge, outline_length(work.solid) * static_cast<double>(wanted.size()) / most_outline_points);
    work.coarse = step > work.wanted_mm * (1 + 1e-9) || work.edge_mm > finest_edge;
  }
}

}  // namespace noms::dosimetry
