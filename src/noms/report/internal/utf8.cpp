// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/utf8.h"

namespace noms::report {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_wide(char32_t point) {
  return (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
         (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
         (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60) ||
         (point >= 0xFFE0 && point <= 0xFFE6) || (point >= 0x1F300 && point <= 0x1F9FF) ||
         (point >= 0x20000 && point <= 0x3FFFD);
}

bool is_combining(char32_t point) {
  return (point >= 0x0300 && point <= 0x036F) || (point >= 0x1AB0 && point <= 0x1AFF) ||
         (point >= 0x1DC0 && point <= 0x1DFF) || (point >= 0x20D0 && point <= 0x20FF) ||
         (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xFE20 && point <= 0xFE2F);
}

}  // namespace

CodePoint code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {replacement, 1};
  char32_t point = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {replacement, 1};
    point = (point << 6U) | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {replacement, 1};
  return {point, length};
}

bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point <= 0x9F) || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF ||
         point == 0xFFFE || point == 0xFFFF;
}

std::size_t columns(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point(text, at);
    width += is_combining(point.value) ? 0 : is_wide(point.value) ? 2 : 1;
    at += point.length;
  }
  return width;
}

std::string_view fitting(std::string_view text, std::size_t width) {
  std::size_t taken = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point(text, at);
    const std::size_t next = taken + columns(text.substr(at, point.length));
    if (next > width) return text.substr(0, at);
    taken = next;
    at += point.length;
  }
  return text;
}

}  // namespace noms::report
