// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Dates, times and durations of FEEL, as S-FEEL needs them: made from text, compared, added, subtracted. Offsets from
// UTC are read; names of time zones are not.

namespace noms::dmn {

/// A day of the Gregorian calendar, as days since 1970-01-01.
struct Date {
  std::int64_t days = 0;
  friend bool operator==(const Date&, const Date&) = default;
};

/// Nanoseconds since midnight, and seconds east of UTC where that is said.
struct Time {
  std::int64_t nanoseconds = 0;
  std::optional<int> offset;
  friend bool operator==(const Time&, const Time&) = default;
};

struct DateTime {
  Date date;
  Time time;
  friend bool operator==(const DateTime&, const DateTime&) = default;
};

/// Days, hours, minutes and seconds; at most 292 years.
struct DayDuration {
  std::int64_t nanoseconds = 0;
  friend bool operator==(const DayDuration&, const DayDuration&) = default;
};

struct MonthDuration {
  std::int64_t months = 0;
  friend bool operator==(const MonthDuration&, const MonthDuration&) = default;
};

/// `2024-02-29`, years -999999 to 999999. Empty for a day that does not exist and for other text.
std::optional<Date> date_of(std::string_view text);
/// `08:30:00`, with a fraction of the second, `Z` or `+02:00`. Empty for other text.
std::optional<Time> time_of(std::string_view text);
/// `2024-02-29T08:30:00Z`; a date alone is its midnight. Empty for other text.
std::optional<DateTime> date_time_of(std::string_view text);
/// `P1DT2H`, `-PT0.5S`. Empty for other text and beyond 292 years.
std::optional<DayDuration> day_duration_of(std::string_view text);
/// `P1Y2M`, `-P3M`. Empty for other text.
std::optional<MonthDuration> month_duration_of(std::string_view text);

/// As FEEL writes them, in the form the functions above read.
std::string text_of(const Date& date);
std::string text_of(const Time& time);
std::string text_of(const DateTime& moment);
std::string text_of(const DayDuration& duration);
std::string text_of(const MonthDuration& duration);

/// -1, 0 or 1; nothing where one has an offset and the other has not.
std::optional<int> compare(const Time& a, const Time& b);
std::optional<int> compare(const DateTime& a, const DateTime& b);

/// The day that many months later; the last of the month where the day does not exist. Empty beyond year 999999.
std::optional<Date> later(const Date& date, const MonthDuration& by);
/// The moment that much later; empty beyond year 999999.
std::optional<DateTime> later(const DateTime& moment, const DayDuration& by);
/// From b to a; empty beyond 292 years, or where only one has an offset.
std::optional<DayDuration> between(const DateTime& a, const DateTime& b);

}  // namespace noms::dmn
