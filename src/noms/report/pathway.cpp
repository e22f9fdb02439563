// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "noms/foundation/text.h"
#include "noms/report/figures.h"
#include "noms/report/internal/sentences.h"
#include "noms/report/internal/svg.h"

namespace noms::report {
namespace {

constexpr double line_height = 12;
constexpr double type_size = 10.5;

struct Node {
  std::string text;
  Look look;
  Names rows;  ///< of an option; empty elsewhere
  double size = type_size;
  std::size_t lines = 4;  ///< most
  double y = 0;
  double height = 0;
};

struct Column {
  std::string letter;
  std::string name;
  std::string state;  ///< empty when known
  bool diamond = false;
  std::vector<Node> nodes;
  double x = 0;
  double width = 0;
};

constexpr std::pair<double, double> spans[] = {{2, 116}, {140, 136}, {292, 68}, {384, 98}, {532, 186}};

Look look_of(const Names& values, std::string_view value) {
  if (!contains(values, value)) return Look::Excluded;
  return values.size() == 1 ? Look::Known : Look::Possible;
}

/// The neurologic column joins two decisions, so that a node is one way through both.
Column neurologic(const Wording& words, const decision::LesionAssessment& lesion) {
  Column column{"N", say(words, "neurologic"), {}, false, {}};
  const auto groups = domain("escc_group", lesion.escc_group);
  for (const auto& group : groups) {
    for (const auto& deficit : domain("deficit", lesion.deficit)) {
      const Look a = look_of(lesion.escc_group, group);
      const Look b = look_of(lesion.deficit, deficit);
      const Look look = a == Look::Excluded || b == Look::Excluded ? Look::Excluded
                        : a == Look::Known && b == Look::Known     ? Look::Known
                                                                   : Look::Possible;
      column.nodes.push_back({say(words, "group_and_deficit",
                                  {label(words, "escc_group", group), lowered(label(words, "deficit", deficit))}),
                              look,
                              {}});
    }
  }
  column.diamond =
      not_recorded(lesion, "escc_group", lesion.escc_group) && not_recorded(lesion, "deficit", lesion.deficit);
  return column;
}

Column pillar(const Wording& words, const decision::LesionAssessment& lesion, std::string_view letter,
              std::string_view name, std::string_view variable, const Names& values) {
  Column column{std::string(letter), std::string(name), {}, false, {}};
  for (const auto& value : domain(variable, values)) {
    std::string text = label(words, variable, value);
    if (value == "yes" || value == "no") text = fact_label(words, variable) + ": " + lowered(text);
    column.nodes.push_back({std::move(text), look_of(values, value), {}});
  }
  column.diamond = not_recorded(lesion, variable, values);
  return column;
}

Column options(const Wording& words, const decision::LesionAssessment& lesion) {
  Column column{"", say(words, "recommendation"), {}, false, {}};
  const Look look = lesion.options.size() == 1 ? Look::Known : Look::Possible;
  for (const auto& option : lesion.options) {
    const std::string sign = option_sign(lesion, {option.surgery, option.radiation});
    std::string text = treatment_label(words, option.surgery, option.radiation);
    column.nodes.push_back(
        {sign.empty() ? std::move(text) : sign + ") " + lowered(std::move(text)), look, option.rows});
  }
  for (auto& node : column.nodes) {
    node.size = lesion.options.size() > 3 ? 9.5 : type_size;
    node.lines = lesion.options.size() > 6 ? 1 : 4;
  }
  if (lesion.options.size() > 1) column.state = say(words, "options_open", {std::to_string(lesion.options.size())});
  return column;
}

std::vector<Column> columns_of(const Wording& words, const decision::LesionAssessment& lesion) {
  std::vector<Column> columns;
  columns.push_back(neurologic(words, lesion));
  columns.push_back(pillar(words, lesion, "O", say(words, "oncologic"), "tumour", lesion.tumour));
  columns.push_back(pillar(words, lesion, "M", say(words, "mechanical"), "stability", lesion.stability));
  columns.push_back(pillar(words, lesion, "S", say(words, "systemic"), "tolerates_surgery", lesion.tolerates_surgery));
  for (auto& column : columns) {
    std::size_t open = 0;
    for (const auto& node : column.nodes) open += node.look == Look::Possible ? 1 : 0;
    if (column.diamond) {
      column.state = say(words, "not_recorded");
    } else if (open > 0) {
      column.state = say(words, "open_count", {std::to_string(open), std::to_string(column.nodes.size())});
    }
  }
  columns.push_back(options(words, lesion));
  return columns;
}

std::vector<std::string> node_lines(const Node& node, double width) {
  return text_lines(node.text, node.size, width - 14, node.lines, node.look == Look::Known);
}

/// Sets sizes and spreads the nodes of each column over the height of the tallest. Gives that height.
double lay_out(std::vector<Column>& columns) {
  double tallest = 0;
  double head = 26;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto& column = columns[i];
    column.x = spans[i].first;
    column.width = spans[i].second;
    if (!column.state.empty()) head = 42;
    double sum = 0;
    for (auto& node : column.nodes) {
      node.height =
          9 + line_height * node.size / type_size * static_cast<double>(node_lines(node, column.width).size());
      sum += node.height + 4;
    }
    tallest = sum > tallest ? sum : tallest;
  }
  for (auto& column : columns) {
    double sum = 0;
    for (const auto& node : column.nodes) sum += node.height;
    const double gap = (tallest - sum) / (static_cast<double>(column.nodes.size()) + 1);
    double y = head;
    for (auto& node : column.nodes) {
      node.y = y + gap;
      y = node.y + node.height;
    }
  }
  return head + tallest;
}

double middle_of(const Node& node) {
  return node.y + node.height / 2;
}

Paint edge_of(Look look) {
  if (look == Look::Known) return {.fill = Role::None, .stroke = Role::Ink, .width = 3};
  if (look == Look::Possible) return {.fill = Role::None, .stroke = Role::Ink, .width = 1.25, .dash = "5 4"};
  return {.fill = Role::None, .stroke = Role::Hairline, .width = 1};
}

std::string bend(double x1, double y1, double x2, double y2) {
  const std::string middle = decimal((x1 + x2) / 2);
  return "M" + decimal(x1) + " " + decimal(y1) + "C" + middle + " " + decimal(y1) + " " + middle + " " + decimal(y2) +
         " " + decimal(x2) + " " + decimal(y2);
}

/// Where the ways of two columns meet: half-way between the open nodes of both. Negative when there is none.
double meeting(const Column& from, const Column& to) {
  double sum = 0;
  double count = 0;
  for (const auto* column : {&from, &to}) {
    for (const auto& node : column->nodes) {
      if (node.look == Look::Excluded) continue;
      sum += middle_of(node);
      count += 1;
    }
  }
  return count > 0 ? sum / count : -1;
}

/// Every way still open on the left meets in one point and parts again on the right: the columns are independent of
/// each other, so that no line claims that one value leads to another. Excluded nodes hang on a hairline.
void draw_edges(Svg& svg, const Column& from, const Column& to) {
  const double x1 = from.x + from.width;
  const double y = meeting(from, to);
  if (y < 0) return;
  const double meet = x1 + (to.x - x1 > 30 ? 14 : (to.x - x1) / 2);
  for (const bool live : {false, true}) {
    for (const auto& node : from.nodes) {
      if (live && node.look != Look::Excluded) svg.path(bend(x1, middle_of(node), meet, y), edge_of(node.look));
    }
    for (const auto& node : to.nodes) {
      if ((node.look != Look::Excluded) == live) svg.path(bend(meet, y, to.x, middle_of(node)), edge_of(node.look));
    }
  }
}

void draw_node(Svg& svg, const Column& column, const Node& node) {
  const bool known = node.look == Look::Known;
  const bool live = node.look != Look::Excluded;
  const Paint paint{.fill = Role::Paper,
                    .stroke = live ? Role::Ink : Role::Hairline,
                    .width = known  ? 2.5
                             : live ? 1.25
                                    : 1,
                    .dash = node.look == Look::Possible ? "5 4" : ""};
  svg.rect(column.x, node.y, column.width, node.height, 4, paint);
  if (!live) svg.line(column.x, middle_of(node), column.x + column.width, middle_of(node), edge_of(node.look));
  const double pitch = line_height * node.size / type_size;
  double y = node.y + 4 + pitch - 2.5;
  for (const auto& text : node_lines(node, column.width)) {
    svg.text(column.x + 8, y, text, {.size = node.size, .role = live ? Role::Ink : Role::Second, .bold = known});
    y += pitch;
  }
}

/// The rows on the last edge, on the side from which the edge does not come; more than fit are counted, the twin names
/// them.
void draw_rows(Svg& svg, const Column& column, const Node& node, double from) {
  Names lines = node.rows;
  const bool small = node.size < type_size;
  if (lines.size() > (small ? 1U : 2U)) lines = {node.rows.front() + " +" + std::to_string(node.rows.size() - 1)};
  const bool below = from < middle_of(node) - 1;
  double y = below ? middle_of(node) + 12 : middle_of(node) - 5 - 11 * static_cast<double>(lines.size() - 1);
  for (const auto& text : lines) {
    svg.text(column.x - 5, y, text, {.size = 10, .bold = true, .anchor = "end", .halo = true});
    y += 11;
  }
}

void draw_head(Svg& svg, const Column& column) {
  double x = column.x;
  if (!column.letter.empty()) {
    svg.text(x, 18, column.letter, {.size = 20, .bold = true});
    x += text_width(column.letter, 20, true) + 5;
  }
  svg.text(x, 18, column.name, {.size = 10.5, .role = Role::Second});
  if (column.state.empty()) return;
  if (column.diamond) svg.diamond(column.x + 5, 32, 5);
  svg.text(column.x + (column.diamond ? 15 : 0), 36, column.state, {.size = 11});
}

std::string state_of(const Wording& words, Look look) {
  return say(words, look == Look::Known ? "taken" : look == Look::Possible ? "possible" : "excluded");
}

}  // namespace

std::string pathway(const decision::LesionAssessment& lesion, const Wording& words, std::string_view prefix) {
  auto columns = columns_of(words, lesion);
  const double height = lay_out(columns) + 2;
  std::string description;
  const std::string excluded = say(words, "excluded");
  for (const auto& row : pathway_twin(lesion, words).rows) {
    if (row[2] == excluded) continue;
    description += row[0] + ": " + row[1] + ", " + row[2];
    description += (row[3].empty() ? "" : ", " + say(words, "rows") + " " + row[3]) + ". ";
  }
  Svg svg(prefix, "pathway", 720, height, say(words, "pathway"), description);
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) draw_edges(svg, columns[i], columns[i + 1]);
  for (const auto& column : columns) {
    draw_head(svg, column);
    for (const auto& node : column.nodes) draw_node(svg, column, node);
  }
  const double from = meeting(columns[columns.size() - 2], columns.back());
  for (const auto& node : columns.back().nodes) draw_rows(svg, columns.back(), node, from);
  return svg.take();
}

TextTwin pathway_twin(const decision::LesionAssessment& lesion, const Wording& words) {
  TextTwin twin{
      say(words, "pathway"), {say(words, "column"), say(words, "value"), say(words, "state"), say(words, "rows")}, {}};
  for (const auto& column : columns_of(words, lesion)) {
    for (const auto& node : column.nodes)
      twin.rows.push_back({column.name, node.text, state_of(words, node.look), joined(node.rows, " ")});
  }
  return twin;
}

}  // namespace noms::report
