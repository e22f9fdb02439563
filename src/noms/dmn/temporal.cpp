// SPDX-License-Identifier: Apache-2.0
#include "noms/dmn/temporal.h"

#include <array>
#include <chrono>

namespace noms::dmn {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t day = 86'400 * second;
constexpr std::int64_t most_days = 366'000'000;

/// Reads a text from left to right.
class Scanner {
public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Digits, `least` to `most` of them.
  std::optional<std::int64_t> number(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    std::int64_t value = 0;
    while (count < rest_.size() && count < most && rest_[count] >= '0' && rest_[count] <= '9')
      value = value * 10 + (rest_[count++] - '0');
    if (count < least) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }
  /// What stands behind a point, as nanoseconds; 0 where there is no point.
  std::optional<std::int64_t> fraction() {
    if (!take('.')) return 0;
    std::int64_t value = 0;
    std::size_t count = 0;
    for (; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; rest_.remove_prefix(1), ++count) {
      if (count < 9) value = value * 10 + (rest_[0] - '0');
    }
    if (count == 0) return std::nullopt;
    for (; count < 9; ++count) value *= 10;
    return value;
  }
  std::string_view rest() const { return rest_; }

private:
  std::string_view rest_;
};

std::optional<Date> date_from(Scanner& text) {
  const bool before = text.take('-');
  const auto year = text.number(4, 6);
  if (!year || !text.take('-')) return std::nullopt;
  const auto month = text.number(2, 2);
  if (!month || !text.take('-')) return std::nullopt;
  const auto number = text.number(2, 2);
  if (!number || *month < 1 || *month > 12 || *number < 1) return std::nullopt;
  // std::chrono::year ends at 32767: the calendar repeats every 400 years of 146097 days.
  const std::int64_t whole = before ? -*year : *year;
  const std::int64_t cycles = whole >= 0 ? whole / 400 : -((399 - whole) / 400);
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(whole - cycles * 400)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*number))};
  if (!date.ok()) return std::nullopt;
  return Date{std::chrono::sys_days(date).time_since_epoch().count() + cycles * 146'097};
}

std::optional<Time> time_from(Scanner& text) {
  std::array<std::int64_t, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && !text.take(':')) return std::nullopt;
    const auto part = text.number(2, 2);
    if (!part || *part > (i == 0 ? 23 : 59)) return std::nullopt;
    parts[i] = *part;
  }
  const auto fraction = text.fraction();
  if (!fraction) return std::nullopt;
  Time time{(parts[0] * 3600 + parts[1] * 60 + parts[2]) * second + *fraction, {}};
  if (text.take('Z')) {
    time.offset = 0;
  } else if (const bool east = text.take('+'); east || text.take('-')) {
    const auto hours = text.number(2, 2);
    if (!hours || !text.take(':')) return std::nullopt;
    const auto minutes = text.number(2, 2);
    if (!minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    time.offset = static_cast<int>(*hours * 3600 + *minutes * 60) * (east ? 1 : -1);
  }
  return time;
}

std::chrono::year_month_day calendar(std::int64_t days, std::int64_t& cycles) {
  cycles = days >= 0 ? days / 146'097 : -((146'096 - days) / 146'097);
  return std::chrono::sys_days(std::chrono::days(days - cycles * 146'097));
}

std::string two(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string fraction_text(std::int64_t nanoseconds) {
  if (nanoseconds == 0) return "";
  std::string digits = std::to_string(nanoseconds);
  digits.insert(0, 9 - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return "." + digits;
}

int order(std::int64_t a, std::int64_t b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

}  // namespace

std::optional<Date> date_of(std::string_view text) {
  Scanner scanner(text);
  const auto date = date_from(scanner);
  return scanner.done() ? date : std::nullopt;
}

std::optional<Time> time_of(std::string_view text) {
  Scanner scanner(text);
  const auto time = time_from(scanner);
  return scanner.done() ? time : std::nullopt;
}

std::optional<DateTime> date_time_of(std::string_view text) {
  Scanner scanner(text);
  const auto date = date_from(scanner);
  if (!date) return std::nullopt;
  if (scanner.done()) return DateTime{*date, {}};
  if (!scanner.take('T')) return std::nullopt;
  const auto time = time_from(scanner);
  if (!time || !scanner.done()) return std::nullopt;
  return DateTime{*date, *time};
}

std::optional<DayDuration> day_duration_of(std::string_view text) {
  Scanner scanner(text);
  const bool negative = scanner.take('-');
  if (!scanner.take('P') || scanner.done()) return std::nullopt;
  std::int64_t total = 0;
  const auto count = [&](std::int64_t number, std::int64_t unit) {
    std::int64_t part = 0;
    return !__builtin_mul_overflow(number, unit, &part) && !__builtin_add_overflow(total, part, &total);
  };
  if (!scanner.rest().starts_with('T')) {
    const auto days = scanner.number(1, 9);
    if (!days || !scanner.take('D') || !count(*days, day)) return std::nullopt;
  }
  if (scanner.take('T')) {
    std::size_t unit = 0;
    bool any = false;
    static constexpr std::array<std::pair<char, std::int64_t>, 3> units{
        {{'H', 3600 * second}, {'M', 60 * second}, {'S', second}}};
    while (!scanner.done()) {
      const auto number = scanner.number(1, 12);
      const bool point = scanner.rest().starts_with('.');
      const auto fraction = scanner.fraction();
      if (!number || !fraction) return std::nullopt;
      while (unit < units.size() && !scanner.rest().starts_with(units[unit].first)) ++unit;
      if (unit == units.size() || (point && units[unit].first != 'S')) return std::nullopt;
      if (!count(*number, units[unit].second) || !count(*fraction, 1)) return std::nullopt;
      scanner.take(units[unit++].first);
      any = true;
    }
    if (!any) return std::nullopt;
  }
  if (!scanner.done()) return std::nullopt;
  return DayDuration{negative ? -total : total};
}

std::optional<MonthDuration> month_duration_of(std::string_view text) {
  Scanner scanner(text);
  const bool negative = scanner.take('-');
  if (!scanner.take('P') || scanner.done()) return std::nullopt;
  std::int64_t months = 0;
  auto number = scanner.number(1, 9);
  if (!number) return std::nullopt;
  if (scanner.take('Y')) {
    months = *number * 12;
    if (scanner.done()) return MonthDuration{negative ? -months : months};
    number = scanner.number(1, 9);
  }
  if (!number || !scanner.take('M') || !scanner.done()) return std::nullopt;
  months += *number;
  return MonthDuration{negative ? -months : months};
}

std::string text_of(const Date& date) {
  std::int64_t cycles = 0;
  const auto parts = calendar(date.days, cycles);
  const std::int64_t year = static_cast<int>(parts.year()) + cycles * 400;
  std::string digits = std::to_string(year < 0 ? -year : year);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return (year < 0 ? "-" : "") + digits + "-" + two(static_cast<unsigned>(parts.month())) + "-" +
         two(static_cast<unsigned>(parts.day()));
}

std::string text_of(const Time& time) {
  const std::int64_t seconds = time.nanoseconds / second;
  std::string text = two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60) +
                     fraction_text(time.nanoseconds % second);
  if (!time.offset) return text;
  if (*time.offset == 0) return text + "Z";
  const int size = *time.offset < 0 ? -*time.offset : *time.offset;
  return text + (*time.offset < 0 ? "-" : "+") + two(size / 3600) + ":" + two(size / 60 % 60);
}

std::string text_of(const DateTime& moment) {
  return text_of(moment.date) + "T" + text_of(moment.time);
}

std::string text_of(const DayDuration& duration) {
  if (duration.nanoseconds == 0) return "PT0S";
  const bool negative = duration.nanoseconds < 0;
  const std::int64_t size = negative ? -duration.nanoseconds : duration.nanoseconds;
  const std::int64_t seconds = size / second % 86'400;
  std::string text = negative ? "-P" : "P";
  if (size / day > 0) text += std::to_string(size / day) + "D";
  std::string clock;
  if (seconds / 3600 > 0) clock += std::to_string(seconds / 3600) + "H";
  if (seconds / 60 % 60 > 0) clock += std::to_string(seconds / 60 % 60) + "M";
  if (seconds % 60 > 0 || size % second > 0) clock += std::to_string(seconds % 60) + fraction_text(size % second) + "S";
  return clock.empty() ? text : text + "T" + clock;
}

std::string text_of(const MonthDuration& duration) {
  const std::int64_t size = duration.months < 0 ? -duration.months : duration.months;
  std::string text = duration.months < 0 ? "-P" : "P";
  if (size / 12 > 0) text += std::to_string(size / 12) + "Y";
  if (size % 12 > 0 || size == 0) text += std::to_string(size % 12) + "M";
  return text;
}

std::optional<int> compare(const Time& a, const Time& b) {
  if (a.offset.has_value() != b.offset.has_value()) return std::nullopt;
  return order(a.nanoseconds - a.offset.value_or(0) * second, b.nanoseconds - b.offset.value_or(0) * second);
}

std::optional<int> compare(const DateTime& a, const DateTime& b) {
  if (a.time.offset.has_value() != b.time.offset.has_value()) return std::nullopt;
  const auto seconds = [](const DateTime& t) {
    return t.date.days * 86'400 + t.time.nanoseconds / second - t.time.offset.value_or(0);
  };
  if (const int by_seconds = order(seconds(a), seconds(b)); by_seconds != 0) return by_seconds;
  return order(a.time.nanoseconds % second, b.time.nanoseconds % second);
}

std::optional<Date> later(const Date& date, const MonthDuration& by) {
  std::int64_t cycles = 0;
  const auto parts = calendar(date.days, cycles);
  if (by.months > 12'000'000 || by.months < -12'000'000) return std::nullopt;
  const std::int64_t whole = by.months >= 0 ? by.months / 4800 : -((4799 - by.months) / 4800);
  auto moved = parts + std::chrono::months(by.months - whole * 4800);
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  const Date result{std::chrono::sys_days(moved).time_since_epoch().count() + (cycles + whole) * 146'097};
  if (result.days > most_days || result.days < -most_days) return std::nullopt;
  return result;
}

std::optional<DateTime> later(const DateTime& moment, const DayDuration& by) {
  std::int64_t days = by.nanoseconds / day;
  std::int64_t rest = by.nanoseconds % day + moment.time.nanoseconds;
  if (rest < 0) {
    rest += day;
    --days;
  } else if (rest >= day) {
    rest -= day;
    ++days;
  }
  const DateTime result{{moment.date.days + days}, {rest, moment.time.offset}};
  if (result.date.days > most_days || result.date.days < -most_days) return std::nullopt;
  return result;
}

std::optional<DayDuration> between(const DateTime& a, const DateTime& b) {
  if (a.time.offset.has_value() != b.time.offset.has_value()) return std::nullopt;
  std::int64_t result = 0;
  if (__builtin_mul_overflow(a.date.days - b.date.days, day, &result)) return std::nullopt;
  const std::int64_t clock =
      a.time.nanoseconds - b.time.nanoseconds - (a.time.offset.value_or(0) - b.time.offset.value_or(0)) * second;
  if (__builtin_add_overflow(result, clock, &result) || result == INT64_MIN) return std::nullopt;
  return DayDuration{result};
}

}  // namespace noms::dmn
