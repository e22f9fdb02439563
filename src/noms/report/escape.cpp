// SPDX-License-Identifier: Apache-2.0
#include "noms/report/escape.h"

#include "noms/report/internal/utf8.h"

namespace noms::report {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_invalid(std::string_view text, std::size_t at, const CodePoint& point) {
  return point.value == 0xFFFD && point.length == 1 && static_cast<unsigned char>(text[at]) >= 0x80;
}

void append_escaped(std::string& out, std::string_view bytes) {
  switch (bytes.front()) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    default: out += bytes;
  }
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point(text, at);
    if (is_control(point.value) || is_invalid(text, at, point)) {
      out += replacement;
    } else {
      out += text.substr(at, point.length);
    }
    at += point.length;
  }
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  const std::string safe = printable(text);
  const std::string_view view = safe;
  for (std::size_t at = 0; at < view.size();) {
    const auto point = code_point(view, at);
    append_escaped(out, view.substr(at, point.length));
    at += point.length;
  }
  return out;
}

}  // namespace noms::report
