// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "noms/cli/command.h"

// Help and manual pages, both made from the table of commands.

namespace noms::cli {

/// The commands with one line each, the exit codes, where to go on. `group` limits it to commands of two words
/// ("knowledge").
std::string program_help(std::string_view group = {});

/// Examples first, then arguments, options, exit codes and sources.
std::string command_help(const Command& command);

/// `text` broken at blanks to `width` columns; lines after the first begin with `indent` blanks. The first begins at
/// `column`.
std::string wrapped(std::string_view text, std::size_t column, std::size_t indent, std::size_t width = 80);

}  // namespace noms::cli
