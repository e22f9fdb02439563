// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/internal/cells.h"

#include <algorithm>
#include <set>

#include "noms/decision_table/text_table.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

using decision_table::TextTable;
using Row = TextTable::Row;

std::vector<TextTable> tables_of(const std::vector<knowledge::SourceFile>& files, std::string_view name) {
  const auto file = std::ranges::find(files, name, &knowledge::SourceFile::name);
  if (file == files.end()) return {};
  if (name.ends_with(".csv")) {
    auto table = decision_table::read_csv(std::string(name), file->text);
    if (!table) return {};
    return {std::move(table).value()};
  }
  auto document = decision_table::read_markdown(std::string(name), file->text);
  if (!document) return {};
  return std::move(document.value().tables);
}

std::string key_of(const Row& row, std::size_t columns) {
  std::string key;
  for (std::size_t i = 0; i < columns && i < row.cells.size(); ++i) key += (key.empty() ? "" : " / ") + row.cells[i];
  return key;
}

/// How many columns tell the rows apart.
std::size_t key_columns(const TextTable& table) {
  for (std::size_t count = 1; count < table.columns.size(); ++count) {
    std::set<std::string> keys;
    for (const auto& row : table.rows) keys.insert(key_of(row, count));
    if (keys.size() == table.rows.size()) return count;
  }
  return std::max<std::size_t>(table.columns.size(), 1);
}

const Row* find_row(const TextTable& table, const std::string& key, std::size_t columns) {
  const auto found = std::ranges::find_if(table.rows, [&](const Row& row) { return key_of(row, columns) == key; });
  return found == table.rows.end() ? nullptr : &*found;
}

std::string whole_row(const TextTable& table, const Row& row, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < table.columns.size(); ++i)
    text += (text.empty() ? "" : "; ") + table.columns[i] + ": " + row.cells[i];
  return text;
}

CellChange row_change(const TextTable& a, const Row& left, const TextTable& b, const Row& right) {
  CellChange change;
  for (const auto& column : a.columns) {
    const auto was = a.cell(left, column);
    const auto now = b.cell(right, column);
    if (was != now) change.columns.push_back({column, std::string(was), std::string(now)});
  }
  for (const auto& column : b.columns) {
    if (a.column(column) < 0) change.columns.push_back({column, "(no column)", std::string(b.cell(right, column))});
  }
  return change;
}

void add_changes(const TextTable& a, const TextTable& b, std::vector<CellChange>& changes) {
  const std::size_t columns = std::max(key_columns(a), key_columns(b));
  for (const auto& row : a.rows) {
    const std::string key = key_of(row, columns);
    const Row* other = find_row(b, key, columns);
    if (other == nullptr) {
      changes.push_back({key, '-', whole_row(a, row, columns), {}});
    } else if (auto change = row_change(a, row, b, *other); !change.columns.empty()) {
      change.row = key;
      changes.push_back(std::move(change));
    }
  }
  for (const auto& row : b.rows) {
    const std::string key = key_of(row, columns);
    if (find_row(a, key, columns) == nullptr) changes.push_back({key, '+', whole_row(b, row, columns), {}});
  }
}

}  // namespace

FileChanges changed_cells(const std::vector<knowledge::SourceFile>& files_a, std::string_view name_a,
                          const std::vector<knowledge::SourceFile>& files_b, std::string_view name_b) {
  const auto a = tables_of(files_a, name_a);
  const auto b = tables_of(files_b, name_b);
  const TextTable none;
  FileChanges changes{std::string(name_a), std::string(name_b), {}};
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i)
    add_changes(i < a.size() ? a[i] : none, i < b.size() ? b[i] : none, changes.rows);
  return changes;
}

}  // namespace noms::cli
