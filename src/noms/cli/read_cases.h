// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/cli/command.h"
#include "noms/cli/loaded.h"
#include "noms/decision/assessment.h"

namespace noms::cli {

/// The cases of a call, assessed in the order in which they were named.
struct Assessed {
  struct Item {
    std::string file;  ///< as named; `-` is standard input
    decision::Assessment assessment;
    report::Beside beside;  ///< empty where the call does not ask for it
  };
  Loaded loaded;
  std::vector<Item> items;
  int code = 0;  ///< not 0: the faults of all cases are reported already
};

/// Reads and assesses every case before anything is printed, so that one fault is never hidden behind pages of results.
/// With `beside`, prognosis and plans too.
Assessed assess_cases(const Call& call, bool beside);

}  // namespace noms::cli
