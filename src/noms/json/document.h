// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"

namespace noms::json {

/// What a reader of JSON accepts. A file that goes beyond is refused, whole.
struct Limits {
  std::size_t bytes = 8U << 20U;      ///< of the whole text
  std::size_t depth = 32;             ///< of nested arrays and objects
  std::size_t elements = 100'000;     ///< values in the whole text
  std::size_t string_bytes = 20'000;  ///< of one string or key
};

struct Member;
class Writer;

/// One JSON value with the values inside it. Members keep the order of the text.
struct Value {
  enum class Kind : std::uint8_t { Null, Boolean, Number, String, Array, Object };

  Kind kind = Kind::Null;
  bool boolean = false;
  bool whole = false;           ///< a number written without point and exponent that fits 64 bits
  double number = 0;            ///< correctly rounded; never infinite
  std::string string;           ///< of a string; of a number, the text as it was written
  std::vector<Value> items;     ///< of an array
  std::vector<Member> members;  ///< of an object; no key stands twice

  bool is_string() const { return kind == Kind::String; }
  bool is_object() const { return kind == Kind::Object; }
  bool is_array() const { return kind == Kind::Array; }

  /// The member of that name, or null.
  const Value* find(std::string_view name) const;
};

/// A name of an object with its value. A type of its own, because a std::pair of an unfinished type is not portable.
struct Member {
  std::string first;
  Value second;
};

/// The value a JSON text holds.
///
/// Range:   RFC 8259, UTF-8 without byte order mark, within `limits`; the whole text must be one value.
/// Errors:  InvalidJson with line and column, InvalidEncoding, TooLarge, TooDeep, DuplicateKey with the JSON pointer,
///          NotANumber for a number that a double cannot hold.
Result<Value> parse(std::string_view text, const Limits& limits = {});

/// The value with all that is inside it, members in their order.
void write(Writer& writer, const Value& value);

/// `parent/name` with the escapes of RFC 6901. A name that may hold free text (long, or with other signs than letters,
/// digits, `_`, `-`, `.`) is written as `*`, so that an error message never repeats it.
std::string pointer(std::string_view parent, std::string_view name);
std::string pointer(std::string_view parent, std::size_t index);

}  // namespace noms::json
