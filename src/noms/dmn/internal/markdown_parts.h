// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace noms::dmn::internal {

/// A file of knowledge without its tables: what stands before, between and behind them, as it is written.
std::vector<std::string> prose_of(std::string_view markdown);

/// A pipe table, its columns lined up by nothing: one blank at each side of a cell.
std::string pipe_table(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows);

}  // namespace noms::dmn::internal
