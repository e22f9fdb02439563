// SPDX-License-Identifier: Apache-2.0
#include "noms/dmn/internal/markdown_parts.h"

namespace noms::dmn::internal {

std::vector<std::string> prose_of(std::string_view markdown) {
  std::vector<std::string> parts(1);
  bool in_table = false;
  while (!markdown.empty()) {
    const auto end = markdown.find('\n');
    const auto line = markdown.substr(0, end == std::string_view::npos ? end : end + 1);
    markdown.remove_prefix(line.size());
    const bool of_table = line.starts_with('|');
    if (!of_table && in_table) parts.emplace_back();
    if (!of_table) parts.back() += line;
    in_table = of_table;
  }
  if (in_table) parts.emplace_back();
  return parts;
}

std::string pipe_table(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows) {
  std::string text;
  const auto line = [&](const std::vector<std::string>& cells) {
    text += "|";
    for (const auto& cell : cells) {
      text += " ";
      for (const char c : cell) {
        if (c == '|') text += '\\';
        text += c == '\n' ? ' ' : c;
      }
      text += " |";
    }
    text += "\n";
  };
  line(columns);
  text += "|";
  for (std::size_t i = 0; i < columns.size(); ++i) text += "---|";
  text += "\n";
  for (const auto& row : rows) line(row);
  return text;
}

}  // namespace noms::dmn::internal
