// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <set>

#include "noms/cli/commands.h"
#include "noms/cli/internal/answers.h"
#include "noms/cli/internal/cells.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

using knowledge::Edition;
using knowledge::Library;

std::string answers_text(const Library& a, const Edition& edition_a, const Library& b, const Edition& edition_b,
                         const std::string& name_a, const std::string& name_b) {
  std::string text;
  for (const std::size_t final_table : {Edition::treatment, Edition::urgency}) {
    const auto& left = edition_a.engine.model().finals[final_table];
    const auto& right = edition_b.engine.model().finals[final_table];
    const auto changes = changed_answers({&a, &edition_a, &left}, {&b, &edition_b, &right});
    text += changes_text(changes, {&a, &edition_a, &left}, {&b, &edition_b, &right}, name_a, name_b);
  }
  return text;
}

/// Two editions of one library: what differs in the answers, then the cells of the tables.
std::string diff_editions(const Loaded& loaded, const Edition& a, const Edition& b) {
  std::string text = answers_text(*loaded.library, a, *loaded.library, b, a.name, b.name);
  for (const std::size_t final_table : {Edition::treatment, Edition::urgency}) {
    const auto& left = a.engine.model().finals[final_table];
    const auto& right = b.engine.model().finals[final_table];
    if (left.file == right.file) continue;
    text += changed_cells(loaded.files, left.file, loaded.files, right.file);
  }
  return text;
}

/// Two folders: the answers of every edition that both have, then the cells of every file.
std::string diff_folders(const Loaded& a, const Loaded& b) {
  std::string text;
  for (const auto& edition : a.library->editions) {
    const Edition* other = b.library->edition(edition->name);
    if (other == nullptr) {
      text += "Edition " + edition->name + " is in A only.\n\n";
    } else {
      text += answers_text(*a.library, *edition, *b.library, *other, edition->name + " of A", edition->name + " of B");
    }
  }
  for (const auto& edition : b.library->editions) {
    if (a.library->edition(edition->name) == nullptr) text += "Edition " + edition->name + " is in B only.\n\n";
  }
  std::set<std::string_view> names;
  for (const auto* files : {&a.files, &b.files}) {
    for (const auto& file : *files) names.insert(file.name);
  }
  for (const auto name : names) {
    if (!name.ends_with(".cases.csv")) text += changed_cells(a.files, name, b.files, name);
  }
  return text;
}

int print_diff(const Call& call, const std::string& text) {
  return finish(call, text.empty() ? "No difference.\n" : text);
}

}  // namespace

int run_knowledge_diff(const Call& call) {
  const auto own = load_knowledge(call);
  if (!own) return fail(call, own.error(), call.value("knowledge"));
  const Library& library = *own.value().library;
  const Edition* editions[2] = {library.edition(call.arguments[0]), library.edition(call.arguments[1])};
  if (editions[0] != nullptr && editions[1] != nullptr)
    return print_diff(call, diff_editions(own.value(), *editions[0], *editions[1]));
  Loaded sides[2];
  for (int i = 0; i < 2; ++i) {
    const std::string& folder = call.arguments[static_cast<std::size_t>(i)];
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
      std::vector<std::string> names;
      for (const auto& edition : library.editions) names.push_back(edition->name);
      return fail(call, {{ErrorCode::Usage, i == 0 ? "A" : "B",
                          "two editions (" + joined(names, ", ") + ") or two folders of knowledge are expected"}});
    }
    auto loaded = load_knowledge(folder);
    if (!loaded) return fail(call, loaded.error(), folder);
    sides[i] = std::move(loaded).value();
  }
  return print_diff(call, diff_folders(sides[0], sides[1]));
}

}  // namespace noms::cli
