// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "noms/dosimetry/solid.h"

namespace noms::dosimetry {

/// A raster over a structure: pixel (0,0) has its corner at `low`, pixels are squares of side `size`.
struct Raster {
  Point2 low;
  double size = 1;
  std::size_t columns = 0;
  std::size_t rows = 0;
};

/// The exact share of every pixel that the contours of one plane cover, by accumulation of signed areas: every edge
/// adds, to the rows it crosses, the area to its right; a running sum along the row gives the share. Work is edges plus
/// pixels.
class Coverage {
public:
  explicit Coverage(const Raster& raster);

  /// Takes the contours of a plane. Rows outside `first_row()`..`end_row()` are empty.
  void fill(const std::vector<Polygon>& polygons);

  std::size_t first_row() const { return first_row_; }
  std::size_t end_row() const { return end_row_; }
  /// Shares of one row, 0..1, from column `begin` to `end`; false for an empty row.
  bool row(std::size_t y, std::vector<float>& shares, std::size_t& begin, std::size_t& end) const;
  /// Which way the covered part of a partly covered pixel lies: a unit vector from the shares around it; zero where
  /// they do not tell.
  Point2 inward(std::size_t x, std::size_t y) const;
  /// True when contours partly overlap or cross themselves: shares then are those of the union, or of the exclusive or.
  bool overlaps() const { return overlaps_; }
  /// Sum of the shares times the area of a pixel, mm2.
  double area() const;

private:
  void edge(double x0, double y0, double x1, double y1);
  void cell_row(std::size_t y, double x0, double x1, double height);
  void settle(bool exclusive);

  Raster raster_;
  std::vector<float> sums_;
  std::size_t stride_ = 0;
  std::size_t first_row_ = 0;
  std::size_t end_row_ = 0;
  bool overlaps_ = false;
};

}  // namespace noms::dosimetry
