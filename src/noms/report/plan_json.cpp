// SPDX-License-Identifier: Apache-2.0
#include "noms/report/plan_json.h"

namespace noms::report {
namespace {

using json::Writer;

void write_item(Writer& w, const plan::PlanItem& item) {
  w.begin_object();
  w.member("stage", item.stage);
  w.member("row", item.row);
  w.member("text", item.text);
  if (!item.for_it.empty()) w.member("for", item.for_it);
  if (!item.against.empty()) w.member("against", item.against);
  w.member("certain", item.certain);
  w.member("depends_on", item.depends_on);
  w.member("mark", item.mark);
  w.member("evidence", item.evidence);
  w.end_object();
}

void write_plan(Writer& w, const plan::LesionPlan& plan) {
  w.begin_object();
  w.member("lesion", plan.lesion);
  w.key("option");
  w.begin_object();
  w.member("surgery", plan.treatment.surgery);
  w.member("radiation", plan.treatment.radiation);
  w.end_object();
  w.key("items");
  w.begin_array();
  for (const auto& item : plan.items) write_item(w, item);
  w.end_array();
  w.end_object();
}

}  // namespace

void write_plans(Writer& writer, const std::vector<plan::LesionPlan>& plans) {
  writer.begin_array();
  for (const auto& plan : plans) write_plan(writer, plan);
  writer.end_array();
}

std::string plans_json(const std::vector<plan::LesionPlan>& plans, int indent) {
  Writer writer(indent);
  write_plans(writer, plans);
  return writer.take();
}

}  // namespace noms::report
