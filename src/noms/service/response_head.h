// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "noms/service/exchange.h"

namespace noms::service {

/// The status line and the fields of an answer with the empty line after them. `date` is an HTTP date; `secure` says
/// that the connection is TLS. The body that goes with it is `body`, `kept`, or chunks.
std::string head_of(const Response& response, const RequestHead& head, bool keep_alive, bool secure,
                    std::string_view date);

}  // namespace noms::service
