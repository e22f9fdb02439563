// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace noms::service {

/// What the service counts since it was started, for Prometheus. Any thread may count at any time.
class Metrics {
public:
  /// `routes` are the labels, as "POST /v1/assess"; requests beside them are counted under "-".
  explicit Metrics(std::vector<std::string> routes);

  /// A request was answered. `route` is a position in the list, or -1. `microseconds` from the whole request to the
  /// whole answer.
  void count(int route, int status, std::uint64_t microseconds, std::uint64_t bytes);

  /// A connection was turned away because there are as many as the limit.
  void count_turned_away() { ++turned_away_; }
  void connection_opened() { ++connections_, ++accepted_; }
  void connection_closed() { --connections_; }
  void request_began() { ++in_flight_; }
  void request_ended() { --in_flight_; }
  std::int64_t connections() const { return connections_; }

  /// The text format 0.0.4. `version` and `knowledge` become labels of noms_build_info.
  std::string text(std::string_view version, std::string_view knowledge) const;

private:
  static constexpr std::array<int, 21> statuses = {200, 304, 400, 401, 403, 404, 405, 406, 408, 413, 414,
                                                   415, 417, 421, 422, 431, 500, 501, 503, 505, 0};
  static constexpr std::array<std::uint64_t, 14> bounds = {250,     500,       1'000,     2'500,     5'000,
                                                           10'000,  20'000,    50'000,    100'000,   250'000,
                                                           500'000, 1'000'000, 2'500'000, 10'000'000};
  struct Counted {
    std::array<std::atomic<std::uint64_t>, statuses.size()> by_status{};
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> by_time{};
    std::atomic<std::uint64_t> microseconds{0};
    std::atomic<std::uint64_t> bytes{0};
  };

  std::vector<std::string> routes_;
  std::unique_ptr<Counted[]> counted_;  ///< one a route, then the rest
  std::atomic<std::uint64_t> turned_away_{0};
  std::atomic<std::uint64_t> accepted_{0};
  std::atomic<std::int64_t> connections_{0};
  std::atomic<std::int64_t> in_flight_{0};
};

}  // namespace noms::service
