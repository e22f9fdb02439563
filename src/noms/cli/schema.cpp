// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/commands.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/clinical_case/case.h"
#include "noms/report/json.h"

namespace noms::cli {

int run_schema(const Call& call) {
  std::string text;
  if (call.arguments[0] == "assessment") {
    text = report::assessment_schema();
  } else {
    const auto loaded = load_knowledge(call);
    if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
    text = clinical_case::case_schema(*loaded.value().library);
  }
  if (!text.ends_with('\n')) text += '\n';
  return finish(call, text);
}

}  // namespace noms::cli
