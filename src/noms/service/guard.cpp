// SPDX-License-Identifier: Apache-2.0
#include "noms/service/guard.h"

#include <arpa/inet.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <algorithm>

#include "noms/foundation/text.h"
#include "noms/service/negotiation.h"

namespace noms::service {
namespace {

constexpr std::size_t least_token = 16;
constexpr std::size_t most_token = 512;

std::string digest_of(std::string_view text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

bool is_loopback(std::string_view address) {
  const std::string text(address);
  in_addr four{};
  in6_addr six{};
  if (::inet_pton(AF_INET, text.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24U) == 127;
  return ::inet_pton(AF_INET6, text.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

std::string host_name(std::string_view written) {
  const std::string lower = lower_case(written);
  const std::string_view host = lower;
  std::string_view name = host;
  std::string_view port;
  if (host.starts_with('[')) {
    const auto end = host.find(']');
    if (end == std::string_view::npos) return {};
    name = host.substr(1, end - 1);
    const auto rest = host.substr(end + 1);
    if (!rest.empty() && !rest.starts_with(':')) return {};
    if (!rest.empty()) port = rest.substr(1);
    if (name.find_first_not_of("0123456789abcdef:.") != std::string_view::npos) return {};
  } else {
    const auto colon = host.find(':');
    name = host.substr(0, colon);
    if (colon != std::string_view::npos) port = host.substr(colon + 1);
    const bool plain = std::ranges::all_of(name, [](char letter) {
      return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' || letter == '-';
    });
    if (!plain) return {};
  }
  if (!is_port(port)) return {};
  if (name.ends_with('.')) name.remove_suffix(1);
  return std::string(name);
}

Result<Tokens> Tokens::read(std::string_view text) {
  Tokens tokens;
  Issues faults;
  std::size_t number = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = trimmed(text.substr(0, end));
    if (line.ends_with('\r')) line = trimmed(line.substr(0, line.size() - 1));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const bool printable = std::ranges::all_of(line, [](char letter) { return letter > ' ' && letter < '\x7f'; });
    if (!printable || line.size() < least_token || line.size() > most_token) {
      faults.push_back(
          {ErrorCode::Usage, "line " + std::to_string(number), "a token has 16 to 512 printable signs without blanks"});
      continue;
    }
    tokens.digests_.push_back(digest_of(line));
  }
  if (!faults.empty()) return faults;
  if (tokens.empty()) return Issue{ErrorCode::Usage, "", "the file holds no token"};
  return tokens;
}

bool Tokens::allow(std::string_view authorization) const {
  constexpr std::string_view scheme = "bearer ";
  if (authorization.size() <= scheme.size() || lower_case(authorization.substr(0, scheme.size())) != scheme)
    return false;
  const std::string shown = digest_of(trimmed(authorization.substr(scheme.size())));
  int found = 0;
  for (const auto& digest : digests_) found |= CRYPTO_memcmp(digest.data(), shown.data(), digest.size()) == 0 ? 1 : 0;
  return found != 0;
}

int refused_by(const Guard& guard, const RequestHead& head) {
  const std::string name = host_name(head.host);
  if (!guard.hosts.empty() && std::ranges::find(guard.hosts, name) == guard.hosts.end()) return 421;
  if (head.fetch_site == "cross-site" || head.fetch_site == "same-site") return 403;
  if (head.origin.empty()) return 0;
  std::string_view origin = head.origin;
  const auto scheme = origin.find("://");
  if (scheme == std::string_view::npos) return 403;  // "null": a page without an origin
  origin.remove_prefix(scheme + 3);
  return lower_case(origin) == lower_case(head.host) ? 0 : 403;
}

}  // namespace noms::service
