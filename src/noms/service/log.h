// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace noms::service {

/// A request as the log tells it. The route is the template of the table ("/v1/score/{name}") or "-": a path may hold
/// anything. No query, no field, no body.
struct Logged {
  std::string_view method;  ///< GET, HEAD, POST, or "-" for another
  std::string_view route;
  int status = 0;
  std::uint64_t bytes = 0;
  std::uint64_t microseconds = 0;
};

/// "2026-03-01T08:15:30.123Z GET /v1/scores 200 1843 95" and a line feed.
std::string log_line(std::chrono::system_clock::time_point time, const Logged& request);

/// "Sun, 01 Mar 2026 08:15:30 GMT"
std::string http_date(std::chrono::system_clock::time_point time);

/// Writes the line to standard error in one piece. What cannot be written is lost.
void log(const Logged& request);

}  // namespace noms::service
