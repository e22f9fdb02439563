// SPDX-License-Identifier: Apache-2.0
#include "noms/report/csv.h"

#include <algorithm>
#include <iterator>

namespace noms::report {
namespace {

using decision::Assessment;

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
                                  "sins_location",
                                  "sins_pain",
                                  "sins_bone_lesion",
                                  "sins_alignment",
                                  "sins_vertebral_body",
                                  "sins_posterolateral",
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

/// In the order of their columns.
constexpr std::string_view sins_components[] = {"location",  "pain",           "bone_lesion",
                                                "alignment", "vertebral_body", "posterolateral"};

using Words = decision::LesionRows::Words;

/// Begins with what a spreadsheet takes for a formula.
bool is_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

/// Holds a sign that forces the cell into quotes.
bool has_special(std::string_view text) {
  bool special = false;  // without a way out, so that many signs are looked at in one step
  for (const char c : text) special |= (c == ',') | (c == '"') | (c == '\r') | (c == '\n');
  return special;
}

void append_cell(std::string& out, std::string_view text) {
  const bool guarded = is_formula(text);
  if (!has_special(text)) {
    if (guarded) out += '\'';
    out += text;
    return;
  }
  out += guarded ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// A cell of several words, written in place.
class CellOfWords {
public:
  explicit CellOfWords(std::string& out) : out_((out += ',')), start_(out.size()) {}

  /// Parts of one word.
  template <typename... Part>
  void add(const Part&... part) {
    if (out_.size() > start_) out_ += '|';
    ((out_ += part), ...);
  }
  void close() {
    const auto text = std::string_view(out_).substr(start_);
    if (!is_formula(text) && !has_special(text)) return;
    const std::string plain(text);
    out_.resize(start_);
    append_cell(out_, plain);
  }

private:
  std::string& out_;
  std::size_t start_;
};

void add_cell(std::string& out, const Words& words) {
  CellOfWords cell(out);
  for (const auto word : words) cell.add(word);
  cell.close();
}

void add_cell(std::string& out, const std::vector<decision::LesionRows::Remark>& remarks) {
  CellOfWords cell(out);
  for (const auto& remark : remarks) cell.add(remark.row, remark.certain ? "" : "?");
  cell.close();
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string out;
  append_cell(out, text);
  return out;
}

std::string csv_header() {
  std::string out;
  for (const char* name : header) {
    if (!out.empty()) out += ',';
    out += name;
  }
  return out.append(line_end);
}

std::string csv_findings(const decision::LesionRows& lesion) {
  std::string out;
  out.reserve(1536);  // about what a lesion takes
  add_cell(out, lesion.escc);
  add_cell(out, lesion.escc_group);
  add_cell(out, lesion.deficit);
  add_cell(out, lesion.tumour);
  out += "," + std::to_string(lesion.sins_lowest) + "," + std::to_string(lesion.sins_highest);
  add_cell(out, lesion.sins_categories);
  for (const auto component : sins_components) {
    const auto item = std::ranges::find(lesion.sins_items, component, [](const auto& one) { return one.first; });
    if (item == lesion.sins_items.end()) {
      out += ',';
    } else {
      add_cell(out, item->second);
    }
  }
  add_cell(out, lesion.stability);
  add_cell(out, lesion.tolerates_surgery);
  add_cell(out, lesion.urgency);
  out += lesion.determined() ? ",true" : ",false";
  CellOfWords pairs(out);
  for (const auto& option : lesion.options) pairs.add(option.surgery, '+', option.radiation);
  pairs.close();
  CellOfWords rows(out);
  for (const auto& option : lesion.options) {
    for (const auto row : option.rows) rows.add(row);
  }
  rows.close();
  add_cell(out, lesion.marks);
  add_cell(out, lesion.evidence);
  add_cell(out, lesion.alternatives);
  add_cell(out, lesion.vetoes);
  add_cell(out, lesion.cautions);
  add_cell(out, lesion.missing);
  return out;
}

std::string csv_histology(const Words& histology) {
  std::string out;
  add_cell(out, histology);
  return out;
}

CsvFrame::CsvFrame(std::string_view edition, const decision::Versions& versions) {
  for (const auto text : {edition, std::string_view(versions.software), std::string_view(versions.knowledge),
                          std::string_view(versions.knowledge_sha256)})
    editions_ += ',' + csv_cell(text);
}

void CsvFrame::add(std::string& out, const CsvRow& row) const {
  out += row.before;
  append_cell(out, row.case_id);
  out += ',';
  append_cell(out, row.lesion);
  out += editions_;
  add_cell(out, Words(row.levels.begin(), row.levels.end()));
  out += row.histology;
  out += row.findings;
  out += ',' + std::to_string(row.facts.recorded) + ',' + std::to_string(row.facts.readable);
  out.append(row.after).append(line_end);
}

std::string csv_rows(const Assessment& assessment, std::string_view before, std::string_view after) {
  const CsvFrame frame(assessment.edition, assessment.versions);
  std::string out;
  for (const auto& lesion : assessment.lesions) {
    const auto rows = decision::rows_of(assessment, lesion);
    const Words levels(lesion.levels.begin(), lesion.levels.end());
    frame.add(out, {before,
                    assessment.case_id,
                    lesion.lesion,
                    levels,
                    csv_histology(rows.histology),
                    csv_findings(rows),
                    {assessment.recorded, assessment.readable},
                    after});
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
