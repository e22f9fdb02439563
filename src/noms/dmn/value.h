// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "noms/dmn/decimal.h"
#include "noms/dmn/temporal.h"

namespace noms::dmn {

struct Value;

/// What lists and contexts hold, counted through all levels, so that a small model cannot make a huge value.
constexpr std::size_t most_parts = 100'000;
/// Bytes of a string that an expression makes.
constexpr std::size_t most_string = 65'536;

struct List;
struct Context;

/// A value of FEEL. Lists and contexts are shared and never changed once made.
struct Value {
  using Any = std::variant<std::monostate, bool, Decimal, std::string, Date, Time, DateTime, DayDuration, MonthDuration,
                           std::shared_ptr<const List>, std::shared_ptr<const Context>>;
  Any any;

  Value() = default;
  explicit Value(Any given) : any(std::move(given)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(any); }
  const bool* boolean() const { return std::get_if<bool>(&any); }
  const Decimal* number() const { return std::get_if<Decimal>(&any); }
  const std::string* string() const { return std::get_if<std::string>(&any); }
  /// Null where the value is none.
  const List* list() const;
  const Context* context() const;
};

struct List {
  std::vector<Value> items;
  std::size_t parts = 1;  ///< values inside, through all levels
};

struct Context {
  std::vector<std::pair<std::string, Value>> members;
  std::size_t parts = 1;

  /// The member of that name, or null.
  const Value* find(std::string_view name) const;
};

/// How many values stand inside of a value, itself and through all levels; long strings count more.
std::size_t parts_of(const Value& value);

/// A list or context of these; null where it would have more than `most_parts` values inside.
Value list_of(std::vector<Value> items);
Value context_of(std::vector<std::pair<std::string, Value>> members);

/// FEEL's `=`: nothing where the two are of different kinds; null equals null only.
std::optional<bool> equal(const Value& a, const Value& b);
/// -1, 0 or 1 for two numbers, strings, dates, times or durations of one kind; nothing otherwise.
std::optional<int> order(const Value& a, const Value& b);

/// The value as JSON on one line: numbers with all their digits, dates and durations as strings.
std::string json_text(const Value& value);

}  // namespace noms::dmn
