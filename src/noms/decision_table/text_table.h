// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"

namespace noms::decision_table {

/// One table of text: named columns, rows with the line they stand on.
struct TextTable {
  struct Row {
    int line = 0;
    std::vector<std::string> cells;  ///< as many as there are columns
  };

  std::string file;
  std::string heading;  ///< of the section it stands in, without `#`; empty above the first
  int line = 0;         ///< of the header
  std::vector<std::string> columns;
  std::vector<Row> rows;

  /// Position of a column, or -1.
  int column(std::string_view name) const;
  /// The cell of a row in a named column, empty where there is no such column.
  std::string_view cell(const Row& row, std::string_view name) const;
  /// `file:line`, for messages.
  std::string at(int where_line) const { return file + ":" + std::to_string(where_line); }
};

/// A Markdown file: its head of `key: value` lines and its pipe tables. Prose is skipped.
struct TextDocument {
  struct HeadLine {
    std::string key;
    std::string value;
    int line = 0;
  };

  std::string file;
  std::vector<HeadLine> head;
  std::vector<TextTable> tables;

  /// The value of a key of the head, empty where there is none.
  std::string_view head_value(std::string_view key) const;
  /// The table under a heading, or null.
  const TextTable* table_under(std::string_view heading) const;
};

/// Reads Markdown with a head between two `---` lines.
/// Errors: KnowledgeSyntax with file and line: no head, a key twice, a row with another number of cells than its
/// header, a
///         header without the line of dashes; InvalidEncoding; TooLarge above 4 MB.
Result<TextDocument> read_markdown(std::string file, std::string_view text);

/// Reads CSV (RFC 4180, header first). Errors: KnowledgeSyntax with file and line; InvalidEncoding; TooLarge above 16
/// MB.
Result<TextTable> read_csv(std::string file, std::string_view text);

}  // namespace noms::decision_table
