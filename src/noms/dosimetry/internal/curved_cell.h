// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "noms/dosimetry/dose_grid.h"

namespace noms::dosimetry {

/// A point of the grid: its place on each axis.
using Node = std::array<std::size_t, 3>;

/// One cell of a dose grid: its corners, and the bends of the dose along its edges.
class CurvedCell {
public:
  /// Takes the corners of the cell whose lowest corner is `node`. Range: `node` is a point of the grid.
  void take(const DoseGrid& dose, Node node);
  /// Takes the bends too, which at() and reach() need.
  void take_bends(const DoseGrid& dose);

  /// Least and highest corner, gray.
  double least() const { return least_; }
  double most() const { return most_; }
  /// How far a dose within may lie beyond the corners, gray.
  double reach() const { return reach_; }
  /// Dose at shares 0..1 along the axes: trilinear, less the bend along the nearest edge of each axis.
  double at(const std::array<double, 3>& part) const;

private:
  void take_inner_bends(const DoseGrid& dose);
  void take_outer_bends(const DoseGrid& dose);

  Node node_{};
  std::array<double, 8> corner_{};               ///< bit 0 of the place: the upper one along the first axis
  std::array<std::array<double, 8>, 3> bend_{};  ///< of the edge along an axis through a corner, agreed by its ends
  double least_ = 0;
  double most_ = 0;
  double reach_ = 0;
};

}  // namespace noms::dosimetry
