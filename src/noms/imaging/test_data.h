// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace noms::imaging {

/// The place of a file of the shared test data, or an empty text when NOMS_SHARED_DATA does not name a folder that has
/// it: the test is then skipped in sight.
inline std::string test_data(const std::string& name) {
  const char* root = std::getenv("NOMS_SHARED_DATA");
  if (root == nullptr) return {};
  const std::string path = std::string(root) + "/imaging/" + name;
  return std::filesystem::exists(path) ? path : std::string();
}

}  // namespace noms::imaging
