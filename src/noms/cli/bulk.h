// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/cli/command.h"

namespace noms::cli {

/// `noms assess --bulk`: one case a line in, one line out for it, in the order of the input. A line that is no valid
/// case gives an error object in its place and goes to standard error with its line number. Holds a few blocks of lines
/// at a time. The exit code is that of the first bad line.
int run_bulk(const Call& call);

}  // namespace noms::cli
