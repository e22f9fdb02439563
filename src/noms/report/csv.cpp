// SPDX-License-Identifier: Apache-2.0
#include "noms/report/csv.h"

#include <iterator>

#include "noms/foundation/text.h"
#include "noms/report/internal/labels.h"

namespace noms::report {
namespace {

using decision::Assessment;
using decision::LesionAssessment;

constexpr std::string_view line_end = "\r\n";
constexpr const char* header[] = {"case",
                                  "lesion",
                                  "edition",
                                  "software",
                                  "knowledge",
                                  "knowledge_sha256",
                                  "levels",
                                  "histology",
                                  "escc",
                                  "escc_group",
                                  "deficit",
                                  "tumour",
                                  "sins_lowest",
                                  "sins_highest",
                                  "sins_categories",
                                  "stability",
                                  "tolerates_surgery",
                                  "urgency",
                                  "determined",
                                  "options",
                                  "rows",
                                  "marks",
                                  "evidence",
                                  "alternatives",
                                  "vetoes",
                                  "cautions",
                                  "missing",
                                  "recorded",
                                  "readable"};

std::string set(const Names& names) {
  return joined(names, "|");
}

void add_distinct(Names& to, const Names& names) {
  for (const auto& name : names) {
    bool known = false;
    for (const auto& other : to) known = known || other == name;
    if (!known) to.push_back(name);
  }
}

Names rows_of(const std::vector<decision::Remark>& remarks) {
  Names rows;
  for (const auto& remark : remarks) rows.push_back(remark.certain ? remark.row : remark.row + "?");
  return rows;
}

Names cells(const Assessment& a, const LesionAssessment& l) {
  Names options;
  Names rows;
  Names marks;
  Names evidence;
  Names alternatives;
  Names missing;
  for (const auto& option : l.options) {
    options.push_back(option.surgery + "+" + option.radiation);
    add_distinct(rows, option.rows);
    add_distinct(marks, mark_letters(option.marks));
    add_distinct(evidence, option.evidence);
  }
  for (const auto& other : l.alternatives) alternatives.push_back(other.row);
  for (const auto& fact : l.missing) missing.push_back(fact.name);
  return {a.case_id,
          l.lesion,
          a.edition,
          a.versions.software,
          a.versions.knowledge,
          a.versions.knowledge_sha256,
          set(l.levels),
          set(a.histology),
          set(l.escc),
          set(l.escc_group),
          set(l.deficit),
          set(l.tumour),
          std::to_string(l.sins.lowest),
          std::to_string(l.sins.highest),
          set(l.sins.categories),
          set(l.stability),
          set(l.tolerates_surgery),
          set(l.urgency),
          l.determined ? "true" : "false",
          set(options),
          set(rows),
          set(marks),
          set(evidence),
          set(alternatives),
          set(rows_of(l.vetoes)),
          set(rows_of(l.cautions)),
          set(missing),
          std::to_string(a.recorded),
          std::to_string(a.readable)};
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string guarded;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) guarded += '\'';
  guarded += text;
  if (guarded.find_first_of(",\"\r\n") == std::string::npos) return guarded;
  std::string out = "\"";
  for (const char c : guarded) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string csv_header() {
  std::string out;
  for (const char* name : header) {
    if (!out.empty()) out += ',';
    out += name;
  }
  return out.append(line_end);
}

std::string csv_rows(const Assessment& assessment, std::string_view before, std::string_view after) {
  std::string out;
  for (const auto& lesion : assessment.lesions) {
    out += before;
    bool first = true;
    for (const auto& cell : cells(assessment, lesion)) {
      if (!first) out += ',';
      first = false;
      out += csv_cell(cell);
    }
    out.append(after).append(line_end);
  }
  return out;
}

std::size_t csv_columns() {
  return std::size(header);
}

std::string assessment_csv(const Assessment& assessment) {
  return csv_header() + csv_rows(assessment);
}

}  // namespace noms::report
