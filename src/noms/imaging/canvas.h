// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/contour.h"
#include "noms/imaging/gzip.h"

namespace noms::imaging {

using Colour = std::array<std::uint8_t, 3>;

/// How a line is broken: lengths on and off, pixels; an empty pattern is a solid line.
struct LineStyle {
  Colour colour;
  double width = 2;
  double on = 0;
  double off = 0;
};

/// A picture one draws on; (0, 0) is the upper left corner. Lines are smooth at their edges.
class Canvas {
public:
  Canvas(int width, int height)
      : width_(width),
        height_(height),
        rgb_(3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0) {}
  int width() const { return width_; }
  int height() const { return height_; }
  void set(int x, int y, Colour c);
  void line(Point2 a, Point2 b, const LineStyle& style, double start = 0);
  void loop(const std::vector<Point2>& corners, const LineStyle& style);
  /// Capital letters, digits, point, plus, minus and blank, 5 by 7 dots of `scale` pixels with a dark edge.
  void text(int x, int y, std::string_view words, Colour c, int scale = 2);
  /// The picture as PNG with the texts `Title` and `Description` (Latin-1), for readers who cannot see it. Errors: Io.
  Result<Bytes> png(std::string_view title, std::string_view description) const;

private:
  void blend(int x, int y, Colour c, double share);
  int width_;
  int height_;
  std::vector<std::uint8_t> rgb_;
};

}  // namespace noms::imaging
