// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"

namespace noms::cli {

/// The words of a dose command: options with a value each, flags, and words that stand alone.
struct DoseArguments {
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  std::vector<std::string> flags;
  std::vector<std::string> plain;

  bool has(std::string_view option) const { return values.find(option) != values.end(); }
  bool flag(std::string_view name) const;
  /// The last value of an option, or the default.
  std::string value(std::string_view option, std::string_view otherwise = "") const;
  const std::vector<std::string>& all(std::string_view option) const;
  /// A number within limits. Errors: Usage naming the option.
  Result<double> number(std::string_view option, double otherwise, double least, double most) const;
};

/// Errors: Usage with the option where one is unknown or lacks its value.
Result<DoseArguments> read_dose_arguments(std::span<const std::string_view> words,
                                          const std::vector<std::string_view>& options,
                                          const std::vector<std::string_view>& flags);

/// Writes the faults, one a line ("noms dose: where: message"), and gives the exit code of the first.
int fail(std::ostream& err, const Issues& issues);

/// Writes text to the file of `--output`, or to `out`.
int deliver(const DoseArguments& arguments, const std::string& text, std::ostream& out, std::ostream& err);

}  // namespace noms::cli
