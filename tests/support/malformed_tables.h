// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "support/knowledge_files.h"

namespace noms::test {

/// A line of tests/malformed/tables/*.txt; see the README there.
struct MalformedTable {
  std::string place_here;  ///< file:line of the row itself
  std::string reader;      ///< file, csv, unique, collect, score, sorg, response
  std::string kind;        ///< the class of the mistake
  std::string input;       ///< as written
  std::string code;
  std::string where;
  std::string message;
};

/// \n, \xFF and \r9{x} replaced by what they stand for.
inline std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
    } else if (text[++i] == 'n') {
      out += '\n';
    } else if (text[i] == 't') {
      out += '\t';
    } else if (text[i] == 'x') {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else if (text[i] == 'r' && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
      const auto brace = text.find('{', i);
      const auto end = text.find('}', brace);
      const std::string repeated = unescaped(text.substr(brace + 1, end - brace - 1));
      for (int n = std::stoi(text.substr(i + 1, brace - i - 1)); n > 0; --n) out += repeated;
      i = end;
    } else if (text[i] == 'r') {
      out += '\r';
    } else if (text[i] == '\\') {
      out += '\\';
    } else {
      (out += '\\') += text[i];
    }
  }
  return out;
}

/// What a row hands to its reader: the input itself, or the base with `from => to` done.
inline std::string input_of(const MalformedTable& row, const std::filesystem::path& folder) {
  if (row.reader == "file" || row.reader == "csv") return unescaped(row.input);
  if (row.reader == "unique" || row.reader == "collect")
    return "---\nid: outing\nkind: " + row.reader + "\n---\n" + unescaped(row.input) + "\n";
  std::string text = read_file(folder / (row.reader + ".base"));
  const auto arrow = row.input.find(" => ");
  if (arrow == std::string::npos) return {};
  const std::string from = unescaped(row.input.substr(0, arrow));
  const auto at = text.find(from);
  if (at == std::string::npos) return {};
  return text.replace(at, from.size(), unescaped(row.input.substr(arrow + 4)));
}

inline std::vector<MalformedTable> malformed_tables(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<MalformedTable> rows;
  for (const auto& file : files) {
    std::istringstream lines(read_file(file));
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (line.empty() || line.starts_with('#')) continue;
      std::vector<std::string> parts;
      for (std::size_t from = 0; from <= line.size();) {
        const auto end = std::min(line.find(" ~ ", from), line.size());
        parts.push_back(line.substr(from, end - from));
        from = end + 3;
      }
      parts.resize(6);
      rows.push_back({file.filename().string() + ":" + std::to_string(number), parts[0], parts[1], parts[2], parts[3],
                      parts[4], parts[5]});
    }
  }
  return rows;
}

}  // namespace noms::test
