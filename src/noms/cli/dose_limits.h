// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/dosimetry/limits.h"

namespace noms::cli {

/// The limit tables that the program was built with. Errors: those of read_limits().
Result<dosimetry::LimitLibrary> embedded_limits();

}  // namespace noms::cli
