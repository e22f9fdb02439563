// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "noms/knowledge/library.h"

// The knowledge of the tree, read from disk, for tests that need it whole or with one change.

namespace noms::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Path below `knowledge/` -> text.
using Files = std::map<std::string, std::string>;

inline const Files& shipped_files() {
  static const Files files = [] {
    Files all;
    const std::filesystem::path root = std::filesystem::path(NOMS_SOURCE_DIR) / "knowledge";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.is_regular_file()) all[entry.path().lexically_relative(root).string()] = read_file(entry.path());
    }
    return all;
  }();
  return files;
}

inline Result<std::unique_ptr<knowledge::Library>> load(const Files& files) {
  std::vector<knowledge::SourceFile> sources;
  for (const auto& [name, text] : files) sources.push_back({name, text});
  return knowledge::load(sources);
}

/// The shipped knowledge; the test program stops when it does not load.
inline const knowledge::Library& library() {
  static const std::unique_ptr<knowledge::Library> shipped = [] {
    auto loaded = load(shipped_files());
    if (!loaded) {
      for (const auto& issue : loaded.error()) std::cerr << issue.where << ": " << issue.message << '\n';
      std::exit(5);
    }
    return std::move(loaded).value();
  }();
  return *shipped;
}

}  // namespace noms::test
