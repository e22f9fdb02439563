// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/cli/files.h"
#include "noms/cli/image_commands.h"
#include "noms/cli/loaded.h"
#include "noms/cli/output.h"
#include "noms/foundation/text.h"
#include "noms/json/document.h"

namespace noms::cli {
namespace {

using json::Value;

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

Value text_value(std::string text) {
  Value v;
  v.kind = Value::Kind::String;
  v.string = std::move(text);
  return v;
}

Value* member(Value& object, std::string_view name) {
  for (auto& m : object.members) {
    if (m.first == name) return &m.second;
  }
  return nullptr;
}

Result<Value*> lesion_of(Value& root, const Call& call) {
  Value* lesions = member(root, "lesions");
  const Issue wrong{ErrorCode::MissingField, "lesions", "the case has no lesion to record this in"};
  if (lesions == nullptr || !lesions->is_array() || lesions->items.empty()) return wrong;
  if (const auto* wanted = call.find("lesion")) {
    for (Value& lesion : lesions->items) {
      const Value* id = lesion.find("id");
      if (id != nullptr && id->string == *wanted) return &lesion;
    }
    return Issue{ErrorCode::UnknownValue, "--lesion", "the case has no lesion of that id"};
  }
  if (lesions->items.size() > 1)
    return Issue{ErrorCode::Usage, "--lesion", "the case has several lesions; say which by its id"};
  return &lesions->items.front();
}

/// What is recorded already: one text or a list of texts, with or without a source.
std::vector<std::string> recorded(const Value* v) {
  std::vector<std::string> out;
  if (v != nullptr && v->is_object()) v = v->find("value");
  if (v == nullptr) return out;
  if (v->is_string()) out.push_back(v->string);
  for (const Value& item : v->items) out.push_back(item.string);
  return out;
}

bool measured_before(const Value* v) {
  const Value* source = v != nullptr && v->is_object() ? v->find("source") : nullptr;
  const Value* by = source != nullptr ? source->find("recorded_by") : nullptr;
  return by != nullptr && by->string == "noms image";
}

Value fact_value(const MeasuredFact& fact, const std::vector<std::string>& values, const std::string& doubt,
                 std::string_view method, const std::vector<ImageSource>& sources) {
  Value list;
  list.kind = Value::Kind::Array;
  for (const std::string& v : values) list.items.push_back(text_value(v));
  std::string images;
  for (const ImageSource& s : sources) images += (images.empty() ? "" : "; ") + s.option + " sha256 " + s.sha256;
  Value source;
  source.kind = Value::Kind::Object;
  source.members.push_back({"recorded_by", text_value("noms image")});
  source.members.push_back({"method", text_value(std::string(method))});
  source.members.push_back({"image", text_value(images)});
  source.members.push_back({"software", text_value("noms " + std::string(software_version()))});
  source.members.push_back({"uncertainty", text_value(fact.uncertainty + doubt)});
  Value out;
  out.kind = Value::Kind::Object;
  out.members.push_back({"value", values.size() == 1 ? list.items.front() : list});
  out.members.push_back({"source", std::move(source)});
  return out;
}

void record(Value& lesion, const MeasuredFact& fact, std::string_view method, const std::vector<ImageSource>& sources) {
  Value* old = member(lesion, fact.field);
  std::vector<std::string> values = fact.values;
  std::string doubt;
  if (!measured_before(old)) {
    const std::vector<std::string> typed = recorded(old);
    for (const std::string& v : typed) {
      if (std::find(values.begin(), values.end(), v) == values.end()) values.push_back(v);
    }
    if (!typed.empty() && values.size() > fact.values.size()) {
      doubt = " Disagreement: recorded before as " + joined(typed, ", ") + "; both are kept.";
      say("noms: " + fact.field + ": what was recorded and what is measured differ; both stay possible in the case");
    }
  }
  std::sort(values.begin(), values.end());
  Value made = fact_value(fact, values, doubt, method, sources);
  if (old != nullptr) {
    *old = std::move(made);
  } else {
    lesion.members.push_back({fact.field, std::move(made)});
  }
}

}  // namespace

Result<bool> write_findings(const Call& call, const std::vector<MeasuredFact>& facts, std::string_view method,
                            const std::vector<ImageSource>& sources) {
  const std::string path = call.value("into");
  const auto text = read_file(path, json::Limits{}.bytes);
  if (!text) return text.error();
  auto root = json::parse(text.value());
  if (!root) return root.error();
  const auto lesion = lesion_of(root.value(), call);
  if (!lesion) return lesion.error();
  for (const MeasuredFact& fact : facts) record(*lesion.value(), fact, method, sources);
  json::Writer w(2);
  write_value(w, root.value());
  return write_files({{path, w.take() + "\n"}});
}

}  // namespace noms::cli
