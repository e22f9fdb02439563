// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/histogram.h"

#include <algorithm>

namespace noms::dosimetry {

Histogram::Histogram(double bin_gy, std::size_t bins)
    : bin_(bin_gy),
      top_(static_cast<double>(bins)),
      steps_(bins + 2),
      gradient_(bins / level_bins + 1),
      weight_(bins / level_bins + 1) {}

void Histogram::merge(const Histogram& other) {
  for (std::size_t i = 0; i < steps_.size(); ++i) steps_[i] += other.steps_[i];
  for (std::size_t i = 0; i < gradient_.size(); ++i) {
    gradient_[i] += other.gradient_[i];
    weight_[i] += other.weight_[i];
  }
  volume_ += other.volume_;
  moment_ += other.moment_;
}

// The density is stepwise and the steps were split between nodes; between nodes the cumulative curve is taken as
// straight.
std::vector<double> Histogram::cumulative() const {
  const std::size_t nodes = steps_.size() - 1;
  std::vector<double> above(nodes);
  std::vector<double> density(nodes);
  double running = 0;
  for (std::size_t i = 0; i < nodes; ++i) {
    running += steps_[i];
    density[i] = running;
  }
  double sum = 0;
  for (std::size_t i = nodes; i-- > 0;) {
    above[i] = sum;
    if (i > 0) sum += std::max(density[i - 1], 0.0);
  }
  const double total = above.empty() ? 0 : above[0];
  if (total > 0) {
    for (auto& v : above) v *= volume_ / total;
  }
  return above;
}

double Histogram::gradient_at(double gy) const {
  const auto last = gradient_.size() - 1;
  const auto level = std::min(static_cast<std::size_t>(std::max(gy, 0.0) / bin_) / level_bins, last);
  for (std::size_t away = 0; away <= last; ++away) {
    if (level >= away && weight_[level - away] > 0) return gradient_[level - away] / weight_[level - away];
    if (level + away <= last && weight_[level + away] > 0) return gradient_[level + away] / weight_[level + away];
  }
  return 0;
}

}  // namespace noms::dosimetry
