// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <set>

#include "noms/cli/commands.h"
#include "noms/cli/internal/knowledge_diff.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

using knowledge::Edition;
using knowledge::Library;

/// An argument: an edition of the knowledge of the call, a folder, or an edition of a folder.
struct Named {
  Loaded own;           ///< of a folder
  bool folder = false;  ///< else an edition of the knowledge of the call
  std::string edition;  ///< empty for a whole folder
};

std::string editions_of(const Library& library) {
  std::vector<std::string> names;
  for (const auto& edition : library.editions) names.push_back(edition->name);
  return joined(names, ", ");
}

bool is_folder(const std::string& name) {
  std::error_code error;
  return std::filesystem::is_directory(name, error);
}

/// Errors: Usage where the word is neither an edition nor a folder; those of load_knowledge(), with `file` set.
Result<Named> named(const std::string& word, const char* argument, const Library& library, std::string& file) {
  if (library.edition(word) != nullptr && !word.empty()) return Named{{}, false, word};
  const auto colon = word.rfind(':');
  const bool whole = is_folder(word);
  const std::string folder = whole ? word : word.substr(0, colon == std::string::npos ? 0 : colon);
  if (!whole && !is_folder(folder))
    return Issue{ErrorCode::Usage, argument,
                 "an edition (" + editions_of(library) + "), a folder of knowledge, or FOLDER:EDITION is expected"};
  Named side;
  side.folder = true;
  auto loaded = load_knowledge(folder);
  if (!loaded) {
    file = folder;
    return loaded.error();
  }
  side.own = std::move(loaded).value();
  if (whole) return side;
  side.edition = word.substr(colon + 1);
  if (side.edition.empty() || side.own.library->edition(side.edition) == nullptr)
    return Issue{ErrorCode::Usage, argument,
                 "the folder has no such edition; it has: " + editions_of(*side.own.library)};
  return side;
}

/// A side that is one edition; `other` names the edition that a folder without one takes.
Result<DiffSide> one_edition(const Named& side, const char* letter, const Loaded& shipped, const std::string& other) {
  const Loaded& loaded = side.folder ? side.own : shipped;
  const std::string& wanted = side.edition.empty() ? other : side.edition;
  const Edition* edition = loaded.library->edition(wanted);
  if (edition == nullptr)
    return Issue{ErrorCode::Usage, letter,
                 "the folder has no edition " + other + "; say FOLDER:EDITION, of: " + editions_of(*loaded.library)};
  return DiffSide{side.folder ? edition->name + " of " + letter : edition->name, &loaded, edition};
}

/// Two folders: every edition that both have.
KnowledgeDiff diff_folders(const Loaded& a, const Loaded& b) {
  KnowledgeDiff diff;
  for (const auto& edition : a.library->editions) {
    const Edition* other = b.library->edition(edition->name);
    if (other == nullptr) {
      diff.only_a.push_back(edition->name);
    } else {
      diff.editions.push_back(
          diff_of({edition->name + " of A", &a, edition.get()}, {edition->name + " of B", &b, other}));
    }
  }
  for (const auto& edition : b.library->editions) {
    if (a.library->edition(edition->name) == nullptr) diff.only_b.push_back(edition->name);
  }
  return diff;
}

void add_file(KnowledgeDiff& diff, const Loaded& a, std::string_view name_a, const Loaded& b, std::string_view name_b) {
  auto changes = changed_cells(a.files, name_a, b.files, name_b);
  if (!changes.rows.empty()) diff.files.push_back(std::move(changes));
}

/// The cells of all files of two folders.
void add_files(KnowledgeDiff& diff, const Loaded& a, const Loaded& b) {
  std::set<std::string_view> names;
  for (const auto* files : {&a.files, &b.files}) {
    for (const auto& file : *files) names.insert(file.name);
  }
  for (const auto name : names) {
    if (!name.ends_with(".cases.csv")) add_file(diff, a, name, b, name);
  }
}

/// The cells of the tables that decide in two editions.
void add_tables(KnowledgeDiff& diff, const DiffSide& a, const DiffSide& b) {
  for (const std::size_t table : {Edition::treatment, Edition::urgency}) {
    const auto& left = a.edition->engine.model().finals[table].file;
    const auto& right = b.edition->engine.model().finals[table].file;
    if (a.loaded != b.loaded || left != right) add_file(diff, *a.loaded, left, *b.loaded, right);
  }
}

int print_diff(const Call& call, const KnowledgeDiff& diff) {
  const std::string format = call.value("format", "text");
  return finish(call, format == "json"       ? diff_json(diff)
                      : format == "markdown" ? diff_markdown(diff)
                                             : diff_text(diff));
}

int diff_named(const Call& call, const Loaded& shipped, const Named& a, const Named& b) {
  const bool whole = a.folder && b.folder && a.edition.empty() && b.edition.empty();
  if (whole && !call.has("cases")) {
    auto diff = diff_folders(a.own, b.own);
    add_files(diff, a.own, b.own);
    return print_diff(call, diff);
  }
  const auto left = one_edition(a, "A", shipped, b.edition);
  if (!left) return fail(call, left.error());
  const auto right = one_edition(b, "B", shipped, whole ? left.value().edition->name : a.edition);
  if (!right) return fail(call, right.error());
  if (call.has("cases")) return diff_cases(call, left.value(), right.value());
  KnowledgeDiff diff;
  diff.editions.push_back(diff_of(left.value(), right.value()));
  add_tables(diff, left.value(), right.value());
  return print_diff(call, diff);
}

}  // namespace

bool KnowledgeDiff::empty() const {
  return only_a.empty() && only_b.empty() && files.empty() && std::ranges::all_of(editions, &EditionDiff::empty);
}

EditionDiff diff_of(const DiffSide& a, const DiffSide& b) {
  EditionDiff diff{a, b, {}, changed_rules(*a.loaded->library, *a.edition, *b.loaded->library, *b.edition)};
  for (const auto& [table, name] : {std::pair{Edition::treatment, "treatment"}, {Edition::urgency, "urgency"}}) {
    auto changes = changed_answers(name, {a.loaded->library.get(), a.edition, &a.edition->engine.model().finals[table]},
                                   {b.loaded->library.get(), b.edition, &b.edition->engine.model().finals[table]});
    if (!changes.regions.empty()) diff.answers.push_back(std::move(changes));
  }
  return diff;
}

int run_knowledge_diff(const Call& call) {
  const auto own = load_knowledge(call);
  if (!own) return fail(call, own.error(), call.value("knowledge"));
  std::string file;
  const auto a = named(call.arguments[0], "A", *own.value().library, file);
  if (!a) return fail(call, a.error(), file);
  const auto b = named(call.arguments[1], "B", *own.value().library, file);
  if (!b) return fail(call, b.error(), file);
  return diff_named(call, own.value(), a.value(), b.value());
}

}  // namespace noms::cli
