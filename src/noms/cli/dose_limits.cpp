// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/dose_limits.h"

#include <utility>

#include "noms/cli/embedded.h"

namespace noms::cli {

Result<dosimetry::LimitLibrary> embedded_limits() {
  std::vector<std::pair<std::string_view, std::string_view>> files;
  for (const auto& file : embedded_knowledge()) files.emplace_back(file.name, file.text);
  return dosimetry::read_limits(files);
}

Result<DoseAgainstLimits> read_dose_against_limits(const Call& call) {
  auto options = dvh_options(call);
  if (!options) return options.error();
  auto library = embedded_limits();
  if (!library) return library.error();
  auto input = read_dose_input(call);
  if (!input) return input.error();
  if (!input.value().fractions)
    return Issue{ErrorCode::MissingField, "--fractions", "the number of fractions is not in the files given; state it"};
  return DoseAgainstLimits{std::move(options).value(), std::move(library).value(), std::move(input).value()};
}

}  // namespace noms::cli
