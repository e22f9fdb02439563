// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "noms/service/exchange.h"

namespace noms::service {

/// A file of the page as it is in the program.
struct Asset {
  std::string_view name;  ///< "index.html", "page-0123456789abcdef.js"
  std::string_view bytes;
  std::string_view gzip;  ///< the same, compressed when the program was built; empty where that saves nothing
  std::string_view hash;  ///< SHA-256 of `bytes`, in hexadecimal
};

/// The asset of that name; `index.html` for an empty name. Files whose name holds their hash may be kept for ever, the
/// others are asked for again with their hash (304). Without any asset the answer is 404 and says how to build the
/// page.
Response asset(const std::vector<Asset>& assets, std::string_view name, const RequestHead& head);

}  // namespace noms::service
