// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "noms/knowledge/library.h"

namespace noms::cli {

/// The files of `knowledge/` as they were when the program was built, sorted by name.
std::vector<knowledge::SourceFile> embedded_knowledge();

}  // namespace noms::cli
