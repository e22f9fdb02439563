// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "noms/dosimetry/internal/coverage.h"
#include "noms/dosimetry/internal/sampler.h"

namespace noms::dosimetry {

/// Volume by dose, filled with boxes: a sample of volume q around dose v, over which the dose changes by w, counts
/// evenly over v - w/2 .. v + w/2. Kept as steps of the density (second differences), so that a box costs four
/// additions and the cumulative curve is exact for a dose that is linear within each sample.
class Histogram {
public:
  Histogram(double bin_gy, std::size_t bins);

  /// Unit: q in mm3, v and w in gray.
  void add(double q, double v, double w) {
    if (w < bin_) w = bin_;
    add_box(q, (v - w / 2) / bin_, (v + w / 2) / bin_, 1);
    add_sums(q, q * v);
  }
  /// The same with the box in bins: q over low..high, `per_width` one over its width. The caller adds the sums.
  void add_box(double q, double low, double high, double per_width) {
    if (low < 0 || high > top_) {
      if (low < 0) {
        high = high - low;
        low = 0;
      }
      if (high > top_) {
        low = std::max(0.0, low - (high - top_));
        high = top_;
      }
      per_width = 1 / (high - low);
    } else if (per_width == 1) {
      per_width = 1 / (high - low);
    }
    const double density = q * per_width;
    step(low, density);
    step(high, -density);
  }
  /// The boxes and sums of the pieces `run` of a line: `low` and `high` of each in bins, `area` mm2 times its length.
  void add_boxes(const Pieces& pieces, Run run, double area);
  /// Volume and volume times dose of boxes.
  void add_sums(double volume, double moment) {
    volume_ += volume;
    moment_ += moment;
  }
  void add_gradient(double q, double v, double gradient) {
    auto level = static_cast<std::size_t>(v < 0 ? 0 : v / bin_) / level_bins;
    if (level >= gradient_.size()) level = gradient_.size() - 1;
    gradient_[level] += q * gradient;
    weight_[level] += q;
  }

  void merge(const Histogram& other);

  double bin() const { return bin_; }
  double top() const { return top_; }  ///< bins
  double volume() const { return volume_; }
  double mean() const { return volume_ > 0 ? moment_ / volume_ : 0; }
  /// Volume that receives at least k bins of dose, for k = 0 .. bins.
  std::vector<double> cumulative() const;
  /// Mean gradient at a dose level, gray per mm; that of the nearest level with samples.
  double gradient_at(double gy) const;

private:
  static constexpr std::size_t level_bins = 25;
  static constexpr std::size_t at_once = 64;

  /// The four steps of some boxes.
  struct Steps {
    std::array<std::int32_t, at_once> low;
    std::array<std::int32_t, at_once> high;
    std::array<float, at_once> low_first;
    std::array<float, at_once> low_second;
    std::array<float, at_once> high_first;
    std::array<float, at_once> high_second;
  };

  bool steps_of(const Pieces& pieces, Run run, float area, Steps& steps) const;

  void step(double at, double density) {
    const auto i = static_cast<std::int32_t>(at);
    const double part = at - static_cast<double>(i);
    double* const steps_at = steps_.data() + i;
    steps_at[0] += density - density * part;
    steps_at[1] += density * part;
  }

  double bin_;
  double top_;
  double volume_ = 0;
  double moment_ = 0;
  std::vector<double> steps_;
  std::vector<double> gradient_;
  std::vector<double> weight_;
};

}  // namespace noms::dosimetry
