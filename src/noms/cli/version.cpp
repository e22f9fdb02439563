// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/commands.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/json/writer.h"

namespace noms::cli {

int run_version(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  const auto& versions = loaded.value().versions;
  const auto& editions = loaded.value().library->editions;
  if (call.has("json")) {
    json::Writer writer;
    writer.begin_object();
    writer.member("software", versions.software);
    writer.member("knowledge", versions.knowledge);
    writer.member("knowledge_sha256", versions.knowledge_sha256);
    writer.key("editions");
    writer.begin_array();
    for (const auto& edition : editions) writer.string(edition->name);
    writer.end_array();
    writer.end_object();
    return finish(call, writer.text() + "\n");
  }
  std::string names;
  for (const auto& edition : editions) names += (names.empty() ? "" : ", ") + edition->name;
  return finish(call, "noms " + versions.software + "\nknowledge " + versions.knowledge + "\nsha256 " +
                          versions.knowledge_sha256 + "\neditions " + names + "\n");
}

}  // namespace noms::cli
