// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/dosimetry/dvh.h"

namespace noms::dosimetry {

std::optional<double> dose_at_volume(const Dvh& dvh, double cc) {
  if (!dvh.has_dose() || dvh.cumulative_cc.empty() || cc > dvh.inside_cc || cc < 0) return std::nullopt;
  const auto& c = dvh.cumulative_cc;
  // The first node that gets less than the volume asked for.
  const auto below = std::partition_point(c.begin(), c.end(), [&](double v) { return v >= cc; });
  if (below == c.begin()) return dvh.minimum_gy;
  if (below == c.end()) return dvh.maximum_gy;
  const auto i = static_cast<std::size_t>(below - c.begin());
  const double part = (c[i - 1] - cc) / (c[i - 1] - c[i]);
  return std::clamp((static_cast<double>(i - 1) + part) * dvh.bin_gy, dvh.minimum_gy, dvh.maximum_gy);
}

std::optional<double> dose_at_percent(const Dvh& dvh, double percent) {
  return dose_at_volume(dvh, dvh.inside_cc * percent / 100);
}

double volume_at_dose(const Dvh& dvh, double gy) {
  if (!dvh.has_dose() || gy > dvh.maximum_gy) return 0;
  if (gy <= dvh.minimum_gy) return dvh.inside_cc;
  const double at = gy / dvh.bin_gy;
  const auto i = static_cast<std::size_t>(at);
  if (i + 1 >= dvh.cumulative_cc.size()) return 0;
  const double part = at - static_cast<double>(i);
  return dvh.cumulative_cc[i] + part * (dvh.cumulative_cc[i + 1] - dvh.cumulative_cc[i]);
}

double uncertainty_at(const Dvh& dvh, double gy) {
  if (dvh.gradient.empty()) return 0;
  const auto level = std::min(static_cast<std::size_t>(std::max(gy, 0.0) / dvh.level_gy), dvh.gradient.size() - 1);
  const double bend = level < dvh.curvature.size() ? dvh.curvature[level] : 0;
  const double coarse_mm = dvh.coarse_mm / std::sqrt(12.0);
  return std::hypot(bend, std::hypot(dvh.contour_mm, coarse_mm) * dvh.gradient[level]);
}

}  // namespace noms::dosimetry
