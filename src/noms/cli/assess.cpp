// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "noms/cli/bulk.h"
#include "noms/cli/commands.h"
#include "noms/cli/files.h"
#include "noms/cli/output.h"
#include "noms/cli/read_cases.h"
#include "noms/pathway/pathway.h"
#include "noms/report/beside.h"
#include "noms/report/csv.h"
#include "noms/report/json.h"

namespace noms::cli {
namespace {

using pathway::Form;

struct Format {
  std::string_view name;
  std::string_view extension;
  Form form;
};

constexpr Format formats[] = {{"text", ".txt", Form::Text},
                              {"json", ".json", Form::Json},
                              {"html", ".html", Form::Html},
                              {"svg", ".svg", Form::Svg},
                              {"csv", ".csv", Form::Csv},
                              {"chart", ".chart.txt", Form::Chart},
                              {"brief", ".brief.json", Form::Brief},
                              {"decision", ".decision.json", Form::Decision}};

const Format& format_of(const Call& call) {
  const auto* found = std::ranges::find(formats, call.value("format", "text"), &Format::name);
  return found == std::end(formats) ? formats[0] : *found;
}

Issue usage(std::string message) {
  return {ErrorCode::Usage, "", std::move(message)};
}

/// One case, complete in itself.
std::string document(const Assessed::Item& item, const Call& call, const Format& format,
                     const knowledge::Library& library) {
  if (format.form == Form::Text && call.has("plain"))
    return pathway::compose(item.assessment, item.beside, library, Form::PlainText);
  return pathway::compose(item.assessment, item.beside, library, format.form);
}

/// All cases in one stream.
std::string stream(const Assessed& all, const Call& call, const Format& format) {
  const auto& library = *all.loaded.library;
  const bool several = all.items.size() > 1;
  const Look look = look_of(call);
  std::string text = format.form == Form::Csv ? report::csv_header() : "";
  for (const auto& item : all.items) {
    switch (format.form) {
      case Form::Csv: text += report::csv_rows(item.assessment); break;
      case Form::Json:
        text += several ? report::assessment_json(item.assessment, item.beside, 0) + "\n"
                        : document(item, call, format, library);
        break;
      case Form::Decision:
        text += several ? report::assessment_json(item.assessment, 0) + "\n" : document(item, call, format, library);
        break;
      case Form::Brief: text += document(item, call, format, library); break;
      case Form::Text:
        if (!text.empty()) text += '\n';
        text += report::assessment_text(item.assessment, item.beside, library.wording,
                                        {look.width, look.colour, look.plain});
        break;
      default:
        if (!text.empty()) text += '\n';
        text += document(item, call, format, library);
    }
  }
  return text;
}

/// Where each case goes: below a folder, or one case into one file.
Result<std::vector<Written>> destinations(const Assessed& all, const Call& call, const Format& format) {
  namespace fs = std::filesystem;
  const std::string output = call.value("output");
  if (output.empty()) return usage("--output: a path is missing");
  std::error_code error;
  const bool is_folder = fs::is_directory(output, error);
  std::vector<Written> files;
  if (!is_folder && !output.ends_with('/') && all.items.size() == 1) {
    files.push_back({output, document(all.items[0], call, format, *all.loaded.library)});
    return files;
  }
  if (!is_folder && fs::exists(output, error)) return usage("--output: several cases need a folder");
  for (const auto& item : all.items) {
    const std::string stem = item.file == "-" ? "stdin" : fs::path(item.file).stem().string();
    const std::string path = (fs::path(output) / (stem + std::string(format.extension))).string();
    if (std::ranges::find(files, path, &Written::path) != files.end())
      return usage("--output: two cases would be written to the same file");
    files.push_back({path, document(item, call, format, *all.loaded.library)});
  }
  if (!is_folder && !fs::create_directories(output, error) && error) {
    return Issue{ErrorCode::Io, "", "--output: the folder cannot be made: " + error.message()};
  }
  return files;
}

int write(const Assessed& all, const Call& call, const Format& format) {
  auto files = destinations(all, call, format);
  if (!files) return fail(call, files.error());
  const auto written = write_files(files.value());
  return written ? 0 : fail(call, written.error());
}

/// Names the lesions for which more than one treatment is left.
int check_determined(const Assessed& all, const Call& call) {
  int code = 0;
  for (const auto& item : all.items) {
    Issues open;
    for (std::size_t i = 0; i < item.assessment.lesions.size(); ++i) {
      const auto& lesion = item.assessment.lesions[i];
      if (lesion.determined) continue;
      std::string message = "not determined: " + std::to_string(lesion.options.size()) + " treatments are possible";
      if (!lesion.missing.empty()) message += "; missing first: " + lesion.missing[0].fact;
      open.push_back({ErrorCode::NotDetermined, "/lesions/" + std::to_string(i), std::move(message)});
    }
    if (!open.empty()) code = fail(call, open, item.file);
  }
  return code;
}

}  // namespace

int run_assess(const Call& call) {
  if (call.has("bulk")) return run_bulk(call);
  if (call.has("from") || call.has("mapping"))
    return fail(call, {usage(std::string(call.has("from") ? "--from" : "--mapping") + ": only with --bulk")});
  const Format& format = format_of(call);
  const bool page = format.form == Form::Html || format.form == Form::Svg;
  if (page && call.arguments.size() > 1 && !call.has("output")) {
    return fail(call, {usage("--format: html and svg of several cases need --output with a folder")});
  }
  const bool beside = format.form == Form::Text || format.form == Form::Json || format.form == Form::Html;
  const Assessed all = assess_cases(call, beside);
  if (all.code != 0) return all.code;
  const int code = call.has("output") ? write(all, call, format) : finish(call, stream(all, call, format));
  if (code != 0 || !call.has("require-determined")) return code;
  return check_determined(all, call);
}

}  // namespace noms::cli
