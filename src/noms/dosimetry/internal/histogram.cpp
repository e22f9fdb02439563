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

// False where a box leaves the histogram. A plain loop, so that the compiler can do several boxes at once.
bool Histogram::steps_of(const Pieces& pieces, Run run, float area, Steps& steps) const {
  const float* const low = pieces.low.data() + run.begin;
  const float* const high = pieces.high.data() + run.begin;
  const float* const length = pieces.length.data() + run.begin;
  const auto top = static_cast<float>(top_);
  std::uint32_t beyond = 0;
  for (std::size_t i = 0; i < run.end - run.begin; ++i) {
    beyond |= low[i] < 0 ? 1U : 0U;
    beyond |= high[i] > top ? 1U : 0U;
    const float density = area * length[i] / (high[i] - low[i]);
    steps.low[i] = static_cast<std::int32_t>(low[i]);
    steps.high[i] = static_cast<std::int32_t>(high[i]);
    steps.low_second[i] = density * (low[i] - static_cast<float>(steps.low[i]));
    steps.high_second[i] = density * (high[i] - static_cast<float>(steps.high[i]));
    steps.low_first[i] = density - steps.low_second[i];
    steps.high_first[i] = density - steps.high_second[i];
  }
  return beyond == 0;
}

void Histogram::add_boxes(const Pieces& pieces, Run run, double area) {
  Steps steps;
  double length = 0;
  double moment = 0;
  for (Run some{run.begin, 0}; some.begin < run.end; some.begin = some.end) {
    some.end = std::min(run.end, some.begin + at_once);
    if (steps_of(pieces, some, static_cast<float>(area), steps)) {
      for (std::size_t i = 0; i < some.end - some.begin; ++i) {
        double* const low = steps_.data() + steps.low[i];
        double* const high = steps_.data() + steps.high[i];
        low[0] += static_cast<double>(steps.low_first[i]);
        low[1] += static_cast<double>(steps.low_second[i]);
        high[0] -= static_cast<double>(steps.high_first[i]);
        high[1] -= static_cast<double>(steps.high_second[i]);
      }
    } else {
      for (std::size_t i = some.begin; i < some.end; ++i) {
        const auto low = static_cast<double>(pieces.low[i]);
        const auto high = static_cast<double>(pieces.high[i]);
        add_box(area * static_cast<double>(pieces.length[i]), low, high, 1 / (high - low));
      }
    }
    for (std::size_t i = some.begin; i < some.end; ++i) {
      length += static_cast<double>(pieces.length[i]);
      moment += static_cast<double>(pieces.length[i]) * static_cast<double>(pieces.dose[i]);
    }
  }
  add_sums(area * length, area * moment);
}

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
