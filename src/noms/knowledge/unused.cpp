// SPDX-License-Identifier: Apache-2.0
// What does no harm and is nowhere used: facts that no table reads, words for what does not exist, publications that
// nothing cites.
#include "noms/knowledge/unused.h"

#include <algorithm>
#include <set>

#include "noms/foundation/text.h"
#include "noms/knowledge/table_name.h"

namespace noms::knowledge {
namespace {

using decision_table::TextDocument;
using decision_table::TextTable;
using Words = std::set<std::string, std::less<>>;

/// The names in a cell: runs of letters, digits, `_`, `-` and `.`.
void add_words(std::string_view text, Words& words) {
  std::string word;
  for (const char c : text) {
    const bool inside = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                        c == '-' || c == '.' || c == '/';
    if (inside) {
      word += c;
    } else if (!word.empty()) {
      words.insert(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.insert(std::move(word));
}

void add_table(const TextTable& table, Words& words) {
  static constexpr std::string_view sentences[] = {"text",    "text_es",    "for",  "for_es",
                                                   "against", "against_es", "note", "citation"};
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (std::ranges::find(sentences, table.columns[c]) != std::end(sentences)) continue;
    add_words(table.columns[c], words);
    for (const auto& row : table.rows) add_words(row.cells[c], words);
  }
}

/// The names that the tables use, but those where facts, words and publications are themselves listed.
Words used_words(const std::vector<SourceFile>& files) {
  Words words;
  for (const auto& file : files) {
    if (file.name.ends_with(".cases.csv") || file.name.ends_with("evidence.csv")) continue;
    if (file.name.ends_with(".csv")) {
      if (const auto table = decision_table::read_csv(std::string(file.name), file.text))
        add_table(table.value(), words);
      continue;
    }
    const auto document = decision_table::read_markdown(std::string(file.name), file.text);
    if (!document) continue;
    const auto kind = document.value().head_value("kind");
    if (kind == "fields" || kind == "facts" || kind == "wording") continue;
    for (const auto& line : document.value().head) add_words(line.value, words);
    for (const auto& table : document.value().tables) add_table(table, words);
  }
  return words;
}

/// The values of a name: of a fact, a decision or a field; null when nothing is called so.
const std::vector<std::string>* values_of(const Library& library, std::string_view name) {
  for (const auto& edition : library.editions) {
    const auto& vocabulary = edition->engine.model().vocabulary;
    if (const VariableId variable = vocabulary.find(name); variable >= 0) return &vocabulary.at(variable).values;
  }
  for (const auto& field : library.fields) {
    if (field.name() == name) return &field.values;
  }
  return nullptr;
}

Issue remark(std::string where, std::string message) {
  return {ErrorCode::KnowledgeUnused, std::move(where), std::move(message)};
}

/// The line of the first cell of a column that holds this, in the only table of a file.
std::string place_of(const std::vector<SourceFile>& files, std::string_view id, std::string_view column,
                     std::string_view cell) {
  for (const auto& file : files) {
    if (table_name(file.name) != id) continue;
    TextTable table;
    if (file.name.ends_with(".csv")) {
      auto read = decision_table::read_csv(std::string(file.name), file.text);
      if (read) table = std::move(read).value();
    } else {
      auto read = decision_table::read_markdown(std::string(file.name), file.text);
      if (read && !read.value().tables.empty()) table = std::move(read.value().tables[0]);
    }
    for (const auto& row : table.rows) {
      if (table.cell(row, column) == cell) return table.at(row.line);
    }
    return std::string(file.name);
  }
  return std::string(id);
}

void unused_facts(const std::vector<SourceFile>& files, const Library& library, const Words& words, Issues& remarks) {
  for (const auto& rule : library.facts) {
    const std::string& name = library.vocabulary.at(rule.fact).name;
    const bool excluded = std::ranges::any_of(library.exclusions, [&](const Exclusion& exclusion) {
      return std::ranges::any_of(exclusion.when, [&](const auto& condition) { return condition.first == rule.fact; });
    });
    const bool read =
        std::ranges::any_of(library.editions, [&](const auto& edition) { return edition->engine.is_read(rule.fact); });
    if (excluded || read || words.contains(name)) continue;
    const std::string own = place_of(files, "facts", "fact", name);
    remarks.push_back(
        remark(own.find(':') == std::string::npos ? place_of(files, "fields", "field", rule.field->path) : own,
               "no table reads the fact " + name + "; it is recorded and changes nothing"));
  }
}

/// True for a treatment that an alternative offers and no row decides.
bool is_offered(const Library& library, std::string_view output, std::string_view value) {
  for (const auto& edition : library.editions) {
    for (const auto& table : edition->engine.model().collects) {
      const auto column = static_cast<std::size_t>(std::ranges::find(table.outputs, output) - table.outputs.begin());
      if (column == table.outputs.size()) continue;
      for (const auto& rule : table.rules) {
        if (std::ranges::any_of(rule.ways, [&](const auto& way) { return way.outputs[column] == value; })) return true;
      }
    }
  }
  return false;
}

void unused_words(const std::vector<SourceFile>& files, const Library& library, Issues& remarks) {
  for (const auto& [key, text] : library.wording.all()) {
    const auto parts = split(key, ".");
    if (parts.size() != 3 || parts[0] != "value") continue;
    const auto* values = values_of(library, parts[1]);
    if (values == nullptr) continue;  // words of scores and measurements, which are not values of a fact
    if (values->empty() || std::ranges::find(*values, parts[2]) != values->end()) continue;
    if (is_offered(library, parts[1], parts[2])) continue;
    remarks.push_back(remark(place_of(files, "wording", "key", key),
                             "there are words for a value that " + std::string(parts[1]) + " does not have"));
  }
}

void unused_evidence(const std::vector<SourceFile>& files, const Library& library, const Words& words,
                     const std::vector<std::string_view>& cited, Issues& remarks) {
  for (const auto& [key, evidence] : library.evidence) {
    if (words.contains(key) || std::ranges::find(cited, key) != cited.end()) continue;
    remarks.push_back(remark(place_of(files, "evidence", "key", key), "nothing cites " + key));
  }
}

}  // namespace

Issues unused(const std::vector<SourceFile>& files, const Library& library,
              const std::vector<std::string_view>& cited) {
  Issues remarks;
  const Words words = used_words(files);
  unused_facts(files, library, words, remarks);
  unused_words(files, library, remarks);
  unused_evidence(files, library, words, cited, remarks);
  return remarks;
}

}  // namespace noms::knowledge
