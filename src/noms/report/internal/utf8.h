// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace noms::report {

/// One code point read from `text` at `at`; `length` bytes belong to it. Bytes that are no UTF-8 give U+FFFD of
/// length 1.
struct CodePoint {
  char32_t value;
  std::size_t length;
};
CodePoint code_point(std::string_view text, std::size_t at);

/// True for code points that must not reach a terminal or a document: controls and marks that change the direction of
/// text.
bool is_control(char32_t point);

/// Columns that the text takes on a terminal: combining marks none, East Asian wide letters two, every other letter
/// one.
std::size_t columns(std::string_view text);

/// The beginning of the text that fits into `width` columns.
std::string_view fitting(std::string_view text, std::size_t width);

}  // namespace noms::report
