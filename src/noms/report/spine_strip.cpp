// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/report/figures.h"
#include "noms/report/internal/labels.h"
#include "noms/report/internal/spine.h"
#include "noms/report/internal/svg.h"

namespace noms::report {
namespace {

/// Where a vertebra stands: along the spine and across it (positive is to the back), in the plane of the figure.
struct Place {
  Vertebra vertebra;
  double along;
  double across;
  double height;
  double angle;  ///< degrees
};

/// Length of the spine in the figure, without its margins.
constexpr double length_of(bool vertical) {
  return vertical ? 268 : 344;
}
constexpr double start = 16;

/// The side view as a gentle line: neck and loins to the front, chest and sacrum to the back. Knots by share of the
/// length.
double curve(double share) {
  static constexpr double knots[][2] = {{0, 3},    {0.09, -3}, {0.2, 1},   {0.4, 10},
                                        {0.58, 4}, {0.75, -7}, {0.86, -2}, {1, 12}};
  std::size_t i = 0;
  while (i + 2 < std::size(knots) && share > knots[i + 1][0]) ++i;
  const double t = (share - knots[i][0]) / (knots[i + 1][0] - knots[i][0]);
  const double eased = t * t * (3 - 2 * t);
  return knots[i][1] + (knots[i + 1][1] - knots[i][1]) * eased;
}

std::vector<Place> places_of(const std::vector<Vertebra>& spine, double length) {
  double total = 0;
  for (const auto& vertebra : spine) total += vertebra.height;
  std::vector<Place> places;
  double at = 0;
  for (const auto& vertebra : spine) {
    const double share = (at + vertebra.height / 2) / total;
    const double slope = (curve(share + 0.01) - curve(share - 0.01)) / (0.02 * length);
    places.push_back({vertebra, start + share * length, curve(share), vertebra.height / total * length,
                      -std::atan(slope) * 180 / 3.14159265358979});
    at += vertebra.height;
  }
  return places;
}

/// Turns places into points of the figure: head up and front to the left, or head left and front down.
struct Frame {
  bool vertical;
  double middle;

  double x(const Place& p, double across) const { return vertical ? middle + p.across + across : p.along; }
  double y(const Place& p, double across) const { return vertical ? p.along : middle - p.across - across; }
  std::string turned(const Place& p) const {
    return "rotate(" + decimal(vertical ? p.angle : -p.angle) + " " + decimal(x(p, 0)) + " " + decimal(y(p, 0)) + ")";
  }
};

void draw_body(Svg& svg, const Frame& frame, const Place& p, const Paint& paint) {
  const double h = p.height * (p.vertebra.region == 'S' ? 0.94 : 0.8);
  const double w = p.vertebra.width;
  const double x = frame.x(p, 0);
  const double y = frame.y(p, 0);
  if (frame.vertical) {
    svg.rect(x - w / 2, y - h / 2, w, h, 2, paint, frame.turned(p));
  } else {
    svg.rect(x - h / 2, y - w / 2, h, w, 2, paint, frame.turned(p));
  }
}

/// The process behind each body: what makes the row of blocks a spine.
void draw_process(Svg& svg, const Frame& frame, const Place& p) {
  if (p.vertebra.region == 'S' || p.vertebra.name == "C0") return;
  Place tip = p;
  tip.along += p.height * (p.vertebra.region == 'T' ? 0.55 : 0.2);
  const double from = p.vertebra.width / 2 + 1;
  const double to = from + p.vertebra.width * (p.vertebra.region == 'C' ? 0.45 : 0.4);
  const double width = p.height * 0.22;
  svg.path("M" + decimal(frame.x(p, from)) + " " + decimal(frame.y(p, from)) + "L" + decimal(frame.x(tip, to)) + " " +
               decimal(frame.y(tip, to)),
           {.fill = Role::None, .stroke = Role::Bone, .width = std::round(width * 10) / 10});
}

bool names_level(const decision::LesionAssessment& lesion, const Vertebra& vertebra) {
  return contains(lesion.levels, vertebra.name);
}

/// The number of another lesion at this level, counted from 1; 0 when there is none.
std::size_t other_lesion(const decision::Assessment& a, std::size_t lesion, const Vertebra& vertebra) {
  for (std::size_t i = 0; i < a.lesions.size(); ++i) {
    if (i != lesion && names_level(a.lesions[i], vertebra)) return i + 1;
  }
  return 0;
}

void draw_junctions(Svg& svg, const Wording& words, const Frame& frame, const std::vector<Place>& places, double edge) {
  for (const auto& zone : junctional_zones) {
    double from = -1;
    double to = -1;
    for (const auto& p : places) {
      if (p.vertebra.name == zone.first) from = p.along - p.height / 2 + 2;
      if (p.vertebra.name == zone.last) to = p.along + p.height / 2 - 2;
    }
    const Paint stroke{.fill = Role::None, .stroke = Role::Second, .width = 1.25};
    const Type small{.size = 9, .role = Role::Second, .anchor = frame.vertical ? "start" : "middle"};
    if (frame.vertical) {
      svg.path("M" + decimal(edge - 4) + " " + decimal(from) + "h4V" + decimal(to) + "h-4", stroke);
      svg.text(edge + 5, (from + to) / 2 + 3.5, say(words, "junctional"), small);
    } else {
      svg.path("M" + decimal(from) + " " + decimal(edge + 4) + "v-4H" + decimal(to) + "v4", stroke);
      svg.text((from + to) / 2, edge - 5, say(words, "junctional"), small);
    }
  }
}

void draw_regions(Svg& svg, const Frame& frame, const std::vector<Place>& places, double edge) {
  for (const char region : {'C', 'T', 'L', 'S'}) {
    double from = 1e9;
    double to = 0;
    for (const auto& p : places) {
      if (p.vertebra.region != region) continue;
      from = std::fmin(from, p.along - p.height / 2);
      to = std::fmax(to, p.along + p.height / 2);
    }
    const Type letter{.size = 13, .role = Role::Second, .bold = true, .anchor = "middle"};
    const std::string name(1, region);
    const double middle = (from + to) / 2;
    const Paint hair{.fill = Role::None, .stroke = Role::Hairline};
    if (frame.vertical) {
      svg.text(edge, middle + 5, name, letter);
      if (region != 'S') svg.line(edge - 6, to, edge + 84, to, hair);
    } else {
      svg.text(middle, edge + 5, name, letter);
      if (region != 'S') svg.line(to, edge + 6, to, edge - 84, hair);
    }
  }
}

/// Names of the involved levels beside the spine, moved apart where they would touch.
void draw_names(Svg& svg, const Frame& frame, const decision::Assessment& a, std::size_t lesion,
                const std::vector<Place>& places, double edge) {
  double free = 0;
  for (const auto& p : places) {
    const bool own = names_level(a.lesions[lesion], p.vertebra);
    const std::size_t other = other_lesion(a, lesion, p.vertebra);
    if (!own && other == 0) continue;
    const std::string text = std::string(p.vertebra.name) + (own ? "" : " (" + std::to_string(other) + ")");
    const double size = own ? 13 : 10;
    const double gap = frame.vertical ? size : text_width(text, size, own) + 4;
    const double at = std::fmax(p.along, free + gap / 2);
    free = at + gap / 2;
    const double near = -p.vertebra.width / 2 - 2;
    const Paint leader{.fill = Role::None, .stroke = own ? Role::Ink : Role::Second, .width = own ? 1.25 : 0.75};
    const Type type{
        .size = size, .role = own ? Role::Ink : Role::Second, .bold = own, .anchor = frame.vertical ? "end" : "middle"};
    if (frame.vertical) {
      svg.line(edge + 3, at, frame.x(p, near), frame.y(p, near), leader);
      svg.text(edge, at + size * 0.36, text, type);
    } else {
      svg.line(at, edge - 12, frame.x(p, near), frame.y(p, near), leader);
      svg.text(at, edge, text, type);
    }
  }
}

void draw_spine(Svg& svg, const Frame& frame, const decision::Assessment& a, std::size_t lesion,
                const std::vector<Place>& places) {
  for (const auto& p : places) draw_process(svg, frame, p);
  for (const auto& p : places) {
    const bool own = names_level(a.lesions[lesion], p.vertebra);
    const bool other = !own && other_lesion(a, lesion, p.vertebra) > 0;
    if (!own && !other) {
      draw_body(svg, frame, p, {.fill = Role::Bone});
      continue;
    }
    draw_body(svg, frame, p, {.fill = Role::Paper});
    draw_body(svg, frame, p, {.stroke = Role::Tumour, .width = own ? 2.0 : 1.0, .pattern = own ? "tumour" : "other"});
  }
}

std::string spine_title(const Wording& words, const decision::LesionAssessment& lesion) {
  return lesion.levels.empty() ? say(words, "spine_open") : say(words, "spine_involved", {joined(lesion.levels, ", ")});
}

std::string spine_description(const Wording& words, const decision::Assessment& a, std::size_t lesion) {
  std::string text = say(words, "spine_described");
  for (const auto& row : spine_twin(a, lesion, words).rows) text += " " + row[0] + ": " + row[1] + ", " + row[2] + ".";
  return text;
}

void draw_caption(Svg& svg, const Wording& words, const decision::LesionAssessment& lesion, double x, double y,
                  double width) {
  if (lesion.levels.empty()) {
    svg.diamond(x + 6, y - 4, 5);
    svg.text(x + 18, y, say(words, "level_not_recorded"), {.size = 12});
    return;
  }
  const std::string text = level_words(words, lesion.levels);
  for (const auto& line : text_lines(text.empty() ? joined(lesion.levels, ", ") : text, 11, width, 2)) {
    svg.text(x, y, line, {.size = 11});
    y += 13;
  }
}

}  // namespace

std::string spine_strip(const decision::Assessment& assessment, std::size_t lesion, const Wording& words,
                        std::string_view prefix, Direction direction) {
  const bool vertical = direction == Direction::Vertical;
  const auto& item = assessment.lesions[lesion];
  Names involved;
  for (const auto& other : assessment.lesions)
    involved.insert(involved.end(), other.levels.begin(), other.levels.end());
  const auto places = places_of(spine_of(involved), length_of(vertical));
  Svg svg(prefix, "spine", vertical ? 148 : 384, vertical ? 316 : 150, spine_title(words, item),
          spine_description(words, assessment, lesion));
  svg.hatch("tumour", Role::Tumour, 3.6, 1.3, 45);
  svg.hatch("other", Role::Tumour, 5, 0.75, -45);
  const Frame frame{vertical, vertical ? 72.0 : 70.0};
  draw_regions(svg, frame, places, vertical ? 8 : 120);
  draw_spine(svg, frame, assessment, lesion, places);
  draw_junctions(svg, words, frame, places, vertical ? 98 : 30);
  draw_names(svg, frame, assessment, lesion, places, vertical ? 46 : 104);
  const Type small{.size = 9, .role = Role::Second, .anchor = "middle"};
  svg.text(vertical ? 60 : 8, vertical ? 9 : 88, "A", small);
  svg.text(vertical ? 88 : 8, vertical ? 9 : 54, "P", small);
  draw_caption(svg, words, item, vertical ? 2 : 12, vertical ? 299 : 144, vertical ? 146 : 366);
  return svg.take();
}

TextTwin spine_twin(const decision::Assessment& assessment, std::size_t lesion, const Wording& words) {
  TextTwin twin{
      say(words, "levels_involved"), {say(words, "level"), say(words, "in_words"), say(words, "lesion_head")}, {}};
  const std::string open = say(words, "not_recorded");
  for (std::size_t i = 0; i < assessment.lesions.size(); ++i) {
    const std::string which = i == lesion ? say(words, "this_lesion") : say(words, "lesion", {std::to_string(i + 1)});
    const auto& levels = assessment.lesions[i].levels;
    if (levels.empty()) twin.rows.push_back({open, open, which});
    for (const auto& level : levels) twin.rows.push_back({level, level_words(words, {level}), which});
  }
  return twin;
}

}  // namespace noms::report
