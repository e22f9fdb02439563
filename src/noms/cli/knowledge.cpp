// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/cli/commands.h"
#include "noms/cli/files.h"
#include "noms/cli/internal/table_forms.h"
#include "noms/cli/knowledge_book.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/knowledge/table_name.h"
#include "noms/knowledge/unused.h"

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

namespace {

/// The file of a table, by its name in the list.
Result<const knowledge::SourceFile*> file_of(const Loaded& loaded, const std::string& table) {
  std::vector<std::string_view> ids;
  for (const auto& file : loaded.files) {
    if (knowledge::table_name(file.name) == table) return &file;
    ids.push_back(knowledge::table_name(file.name));
  }
  const auto near = nearest(table, ids);
  return Issue{ErrorCode::Usage, "TABLE",
               "there is no such table; " +
                   (near ? "did you mean " + std::string(*near) + "?" : std::string("see noms knowledge list"))};
}

/// One table in the form of the call.
Result<std::string> form_of(const Call& call, const Loaded& loaded, const knowledge::SourceFile& file) {
  const std::string format = call.value("format", "text");
  if (format == "source") return std::string(file.text);
  const auto read = shown(file, *loaded.library);
  if (!read) return read.error();
  if (format == "markdown") return table_markdown(read.value());
  if (format == "text") return table_text(read.value(), static_cast<std::size_t>(look_of(call).width));
  const auto& words = loaded.library->wording;
  const auto keys = evidence_of(read.value(), *loaded.library);
  std::string body = table_section(read.value(), loaded, !keys.empty());
  if (!keys.empty())
    body += "<section><h3>" + words.say("publications") + "</h3>\n" + evidence_section(*loaded.library, keys) +
            "</section>\n";
  body += "<p class=\"meta\">noms " + loaded.versions.software + " · " + words.say("knowledge_version") + " " +
          loaded.versions.knowledge + " · sha256 " + loaded.versions.knowledge_sha256 + "</p>\n";
  const auto* title = read.value().head("title");
  return knowledge_document(loaded, title == nullptr ? std::string(file.name) : title->value, body);
}

/// Every table that is written as one, one after the other.
Result<std::string> all_of(const Call& call, const Loaded& loaded) {
  if (call.value("format") == "html") return knowledge_book(loaded);
  std::string text;
  for (const auto& file : loaded.files) {
    if (!file.name.ends_with(".table.md")) continue;
    const auto part = form_of(call, loaded, file);
    if (!part) return part.error();
    text += (text.empty() ? "" : "\n") + part.value();
  }
  return text;
}

/// To standard output, or the file of --output.
int give(const Call& call, const std::string& text) {
  if (!call.has("output")) return finish(call, text);
  const auto written = write_files({{call.value("output"), text}});
  return written ? 0 : fail(call, written.error());
}

}  // namespace

int run_knowledge_show(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  if (call.arguments.empty()) {
    const auto all = all_of(call, loaded.value());
    return all ? give(call, all.value()) : fail(call, all.error());
  }
  const auto file = file_of(loaded.value(), call.arguments[0]);
  if (!file) return fail(call, file.error());
  const auto text = form_of(call, loaded.value(), *file.value());
  return text ? give(call, text.value()) : fail(call, text.error());
}

int run_knowledge_book(const Call& call) {
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  const auto book = knowledge_book(loaded.value());
  return book ? give(call, book.value()) : fail(call, book.error());
}

namespace {

/// Publications that the help of some command names.
std::vector<std::string_view> cited_by_commands() {
  std::vector<std::string_view> keys;
  for (const auto& command : commands()) keys.insert(keys.end(), command.sources.begin(), command.sources.end());
  return keys;
}

std::string counts_of(const knowledge::Library& library) {
  std::size_t rows = 0;
  for (const auto& edition : library.editions) {
    const auto& model = edition->engine.model();
    for (const auto* tables : {&model.steps, &model.finals}) {
      for (const auto& table : *tables) rows += table.rows.size();
    }
  }
  return "Sound: " + std::to_string(library.tables.size()) + " tables, " + std::to_string(rows) + " decision rows in " +
         std::to_string(library.editions.size()) + " editions, " + std::to_string(library.histologies.size()) +
         " histologies, " + std::to_string(library.evidence.size()) + " publications.\n";
}

}  // namespace

int run_knowledge_check(const Call& call) {
  const std::string folder = call.arguments.empty() ? "" : call.arguments[0];
  const auto loaded = load_knowledge(folder);
  if (!loaded) return fail(call, loaded.error(), folder);
  const auto& library = *loaded.value().library;
  if (const auto guides = load_guides(loaded.value()); !guides) return fail(call, guides.error(), folder);
  const auto remarks = knowledge::unused(loaded.value().files, library, cited_by_commands());
  if (call.has("strict") && !remarks.empty()) return fail(call, remarks, folder);
  std::string text =
      counts_of(library) + "Version " + library.version + "\nsha256 " + loaded.value().versions.knowledge_sha256 + "\n";
  for (const auto& remark : remarks) text += "unused: " + remark.where + ": " + remark.message + "\n";
  return finish(call, text);
}

}  // namespace noms::cli
