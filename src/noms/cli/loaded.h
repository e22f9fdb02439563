// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "noms/cli/command.h"
#include "noms/decision/assessment.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"
#include "noms/pathway/pathway.h"

namespace noms::cli {

/// The knowledge a command works with: what is in the program, or a folder.
struct Loaded {
  std::vector<knowledge::SourceFile> files;  ///< sorted by name
  std::unique_ptr<knowledge::Library> library;
  decision::Versions versions;
  std::vector<std::string> texts;  ///< of a folder: what `files` point into
};

/// Loads and proves the knowledge; an empty folder name takes that of the program. `language`: see
/// knowledge::languages. Errors: Knowledge... with file and line; Io.
Result<Loaded> load_knowledge(const std::string& folder = {}, const std::string& language = "en");

/// What stands beside the decision, of the same knowledge. Only the commands that show it load it.
inline Result<pathway::Guides> load_guides(const Loaded& loaded) {
  return pathway::load_guides(loaded.files, *loaded.library);
}

/// As --knowledge and --language of the call say.
inline Result<Loaded> load_knowledge(const Call& call) {
  return load_knowledge(call.value("knowledge"), call.value("language", "en"));
}

/// SHA-256 over, for every file in order, its name, a line feed and its bytes; 64 digits.
std::string hash_of(const std::vector<knowledge::SourceFile>& files);

/// The version of the program.
std::string_view software_version();

}  // namespace noms::cli
