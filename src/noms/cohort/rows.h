// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"

// A table of text (RFC 4180) as rows, read from bytes as they arrive.

namespace noms::cohort {

/// Why a row cannot be used.
enum class RowFault : std::uint8_t {
  None,
  QuoteInside,
  TextBehindQuote,
  NotClosed,
  CarriageReturn,
  Encoding,
  TooLong,
  Separators,
  CellCount,
};

/// One row. A bad one keeps the cells before the fault.
struct Row {
  std::size_t number = 0;  ///< as a spreadsheet counts: the header is row 1, an empty line is a row
  RowFault fault = RowFault::None;
  std::vector<std::string> cells;  ///< without blanks and tabs at either end
};

/// The fault of a row as a code and a sentence; `columns` is the number of cells of the header.
Issue issue_of(const Row& row, std::size_t columns);

/// The rows of a table, from bytes in parts of any size: the same bytes are the same rows, however they are cut.
///
/// A cell in quotes may hold separators, line ends and doubled quotes; lines end with LF or CR LF; a byte order mark at
/// the beginning is passed over. The separator (comma, semicolon or tab) is the one that the header uses outside
/// quotes.
///
/// A row that breaks the rules of quoting ends at its first line end, and the next line is read as a row: a quote that
/// is never closed costs its own row and no other. What is held is one row of at most `most_bytes`; a longer one is
/// passed over and reported.
class RowReader {
public:
  static constexpr std::size_t most_bytes = 8U << 20U;

  enum class Next { Row, MoreBytes, End };

  explicit RowReader(std::size_t most = most_bytes) : most_(most) {}

  void feed(std::string_view bytes);
  /// No more bytes come: what is left is the last row.
  void finish() { ended_ = true; }
  /// The next row, empty lines included (they have one empty cell).
  Next next(Row& row);
  /// Of the header, once that was read.
  char separator() const { return separators_.front(); }

private:
  enum class At : std::uint8_t { CellStart, Plain, Quoted, QuoteInQuoted, CarriageReturn, Bad };

  bool find_end();
  bool step(char c);
  bool spoil(RowFault fault);
  bool end_of_bytes();
  bool drop_long_row();
  void take(Row& row);
  void read_cells(std::string_view text, Row& row);
  bool is_separator(char c) const { return separators_.find(c) != std::string_view::npos; }
  void choose_separator(std::string_view text, Row& row);

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  std::size_t most_;
  std::string_view separators_ = ",;\t";  ///< one of them once the header was read
  std::string buffer_;
  std::size_t start_ = 0;              ///< of the row
  std::size_t scan_ = 0;               ///< how far the row was looked at; its end when find_end() says so
  std::size_t spoiled_ = 0;            ///< of a bad row: behind the character that made it bad
  std::size_t first_line_end_ = none;  ///< inside the row
  At at_ = At::CellStart;
  RowFault fault_ = RowFault::None;
  std::size_t number_ = 0;
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace noms::cohort
