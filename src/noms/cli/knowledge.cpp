// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/cli/commands.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/knowledge/table_name.h"

namespace noms::cli {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(text.size() < width ? width - text.size() : 1, ' ');
}

std::string line(std::string_view id, std::string_view kind, std::string_view rest) {
  return padded(id, 26) + padded(kind, 16) + std::string(rest) + "\n";
}

}  // namespace

int run_knowledge_list(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  const auto& library = *loaded.value().library;
  std::string text = line("TABLE", "KIND", "TITLE");
  for (const auto& table : library.tables) text += line(table.id, table.kind, table.title);
  for (const auto& file : loaded.value().files) {
    if (file.name.ends_with(".csv"))
      text += line(knowledge::table_name(file.name), file.name.ends_with(".cases.csv") ? "cases" : "list", file.name);
  }
  return finish(call, text);
}

int run_knowledge_show(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  std::vector<std::string_view> ids;
  for (const auto& file : loaded.value().files) {
    if (knowledge::table_name(file.name) == call.arguments[0]) return finish(call, file.text);
    ids.push_back(knowledge::table_name(file.name));
  }
  const auto near = nearest(call.arguments[0], ids);
  return fail(call, {{ErrorCode::Usage, "TABLE",
                      "there is no such table; " + (near ? "did you mean " + std::string(*near) + "?"
                                                         : std::string("see noms knowledge list"))}});
}

int run_knowledge_check(const Call& call) {
  const std::string folder = call.arguments.empty() ? "" : call.arguments[0];
  const auto loaded = load_knowledge(folder);
  if (!loaded) return fail(call, loaded.error(), folder);
  const auto& library = *loaded.value().library;
  std::size_t rows = 0;
  for (const auto& edition : library.editions) {
    const auto& model = edition->engine.model();
    for (const auto* tables : {&model.steps, &model.finals}) {
      for (const auto& table : *tables) rows += table.rows.size();
    }
  }
  std::string text = "Sound: " + std::to_string(library.tables.size()) + " tables, " + std::to_string(rows) +
                     " decision rows in " + std::to_string(library.editions.size()) + " editions, " +
                     std::to_string(library.histologies.size()) + " histologies, " +
                     std::to_string(library.evidence.size()) + " publications.\n";
  text += "Version " + library.version + "\nsha256 " + loaded.value().versions.knowledge_sha256 + "\n";
  return finish(call, text);
}

}  // namespace noms::cli
