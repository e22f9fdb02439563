// SPDX-License-Identifier: Apache-2.0
#include "noms/report/brief.h"

#include "noms/json/writer.h"

namespace noms::report {
namespace {

using decision::Names;
using json::Writer;

Names rows_of(const std::vector<decision::Remark>& remarks) {
  Names rows;
  for (const auto& remark : remarks) rows.push_back(remark.certain ? remark.row : remark.row + "?");
  return rows;
}

void write_options(Writer& w, const decision::LesionAssessment& lesion) {
  w.key("options");
  w.begin_array();
  for (const auto& option : lesion.options) {
    w.begin_object();
    w.member("surgery", option.surgery);
    w.member("radiation", option.radiation);
    w.member("rows", option.rows);
    w.end_object();
  }
  w.end_array();
}

}  // namespace

std::string brief_findings(const decision::LesionAssessment& lesion) {
  Writer w(0);
  Names alternatives;
  Names missing;
  for (const auto& other : lesion.alternatives) alternatives.push_back(other.row);
  for (const auto& fact : lesion.missing) missing.push_back(fact.fact);
  w.begin_object();
  w.member("urgency", lesion.urgency);
  w.member("escc", lesion.escc);
  w.member("escc_group", lesion.escc_group);
  w.member("deficit", lesion.deficit);
  w.member("tumour", lesion.tumour);
  w.member("sins_lowest", lesion.sins.lowest);
  w.member("sins_highest", lesion.sins.highest);
  w.member("stability", lesion.stability);
  w.member("tolerates_surgery", lesion.tolerates_surgery);
  w.member("determined", lesion.determined);
  write_options(w, lesion);
  w.member("alternatives", alternatives);
  w.member("vetoes", rows_of(lesion.vetoes));
  w.member("cautions", rows_of(lesion.cautions));
  w.member("missing", missing);
  w.end_object();
  return w.text().substr(1, w.text().size() - 2);
}

BriefFrame::BriefFrame(std::string_view edition, std::string_view knowledge_sha256)
    : end_("],\"edition\":" + json::quoted(edition) + ",\"knowledge_sha256\":" + json::quoted(knowledge_sha256) + "}") {
}

void BriefFrame::begin(std::string& line, std::string_view case_id) const {
  line += "{\"noms_brief\":1,\"case\":";
  json::append_quoted(line, case_id);
  line += ",\"lesions\":[";
}

void BriefFrame::add(std::string& line, std::string_view lesion, std::span<const std::string_view> levels,
                     std::string_view findings) const {
  line += line.back() == '[' ? "{\"lesion\":" : ",{\"lesion\":";
  json::append_quoted(line, lesion);
  line += ",\"levels\":[";
  for (const auto level : levels) {
    if (line.back() != '[') line += ',';
    json::append_quoted(line, level);
  }
  line += "],";
  line += findings;
  line += '}';
}

std::string brief_json(const decision::Assessment& assessment) {
  const BriefFrame frame(assessment.edition, assessment.versions.knowledge_sha256);
  std::string line;
  frame.begin(line, assessment.case_id);
  for (const auto& lesion : assessment.lesions)
    frame.add(line, lesion.lesion, std::vector<std::string_view>(lesion.levels.begin(), lesion.levels.end()),
              brief_findings(lesion));
  frame.end(line);
  return line;
}

}  // namespace noms::report
