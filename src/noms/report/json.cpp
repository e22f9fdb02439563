// SPDX-License-Identifier: Apache-2.0
#include "noms/report/json.h"

#include "noms/json/writer.h"
#include "noms/report/beside.h"
#include "noms/report/plan_json.h"
#include "noms/report/prognosis_json.h"

namespace noms::report {
namespace {

using json::Writer;

template <typename Items, typename Write>
void list(Writer& w, std::string_view key, const Items& items, Write write) {
  w.key(key);
  w.begin_array();
  for (const auto& item : items) {
    w.begin_object();
    write(w, item);
    w.end_object();
  }
  w.end_array();
}

void treatment(Writer& w, const decision::Treatment& pair) {
  w.member("surgery", pair.first);
  w.member("radiation", pair.second);
}

void outcome(Writer& w, const decision::Outcome& item) {
  w.member("values", item.values);
  list(w, "options", item.options, treatment);
}

void missing(Writer& w, const decision::Missing& item) {
  w.member("fact", item.fact);
  w.member("name", item.name);
  w.member("ask", item.ask);
  w.member("rank", item.rank);
  w.member("decides", item.decides);
  w.member("remaining", item.remaining);
  w.member("worst", item.worst);
  list(w, "outcomes", item.outcomes, outcome);
}

void sins_item(Writer& w, const decision::SinsItem& item) {
  w.member("component", item.component);
  w.member("fact", item.fact);
  w.member("findings", item.findings);
  w.member("recorded", item.recorded);
  w.member("lowest", item.lowest);
  w.member("highest", item.highest);
}

void option(Writer& w, const decision::Option& item) {
  w.member("surgery", item.surgery);
  w.member("radiation", item.radiation);
  w.member("rows", item.rows);
  w.member("marks", item.marks);
  w.member("summary", item.summary);
  w.member("texts", item.texts);
  w.member("evidence", item.evidence);
}

void alternative(Writer& w, const decision::Alternative& item) {
  w.member("row", item.row);
  w.member("surgery", item.surgery);
  w.member("radiation", item.radiation);
  w.member("summary", item.summary);
  w.member("text", item.text);
  w.member("mark", item.mark);
  w.member("evidence", item.evidence);
  w.member("beside", item.beside);
}

void remark(Writer& w, const decision::Remark& item) {
  w.member("row", item.row);
  w.member("text", item.text);
  w.member("mark", item.mark);
  w.member("evidence", item.evidence);
  w.member("certain", item.certain);
  w.member("flag", item.flag);
}

void given(Writer& w, const decision::Reason::Given& item) {
  w.member("fact", item.fact);
  w.member("values", item.values);
  w.member("recorded", item.recorded);
}

void reason(Writer& w, const decision::Reason& item) {
  w.member("table", item.table);
  w.member("title", item.title);
  w.member("rows", item.rows);
  list(w, "given", item.given, given);
  w.member("decision", item.decision);
  w.member("values", item.values);
  w.member("marks", item.marks);
  w.member("texts", item.texts);
  w.member("evidence", item.evidence);
}

void robustness(Writer& w, const decision::Robustness& item) {
  w.member("fact", item.fact);
  w.member("name", item.name);
  w.member("from", item.from);
  w.member("to", item.to);
  w.member("changes", item.changes);
  list(w, "options", item.options, treatment);
  w.member("changes_urgency", item.changes_urgency);
  w.member("urgency", item.urgency);
}

void pillars(Writer& w, const decision::LesionAssessment& item) {
  w.key("neurologic");
  w.begin_object();
  w.member("escc", item.escc);
  w.member("escc_group", item.escc_group);
  w.member("deficit", item.deficit);
  w.end_object();
  w.key("oncologic");
  w.begin_object();
  w.member("tumour", item.tumour);
  w.end_object();
  w.key("mechanical");
  w.begin_object();
  w.key("sins");
  w.begin_object();
  w.member("lowest", item.sins.lowest);
  w.member("highest", item.sins.highest);
  w.member("categories", item.sins.categories);
  list(w, "items", item.sins.items, sins_item);
  w.end_object();
  w.member("stability", item.stability);
  w.end_object();
  w.key("systemic");
  w.begin_object();
  w.member("tolerates_surgery", item.tolerates_surgery);
  w.end_object();
}

void findings(Writer& w, const decision::LesionAssessment& item) {
  pillars(w, item);
  w.member("urgency", item.urgency);
  w.member("red_flags", item.red_flags);
  w.key("recommendation");
  w.begin_object();
  w.member("determined", item.determined);
  list(w, "options", item.options, option);
  list(w, "alternatives", item.alternatives, alternative);
  list(w, "vetoes", item.vetoes, remark);
  w.end_object();
  list(w, "missing", item.missing, missing);
  list(w, "cautions", item.cautions, remark);
  list(w, "reasons", item.reasons, reason);
  list(w, "robustness", item.robustness, robustness);
}

void lesion(Writer& w, const decision::LesionAssessment& item) {
  w.member("lesion", item.lesion);
  findings(w, item);
}

std::string text_of(const decision::Assessment& assessment, const Beside* beside, int indent) {
  Writer w(indent);
  w.begin_object();
  w.member("noms_assessment", 1);
  w.member("case", assessment.case_id);
  w.member("edition", assessment.edition);
  w.key("versions");
  w.begin_object();
  w.member("software", assessment.versions.software);
  w.member("knowledge", assessment.versions.knowledge);
  w.member("knowledge_sha256", assessment.versions.knowledge_sha256);
  w.end_object();
  list(w, "lesions", assessment.lesions, lesion);
  if (beside != nullptr) {
    w.key("prognosis");
    w.begin_array();
    for (const auto& score : beside->prognosis) write_prognosis(w, score);
    w.end_array();
    w.key("plan");
    write_plans(w, beside->plans);
  }
  w.member("notes", assessment.notes);
  w.key("completeness");
  w.begin_object();
  w.member("recorded", assessment.recorded);
  w.member("readable", assessment.readable);
  w.end_object();
  w.end_object();
  return w.take();
}

}  // namespace

std::string assessment_json(const decision::Assessment& assessment, int indent) {
  return text_of(assessment, nullptr, indent);
}

std::string assessment_json(const decision::Assessment& assessment, const Beside& beside, int indent) {
  return text_of(assessment, &beside, indent);
}

std::string json_findings(const decision::LesionAssessment& lesion) {
  Writer w(0);
  w.begin_object();
  findings(w, lesion);
  w.end_object();
  const std::string object = w.take();
  return object.substr(1, object.size() - 2);
}

JsonFrame::JsonFrame(std::string_view edition, const decision::Versions& versions)
    : editions_(",\"edition\":" + json::quoted(edition) + ",\"versions\":{\"software\":" +
                json::quoted(versions.software) + ",\"knowledge\":" + json::quoted(versions.knowledge) +
                ",\"knowledge_sha256\":" + json::quoted(versions.knowledge_sha256) + "}") {}

void JsonFrame::begin(std::string& line, std::string_view case_id) const {
  line += "{\"noms_assessment\":1,\"case\":";
  json::append_quoted(line, case_id);
  line += editions_;
  line += ",\"lesions\":[";
}

void JsonFrame::add(std::string& line, std::string_view lesion, std::string_view findings) const {
  line += line.back() == '[' ? "{\"lesion\":" : ",{\"lesion\":";
  json::append_quoted(line, lesion);
  line += ',';
  line += findings;
  line += '}';
}

void JsonFrame::end(std::string& line, const decision::Names& notes, const decision::FactCount& facts) const {
  line += "],\"notes\":[";
  for (const auto& note : notes) {
    if (line.back() != '[') line += ',';
    json::append_quoted(line, note);
  }
  line += "],\"completeness\":{\"recorded\":" + std::to_string(facts.recorded) +
          ",\"readable\":" + std::to_string(facts.readable) + "}}";
}

}  // namespace noms::report
