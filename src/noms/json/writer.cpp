// SPDX-License-Identifier: Apache-2.0
#include "noms/json/writer.h"

#include "noms/foundation/text.h"
#include "noms/json/document.h"

namespace noms::json {

std::string quoted(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || c == '<' || byte == 0x7F) {
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    } else {
      out += c;
    }
  }
  return out + '"';
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
  text_ += quoted(name);
  text_ += indent_ == 0 ? ":" : ": ";
  after_key_ = true;
}

void Writer::string(std::string_view text) {
  before_value();
  text_ += quoted(text);
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
      text_ += quoted(text);
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
