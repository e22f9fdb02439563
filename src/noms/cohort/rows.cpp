// SPDX-License-Identifier: Apache-2.0
#include "noms/cohort/rows.h"

#include <algorithm>

#include "noms/foundation/text.h"

namespace noms::cohort {
namespace {

constexpr std::string_view all_separators = ",;\t";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The position behind a cell in quotes that begins at `from`, its text in `cell`; none where it does not end.
std::size_t read_quoted(std::string_view text, std::size_t from, std::string& cell) {
  for (std::size_t i = from + 1; i < text.size(); ++i) {
    if (text[i] != '"') {
      cell += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '"') {
      cell += text[i++];
    } else {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Issue issue_of(const Row& row, std::size_t columns) {
  const auto csv = [](std::string message) { return Issue{ErrorCode::InvalidCsv, "", std::move(message)}; };
  constexpr std::string_view one_line = "; the row was ended at its first line end";
  switch (row.fault) {
    case RowFault::QuoteInside:
      return csv("a quote inside a cell; put the whole cell into quotes and double the quote" + std::string(one_line));
    case RowFault::TextBehindQuote:
      return csv("text behind a closing quote; put the whole cell into quotes and double the quotes in it" +
                 std::string(one_line));
    case RowFault::NotClosed: return csv("a quote is not closed" + std::string(one_line));
    case RowFault::CarriageReturn:
      return csv("a carriage return that ends no line; lines end with LF or CR LF" + std::string(one_line));
    case RowFault::Encoding: return {ErrorCode::InvalidEncoding, "", "the cell is not UTF-8 text"};
    case RowFault::TooLong:
      return {ErrorCode::TooLarge, "",
              "the row is longer than " + std::to_string(RowReader::most_bytes >> 20U) +
                  " MiB, or a quote in it is not closed" + std::string(one_line)};
    case RowFault::Separators:
      return csv("more than one of comma, semicolon and tab stand outside quotes; put names that hold one into quotes");
    case RowFault::CellCount:
      return csv("the row has " + std::to_string(row.cells.size()) + " cells, the header has " +
                 std::to_string(columns));
    case RowFault::None: break;
  }
  return {ErrorCode::Internal, "", "unexpected failure"};
}

void RowReader::feed(std::string_view bytes) {
  if (start_ > 0) {
    buffer_.erase(0, start_);
    scan_ -= start_;
    spoiled_ -= std::min(spoiled_, start_);
    if (first_line_end_ != none) first_line_end_ -= start_;
    start_ = 0;
  }
  buffer_ += bytes;
}

RowReader::Next RowReader::next(Row& row) {
  if (!begun_) {
    if (buffer_.size() < byte_order_mark.size() && !ended_) return Next::MoreBytes;
    begun_ = true;
    if (buffer_.starts_with(byte_order_mark)) start_ = scan_ = byte_order_mark.size();
  }
  if (!find_end()) return ended_ ? Next::End : Next::MoreBytes;
  take(row);
  return Next::Row;
}

/// True when the row ends at scan_: at a line feed or at the end of all bytes.
bool RowReader::find_end() {
  for (; scan_ < buffer_.size(); ++scan_) {
    if (scan_ - start_ >= most_ && fault_ == RowFault::None && drop_long_row()) return true;
    const char c = buffer_[scan_];
    if (c == '\n' && first_line_end_ == none) first_line_end_ = scan_;
    if (step(c)) return true;
  }
  if (at_ == At::Bad && scan_ > spoiled_) {  // what stands behind the fault is not held
    buffer_.erase(spoiled_, scan_ - spoiled_);
    scan_ = spoiled_;
  }
  return ended_ && end_of_bytes();
}

/// Looks at one character; true when the row ends (at scan_, which is here or at the first line end of a bad row).
bool RowReader::step(char c) {
  switch (at_) {
    case At::Bad: return c == '\n';
    case At::Quoted:
      if (c == '"') at_ = At::QuoteInQuoted;
      return false;
    case At::CarriageReturn: return c == '\n' || spoil(RowFault::CarriageReturn);
    case At::CellStart:
    case At::Plain:
    case At::QuoteInQuoted: break;
  }
  if (c == '\n') return true;
  if (c == '\r') {
    at_ = At::CarriageReturn;
  } else if (is_separator(c)) {
    at_ = At::CellStart;
  } else if (c == '"' && at_ != At::Plain) {
    at_ = At::Quoted;
  } else if (at_ == At::QuoteInQuoted) {
    return spoil(RowFault::TextBehindQuote);
  } else if (c == '"') {
    return spoil(RowFault::QuoteInside);
  } else {
    at_ = At::Plain;
  }
  return false;
}

/// The row is bad: it ends at its first line end, which may be behind us or still to come.
bool RowReader::spoil(RowFault fault) {
  fault_ = fault;
  at_ = At::Bad;
  spoiled_ = scan_ + 1;
  if (first_line_end_ == none) return false;
  scan_ = first_line_end_;
  return true;
}

bool RowReader::drop_long_row() {
  if (spoil(RowFault::TooLong)) return true;
  buffer_.erase(start_, scan_ - start_);
  scan_ = spoiled_ = start_;
  return false;
}

bool RowReader::end_of_bytes() {
  if (scan_ == start_ && fault_ == RowFault::None) return false;
  if (at_ == At::Quoted) static_cast<void>(spoil(RowFault::NotClosed));
  return true;
}

void RowReader::take(Row& row) {
  row = {++number_, fault_, {}};
  std::string_view text = std::string_view(buffer_).substr(start_, scan_ - start_);
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (fault_ != RowFault::TooLong) {
    read_cells(text, row);
    if (number_ == 1) choose_separator(text, row);
  }
  start_ = scan_ = std::min(scan_ + 1, buffer_.size());
  first_line_end_ = none;
  at_ = At::CellStart;
  fault_ = RowFault::None;
}

void RowReader::read_cells(std::string_view text, Row& row) {
  for (std::size_t from = 0;; ++from) {
    std::string cell;
    if (from < text.size() && text[from] == '"') {
      from = read_quoted(text, from, cell);
      if (from == none || (from < text.size() && !is_separator(text[from]))) return;
    } else {
      const std::size_t end = std::min(text.find_first_of(separators_, from), text.size());
      cell = text.substr(from, end - from);
      if (cell.find_first_of("\"\r") != std::string::npos) return;
      from = end;
    }
    if (!is_utf8(cell) || cell.find('\0') != std::string::npos) {
      row.fault = RowFault::Encoding;
      return;
    }
    row.cells.emplace_back(trimmed(cell));
    if (from >= text.size()) return;
  }
}

/// The one that stands outside quotes; a comma where the header is one name, or is bad: then not all of it is held.
void RowReader::choose_separator(std::string_view text, Row& row) {
  separators_ = ",";
  if (fault_ != RowFault::None) return;
  std::string seen;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && all_separators.find(c) != std::string_view::npos && seen.find(c) == std::string::npos) seen += c;
  }
  if (seen.size() > 1 && row.fault == RowFault::None) row.fault = RowFault::Separators;
  separators_ = seen == ";" ? ";" : seen == "\t" ? "\t" : ",";
}

}  // namespace noms::cohort
