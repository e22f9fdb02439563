// SPDX-License-Identifier: Apache-2.0
// What goes into a run and what comes out of it, as JSON.
#include <algorithm>

#include "noms/dmn/internal/conform.h"
#include "noms/dmn/run.h"
#include "noms/foundation/text.h"
#include "noms/json/document.h"
#include "noms/json/writer.h"

namespace noms::dmn {
namespace {

/// Reads values as their types ask, faults included.
class InputReader {
public:
  explicit InputReader(const Model& model) : model_(model) {}
  Issues issues;

  Value read(const json::Value& given, int type, const std::string& where) {
    if (given.kind == json::Value::Kind::Null) return {};
    if (type >= 0) return named(given, model_.types[static_cast<std::size_t>(type)], where);
    Value value = type == Type::any ? plain(given, where) : of_kind(given, type, where);
    return value;
  }

private:
  void fault(ErrorCode code, const std::string& where, std::string message) {
    issues.push_back({code, where, std::move(message)});
  }

  Value named(const json::Value& given, const ItemDefinition& definition, const std::string& where) {
    if (!definition.collection) return item(given, definition, where);
    if (!given.is_array()) {
      fault(ErrorCode::WrongType, where, "a list is expected");
      return {};
    }
    std::vector<Value> items;
    for (std::size_t i = 0; i < given.items.size(); ++i)
      items.push_back(item(given.items[i], definition, json::pointer(where, i)));
    return list_of(std::move(items));
  }

  Value item(const json::Value& given, const ItemDefinition& definition, const std::string& where) {
    if (definition.components.empty()) {
      Value value = read(given, definition.base, where);
      class None final : public Functions {
        Value call(std::size_t /*function*/, std::vector<Value> /*arguments*/) override { return {}; }
      } none;
      if (definition.allowed && !value.is_null() && !passes(*definition.allowed, value, {}, none)) {
        fault(ErrorCode::UnknownValue, where,
              definition.allowed_strings.empty() ? "the value is not allowed"
                                                 : "allowed: " + joined(definition.allowed_strings, ", "));
      }
      return value;
    }
    if (!given.is_object()) {
      fault(ErrorCode::WrongType, where, "an object is expected");
      return {};
    }
    std::vector<std::pair<std::string, Value>> members;
    for (const auto& [name, type] : definition.components) {
      const auto* member = given.find(name);
      if (member == nullptr) {
        fault(ErrorCode::MissingField, where, "the component '" + name + "' is missing");
      } else {
        members.emplace_back(name, read(*member, type, json::pointer(where, name)));
      }
    }
    for (const auto& member : given.members) {
      const auto known = std::ranges::find(definition.components, member.first, [](const auto& c) { return c.first; });
      if (known == definition.components.end())
        fault(ErrorCode::UnknownField, json::pointer(where, member.first), "the type has no such component");
    }
    return context_of(std::move(members));
  }

  Value of_kind(const json::Value& given, int type, const std::string& where) {
    Value value;
    if (type == Type::number || type == Type::string || type == Type::boolean) {
      value = plain(given, where);
    } else if (given.is_string()) {
      const std::string& text = given.string;
      const auto keep = [&](const auto& read) {
        if (read) value = Value(*read);
      };
      if (type == Type::date) keep(date_of(text));
      if (type == Type::time) keep(time_of(text));
      if (type == Type::date_time) keep(date_time_of(text));
      if (type == Type::day_duration) keep(day_duration_of(text));
      if (type == Type::month_duration) keep(month_duration_of(text));
    }
    if (!value.is_null() && internal::is_of_kind(value, type)) return value;
    static constexpr const char* names[] = {"a number",
                                            "a string",
                                            "true or false",
                                            "a date as 2024-02-29",
                                            "a time as 08:30:00",
                                            "a date and time as 2024-02-29T08:30:00",
                                            "a duration as P1DT2H",
                                            "a duration as P1Y2M"};
    fault(ErrorCode::WrongType, where, std::string(names[Type::number - type]) + " is expected");
    return {};
  }

  Value plain(const json::Value& given, const std::string& where) {
    switch (given.kind) {
      case json::Value::Kind::Boolean: return Value(given.boolean);
      case json::Value::Kind::String: return Value(given.string);
      case json::Value::Kind::Number: {
        const auto number = Decimal::parse(given.string);
        if (!number) fault(ErrorCode::OutOfLimits, where, "the number is too large");
        return number ? Value(*number) : Value();
      }
      case json::Value::Kind::Array: {
        std::vector<Value> items;
        for (std::size_t i = 0; i < given.items.size(); ++i)
          items.push_back(plain(given.items[i], json::pointer(where, i)));
        return list_of(std::move(items));
      }
      case json::Value::Kind::Object: {
        std::vector<std::pair<std::string, Value>> members;
        for (const auto& member : given.members)
          members.emplace_back(member.first, plain(member.second, json::pointer(where, member.first)));
        return context_of(std::move(members));
      }
      default: return {};
    }
  }

  const Model& model_;
};

}  // namespace

Result<std::vector<Value>> read_inputs(const Model& model, std::string_view text) {
  const auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  if (!parsed.value().is_object()) return Issue{ErrorCode::WrongType, "", "an object of input data is expected"};
  InputReader reader(model);
  std::vector<Value> values(model.inputs.size());
  std::vector<std::string_view> names;
  for (const auto& input : model.inputs) names.emplace_back(input.name);
  for (const auto& member : parsed.value().members) {
    const std::string where = json::pointer("", member.first);
    const auto input = std::ranges::find(model.inputs, member.first, &InputData::name);
    if (input == model.inputs.end()) {
      const auto near = nearest(member.first, names);
      reader.issues.push_back(
          {ErrorCode::UnknownField, where,
           "the model has no input data of that name" + (near ? "; did you mean '" + std::string(*near) + "'?" : "")});
      continue;
    }
    values[static_cast<std::size_t>(input - model.inputs.begin())] = reader.read(member.second, input->type, where);
  }
  if (!reader.issues.empty()) return std::move(reader.issues);
  return values;
}

std::string outcomes_text(const Model& model, const std::vector<Outcome>& outcomes) {
  std::string text = "{\n  \"model\": " + json::quoted(model.name) + ",\n  \"dmn\": " + json::quoted(model.version) +
                     ",\n  \"decisions\": [";
  bool first = true;
  for (const std::size_t decision : model.order) {
    const auto& outcome = outcomes[decision];
    if (!outcome.made) continue;
    const auto& made = model.decisions[decision];
    text += first ? "\n" : ",\n";
    first = false;
    text += "    {\"decision\": " + json::quoted(made.name) + ", \"value\": " + json_text(outcome.value);
    if (made.logic.table) {
      std::string rows;
      for (const std::size_t rule : outcome.rules)
        rows += (rows.empty() ? "" : ", ") + json::quoted(made.logic.table->rules[rule].id);
      text += ", \"rows\": [" + rows + "]";
    }
    if (!outcome.remark.empty()) text += ", \"remark\": " + json::quoted(outcome.remark);
    text += "}";
  }
  return text + "\n  ]\n}\n";
}

}  // namespace noms::dmn
