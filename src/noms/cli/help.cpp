// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/help.h"

#include <algorithm>

#include "noms/cli/commands.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

constexpr std::size_t margin = 2;

/// `  name      text`, the text in a column of its own.
std::string entry(std::string_view name, std::string_view text, std::size_t column) {
  std::string line = std::string(margin, ' ') + std::string(name);
  if (line.size() + 2 > column) {
    line += '\n';
    line += std::string(column, ' ');
  } else {
    line += std::string(column - line.size(), ' ');
  }
  return line + wrapped(text, column, column) + "\n";
}

std::string option_name(const Option& option) {
  return "--" + std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value));
}

std::string exit_codes(const std::vector<int>& codes) {
  std::string text = "\nExit codes:\n";
  for (const int code : codes) text += entry(std::to_string(code), meaning_of_exit(code), 6);
  text += entry("130, 143", "stopped by SIGINT, SIGTERM", 12);
  return text;
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t column, std::size_t indent, std::size_t width) {
  std::string lines;
  for (const auto word : split(text, " ")) {
    if (!lines.empty() && column + 1 + word.size() > width) {
      lines += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (!lines.empty()) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += word.size();
  }
  return lines;
}

std::string program_help(std::string_view group) {
  std::string text;
  if (group.empty()) {
    text =
        "noms: decision support for spinal metastases by the NOMS framework.\n"
        "For clinicians and researchers; it does not replace their judgement.\n\n"
        "Examples:\n  noms assess case.json\n  noms sins T10 pain=mechanical bone_lesion=lytic\n"
        "  noms knowledge show treatment_2023\n\nCommands:\n";
  } else {
    text = "Commands:\n";
  }
  for (const auto& command : commands()) {
    if (!group.empty() && !command.name.starts_with(std::string(group) + " ")) continue;
    text += entry(command.name, command.synopsis, 19);
  }
  text += "\nHelp: noms COMMAND --help. Manual: noms man COMMAND. Version: noms --version.\n";
  return text;
}

std::string command_help(const Command& command) {
  std::string text = wrapped(command.synopsis, 0, 0) + "\n\nUsage: " + command.usage() + "\n\nExamples:\n";
  for (const auto& example : command.examples) {
    text += "  " + std::string(example.words) + "\n      " + wrapped(example.text, 6, 6) + "\n";
  }
  for (const auto paragraph : command.text) text += "\n" + wrapped(paragraph, 0, 0) + "\n";
  if (!command.arguments.empty()) text += "\nArguments:\n";
  for (const auto& argument : command.arguments) text += entry(argument.name, argument.text, 24);
  text += "\nOptions:\n";
  for (const auto* options : {&command.options, &common_options()}) {
    for (const auto& option : *options) text += entry(option_name(option), option.text, 24);
  }
  text += exit_codes(command.exit_codes);
  if (!command.sources.empty()) {
    std::string keys;
    for (const auto key : command.sources) keys += (keys.empty() ? "" : ", ") + std::string(key);
    text += "\n" + wrapped("Sources: " + keys + " (noms knowledge show evidence)", 0, 0) + "\n";
  }
  return text;
}

int run_help(const Call& call) {
  const std::string name = joined(call.arguments, " ");
  if (name.empty() || is_group(name)) return finish(call, program_help(name));
  if (const Command* command = find_command(name); command != nullptr) return finish(call, command_help(*command));
  std::vector<std::string_view> names;
  for (const auto& command : commands()) names.push_back(command.name);
  const auto near = nearest(name, names);
  return fail(call,
              {{ErrorCode::Usage, "",
                "there is no such command" + (near ? "; did you mean " + std::string(*near) + "?" : std::string())}});
}

}  // namespace noms::cli
