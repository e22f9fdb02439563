// SPDX-License-Identifier: Apache-2.0
#include "noms/dmn/value.h"

#include <algorithm>

#include "noms/json/writer.h"

namespace noms::dmn {
namespace {

std::optional<bool> equal_lists(const List& a, const List& b) {
  if (a.items.size() != b.items.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    const auto same = equal(a.items[i], b.items[i]);
    if (!same.value_or(false)) return same;
  }
  return true;
}

std::optional<bool> equal_contexts(const Context& a, const Context& b) {
  if (a.members.size() != b.members.size()) return false;
  for (const auto& [name, value] : a.members) {
    const auto* other = b.find(name);
    if (other == nullptr) return false;
    const auto same = equal(value, *other);
    if (!same.value_or(false)) return same;
  }
  return true;
}

}  // namespace

const List* Value::list() const {
  const auto* held = std::get_if<std::shared_ptr<const List>>(&any);
  return held == nullptr ? nullptr : held->get();
}

const Context* Value::context() const {
  const auto* held = std::get_if<std::shared_ptr<const Context>>(&any);
  return held == nullptr ? nullptr : held->get();
}

std::size_t parts_of(const Value& value) {
  if (const auto* list = value.list()) return list->parts;
  if (const auto* context = value.context()) return context->parts;
  const auto* text = value.string();
  return text == nullptr ? 1 : 1 + text->size() / 64;
}

const Value* Context::find(std::string_view name) const {
  const auto found = std::ranges::find_if(members, [&](const auto& member) { return member.first == name; });
  return found == members.end() ? nullptr : &found->second;
}

Value list_of(std::vector<Value> items) {
  List list;
  for (const auto& item : items) list.parts += parts_of(item);
  if (list.parts > most_parts) return {};
  list.items = std::move(items);
  return Value(std::make_shared<const List>(std::move(list)));
}

Value context_of(std::vector<std::pair<std::string, Value>> members) {
  Context context;
  for (const auto& [name, value] : members) context.parts += parts_of(value);
  if (context.parts > most_parts) return {};
  context.members = std::move(members);
  return Value(std::make_shared<const Context>(std::move(context)));
}

std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.any.index() != b.any.index()) return std::nullopt;
  if (const auto* list = a.list()) return equal_lists(*list, *b.list());
  if (const auto* context = a.context()) return equal_contexts(*context, *b.context());
  if (std::holds_alternative<Time>(a.any) || std::holds_alternative<DateTime>(a.any)) {
    const auto ordered = order(a, b);
    return ordered ? std::optional<bool>(*ordered == 0) : std::nullopt;
  }
  return a.any == b.any;
}

std::optional<int> order(const Value& a, const Value& b) {
  if (a.any.index() != b.any.index()) return std::nullopt;
  if (const auto* number = a.number()) return compare(*number, *b.number());
  const auto sign = [](auto left, auto right) { return left < right ? -1 : left > right ? 1 : 0; };
  if (const auto* text = a.string()) return sign(text->compare(*b.string()), 0);
  if (const auto* date = std::get_if<Date>(&a.any)) return sign(date->days, std::get<Date>(b.any).days);
  if (const auto* time = std::get_if<Time>(&a.any)) return compare(*time, std::get<Time>(b.any));
  if (const auto* moment = std::get_if<DateTime>(&a.any)) return compare(*moment, std::get<DateTime>(b.any));
  if (const auto* days = std::get_if<DayDuration>(&a.any))
    return sign(days->nanoseconds, std::get<DayDuration>(b.any).nanoseconds);
  if (const auto* months = std::get_if<MonthDuration>(&a.any))
    return sign(months->months, std::get<MonthDuration>(b.any).months);
  return std::nullopt;
}

std::string json_text(const Value& value) {
  if (value.is_null()) return "null";
  if (const auto* boolean = value.boolean()) return *boolean ? "true" : "false";
  if (const auto* number = value.number()) return number->text();
  if (const auto* text = value.string()) return json::quoted(*text);
  std::string written;
  if (const auto* list = value.list()) {
    for (const auto& item : list->items) written += (written.empty() ? "" : ", ") + json_text(item);
    return "[" + written + "]";
  }
  if (const auto* context = value.context()) {
    for (const auto& [name, member] : context->members)
      written += (written.empty() ? "" : ", ") + json::quoted(name) + ": " + json_text(member);
    return "{" + written + "}";
  }
  if (const auto* date = std::get_if<Date>(&value.any)) return json::quoted(text_of(*date));
  if (const auto* time = std::get_if<Time>(&value.any)) return json::quoted(text_of(*time));
  if (const auto* moment = std::get_if<DateTime>(&value.any)) return json::quoted(text_of(*moment));
  if (const auto* days = std::get_if<DayDuration>(&value.any)) return json::quoted(text_of(*days));
  return json::quoted(text_of(std::get<MonthDuration>(value.any)));
}

}  // namespace noms::dmn
