// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/plan/plan.h"
#include "support/knowledge_files.h"

// The plan tables of the tree, read from disk, for tests that need them whole or with one change.

namespace noms::test {

/// The plan tables of these files, compiled beside the shipped library.
inline Result<plan::Plans> load_plans(const Files& files) {
  std::vector<knowledge::SourceFile> sources;
  for (const auto& [name, text] : files) sources.push_back({name, text});
  return plan::load_plans(sources, library());
}

/// The shipped plan tables; the test program stops when they do not load.
inline const plan::Plans& plans() {
  static const plan::Plans shipped = [] {
    auto loaded = load_plans(shipped_files());
    if (!loaded) {
      for (const auto& issue : loaded.error()) std::cerr << issue.where << ": " << issue.message << '\n';
      std::exit(5);
    }
    return std::move(loaded).value();
  }();
  return shipped;
}

}  // namespace noms::test
