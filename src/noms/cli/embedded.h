// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "noms/knowledge/library.h"
#include "noms/service/assets.h"

namespace noms::cli {

/// The files of `knowledge/` as they were when the program was built, sorted by name.
std::vector<knowledge::SourceFile> embedded_knowledge();

/// The page as one HTML file; empty when the program was built without it.
std::string_view embedded_page();

/// The page as files for a server; empty when the program was built without it.
std::vector<service::Asset> embedded_site();

/// The hash of embedded_knowledge(), computed when the program was built: what hash_of() gives for them.
std::string_view embedded_knowledge_sha256();

}  // namespace noms::cli
