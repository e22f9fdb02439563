// SPDX-License-Identifier: Apache-2.0
// A library in Spanish: sentences change, codes and numbers stay.
#include <algorithm>

#include "noms/knowledge/library.h"

namespace noms::knowledge {
namespace {

using decision_table::TextDocument;
using decision_table::TextTable;

constexpr std::string_view ending = "_es";
constexpr std::string_view head_lines[] = {"title", "cohort", "era", "endpoint", "discrimination", "reason", "where"};

/// Columns whose cells are sentences. `value` is one in figures of survival and `input` in sheets of values to enter;
/// elsewhere they are keys.
bool is_sentence(const TextTable& table, std::string_view column) {
  return column == "text" || column == "statistic" || column == "cohort" ||
         (column == "value" && table.heading == "Survival") || (column == "input" && table.heading == "Sheet");
}

void translate_table(TextTable& table, const Library& library) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const int spanish = table.column(table.columns[c] + std::string(ending));
    const bool sentence = is_sentence(table, table.columns[c]);
    for (auto& row : table.rows) {
      if (spanish >= 0) {
        row.cells[c] = row.cells[static_cast<std::size_t>(spanish)];
      } else if (sentence) {
        row.cells[c] = library.phrase(row.cells[c]);
      }
    }
  }
}

}  // namespace

std::string Library::phrase(std::string_view english) const {
  const auto found = phrases.find(english);
  return found == phrases.end() ? std::string(english) : found->second;
}

void translate(TextDocument& document, const Library& library) {
  if (library.language != "es") return;
  for (auto& line : document.head) {
    const auto own = document.head_value(line.key + std::string(ending));
    if (!own.empty()) {
      line.value = own;
    } else if (std::ranges::find(head_lines, line.key) != std::end(head_lines)) {
      line.value = library.phrase(line.value);
    }
  }
  for (auto& table : document.tables) translate_table(table, library);
}

}  // namespace noms::knowledge
