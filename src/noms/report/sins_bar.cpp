// SPDX-License-Identifier: Apache-2.0
#include "noms/report/figures.h"
#include "noms/report/internal/labels.h"
#include "noms/report/internal/svg.h"

namespace noms::report {
namespace {

constexpr double cell = 38;  ///< one point
constexpr double left = 18;  ///< of the first cell
constexpr double bar_y = 36;
constexpr double bar_h = 26;
constexpr double rows_y = 104;
constexpr double column = 352;  ///< width of one of the two columns of rows

double end_of(int points) {
  return left + cell * points;
}

std::string found_text(const Wording& words, const decision::SinsItem& item) {
  return item.recorded ? labels(words, item.component, item.findings) : say(words, "not_recorded");
}

struct Zone {
  std::string_view name;
  std::string_view range;
  int from;
  int to;
  Role role;
  std::string_view pattern;
};
constexpr Zone zones[] = {{"stable", "0–6", 0, 6, Role::Stable, ""},
                          {"indeterminate", "7–12", 6, 12, Role::Indeterminate, "dots"},
                          {"unstable", "13–18", 12, 18, Role::Emergent, "lines"}};

void draw_zones(Svg& svg, const Wording& words, const Names& categories) {
  for (const auto& zone : zones) {
    const double x = end_of(zone.from);
    const double w = end_of(zone.to) - x;
    const bool live = contains(categories, zone.name);
    svg.rect(x, bar_y, w, bar_h, 0, {.fill = Role::Raised});
    if (!zone.pattern.empty()) svg.rect(x, bar_y, w, bar_h, 0, {.pattern = zone.pattern});
    svg.rect(x + 2, bar_y + bar_h + 17, w - 4, live ? 4 : 1, 0, {.fill = live ? zone.role : Role::Second});
    const std::string name = label(words, "sins_category", zone.name) + " " + std::string(zone.range);
    svg.text(x + w / 2, bar_y + bar_h + 34, name,
             {.size = 13, .role = live ? Role::Ink : Role::Second, .bold = live, .anchor = "middle"});
  }
  svg.rect(left, bar_y, cell * 18, bar_h, 0, {.fill = Role::None, .stroke = Role::Second, .width = 1});
}

void draw_ruler(Svg& svg) {
  const double under = bar_y + bar_h;
  svg.text(left - 8, under + 13, "0", {.size = 11, .role = Role::Second, .anchor = "middle"});
  for (int point = 1; point <= 18; ++point) {
    const bool threshold = point == 7 || point == 13;
    if (threshold) {
      const double x = end_of(point - 1);
      svg.line(x, bar_y - 6, x, under + 17, {.fill = Role::None, .stroke = Role::Ink, .width = 2});
    } else {
      svg.line(end_of(point - 1), under, end_of(point - 1), under + 4, {.fill = Role::None, .stroke = Role::Second});
    }
    svg.text(end_of(point) - cell / 2, under + 13, std::to_string(point),
             {.size = 11, .role = threshold ? Role::Ink : Role::Second, .bold = threshold, .anchor = "middle"});
  }
}

/// The known points of every part first, then what each part could add: the solid blocks end at the lowest total, the
/// outlined ones at the highest.
void draw_parts(Svg& svg, const decision::Sins& sins) {
  int from = 0;
  const auto block = [&](const decision::SinsItem& item, int points, bool known) {
    if (points <= 0) return;
    const double x = end_of(from) + 1;
    const double w = cell * points - 2;
    const std::string text = letter_of(item.component) + " " + (known ? "" : "+") + std::to_string(points);
    if (known) {
      svg.rect(x, bar_y + 2, w, bar_h - 4, 2, {.fill = Role::Ink});
    } else {
      svg.rect(x, bar_y + 2, w, bar_h - 4, 2, {.fill = Role::Paper, .stroke = Role::Ink, .width = 1.5, .dash = "4 3"});
    }
    svg.text(x + w / 2, bar_y + 18, text,
             {.size = 13, .role = known ? Role::Paper : Role::Ink, .bold = known, .anchor = "middle"});
    from += points;
  };
  for (const auto& item : sins.items) block(item, item.lowest, true);
  for (const auto& item : sins.items) block(item, item.highest - item.lowest, false);
}

void draw_range(Svg& svg, const Wording& words, const decision::Sins& sins) {
  const std::string total = range_text(sins.lowest, sins.highest);
  svg.text(left, 20, "SINS " + total, {.size = 22, .bold = true});
  const double x = left + text_width("SINS " + total, 22, true) + 8;
  svg.text(x, 20, say(words, "of_18"), {.size = 13, .role = Role::Second});
  const bool known = sins.categories.size() == 1;
  const std::string categories = labels(words, "sins_category", sins.categories);
  svg.text(x + 48, 20, known ? categories : say(words, "open_of", {categories}), {.size = 16, .bold = known});
  const double low = end_of(sins.lowest);
  if (sins.lowest == sins.highest) {
    const double tip = bar_y - 2;
    svg.path("M" + decimal(low) + " " + decimal(tip) + "l-6 -10h12Z", {.fill = Role::Ink});
    return;
  }
  svg.path("M" + decimal(low) + " 34V28H" + decimal(end_of(sins.highest)) + "V34",
           {.fill = Role::None, .stroke = Role::Ink, .width = 2});
}

double draw_row(Svg& svg, const Wording& words, const decision::SinsItem& item, double x, double y) {
  svg.text(x, y, letter_of(item.component), {.size = 13, .bold = true});
  const auto name = text_lines(fact_label(words, item.component), 11.5, 146, 2);
  const double text_x = x + 164;
  const auto found = text_lines(found_text(words, item), 11.5, item.recorded ? 146 : 130, 3);
  if (!item.recorded) svg.diamond(text_x + 5, y - 4, 5);
  double line = y;
  for (const auto& part : name) svg.text(x + 20, line, part, {.size = 11.5}), line += 13;
  double other = y;
  for (const auto& part : found) svg.text(text_x + (item.recorded ? 0 : 16), other, part, {.size = 11.5}), other += 13;
  svg.text(x + column - 12, y, range_text(item.lowest, item.highest), {.size = 13, .bold = true, .anchor = "end"});
  return (line > other ? line : other) + 3;
}

double rows_height(const Wording& words, const decision::Sins& sins) {
  Svg scratch("x", "x", 1, 1, "", "");
  double bottom[2] = {0, 0};
  for (std::size_t i = 0; i < sins.items.size(); ++i) {
    double& y = bottom[i < 3 ? 0 : 1];
    y = draw_row(scratch, words, sins.items[i], 0, y);
  }
  return bottom[0] > bottom[1] ? bottom[0] : bottom[1];
}

}  // namespace

std::string sins_bar(const decision::Sins& sins, const Wording& words, std::string_view prefix) {
  const std::string range = range_text(sins.lowest, sins.highest);
  std::string description = say(words, "sins_described", {range, labels(words, "sins_category", sins.categories)});
  for (const auto& item : sins.items) {
    description += " " + fact_label(words, item.component) + ": " + found_text(words, item) + ", " +
                   range_text(item.lowest, item.highest) + ".";
  }
  Svg svg(prefix, "sins", 720, rows_y + 4 + rows_height(words, sins), say(words, "sins_of_18", {range}), description);
  svg.dots("dots", Role::Indeterminate, 6, 1);
  svg.hatch("lines", Role::Emergent, 6, 1, 45);
  draw_zones(svg, words, sins.categories);
  draw_parts(svg, sins);
  draw_ruler(svg);
  draw_range(svg, words, sins);
  double y[2] = {rows_y + 12, rows_y + 12};
  for (std::size_t i = 0; i < sins.items.size(); ++i) {
    const std::size_t side = i < 3 ? 0 : 1;
    y[side] = draw_row(svg, words, sins.items[i], side == 0 ? left : left + column + 4, y[side]);
  }
  return svg.take();
}

TextTwin sins_twin(const decision::Sins& sins, const Wording& words) {
  TextTwin twin{say(words, "sins_of_18", {range_text(sins.lowest, sins.highest)}) + ", " +
                    labels(words, "sins_category", sins.categories),
                {say(words, "part"), say(words, "finding"), say(words, "points_head")},
                {}};
  for (const auto& item : sins.items) {
    twin.rows.push_back(
        {fact_label(words, item.component), found_text(words, item), range_text(item.lowest, item.highest)});
  }
  return twin;
}

}  // namespace noms::report
