// SPDX-License-Identifier: Apache-2.0
#include "noms/cohort/case_rows.h"

#include <charconv>
#include <utility>

namespace noms::cohort {
namespace {

void write_number(std::string& to, std::size_t number) {
  char digits[24];
  auto* const end = std::to_chars(digits, digits + sizeof digits - 1, number).ptr;
  *end = ' ';
  to.append(digits, end + 1);
}

std::size_t read_number(std::string_view& text) {
  std::size_t number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
  text.remove_prefix(std::min(static_cast<std::size_t>(end - text.data()) + 1, text.size()));
  return number;
}

/// FNV-1a, then mixed so that every bit counts; never 0.
std::uint64_t fingerprint(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
  hash ^= hash >> 31U;
  return hash == 0 ? 1 : hash;
}

std::size_t bytes_of(const Row& row) {
  std::size_t bytes = sizeof(Row);
  for (const auto& cell : row.cells) bytes += cell.size() + 1;
  return bytes;
}

}  // namespace

std::string CaseRows::packed() const {
  std::size_t bytes = 32;
  for (const auto& row : rows) {
    bytes += 32;
    for (const auto& cell : row.cells) bytes += cell.size() + 4;
  }
  std::string text;
  text.reserve(bytes);
  write_number(text, returned ? 1 : 0);
  write_number(text, too_large ? 1 : 0);
  write_number(text, rows.size());
  for (const auto& row : rows) {
    write_number(text, row.number);
    write_number(text, static_cast<std::size_t>(row.fault));
    write_number(text, row.cells.size());
    for (const auto& cell : row.cells) {
      write_number(text, cell.size());
      text += cell;
    }
  }
  return text;
}

CaseRows CaseRows::unpacked(std::string_view text) {
  CaseRows rows;
  rows.returned = read_number(text) != 0;
  rows.too_large = read_number(text) != 0;
  rows.rows.resize(read_number(text));
  for (auto& row : rows.rows) {
    row.number = read_number(text);
    row.fault = static_cast<RowFault>(read_number(text));
    row.cells.resize(read_number(text));
    for (auto& cell : row.cells) {
      const std::size_t size = read_number(text);
      cell = text.substr(0, size);
      text.remove_prefix(std::min(size, text.size()));
    }
  }
  return rows;
}

std::optional<CaseRows> CaseGatherer::add(Row row) {
  const std::string name = key_ && *key_ < row.cells.size() ? row.cells[*key_] : "";
  std::optional<CaseRows> complete;
  if (name.empty() || name != name_) {
    complete = finish();
    name_ = name;
    held_.returned = !name.empty() && is_known(name);
  }
  bytes_ += bytes_of(row);
  if (bytes_ > most_bytes && !held_.rows.empty()) {
    held_.too_large = true;
    held_.rows.resize(1);  // where it began
  } else {
    held_.rows.push_back(std::move(row));
  }
  return complete;
}

std::optional<CaseRows> CaseGatherer::finish() {
  std::optional<CaseRows> complete;
  if (!held_.rows.empty()) complete = std::exchange(held_, {});
  name_.clear();
  bytes_ = 0;
  return complete;
}

bool CaseGatherer::is_known(std::string_view name) {
  if (!watches_all()) return false;
  if (fingerprints_.size() < 2 * (names_ + 1)) {
    std::vector<std::uint64_t> larger(fingerprints_.empty() ? 1024 : 2 * fingerprints_.size());
    for (const auto old : fingerprints_) {
      if (old == 0) continue;
      std::size_t at = old % larger.size();
      while (larger[at] != 0) at = (at + 1) % larger.size();
      larger[at] = old;
    }
    fingerprints_ = std::move(larger);
  }
  const auto print = fingerprint(name);
  std::size_t at = print % fingerprints_.size();
  for (; fingerprints_[at] != 0; at = (at + 1) % fingerprints_.size()) {
    if (fingerprints_[at] == print) return true;
  }
  fingerprints_[at] = print;
  ++names_;
  return false;
}

}  // namespace noms::cohort
