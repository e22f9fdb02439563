// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "noms/knowledge/library.h"

namespace noms::cli {

/// The files of `knowledge/` as they were when the program was built, sorted by name.
std::vector<knowledge::SourceFile> embedded_knowledge();

/// The page as one HTML file; empty when the program was built without it.
std::string_view embedded_page();

/// Their hash, computed when the program was built: what hash_of() gives for them.
std::string_view embedded_knowledge_sha256();

}  // namespace noms::cli
