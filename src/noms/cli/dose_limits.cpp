// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/dose_limits.h"

#include "noms/cli/embedded.h"

namespace noms::cli {

Result<dosimetry::LimitLibrary> embedded_limits() {
  std::vector<std::pair<std::string_view, std::string_view>> files;
  for (const auto& file : embedded_knowledge()) files.emplace_back(file.name, file.text);
  return dosimetry::read_limits(files);
}

}  // namespace noms::cli
