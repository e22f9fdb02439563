// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace noms::json {

/// Writes JSON in the order of the calls: equal calls give equal bytes. Numbers take their shortest form.
///
/// Example: Writer w(2); w.begin_object(); w.key("a"); w.number(1); w.end_object(); w.text() is "{\n  \"a\": 1\n}".
class Writer {
public:
  /// `indent` blanks a level; 0 writes everything on one line without blanks.
  explicit Writer(int indent = 2) : indent_(indent) {}

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);
  void string(std::string_view text);
  void number(double value);
  void number(std::int64_t value);
  void number(int value) { number(static_cast<std::int64_t>(value)); }
  void boolean(bool value);
  void null();

  /// `"name": "text"` and so on, the common case.
  void member(std::string_view name, std::string_view text) { key(name), string(text); }
  void member(std::string_view name, const char* text) { key(name), string(text); }
  void member(std::string_view name, bool value) { key(name), boolean(value); }
  void member(std::string_view name, int value) { key(name), number(value); }
  void member(std::string_view name, double value) { key(name), number(value); }
  void member(std::string_view name, const std::vector<std::string>& texts);

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

private:
  void before_value();
  void new_line();

  std::string text_;
  std::vector<char> empty_;  ///< one per open array or object: whether nothing stands in it yet
  int indent_;
  bool after_key_ = false;
};

/// The text between quotes with the escapes JSON asks for; `<` is escaped too, so that JSON can stand in a page.
std::string quoted(std::string_view text);
void append_quoted(std::string& out, std::string_view text);

}  // namespace noms::json
