// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/dose.h"

namespace noms::cli {

int dose(Words words, std::ostream& out, std::ostream& err) {
  struct Command {
    std::string_view name;
    int (*run)(Words, std::ostream&, std::ostream&);
  };
  constexpr Command commands[] = {{"dvh", dose_dvh},           {"check", dose_check},       {"sum", dose_sum},
                                  {"feasible", dose_feasible}, {"findings", dose_findings}, {"phantom", dose_phantom}};
  if (!words.empty()) {
    for (const auto& command : commands) {
      if (words[0] == command.name) return command.run(words.subspan(1), out, err);
    }
  }
  err << "noms dose: expects one of";
  for (const auto& command : commands) err << ' ' << command.name;
  err << '\n';
  return 2;
}

}  // namespace noms::cli
