// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/coverage.h"

#include <algorithm>
#include <cmath>

namespace noms::dosimetry {

Coverage::Coverage(const Raster& raster) : raster_(raster), stride_(raster.columns + 2) {
  sums_.assign(stride_ * raster.rows, 0.0F);
}

void Coverage::fill(const std::vector<Polygon>& polygons) {
  std::fill(sums_.begin() + static_cast<std::ptrdiff_t>(first_row_ * stride_),
            sums_.begin() + static_cast<std::ptrdiff_t>(end_row_ * stride_), 0.0F);
  double low = raster_.low.y + static_cast<double>(raster_.rows) * raster_.size;
  double high = raster_.low.y;
  bool exclusive = false;
  for (const auto& polygon : polygons) {
    low = std::min(low, polygon.low.y);
    high = std::max(high, polygon.high.y);
    exclusive |= polygon.exclusive;
    const auto& p = polygon.points;
    for (std::size_t i = 0, j = p.size() - 1; i < p.size(); j = i++) {
      const Point2 a = polygon.hole ? p[i] : p[j];
      const Point2 b = polygon.hole ? p[j] : p[i];
      edge((a.x - raster_.low.x) / raster_.size, (a.y - raster_.low.y) / raster_.size,
           (b.x - raster_.low.x) / raster_.size, (b.y - raster_.low.y) / raster_.size);
    }
  }
  const auto clamp_row = [&](double y) {
    return static_cast<std::size_t>(
        std::clamp((y - raster_.low.y) / raster_.size, 0.0, static_cast<double>(raster_.rows)));
  };
  first_row_ = clamp_row(low);
  end_row_ = std::min(clamp_row(high) + 1, raster_.rows);
  settle(exclusive);
}

void Coverage::edge(double x0, double y0, double x1, double y1) {
  if (y0 == y1) return;
  const double sign = y0 < y1 ? -1.0 : 1.0;
  if (y0 > y1) {
    std::swap(x0, x1);
    std::swap(y0, y1);
  }
  const double slope = (x1 - x0) / (y1 - y0);
  const auto last = std::min(static_cast<std::size_t>(std::ceil(y1)), raster_.rows);
  double x = x0;
  double y = y0;
  for (auto r = static_cast<std::size_t>(y0); r < last; ++r) {
    const double next_y = std::min(static_cast<double>(r + 1), y1);
    const double next_x = next_y == y1 ? x1 : x0 + slope * (next_y - y0);
    cell_row(r, x, next_x, sign * (next_y - y));
    x = next_x;
    y = next_y;
  }
}

// One piece of an edge within one row, `height` high (signed): adds the area right of it to the pixels it crosses.
void Coverage::cell_row(std::size_t y, double x0, double x1, double height) {
  float* row = sums_.data() + y * stride_;
  if (x0 > x1) std::swap(x0, x1);
  const double most = static_cast<double>(raster_.columns);
  x0 = std::clamp(x0, 0.0, most);
  x1 = std::clamp(x1, 0.0, most);
  const auto first = static_cast<std::size_t>(x0);
  const auto last = static_cast<std::size_t>(x1);
  if (first == last) {
    const double share = 1 - ((x0 + x1) / 2 - static_cast<double>(first));
    row[first] += static_cast<float>(height * share);
    row[first + 1] += static_cast<float>(height * (1 - share));
    return;
  }
  const double per_column = height / (x1 - x0);
  double carried = 0;
  for (std::size_t c = first; c <= last; ++c) {
    const double from = std::max(x0, static_cast<double>(c));
    const double to = std::min(x1, static_cast<double>(c + 1));
    const double part = per_column * (to - from);
    const double inside = part * (static_cast<double>(c) + 1 - (from + to) / 2);
    row[c] += static_cast<float>(inside + carried);
    carried = part - inside;
  }
  row[last + 1] += static_cast<float>(carried);
}

// Running sums to shares. More than one or less than nothing means overlap: union, or exclusive or where the file asks
// for it.
void Coverage::settle(bool exclusive) {
  overlaps_ = false;
  for (std::size_t y = first_row_; y < end_row_; ++y) {
    float* row = sums_.data() + y * stride_;
    double sum = 0;
    for (std::size_t x = 0; x < stride_; ++x) {
      sum += static_cast<double>(row[x]);
      double share = sum;
      if (share > 1.001 || share < -0.001) {
        overlaps_ = true;
        share = std::fabs(share);
        if (exclusive) share = std::fabs(std::remainder(share, 2.0));
      }
      row[x] = share < 2e-5 ? 0.0F : static_cast<float>(std::min(share, 1.0));
    }
  }
}

bool Coverage::row(std::size_t y, std::vector<float>& shares, std::size_t& begin, std::size_t& end) const {
  const float* row = sums_.data() + y * stride_;
  begin = 0;
  end = raster_.columns;
  while (begin < end && row[begin] == 0.0F) ++begin;
  while (end > begin && row[end - 1] == 0.0F) --end;
  if (begin == end) return false;
  shares.assign(row, row + raster_.columns);
  return true;
}

Point2 Coverage::inward(std::size_t x, std::size_t y) const {
  const auto share = [&](std::size_t column, std::size_t row) {
    return row >= first_row_ && row < end_row_ && column < raster_.columns
               ? static_cast<double>(sums_[row * stride_ + column])
               : 0.0;
  };
  const double dx = share(x + 1, y) - (x > 0 ? share(x - 1, y) : 0.0);
  const double dy = share(x, y + 1) - (y > 0 ? share(x, y - 1) : 0.0);
  const double length = std::sqrt(dx * dx + dy * dy);
  return length > 1e-6 ? Point2{dx / length, dy / length} : Point2{};
}

double Coverage::area() const {
  double sum = 0;
  for (std::size_t i = first_row_ * stride_; i < end_row_ * stride_; ++i) sum += static_cast<double>(sums_[i]);
  return sum * raster_.size * raster_.size;
}

}  // namespace noms::dosimetry
