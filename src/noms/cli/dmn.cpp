// SPDX-License-Identifier: Apache-2.0
// noms dmn run, noms knowledge export, noms knowledge import: models of DMN.
#include <algorithm>
#include <filesystem>

#include "noms/cli/commands.h"
#include "noms/cli/files.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/dmn/exchange.h"
#include "noms/dmn/run.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

constexpr std::size_t most_bytes = 4U << 20U;  ///< of a model

Result<dmn::Model> model_in(const std::string& path) {
  const auto text = read_file(path, most_bytes);
  if (!text) return text.error();
  return dmn::read_model(text.value());
}

Issue usage(std::string where, std::string message) {
  return {ErrorCode::Usage, std::move(where), std::move(message)};
}

/// The knowledge with some files in the place of its own.
std::vector<knowledge::SourceFile> with(const std::vector<knowledge::SourceFile>& files,
                                        const std::vector<dmn::ImportedFile>& imported) {
  auto all = files;
  for (const auto& file : imported) {
    const auto own = std::ranges::find(all, file.name, &knowledge::SourceFile::name);
    if (own == all.end()) {
      all.push_back({file.name, file.text});
    } else {
      own->text = file.text;
    }
  }
  std::ranges::sort(all, {}, &knowledge::SourceFile::name);
  return all;
}

Result<bool> write_folder(const std::string& folder, const std::vector<knowledge::SourceFile>& files) {
  namespace fs = std::filesystem;
  std::vector<Written> written;
  for (const auto& file : files) {
    const fs::path path = fs::path(folder) / file.name;
    std::error_code error;
    if (!fs::create_directories(path.parent_path(), error) && error)
      return Issue{ErrorCode::Io, "", "--output: the folder cannot be made: " + error.message()};
    written.push_back({path.string(), std::string(file.text)});
  }
  return write_files(written);
}

}  // namespace

int run_dmn_run(const Call& call) {
  const auto model = model_in(call.arguments[0]);
  if (!model) return fail(call, model.error(), call.arguments[0]);
  std::vector<std::size_t> wanted;
  if (const auto* name = call.find("decision")) {
    const int decision = model.value().find_decision(*name);
    if (decision < 0) {
      std::vector<std::string_view> names;
      for (const auto& known : model.value().decisions) names.emplace_back(known.name);
      const auto near = nearest(*name, names);
      return fail(call, {usage("--decision", "the model has no decision of that name" +
                                                 (near ? "; did you mean '" + std::string(*near) + "'?" : ""))});
    }
    wanted.push_back(static_cast<std::size_t>(decision));
  }
  const auto text = read_file(call.arguments[1], 8U << 20U);
  if (!text) return fail(call, text.error(), call.arguments[1]);
  const auto inputs = dmn::read_inputs(model.value(), text.value());
  if (!inputs) return fail(call, inputs.error(), call.arguments[1]);
  return finish(call, dmn::outcomes_text(model.value(), dmn::run(model.value(), inputs.value(), wanted)));
}

int run_knowledge_export(const Call& call) {
  if (!call.has("dmn")) return fail(call, {usage("--dmn", "say in which form: --dmn is the only one")});
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  const auto* edition = loaded.value().library->edition(call.value("edition"));
  if (edition == nullptr) return fail(call, {usage("--edition", "there is no such edition")});
  const std::string text = dmn::export_edition(loaded.value().files, *loaded.value().library, *edition);
  const auto* output = call.find("output");
  if (output == nullptr) return finish(call, text);
  const auto written = write_files({{*output, text}});
  return written ? 0 : fail(call, written.error());
}

int run_knowledge_import(const Call& call) {
  const std::string& path = call.arguments[0];
  const auto model = model_in(path);
  if (!model) return fail(call, model.error(), path);
  const auto loaded = load_knowledge(call);
  if (!loaded) return fail(call, loaded.error(), call.value("knowledge"));
  const auto imported = dmn::import_tables(model.value(), *loaded.value().library);
  if (!imported) return fail(call, imported.error(), path);
  const auto files = with(loaded.value().files, imported.value());
  const auto library = knowledge::load(files);
  if (!library) return fail(call, library.error(), path);
  std::string text = "Sound: " + std::to_string(imported.value().size()) +
                     " tables of the model, with the other files " +
                     "of the knowledge and all cases and safety rules.\n";
  for (const auto& file : imported.value()) text += file.name + "\n";
  if (const auto* output = call.find("output")) {
    const auto written = write_folder(*output, files);
    if (!written) return fail(call, written.error());
  }
  return finish(call, text);
}

std::vector<Command> dmn_commands() {
  const Option knowledge{"knowledge", "DIR",
                         "Load the tables from a folder, with all checks, instead of those in the program.",
                         Completes::Folders};
  return {
      {.name = "dmn run",
       .synopsis = "Run a model of DMN 1.1 to 1.5 and print its decisions and the rows that fired, as JSON.",
       .text = {"Decision tables of all hit policies and literal expressions of S-FEEL. Input data that is left "
                "out is null. A fault of an expression gives null, as FEEL asks; `remark` says why where a rule of "
                "DMN did it. Nothing is fetched: a model that imports another is refused."},
       .arguments = {{"MODEL.dmn", "The model; - reads it from standard input.", true, false, Completes::Files},
                     {"INPUT.json", "One object: input data by name.", true, false, Completes::Files}},
       .options = {{"decision", "NAME", "Only this decision, and those it requires.", Completes::Nothing}},
       .examples = {{"noms dmn run model.dmn input.json", "every decision of the model"},
                    {"noms dmn run noms.dmn case.json --decision treatment", "one, and what leads to it"}},
       .exit_codes = {0, 1, 2, 3, 7},
       .sources = {},
       .run = run_dmn_run},
      {.name = "knowledge export",
       .synopsis = "Write the decision tables of an edition as a model of DMN 1.3.",
       .text = {"Facts become input data, tables decisions, rows rules with their id, sentence, mark and evidence. "
                "`noms knowledge import` reads it back."},
       .arguments = {},
       .options = {{"dmn", "", "The form, the only one."},
                   {"edition", "EDITION", "2023 (default) or 2013.", Completes::Values},
                   {"output", "FILE", "Write to a file instead of standard output.", Completes::Files},
                   knowledge},
       .examples = {{"noms knowledge export --dmn > noms.dmn", "for an editor or engine of DMN"},
                    {"noms knowledge export --dmn --edition 2013", "the grid of 2013"}},
       .exit_codes = {0, 1, 2, 5, 7},
       .sources = {},
       .run = run_knowledge_export},
      {.name = "knowledge import",
       .synopsis = "Read tables back from a model that `noms knowledge export` wrote, and prove them.",
       .text = {"The tables take the place of those of the same name; with the other files of the knowledge they "
                "pass every check of `noms knowledge check`, cases and safety rules included, or nothing is "
                "written."},
       .arguments = {{"FILE.dmn", "The model.", true, false, Completes::Files}},
       .options = {{"output", "DIR", "Write the whole knowledge with these tables to a folder.", Completes::Folders},
                   knowledge},
       .examples = {{"noms knowledge import noms.dmn --output edited/", "after an edit elsewhere"}},
       .exit_codes = {0, 1, 2, 3, 5, 7},
       .sources = {},
       .run = run_knowledge_import}};
}

}  // namespace noms::cli
