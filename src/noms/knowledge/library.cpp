// SPDX-License-Identifier: Apache-2.0
#include "noms/knowledge/library.h"

#include <algorithm>

#include "noms/knowledge/internal/reader.h"

namespace noms::knowledge {

const Field* Library::field(std::string_view path) const {
  const auto found = field_index.find(path);
  return found == field_index.end() ? nullptr : &fields[found->second];
}

const Edition* Library::edition(std::string_view name) const {
  if (name.empty()) return editions.empty() ? nullptr : editions.front().get();
  const auto found = std::ranges::find_if(editions, [&](const auto& edition) { return edition->name == name; });
  return found == editions.end() ? nullptr : found->get();
}

const FactRule* Library::fact_rule(VariableId fact) const {
  const auto found = fact_index.find(fact);
  return found == fact_index.end() ? nullptr : &facts[found->second];
}

namespace internal {

const TextDocument* Build::document(std::string_view id) const {
  const auto found = std::ranges::find_if(documents, [&](const auto& d) { return d.head_value("id") == id; });
  return found == documents.end() ? nullptr : &*found;
}

const TextTable* Build::csv_file(std::string_view name) const {
  const auto found = std::ranges::find(csv, name, &TextTable::file);
  return found == csv.end() ? nullptr : &*found;
}

const TextTable* Build::table(std::string_view id) {
  const TextDocument* found = document(id);
  if (found == nullptr || found->tables.empty()) {
    fault(ErrorCode::KnowledgeSyntax, std::string(id), "the table " + std::string(id) + " is missing");
    return nullptr;
  }
  return &found->tables[0];
}

namespace {

void parse_files(Build& build, const std::vector<SourceFile>& files) {
  for (const auto& file : files) {
    const std::string name(file.name);
    if (name.ends_with(".table.md")) {
      auto document = decision_table::read_markdown(name, file.text);
      if (!document) {
        build.add(document.error());
        continue;
      }
      const std::string id(document.value().head_value("id"));
      const std::string base = name.substr(name.rfind('/') + 1);
      if (id + ".table.md" != base)
        build.fault(ErrorCode::KnowledgeSyntax, name + ":1", "the head's id must be the name of the file");
      for (const auto* key : {"kind", "version", "title", "source"}) {
        if (document.value().head_value(key).empty())
          build.fault(ErrorCode::KnowledgeSyntax, name + ":1", std::string("the head has no ") + key);
      }
      translate(document.value(), build.library);
      build.documents.push_back(std::move(document).value());
    } else if (name.ends_with(".csv")) {
      auto table = decision_table::read_csv(name, file.text);
      if (table) {
        build.csv.push_back(std::move(table).value());
      } else {
        build.add(table.error());
      }
    }
  }
}

}  // namespace
}  // namespace internal

Result<std::unique_ptr<Library>> load(const std::vector<SourceFile>& files, std::string_view language) {
  auto library = std::make_unique<Library>();
  library->language = language;
  internal::Build build{*library, {}, {}, {}, {}, {}, {}, {}};
  internal::read_phrases(build, files);
  internal::parse_files(build, files);
  using Step = void (*)(internal::Build&);
  static constexpr Step steps[] = {internal::read_fields,      internal::read_units, internal::read_levels,
                                   internal::read_histologies, internal::read_facts, internal::read_evidence,
                                   internal::read_wording};
  for (const Step step : steps) {
    if (!build.issues.empty()) return std::move(build.issues);
    step(build);
  }
  if (!build.issues.empty()) return std::move(build.issues);
  internal::read_tables(build);
  internal::read_exclusions(build);
  const bool sound = build.issues.empty();
  internal::check_tables(build);  // in any case: all faults at once
  if (sound) {
    const std::size_t before = build.issues.size();
    internal::compile_editions(build);
    if (build.issues.size() == before) internal::check_editions(build);
  }
  if (!build.issues.empty()) return std::move(build.issues);
  for (const auto& document : build.documents) {
    TableFile file{std::string(document.head_value("id")),
                   std::string(document.head_value("kind")),
                   std::string(document.head_value("title")),
                   document.file,
                   {}};
    library->tables.push_back(std::move(file));
  }
  return library;
}

}  // namespace noms::knowledge
