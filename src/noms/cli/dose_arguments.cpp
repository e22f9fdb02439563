// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/dose_arguments.h"

#include <algorithm>
#include <fstream>

#include "noms/foundation/text.h"

namespace noms::cli {

bool DoseArguments::flag(std::string_view name) const {
  return std::find(flags.begin(), flags.end(), name) != flags.end();
}

std::string DoseArguments::value(std::string_view option, std::string_view otherwise) const {
  const auto found = values.find(option);
  return found == values.end() ? std::string(otherwise) : found->second.back();
}

const std::vector<std::string>& DoseArguments::all(std::string_view option) const {
  static const std::vector<std::string> none;
  const auto found = values.find(option);
  return found == values.end() ? none : found->second;
}

Result<double> DoseArguments::number(std::string_view option, double otherwise, double least, double most) const {
  const auto found = values.find(option);
  if (found == values.end()) return otherwise;
  const auto number = decimal_of(found->second.back());
  if (!number || *number < least || *number > most) {
    return Issue{ErrorCode::Usage, std::string(option),
                 "expects a number from " + shortest(least) + " to " + shortest(most)};
  }
  return *number;
}

Result<DoseArguments> read_dose_arguments(std::span<const std::string_view> words,
                                          const std::vector<std::string_view>& options,
                                          const std::vector<std::string_view>& flags) {
  DoseArguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    if (!word.starts_with("--")) {
      arguments.plain.emplace_back(word);
      continue;
    }
    const auto equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    if (std::find(flags.begin(), flags.end(), name) != flags.end()) {
      arguments.flags.emplace_back(name);
      continue;
    }
    if (std::find(options.begin(), options.end(), name) == options.end()) {
      const auto guess = nearest(name, options);
      return Issue{ErrorCode::Usage, "",
                   "unknown option" + (guess ? "; did you mean " + std::string(*guess) + "?" : std::string())};
    }
    if (equals != std::string_view::npos) {
      arguments.values[std::string(name)].emplace_back(word.substr(equals + 1));
    } else if (i + 1 < words.size()) {
      arguments.values[std::string(name)].emplace_back(words[++i]);
    } else {
      return Issue{ErrorCode::Usage, std::string(name), "expects a value"};
    }
  }
  return arguments;
}

int fail(std::ostream& err, const Issues& issues) {
  for (const auto& issue : issues) {
    err << "noms dose: " << issue.where << (issue.where.empty() ? "" : ": ") << issue.message << " ["
        << name_of(issue.code) << "]\n";
  }
  return exit_code_of(issues.front().code);
}

int deliver(const DoseArguments& arguments, const std::string& text, std::ostream& out, std::ostream& err) {
  if (!arguments.has("--output")) {
    out << text;
    out.flush();
    return out ? 0 : fail(err, {{ErrorCode::Io, "", "the output cannot be written"}});
  }
  std::ofstream file(arguments.value("--output"), std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  return file ? 0 : fail(err, {{ErrorCode::Io, "--output", "the file cannot be written"}});
}

}  // namespace noms::cli
