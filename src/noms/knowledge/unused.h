// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "noms/knowledge/library.h"

namespace noms::knowledge {

/// What a sound library holds and nowhere uses, each with file and line (KnowledgeUnused): facts that no table reads,
/// words for values that do not exist, publications that nothing cites. `cited` are those that the program itself
/// cites.
Issues unused(const std::vector<SourceFile>& files, const Library& library, const std::vector<std::string_view>& cited);

}  // namespace noms::knowledge
