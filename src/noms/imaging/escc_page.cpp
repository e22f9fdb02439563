// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/escc_page.h"

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/imaging/canvas.h"

namespace noms::imaging {

namespace {

constexpr double field_mm = 50;    // mm shown
constexpr int side_pixels = 600;   // pixels
constexpr int strip_pixels = 230;  // beside it: the grades along the spine
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

constexpr double pixels_per_mm = side_pixels / field_mm;

Point2 middle_of(const EsccPicture& p) {
  return centroid(p.sac.empty() ? p.cord : p.sac);
}

// From the millimetres of a plane to the pixels of its picture and to the patient.
Point2 pixel_of(Point2 q, Point2 centre) {
  return {side_pixels / 2.0 + (q.x - centre.x) * pixels_per_mm, side_pixels / 2.0 + (q.y - centre.y) * pixels_per_mm};
}

Vec3 patient_of(const EsccPicture& p, Point2 q) {
  const double j = q.y / p.frame.sy;
  return p.grid.affine.patient((q.x - j * p.frame.shear) / p.frame.sx, j, p.plane);
}

EsccShape shape_of(const EsccPicture& p, std::string_view structure, const Outline& shape, const LineStyle& style) {
  EsccShape out{structure, style, {}, {}};
  const Point2 centre = middle_of(p);
  for (const auto& loop : shape.loops) {
    out.pixels.emplace_back();
    out.patient.emplace_back();
    for (const Point2 q : loop) {
      out.pixels.back().push_back(pixel_of(q, centre));
      out.patient.back().push_back(patient_of(p, q));
    }
  }
  return out;
}

std::optional<double> measured_gap(const EsccResult& result, int plane) {
  for (const auto& p : result.planes) {
    if (p.plane == plane) return p.measures.cord_gap;
  }
  return std::nullopt;
}

EsccDrawing drawing_of(const EsccPicture& p, const EsccResult& result, int plane) {
  EsccDrawing out{plane, side_pixels + strip_pixels, side_pixels, pixels_per_mm, {}, {}};
  out.shapes.push_back(shape_of(p, "sac", p.sac, {{230, 159, 0}, 2.5, 12, 6}));
  out.shapes.push_back(shape_of(p, "tumour", p.tumour, {{204, 121, 167}, 3, 3, 5}));
  out.shapes.push_back(shape_of(p, "cord", p.cord, {{86, 180, 233}, 2.5, 0, 0}));
  const Gap gap = gap_between(p.cord, p.tumour);
  if (!std::isfinite(gap.mm)) return out;
  const Point2 centre = middle_of(p);
  out.gap = {gap.mm,
             measured_gap(result, plane),
             pixel_of(gap.from, centre),
             pixel_of(gap.to, centre),
             patient_of(p, gap.from),
             patient_of(p, gap.to)};
  return out;
}

constexpr int strip_left = side_pixels + 34;
constexpr int grade_step = 30;
constexpr int strip_top = 56;
constexpr int strip_bottom = side_pixels - 44;

/// Where a grade stands in the strip.
double column_of(std::size_t grade) {
  return strip_left + (static_cast<double>(grade) + 0.5) * grade_step;
}

/// The grades of every plane from head to foot: a bar at each that stays possible, a dot at the most likely, a dashed
/// line where the plane cannot be judged, an arrow at the plane of the picture.
void draw_strip(Canvas& canvas, const EsccResult& r, int shown) {
  constexpr Colour faint = {90, 90, 90};
  constexpr Colour bar = {230, 159, 0};
  constexpr Colour most_likely = {86, 180, 233};
  if (r.planes.empty()) return;
  std::vector<const EsccPlane*> planes;
  for (const auto& p : r.planes) planes.push_back(&p);
  std::stable_sort(planes.begin(), planes.end(),
                   [](const auto* a, const auto* b) { return a->centre.z > b->centre.z; });
  constexpr const char* names[escc_grades] = {"0", "1A", "1B", "1C", "2", "3"};
  for (std::size_t g = 0; g < escc_grades; ++g) {
    const double x = column_of(g);
    canvas.line({x, strip_top}, {x, strip_bottom}, {faint, 1, 0, 0});
    canvas.text(static_cast<int>(x) - (names[g][1] == 0 ? 5 : 11), strip_top - 22, names[g], white);
  }
  // Between 1c and 2: low grade on the left of the line, high grade on the right.
  const double between = strip_left + 4.0 * grade_step;
  canvas.line({between, strip_top}, {between, strip_bottom}, {white, 1, 4, 4});
  canvas.text(strip_left, 8, "HEAD", white);
  canvas.text(strip_left, side_pixels - 34, "FOOT", white);
  const double step = static_cast<double>(strip_bottom - strip_top) / static_cast<double>(planes.size());
  for (std::size_t n = 0; n < planes.size(); ++n) {
    const EsccPlane& p = *planes[n];
    const double y = strip_top + (static_cast<double>(n) + 0.5) * step;
    const auto possible = p.set.grades();
    if (!p.grade || possible.empty()) {
      canvas.line({column_of(0), y}, {column_of(escc_grades - 1), y}, {faint, 1.5, 2, 4});
    } else {
      const double first = column_of(static_cast<std::size_t>(possible.front()));
      const double last = column_of(static_cast<std::size_t>(possible.back()));
      const double width = std::clamp(step * 0.5, 1.5, 8.0);
      canvas.line({first, y}, {last, y}, {bar, 1.5, 0, 0});
      for (const EsccGrade g : possible) {
        const double at = column_of(static_cast<std::size_t>(g));
        canvas.line({at - 7, y}, {at + 7, y}, {bar, width, 0, 0});
      }
      const double x = column_of(static_cast<std::size_t>(*p.grade));
      canvas.line({x, y}, {x, y}, {most_likely, std::clamp(step * 0.9, 3.0, 12.0), 0, 0});
    }
    if (p.plane == shown) {
      const double tip = strip_left - 4.0;
      canvas.line({tip - 14, y - 7}, {tip, y}, {white, 2.5, 0, 0});
      canvas.line({tip - 14, y + 7}, {tip, y}, {white, 2.5, 0, 0});
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

Result<std::vector<EsccDrawing>> escc_drawings(const EsccInput& input, const EsccResult& result,
                                               const std::vector<int>& planes) {
  const auto pictures = escc_pictures(input, planes);
  if (!pictures) return pictures.error();
  std::vector<EsccDrawing> out;
  for (std::size_t i = 0; i < planes.size(); ++i) out.push_back(drawing_of(pictures.value()[i], result, planes[i]));
  return out;
}

Result<Bytes> escc_png(const EsccInput& input, const EsccResult& result, int plane, const std::optional<Image>& image) {
  const auto found = escc_pictures(input, {plane});
  if (!found) return found.error();
  const EsccPicture& p = found.value().front();
  const EsccDrawing drawing = drawing_of(p, result, plane);
  Canvas canvas(drawing.width, drawing.height);
  if (image) paint(canvas, *image, p, middle_of(p), pixels_per_mm);
  for (const auto& shape : drawing.shapes) {
    for (const auto& corners : shape.pixels) {
      LineStyle edge = shape.style;
      edge.colour = {0, 0, 0};
      edge.width = shape.style.width + 2;
      canvas.loop(corners, edge);
      canvas.loop(corners, shape.style);
    }
  }
  if (const auto& gap = drawing.gap) {
    canvas.line(gap->from, gap->to, {white, 3, 0, 0});
    canvas.text(static_cast<int>(gap->to.x) + 10, static_cast<int>(gap->to.y) - 8,
                two(gap->measured.value_or(gap->in_plane)) + " MM", white);
  }
  canvas.line({30, side_pixels - 30.0}, {30 + 10 * pixels_per_mm, side_pixels - 30.0}, {white, 4, 0, 0});
  canvas.text(30, side_pixels - 54, "10 MM", white);
  canvas.text(10, side_pixels / 2 - 10, "R", white, 3);
  canvas.text(side_pixels - 28, side_pixels / 2 - 10, "L", white, 3);
  canvas.text(side_pixels / 2 - 8, 10, "A", white, 3);
  canvas.text(side_pixels / 2 - 8, side_pixels - 34, "P", white, 3);
  draw_strip(canvas, result, plane);
  return canvas.png("ESCC", "Plane " + std::to_string(plane) +
                                " with the outlines of cord, sac and tumour, and the grades along the spine. " +
                                escc_sentence(result));
}

}  // namespace noms::imaging
