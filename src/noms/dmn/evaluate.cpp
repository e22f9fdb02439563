// SPDX-License-Identifier: Apache-2.0
#include "noms/dmn/expression.h"

namespace noms::dmn {
namespace {

using Kind = Node::Kind;

template <class T>
Value value_or_null(std::optional<T> value) {
  return value ? Value(Value::Any(std::move(*value))) : Value();
}

/// A date as the moment at its midnight.
std::optional<DateTime> moment_of(const Value& value) {
  if (const auto* moment = std::get_if<DateTime>(&value.any)) return *moment;
  if (const auto* date = std::get_if<Date>(&value.any)) return DateTime{*date, {}};
  return std::nullopt;
}

Value moved_by(const Value& moment, const Value& duration, bool back) {
  if (const auto* months = std::get_if<MonthDuration>(&duration.any)) {
    const MonthDuration by{back ? -months->months : months->months};
    if (const auto* date = std::get_if<Date>(&moment.any)) return value_or_null(later(*date, by));
    if (const auto* time = std::get_if<DateTime>(&moment.any)) {
      const auto date = later(time->date, by);
      return date ? Value(DateTime{*date, time->time}) : Value();
    }
    return {};
  }
  const auto* days = std::get_if<DayDuration>(&duration.any);
  if (days == nullptr) return {};
  const DayDuration by{back ? -days->nanoseconds : days->nanoseconds};
  if (const auto* time = std::get_if<Time>(&moment.any)) {
    const auto result = later(DateTime{{}, *time}, by);
    return result ? Value(result->time) : Value();
  }
  const auto start = moment_of(moment);
  if (!start) return {};
  const auto result = later(*start, by);
  if (!result) return {};
  return std::holds_alternative<Date>(moment.any) ? Value(result->date) : Value(*result);
}

bool is_duration(const Value& value) {
  return std::holds_alternative<DayDuration>(value.any) || std::holds_alternative<MonthDuration>(value.any);
}

Value sum_of_durations(const Value& a, const Value& b, bool subtract) {
  std::int64_t result = 0;
  if (const auto* days = std::get_if<DayDuration>(&a.any)) {
    const auto* other = std::get_if<DayDuration>(&b.any);
    if (other == nullptr) return {};
    const bool over = subtract ? __builtin_sub_overflow(days->nanoseconds, other->nanoseconds, &result)
                               : __builtin_add_overflow(days->nanoseconds, other->nanoseconds, &result);
    return over || result == INT64_MIN ? Value() : Value(DayDuration{result});
  }
  const auto* months = std::get_if<MonthDuration>(&a.any);
  const auto* other = std::get_if<MonthDuration>(&b.any);
  if (months == nullptr || other == nullptr) return {};
  const bool over = subtract ? __builtin_sub_overflow(months->months, other->months, &result)
                             : __builtin_add_overflow(months->months, other->months, &result);
  return over || result == INT64_MIN ? Value() : Value(MonthDuration{result});
}

Value added(const Value& a, const Value& b) {
  if (const auto* x = a.number(), *y = b.number(); x != nullptr && y != nullptr) return value_or_null(add(*x, *y));
  if (const auto* x = a.string(), *y = b.string(); x != nullptr && y != nullptr)
    return x->size() + y->size() > most_string ? Value() : Value(*x + *y);
  if (is_duration(a) && is_duration(b)) return sum_of_durations(a, b, false);
  if (is_duration(b)) return moved_by(a, b, false);
  return is_duration(a) ? moved_by(b, a, false) : Value();
}

Value subtracted(const Value& a, const Value& b) {
  if (const auto* x = a.number(), *y = b.number(); x != nullptr && y != nullptr) return value_or_null(subtract(*x, *y));
  if (is_duration(a) && is_duration(b)) return sum_of_durations(a, b, true);
  if (is_duration(b)) return moved_by(a, b, true);
  const auto from = moment_of(b);
  const auto to = moment_of(a);
  return from && to ? value_or_null(between(*to, *from)) : Value();
}

Value negated(const Value& a) {
  if (const auto* number = a.number()) return Value(number->negated());
  if (const auto* days = std::get_if<DayDuration>(&a.any)) return Value(DayDuration{-days->nanoseconds});
  if (const auto* months = std::get_if<MonthDuration>(&a.any)) return Value(MonthDuration{-months->months});
  return {};
}

Value compared(Kind kind, const Value& a, const Value& b) {
  if (kind == Kind::Equal || kind == Kind::NotEqual) {
    const auto same = equal(a, b);
    if (!same) return {};
    return Value(*same == (kind == Kind::Equal));
  }
  const auto ordering = order(a, b);
  if (!ordering) return {};
  switch (kind) {
    case Kind::Less: return Value(*ordering < 0);
    case Kind::LessOrEqual: return Value(*ordering <= 0);
    case Kind::Greater: return Value(*ordering > 0);
    default: return Value(*ordering >= 0);
  }
}

/// Three-valued: `deciding` is false for `and`, true for `or`; anything but a boolean counts as null.
Value joined(const Value& a, const Value& b, bool deciding) {
  const auto* x = a.boolean();
  const auto* y = b.boolean();
  if ((x != nullptr && *x == deciding) || (y != nullptr && *y == deciding)) return Value(deciding);
  return x != nullptr && y != nullptr ? Value(!deciding) : Value();
}

Value read_text(Kind kind, const Value& given) {
  if (kind == Kind::Date) {
    if (const auto* moment = std::get_if<DateTime>(&given.any)) return Value(moment->date);
    if (std::holds_alternative<Date>(given.any)) return given;
  }
  if (kind == Kind::Time) {
    if (const auto* moment = std::get_if<DateTime>(&given.any)) return Value(moment->time);
    if (std::holds_alternative<Time>(given.any)) return given;
  }
  const auto* text = given.string();
  if (text == nullptr) return {};
  switch (kind) {
    case Kind::Date: return value_or_null(date_of(*text));
    case Kind::Time: return value_or_null(time_of(*text));
    case Kind::DateTime: return value_or_null(date_time_of(*text));
    default: break;
  }
  if (const auto days = day_duration_of(*text)) return Value(*days);
  return value_or_null(month_duration_of(*text));
}

/// Walks the tree of one expression; its height is bounded by the parser.
class Walk {
public:
  Walk(const Expression& expression, std::span<const Value> values, Functions& functions)
      : expression_(expression), values_(values), functions_(functions) {}

  /// The value of a node: where it stands already, or in `kept`.
  const Value& at(int node, Value& kept) {
    const Node& step = expression_.nodes[static_cast<std::size_t>(node)];
    if (step.kind == Kind::Literal) return step.literal;
    if (step.kind == Kind::Variable) return values_[step.slot];
    kept = functions_.step() ? made(step) : Value();
    // Work grows with what is made and compared, not with the number of signs.
    if (!functions_.step(8 * parts_of(kept))) kept = Value();
    return kept;
  }

private:
  Value made(const Node& step) {
    if (step.kind == Kind::Call) {
      std::vector<Value> arguments;
      for (const int argument : step.arguments) {
        Value kept;
        arguments.push_back(at(argument, kept));
      }
      return functions_.call(step.slot, std::move(arguments));
    }
    Value left_kept;
    const Value& left = at(step.left, left_kept);
    switch (step.kind) {
      case Kind::Path: {
        const auto* context = left.context();
        const auto* member = context == nullptr ? nullptr : context->find(step.text);
        return member == nullptr ? Value() : *member;
      }
      case Kind::Negate: return negated(left);
      case Kind::Not: return left.boolean() == nullptr ? Value() : Value(!*left.boolean());
      case Kind::Date:
      case Kind::Time:
      case Kind::DateTime:
      case Kind::Duration: return read_text(step.kind, left);
      default: break;
    }
    Value right_kept;
    const Value& right = at(step.right, right_kept);
    if (!functions_.step(parts_of(left) + parts_of(right))) return {};
    switch (step.kind) {
      case Kind::Add: return added(left, right);
      case Kind::Subtract: return subtracted(left, right);
      case Kind::And: return joined(left, right, false);
      case Kind::Or: return joined(left, right, true);
      case Kind::Multiply:
      case Kind::Divide:
      case Kind::Power: return arithmetic(step.kind, left, right);
      default: return compared(step.kind, left, right);
    }
  }

  static Value arithmetic(Kind kind, const Value& left, const Value& right) {
    const auto* x = left.number();
    const auto* y = right.number();
    if (x == nullptr || y == nullptr) return {};
    if (kind == Kind::Multiply) return value_or_null(multiply(*x, *y));
    return value_or_null(kind == Kind::Divide ? divide(*x, *y) : power(*x, *y));
  }

  const Expression& expression_;
  std::span<const Value> values_;
  Functions& functions_;
};

bool passes_one(const UnaryTests::Test& test, const Value& value, Walk& walk) {
  using Test = UnaryTests::Test::Kind;
  Value kept;
  const Value& operand = walk.at(test.low, kept);
  if (test.kind == Test::Equal) {
    if (equal(operand, value).value_or(false)) return true;
    const auto* list = operand.list();  // a list stands for each of its items
    if (list == nullptr) return false;
    for (const auto& item : list->items) {
      if (equal(item, value).value_or(false)) return true;
    }
    return false;
  }
  const auto ordering = order(value, operand);
  if (!ordering) return false;
  switch (test.kind) {
    case Test::Less: return *ordering < 0;
    case Test::LessOrEqual: return *ordering <= 0;
    case Test::Greater: return *ordering > 0;
    case Test::GreaterOrEqual: return *ordering >= 0;
    default: break;
  }
  if (*ordering < 0 || (*ordering == 0 && test.open_low)) return false;
  Value high_kept;
  const auto above = order(value, walk.at(test.high, high_kept));
  return above && (*above < 0 || (*above == 0 && !test.open_high));
}

}  // namespace

Value evaluate(const Expression& expression, std::span<const Value> values, Functions& functions) {
  Walk walk(expression, values, functions);
  Value kept;
  const Value& result = walk.at(expression.root, kept);
  if (!functions.step(8 * parts_of(result))) return {};
  if (&result == &kept) return kept;
  return result;
}

std::size_t first_passed(const UnaryTests& tests, const Value& value, std::span<const Value> values,
                         Functions& functions) {
  Walk walk(tests.expression, values, functions);
  for (std::size_t i = 0; i < tests.tests.size(); ++i) {
    if (!functions.step(parts_of(value))) break;
    if (passes_one(tests.tests[i], value, walk)) return i;
  }
  return tests.tests.size();
}

bool passes(const UnaryTests& tests, const Value& value, std::span<const Value> values, Functions& functions) {
  if (tests.any) return true;
  return (first_passed(tests, value, values, functions) < tests.tests.size()) != tests.negated;
}

}  // namespace noms::dmn
