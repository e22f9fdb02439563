// SPDX-License-Identifier: Apache-2.0
#include "noms/service/response_head.h"

#include "noms/service/problem.h"

namespace noms::service {

std::string head_of(const Response& response, const RequestHead& head, bool keep_alive, bool secure,
                    std::string_view date) {
  std::string text;
  text.reserve(640);
  const auto add = [&text](std::string_view name, std::string_view value) {
    ((((text += name) += ": ") += value) += "\r\n");
  };
  text += "HTTP/1.1 " + std::to_string(response.status) + " ";
  text += phrase_of(response.status);
  text += "\r\n";
  add("Date", date);
  if (!response.media.empty()) add("Content-Type", response.media);
  for (const auto& [name, value] : response.fields) add(name, value);
  add("Cache-Control", response.cache);
  add("Content-Security-Policy", response.policy);
  add("X-Content-Type-Options", "nosniff");
  add("X-Frame-Options", "DENY");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  if (secure) add("Strict-Transport-Security", "max-age=31536000");
  if (response.status == 503) add("Retry-After", "1");
  if (response.more) {
    if (!head.http_1_0) add("Transfer-Encoding", "chunked");
  } else if (response.status != 304) {
    add("Content-Length", std::to_string(response.kept.empty() ? response.body.size() : response.kept.size()));
  }
  if (!keep_alive) add("Connection", "close");
  if (keep_alive && head.http_1_0) add("Connection", "keep-alive");
  text += "\r\n";
  return text;
}

}  // namespace noms::service
