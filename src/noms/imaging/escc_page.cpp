// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/escc_page.h"

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/imaging/canvas.h"

namespace noms::imaging {

namespace {

constexpr double field_mm = 50;   // mm shown
constexpr int side_pixels = 600;  // pixels
constexpr Colour white = {255, 255, 255};

std::string two(double v) {
  return shortest(std::round(v * 100) / 100);
}

std::string words_of(const std::string& measure) {
  if (measure == "tumour_cord_gap") return "the gap between tumour and cord";
  if (measure == "cord_dent") return "the mark in the cord";
  if (measure == "sac_dent") return "the mark in the sac";
  if (measure == "csf_share") return "the share of CSF in the sac";
  return "the area of epidural tumour";
}

std::string listed(const std::vector<EsccGrade>& grades) {
  std::string out;
  for (std::size_t n = 0; n < grades.size(); ++n) {
    out += (n == 0 ? "" : n + 1 == grades.size() ? " and " : ", ") + std::string(name_of(grades[n]));
  }
  return out;
}

/// Grey between the 2nd and 98th percentile of what is shown.
void paint(Canvas& canvas, const Image& image, const EsccPicture& p, Point2 centre, double scale) {
  std::vector<double> signal(static_cast<std::size_t>(side_pixels) * side_pixels, -1e30);
  std::vector<double> sorted;
  constexpr int half_side = side_pixels / 2;
  for (int y = 0; y < side_pixels; ++y) {
    for (int x = 0; x < side_pixels; ++x) {
      const Point2 q{centre.x + (x - half_side) / scale, centre.y + (y - half_side) / scale};
      const double j = q.y / p.frame.sy;
      const auto v = sampled(image, p.grid.affine.patient((q.x - j * p.frame.shear) / p.frame.sx, j, p.plane));
      if (!v || !std::isfinite(*v)) continue;
      signal[static_cast<std::size_t>(y) * side_pixels + static_cast<std::size_t>(x)] = *v;
      if ((x + y) % 7 == 0) sorted.push_back(*v);
    }
  }
  if (sorted.size() < 10) return;
  std::sort(sorted.begin(), sorted.end());
  const double low = sorted[sorted.size() / 50];
  const double high = std::max(low + 1e-6, sorted[sorted.size() - 1 - sorted.size() / 50]);
  for (int y = 0; y < side_pixels; ++y) {
    for (int x = 0; x < side_pixels; ++x) {
      const double v = std::clamp(
          (signal[static_cast<std::size_t>(y) * side_pixels + static_cast<std::size_t>(x)] - low) / (high - low), 0.0,
          1.0);
      const auto grey = static_cast<std::uint8_t>(std::lround(220 * v));
      canvas.set(x, y, {grey, grey, grey});
    }
  }
}

}  // namespace

std::string escc_sentence(const EsccResult& r) {
  if (!r.reason.empty()) return "ESCC not assessable: " + r.reason + ".";
  const std::vector<EsccGrade> set = r.set.grades();
  std::string out = "ESCC " + std::string(name_of(*r.grade));
  out += set.size() > 1 ? ", possible " + listed(set) + " (confidence " + two(r.confidence) + ")" : " in all variants";
  const auto groups = r.set.groups();
  out += groups.size() == 1 ? "; " + groups[0] + " grade in all variants" : "; low and high grade both stay possible";
  if (r.deciding) {
    const auto& d = *r.deciding;
    const std::string unit = d.unit == "1" ? "" : " " + d.unit;
    out += "; decided by " + words_of(d.measure) + ", " + two(d.value) + " +- " + two(d.uncertainty) + unit +
           " in plane " + std::to_string(d.plane);
    if (d.otherwise) {
      out += "; it would be " + std::string(name_of(*d.otherwise)) + (d.value <= d.threshold ? " above " : " below ") +
             two(d.threshold) + unit;
    }
  }
  return out + ".";
}

Result<Bytes> escc_png(const EsccInput& input, const EsccResult& result, int plane, const std::optional<Image>& image) {
  const auto found = escc_picture(input, result, plane);
  if (!found) return found.error();
  const EsccPicture& p = found.value();
  Canvas canvas(side_pixels, side_pixels);
  const double scale = side_pixels / field_mm;
  const Point2 centre = centroid(p.sac.empty() ? p.cord : p.sac);
  if (image) paint(canvas, *image, p, centre, scale);
  const auto place = [&](Point2 q) {
    return Point2{side_pixels / 2.0 + (q.x - centre.x) * scale, side_pixels / 2.0 + (q.y - centre.y) * scale};
  };
  const auto draw = [&](const Outline& shape, const LineStyle& style) {
    for (const auto& loop : shape.loops) {
      std::vector<Point2> corners;
      for (const Point2 q : loop) corners.push_back(place(q));
      LineStyle edge = style;
      edge.colour = {0, 0, 0};
      edge.width = style.width + 2;
      canvas.loop(corners, edge);
      canvas.loop(corners, style);
    }
  };
  draw(p.sac, {{230, 159, 0}, 2.5, 12, 6});
  draw(p.tumour, {{204, 121, 167}, 3, 3, 5});
  draw(p.cord, {{86, 180, 233}, 2.5, 0, 0});
  const Gap gap = gap_between(p.cord, p.tumour);
  if (std::isfinite(gap.mm)) {
    canvas.line(place(gap.from), place(gap.to), {white, 3, 0, 0});
    canvas.text(static_cast<int>(place(gap.to).x) + 10, static_cast<int>(place(gap.to).y) - 8, two(gap.mm) + " MM",
                white);
  }
  canvas.line({30, side_pixels - 30.0}, {30 + 10 * scale, side_pixels - 30.0}, {white, 4, 0, 0});
  canvas.text(30, side_pixels - 54, "10 MM", white);
  canvas.text(10, side_pixels / 2 - 10, "R", white, 3);
  canvas.text(side_pixels - 28, side_pixels / 2 - 10, "L", white, 3);
  canvas.text(side_pixels / 2 - 8, 10, "A", white, 3);
  canvas.text(side_pixels / 2 - 8, side_pixels - 34, "P", white, 3);
  return canvas.png();
}

}  // namespace noms::imaging
