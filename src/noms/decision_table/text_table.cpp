// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/text_table.h"

#include <algorithm>

#include "noms/foundation/text.h"

namespace noms::decision_table {
namespace {

Issue syntax(const std::string& file, int line, std::string message) {
  return {ErrorCode::KnowledgeSyntax, file + ":" + std::to_string(line), std::move(message)};
}

/// The cells of a `| a | b |` line; `\|` is a bar inside a cell.
std::vector<std::string> cells_of(std::string_view line) {
  line.remove_prefix(1);
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
      cell += line[++i];
    } else if (line[i] == '|') {
      cells.emplace_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  if (!trimmed(cell).empty()) cells.emplace_back(trimmed(cell));
  return cells;
}

bool is_rule(const std::vector<std::string>& cells) {
  return !cells.empty() && std::ranges::all_of(cells, [](const std::string& cell) {
    return !cell.empty() && cell.find_first_not_of("-:") == std::string::npos && cell.find('-') != std::string::npos;
  });
}

/// The first name that stands twice, or empty.
std::string_view twice(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
        names.begin() + static_cast<std::ptrdiff_t>(i))
      return names[i];
  }
  return {};
}

/// Lines of a text, counted from 1, without their ends.
class Lines {
public:
  explicit Lines(std::string_view text) : rest_(text) {}
  bool next(std::string_view& line) {
    if (rest_.empty()) return false;
    const auto end = rest_.find('\n');
    line = rest_.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    ++number;
    return true;
  }
  int number = 0;

private:
  std::string_view rest_;
};

Result<std::vector<TextDocument::HeadLine>> read_head(const std::string& file, Lines& lines) {
  std::string_view line;
  if (!lines.next(line) || trimmed(line) != "---")
    return syntax(file, 1, "the file must begin with a head between two lines of ---");
  std::vector<TextDocument::HeadLine> head;
  while (lines.next(line)) {
    if (trimmed(line) == "---") return head;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return syntax(file, lines.number, "a line of the head is `key: value`");
    std::string key(trimmed(line.substr(0, colon)));
    if (std::ranges::any_of(head, [&](const auto& known) { return known.key == key; })) {
      return syntax(file, lines.number, "the key " + key + " stands twice");
    }
    head.push_back({std::move(key), std::string(trimmed(line.substr(colon + 1))), lines.number});
  }
  return syntax(file, lines.number, "the head does not end with ---");
}

}  // namespace

int TextTable::column(std::string_view name) const {
  const auto found = std::ranges::find(columns, name);
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

std::string_view TextTable::cell(const Row& row, std::string_view name) const {
  const int at = column(name);
  return at < 0 ? std::string_view() : std::string_view(row.cells[static_cast<std::size_t>(at)]);
}

std::string_view TextDocument::head_value(std::string_view key) const {
  for (const auto& line : head) {
    if (line.key == key) return line.value;
  }
  return {};
}

const TextTable* TextDocument::table_under(std::string_view heading) const {
  for (const auto& table : tables) {
    if (table.heading == heading) return &table;
  }
  return nullptr;
}

Result<TextDocument> read_markdown(std::string file, std::string_view text) {
  if (text.size() > (4U << 20U)) return Issue{ErrorCode::TooLarge, file, "a table file may have 4 MB"};
  if (!is_utf8(text)) return Issue{ErrorCode::InvalidEncoding, file, "the file is not valid UTF-8"};
  Lines lines(text);
  auto head = read_head(file, lines);
  if (!head) return head.error();
  TextDocument document{.file = file, .head = std::move(head).value(), .tables = {}};
  std::string heading;
  std::string_view line;
  TextTable* open = nullptr;
  bool ruled = false;
  while (lines.next(line)) {
    if (line.starts_with('#')) {
      heading = trimmed(line.substr(std::min(line.find_first_not_of('#'), line.size())));
    }
    if (!line.starts_with('|')) {
      if (open != nullptr && !ruled) return syntax(file, open->line, "a table header is followed by a line of dashes");
      open = nullptr;
      continue;
    }
    auto cells = cells_of(line);
    if (open == nullptr) {
      if (const auto name = twice(cells); !name.empty())
        return syntax(file, lines.number, "the column " + std::string(name) + " stands twice");
      open = &document.tables.emplace_back(TextTable{file, heading, lines.number, std::move(cells), {}});
      ruled = false;
    } else if (cells.size() != open->columns.size()) {
      return syntax(file, lines.number,
                    "the row has " + std::to_string(cells.size()) + " cells, its header has " +
                        std::to_string(open->columns.size()));
    } else if (!ruled) {
      if (!is_rule(cells)) return syntax(file, lines.number, "a table header is followed by a line of dashes");
      ruled = true;
    } else {
      open->rows.push_back({lines.number, std::move(cells)});
    }
  }
  if (open != nullptr && !ruled) return syntax(file, open->line, "a table header is followed by a line of dashes");
  return document;
}

Result<TextTable> read_csv(std::string file, std::string_view text) {
  if (text.size() > (16U << 20U)) return Issue{ErrorCode::TooLarge, file, "a CSV file may have 16 MB"};
  if (!is_utf8(text)) return Issue{ErrorCode::InvalidEncoding, file, "the file is not valid UTF-8"};
  TextTable table{.file = file, .heading = {}, .line = 1, .columns = {}, .rows = {}};
  std::vector<std::string> cells(1);
  int line = 1;
  int first_line = 1;
  bool quoted = false;
  bool closed = false;  // the cell was in quotes, and they are closed
  const auto end_row = [&]() -> bool {
    if (cells.size() == 1 && cells[0].empty()) return true;  // an empty line
    if (table.columns.empty()) {
      table.columns = cells;
    } else if (cells.size() != table.columns.size()) {
      return false;
    } else {
      table.rows.push_back({first_line, cells});
    }
    return true;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') {
        cells.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cells.back() += text[++i];
      } else {
        quoted = false;
        closed = true;
      }
    } else if (c == '\r' && (i + 1 == text.size() || text[i + 1] == '\n')) {
      continue;
    } else if (closed && c != ',' && c != '\n') {
      return syntax(file, line, "text behind a closing quote; put the whole cell into quotes");
    } else if (c == '"') {
      if (!cells.back().empty())
        return syntax(file, line, "a quote inside a cell; put the whole cell into quotes and double the quote");
      quoted = true;
    } else if (c == ',') {
      cells.emplace_back();
      closed = false;
    } else if (c == '\n') {
      if (!end_row())
        return syntax(file, first_line,
                      "the row has " + std::to_string(cells.size()) + " cells, the header has " +
                          std::to_string(table.columns.size()));
      cells.assign(1, "");
      closed = false;
      first_line = line;
    } else {
      cells.back() += c;
    }
  }
  if (quoted) return syntax(file, first_line, "a quote is not closed");
  if (!end_row())
    return syntax(file, first_line,
                  "the row has " + std::to_string(cells.size()) + " cells, the header has " +
                      std::to_string(table.columns.size()));
  if (table.columns.empty()) return syntax(file, 1, "the header is missing");
  if (std::ranges::find(table.columns, "") != table.columns.end()) return syntax(file, 1, "a column has no name");
  if (const auto name = twice(table.columns); !name.empty())
    return syntax(file, 1, "the column " + std::string(name) + " stands twice");
  return table;
}

}  // namespace noms::decision_table
