// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/into_case.h"

#include <cmath>

#include "noms/cli/files.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/clinical_case/case.h"
#include "noms/clinical_case/findings.h"
#include "noms/foundation/text.h"
#include "noms/json/document.h"

namespace noms::cli {
namespace {

using json::Value;

constexpr std::size_t longest_text = 500;  // of an entry of a source, as the case format has it

Value of_kind(Value::Kind kind) {
  Value v;
  v.kind = kind;
  return v;
}

Value text_value(std::string text) {
  Value v = of_kind(Value::Kind::String);
  if (text.size() > longest_text) {
    text.resize(longest_text);
    while (!text.empty() && !is_utf8(text)) text.pop_back();
  }
  v.string = std::move(text);
  return v;
}

Value number_value(double number) {
  Value v = of_kind(Value::Kind::Number);
  v.number = std::round(number * 1000) / 1000;
  return v;
}

Value quantity(double number, std::string_view unit) {
  Value v = of_kind(Value::Kind::Object);
  v.members.push_back({"value", number_value(number)});
  v.members.push_back({"unit", text_value(std::string(unit))});
  return v;
}

std::string recorder(const Call& call) {
  return "noms " + std::string(call.command->name);
}

Value source_value(const Call& call, const Measurement& measured, const std::string& uncertainty) {
  Value source = of_kind(Value::Kind::Object);
  source.members.push_back({"recorded_by", text_value(recorder(call))});
  source.members.push_back({"method", text_value(measured.method)});
  source.members.push_back({"image", text_value(measured.image)});
  source.members.push_back({"software", text_value("noms " + std::string(software_version()))});
  if (!uncertainty.empty()) source.members.push_back({"uncertainty", text_value(uncertainty)});
  return source;
}

Value reading_of(const Call& call, const MeasuredFact& fact, const Measurement& measured) {
  Value out;
  if (fact.number) {
    out = quantity(*fact.number, fact.unit);
    if (fact.uncertainty > 0) out.members.push_back({"uncertainty", number_value(fact.uncertainty)});
  } else {
    Value list = of_kind(Value::Kind::Array);
    for (const std::string& v : fact.values) list.items.push_back(text_value(v));
    out = of_kind(Value::Kind::Object);
    out.members.push_back({"value", fact.values.size() == 1 ? list.items.front() : list});
  }
  out.members.push_back({"source", source_value(call, measured, fact.explanation)});
  return out;
}

Value course_value(const RecordedCourse& course) {
  Value made = of_kind(Value::Kind::Object);
  if (course.total_gy) made.members.push_back({"dose", quantity(*course.total_gy, "Gy")});
  made.members.push_back({"fractions", number_value(course.fractions)});
  if (course.months_ago) made.members.push_back({"interval", quantity(*course.months_ago, "mo")});
  return made;
}

clinical_case::Findings findings_of(const Call& call, const Measurement& measured) {
  clinical_case::Findings findings;
  for (const MeasuredFact& fact : measured.facts) {
    const bool of_patient = fact.field.find('/') != std::string::npos;
    findings.readings.emplace_back((of_patient ? "" : "lesions/*/") + fact.field, reading_of(call, fact, measured));
  }
  for (const RecordedCourse& course : measured.courses) findings.courses.push_back(course_value(course));
  return findings;
}

Result<std::size_t> lesion_of(const Call& call, const clinical_case::Case& patient) {
  const auto* wanted = call.find("lesion");
  if (wanted == nullptr) {
    if (patient.lesions.size() == 1) return 0U;
    return Issue{ErrorCode::Usage, "--lesion", "the case has several lesions; say which, by its id or its number"};
  }
  for (std::size_t i = 0; i < patient.lesions.size(); ++i) {
    if (patient.lesions[i].id(i) == *wanted) return i;
  }
  const auto number = whole_of(*wanted);
  if (number && *number >= 1 && static_cast<std::size_t>(*number) <= patient.lesions.size())
    return static_cast<std::size_t>(*number - 1);
  return Issue{ErrorCode::UnknownValue, "--lesion", "the case has no lesion of that id or number"};
}

Issues below_into(Issues issues) {
  for (Issue& issue : issues) issue.where = issue.where.empty() ? "--into" : "--into " + issue.where;
  return issues;
}

}  // namespace

std::vector<Option> into_options() {
  return {{"into", "CASE.json", "Record what is measured in a case, beside what is typed there.", Completes::Files},
          {"into-output", "FILE", "Write that case here instead of in place of the old one.", Completes::Files},
          {"lesion", "ID", "The lesion of the case, id or number; needed where it has several."}};
}

Result<bool> write_into_case(const Call& call, const Measurement& measured) {
  if (!call.has("into")) return true;
  const std::string path = call.value("into");
  const auto text = read_file(path, json::Limits{}.bytes);
  if (!text) return below_into(text.error());
  const auto knowledge = load_knowledge(call);
  if (!knowledge) return knowledge.error();
  auto root = json::parse(text.value());
  if (!root) return below_into(root.error());
  const auto before = clinical_case::read_case(root.value(), *knowledge.value().library);
  if (!before) return below_into(before.error());
  const auto index = lesion_of(call, before.value());
  if (!index) return index.error();
  const auto merged = clinical_case::merged(std::move(root).value(), index.value(), findings_of(call, measured),
                                            *knowledge.value().library);
  if (!merged) return below_into(merged.error());
  for (const auto& note : merged.value().notes) say("noms: " + note);
  const auto written = write_files({{call.value("into-output", path), merged.value().text}});
  return written ? Result<bool>(true) : written.error();
}

void write_findings(json::Writer& w, const Call& call, const Measurement& measured) {
  clinical_case::write_findings(w, findings_of(call, measured));
}

}  // namespace noms::cli
