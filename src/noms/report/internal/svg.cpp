// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/svg.h"

#include <cmath>
#include <iterator>

#include "noms/foundation/text.h"
#include "noms/report/escape.h"
#include "noms/report/internal/utf8.h"

namespace noms::report {
namespace {

struct Colour {
  std::string_view name;
  std::string_view light;
  std::string_view dark;
};

const Colour& colour_of(Role role) {
  static constexpr Colour colours[] = {{"none", "none", "none"},           {"paper", "#ffffff", "#14171a"},
                                       {"raised", "#f6f7f8", "#1c2024"},   {"ink", "#16191c", "#eef1f3"},
                                       {"second", "#51585f", "#a8b0b8"},   {"hairline", "#d5d9dd", "#363c42"},
                                       {"emergent", "#a4161a", "#ff8a80"}, {"urgent", "#8a5a00", "#f2c14e"},
                                       {"stable", "#00695c", "#58c4b4"},   {"indeterminate", "#6a4c93", "#c3a6e8"},
                                       {"tumour", "#c2410c", "#fb923c"},   {"cord", "#e0b34c", "#e8c468"},
                                       {"fluid", "#7fb2e5", "#5b93cc"},    {"bone", "#cfc7b8", "#7a7366"}};
  return colours[static_cast<std::size_t>(role)];
}

/// Advance of each ASCII letter in DejaVu Sans, one of the widest system fonts, in hundredths of the size, from the
/// blank on.
constexpr unsigned char advances[] = {32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36,  32, 34, 64, 64, 64,
                                      64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 69, 69, 70, 77, 64,
                                      58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64,  62, 74, 69, 99, 69,
                                      62, 69, 39, 34, 39, 84, 50, 50, 62, 64, 55, 64, 62, 36,  64, 64, 28, 28, 58,
                                      28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60,  53, 64, 34, 64, 84};

double letter_width(char32_t point) {
  if (point >= 0x20 && point < 0x20 + std::size(advances)) return advances[point - 0x20] / 100.0;
  return point >= 0x2E80 ? 1.0 : 0.64;
}

}  // namespace

std::string_view name_of(Role role) {
  return colour_of(role).name;
}
std::string_view light_of(Role role) {
  return colour_of(role).light;
}
std::string_view dark_of(Role role) {
  return colour_of(role).dark;
}

std::string decimal(double number) {
  return shortest(std::round(number * 10) / 10 + 0.0);
}

double text_width(std::string_view text, double size, bool bold) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point(text, at);
    width += letter_width(point.value);
    at += point.length;
  }
  return width * size * (bold ? 1.12 : 1.0);
}

std::vector<std::string> text_lines(std::string_view text, double size, double width, std::size_t most, bool bold) {
  std::vector<std::string> lines;
  for (const auto word : split(text, " ")) {
    const std::string longer = lines.empty() ? std::string(word) : lines.back() + " " + std::string(word);
    if (!lines.empty() && text_width(longer, size, bold) <= width) {
      lines.back() = longer;
    } else if (lines.size() < most) {
      lines.emplace_back(word);
    } else {
      lines.back() += " …";
      break;
    }
  }
  return lines;
}

std::string safe_id(std::string_view prefix) {
  std::string id;
  for (const char c : prefix) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool other = (c >= '0' && c <= '9') || c == '-';
    if (letter || (other && !id.empty())) id += c;
  }
  return id.empty() ? "figure" : id;
}

Svg::Svg(std::string_view prefix, std::string_view kind, double width, double height, std::string_view title,
         std::string_view description)
    : prefix_(safe_id(prefix)) {
  const std::string size = decimal(width) + " " + decimal(height);
  out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"noms-figure noms-" + std::string(kind) + "\" width=\"" +
         decimal(width) + "\" height=\"" + decimal(height) + "\" viewBox=\"0 0 " + size +
         "\" role=\"img\" aria-labelledby=\"" + prefix_ + "-title " + prefix_ +
         "-desc\" font-family=\"system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\">\n";
  out_ += "<title id=\"" + prefix_ + "-title\">" + escape(title) + "</title>\n";
  out_ += "<desc id=\"" + prefix_ + "-desc\">" + escape(description) + "</desc>\n";
}

std::string Svg::attributes(const Paint& paint) const {
  std::string classes;
  std::string out;
  if (!paint.pattern.empty()) {
    out += " fill=\"url(#" + prefix_ + "-" + std::string(paint.pattern) + ")\"";
  } else {
    out += " fill=\"" + std::string(light_of(paint.fill)) + "\"";
    if (paint.fill != Role::None) classes = "noms-fill-" + std::string(name_of(paint.fill));
  }
  if (paint.stroke != Role::None) {
    classes += (classes.empty() ? "noms-stroke-" : " noms-stroke-") + std::string(name_of(paint.stroke));
    out += " stroke=\"" + std::string(light_of(paint.stroke)) + "\" stroke-width=\"" + shortest(paint.width) + "\"";
  }
  if (!paint.dash.empty()) out += " stroke-dasharray=\"" + std::string(paint.dash) + "\"";
  if (paint.opacity < 1) out += " opacity=\"" + shortest(paint.opacity) + "\"";
  return (classes.empty() ? "" : " class=\"" + classes + "\"") + out;
}

void Svg::hatch(std::string_view name, Role role, double gap, double line, double angle) {
  const std::string g = decimal(gap);
  out_ += "<pattern id=\"" + prefix_ + "-" + std::string(name) + "\" width=\"" + g + "\" height=\"" + g +
          "\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(" + decimal(angle) + ")\">";
  const Paint paint{.fill = Role::None, .stroke = role, .width = line};
  out_ += "<path d=\"M" + decimal(gap / 2) + " 0V" + g + "\"" + attributes(paint) + "/></pattern>\n";
}

void Svg::dots(std::string_view name, Role role, double gap, double radius) {
  const std::string g = decimal(gap);
  const std::string half = decimal(gap / 2);
  out_ += "<pattern id=\"" + prefix_ + "-" + std::string(name) + "\" width=\"" + g + "\" height=\"" + g +
          "\" patternUnits=\"userSpaceOnUse\">";
  out_ += "<circle cx=\"" + half + "\" cy=\"" + half + "\" r=\"" + decimal(radius) + "\"" + attributes({.fill = role}) +
          "/></pattern>\n";
}

void Svg::open_group(std::string_view transform) {
  out_ += "<g transform=\"" + std::string(transform) + "\">\n";
}
void Svg::close_group() {
  out_ += "</g>\n";
}

void Svg::rect(double x, double y, double w, double h, double radius, const Paint& paint, std::string_view transform) {
  out_ += "<rect x=\"" + decimal(x) + "\" y=\"" + decimal(y) + "\" width=\"" + decimal(w) + "\" height=\"" +
          decimal(h) + "\"";
  if (radius > 0) out_ += " rx=\"" + decimal(radius) + "\"";
  if (!transform.empty()) out_ += " transform=\"" + std::string(transform) + "\"";
  out_ += attributes(paint) + "/>\n";
}

void Svg::ellipse(double cx, double cy, double rx, double ry, const Paint& paint) {
  out_ += "<ellipse cx=\"" + decimal(cx) + "\" cy=\"" + decimal(cy) + "\" rx=\"" + decimal(rx) + "\" ry=\"" +
          decimal(ry) + "\"" + attributes(paint) + "/>\n";
}

void Svg::line(double x1, double y1, double x2, double y2, const Paint& paint) {
  out_ += "<path d=\"M" + decimal(x1) + " " + decimal(y1) + "L" + decimal(x2) + " " + decimal(y2) + "\"" +
          attributes(paint) + "/>\n";
}

void Svg::path(std::string_view d, const Paint& paint) {
  out_ += "<path d=\"" + std::string(d) + "\"" + attributes(paint) + " stroke-linejoin=\"round\"/>\n";
}

void Svg::text(double x, double y, std::string_view text, const Type& type) {
  std::string out = "<text x=\"" + decimal(x) + "\" y=\"" + decimal(y) + "\" font-size=\"" + shortest(type.size) + "\"";
  if (type.bold) out += " font-weight=\"600\"";
  if (type.anchor != "start") out += " text-anchor=\"" + std::string(type.anchor) + "\"";
  Paint paint{.fill = type.role};
  if (type.halo) {
    paint.stroke = Role::Paper;
    paint.width = 4;
    out += " paint-order=\"stroke\" stroke-linejoin=\"round\"";
  }
  out_ += out + attributes(paint) + ">" + escape(text) + "</text>\n";
}

void Svg::diamond(double cx, double cy, double radius) {
  const std::string r = decimal(radius);
  path("M" + decimal(cx) + " " + decimal(cy - radius) + "l" + r + " " + r + "l-" + r + " " + r + "l-" + r + " -" + r +
           "Z",
       {.fill = Role::Paper, .stroke = Role::Ink, .width = 1.25});
}

std::string Svg::take() {
  return std::move(out_) + "</svg>\n";
}

}  // namespace noms::report
