// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "noms/decision/rows.h"

// The assessment as a table, one row a lesion, for spreadsheets and statistics (RFC 4180: lines end with CR LF, cells
// with a comma, a quote or a line feed are quoted).
//
// A cell with several values holds the set that is still possible, joined by `|`; one value means known. A cell that
// would begin with = + - @ (or a tab or carriage return) gets a leading apostrophe, so that no spreadsheet runs it as a
// formula.
//
// case, lesion        as given
// edition, software, knowledge, knowledge_sha256
// levels, histology   as recorded; still possible
// escc ... urgency    the four pillars, sets
// sins_lowest, sins_highest, sins_categories
// sins_location ... sins_posterolateral   the findings of each item that are still possible
// determined          true, false
// options             surgery+radiation of each
// rows, marks, evidence, alternatives, vetoes, cautions   rows; one that only some completions fire ends with ?
// missing             facts that could change the options, the most decisive first
// recorded, readable  facts recorded of facts read, over all lesions of the case

namespace noms::report {

/// The first line of a file, with its line end.
std::string csv_header();

/// One line for each lesion, in the order of the case, with further cells `before` ("12,") and `after` (",") it;
/// nothing for a case without lesions.
std::string csv_rows(const decision::Assessment& assessment, std::string_view before = {}, std::string_view after = {});

/// Parts of a line that follow from the facts of its lesion, each cell with a comma before it: the histology, and the
/// cells from escc to missing.
std::string csv_histology(const decision::LesionRows::Words& histology);
std::string csv_findings(const decision::LesionRows& lesion);

struct CsvRow {
  std::string_view before;  ///< further cells
  std::string_view case_id;
  std::string_view lesion;
  std::span<const std::string_view> levels;
  std::string_view histology;  ///< csv_histology() of the case
  std::string_view findings;   ///< csv_findings()
  decision::FactCount facts;   ///< of all lesions of the case
  std::string_view after;
};

/// Writes such lines from parts.
class CsvFrame {
public:
  CsvFrame(std::string_view edition, const decision::Versions& versions);
  void add(std::string& out, const CsvRow& row) const;

private:
  std::string editions_;
};

/// How many cells a line of csv_rows() has.
std::size_t csv_columns();

/// Header and rows of one case.
std::string assessment_csv(const decision::Assessment& assessment);

/// One cell, guarded against formulas and quoted where needed.
///
/// Example: csv_cell("=1+1") is '=1+1 with the apostrophe; csv_cell("a,b") is "a,b" in quotes.
std::string csv_cell(std::string_view text);

}  // namespace noms::report
