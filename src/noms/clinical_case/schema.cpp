// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/clinical_case/case.h"
#include "noms/foundation/text.h"
#include "noms/json/writer.h"

namespace noms::clinical_case {
namespace {

using knowledge::Field;
using knowledge::Library;

/// Writes the schema by walking the table of fields: groups become objects, lists become arrays of objects.
class SchemaWriter {
public:
  explicit SchemaWriter(const Library& library) : library_(library) {}

  std::string write() {
    w_.begin_object();
    w_.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    w_.member("title", "noms case");
    w_.member(
        "description",
        "What is known about one patient. A field that is left out is not recorded: every value is still possible.");
    object("");
    w_.key("required");
    w_.begin_array();
    w_.string("noms_case");
    w_.string("lesions");
    w_.end_array();
    definitions();
    w_.end_object();
    return w_.take() + "\n";
  }

private:
  /// type, members and "nothing else" of the object whose fields stand below `path`.
  void object(const std::string& path) {
    w_.member("type", "object");
    w_.member("additionalProperties", false);
    w_.key("properties");
    w_.begin_object();
    std::vector<std::string> done;
    const std::size_t from = path.empty() ? 0 : path.size() + 1;
    for (const auto& field : library_.fields) {
      if (!path.empty() &&
          !(field.path.starts_with(path) && field.path.size() > from && field.path[path.size()] == '/'))
        continue;
      const std::string rest = field.path.substr(from);
      const std::string name = rest.substr(0, rest.find('/'));
      if (std::find(done.begin(), done.end(), name) != done.end()) continue;
      done.push_back(name);
      w_.key(name);
      w_.begin_object();
      const std::string below = path.empty() ? name : path + "/" + name;
      if (const Field* leaf = library_.field(below); leaf != nullptr) {
        value(*leaf);
      } else {
        object(below);
      }
      w_.end_object();
    }
    w_.end_object();
  }

  /// A value as it stands, or with its source.
  void value(const Field& field) {
    w_.member("description", field.text);
    if (field.type == Field::Type::List) {
      w_.member("type", "array");
      if (field.path == "lesions") w_.member("minItems", 1);
      w_.member("maxItems", 64);
      w_.key("items");
      w_.begin_object();
      object(field.path + "/*");
      w_.end_object();
      return;
    }
    w_.key("anyOf");
    w_.begin_array();
    one(field);
    if (field.type == Field::Type::Choice || field.type == Field::Type::Boolean ||
        field.type == Field::Type::Quantity) {
      w_.begin_object();
      w_.member("description", "Several readings, typed or measured; each stays possible.");
      w_.member("type", "object");
      w_.member("additionalProperties", false);
      w_.member("required", std::vector<std::string>{"readings"});
      w_.key("properties");
      w_.begin_object();
      w_.key("readings");
      w_.begin_object();
      w_.member("type", "array");
      w_.member("minItems", 1);
      w_.member("maxItems", 16);
      w_.key("items");
      w_.begin_object();
      w_.key("anyOf");
      w_.begin_array();
      one(field);
      w_.end_array();
      w_.end_object();
      w_.end_object();
      w_.end_object();
      w_.end_object();
    }
    w_.end_array();
  }

  /// Alternatives: the value as it stands, and with its source.
  void one(const Field& field) {
    w_.begin_object();
    plain(field);
    w_.end_object();
    w_.begin_object();
    w_.member("type", "object");
    w_.member("additionalProperties", false);
    w_.key("required");
    w_.begin_array();
    w_.string("value");
    if (field.type == Field::Type::Quantity) w_.string("source");
    w_.end_array();
    w_.key("properties");
    w_.begin_object();
    w_.key("value");
    w_.begin_object();
    plain(field);
    w_.end_object();
    reference("source", "#/$defs/source");
    w_.end_object();
    w_.end_object();
  }

  void no_control_characters() {
    w_.key("not");
    w_.begin_object();
    w_.member("pattern", "[\\u0000-\\u001F\\u007F]");
    w_.end_object();
  }

  void reference(std::string_view name, std::string_view target) {
    w_.key(name);
    w_.begin_object();
    w_.member("$ref", target);
    w_.end_object();
  }

  void enumeration(const std::vector<std::string>& values) {
    w_.member("type", "string");
    w_.member("enum", values);
  }

  void plain(const Field& field) {
    switch (field.type) {
      case Field::Type::Text:
        w_.member("type", "string");
        w_.member("minLength", 1);
        w_.member("maxLength", 200);
        no_control_characters();
        break;
      case Field::Type::Boolean: w_.member("type", "boolean"); break;
      case Field::Type::Integer:
        w_.member("type", "integer");
        w_.member("minimum", static_cast<int>(field.least));
        w_.member("maximum", static_cast<int>(field.most));
        break;
      case Field::Type::Choice: choice(field); break;
      case Field::Type::Set: list_of_values(field.values, 0); break;
      case Field::Type::Levels: list_of_values(library_.levels.names, 1); break;
      case Field::Type::Quantity: w_.member("$ref", "#/$defs/" + field.quantity); break;
      case Field::Type::Histology: w_.member("$ref", "#/$defs/histology"); break;
      case Field::Type::List: break;
    }
  }

  void choice(const Field& field) {
    w_.key("anyOf");
    w_.begin_array();
    w_.begin_object();
    enumeration(field.values);
    w_.end_object();
    w_.begin_object();
    w_.member("description", "Each of these is still possible, as where readers disagree.");
    list_of_values(field.values, 1);
    w_.end_object();
    w_.end_array();
  }

  void list_of_values(const std::vector<std::string>& values, int least) {
    w_.member("type", "array");
    w_.member("uniqueItems", true);
    if (least > 0) w_.member("minItems", least);
    w_.key("items");
    w_.begin_object();
    enumeration(values);
    w_.end_object();
  }

  void definitions() {
    w_.key("$defs");
    w_.begin_object();
    source();
    histology();
    std::vector<std::string> done;
    for (const auto& unit : library_.units) {
      if (std::find(done.begin(), done.end(), unit.quantity) != done.end()) continue;
      done.push_back(unit.quantity);
      w_.key(unit.quantity);
      w_.begin_object();
      w_.key("oneOf");
      w_.begin_array();
      for (const auto& same : library_.units) {
        if (same.quantity == unit.quantity) quantity(same);
      }
      w_.end_array();
      w_.end_object();
    }
    w_.end_object();
  }

  void quantity(const knowledge::Unit& unit) {
    w_.begin_object();
    w_.member("type", "object");
    w_.member("additionalProperties", false);
    w_.member("required", std::vector<std::string>{"value", "unit"});
    w_.key("properties");
    w_.begin_object();
    w_.key("value");
    w_.begin_object();
    w_.member("type", "number");
    w_.member("minimum", unit.least);
    w_.member("maximum", unit.most);
    w_.end_object();
    w_.key("unit");
    w_.begin_object();
    w_.member("const", unit.unit);
    w_.end_object();
    w_.key("uncertainty");
    w_.begin_object();
    w_.member("description", "In the same unit; every value within it of `value` stays possible.");
    w_.member("type", "number");
    w_.member("minimum", 0);
    w_.end_object();
    reference("source", "#/$defs/source");
    w_.end_object();
    w_.end_object();
  }

  void source() {
    w_.key("source");
    w_.begin_object();
    w_.member("description", "Who or what recorded the value, when, and from which image or resource.");
    w_.member("type", "object");
    w_.member("additionalProperties", false);
    w_.key("properties");
    w_.begin_object();
    for (const auto* name : {"recorded_by", "method", "recorded_at", "image", "resource", "software", "uncertainty"}) {
      w_.key(name);
      w_.begin_object();
      w_.member("type", "string");
      w_.member("maxLength", 500);
      no_control_characters();
      w_.end_object();
    }
    w_.end_object();
    w_.end_object();
  }

  void histology() {
    w_.key("histology");
    w_.begin_object();
    w_.key("anyOf");
    w_.begin_array();
    w_.begin_object();
    w_.member("description",
              "A key of the table of histologies; \"unknown\" is a primary that was searched for and not found.");
    std::vector<std::string> keys;
    for (const auto& histology : library_.histologies) keys.push_back(histology.key);
    enumeration(keys);
    w_.end_object();
    w_.begin_object();
    w_.member("description", "A name in English or Spanish; the program resolves it to its key and says so.");
    w_.member("type", "string");
    w_.member("minLength", 1);
    w_.member("maxLength", 200);
    w_.end_object();
    w_.begin_object();
    w_.member("type", "object");
    w_.member("additionalProperties", false);
    w_.member("required", std::vector<std::string>{"system", "code"});
    w_.key("properties");
    w_.begin_object();
    w_.key("system");
    w_.begin_object();
    std::vector<std::string> systems;
    for (const auto& code : library_.histology_codes) {
      if (std::find(systems.begin(), systems.end(), code.system) == systems.end()) systems.push_back(code.system);
    }
    enumeration(systems);
    w_.end_object();
    for (const auto* name : {"code", "site"}) {
      w_.key(name);
      w_.begin_object();
      w_.member("type", "string");
      w_.end_object();
    }
    w_.end_object();
    w_.end_object();
    w_.end_array();
    w_.end_object();
  }

  const Library& library_;
  json::Writer w_;
};

}  // namespace

std::string case_schema(const Library& library) {
  return SchemaWriter(library).write();
}

}  // namespace noms::clinical_case
