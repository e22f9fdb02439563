// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/knowledge/library.h"

namespace noms::cli {

/// A row of a file that one side alone has, or whose cells differ.
struct CellChange {
  struct Column {
    std::string name;
    std::string was;
    std::string now;
  };
  std::string row;
  char kind = '~';              ///< - only before, + only after, ~ changed
  std::string whole;            ///< of - and +: all its cells
  std::vector<Column> columns;  ///< of ~: those that differ
};

struct FileChanges {
  std::string was;
  std::string now;
  std::vector<CellChange> rows;
};

/// The cells in which two files of knowledge differ, row by row. A row is known by its first columns, as many as it
/// takes to tell the rows apart. A file that is not there counts as one without rows.
FileChanges changed_cells(const std::vector<knowledge::SourceFile>& files_a, std::string_view name_a,
                          const std::vector<knowledge::SourceFile>& files_b, std::string_view name_b);

}  // namespace noms::cli
