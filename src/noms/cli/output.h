// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "noms/cli/command.h"
#include "noms/foundation/result.h"

// Results go to standard output, messages to standard error. Nothing of an input is ever in a message.

namespace noms::cli {

/// Writes all of it to standard output. A reader that has gone away is no fault. Errors: Io.
Result<bool> print(std::string_view text);

/// One line or several to standard error, without other control characters. What cannot be written there is lost.
void say(std::string_view line);

/// How faults are printed: `FILE: WHERE: message`, or one JSON object a line.
void report(const Issues& issues, std::string_view file, bool as_json);

/// Reports the faults of a command itself and gives the exit code of the first.
int fail(const Call& call, const Issues& issues, std::string_view file = {});

/// Prints a result; the exit code is `code` unless the writing fails.
int finish(const Call& call, std::string_view text, int code = 0);

/// How a page for a terminal is to look, from --plain, --no-color, NO_COLOR, TERM and what standard output is.
struct Look {
  bool colour = false;
  bool plain = false;
  int width = 80;
};
Look look_of(const Call& call);

}  // namespace noms::cli
