// SPDX-License-Identifier: Apache-2.0
#include "noms/service/metrics.h"

#include <algorithm>

#include "noms/foundation/text.h"

namespace noms::service {
namespace {

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

std::string seconds(std::uint64_t microseconds) {
  return shortest(static_cast<double>(microseconds) / 1e6);
}

void head(std::string& text, std::string_view name, std::string_view kind, std::string_view meaning) {
  text += "# HELP " + std::string(name) + " " + std::string(meaning) + "\n# TYPE " + std::string(name) + " " +
          std::string(kind) + "\n";
}

void single(std::string& text, std::string_view name, std::string_view kind, std::string_view meaning,
            const std::string& value) {
  head(text, name, kind, meaning);
  text += std::string(name) + " " + value + "\n";
}

/// `method="POST",route="/v1/assess"` of "POST /v1/assess".
std::string labels_of(std::string_view route) {
  const auto blank = route.find(' ');
  if (blank == std::string_view::npos) return "method=\"-\",route=\"-\"";
  return "method=\"" + std::string(route.substr(0, blank)) + "\",route=\"" + std::string(route.substr(blank + 1)) +
         "\"";
}

}  // namespace

Metrics::Metrics(std::vector<std::string> routes) : routes_(std::move(routes)) {
  routes_.emplace_back("-");
  counted_ = std::make_unique<Counted[]>(routes_.size());
}

void Metrics::count(int route, int status, std::uint64_t microseconds, std::uint64_t bytes) {
  const std::size_t rest = routes_.size() - 1;
  Counted& counted = counted_[route < 0 ? rest : std::min(static_cast<std::size_t>(route), rest)];
  const auto* found = std::find(statuses.begin(), statuses.end() - 1, status);
  ++counted.by_status[static_cast<std::size_t>(found - statuses.begin())];
  const auto* bound = std::lower_bound(bounds.begin(), bounds.end(), microseconds);
  ++counted.by_time[static_cast<std::size_t>(bound - bounds.begin())];
  counted.microseconds += microseconds;
  counted.bytes += bytes;
}

std::string Metrics::text(std::string_view version, std::string_view knowledge) const {
  std::string text;
  head(text, "noms_build_info", "gauge", "The program and its knowledge.");
  text += "noms_build_info{version=\"" + std::string(version) + "\",knowledge=\"" + std::string(knowledge) + "\"} 1\n";
  head(text, "noms_requests_total", "counter", "Requests answered, by route and status.");
  for (std::size_t route = 0; route < routes_.size(); ++route) {
    for (std::size_t i = 0; i < statuses.size(); ++i) {
      const std::uint64_t value = counted_[route].by_status[i];
      if (value == 0) continue;
      const std::string status = statuses[i] == 0 ? "other" : std::to_string(statuses[i]);
      text +=
          "noms_requests_total{" + labels_of(routes_[route]) + ",status=\"" + status + "\"} " + number(value) + "\n";
    }
  }
  head(text, "noms_request_seconds", "histogram", "From the whole request to the whole answer.");
  for (std::size_t route = 0; route < routes_.size(); ++route) {
    const Counted& counted = counted_[route];
    const std::string labels = labels_of(routes_[route]);
    std::array<std::uint64_t, bounds.size() + 1> below{};
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < below.size(); ++i) below[i] = sum += counted.by_time[i];
    if (sum == 0) continue;
    for (std::size_t i = 0; i < bounds.size(); ++i)
      text +=
          "noms_request_seconds_bucket{" + labels + ",le=\"" + seconds(bounds[i]) + "\"} " + number(below[i]) + "\n";
    text += "noms_request_seconds_bucket{" + labels + ",le=\"+Inf\"} " + number(sum) + "\n";
    text += "noms_request_seconds_sum{" + labels + "} " + seconds(counted.microseconds) + "\n";
    text += "noms_request_seconds_count{" + labels + "} " + number(sum) + "\n";
  }
  head(text, "noms_response_bytes_total", "counter", "Bytes of answers without their fields, by route.");
  for (std::size_t route = 0; route < routes_.size(); ++route) {
    if (const std::uint64_t bytes = counted_[route].bytes; bytes != 0)
      text += "noms_response_bytes_total{" + labels_of(routes_[route]) + "} " + number(bytes) + "\n";
  }
  single(text, "noms_requests_in_flight", "gauge", "Requests that are being received or answered.",
         std::to_string(in_flight_));
  single(text, "noms_connections", "gauge", "Open connections.", std::to_string(connections_));
  single(text, "noms_connections_accepted_total", "counter", "Connections accepted.", number(accepted_));
  single(text, "noms_connections_rejected_total", "counter", "Connections turned away at the limit.",
         number(turned_away_));
  return text;
}

}  // namespace noms::service
