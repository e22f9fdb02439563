// SPDX-License-Identifier: Apache-2.0
#include "noms/report/brief.h"

#include "noms/json/writer.h"

namespace noms::report {
namespace {

using Words = decision::LesionRows::Words;

void add(std::string& out, std::string_view name, const Words& words) {
  out += name;
  for (const auto word : words) {
    if (out.back() != '[') out += ',';
    json::append_quoted(out, word);
  }
}

void add(std::string& out, std::string_view name, const std::vector<decision::LesionRows::Remark>& remarks) {
  out += name;
  for (const auto& remark : remarks) {
    if (out.back() != '[') out += ',';
    json::append_quoted(out, remark.row);
    if (!remark.certain) out.insert(out.size() - 1, 1, '?');
  }
}

}  // namespace

std::string brief_findings(const decision::LesionRows& lesion) {
  std::string out;
  out.reserve(1024);
  add(out, "\"urgency\":[", lesion.urgency);
  add(out, "],\"escc\":[", lesion.escc);
  add(out, "],\"escc_group\":[", lesion.escc_group);
  add(out, "],\"deficit\":[", lesion.deficit);
  add(out, "],\"tumour\":[", lesion.tumour);
  out += "],\"sins_lowest\":" + std::to_string(lesion.sins_lowest);
  out += ",\"sins_highest\":" + std::to_string(lesion.sins_highest);
  add(out, ",\"stability\":[", lesion.stability);
  add(out, "],\"tolerates_surgery\":[", lesion.tolerates_surgery);
  out += lesion.determined() ? "],\"determined\":true" : "],\"determined\":false";
  out += ",\"options\":[";
  for (const auto& option : lesion.options) {
    out += out.back() == '[' ? "{\"surgery\":" : ",{\"surgery\":";
    json::append_quoted(out, option.surgery);
    out += ",\"radiation\":";
    json::append_quoted(out, option.radiation);
    add(out, ",\"rows\":[", option.rows);
    out += "]}";
  }
  add(out, "],\"alternatives\":[", lesion.alternatives);
  add(out, "],\"vetoes\":[", lesion.vetoes);
  add(out, "],\"cautions\":[", lesion.cautions);
  add(out, "],\"missing\":[", Words(lesion.missing_places.begin(), lesion.missing_places.end()));
  out += ']';
  return out;
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
              brief_findings(decision::rows_of(assessment, lesion)));
  frame.end(line);
  return line;
}

}  // namespace noms::report
