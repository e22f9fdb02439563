// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace noms::service {

/// The request line and those fields that the service reads. A field that did not come is empty.
struct RequestHead {
  std::string method;  ///< as sent; only letters, digits and the signs of a token
  std::string path;    ///< "/v1/assess", not decoded
  std::string query;   ///< what follows the question mark
  bool http_1_0 = false;
  bool keep_alive = true;
  bool chunked = false;
  std::optional<std::uint64_t> content_length;
  std::string host;
  std::string content_type;
  std::string content_encoding;
  std::string accept;
  std::string accept_encoding;
  std::string authorization;
  std::string origin;
  std::string fetch_site;
  std::string if_none_match;
  std::string expect;
};

/// An answer. Either `body`, or `kept` (bytes of the program), or `more`.
struct Response {
  int status = 200;
  std::string_view media = "application/json";  ///< empty for no body
  std::string_view cache = "no-store";
  std::string_view policy = "default-src 'none'; frame-ancestors 'none'";  ///< Content-Security-Policy
  std::vector<std::pair<std::string_view, std::string>> fields;            ///< beside those that every answer has
  std::string body;
  std::string_view kept;
  std::function<bool(std::string& part)> more;  ///< gives the next part; false after the last
  bool close = false;                           ///< the connection ends after it
};

}  // namespace noms::service
