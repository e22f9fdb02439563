// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/commands.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/cohort/columns.h"

namespace noms::cli {

int run_cohort_template(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  const auto& library = *loaded.value().library;
  return finish(call, call.has("dictionary") ? cohort::column_dictionary(library) : cohort::header_line(library));
}

}  // namespace noms::cli
