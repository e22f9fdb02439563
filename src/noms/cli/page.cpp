// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/commands.h"
#include "noms/cli/embedded.h"
#include "noms/cli/output.h"

namespace noms::cli {

int run_page(const Call& call) {
  const auto page = embedded_page();
  if (page.empty()) {
    return fail(call, {{ErrorCode::Usage, "",
                        "this program was built without the page; run tools/build_page.sh, then configure and build "
                        "it again"}});
  }
  return finish(call, page);
}

}  // namespace noms::cli
