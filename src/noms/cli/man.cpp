// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/cli/commands.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

/// Text for roff: no line may begin with a dot or an apostrophe, and backslash and hyphen stand for themselves.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string section(std::string_view name) {
  return ".SH " + std::string(name) + "\n";
}
std::string bold(std::string_view text) {
  return "\\fB" + roff(text) + "\\fR";
}
std::string italic(std::string_view text) {
  return "\\fI" + roff(text) + "\\fR";
}
std::string tagged(const std::string& tag, std::string_view text) {
  return ".TP\n" + tag + "\n" + roff(text) + "\n";
}

std::string page_name(std::string_view command) {
  std::string name = "noms-" + std::string(command);
  std::ranges::replace(name, ' ', '-');
  return name;
}

std::string head(const std::string& name, std::string_view synopsis) {
  std::string upper = name;
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return ".TH " + upper + " 1 \"\" \"noms " + std::string(software_version()) + "\" \"NOMS\"\n" + section("NAME") +
         roff(name) + " \\- " + roff(synopsis) + "\n";
}

std::string exit_section(const std::vector<int>& codes) {
  std::string text = section("EXIT STATUS");
  for (const int code : codes) text += tagged(bold(std::to_string(code)), meaning_of_exit(code));
  return text + tagged(bold("130, 143"), "stopped by SIGINT, SIGTERM");
}

std::string program_page() {
  std::string text = head("noms", "decision support for spinal metastases by the NOMS framework");
  text += section("SYNOPSIS") + bold("noms") + " " + italic("COMMAND") + " [" + italic("OPTIONS") + "] ...\n";
  text += section("DESCRIPTION") +
          roff(
              "For clinicians and researchers; it does not replace their judgement. Results go to standard output, "
              "messages to standard error.") +
          "\n";
  text += section("COMMANDS");
  for (const auto& command : commands()) text += tagged(bold(command.name), command.synopsis);
  text += section("ENVIRONMENT") + tagged(bold("NO_COLOR"), "When set and not empty, no colour.") +
          tagged(bold("TERM"), "dumb: no colour.");
  text += exit_section({0, 1, 2, 3, 4, 5, 7});
  text += section("SEE ALSO");
  std::string names;
  for (const auto& command : commands()) names += (names.empty() ? "" : ",\n") + bold(page_name(command.name)) + "(1)";
  return text + names + "\n";
}

Result<std::string> sources_section(const Command& command) {
  if (command.sources.empty()) return std::string();
  const auto loaded = load_knowledge();
  if (!loaded) return loaded.error();
  std::string text = section("SOURCES");
  for (const auto key : command.sources) {
    const auto found = loaded.value().library->evidence.find(key);
    if (found == loaded.value().library->evidence.end())
      return Issue{ErrorCode::Internal, "", "a source of the command is not in the evidence"};
    const auto& evidence = found->second;
    text += tagged(bold(key), evidence.citation + (evidence.doi.empty() ? "" : " doi:" + evidence.doi));
  }
  return text;
}

Result<std::string> command_page(const Command& command) {
  const auto sources = sources_section(command);
  if (!sources) return sources.error();
  std::string text = head(page_name(command.name), command.synopsis);
  text += section("SYNOPSIS") + bold("noms " + std::string(command.name)) + " " +
          roff(command.usage().substr(6 + command.name.size())) + "\n";
  text += section("DESCRIPTION") + roff(command.synopsis) + "\n";
  for (const auto paragraph : command.text) text += ".PP\n" + roff(paragraph) + "\n";
  if (!command.arguments.empty()) text += section("ARGUMENTS");
  for (const auto& argument : command.arguments) text += tagged(italic(argument.name), argument.text);
  text += section("OPTIONS");
  for (const auto* options : {&command.options, &common_options()}) {
    for (const auto& option : *options) {
      text += tagged(bold("--" + std::string(option.name)) + (option.value.empty() ? "" : " " + italic(option.value)),
                     option.text);
    }
  }
  text += section("EXAMPLES");
  for (const auto& example : command.examples) text += tagged(bold(example.words), example.text);
  text += exit_section(command.exit_codes);
  text += sources.value();
  return text + section("SEE ALSO") + bold("noms") + "(1)\n";
}

}  // namespace

int run_man(const Call& call) {
  const std::string name = joined(call.arguments, " ");
  if (name.empty()) return finish(call, program_page());
  const Command* command = find_command(name);
  if (command == nullptr) {
    std::vector<std::string_view> names;
    for (const auto& known : commands()) names.push_back(known.name);
    const auto near = nearest(name, names);
    return fail(call,
                {{ErrorCode::Usage, "",
                  "there is no such command" + (near ? "; did you mean " + std::string(*near) + "?" : std::string())}});
  }
  const auto page = command_page(*command);
  return page ? finish(call, page.value()) : fail(call, page.error());
}

}  // namespace noms::cli
