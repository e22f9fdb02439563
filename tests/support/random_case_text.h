// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "noms/json/document.h"
#include "noms/json/writer.h"
#include "noms/knowledge/library.h"
#include "support/random.h"

// Random case files, made from the table of fields: every field recorded or not by chance, every form a value may have.

namespace noms::test {

inline json::Value text_value(std::string text) {
  json::Value value;
  value.kind = json::Value::Kind::String;
  value.string = std::move(text);
  return value;
}

inline json::Value number_value(double number) {
  json::Value value;
  value.kind = json::Value::Kind::Number;
  value.number = number;
  return value;
}

inline json::Value object_value(std::vector<json::Member> members = {}) {
  json::Value value;
  value.kind = json::Value::Kind::Object;
  value.members = std::move(members);
  return value;
}

inline void write_value(json::Writer& w, const json::Value& value) {
  using enum json::Value::Kind;
  switch (value.kind) {
    case Null: return w.null();
    case Boolean: return w.boolean(value.boolean);
    case Number: return w.number(value.number);
    case String: return w.string(value.string);
    case Array:
      w.begin_array();
      for (const auto& item : value.items) write_value(w, item);
      return w.end_array();
    case Object:
      w.begin_object();
      for (const auto& [name, member] : value.members) {
        w.key(name);
        write_value(w, member);
      }
      return w.end_object();
  }
}

inline std::string text_of(const json::Value& value) {
  json::Writer w(0);
  write_value(w, value);
  return w.take();
}

class RandomCases {
public:
  RandomCases(const knowledge::Library& library, std::uint64_t seed) : library_(library), random_(seed) {}

  /// A case of one or two lesions. Not every one is sound: some contradict themselves.
  json::Value next() {
    recorded_ = 0.05 + 0.01 * below(95);
    json::Value made = fill("");
    made.members.insert(made.members.begin(), {"noms_case", number_value(1)});
    json::Value lesions;
    lesions.kind = json::Value::Kind::Array;
    for (int n = 1 + below(2); n > 0; --n) lesions.items.push_back(fill("lesions/*/"));
    made.members.push_back({"lesions", std::move(lesions)});
    return made;
  }

  Random& random() { return random_; }
  int below(std::size_t count) { return random_.below(static_cast<int>(count)); }

private:
  template <typename List>
  const auto& pick(const List& list) {
    return list[static_cast<std::size_t>(below(list.size()))];
  }

  /// The object whose fields stand below `prefix` ("lesions/*/").
  json::Value fill(const std::string& prefix) {
    json::Value made = object_value();
    for (const auto& field : library_.fields) {
      if (!field.path.starts_with(prefix) || field.path == "lesions" || field.path == "noms_case") continue;
      const std::string rest = field.path.substr(prefix.size());
      if (rest.find('*') != std::string::npos || rest == "id" || !random_.chance(recorded_)) continue;
      json::Value* at = &made;
      std::size_t from = 0;
      for (std::size_t slash = rest.find('/'); slash != std::string::npos; slash = rest.find('/', from)) {
        at = &member(*at, rest.substr(from, slash - from));
        from = slash + 1;
      }
      at->members.push_back({rest.substr(from), value_of(field)});
    }
    return made;
  }

  static json::Value& member(json::Value& object, const std::string& name) {
    const auto known = std::ranges::find(object.members, name, &json::Member::first);
    if (known != object.members.end()) return known->second;
    return object.members.emplace_back(json::Member{name, object_value()}).second;
  }

  json::Value list_of(std::vector<json::Value> items) {
    json::Value list;
    list.kind = json::Value::Kind::Array;
    list.items = std::move(items);
    return list;
  }

  json::Value some_of(const std::vector<std::string>& values, double share) {
    std::vector<json::Value> items;
    for (const auto& value : values) {
      if (random_.chance(share)) items.push_back(text_value(value));
    }
    return list_of(std::move(items));
  }

  json::Value value_of(const knowledge::Field& field) {
    using enum knowledge::Field::Type;
    switch (field.type) {
      case Text: return text_value("a");
      case Choice: {
        if (!random_.chance(0.15)) return text_value(pick(field.values));
        json::Value set = some_of(field.values, 0.5);
        if (set.items.empty()) set.items.push_back(text_value(pick(field.values)));
        if (random_.chance(0.5)) return set;
        return object_value({{"readings", std::move(set)}});
      }
      case Boolean: {
        json::Value value;
        value.kind = json::Value::Kind::Boolean;
        value.boolean = random_.chance(0.5);
        return value;
      }
      case Integer:
        return number_value(static_cast<double>(
            field.least + below(static_cast<std::size_t>(std::min<std::int64_t>(8, field.most - field.least + 1)))));
      case Quantity: return quantity(field.quantity);
      case Levels: {
        const auto& names = library_.levels.names;
        const std::size_t at = static_cast<std::size_t>(below(names.size() - 1));
        std::vector<json::Value> levels{text_value(names[at])};
        if (random_.chance(0.25)) levels.push_back(text_value(names[at + 1]));
        return list_of(std::move(levels));
      }
      case Histology: return text_value(pick(library_.histologies).key);
      case Set: return some_of(field.values, 0.3);
      case List: {
        std::vector<json::Value> items;
        for (int n = below(3); n > 0; --n) items.push_back(fill(field.path + "/*/"));
        return list_of(std::move(items));
      }
    }
    return {};
  }

  json::Value quantity(const std::string& name) {
    std::vector<const knowledge::Unit*> units;
    for (const auto& unit : library_.units) {
      if (unit.quantity == name) units.push_back(&unit);
    }
    const auto& unit = *pick(units);
    const double share = 0.01 * below(101);
    const double steps = std::pow(10.0, 2 - std::floor(std::log10(std::max(1e-6, unit.most - unit.least))));
    const double number = std::round((unit.least + share * share * (unit.most - unit.least)) * steps) / steps;
    return object_value(
        {{"value", number_value(std::clamp(number, unit.least, unit.most))}, {"unit", text_value(unit.unit)}});
  }

  const knowledge::Library& library_;
  Random random_;
  double recorded_ = 0.5;  ///< share of the fields
};

}  // namespace noms::test
