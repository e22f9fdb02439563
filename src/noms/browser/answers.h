// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "noms/decision/assessment.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"
#include "noms/pathway/pathway.h"

// What a page asks of the core: text in, text out. The page holds no copy of a table, a label or a limit.

namespace noms::browser {

/// The knowledge a page works with.
struct Knowledge {
  std::unique_ptr<knowledge::Library> library;
  std::unique_ptr<pathway::Guides> guides;
  decision::Versions versions;
};

/// Loads and proves the files, in a language of knowledge::languages. Errors: as knowledge::load().
Result<Knowledge> open(const std::vector<knowledge::SourceFile>& files, std::string_view language,
                       decision::Versions versions);

/// One question of the page.
struct Question {
  std::string_view text;     ///< a case
  std::string_view edition;  ///< empty for the newest
};

/// The assessment in one of the forms of the pathway, byte for byte what the command line prints. Errors: as
/// pathway::read() and pathway::assess().
Result<std::string> assess(const Question& question, const Knowledge& knowledge, pathway::Form form);

/// The figures of each lesion and their tables, as JSON: `{"lesions":[{"spine":"<svg ...", "sins": ...}]}`. Errors: as
/// assess().
Result<std::string> figures(const Question& question, const Knowledge& knowledge);

/// A case with the findings of a document in it, the text that `--into` of the measuring command writes:
/// `{"case":"...","notes":["which readings now disagree"]}`. Errors: as clinical_case::read_findings() and merged().
Result<std::string> record(std::string_view text, std::string_view document, std::size_t lesion,
                           const Knowledge& knowledge);

/// Everything a form needs, as JSON: fields with their types, values, limits and units; levels; histologies with their
/// names; words in both languages; evidence; the rules that tie the figures to a theme; a drawing for each ESCC grade.
std::string vocabulary(const Knowledge& knowledge);

/// The tables of every edition with their rows, as JSON, for the page to mark the row that fired.
std::string tables(const Knowledge& knowledge);

/// Faults as JSON: `{"errors":[{"code":"wrong_type","where":"/lesions/0/escc","message":"..."}]}`.
std::string faults(const Issues& issues);

}  // namespace noms::browser
