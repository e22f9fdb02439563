// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/cli/command.h"

namespace noms::cli {

/// `noms knowledge book`: all tables as one document for a reviewer.
int run_knowledge_book(const Call& call);

}  // namespace noms::cli
