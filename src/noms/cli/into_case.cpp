// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/into_case.h"

#include <algorithm>
#include <cmath>

#include "noms/cli/files.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/clinical_case/case.h"
#include "noms/foundation/text.h"
#include "noms/json/document.h"
#include "noms/json/writer.h"

namespace noms::cli {
namespace {

using json::Value;

constexpr std::size_t longest_text = 500;  // of an entry of a source, as the case format has it

void write_value(json::Writer& w, const Value& v) {
  switch (v.kind) {
    case Value::Kind::Null: return w.null();
    case Value::Kind::Boolean: return w.boolean(v.boolean);
    case Value::Kind::Number: return w.number(v.number);
    case Value::Kind::String: return w.string(v.string);
    case Value::Kind::Array:
      w.begin_array();
      for (const Value& item : v.items) write_value(w, item);
      return w.end_array();
    case Value::Kind::Object:
      w.begin_object();
      for (const auto& member : v.members) {
        w.key(member.first);
        write_value(w, member.second);
      }
      return w.end_object();
  }
}

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

Value* member(Value& object, std::string_view name) {
  for (auto& m : object.members) {
    if (m.first == name) return &m.second;
  }
  return nullptr;
}

/// The member of that name, made as an empty object where it is not there.
Value& group_in(Value& object, const std::string& name) {
  if (Value* found = member(object, name)) return *found;
  object.members.push_back({name, of_kind(Value::Kind::Object)});
  return object.members.back().second;
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

bool made_by(const Value& reading, const std::string& who) {
  const Value* source = reading.is_object() ? reading.find("source") : nullptr;
  const Value* by = source != nullptr ? source->find("recorded_by") : nullptr;
  return by != nullptr && by->string == who;
}

/// What is there, without what this command measured before, and the new reading behind it.
void add_reading(Value& record, const std::string& field, Value reading, const std::string& who) {
  Value* old = member(record, field);
  if (old == nullptr) {
    record.members.push_back({field, std::move(reading)});
    return;
  }
  Value list = of_kind(Value::Kind::Array);
  if (const Value* before = old->is_object() ? old->find("readings") : nullptr) {
    list.items = before->items;
  } else {
    list.items.push_back(*old);
  }
  std::erase_if(list.items, [&](const Value& item) { return made_by(item, who); });
  if (list.items.empty()) {
    *old = std::move(reading);
    return;
  }
  list.items.push_back(std::move(reading));
  *old = of_kind(Value::Kind::Object);
  old->members.push_back({"readings", std::move(list)});
}

/// Where a field of the patient stands: its group is made where it is missing.
std::pair<Value*, std::string> place_of(Value& root, Value& lesion, const std::string& field) {
  Value* record = field.find('/') == std::string::npos ? &lesion : &root;
  std::string_view rest = field;
  for (auto slash = rest.find('/'); slash != std::string_view::npos; slash = rest.find('/')) {
    record = &group_in(*record, std::string(rest.substr(0, slash)));
    rest.remove_prefix(slash + 1);
  }
  return {record, std::string(rest)};
}

bool same_quantity(const Value* a, const Value& b) {
  if (a == nullptr) return false;
  const Value* number = a->find("value");
  const Value* unit = a->find("unit");
  return number != nullptr && unit != nullptr && unit->string == b.find("unit")->string &&
         number->number == b.find("value")->number;
}

Result<bool> add_courses(Value& lesion, const std::string& place, const Measurement& measured) {
  if (measured.courses.empty()) return true;
  Value* list = member(lesion, "prior_radiation");
  if (list != nullptr && list->items.empty())
    return Issue{ErrorCode::Contradiction, "--into " + place + "/prior_radiation",
                 "the case says that there was no earlier radiation; correct it first"};
  if (list == nullptr) {
    lesion.members.push_back({"prior_radiation", of_kind(Value::Kind::Array)});
    list = &lesion.members.back().second;
  }
  for (const RecordedCourse& course : measured.courses) {
    Value made = of_kind(Value::Kind::Object);
    if (course.total_gy) made.members.push_back({"dose", quantity(*course.total_gy, "Gy")});
    made.members.push_back({"fractions", number_value(course.fractions)});
    if (course.months_ago) made.members.push_back({"interval", quantity(*course.months_ago, "mo")});
    const bool known = std::ranges::any_of(list->items, [&](const Value& item) {
      const Value* fractions = item.find("fractions");
      const bool same_dose = !course.total_gy || same_quantity(item.find("dose"), made.members.front().second);
      return same_dose && fractions != nullptr && fractions->number == course.fractions;
    });
    if (!known) list->items.push_back(std::move(made));
  }
  return true;
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
  Value& lesion = member(root.value(), "lesions")->items[index.value()];
  const auto added = add_courses(lesion, json::pointer("/lesions", index.value()), measured);
  if (!added) return added.error();
  for (const MeasuredFact& fact : measured.facts) {
    const auto [record, field] = place_of(root.value(), lesion, fact.field);
    add_reading(*record, field, reading_of(call, fact, measured), recorder(call));
  }
  const auto after = clinical_case::read_case(root.value(), *knowledge.value().library);
  if (!after) return below_into(after.error());
  for (const auto& note : after.value().notes) {
    if (std::ranges::find(before.value().notes, note) == before.value().notes.end()) say("noms: " + note);
  }
  json::Writer w(2);
  write_value(w, root.value());
  const auto written = write_files({{call.value("into-output", path), w.take() + "\n"}});
  return written ? Result<bool>(true) : written.error();
}

}  // namespace noms::cli
