// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/dose_arguments.h"

#include "noms/cli/files.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"

namespace noms::cli {

std::vector<std::string> values_of(const Call& call, std::string_view option) {
  std::vector<std::string> values;
  for (const auto& [name, value] : call.options) {
    if (name == option) values.push_back(value);
  }
  return values;
}

Result<double> number_of(const Call& call, std::string_view option, double otherwise, double least, double most) {
  const auto* given = call.find(option);
  if (given == nullptr) return otherwise;
  const auto number = decimal_of(*given);
  if (!number || *number < least || *number > most) {
    return Issue{ErrorCode::Usage, "--" + std::string(option),
                 "expects a number from " + shortest(least) + " to " + shortest(most)};
  }
  return *number;
}

Result<int> whole_number_of(const Call& call, std::string_view option, int least, int most) {
  const auto number = whole_of(call.value(option));
  if (!number || *number < least || *number > most) {
    return Issue{ErrorCode::Usage, "--" + std::string(option),
                 "expects a whole number from " + std::to_string(least) + " to " + std::to_string(most)};
  }
  return static_cast<int>(*number);
}

int deliver(const Call& call, const std::string& text) {
  if (!call.has("output")) return finish(call, text);
  const auto written = write_files({{call.value("output"), text}});
  return written ? 0 : fail(call, written.error(), call.value("output"));
}

}  // namespace noms::cli
