// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/commands.h"
#include "noms/cli/output.h"
#include "noms/cli/read_cases.h"
#include "noms/report/text.h"

namespace noms::cli {

int run_explain(const Call& call) {
  const Assessed all = assess_cases(call, false);
  if (all.code != 0) return all.code;
  const Look look = look_of(call);
  std::string text;
  for (const auto& item : all.items) {
    if (!text.empty()) text += '\n';
    text += report::explain_text(item.assessment, all.loaded.library->wording, {look.width, look.colour, look.plain});
  }
  return finish(call, text);
}

}  // namespace noms::cli
