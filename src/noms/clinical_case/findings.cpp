// SPDX-License-Identifier: Apache-2.0
#include "noms/clinical_case/findings.h"

#include <algorithm>

#include "noms/clinical_case/case.h"

namespace noms::clinical_case {
namespace {

using json::pointer;
using json::Value;

constexpr std::string_view in_lesion = "lesions/*/";

Value of_kind(Value::Kind kind) {
  Value v;
  v.kind = kind;
  return v;
}

Value* member(Value& object, std::string_view name) {
  for (auto& m : object.members) {
    if (m.first == name) return &m.second;
  }
  return nullptr;
}

/// The member of that name, made as an empty object where it is not there.
Value& group_in(Value& object, std::string_view name) {
  if (Value* found = member(object, name)) return *found;
  object.members.push_back({std::string(name), of_kind(Value::Kind::Object)});
  return object.members.back().second;
}

/// Who recorded a reading; empty where it does not say.
std::string_view recorder_of(const Value& reading) {
  const Value* source = reading.is_object() ? reading.find("source") : nullptr;
  const Value* by = source != nullptr && source->is_object() ? source->find("recorded_by") : nullptr;
  return by != nullptr && by->is_string() ? std::string_view(by->string) : std::string_view();
}

/// What is there, without what the same recorder measured before, and the new reading behind it.
void add_reading(Value& record, const std::string& field, const Value& reading) {
  Value* old = member(record, field);
  if (old == nullptr) {
    record.members.push_back({field, reading});
    return;
  }
  Value list = of_kind(Value::Kind::Array);
  if (const Value* before = old->is_object() ? old->find("readings") : nullptr) {
    list.items = before->items;
  } else {
    list.items.push_back(*old);
  }
  std::erase_if(list.items, [&](const Value& item) { return recorder_of(item) == recorder_of(reading); });
  if (list.items.empty()) {
    *old = reading;
    return;
  }
  list.items.push_back(reading);
  *old = of_kind(Value::Kind::Object);
  old->members.push_back({"readings", std::move(list)});
}

/// Where a field stands: its group is made where it is missing.
std::pair<Value*, std::string> place_of(Value& root, Value& lesion, std::string_view field) {
  Value* record = &root;
  if (field.starts_with(in_lesion)) {
    record = &lesion;
    field.remove_prefix(in_lesion.size());
  }
  for (auto slash = field.find('/'); slash != std::string_view::npos; slash = field.find('/')) {
    record = &group_in(*record, field.substr(0, slash));
    field.remove_prefix(slash + 1);
  }
  return {record, std::string(field)};
}

bool same_quantity(const Value* a, const Value* b) {
  if (a == nullptr || b == nullptr) return false;
  const Value* number = a->find("value");
  const Value* unit = a->find("unit");
  return number != nullptr && unit != nullptr && unit->string == b->find("unit")->string &&
         number->number == b->find("value")->number;
}

Result<bool> add_courses(Value& lesion, const std::string& place, const std::vector<Value>& courses) {
  if (courses.empty()) return true;
  Value* list = member(lesion, "prior_radiation");
  if (list != nullptr && list->items.empty())
    return Issue{ErrorCode::Contradiction, place + "/prior_radiation",
                 "the case says that there was no earlier radiation; correct it first"};
  if (list == nullptr) {
    lesion.members.push_back({"prior_radiation", of_kind(Value::Kind::Array)});
    list = &lesion.members.back().second;
  }
  for (const Value& course : courses) {
    const Value* dose = course.find("dose");
    const Value* count = course.find("fractions");
    const bool known = std::ranges::any_of(list->items, [&](const Value& item) {
      const Value* fractions = item.find("fractions");
      const bool same_dose = dose == nullptr || same_quantity(item.find("dose"), dose);
      return same_dose && count != nullptr && fractions != nullptr && fractions->number == count->number;
    });
    if (!known) list->items.push_back(course);
  }
  return true;
}

/// The fault of one reading, if there is one.
void check_reading(const json::Member& given, const knowledge::Library& library, Issues& issues) {
  const std::string place = pointer("/findings/fields", given.first);
  const auto field = std::ranges::find(library.fields, given.first, &knowledge::Field::path);
  // Nothing is measured into an element of a list but of the lesions.
  const bool inside = given.first.rfind('*') != std::string::npos && given.first.rfind('*') >= in_lesion.size();
  if (field == library.fields.end() || field->type == knowledge::Field::Type::List || inside) {
    issues.push_back({ErrorCode::UnknownField, place, "a case has no such field"});
  } else if (recorder_of(given.second).empty()) {
    issues.push_back({ErrorCode::MissingField, place + "/source/recorded_by", "a measured value says who recorded it"});
  }
}

bool is_course(const Value& course) {
  if (!course.is_object()) return false;
  const Value* dose = course.find("dose");
  return dose == nullptr || (dose->is_object() && dose->find("value") != nullptr && dose->find("unit") != nullptr);
}

}  // namespace

void write_findings(json::Writer& writer, const Findings& findings) {
  writer.key("findings");
  writer.begin_object();
  writer.member("noms_findings", 1);
  writer.key("fields");
  writer.begin_object();
  for (const auto& [field, reading] : findings.readings) {
    writer.key(field);
    json::write(writer, reading);
  }
  writer.end_object();
  if (!findings.courses.empty()) {
    writer.key("prior_radiation");
    writer.begin_array();
    for (const Value& course : findings.courses) json::write(writer, course);
    writer.end_array();
  }
  writer.end_object();
}

Result<Findings> read_findings(const Value& document, const knowledge::Library& library) {
  const Value* given = document.is_object() ? document.find("findings") : nullptr;
  if (given == nullptr) return Issue{ErrorCode::MissingField, "/findings", "the file holds no findings"};
  const Value* version = given->is_object() ? given->find("noms_findings") : nullptr;
  if (version == nullptr || !version->whole || version->number != 1)
    return Issue{ErrorCode::UnknownValue, "/findings/noms_findings", "allowed: 1"};
  Findings findings;
  Issues issues;
  for (const auto& [name, value] : given->members) {
    const std::string place = pointer("/findings", name);
    if (name == "fields" && value.is_object()) {
      for (const auto& reading : value.members) {
        check_reading(reading, library, issues);
        findings.readings.emplace_back(reading.first, reading.second);
      }
    } else if (name == "prior_radiation" && value.is_array() && std::ranges::all_of(value.items, is_course)) {
      findings.courses = value.items;
    } else if (name == "fields" || name == "prior_radiation") {
      issues.push_back({ErrorCode::WrongType, place, "not in the form that a measuring command prints"});
    } else if (name != "noms_findings") {
      issues.push_back({ErrorCode::UnknownField, place, "allowed: noms_findings, fields, prior_radiation"});
    }
  }
  if (!issues.empty()) return issues;
  return findings;
}

Result<Merged> merged(Value document, std::size_t lesion, const Findings& findings, const knowledge::Library& library) {
  const auto before = read_case(document, library);
  if (!before) return before.error();
  if (lesion >= before.value().lesions.size())
    return Issue{ErrorCode::OutOfLimits, "/lesions", "the case has no lesion of that number"};
  Value& record = member(document, "lesions")->items[lesion];
  const auto added = add_courses(record, pointer("/lesions", lesion), findings.courses);
  if (!added) return added.error();
  for (const auto& [field, reading] : findings.readings) {
    const auto [place, name] = place_of(document, record, field);
    add_reading(*place, name, reading);
  }
  const auto after = read_case(document, library);
  if (!after) return after.error();
  Merged result;
  for (const auto& note : after.value().notes) {
    if (std::ranges::find(before.value().notes, note) == before.value().notes.end()) result.notes.push_back(note);
  }
  json::Writer w(2);
  json::write(w, document);
  result.text = w.take() + "\n";
  return result;
}

}  // namespace noms::clinical_case
