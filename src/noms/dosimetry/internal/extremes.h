// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <limits>
#include <span>

#include "noms/dosimetry/internal/curved_cell.h"

namespace noms::dosimetry {

/// Least and highest curved_dose_at() of many points, most of which lie near the one before.
///
/// The dose within a cell of the grid is bounded by its corners and their bends; points of a cell that can change
/// nothing are passed over, so that the result is that of asking for every point.
class Extremes {
public:
  explicit Extremes(const DoseGrid& dose) : dose_(dose), patient_frame_(is_patient_frame(dose.frame)) {}

  /// Takes a point in patient coordinates. Points outside the grid count for nothing.
  void meet(Vec3 patient);
  /// Takes a dose that was found otherwise.
  void meet_dose(double gy) {
    if (gy < minimum_) minimum_ = gy;
    if (gy > maximum_) maximum_ = gy;
  }

  void meet_doses(std::span<const float> gy);

  double minimum() const { return minimum_; }  ///< infinity where nothing was met
  double maximum() const { return maximum_; }

private:
  bool find_cell(const std::array<double, 3>& at);
  bool can_matter();
  std::array<double, 3> parts(const std::array<double, 3>& at) const;

  const DoseGrid& dose_;
  bool patient_frame_;
  CurvedCell cell_;
  Node node_{};
  bool known_ = false;
  bool bent_ = false;             ///< the cell has its bends
  std::array<double, 3> from_{};  ///< edges of the cell along the axes of the grid, mm; half a voxel more at the ends
  std::array<double, 3> to_{};
  double minimum_ = std::numeric_limits<double>::infinity();
  double maximum_ = -std::numeric_limits<double>::infinity();
};

}  // namespace noms::dosimetry
