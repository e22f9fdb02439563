// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "noms/dosimetry/dose_grid.h"

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

/// Dose and its gradient at one point, in gray and gray per mm.
struct DosePoint {
  float dose = 0;
  float along = 0;   ///< along the line
  float across = 0;  ///< along the second axis of the structure
  float up = 0;      ///< along its normal
  bool inside = false;
};

/// Pieces of a line in which the dose is linear, with the dose at the middle of each. One array for each quantity, so
/// that the compiler can do several pieces at once.
struct Pieces {
  std::size_t count = 0;
  std::vector<double> from;  ///< mm
  std::vector<float> length;
  std::vector<float> dose;
  std::vector<float> along;  ///< gradients as in DosePoint
  std::vector<float> across;
  std::vector<float> up;
  std::vector<float> low;  ///< room for the boxes of the histogram, in bins
  std::vector<float> high;
  std::vector<std::uint32_t> wide;  ///< room for marks
  double outside_mm = 0;            ///< how much of the line lies outside the dose grid

  void reserve(std::size_t most);
  void add(double at, double to, const DosePoint& middle);
};

/// Dose along lines parallel to the first axis of a structure.
///
/// Where the structure and the grid both lie along the axes of the patient a line is cut at the grid planes: between
/// two of them trilinear dose is linear exactly. Elsewhere it is cut into pieces of `step`.
class Sampler {
public:
  Sampler(const DoseGrid& dose, const Frame& frame, double step);

  /// A height along the normal of the structure, placed between the grid's planes.
  struct Height {
    double w = 0;
    Place place;
  };
  /// A place along the lines.
  struct Spot {
    double u = 0;
    Place place;
  };

  /// True where the dose is linear within each piece.
  bool cuts_at_planes() const { return straight_; }
  Height height(double w) const { return {w, straight_ ? place_on(dose_.positions[2], w) : Place{}}; }
  Spot spot(double u) const { return {u, straight_ ? place_on(nodes_, u) : Place{}}; }
  /// Chooses the lines at `v` along the second axis; `from` and `to` bound what is asked of them.
  void row(double v, double from, double to);
  /// Chooses the line of the row at one height.
  void line(const Height& height);
  /// Cuts from..to of the line.
  void pieces(double from, double to, Pieces& out);
  DosePoint point(const Spot& spot) const;

private:
  void blend();
  void blend_rows();
  DosePoint between(std::size_t node, float part) const;
  DosePoint straight_point(const Place& x) const;
  void straight_pieces(double from, double to, Pieces& out) const;
  void whole_pieces(std::size_t first, std::size_t end, Pieces& out) const;

  const DoseGrid& dose_;
  const std::vector<double>& nodes_;  ///< the grid planes that lines cross
  Frame frame_;
  double step_;
  bool straight_;
  double low_ = 0;  ///< the ends of the grid
  double high_ = 0;
  std::vector<float> gaps_;  ///< between neighbours of `nodes_`
  double v_ = 0;
  double w_ = 0;
  bool inside_ = false;
  Place y_;
  Place z_;
  std::size_t first_ = 0;  ///< the nodes asked for
  std::size_t last_ = 0;
  bool blended_ = false;      ///< `value_` and its slopes are those of the line
  bool row_blended_ = false;  ///< `lower_` to `tilt_` are those of the row above `plane_`
  std::size_t plane_ = 0;
  std::vector<float> lower_;  ///< of the grid plane below, blended over y
  std::vector<float> rise_;   ///< to the grid plane above
  std::vector<float> slope_;  ///< along y, below
  std::vector<float> tilt_;   ///< what it gains to the plane above
  std::vector<float> value_;  ///< at the nodes, blended over y and z
  std::vector<float> slope_y_;
  std::vector<float> slope_z_;
};

}  // namespace noms::dosimetry
