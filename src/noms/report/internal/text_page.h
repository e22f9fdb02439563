// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "noms/report/text.h"

namespace noms::report {

/// A second signal beside the words; nothing is said by ink alone.
enum class Ink { Plain, Strong, Emergent, Urgent, Calm, Faint };

/// The text cut into lines of at most `width` columns at blanks; a longer word is cut.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// Lines of a terminal page. No line is longer than the width; every text is made printable.
class TextPage {
public:
  explicit TextPage(const TextStyle& style);

  bool plain() const { return plain_; }
  std::size_t width() const { return width_; }

  void blank();
  void rule();
  /// A section begins: a blank line and its name.
  void heading(std::string_view text, Ink ink = Ink::Strong);
  void paragraph(std::string_view text, std::size_t indent = 2, Ink ink = Ink::Plain);
  /// `label` and, from column `column` on, `text`; in plain mode "label: text".
  void entry(std::string_view label, std::string_view text, std::size_t indent, std::size_t column,
             Ink ink = Ink::Plain);
  /// `left` and, at the right margin, `right`; two lines where they do not fit on one.
  void both(std::string_view left, std::string_view right, Ink ink = Ink::Plain);
  /// One line as it is, cut at the width.
  void raw(std::string_view line, Ink ink = Ink::Plain);

  std::string take() { return std::move(text_); }

private:
  void put(std::string_view line, Ink ink);

  std::string text_;
  std::size_t width_;
  bool colour_;
  bool plain_;
};

}  // namespace noms::report
