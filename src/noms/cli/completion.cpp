// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/cli/commands.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

using Words = std::vector<std::string>;

/// The words that stand where a command of two words begins or goes on.
Words names_below(std::string_view group) {
  Words names;
  for (const auto& command : commands()) {
    std::string_view name = command.name;
    if (!group.empty()) {
      if (!name.starts_with(std::string(group) + " ")) continue;
      name.remove_prefix(group.size() + 1);
    }
    const std::string first(name.substr(0, name.find(' ')));
    if (std::ranges::find(names, first) == names.end()) names.push_back(first);
  }
  return names;
}

/// The words that depend on the knowledge: tables, editions, and what `noms sins` takes.
class Vocabulary {
public:
  explicit Vocabulary(const Loaded& loaded) : loaded_(loaded) {}

  /// What a shell offers in this place; empty for files and folders, which it knows itself.
  Words offered(Completes completes, const std::vector<std::string_view>& values, std::string_view name) const {
    const auto& library = *loaded_.library;
    Words words(values.begin(), values.end());
    if (name == "edition" || name == "A" || name == "B") {
      for (const auto& edition : library.editions) words.push_back(edition->name);
    }
    if (completes == Completes::Tables) {
      for (const auto& table : library.tables) words.push_back(table.id);
    }
    if (completes == Completes::Commands) {
      for (const auto& command : commands()) words.emplace_back(command.name.substr(0, command.name.find(' ')));
      words.erase(std::unique(words.begin(), words.end()), words.end());
    }
    if (completes == Completes::Levels) add_sins(words);
    return words;
  }

private:
  void add_sins(Words& words) const {
    const auto& library = *loaded_.library;
    words.insert(words.end(), library.levels.names.begin(), library.levels.names.end());
    const auto& model = library.editions.front()->engine.model();
    for (const auto& score : model.scores) {
      if (score.id != "sins") continue;
      for (const auto& component : score.components) {
        const auto& variable = model.vocabulary.at(component.variable);
        for (const auto& value : variable.values) words.push_back(variable.name + "=" + value);
      }
    }
  }

  const Loaded& loaded_;
};

std::vector<Option> all_options(const Command& command) {
  std::vector<Option> options = command.options;
  options.insert(options.end(), common_options().begin(), common_options().end());
  return options;
}

Words argument_words(const Command& command, const Vocabulary& vocabulary, bool& files, bool& folders) {
  Words words;
  for (const auto& argument : command.arguments) {
    files = files || argument.completes == Completes::Files;
    folders = folders || argument.completes == Completes::Folders;
    for (auto& word : vocabulary.offered(argument.completes, argument.values, argument.name)) {
      if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
    }
  }
  return words;
}

std::string bash_script(const Vocabulary& vocabulary) {
  std::string text =
      "# bash completion for noms; made by: noms completion bash\n"
      "_noms() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
      "  # bash takes = as a word of its own\n"
      "  local line=${COMP_LINE:0:COMP_POINT}; local typed=${line##* }\n"
      "  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"" +
      joined(names_below(""), " ") + " --help --version\" -- \"$word\")); return\n  fi\n";
  Words groups;
  for (const auto& command : commands()) {
    const auto blank = command.name.find(' ');
    if (blank == std::string_view::npos) continue;
    const std::string group(command.name.substr(0, blank));
    if (std::ranges::find(groups, group) == groups.end()) groups.push_back(group);
  }
  for (const auto& group : groups) {
    text += "  if [ \"$command\" = " + group +
            " ]; then\n    if [ \"$COMP_CWORD\" -eq 2 ]; then\n      COMPREPLY=($(compgen -W \"" +
            joined(names_below(group), " ") +
            "\" -- \"$word\")); return\n    fi\n    command=\"$command ${COMP_WORDS[2]}\"\n  fi\n";
  }
  text += "  case \"$command\" in\n";
  for (const auto& command : commands()) {
    Words options;
    std::string cases;
    for (const auto& option : all_options(command)) {
      options.push_back("--" + std::string(option.name));
      if (option.value.empty()) continue;
      const auto words = vocabulary.offered(option.completes, option.values, option.name);
      const std::string kind = option.completes == Completes::Folders ? "-d"
                               : words.empty()                        ? "-f"
                                                                      : "-W \"" + joined(words, " ") + "\"";
      cases +=
          "        --" + std::string(option.name) + ") COMPREPLY=($(compgen " + kind + " -- \"$word\")); return ;;\n";
    }
    bool files = false;
    bool folders = false;
    const auto words = argument_words(command, vocabulary, files, folders);
    text += "    \"" + std::string(command.name) + "\")\n      case \"$before\" in\n" + cases + "      esac\n";
    text += "      case \"$typed\" in\n        -*) COMPREPLY=($(compgen -W \"" + joined(options, " ") +
            "\" -- \"$word\")) ;;\n";
    text += "        *=*) COMPREPLY=($(compgen -W \"" + joined(words, " ") +
            "\" -- \"$typed\")); COMPREPLY=(\"${COMPREPLY[@]#*=}\") ;;\n";
    text += "        *) COMPREPLY=($(compgen " +
            std::string(files     ? "-f "
                        : folders ? "-d "
                                  : "") +
            "-W \"" + joined(words, " ") + "\" -- \"$word\")) ;;\n      esac ;;\n";
  }
  return text + "  esac\n}\ncomplete -o filenames -F _noms noms\n";
}

/// A text in single quotes for a shell.
std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// For `_arguments` of zsh: brackets and colons have a meaning there.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_action(Completes completes, const Words& words) {
  if (!words.empty() && completes != Completes::Folders) return "(" + joined(words, " ") + ")";
  if (completes == Completes::Folders) return "_files -/";
  return completes == Completes::Files ? "_files" : " ";
}

std::string zsh_command(const Command& command, const Vocabulary& vocabulary) {
  std::string text = "_arguments -s";
  for (const auto& option : all_options(command)) {
    std::string entry = "--" + std::string(option.name) + "[" + zsh_text(option.text) + "]";
    if (!option.value.empty()) {
      entry += ":" + zsh_text(option.value) + ":" +
               zsh_action(option.completes, vocabulary.offered(option.completes, option.values, option.name));
    }
    text += " \\\n        " + single_quoted(entry);
  }
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const auto& argument = command.arguments[i];
    const auto words = vocabulary.offered(argument.completes, argument.values, argument.name);
    text += " \\\n        " + single_quoted((argument.repeated ? "*" : std::to_string(i + 1)) + ":" +
                                            zsh_text(argument.name) + ":" + zsh_action(argument.completes, words));
  }
  return text;
}

std::string zsh_script(const Vocabulary& vocabulary) {
  std::string text =
      "#compdef noms\n# zsh completion for noms; made by: noms completion zsh\n_noms() {\n  if (( CURRENT == 2 )); "
      "then\n    compadd -- " +
      joined(names_below(""), " ") + "\n    return\n  fi\n  local command=$words[2]\n  shift words; (( CURRENT-- ))\n";
  for (const auto& name : names_below("")) {
    if (!is_group(name)) continue;
    text += "  if [[ $command == " + name + " ]]; then\n    if (( CURRENT == 2 )); then\n      compadd -- " +
            joined(names_below(name), " ") +
            "\n      return\n    fi\n    command=\"$command $words[2]\"\n    shift words; (( CURRENT-- ))\n  fi\n";
  }
  text += "  case $command in\n";
  for (const auto& command : commands())
    text += "    " + single_quoted(command.name) + ")\n      " + zsh_command(command, vocabulary) + " ;;\n";
  return text + "  esac\n}\nif [[ $funcstack[1] == _noms ]]; then _noms \"$@\"; else compdef _noms noms; fi\n";
}

std::string fish_condition(const Command& command) {
  const auto blank = command.name.find(' ');
  if (blank == std::string_view::npos) return "__fish_seen_subcommand_from " + std::string(command.name);
  return "__fish_seen_subcommand_from " + std::string(command.name.substr(0, blank)) +
         "; and __fish_seen_subcommand_from " + std::string(command.name.substr(blank + 1));
}

std::string fish_script(const Vocabulary& vocabulary) {
  std::string text = "# fish completion for noms; made by: noms completion fish\ncomplete -c noms -f\n";
  const std::string top = joined(names_below(""), " ");
  for (const auto& command : commands()) {
    const auto blank = command.name.find(' ');
    if (blank == std::string_view::npos) {
      text += "complete -c noms -n " + single_quoted("not __fish_seen_subcommand_from " + top) + " -a " +
              std::string(command.name) + " -d " + single_quoted(command.synopsis) + "\n";
    } else {
      const std::string group(command.name.substr(0, blank));
      text += "complete -c noms -n " + single_quoted("not __fish_seen_subcommand_from " + top) + " -a " + group + "\n";
      text += "complete -c noms -n " +
              single_quoted("__fish_seen_subcommand_from " + group + "; and not __fish_seen_subcommand_from " +
                            joined(names_below(group), " ")) +
              " -a " + std::string(command.name.substr(blank + 1)) + " -d " + single_quoted(command.synopsis) + "\n";
    }
    const std::string condition = " -n " + single_quoted(fish_condition(command));
    for (const auto& option : all_options(command)) {
      const auto words = vocabulary.offered(option.completes, option.values, option.name);
      text += "complete -c noms" + condition + " -l " + std::string(option.name) +
              (option.value.empty() ? ""
               : words.empty()      ? " -r -F"
                                    : " -x -a " + single_quoted(joined(words, " "))) +
              " -d " + single_quoted(option.text) + "\n";
    }
    bool files = false;
    bool folders = false;
    const auto words = argument_words(command, vocabulary, files, folders);
    if (!words.empty()) text += "complete -c noms" + condition + " -a " + single_quoted(joined(words, " ")) + "\n";
    if (files || folders) text += "complete -c noms" + condition + " -F\n";
  }
  return text;
}

}  // namespace

int run_completion(const Call& call) {
  const auto loaded = load_knowledge();
  if (!loaded) return fail(call, loaded.error());
  const Vocabulary vocabulary(loaded.value());
  const std::string& shell = call.arguments[0];
  return finish(call, shell == "bash"  ? bash_script(vocabulary)
                      : shell == "zsh" ? zsh_script(vocabulary)
                                       : fish_script(vocabulary));
}

}  // namespace noms::cli
