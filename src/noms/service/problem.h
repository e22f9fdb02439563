// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "noms/foundation/result.h"
#include "noms/service/exchange.h"

namespace noms::service {

/// The phrase of RFC 9110 for a status that the service gives ("Not Found"); empty for another.
std::string_view phrase_of(int status);

/// The status for a code, as in knowledge/errors.csv.
int http_status_of(ErrorCode code);

/// An answer of application/problem+json (RFC 9457): type, title, status, detail. Nothing of the request is in it.
Response problem(int status, std::string_view detail);

/// The same for faults of a case or a call; the status is that of the first, `errors` holds code, place and sentence of
/// each. The places are JSON pointers, or the name of a parameter.
Response problem(const Issues& issues);

}  // namespace noms::service
