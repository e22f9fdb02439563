// SPDX-License-Identifier: Apache-2.0
// How much room a page takes, so that it is set small enough for one sheet of paper. The measure is an estimate on the
// safe side: nothing here can lay out a page, and what is too long goes on to a second one.
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/report/internal/sheet_parts.h"
#include "noms/report/internal/svg.h"

namespace noms::report {
namespace {

constexpr double page_width = 726;   ///< A4 within its margins, in pixels of 1/96 inch
constexpr double page_height = 944;  ///< Letter within its margins
constexpr double strip_width = 131;
constexpr double column_gap = 16;
constexpr double line_share = 1.27;  ///< height of a line by the size of its type

/// What begins a line; a list whose items flow on does not.
bool is_block(std::string_view tag) {
  const auto name = tag.substr(0, tag.find(' '));
  if (tag.find("\"open\"") != std::string_view::npos) return false;
  for (const std::string_view block : {"p", "li", "ul", "ol", "h1", "h2", "div", "section", "header", "footer"}) {
    if (name == block) return true;
  }
  return false;
}

/// The height of a piece of HTML in a column: every run of text between block tags takes whole lines. What only a
/// screen shows takes none.
double height_of(std::string_view html, double width, double size) {
  double height = 0;
  std::string text;
  int hidden = 0;
  const auto flush = [&] {
    if (!trimmed(text).empty())
      height += std::ceil(text_width(trimmed(text), size) * 1.03 / width) * size * line_share + 1.5;
    text.clear();
  };
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] != '<') {
      const auto next = html.find('<', at);
      for (const char c : html.substr(at, next == std::string_view::npos ? next : next - at)) {
        if (hidden == 0) text += c == '\n' ? ' ' : c;
      }
      if (next == std::string_view::npos) break;
      at = next;
      continue;
    }
    const auto end = html.find('>', at);
    if (end == std::string_view::npos) break;
    const auto tag = html.substr(at + 1, end - at - 1);
    const bool closes = !tag.empty() && tag.front() == '/';
    if (hidden > 0) hidden += closes ? -1 : 1;
    if (hidden == 0 && !closes && tag.find("screen\"") != std::string_view::npos) hidden = 1;
    if (is_block(tag)) flush();
    if (tag.find("\"veto\"") != std::string_view::npos) height += 14;  // its frame
    at = end + 1;
  }
  flush();
  return height;
}

double left_share(std::string_view balance) {
  return balance == "left" ? 0.6 : balance == "right" ? 0.4 : 0.5;
}

double texts_height(const SheetPage& page, double size, double left) {
  const double both = page_width - strip_width - 2 * column_gap;
  return std::fmax(height_of(page.recommendation, both * left, size * 1.02),
                   height_of(page.change, both * (1 - left), size));
}

double page_height_at(const SheetPage& page, int density) {
  const double size = type_points(density) * 4 / 3;
  const double share = figure_share(density);
  const double small = std::fmax(size * 0.9, 6.6 * 4.0 / 3);
  const double beside = page_width - strip_width - column_gap;
  const double texts = texts_height(page, size, left_share(balance_of(page)));
  const double escc = figure_height(page.escc) * beside / 720 * share;
  double height =
      height_of(page.head, page_width * 0.7, size) / 2 + 12 + height_of(page.flags, page_width - 24, size) + 8;
  height += std::fmax(figure_height(page.spine) * strip_width / 148, texts + 6 + escc) + 8;
  height += (figure_height(page.pathway) + figure_height(page.sins)) * page_width / 720 * share + 26;
  const double half = (page_width - 19) / 2;
  height += (height_of(page.remarks, half, small) + height_of(page.reasons, half, small)) * 0.45 + small + 8;
  return height + height_of(page.footer, page_width, small) + 12;
}

}  // namespace

double type_points(int density) {
  constexpr double points[] = {8.6, 8.3, 8.0, 7.7, 7.4, 7.2, 7.0, 6.85, 6.7};
  return points[density];
}

double figure_share(int density) {
  constexpr double shares[] = {1, 0.96, 0.92, 0.87, 0.82, 0.77, 0.72, 0.67, 0.62};
  return shares[density];
}

double figure_height(std::string_view svg) {
  const auto from = svg.find(" height=\"") + 9;
  return decimal_of(svg.substr(from, svg.find('"', from) - from)).value_or(0);
}

std::string_view balance_of(const SheetPage& page) {
  constexpr double size = 10;
  std::string_view best = "even";
  for (const std::string_view other : {"left", "right"}) {
    if (texts_height(page, size, left_share(other)) < texts_height(page, size, left_share(best)) - 8) best = other;
  }
  return best;
}

int density_of(const SheetPage& page) {
  int density = 0;
  while (density < densest && page_height_at(page, density) > page_height) ++density;
  return density;
}

}  // namespace noms::report
