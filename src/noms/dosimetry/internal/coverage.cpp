// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/coverage.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace noms::dosimetry {

Coverage::Coverage(const Raster& raster)
    : raster_(raster), stride_(raster.columns + 2), words_((raster.columns + 2) / 64 + 1) {
  sums_.assign(stride_ * raster.rows, 0.0F);
  touched_.assign(words_ * raster.rows, 0);
}

void Coverage::clear() {
  const auto emptied = [&](auto& list, std::size_t width) {
    std::fill(list.begin() + static_cast<std::ptrdiff_t>(first_row_ * width),
              list.begin() + static_cast<std::ptrdiff_t>(end_row_ * width), 0);
  };
  emptied(sums_, stride_);
  emptied(touched_, words_);
}

void Coverage::fill(const std::vector<Polygon>& polygons) {
  clear();
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
  touch(y, first, last + 1);
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

void Coverage::touch(std::size_t y, std::size_t first, std::size_t last) {
  std::uint64_t* const bits = touched_.data() + y * words_;
  for (std::size_t x = first; x <= last; ++x) bits[x / 64] |= std::uint64_t{1} << (x % 64);
}

void Coverage::settle(bool exclusive) {
  overlaps_ = false;
  runs_.clear();
  columns_.clear();
  starts_.clear();
  for (std::size_t y = first_row_; y < end_row_; ++y) {
    starts_.push_back({runs_.size(), columns_.size()});
    settle_row(y, exclusive);
  }
  starts_.push_back({runs_.size(), columns_.size()});
}

// Running sums to shares.
void Coverage::settle_row(std::size_t y, bool exclusive) {
  float* const row = sums_.data() + y * stride_;
  const std::uint64_t* const bits = touched_.data() + y * words_;
  double sum = 0;
  std::size_t done = 0;
  for (std::size_t w = 0; w < words_; ++w) {
    for (std::uint64_t left = bits[w]; left != 0; left &= left - 1) {
      const std::size_t x = w * 64 + static_cast<std::size_t>(std::countr_zero(left));
      record(row, done, x, sum, exclusive);
      sum += static_cast<double>(row[x]);
      record(row, x, x + 1, sum, exclusive);
      done = x + 1;
    }
  }
  record(row, done, raster_.columns, sum, exclusive);
}

// One share for some neighbouring pixels. More than one or less than nothing means overlap: union, or exclusive or
// where the file asks for it.
void Coverage::record(float* row, std::size_t begin, std::size_t end, double sum, bool exclusive) {
  if (begin >= end) return;
  double share = sum;
  if (share > 1.001 || share < -0.001) {
    overlaps_ = true;
    share = std::fabs(share);
    if (exclusive) share = std::fabs(std::remainder(share, 2.0));
  }
  const float settled = share < 2e-5 ? 0.0F : static_cast<float>(std::min(share, 1.0));
  std::fill(row + begin, row + end, settled);
  end = std::min(end, raster_.columns);
  if (settled == 0.0F || begin >= end) return;
  if (settled < 0.999F) {
    for (std::size_t x = begin; x < end; ++x) columns_.push_back(x);
  } else if (runs_.size() > starts_.back().run && runs_.back().end == begin) {
    runs_.back().end = end;
  } else {
    runs_.push_back({begin, end});
  }
}

std::span<const Run> Coverage::whole(std::size_t y) const {
  const std::size_t from = starts_[y - first_row_].run;
  return std::span(runs_).subspan(from, starts_[y - first_row_ + 1].run - from);
}

std::span<const std::size_t> Coverage::partial(std::size_t y) const {
  const std::size_t from = starts_[y - first_row_].column;
  return std::span(columns_).subspan(from, starts_[y - first_row_ + 1].column - from);
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
