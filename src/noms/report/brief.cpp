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

void write_lesion(Writer& w, const decision::LesionAssessment& lesion) {
  Names alternatives;
  Names missing;
  for (const auto& other : lesion.alternatives) alternatives.push_back(other.row);
  for (const auto& fact : lesion.missing) missing.push_back(fact.fact);
  w.begin_object();
  w.member("lesion", lesion.lesion);
  w.member("levels", lesion.levels);
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
}

}  // namespace

std::string brief_json(const decision::Assessment& assessment) {
  Writer w(0);
  w.begin_object();
  w.member("noms_brief", 1);
  w.member("case", assessment.case_id);
  w.key("lesions");
  w.begin_array();
  for (const auto& lesion : assessment.lesions) write_lesion(w, lesion);
  w.end_array();
  w.member("edition", assessment.edition);
  w.member("knowledge_sha256", assessment.versions.knowledge_sha256);
  w.end_object();
  return w.take();
}

}  // namespace noms::report
