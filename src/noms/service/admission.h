// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "noms/service/exchange.h"
#include "noms/service/guard.h"
#include "noms/service/limits.h"

namespace noms::service {

/// What a head asks for, or the answer that refuses it before its body is read.
struct Admission {
  int route = -1;              ///< position in routes(); -1 where there is none
  std::size_t body_bytes = 0;  ///< at most
  std::string item;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string media;
  std::optional<Response> refusal;
};

/// Checks in this order: who asks (421, 403), path and method (404, 405), token (401), query (400), expectation (417),
/// media type (415).
Admission admit(const RequestHead& head, const Guard& guard, const Limits& limits);

}  // namespace noms::service
