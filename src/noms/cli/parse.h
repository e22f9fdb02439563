// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/cli/command.h"
#include "noms/foundation/result.h"

namespace noms::cli {

/// What the user asked for.
struct Request {
  enum class Kind { Run, Help, Version };
  Kind kind = Kind::Run;
  Call call;  ///< of Run; of Help the command alone, or none for the program
  bool json_errors = false;
  Issues faults;  ///< wrong usage, with the nearest known name; never the word that was given
};

/// The command line, checked against the table of commands.
Request parse(int count, const char* const* words);

}  // namespace noms::cli
