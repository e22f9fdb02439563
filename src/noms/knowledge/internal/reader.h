// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/decision_table/text_table.h"
#include "noms/knowledge/library.h"

// The steps of load(), each in a file of its own.

namespace noms::knowledge::internal {

using decision_table::TextDocument;
using decision_table::TextTable;

/// The files of the knowledge, parsed, and what is built from them.
struct Build {
  Library& library;
  std::vector<TextDocument> documents;
  std::vector<TextTable> csv;
  Issues issues;
  std::vector<UniqueTable> unique;  ///< all decision tables, those made of levels and histologies included
  std::vector<CollectTable> collect;
  std::vector<ScoreTable> scores;
  std::vector<std::string> unsound;  ///< files of tables with gaps or overlaps, whose cases are not run

  void fault(ErrorCode code, std::string where, std::string message) {
    issues.push_back({code, std::move(where), std::move(message)});
  }
  void add(const Issues& more) { issues.insert(issues.end(), more.begin(), more.end()); }

  const TextDocument* document(std::string_view id) const;
  const TextTable* csv_file(std::string_view name) const;
  /// The only table of a document of the knowledge, or null after a fault.
  const TextTable* table(std::string_view id);
};

/// `spanish.csv` for a library in Spanish; it comes before the files whose sentences it translates.
void read_phrases(Build& build, const std::vector<SourceFile>& files);
void read_fields(Build& build);
void read_units(Build& build);
void read_facts(Build& build);
void read_levels(Build& build);
void read_histologies(Build& build);
void read_exclusions(Build& build);
void read_evidence(Build& build);
void read_wording(Build& build);
void read_tables(Build& build);
void compile_editions(Build& build);

// What section 7 of the decision asks for beyond a single table.

/// Every case answers as written, every row is used by a case, every evidence key exists.
void check_tables(Build& build);
/// Every row and every value of a decision is reached by some patient, and the safety rows hold.
void check_editions(Build& build);

}  // namespace noms::knowledge::internal
