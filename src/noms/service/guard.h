// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/service/exchange.h"

// Who may ask: addresses, names of the service, tokens.

namespace noms::service {

/// True for 127.0.0.0/8 and ::1, written as numbers.
bool is_loopback(std::string_view address);

/// The name in a Host field: without port, brackets and letter case; empty when it is not well formed.
std::string host_name(std::string_view host);

/// Tokens that a client may show. Kept as SHA-256 only.
class Tokens {
public:
  Tokens() = default;

  /// One token a line; blank lines and lines that begin with # say nothing.
  ///
  /// Range:  16 to 512 printable signs without blanks; one token at least.
  /// Errors: Usage with the number of the line; the token is not repeated.
  static Result<Tokens> read(std::string_view text);

  bool empty() const { return digests_.empty(); }

  /// True when `authorization` is `Bearer TOKEN` with one of them. The time does not depend on how much of a token is
  /// right.
  bool allow(std::string_view authorization) const;

private:
  std::vector<std::string> digests_;
};

/// Who may ask. `hosts` are the names under which the service may be asked; empty for any.
struct Guard {
  Tokens tokens;
  std::vector<std::string> hosts;
};

/// 0, or the status with which the request is refused whatever it asks for: 421 for a Host that is not ours (a page
/// elsewhere that had its name resolved to this machine), 403 for a request that a page of another origin sends.
int refused_by(const Guard& guard, const RequestHead& head);

}  // namespace noms::service
