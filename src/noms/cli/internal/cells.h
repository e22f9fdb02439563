// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/knowledge/library.h"

namespace noms::cli {

/// The cells in which two files of knowledge differ, row by row; empty when none does. A row is known by its first
/// columns, as many as it takes to tell the rows apart. A file that is not there counts as one without rows.
std::string changed_cells(const std::vector<knowledge::SourceFile>& files_a, std::string_view name_a,
                          const std::vector<knowledge::SourceFile>& files_b, std::string_view name_b);

}  // namespace noms::cli
