// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/cli/command.h"

namespace noms::cli {

/// `noms serve`: answers over HTTP until a signal ends it.
int run_serve(const Call& call);

}  // namespace noms::cli
