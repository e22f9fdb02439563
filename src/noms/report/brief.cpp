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

std::string brief_line(std::string_view case_id, const std::vector<BriefLesion>& lesions, std::string_view edition,
                       std::string_view knowledge_sha256) {
  std::string line = "{\"noms_brief\":1,\"case\":" + json::quoted(case_id) + ",\"lesions\":[";
  for (const auto& lesion : lesions) {
    line += &lesion == &lesions.front() ? "{\"lesion\":" : ",{\"lesion\":";
    line += json::quoted(lesion.lesion) + ",\"levels\":[";
    for (const auto& level : lesion.levels) {
      if (&level != &lesion.levels.front()) line += ',';
      line += json::quoted(level);
    }
    line += "],";
    line += lesion.findings;
    line += '}';
  }
  line += "],\"edition\":" + json::quoted(edition) + ",\"knowledge_sha256\":" + json::quoted(knowledge_sha256) + "}";
  return line;
}

std::string brief_json(const decision::Assessment& assessment) {
  std::vector<BriefLesion> lesions;
  for (const auto& lesion : assessment.lesions)
    lesions.push_back({lesion.lesion, lesion.levels, brief_findings(lesion)});
  return brief_line(assessment.case_id, lesions, assessment.edition, assessment.versions.knowledge_sha256);
}

}  // namespace noms::report
