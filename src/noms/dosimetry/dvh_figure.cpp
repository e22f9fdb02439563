// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "noms/dosimetry/dvh_output.h"
#include "noms/dosimetry/internal/plot.h"
#include "noms/foundation/text.h"

namespace noms::dosimetry {
namespace {

constexpr std::array<std::string_view, 6> colours{"#b3261e", "#1f5fa8", "#2e7d32", "#8a5a00", "#6a3fa0", "#00707a"};
constexpr std::array<std::string_view, 4> dashes{"", "7 3", "2 3", "9 3 2 3"};

struct Curve {
  std::vector<Point2> middle;
  std::vector<Point2> warmer;
  std::vector<Point2> colder;
};

Curve curve_of(const Dvh& dvh) {
  Curve curve;
  constexpr int steps = 240;
  for (int i = 0; i <= steps; ++i) {
    const double gy = dvh.maximum_gy * 1.02 * i / steps;
    const double percent = 100 * volume_at_dose(dvh, gy) / dvh.inside_cc;
    const double u = uncertainty_at(dvh, gy);
    curve.middle.push_back({gy, percent});
    curve.warmer.push_back({gy + u, percent});
    curve.colder.push_back({std::max(gy - u, 0.0), percent});
  }
  return curve;
}

}  // namespace

std::string dvh_figure(const std::vector<Dvh>& all, const std::vector<FigureLimit>& limits) {
  double most = 1;
  for (const auto& dvh : all) most = std::max(most, dvh.maximum_gy);
  for (const auto& limit : limits) most = std::max(most, limit.gy);
  const double step = round_step(most);
  Plot plot({0, std::ceil(most * 1.05 / step) * step, step, "Dose (Gy)"}, {0, 100, 20, "Volume (%)"},
            "Cumulative dose-volume histogram",
            "Share of each structure that gets at least a dose; the band is one standard deviation of the dose; dashed "
            "upright lines are limits.");
  std::size_t index = 0;
  for (const auto& dvh : all) {
    if (!dvh.has_dose()) continue;
    const auto colour = colours[index % colours.size()];
    const auto dash = dashes[index / colours.size() % dashes.size()];
    const Curve curve = curve_of(dvh);
    plot.band(curve.warmer, curve.colder, colour);
    plot.line(curve.middle, colour, dash);
    plot.legend(dvh.name, colour, dash);
    for (const auto& limit : limits) {
      if (limit.structure != dvh.name) continue;
      plot.vertical(limit.gy, colour, "");
      plot.legend("at most " + shortest(std::round(limit.gy * 10) / 10) + " Gy, " + limit.label, colour, "5 3");
    }
    ++index;
  }
  return plot.svg();
}

}  // namespace noms::dosimetry
