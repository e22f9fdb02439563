// SPDX-License-Identifier: Apache-2.0
#include "noms/foundation/text.h"
#include "noms/report/figures.h"
#include "noms/report/internal/labels.h"
#include "noms/report/internal/svg.h"

namespace noms::report {
namespace {

/// One drawing: only the edge of the tumour, the sac and the cord change from grade to grade. Coordinates of a cell of
/// 112 x 120 with the vertebral body in front (top); the canal is drawn wide, so that what changes can be seen.
struct Grade {
  std::string_view name;
  double edge;   ///< how far back the tumour reaches; the posterior wall is at 46
  double width;  ///< half its width at the wall
};

constexpr double wall = 46;
constexpr double pitch = 120;
constexpr double top = 14;
constexpr Grade grades[] = {{"0", 41, 17},    {"1a", 51, 18}, {"1b", 57.2, 21},
                            {"1c", 62.2, 22}, {"2", 70, 25},  {"3", 77.5, 27}};

constexpr std::string_view arch =
    "M25 42C19 53 14 57 7 58C1 61 3 70 15 70C20 85 34 95 50 98L50 109C50 115 62 115 62 109L62 98C78 95 92 85 97 70"
    "C109 70 111 61 105 58C98 57 93 53 87 42Z";
constexpr std::string_view canal = "M29 44H83C91 63 80 88 56 90.5C32 88 21 63 29 44Z";
constexpr std::string_view body = "M27 50C11 46 9 13 33 8C47 4 65 4 79 8C103 13 101 46 85 50C74 44.5 38 44.5 27 50Z";

/// In the body, the same in every grade that has left the bone; behind the wall a mound that ends at `edge`.
std::string tumour_path(const Grade& grade) {
  const double left = 56 - grade.width;
  const double right = 56 + grade.width;
  const auto point = [](double x, double y) { return decimal(x) + " " + decimal(y); };
  if (grade.edge < wall) return "M39 33C39 21 46 15 56 15C66 15 73 21 73 33C73 40 65 41.5 56 41.5C47 41.5 39 40 39 33Z";
  std::string d = "M" + point(left, wall) + "C" + point(left - 4, 34) + " 38 15 56 15C74 15 " + point(right + 4, 34) +
                  " " + point(right, wall);
  if (grade.name == "3")
    return d + "C86 62 80 82 74 81C69 77.5 62 76.5 56 76.5C50 76.5 43 77.5 38 81C32 82 26 62 " + point(left, wall) +
           "Z";
  const double shoulder = wall + (grade.edge - wall) * 0.85;
  d += "C" + point(right - 1, shoulder) + " " + point(56 + grade.width * 0.6, grade.edge) + " " + point(56, grade.edge);
  return d + "C" + point(56 - grade.width * 0.6, grade.edge) + " " + point(left + 1, shoulder) + " " +
         point(left, wall) + "Z";
}

std::string_view cord_path(std::string_view grade) {
  if (grade == "2")
    return "M42 74C44 70.5 50 70.4 56 70.8C62 70.4 68 70.5 70 74C71 79.5 63 81.5 56 81.5C49 81.5 41 79.5 42 74Z";
  if (grade == "3")
    return "M39 81.5C44 78 50 77.2 56 77.2C62 77.2 68 78 73 81.5C75 84 66 88.6 56 88.6C46 88.6 37 84 39 81.5Z";
  return "M56 62.5C63 62.5 67.5 65.5 67.5 70C67.5 74.5 63 77.5 56 77.5C49 77.5 44.5 74.5 44.5 70C44.5 65.5 49 62.5 56 "
         "62.5Z";
}

/// The hint of grey matter; flatter where the cord is.
std::string_view butterfly(std::string_view grade) {
  if (grade == "2") return "M49 73.5L52.5 76L49 79M63 73.5L59.5 76L63 79M52.5 76L59.5 76";
  if (grade == "3") return "M47 81.2L51 83L47 85M65 81.2L61 83L65 85M51 83L61 83";
  return "M50.5 66.5L53.5 70L50.5 73.5M61.5 66.5L58.5 70L61.5 73.5M53.5 70L58.5 70";
}

void draw_section(Svg& svg, const Grade& grade, Look look) {
  const bool full = look == Look::Known;
  const Role line = look == Look::Excluded ? Role::Second : Role::Ink;
  const double thin = look == Look::Excluded ? 0.75 : 1;
  const Paint bone{.fill = full                     ? Role::Bone
                           : look == Look::Excluded ? Role::Raised
                                                    : Role::Paper,
                   .stroke = line,
                   .width = thin};
  svg.path(arch, bone);
  svg.path(canal, {.fill = Role::Paper, .stroke = line, .width = thin});
  svg.path(body, bone);
  const Paint sac{.fill = full ? Role::Fluid : Role::Paper, .stroke = line, .width = thin};
  if (grade.name != "3") svg.ellipse(56, 69, 24, 16.5, sac);
  svg.path(tumour_path(grade), {.fill = Role::Paper});
  svg.path(tumour_path(grade), {.fill = full ? Role::Tumour : Role::None, .opacity = full ? 0.22 : 1});
  svg.path(tumour_path(grade), {.fill = Role::None,
                                .stroke = full ? Role::Tumour : line,
                                .width = full ? 1.75 : thin,
                                .pattern = full                     ? "tumour"
                                           : look == Look::Possible ? "possible"
                                                                    : "faint"});
  svg.path(cord_path(grade.name),
           {.fill = full ? Role::Cord : Role::Paper, .stroke = line, .width = full ? 1.25 : thin});
  svg.path(butterfly(grade.name), {.fill = Role::None, .stroke = line, .width = thin});
}

/// What a grade means, in two lines parted by a slash.
std::string meaning_of(const Wording& words, std::string_view grade) {
  return std::string(words("say.escc_" + std::string(grade)));
}

void draw_cell(Svg& svg, const Wording& words, std::size_t index, Look look, bool letters) {
  const Grade& grade = grades[index];
  const double x = static_cast<double>(index) * pitch + 4;
  if (look == Look::Known) svg.rect(x - 2, 2, 116, 178, 4, {.fill = Role::None, .stroke = Role::Ink, .width = 2.5});
  if (look == Look::Possible) {
    svg.rect(x - 2, 2, 116, 178, 4, {.fill = Role::None, .stroke = Role::Ink, .width = 1.5, .dash = "5 4"});
  }
  svg.open_group("translate(" + decimal(x) + " " + decimal(top) + ")");
  if (look == Look::Excluded) svg.open_group("scale(1)");
  draw_section(svg, grade, look);
  if (look == Look::Excluded) svg.close_group();
  if (letters) {
    const Type small{.size = 10, .role = Role::Second, .anchor = "middle"};
    svg.text(56, 0, "A", small);
    svg.text(74, 113, "P", small);
    svg.text(4, 44, "R", small);
    svg.text(108, 44, "L", small);
  }
  svg.close_group();
  const bool live = look != Look::Excluded;
  svg.text(x + 56, 145, grade.name,
           {.size = 16, .role = live ? Role::Ink : Role::Second, .bold = live, .anchor = "middle"});
  const double half = text_width(grade.name, 16) / 2 + 4;
  if (!live)
    svg.line(x + 56 - half, 139.5, x + 56 + half, 139.5, {.fill = Role::None, .stroke = Role::Second, .width = 0.75});
  const Type caption{.size = 12, .role = live ? Role::Ink : Role::Second, .anchor = "middle"};
  double y = 160;
  const std::string meaning = meaning_of(words, grade.name);
  for (const auto line : split(meaning, "/")) {
    svg.text(x + 56, y, line, caption);
    y += 13;
  }
}

void draw_group(Svg& svg, double from, double to, std::string_view words, bool live) {
  const Role role = live ? Role::Ink : Role::Second;
  const double width = text_width(words, 12, live) + 16;
  const double middle = (from + to) / 2;
  const Paint stroke{.fill = Role::None, .stroke = role, .width = live ? 1.5 : 0.75};
  const std::string y = decimal(192);
  svg.path("M" + decimal(from) + " 186V" + y + "H" + decimal(middle - width / 2), stroke);
  svg.path("M" + decimal(to) + " 186V" + y + "H" + decimal(middle + width / 2), stroke);
  svg.text(middle, 196, words, {.size = 12, .role = role, .bold = live, .anchor = "middle"});
}

}  // namespace

std::string escc_pictogram(const Names& possible, const Wording& words, std::string_view prefix) {
  const bool open = all_open("escc", possible);
  const std::string state = open ? say(words, "not_recorded") : one_of(words, possible);
  Svg svg(prefix, "escc", 6 * pitch, open ? 222 : 202, say(words, "escc_grade", {state}),
          say(words, "escc_described") + " " +
              (open ? say(words, "escc_open")
                    : say(words, possible.size() == 1 ? "escc_known" : "escc_possible", {state})));
  svg.hatch("tumour", Role::Tumour, 5, 1.5, 45);
  svg.hatch("possible", Role::Ink, 5, 0.75, 45);
  svg.hatch("faint", Role::Second, 5, 0.5, 45);
  bool low = false;
  bool high = false;
  for (std::size_t i = 0; i < 6; ++i) {
    const bool live = open || contains(possible, grades[i].name);
    (i < 4 ? low : high) |= live;
    const Look look = !live ? Look::Excluded : possible.size() == 1 ? Look::Known : Look::Possible;
    draw_cell(svg, words, i, look, live);
  }
  draw_group(svg, 6, 4 * pitch - 6, say(words, "escc_low"), low);
  draw_group(svg, 4 * pitch + 6, 6 * pitch - 6, say(words, "escc_high"), high);
  if (open) {
    svg.diamond(12, 212, 6);
    svg.text(26, 217, say(words, "escc_open"), {.size = 13});
  }
  return svg.take();
}

TextTwin escc_twin(const Names& possible, const Wording& words) {
  TextTwin twin{fact_label(words, "escc"), {say(words, "grade"), say(words, "meaning"), say(words, "state")}, {}};
  const bool open = all_open("escc", possible);
  for (const auto& grade : domain("escc", possible)) {
    const bool live = open || contains(possible, grade);
    twin.rows.push_back({grade, label(words, "escc", grade),
                         say(words, !live                  ? "excluded"
                                    : open                 ? "not_recorded"
                                    : possible.size() == 1 ? "recorded"
                                                           : "possible")});
  }
  return twin;
}

}  // namespace noms::report
