// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/feasible_figure.h"

#include <algorithm>
#include <cmath>

#include "noms/dosimetry/internal/plot.h"
#include "noms/foundation/text.h"

namespace noms::dosimetry {

std::string feasible_figure(const Feasible& f, const FeasibleOptions& o) {
  const double limit = f.fractions.empty() ? 14 : f.fractions.front().limit.gy;
  constexpr double far = 12;
  Plot plot({0, far, 1, "Distance from the cord (mm)"}, {0, 30, 5, "Dose in one fraction (Gy)"},
            "Dose that fits beside the cord",
            "Band: dose reached at a distance for a fall-off of 8 to 12 % a millimetre and the set-up margins. "
            "Dotted, scale at the right: share of the tumour volume that is closer. Derived from geometry alone.");
  std::vector<Point2> upper;
  std::vector<Point2> lower;
  std::vector<Point2> middle;
  for (int i = 0; i <= 120; ++i) {
    const double d = far * i / 120;
    const auto capped = [&](double g, bool compound, double margin) {
      return std::min(30.0, dose_at_distance(std::max(0.0, d - margin), limit, g, compound));
    };
    upper.push_back(
        {d, std::max(capped(o.falloff.high, false, o.margin_mm.low), capped(o.falloff.high, true, o.margin_mm.low))});
    lower.push_back(
        {d, std::min(capped(o.falloff.low, false, o.margin_mm.high), capped(o.falloff.low, true, o.margin_mm.high))});
    middle.push_back({d, capped(0.10, true, (o.margin_mm.low + o.margin_mm.high) / 2)});
  }
  plot.right_axis({0, 100, 20, "Tumour volume closer (%)"});
  plot.band(upper, lower, "#1f5fa8");
  plot.line(middle, "#1f5fa8");
  plot.legend("reachable dose, 10 %/mm", "#1f5fa8");
  std::vector<Point2> share;
  for (std::size_t p = 0; p < f.distance_mm.size(); ++p) {
    if (f.distance_mm[p] <= far) share.push_back({f.distance_mm[p], 0.3 * static_cast<double>(p)});
  }
  if (!share.empty()) plot.line(share, "#8a5a00", "2 3");
  plot.legend("tumour closer than this", "#8a5a00", "2 3");
  for (const double gy : {15.0, 18.0, 24.0}) plot.horizontal(gy, "#5b6475", shortest(gy) + " Gy");
  plot.vertical(f.gap_mm, "#b3261e", "smallest gap " + shortest(std::round(f.gap_mm * 100) / 100) + " mm");
  plot.legend("smallest gap", "#b3261e", "5 3");
  return plot.svg();
}

}  // namespace noms::dosimetry
