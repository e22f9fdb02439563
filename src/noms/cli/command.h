// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A command is one entry of a table: what it is called, what it takes, what it gives back. The parser, the help, the
// man pages and the shell completion are all made from that table (commands.h), so they cannot differ.

namespace noms::cli {

/// What a shell offers for a word of the command line.
enum class Completes { Nothing, Files, Folders, Commands, Tables, Levels, Values };

/// A word without a dash in front.
struct Argument {
  std::string_view name;  ///< "CASE.json"
  std::string_view text;
  bool required = true;
  bool repeated = false;  ///< takes all words that are left
  Completes completes = Completes::Nothing;
  std::vector<std::string_view> values = {};  ///< allowed words; empty when any
};

/// A word with dashes in front. Without `value` it is a flag.
struct Option {
  std::string_view name;   ///< without dashes: "format"
  std::string_view value;  ///< what follows it: "FORMAT"; empty for a flag
  std::string_view text;
  Completes completes = Completes::Nothing;
  std::vector<std::string_view> values = {};  ///< allowed values; empty when any
  bool repeated = false;                      ///< may be given several times
};

struct Example {
  std::string_view words;  ///< the command line
  std::string_view text;   ///< what it does
};

struct Call;

struct Command {
  std::string_view name;               ///< "assess", "knowledge show"
  std::string_view synopsis;           ///< one sentence
  std::vector<std::string_view> text;  ///< paragraphs
  std::vector<Argument> arguments;
  std::vector<Option> options;  ///< beside those that every command has
  std::vector<Example> examples;
  std::vector<int> exit_codes;
  std::vector<std::string_view> sources;   ///< keys of knowledge/evidence.csv
  int (*run)(const Call& call) = nullptr;  ///< the exit code

  /// "noms assess [OPTIONS] CASE.json..."
  std::string usage() const;
};

/// A command as it was called: its words, checked against the table.
struct Call {
  const Command* command = nullptr;  ///< none for the program itself
  std::string group;                 ///< "knowledge" when a command of two words was cut short
  std::vector<std::string> arguments;
  std::vector<std::pair<std::string_view, std::string>> options;

  bool has(std::string_view option) const { return find(option) != nullptr; }
  /// The first value given for an option, or nothing.
  const std::string* find(std::string_view option) const {
    for (const auto& [name, value] : options) {
      if (name == option) return &value;
    }
    return nullptr;
  }
  std::string value(std::string_view option, std::string_view otherwise = {}) const {
    const auto* given = find(option);
    return given == nullptr ? std::string(otherwise) : *given;
  }
};

}  // namespace noms::cli
