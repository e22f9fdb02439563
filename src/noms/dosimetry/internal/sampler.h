// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/internal/coverage.h"

namespace noms::dosimetry {

/// Where a coordinate lies between the positions of an axis.
struct Place {
  std::size_t index = 0;
  float part = 0;       ///< 0..1 towards the next position
  float per_mm = 0;     ///< one over the distance to the next position; 0 on an axis of one position
  bool inside = false;  ///< within half a voxel of the outermost centres
};

Place place_on(const std::vector<double>& positions, double at);

/// The position at or before a coordinate, never the last one; 0 before the first. Range: two positions or more,
/// ascending.
inline std::size_t index_before(const std::vector<double>& p, double at) {
  const auto last = static_cast<double>(p.size() - 2);
  const double guess = (at - p[0]) / (p[1] - p[0]);  // right on an even axis
  auto i = static_cast<std::size_t>(guess > 0 ? (guess < last ? guess : last) : 0);
  while (i + 2 < p.size() && p[i + 1] <= at) ++i;
  while (i > 0 && p[i] > at) --i;
  return i;
}

/// Dose along rows of a raster.
class Sampler {
public:
  Sampler(const DoseGrid& dose, const Frame& frame, const Raster& raster);

  /// What one row of samples gives, by column.
  struct Row {
    std::vector<float> dose;
    std::vector<float> along;   ///< gradient along the columns, Gy per mm
    std::vector<float> across;  ///< along the rows
    std::vector<float> up;      ///< along the normal
    std::vector<char> inside;
    std::vector<float> low;  ///< room for the boxes of the histogram, in bins
    std::vector<float> high;
  };

  /// Samples columns begin..end of row `y` at height `w`.
  void row(double w, std::size_t y, std::size_t begin, std::size_t end, Row& out);

private:
  void straight(const Place& z, const Place& y, std::size_t begin, std::size_t end, Row& out);
  void oblique(double w, double v, std::size_t begin, std::size_t end, Row& out) const;

  const DoseGrid& dose_;
  Frame frame_;
  Raster raster_;
  bool straight_;
  std::vector<Place> columns_;
  std::vector<float> value_;  ///< of one dose row, blended over y and z
  std::vector<float> slope_y_;
  std::vector<float> slope_z_;
};

}  // namespace noms::dosimetry
