// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/cli/command.h"
#include "noms/foundation/result.h"

namespace noms::cli {

/// Every value of an option that may be given several times.
std::vector<std::string> values_of(const Call& call, std::string_view option);

/// The number of an option, or `otherwise`. Errors: Usage naming the option outside `least` to `most`.
Result<double> number_of(const Call& call, std::string_view option, double otherwise, double least, double most);

/// The whole number of an option that is there. Errors: Usage naming the option, also for a number with a fraction.
Result<int> whole_number_of(const Call& call, std::string_view option, int least, int most);

/// Prints a result, or writes it to the file of --output; the exit code.
int deliver(const Call& call, const std::string& text);

}  // namespace noms::cli
