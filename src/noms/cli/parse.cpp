// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/parse.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <deque>
#include <map>

#include "noms/cli/commands.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

/// The words that CLI11 found for one command.
struct Found {
  CLI::App* app = nullptr;
  const Command* command = nullptr;  ///< null for the program and for a group
  std::string group;
  std::vector<std::string> arguments;
  std::deque<std::pair<Option, std::vector<std::string>>> values;
  std::deque<std::pair<Option, bool>> flags;
};

Issue fault(std::string message) {
  return {ErrorCode::Usage, "", std::move(message)};
}

std::string dashed(std::string_view name) {
  return "--" + std::string(name);
}

class Parser {
public:
  Parser() {
    app_.set_help_flag();
    app_.require_subcommand(0, 1);
    add_app(&app_, nullptr, {}, {});
    apps_.front().flags.push_back({{"version", "", "", Completes::Nothing, {}}, false});
    app_.add_flag("--version,-V", apps_.front().flags.back().second);
    std::map<std::string, CLI::App*, std::less<>> groups;
    for (const auto& command : commands()) {
      const auto blank = command.name.find(' ');
      const std::string first(command.name.substr(0, blank));
      if (blank == std::string_view::npos) {
        add_app(app_.add_subcommand(first), &command, {}, command.options);
        continue;
      }
      auto& group = groups[first];
      if (group == nullptr) {
        group = app_.add_subcommand(first);
        group->require_subcommand(0, 1);
        add_app(group, nullptr, first, {});
      }
      add_app(group->add_subcommand(std::string(command.name.substr(blank + 1))), &command, {}, command.options);
    }
  }

  Request parse(int count, const char* const* words) {
    Request request;
    // CLI11 takes the last word first.
    std::vector<std::string> reversed;
    for (int i = count - 1; i > 0; --i) reversed.emplace_back(words[i]);
    std::string failure;
    try {
      app_.parse(reversed);
    } catch (const CLI::ExtrasError&) {
      failure = "extras";
    } catch (const CLI::ArgumentMismatch& e) {
      failure = std::string(e.what()).starts_with("--") ? option_named(e.what()) : "an option has no value, or two";
    } catch (const CLI::ParseError&) {
      failure = "a flag takes no value";
    }
    Found& found = chosen();
    request.call.command = found.command;
    request.call.group = found.group;
    request.json_errors = value_of(found, "errors") == "json";
    if (flag_of(found, "help")) return request.kind = Request::Kind::Help, request;
    if (&found == &apps_.front() && flag_of(found, "version")) return request.kind = Request::Kind::Version, request;
    if (failure == "extras") {
      explain_extras(found, request.faults);
    } else if (!failure.empty()) {
      request.faults.push_back(fault(failure));
    } else if (found.command == nullptr) {
      request.faults.push_back(
          fault(found.group.empty() ? "a command is missing" : "a command is missing after " + found.group));
    } else {
      fill_call(found, request);
    }
    return request;
  }

private:
  void add_app(CLI::App* app, const Command* command, std::string group, const std::vector<Option>& own) {
    Found& found = apps_.emplace_back();
    found.app = app;
    found.command = command;
    found.group = std::move(group);
    app->set_help_flag();
    for (const auto* options : {&own, &common_options()}) {
      for (const auto& option : *options) add_option(found, option);
    }
    if (command != nullptr && !command->arguments.empty())
      app->add_option("arguments", found.arguments)->expected(0, 100000);
  }

  static void add_option(Found& found, const Option& option) {
    const std::string names = option.name == "help" ? "--help,-h" : dashed(option.name);
    if (option.value.empty()) {
      auto& flag = found.flags.emplace_back(option, false);
      found.app->add_flag(names, flag.second);
    } else {
      auto& value = found.values.emplace_back(option, std::vector<std::string>{});
      found.app->add_option(names, value.second)->expected(1)->allow_extra_args(false)->take_all();
    }
  }

  /// The innermost command that was named.
  Found& chosen() {
    Found* found = &apps_.front();
    for (auto& candidate : apps_) {
      if (candidate.app != &app_ && candidate.app->parsed()) found = &candidate;
    }
    return *found;
  }

  static bool flag_of(const Found& found, std::string_view name) {
    return std::ranges::any_of(found.flags, [&](const auto& flag) { return flag.first.name == name && flag.second; });
  }

  static std::string value_of(const Found& found, std::string_view name) {
    for (const auto& [option, given] : found.values) {
      if (option.name == name && !given.empty()) return given.front();
    }
    return {};
  }

  /// CLI11 names the option first; nothing that was typed stands in front of it.
  static std::string option_named(std::string_view message) {
    const auto name = message.substr(0, message.find_first_of(": "));
    for (const auto& command : commands()) {
      for (const auto& option : command.options) {
        if (dashed(option.name) == name) return "a value is missing after " + dashed(option.name);
      }
    }
    for (const auto& option : common_options()) {
      if (dashed(option.name) == name) return "a value is missing after " + dashed(option.name);
    }
    return "an option has no value, or two";
  }

  void explain_extras(Found& found, Issues& faults) {
    const bool at_commands = found.command == nullptr;
    for (const auto& word : found.app->remaining()) {
      const bool option = word.size() > 1 && word[0] == '-';
      std::vector<std::string_view> names;
      if (option) {
        for (const auto* options : {&common_options(), found.command != nullptr ? &found.command->options : nullptr}) {
          if (options == nullptr) continue;
          for (const auto& known : *options) names.push_back(known.name);
        }
      } else if (at_commands) {
        names = names_below(found.group);
      }
      const std::string kind = option ? "option" : at_commands ? "command" : "argument";
      std::string given = word;
      given.erase(0, given.find_first_not_of('-'));
      given.erase(std::min(given.find('='), given.size()));
      const auto near = nearest(given, names);
      std::string message = kind == "argument" ? "there is an argument too many" : "there is no such " + kind;
      if (near) message += "; did you mean " + (option ? dashed(*near) : std::string(*near)) + "?";
      faults.push_back(fault(std::move(message)));
      if (at_commands && !option) return;  // what follows belongs to a command that is not there
    }
  }

  static std::vector<std::string_view> names_below(std::string_view group) {
    std::vector<std::string_view> names;
    for (const auto& command : commands()) {
      std::string_view name = command.name;
      if (!group.empty()) {
        if (!name.starts_with(group) || name.size() <= group.size()) continue;
        name.remove_prefix(group.size() + 1);
      }
      name = name.substr(0, name.find(' '));
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
  }

  static void check_allowed(std::string_view given, const std::vector<std::string_view>& values,
                            const std::string& what, Issues& faults) {
    if (values.empty() || std::ranges::find(values, given) != values.end()) return;
    std::string allowed;
    for (const auto value : values) allowed += (allowed.empty() ? "" : ", ") + std::string(value);
    const auto near = nearest(given, values);
    faults.push_back(
        fault(what + (near ? ": did you mean " + std::string(*near) + "? allowed: " : ": allowed: ") + allowed));
  }

  static void fill_call(const Found& found, Request& request) {
    for (const auto& [option, on] : found.flags) {
      if (on) request.call.options.emplace_back(option.name, "");
    }
    for (const auto& [option, given] : found.values) {
      if (given.empty()) continue;
      if (given.size() > 1 && !option.repeated)
        request.faults.push_back(fault(dashed(option.name) + " is given twice"));
      for (const auto& value : given) {
        check_allowed(value, option.values, dashed(option.name), request.faults);
        request.call.options.emplace_back(option.name, value);
      }
    }
    request.call.arguments = found.arguments;
    const auto& arguments = found.command->arguments;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (i >= found.arguments.size()) {
        if (arguments[i].required) request.faults.push_back(fault(std::string(arguments[i].name) + " is missing"));
      } else {
        check_allowed(found.arguments[i], arguments[i].values, std::string(arguments[i].name), request.faults);
      }
    }
    const bool open = !arguments.empty() && arguments.back().repeated;
    if (!open && found.arguments.size() > arguments.size())
      request.faults.push_back(fault("there is an argument too many"));
  }

  CLI::App app_;
  std::deque<Found> apps_;
};

}  // namespace

Request parse(int count, const char* const* words) {
  return Parser().parse(count, words);
}

}  // namespace noms::cli
