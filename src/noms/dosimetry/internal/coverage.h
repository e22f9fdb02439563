// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
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

/// Neighbouring columns of one row.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The exact share of every pixel that the contours of one plane cover, by accumulation of signed areas: every edge
/// adds, to the rows it crosses, the area to its right; a running sum along the row gives the share. Between the
/// pixels that edges touch the share does not change, so that work is edges plus rows; pixels are only filled.
class Coverage {
public:
  explicit Coverage(const Raster& raster);

  /// Takes the contours of a plane. Rows outside `first_row()`..`end_row()` are empty.
  void fill(const std::vector<Polygon>& polygons);

  std::size_t first_row() const { return first_row_; }
  std::size_t end_row() const { return end_row_; }
  /// Shares of one row, 0..1, from column `begin` to `end`; false for an empty row.
  bool row(std::size_t y, std::vector<float>& shares, std::size_t& begin, std::size_t& end) const;
  /// The runs of whole pixels (99.9 % and more) of a row from first_row() to end_row().
  std::span<const Run> whole(std::size_t y) const;
  /// The columns of the partly covered pixels of such a row, ascending.
  std::span<const std::size_t> partial(std::size_t y) const;
  float share(std::size_t x, std::size_t y) const { return sums_[y * stride_ + x]; }
  /// Which way the covered part of a partly covered pixel lies: a unit vector from the shares around it; zero where
  /// they do not tell.
  Point2 inward(std::size_t x, std::size_t y) const;
  /// True when contours partly overlap or cross themselves: shares then are those of the union, or of the exclusive or.
  bool overlaps() const { return overlaps_; }
  /// Sum of the shares times the area of a pixel, mm2.
  double area() const;

private:
  /// Where the runs and the partly covered columns of a row begin in their lists.
  struct RowStart {
    std::size_t run = 0;
    std::size_t column = 0;
  };

  void clear();
  void edge(double x0, double y0, double x1, double y1);
  void cell_row(std::size_t y, double x0, double x1, double height);
  void touch(std::size_t y, std::size_t first, std::size_t last);
  void settle(bool exclusive);
  void settle_row(std::size_t y, bool exclusive);
  void record(float* row, std::size_t begin, std::size_t end, double sum, bool exclusive);

  Raster raster_;
  std::vector<float> sums_;
  std::size_t stride_ = 0;
  std::vector<std::uint64_t> touched_;  ///< one bit for every pixel that an edge adds to
  std::size_t words_ = 0;               ///< of `touched_` for a row
  std::vector<Run> runs_;
  std::vector<std::size_t> columns_;
  std::vector<RowStart> starts_;  ///< from first_row_ on, one more than rows
  std::size_t first_row_ = 0;
  std::size_t end_row_ = 0;
  bool overlaps_ = false;
};

}  // namespace noms::dosimetry
