// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "noms/knowledge/library.h"

/// The knowledge of the source tree, for the fuzz targets.
inline std::unique_ptr<noms::knowledge::Library> fuzz_library() {
  const std::filesystem::path folder = NOMS_KNOWLEDGE;
  std::map<std::string, std::string> texts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    texts[std::filesystem::relative(entry.path(), folder).generic_string()] =
        std::string(std::istreambuf_iterator<char>(file), {});
  }
  std::vector<noms::knowledge::SourceFile> files;
  for (const auto& [name, text] : texts) files.push_back({name, text});
  auto library = noms::knowledge::load(files);
  if (!library) std::abort();
  return std::move(library).value();
}
