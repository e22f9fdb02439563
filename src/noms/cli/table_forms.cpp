// SPDX-License-Identifier: Apache-2.0
// A table for a terminal and as Markdown.
#include <algorithm>
#include <numeric>

#include "noms/cli/help.h"
#include "noms/cli/internal/table_forms.h"
#include "noms/foundation/text.h"
#include "noms/knowledge/table_name.h"

namespace noms::cli {
namespace {

using decision_table::TextDocument;
using decision_table::TextTable;

/// Columns that hold sentences, not codes.
bool is_sentence(std::string_view column) {
  static constexpr std::string_view names[] = {"text", "for", "against", "citation", "taken", "note", "en", "es"};
  return std::ranges::find(names, column) != std::end(names);
}

/// Characters of a UTF-8 text, as columns of a terminal.
std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A text cut where a line may end: at blanks, and after `_`, `-` and `/` inside a code.
std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces{""};
  for (const char c : text) {
    pieces.back() += c;
    if (c == ' ' || c == '_' || c == '-' || c == '/') pieces.emplace_back();
  }
  return pieces;
}

std::size_t longest_piece(std::string_view text) {
  std::size_t longest = 0;
  for (const auto& piece : pieces_of(text)) longest = std::max(longest, columns_of(trimmed(piece)));
  return longest;
}

/// The lines of a cell at a width: ended at blanks, and inside a word that is wider than a line.
std::vector<std::string> lines_of(std::string_view text, std::size_t width) {
  std::vector<std::string> lines{""};
  for (const auto word : split(text, " ")) {
    const bool whole = columns_of(word) <= width;
    bool first = true;
    for (const auto& piece : whole ? std::vector<std::string>{std::string(word)} : pieces_of(word)) {
      const std::size_t blank = first && !lines.back().empty() ? 1 : 0;
      if (!lines.back().empty() && columns_of(lines.back()) + blank + columns_of(piece) > width) {
        lines.emplace_back();
      } else if (blank == 1) {
        lines.back() += ' ';
      }
      lines.back() += piece;
      first = false;
    }
  }
  return lines;
}

std::size_t total_of(const std::vector<std::size_t>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 2 * widths.size());
}

/// Widths of the columns so that they fit beside one another: the widest gives way first, down to its longest word.
std::vector<std::size_t> widths_of(const TextTable& table, const std::vector<std::size_t>& shown, std::size_t width) {
  std::vector<std::size_t> widths;
  std::vector<std::size_t> least;
  for (const std::size_t c : shown) {
    widths.push_back(columns_of(table.columns[c]));
    least.push_back(longest_piece(table.columns[c]));
    for (const auto& row : table.rows) {
      widths.back() = std::max(widths.back(), columns_of(row.cells[c]));
      least.back() = std::max(least.back(), longest_piece(row.cells[c]));
    }
  }
  while (total_of(widths) > width) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (widths[i] > least[i] && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == widths.size()) break;
    --widths[widest];
  }
  return widths;
}

std::string grid_row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    lines.push_back(lines_of(cells[i], widths[i]));
    height = std::max(height, lines.back().size());
  }
  std::string text;
  for (std::size_t line = 0; line < height; ++line) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string part = line < lines[i].size() ? lines[i][line] : std::string();
      out += part + std::string(widths[i] + 2 - std::min(widths[i] + 1, columns_of(part)), ' ');
    }
    text += out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

/// `text` broken to the width, every line after the first indented.
std::string broken(std::string_view text, std::size_t indent, std::size_t width) {
  const auto lines = lines_of(text, width > indent + 20 ? width - indent : 20);
  std::string out;
  for (const auto& line : lines) out += std::string(indent, ' ') + line + "\n";
  return out;
}

/// Columns side by side; `below` stand under each row.
std::string grid_of(const TextTable& table, const std::vector<std::size_t>& shown,
                    const std::vector<std::size_t>& below, std::size_t width) {
  const auto widths = widths_of(table, shown, width + 2);  // nothing stands behind the last column
  const auto picked = [&](const std::vector<std::string>& all) {
    std::vector<std::string> some;
    for (const std::size_t c : shown) some.push_back(all[c]);
    return some;
  };
  std::string text = grid_row(picked(table.columns), widths);
  std::vector<std::string> rule;
  for (const std::size_t w : widths) rule.emplace_back(w, '-');
  text += grid_row(rule, widths);
  for (const auto& row : table.rows) {
    text += grid_row(picked(row.cells), widths);
    for (const std::size_t c : below) {
      if (row.cells[c].empty() || row.cells[c] == "-") continue;
      text += broken((table.columns[c] == "text" ? "" : table.columns[c] + ": ") + row.cells[c], 4, width);
    }
  }
  return text;
}

/// One row after the other, for tables that are wider than the terminal.
std::string cards_of(const TextTable& table, std::size_t width) {
  std::string text;
  for (const auto& row : table.rows) {
    text += broken(table.columns[0] + " " + row.cells[0], 0, width);
    std::string codes;
    std::string sentences;
    for (std::size_t c = 1; c < table.columns.size(); ++c) {
      if (row.cells[c].empty() || row.cells[c] == "-") continue;
      if (is_sentence(table.columns[c])) {
        sentences += broken((table.columns[c] == "text" ? "" : table.columns[c] + ": ") + row.cells[c], 4, width);
      } else {
        codes += (codes.empty() ? "" : "; ") + table.columns[c] + (table.columns[c].starts_with("-> ") ? " = " : ": ") +
                 row.cells[c];
      }
    }
    text += broken(codes, 2, width) + sentences;
  }
  return text;
}

std::string text_of(const TextTable& table, std::size_t width) {
  std::vector<std::size_t> shown;
  std::vector<std::size_t> below;
  for (std::size_t c = 0; c < table.columns.size(); ++c) (is_sentence(table.columns[c]) ? below : shown).push_back(c);
  const std::string heading = table.heading.empty() ? "" : table.heading + "\n\n";
  if (shown.empty()) return heading + cards_of(table, width);
  if (total_of(widths_of(table, shown, width + 2)) > width + 2) return heading + cards_of(table, width);
  return heading + grid_of(table, shown, below, width);
}

std::string markdown_cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const auto& cell : cells) line += " " + markdown_cell(cell) + " |";
  return line + "\n";
}

void drop_columns(TextTable& table) {
  for (std::size_t c = table.columns.size(); c-- > 0;) {
    if (!table.columns[c].ends_with("_es")) continue;
    table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(c));
    for (auto& row : table.rows) row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(c));
  }
}

/// Paragraphs between head and first table, headings left out.
std::vector<std::string> prose_of(std::string_view text) {
  std::vector<std::string> paragraphs;
  std::string paragraph;
  int rules = 0;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (rules < 2) {
      rules += line == "---" ? 1 : 0;
    } else if (line.starts_with('|')) {
      break;
    } else if (line.empty() || line.starts_with('#')) {
      if (!paragraph.empty()) paragraphs.push_back(std::move(paragraph));
      paragraph.clear();
    } else {
      (paragraph += paragraph.empty() ? "" : " ") += line;
    }
  }
  if (!paragraph.empty()) paragraphs.push_back(std::move(paragraph));
  return paragraphs;
}

}  // namespace

const TextDocument::HeadLine* ShownFile::head(std::string_view key) const {
  const auto found = std::ranges::find(document.head, key, &TextDocument::HeadLine::key);
  return found == document.head.end() ? nullptr : &*found;
}

Result<ShownFile> shown(const knowledge::SourceFile& file, const knowledge::Library& library) {
  ShownFile out;
  const std::string name(file.name);
  if (name.ends_with(".csv")) {
    auto table = decision_table::read_csv(name, file.text);
    if (!table) return table.error();
    out.document.file = name;
    out.document.tables.push_back(std::move(table).value());
    return out;
  }
  auto document = decision_table::read_markdown(name, file.text);
  if (!document) return document.error();
  out.document = std::move(document).value();
  knowledge::translate(out.document, library);
  std::erase_if(out.document.head, [](const auto& line) { return line.key.ends_with("_es"); });
  for (auto& table : out.document.tables) drop_columns(table);
  if (library.language == "en") out.prose = prose_of(file.text);
  return out;
}

std::string table_text(const ShownFile& file, std::size_t width) {
  std::string text;
  for (const auto& line : file.document.head) text += broken(line.key + ": " + line.value, 0, width);
  for (const auto& paragraph : file.prose) text += "\n" + broken(paragraph, 0, width);
  for (const auto& table : file.document.tables) text += (text.empty() ? "" : "\n") + text_of(table, width);
  return text;
}

std::string table_markdown(const ShownFile& file) {
  std::string text;
  if (const auto* title = file.head("title")) text += "# " + title->value + "\n\n";
  for (const auto& line : file.document.head) {
    if (line.key != "title") text += "- " + line.key + ": " + line.value + "\n";
  }
  for (const auto& paragraph : file.prose) text += "\n" + paragraph + "\n";
  for (const auto& table : file.document.tables) {
    if (!table.heading.empty() && file.document.tables.size() > 1) text += "\n## " + table.heading + "\n";
    text += (text.empty() ? "" : "\n") + markdown_row(table.columns) + "|";
    for (std::size_t c = 0; c < table.columns.size(); ++c) text += "---|";
    text += "\n";
    for (const auto& row : table.rows) text += markdown_row(row.cells);
  }
  return text;
}

}  // namespace noms::cli
