// SPDX-License-Identifier: Apache-2.0
// Histologies with their names and codes, evidence, and the words a reader sees.
#include <algorithm>

#include "noms/foundation/text.h"
#include "noms/knowledge/internal/reader.h"

namespace noms::knowledge::internal {
namespace {

constexpr std::string_view phrases_file = "spanish.csv";

void read_names(Build& build) {
  Library& library = build.library;
  const auto known = [&](std::string_view key) {
    return std::ranges::find(library.histologies, key, &Histology::key) != library.histologies.end();
  };
  for (const auto& histology : library.histologies)
    library.histology_names.emplace(folded(histology.key), histology.key);
  if (const TextTable* names = build.csv_file("oncologic/histology_names.csv"); names != nullptr) {
    for (const auto& row : names->rows) {
      const auto key = names->cell(row, "key");
      const auto [at, added] = library.histology_names.emplace(folded(names->cell(row, "name")), key);
      if (!known(key)) build.fault(ErrorCode::KnowledgeValue, names->at(row.line), "no histology has this key");
      if (!added && at->second != key)
        build.fault(ErrorCode::KnowledgeOverlap, names->at(row.line), "the name already stands for another histology");
    }
  }
  if (const TextTable* codes = build.csv_file("oncologic/histology_codes.csv"); codes != nullptr) {
    for (const auto& row : codes->rows) {
      HistologyCode code{std::string(codes->cell(row, "system")), std::string(codes->cell(row, "code")),
                         std::string(codes->cell(row, "site")), std::string(codes->cell(row, "key")),
                         std::string(codes->cell(row, "display"))};
      if (!known(code.key)) build.fault(ErrorCode::KnowledgeValue, codes->at(row.line), "no histology has this key");
      for (const auto& other : library.histology_codes) {
        if (other.system == code.system && other.code == code.code && other.site == code.site &&
            other.key != code.key) {
          build.fault(ErrorCode::KnowledgeOverlap, codes->at(row.line),
                      "the code already stands for another histology");
        }
      }
      library.histology_codes.push_back(std::move(code));
    }
  }
}

}  // namespace

void read_phrases(Build& build, const std::vector<SourceFile>& files) {
  if (build.library.language != "es") return;
  const auto file = std::ranges::find(files, phrases_file, &SourceFile::name);
  if (file == files.end()) return;
  const auto table = decision_table::read_csv(std::string(file->name), file->text);
  if (!table) return build.add(table.error());
  for (const auto& row : table.value().rows) {
    const std::string spanish(table.value().cell(row, "es"));
    if (!build.library.phrases.emplace(table.value().cell(row, "en"), spanish).second || spanish.empty())
      build.fault(ErrorCode::KnowledgeSyntax, table.value().at(row.line), "the phrase stands twice or has no Spanish");
  }
}

void read_histologies(Build& build) {
  const TextTable* table = build.table("histologies");
  if (table == nullptr) return;
  std::vector<std::string> keys;
  for (const auto& row : table->rows) {
    if (std::ranges::find(keys, row.cells[0]) != keys.end())
      build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "the histology stands twice");
    keys.push_back(row.cells[0]);
    build.library.histologies.push_back(
        {row.cells[0], std::string(table->cell(row, "tumour")), std::string(table->cell(row, "text"))});
  }
  if (keys.size() > 64) return build.fault(ErrorCode::KnowledgeSyntax, table->file, "there may be 64 histologies");
  Vocabulary& vocabulary = build.library.vocabulary;
  const VariableId fact = vocabulary.add("histology", keys);
  UniqueTable tumour{"tumour",
                     table->file,
                     std::string(build.document("histologies")->head_value("title")),
                     {fact},
                     {vocabulary.add("tumour")},
                     {}};
  for (std::size_t i = 0; i < table->rows.size(); ++i) {
    const auto& row = table->rows[i];
    const int value = vocabulary.add_value(tumour.outputs[0], table->cell(row, "tumour"));
    decision_table::Notes notes{std::string(table->cell(row, "mark")), {}, std::string(table->cell(row, "text"))};
    const auto evidence = table->cell(row, "evidence");
    if (evidence != "-") {
      for (const auto key : split(evidence, ",")) notes.evidence.emplace_back(key);
    }
    tumour.rows.push_back({row.cells[0], row.line, {ValueSet::of(static_cast<int>(i))}, {value}, std::move(notes)});
  }
  build.unique.push_back(std::move(tumour));
  read_names(build);
}

void read_evidence(Build& build) {
  const TextTable* table = build.csv_file("evidence.csv");
  if (table == nullptr) return build.fault(ErrorCode::KnowledgeSyntax, "evidence.csv", "the file is missing");
  for (const auto& row : table->rows) {
    const auto text = [&](std::string_view column) { return std::string(table->cell(row, column)); };
    Evidence evidence{text("key"),   text("citation"), text("doi"), text("year"),
                      text("level"), text("taken"),    text("note")};
    if (evidence.key.empty() || evidence.citation.empty())
      build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "key and citation are needed");
    const std::string key = evidence.key;
    if (!build.library.evidence.emplace(key, std::move(evidence)).second)
      build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "the key stands twice");
  }
}

void read_wording(Build& build) {
  const TextTable* table = build.table("wording");
  if (table == nullptr) return;
  for (const auto& row : table->rows) {
    for (const auto language : languages) {
      if (table->column(language) < 0) continue;  // a pack for one language
      Wording& words = build.library.wordings[std::string(language)];
      if (words.has(row.cells[0])) build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "the key stands twice");
      const auto text = table->cell(row, language);
      words.add(row.cells[0], std::string(text));
      if (text.empty())
        build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "a language has no words for the key");
    }
  }
  build.library.wording = build.library.wordings[build.library.language];
}

}  // namespace noms::knowledge::internal
