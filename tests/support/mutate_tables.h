// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/foundation/text.h"
#include "support/knowledge_files.h"

// Slips of transcription: copies of the knowledge that differ from it in one cell.

namespace noms::test {

struct Mutant {
  std::string file;
  std::string what;  ///< "line 14, stability: stable -> unstable"
  std::string text;  ///< of the file, changed
};

/// One pipe table line taken apart at its bars.
struct PipeRow {
  std::size_t line = 0;  ///< from 0
  std::vector<std::string> cells;
};

/// A Markdown file as lines, with its tables found.
class TableText {
public:
  TableText(std::string file, const std::string& text) : file_(std::move(file)) {
    for (std::size_t from = 0; from < text.size();) {
      const auto end = text.find('\n', from);
      lines_.push_back(text.substr(from, end - from));
      from = end + 1;
    }
    for (std::size_t l = 0; l < lines_.size(); ++l) {
      if (!lines_[l].starts_with('|')) continue;
      if (l == 0 || !lines_[l - 1].starts_with('|')) {
        headers_.push_back({l, taken_apart(lines_[l])});
        rows_.emplace_back();
        ++l;  // the line of dashes
      } else {
        rows_.back().push_back({l, taken_apart(lines_[l])});
      }
    }
  }

  std::size_t tables() const { return headers_.size(); }
  const std::vector<std::string>& columns(std::size_t table) const { return headers_[table].cells; }
  const std::vector<PipeRow>& rows(std::size_t table) const { return rows_[table]; }

  /// The file with one cell changed.
  Mutant with(std::size_t table, const PipeRow& row, std::size_t column, const std::string& cell) const {
    std::string line = "|";
    for (std::size_t c = 0; c < row.cells.size(); ++c) line += " " + (c == column ? cell : row.cells[c]) + " |";
    return changed(row.line, line,
                   "line " + std::to_string(row.line + 1) + ", " + columns(table)[column] + ": " + row.cells[column] +
                       " -> " + cell);
  }
  /// The file with one line taken out, or standing twice.
  Mutant without(std::size_t line) const {
    std::string text;
    for (std::size_t l = 0; l < lines_.size(); ++l) text += l == line ? "" : lines_[l] + "\n";
    return {file_, "line " + std::to_string(line + 1) + " taken out", text};
  }
  Mutant changed(std::size_t line, const std::string& now, std::string what) const {
    std::string text;
    for (std::size_t l = 0; l < lines_.size(); ++l) text += (l == line ? now : lines_[l]) + "\n";
    return {file_, std::move(what), text};
  }
  const std::vector<std::string>& lines() const { return lines_; }

private:
  static std::vector<std::string> taken_apart(const std::string& line) {
    std::vector<std::string> cells;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (line[i] == '\\' && i + 1 < line.size()) {
        cell += line[i];
        cell += line[++i];
      } else if (line[i] == '|') {
        cells.emplace_back(trimmed(cell));
        cell.clear();
      } else {
        cell += line[i];
      }
    }
    return cells;
  }

  std::string file_;
  std::vector<std::string> lines_;
  std::vector<PipeRow> headers_;
  std::vector<std::vector<PipeRow>> rows_;
};

/// Other cells that a slip could leave in place of `cell`, over the values of the vocabulary: one value for another,
/// one taken out, one more, any in place of some and some in place of any.
inline std::vector<std::string> other_cells(const std::string& cell, const std::vector<std::string>& values) {
  std::vector<std::string> others;
  if (cell == "-") return values.size() > 1 ? values : others;
  const bool negated = cell.starts_with("not ");
  const std::string prefix = negated ? "not " : "";
  std::vector<std::string> named;
  for (const auto name : split(negated ? std::string_view(cell).substr(4) : std::string_view(cell), ","))
    named.emplace_back(name);
  const auto has = [&](const std::string& value) {
    return std::find(named.begin(), named.end(), value) != named.end();
  };
  for (std::size_t n = 0; n < named.size(); ++n) {
    for (const auto& value : values) {
      if (has(value)) continue;
      auto changed = named;
      changed[n] = value;
      others.push_back(prefix + joined(changed, ", "));
    }
    if (named.size() > 1) {
      auto fewer = named;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(n));
      others.push_back(prefix + joined(fewer, ", "));
    }
  }
  if (named.size() + 1 < values.size()) {
    for (const auto& value : values) {
      if (has(value)) continue;
      auto more = named;
      more.push_back(value);
      others.push_back(prefix + joined(more, ", "));
    }
  }
  if (named.size() < values.size()) others.push_back("-");
  return others;
}

/// Other conditions that a slip could leave in place of `a = x; b = not y, z`.
inline std::vector<std::string> other_conditions(const std::string& text,
                                                 const decision_table::Vocabulary& vocabulary) {
  std::vector<std::string> others;
  if (text == "-") return others;
  std::vector<std::string> parts;
  for (const auto part : split(text, ";")) parts.emplace_back(part);
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const std::string name(trimmed(parts[p].substr(0, parts[p].find('='))));
    const std::string cell(trimmed(parts[p].substr(parts[p].find('=') + 1)));
    for (const auto& other : other_cells(cell, vocabulary.at(vocabulary.find(name)).values)) {
      auto changed = parts;
      changed[p] = name + " = " + other;
      others.push_back(joined(changed, "; "));
    }
    auto fewer = parts;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(p));
    others.push_back(fewer.empty() ? "-" : joined(fewer, "; "));
  }
  return others;
}

/// Every slip of one file.
inline std::vector<Mutant> mutants_of(const std::string& file, const std::string& kind) {
  const TableText text(file, shipped_files().at(file));
  const auto& vocabulary = library().vocabulary;
  const auto values_of = [&](std::string_view name) {
    const auto variable = vocabulary.find(name);
    return variable < 0 ? std::vector<std::string>{} : vocabulary.at(variable).values;
  };
  std::vector<Mutant> mutants;
  for (std::size_t t = 0; t < text.tables(); ++t) {
    for (const auto& row : text.rows(t)) {
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        const std::string& column = text.columns(t)[c];
        const std::string& cell = row.cells[c];
        const auto put = [&](const std::string& other) { mutants.push_back(text.with(t, row, c, other)); };
        const auto put_all = [&](const std::vector<std::string>& others) {
          for (const auto& other : others) {
            if (other != cell) put(other);
          }
        };
        if (column == "row" || column == "mark" || column == "evidence" || column == "text" || column == "text_es" ||
            column == "key" || column == "tomita" || column == "tokuhashi")
          continue;
        if (kind == "score" && (column == "points" || column == "from" || column == "to")) {
          put(std::to_string(*whole_of(cell) + 1));
          put(std::to_string(*whole_of(cell) - 1));
        } else if (kind == "score" && column == "finding") {
          put_all(values_of(row.cells[c - 1]));
        } else if (kind == "unique" && column.starts_with("-> ")) {
          put_all(values_of(column.substr(3)));
        } else if (kind == "unique") {
          put_all(other_cells(cell, values_of(column)));
        } else if (kind == "collect" && (column == "when" || column == "any of")) {
          put_all(other_conditions(cell, vocabulary));
        } else if (kind == "collect" && column == "-> flag") {
          put(cell == "-" ? "yes" : "-");
        } else if (kind == "collect" && (column == "-> if_instead" || column == "-> unless")) {
          put_all(other_conditions(cell, vocabulary));
          put(cell == "-" ? "escc = 3" : "-");
        } else if (kind == "collect" && column.starts_with("-> ")) {
          auto others = values_of(column.substr(3));
          others.insert(others.end(), {"same", "laser_decompression", "ssrs_hypofractionated"});
          put_all(others);
        } else if (kind == "levels" && column == "location") {
          put_all({"junctional", "mobile", "semirigid", "rigid", "-"});
        } else if (kind == "levels" && column != "level") {
          put_all({"yes", "no"});
        } else if (kind == "histologies" && column == "tumour") {
          put_all(values_of("tumour"));
        }
      }
      mutants.push_back(text.without(row.line));
    }
  }
  return mutants;
}

}  // namespace noms::test
