// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "support/knowledge_files.h"

namespace noms::test {

/// A row of tests/malformed/*.txt.
struct MalformedRow {
  std::string file;
  std::string title;
  std::string input;
  std::string code;
  std::string where;
  std::string message;
};

inline std::vector<MalformedRow> malformed_rows() {
  std::vector<MalformedRow> rows;
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(NOMS_SOURCE_DIR) / "tests" / "malformed")) {
    if (entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt")
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::istringstream lines(read_file(file));
    MalformedRow row;
    std::string place;
    while (std::getline(lines, row.title)) {
      if (row.title.empty()) continue;
      std::getline(lines, row.input);
      std::getline(lines, place);
      std::getline(lines, row.message);
      row.file = file.filename().string();
      row.code = place.substr(0, place.find(' '));
      row.where = place.substr(place.find(' ') + 1);
      if (row.where == "-") row.where.clear();
      rows.push_back(row);
    }
  }
  return rows;
}

}  // namespace noms::test
