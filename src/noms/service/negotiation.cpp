// SPDX-License-Identifier: Apache-2.0
#include "noms/service/negotiation.h"

#include <algorithm>

#include "noms/foundation/text.h"

namespace noms::service {
namespace {

/// An entry of a list with weights: "text/html;q=0.5".
struct Weighted {
  std::string name;
  double weight = 1;
};

std::vector<Weighted> weighted(std::string_view list) {
  std::vector<Weighted> entries;
  for (const auto part : split(list, ",")) {
    const auto words = split(part, ";");
    if (words.empty()) continue;
    Weighted entry{lower_case(words[0]), 1};
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::string word = lower_case(words[i]);
      if (word.starts_with("q=")) entry.weight = std::clamp(decimal_of(word.substr(2)).value_or(0), 0.0, 1.0);
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// How exactly a range names a type: 3 itself, 2 its kind, 1 anything, 0 not at all.
int exactness(std::string_view range, std::string_view type) {
  if (range == type) return 3;
  if (range == "*/*") return 1;
  return range.ends_with("/*") && type.starts_with(range.substr(0, range.size() - 1)) ? 2 : 0;
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') ||
           sign == '_' || sign == '-' || sign == '.';
  });
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string folded(text);
  for (char& letter : folded) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return folded;
}

std::string media_of(std::string_view content_type) {
  const auto words = split(content_type, ";");
  if (words.empty()) return {};
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string word = lower_case(words[i]);
    if (word.starts_with("charset=") && word != "charset=utf-8" && word != "charset=\"utf-8\"") return {};
  }
  return lower_case(words[0]);
}

std::optional<std::size_t> preferred(std::string_view accept, const std::vector<std::string_view>& offered) {
  if (offered.empty()) return std::nullopt;
  const auto ranges = weighted(accept);
  if (ranges.empty()) return 0;
  std::optional<std::size_t> best;
  double most = 0;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const std::string type = media_of(offered[i]);
    int exact = 0;
    double weight = 0;
    for (const auto& range : ranges) {
      const int now = exactness(range.name, type);
      if (now <= exact) continue;
      exact = now;
      weight = range.weight;
    }
    if (weight > most) {
      most = weight;
      best = i;
    }
  }
  return best;
}

bool accepts_encoding(std::string_view accept_encoding, std::string_view name) {
  bool any = false;
  for (const auto& entry : weighted(accept_encoding)) {
    if (entry.name == name) return entry.weight > 0;
    if (entry.name == "*") any = entry.weight > 0;
  }
  return any;
}

std::optional<std::vector<std::pair<std::string, std::string>>> parameters_of(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0) return std::nullopt;
    const std::string_view name = part.substr(0, equals);
    const std::string_view value = part.substr(equals + 1);
    if (!is_plain(name) || !is_plain(value)) return std::nullopt;
    if (std::ranges::any_of(parameters, [&](const auto& known) { return known.first == name; })) return std::nullopt;
    parameters.emplace_back(name, value);
  }
  return parameters;
}

}  // namespace noms::service
