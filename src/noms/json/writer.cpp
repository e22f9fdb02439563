// SPDX-License-Identifier: Apache-2.0
#include "noms/json/writer.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "noms/foundation/text.h"
#include "noms/json/document.h"

namespace noms::json {

namespace {

/// Signs that cannot stand between quotes as they are.
constexpr std::array<bool, 256> escaped = [] {
  std::array<bool, 256> signs{};
  for (std::size_t sign = 0; sign < 0x20; ++sign) signs[sign] = true;
  for (const unsigned char sign : {'"', '\\', '<', '\x7F'}) signs[sign] = true;
  return signs;
}();

void append_escape(std::string& out, char c) {
  static constexpr char digits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (c == '\n') {
    out += "\\n";
  } else if (c == '\t') {
    out += "\\t";
  } else {
    out += "\\u00";
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
}

/// Whether one of eight signs cannot stand as it is: the test of each byte at once, in the high bits.
bool any_escaped(const char* eight) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  std::uint64_t found = (word - 0x20 * ones) & ~word;  // below a blank; bytes from 0x80 on are none
  for (const unsigned char sign : {'"', '\\', '<', '\x7F'}) {
    const std::uint64_t other = word ^ (sign * ones);  // a zero byte where the sign stands
    found |= (other - ones) & ~other;
  }
  return (found & (0x80 * ones)) != 0;
}

#ifdef __SSE2__
/// The same of sixteen signs, one bit for each.
unsigned escaped_of(const char* sixteen) {
  const __m128i signs = _mm_loadu_si128(reinterpret_cast<const __m128i*>(sixteen));
  const __m128i control = _mm_set1_epi8(0x1F);
  __m128i found = _mm_cmpeq_epi8(_mm_max_epu8(signs, control), control);
  for (const char sign : {'"', '\\', '<', '\x7F'})
    found = _mm_or_si128(found, _mm_cmpeq_epi8(signs, _mm_set1_epi8(sign)));
  return static_cast<unsigned>(_mm_movemask_epi8(found));
}
#endif

/// The first sign that cannot stand as it is; `end` where there is none.
const char* find_escaped(const char* at, const char* end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    if (const unsigned found = escaped_of(at); found != 0) return at + std::countr_zero(found);
  }
#endif
  while (end - at >= 8 && !any_escaped(at)) at += 8;
  while (at != end && !escaped[static_cast<unsigned char>(*at)]) ++at;
  return at;
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  const char* plain = text.data();  // start of what can stand as it is
  const char* const end = plain + text.size();
  for (const char* at = find_escaped(plain, end); at != end; at = find_escaped(plain, end)) {
    out.append(plain, at);
    append_escape(out, *at);
    plain = at + 1;
  }
  out.append(plain, end);
  out += '"';
}

std::string quoted(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

void Writer::new_line() {
  if (indent_ == 0) return;
  text_ += '\n';
  text_.append(static_cast<std::size_t>(indent_) * empty_.size(), ' ');
}

void Writer::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (empty_.empty()) return;
  if (!empty_.back()) text_ += ',';
  empty_.back() = false;
  new_line();
}

void Writer::begin_object() {
  before_value();
  text_ += '{';
  empty_.push_back(true);
}

void Writer::end_object() {
  const bool was_empty = empty_.back();
  empty_.pop_back();
  if (!was_empty) new_line();
  text_ += '}';
}

void Writer::begin_array() {
  before_value();
  text_ += '[';
  empty_.push_back(true);
}

void Writer::end_array() {
  const bool was_empty = empty_.back();
  empty_.pop_back();
  if (!was_empty) new_line();
  text_ += ']';
}

void Writer::key(std::string_view name) {
  before_value();
  append_quoted(text_, name);
  text_ += indent_ == 0 ? ":" : ": ";
  after_key_ = true;
}

void Writer::string(std::string_view text) {
  before_value();
  append_quoted(text_, text);
}

void Writer::number(double value) {
  before_value();
  text_ += shortest(value);
}

void Writer::number(std::int64_t value) {
  before_value();
  text_ += std::to_string(value);
}

void Writer::boolean(bool value) {
  before_value();
  text_ += value ? "true" : "false";
}

void Writer::null() {
  before_value();
  text_ += "null";
}

void Writer::member(std::string_view name, const std::vector<std::string>& texts) {
  key(name);
  begin_array();
  const int indent = indent_;
  indent_ = 0;  // a list of words stands on one line
  for (const auto& text : texts) {
    if (!empty_.back() && indent != 0) {
      text_ += ", ";
      append_quoted(text_, text);
    } else {
      string(text);
    }
  }
  end_array();
  indent_ = indent;
}

void write(Writer& writer, const Value& value) {
  switch (value.kind) {
    case Value::Kind::Null: return writer.null();
    case Value::Kind::Boolean: return writer.boolean(value.boolean);
    case Value::Kind::Number: return writer.number(value.number);
    case Value::Kind::String: return writer.string(value.string);
    case Value::Kind::Array:
      writer.begin_array();
      for (const Value& item : value.items) write(writer, item);
      return writer.end_array();
    case Value::Kind::Object:
      writer.begin_object();
      for (const Member& member : value.members) {
        writer.key(member.first);
        write(writer, member.second);
      }
      return writer.end_object();
  }
}

}  // namespace noms::json
