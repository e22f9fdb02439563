// SPDX-License-Identifier: Apache-2.0
#include "noms/cohort/cell_value.h"

#include <algorithm>

#include "noms/foundation/text.h"

namespace noms::cohort {
namespace {

using json::Value;
using knowledge::Field;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits(std::string_view text, std::size_t from) {
  while (from < text.size() && is_digit(text[from])) ++from;
  return from;
}

/// A number as JSON writes it: no plus, no zero in front, digits on both sides of the point.
bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = at;
  at = digits(text, at);
  if (at == whole || (text[whole] == '0' && at > whole + 1)) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t from = at + 1;
    at = digits(text, from);
    if (at == from) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    at += at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-') ? 2 : 1;
    const std::size_t from = at;
    at = digits(text, from);
    if (at == from) return false;
  }
  return at == text.size();
}

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return small;
}

/// The parts between bars; one for a text without.
Value list_of_cell(std::string_view text) {
  Value list = list_value();
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('|', from), text.size());
    list.items.push_back(text_value(trimmed(text.substr(from, end - from))));
    from = end + 1;
  }
  return list;
}

}  // namespace

Value text_value(std::string_view text) {
  Value value;
  value.kind = Value::Kind::String;
  value.string = text;
  return value;
}

Value number_value(std::string_view text, char decimal) {
  std::string plain(text);
  if (decimal != '.') {
    if (plain.find('.') != std::string::npos) return text_value(text);
    std::ranges::replace(plain, decimal, '.');
  }
  const auto number = is_json_number(plain) ? decimal_of(plain) : std::nullopt;
  if (!number) return text_value(text);
  Value value;
  value.kind = Value::Kind::Number;
  value.number = *number;
  value.whole = whole_of(plain).has_value();
  value.string = plain;
  return value;
}

Value object_value() {
  Value value;
  value.kind = Value::Kind::Object;
  return value;
}

Value list_value() {
  Value value;
  value.kind = Value::Kind::Array;
  return value;
}

Value& member(Value& object, std::string_view name) {
  for (auto& known : object.members) {
    if (known.first == name) return known.second;
  }
  return object.members.emplace_back(json::Member{std::string(name), {}}).second;
}

Value value_of_cell(const Field& field, std::string_view text, char decimal) {
  switch (field.type) {
    case Field::Type::Integer:
    case Field::Type::Quantity: return number_value(text, decimal);
    case Field::Type::Levels: return list_of_cell(text);
    case Field::Type::Set:
      return text == "none" && std::ranges::find(field.values, "none") == field.values.end() ? list_value()
                                                                                             : list_of_cell(text);
    case Field::Type::Choice: return text.find('|') == std::string_view::npos ? text_value(text) : list_of_cell(text);
    case Field::Type::Boolean: {
      const std::string word = lower(text);
      if (word != "true" && word != "false") return text_value(text);
      Value value;
      value.kind = Value::Kind::Boolean;
      value.boolean = word == "true";
      return value;
    }
    case Field::Type::Text:
    case Field::Type::Histology:
    case Field::Type::List: break;
  }
  return text_value(text);
}

}  // namespace noms::cohort
