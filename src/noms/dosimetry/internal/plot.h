// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/dosimetry/geometry.h"

namespace noms::dosimetry {

/// A diagram with two axes as SVG. Colours carry the classes of the report's figures (noms-ink, ...), with the light
/// theme as attribute.
class Plot {
public:
  struct Axis {
    double low = 0;
    double high = 1;
    double step = 1;  ///< between marks
    std::string label;
  };

  /// `title` and `description` are what a screen reader gives.
  Plot(Axis x, Axis y, std::string_view title, std::string_view description);

  void line(const std::vector<Point2>& points, std::string_view colour, std::string_view dash = "", double width = 1.8);
  void band(const std::vector<Point2>& upper, const std::vector<Point2>& lower, std::string_view colour);
  void vertical(double x, std::string_view colour, std::string_view label);
  void horizontal(double y, std::string_view colour, std::string_view label);
  /// A second scale at the right edge, for lines that were turned into the scale of the left one.
  void right_axis(const Axis& axis);
  /// An entry of the legend at the right: a sample of the line and its name.
  void legend(std::string_view name, std::string_view colour, std::string_view dash = "");
  std::string svg();

private:
  double px(double x) const;
  double py(double y) const;
  void axes();

  Axis x_;
  Axis y_;
  std::string body_;
  std::string legend_;
  int entries_ = 0;
  double legend_at_ = 0;  ///< further right, where a second scale stands
  std::string title_;
  std::string description_;
};

/// Text with the signs that XML asks for escaped.
std::string escaped(std::string_view text);

/// A step of 1, 2 or 5 times a power of ten that gives about eight marks.
double round_step(double range);

}  // namespace noms::dosimetry
