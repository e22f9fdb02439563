// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/text_page.h"

#include "noms/foundation/text.h"
#include "noms/report/escape.h"
#include "noms/report/internal/utf8.h"

namespace noms::report {
namespace {

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::Strong: return "\x1b[1m";
    case Ink::Emergent: return "\x1b[1;31m";
    case Ink::Urgent: return "\x1b[1;33m";
    case Ink::Calm: return "\x1b[36m";
    case Ink::Faint: return "\x1b[2m";
    case Ink::Plain: break;
  }
  return {};
}

/// Takes what fits of a word that is longer than a line.
void put_long(std::vector<std::string>& lines, std::string_view word, std::size_t width) {
  while (columns(word) > width) {
    std::string_view part = fitting(word, width);
    if (part.empty()) part = word.substr(0, code_point(word, 0).length);
    lines.emplace_back(part);
    word.remove_prefix(part.size());
  }
  lines.emplace_back(word);
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (const auto word : split(text, " ")) {
    if (word.empty()) continue;
    const bool joins = !lines.empty() && columns(lines.back()) + 1 + columns(word) <= width;
    if (joins) {
      (lines.back() += ' ') += word;
    } else {
      put_long(lines, word, width);
    }
  }
  return lines;
}

TextPage::TextPage(const TextStyle& style)
    : width_(static_cast<std::size_t>(style.width < 40 ? 40 : style.width)),
      colour_(style.colour && !style.plain),
      plain_(style.plain) {}

void TextPage::put(std::string_view line, Ink ink) {
  const auto code = colour_ ? code_of(ink) : std::string_view();
  text_ += code;
  text_ += line;
  if (!code.empty()) text_ += "\x1b[0m";
  text_ += '\n';
}

void TextPage::raw(std::string_view line, Ink ink) {
  const std::string safe = printable(line);
  put(fitting(safe, width_), ink);
}

void TextPage::blank() {
  text_ += '\n';
}

void TextPage::rule() {
  if (plain_) return;
  std::string line;
  for (std::size_t i = 0; i < width_; ++i) line += "─";
  put(line, Ink::Faint);
}

void TextPage::heading(std::string_view text, Ink ink) {
  blank();
  raw(text, ink);
}

void TextPage::paragraph(std::string_view text, std::size_t indent, Ink ink) {
  for (const auto& line : wrapped(printable(text), width_ - indent)) put(std::string(indent, ' ') + line, ink);
}

void TextPage::entry(std::string_view label, std::string_view text, std::size_t indent, std::size_t column, Ink ink) {
  const std::string name = printable(label);
  if (plain_) return paragraph(name.empty() ? std::string(text) : name + ": " + std::string(text), indent, ink);
  std::string line = std::string(indent, ' ') + name;
  bool first = name.empty() || columns(line) + 1 <= column;
  if (!first) put(fitting(line, width_), ink);
  for (const auto& part : wrapped(printable(text), width_ - column)) {
    std::string out = first && !name.empty() ? line : std::string();
    out.append(column - columns(out), ' ');
    put(out + part, ink);
    first = false;
  }
  if (first && !name.empty()) put(line, ink);
}

void TextPage::both(std::string_view left, std::string_view right, Ink ink) {
  const std::string a = printable(left);
  const std::string b = printable(right);
  if (plain_ || columns(a) + 2 + columns(b) > width_) {
    paragraph(a, 0, ink);
    paragraph(b, 0);
    return;
  }
  put(a + std::string(width_ - columns(a) - columns(b), ' ') + b, ink);
}

}  // namespace noms::report
