// SPDX-License-Identifier: Apache-2.0
#include "noms/service/log.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <ctime>

namespace noms::service {
namespace {

using SystemClock = std::chrono::system_clock;

std::tm broken_down(SystemClock::time_point time) {
  const std::time_t seconds = SystemClock::to_time_t(std::chrono::floor<std::chrono::seconds>(time));
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  return parts;
}

}  // namespace

std::string log_line(SystemClock::time_point time, const Logged& request) {
  const std::tm parts = broken_down(time);
  const auto whole = std::chrono::floor<std::chrono::seconds>(time);
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time - whole).count();
  std::array<char, 96> stamp{};
  std::snprintf(stamp.data(), stamp.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", parts.tm_year + 1900,
                parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                static_cast<int>(milliseconds));
  std::string line = stamp.data();
  ((line += ' ') += request.method) += ' ';
  line += request.route;
  line += " " + std::to_string(request.status) + " " + std::to_string(request.bytes) + " " +
          std::to_string(request.microseconds) + "\n";
  return line;
}

std::string http_date(SystemClock::time_point time) {
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::tm parts = broken_down(time);
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT", days[parts.tm_wday % 7], parts.tm_mday,
                months[parts.tm_mon % 12], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text.data();
}

void log(const Logged& request) {
  const std::string line = log_line(SystemClock::now(), request);
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace noms::service
