// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace noms::knowledge {

/// What a file of the knowledge is called: its name without folder and ending.
///
/// Example: table_name("editions/treatment_2023.table.md") is "treatment_2023".
inline std::string_view table_name(std::string_view file) {
  const std::string_view name = file.substr(file.rfind('/') + 1);
  for (const std::string_view ending : {".table.md", ".csv", ".md"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

}  // namespace noms::knowledge
