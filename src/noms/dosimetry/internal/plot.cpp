// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/plot.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "noms/foundation/text.h"

namespace noms::dosimetry {
namespace {

constexpr double left = 62;
constexpr double top = 18;
constexpr double width = 470;
constexpr double height = 330;
constexpr double all_width = 800;
constexpr double all_height = 400;

std::string number(double x) {
  return shortest(std::round(x * 10) / 10);
}

std::string path_of(const std::vector<Point2>& points) {
  std::string d;
  for (const auto& p : points) d += (d.empty() ? "M" : "L") + number(p.x) + " " + number(p.y);
  return d;
}

std::string text_at(double x, double y, std::string_view anchor, std::string_view text, std::string_view more = "") {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + std::string(anchor) + "\"" +
         std::string(more) + ">" + escaped(text) + "</text>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

double round_step(double range) {
  const double rough = std::max(range, 1e-6) / 8;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (rough <= factor * power) return factor * power;
  }
  return 10 * power;
}

Plot::Plot(Axis x, Axis y, std::string_view title, std::string_view description)
    : x_(std::move(x)), y_(std::move(y)), title_(title), description_(description) {
  axes();
}

double Plot::px(double x) const {
  return left + (std::clamp(x, x_.low, x_.high) - x_.low) / (x_.high - x_.low) * width;
}
double Plot::py(double y) const {
  return top + height - (std::clamp(y, y_.low, y_.high) - y_.low) / (y_.high - y_.low) * height;
}

void Plot::axes() {
  for (double x = x_.low; x <= x_.high + 1e-9; x += x_.step) {
    body_ += "<line class=\"noms-hairline\" x1=\"" + number(px(x)) + "\" x2=\"" + number(px(x)) + "\" y1=\"" +
             number(top) + "\" y2=\"" + number(top + height) + "\" stroke=\"#d8dbe0\"/>\n";
    body_ += text_at(px(x), top + height + 16, "middle", shortest(std::round(x * 100) / 100));
  }
  for (double y = y_.low; y <= y_.high + 1e-9; y += y_.step) {
    body_ += "<line class=\"noms-hairline\" x1=\"" + number(left) + "\" x2=\"" + number(left + width) + "\" y1=\"" +
             number(py(y)) + "\" y2=\"" + number(py(y)) + "\" stroke=\"#d8dbe0\"/>\n";
    body_ += text_at(left - 8, py(y) + 4, "end", shortest(std::round(y * 100) / 100));
  }
  body_ += text_at(left + width / 2, all_height - 12, "middle", x_.label);
  const double middle = top + height / 2;
  body_ += text_at(16, middle, "middle", y_.label, " transform=\"rotate(-90 16 " + number(middle) + ")\"");
}

void Plot::line(const std::vector<Point2>& points, std::string_view colour, std::string_view dash, double stroke) {
  std::vector<Point2> drawn;
  for (const auto& p : points) drawn.push_back({px(p.x), py(p.y)});
  body_ += "<path d=\"" + path_of(drawn) + "\" fill=\"none\" stroke=\"" + std::string(colour) + "\" stroke-width=\"" +
           number(stroke) + "\"" + (dash.empty() ? "" : " stroke-dasharray=\"" + std::string(dash) + "\"") + "/>\n";
}

void Plot::band(const std::vector<Point2>& upper, const std::vector<Point2>& lower, std::string_view colour) {
  std::vector<Point2> drawn;
  for (const auto& p : upper) drawn.push_back({px(p.x), py(p.y)});
  for (auto p = lower.rbegin(); p != lower.rend(); ++p) drawn.push_back({px(p->x), py(p->y)});
  body_ += "<path d=\"" + path_of(drawn) + "Z\" fill=\"" + std::string(colour) + "\" fill-opacity=\"0.16\"/>\n";
}

void Plot::vertical(double x, std::string_view colour, std::string_view label) {
  if (x < x_.low || x > x_.high) return;
  body_ += "<line x1=\"" + number(px(x)) + "\" x2=\"" + number(px(x)) + "\" y1=\"" + number(top) + "\" y2=\"" +
           number(top + height) + "\" stroke=\"" + std::string(colour) +
           "\" stroke-dasharray=\"5 3\" stroke-width=\"1.4\"/>\n";
  if (label.empty()) return;
  body_ +=
      text_at(px(x) + 4, top + 12, "start", label, " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\"");
}

void Plot::horizontal(double y, std::string_view colour, std::string_view label) {
  if (y < y_.low || y > y_.high) return;
  body_ += "<line x1=\"" + number(left) + "\" x2=\"" + number(left + width) + "\" y1=\"" + number(py(y)) + "\" y2=\"" +
           number(py(y)) + "\" stroke=\"" + std::string(colour) +
           "\" stroke-dasharray=\"5 3\" stroke-width=\"1.4\"/>\n";
  body_ += text_at(left + width - 4, py(y) - 4, "end", label,
                   " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\"");
}

void Plot::legend(std::string_view name, std::string_view colour, std::string_view dash) {
  if (entries_ >= 19) return;
  const double y = top + 8 + 20 * entries_++;
  const double x = left + width + 18 + legend_at_;
  legend_ += "<line x1=\"" + number(x) + "\" x2=\"" + number(x + 26) + "\" y1=\"" + number(y) + "\" y2=\"" + number(y) +
             "\" stroke=\"" + std::string(colour) + "\" stroke-width=\"2.4\"" +
             (dash.empty() ? "" : " stroke-dasharray=\"" + std::string(dash) + "\"") + "/>\n";
  legend_ += text_at(x + 34, y + 4, "start", name);
}

void Plot::right_axis(const Axis& axis) {
  for (double y = axis.low; y <= axis.high + 1e-9; y += axis.step) {
    const double at = top + height - (y - axis.low) / (axis.high - axis.low) * height;
    body_ += text_at(left + width + 6, at + 4, "start", shortest(y));
  }
  const double x = left + width + 44;
  const double middle = top + height / 2;
  body_ +=
      text_at(x, middle, "middle", axis.label, " transform=\"rotate(-90 " + number(x) + " " + number(middle) + ")\"");
  legend_at_ = 44;
}

std::string Plot::svg() {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 " + number(all_width) + " " +
         number(all_height) +
         "\" width=\"800\" height=\"400\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#1c2230\" "
         "class=\"noms-ink\">\n<title>" +
         escaped(title_) + "</title>\n<desc>" + escaped(description_) + "</desc>\n<rect class=\"noms-paper\" width=\"" +
         number(all_width) + "\" height=\"" + number(all_height) + "\" fill=\"#ffffff\"/>\n" + body_ + legend_ +
         "</svg>\n";
}

}  // namespace noms::dosimetry
