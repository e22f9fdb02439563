// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/cli/loaded.h"
#include "noms/decision_table/text_table.h"

namespace noms::cli {

/// A file of the knowledge as a reader sees it: sentences in the language of the library, columns of other languages
/// left out.
struct ShownFile {
  decision_table::TextDocument document;  ///< of a CSV file: no head, one table
  std::vector<std::string> prose;         ///< paragraphs before the first table; of an English library only
  const decision_table::TextDocument::HeadLine* head(std::string_view key) const;
};

/// Errors: those of the readers, which a library that loads does not have.
Result<ShownFile> shown(const knowledge::SourceFile& file, const knowledge::Library& library);

/// For a terminal: aligned columns of codes, no line beyond `width` where its words allow it; the sentences of a row
/// stand below it.
std::string table_text(const ShownFile& file, std::size_t width);

/// Head and tables as Markdown.
std::string table_markdown(const ShownFile& file);

/// A section of HTML with an id: title, head, prose, tables with findings in words. Publications are links to
/// `#evidence-KEY` where `linked`.
std::string table_section(const ShownFile& file, const Loaded& loaded, bool linked);

/// The list of publications as HTML: those of `keys`, all where it is empty.
std::string evidence_section(const knowledge::Library& library, const std::vector<std::string>& keys);

/// The publications that a file names, in their order.
std::vector<std::string> evidence_of(const ShownFile& file, const knowledge::Library& library);

/// A document that stands alone: no script, no request to anywhere, light, dark and print.
std::string knowledge_document(const Loaded& loaded, const std::string& title, const std::string& body);

/// All tables as one document for review: contents, editions side by side, every table, publications, a page for
/// remarks and signature. Errors: those of shown().
Result<std::string> knowledge_book(const Loaded& loaded);

}  // namespace noms::cli
