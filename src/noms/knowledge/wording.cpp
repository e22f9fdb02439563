// SPDX-License-Identifier: Apache-2.0
#include "noms/knowledge/wording.h"

namespace noms::knowledge {
namespace {

/// `.before_o` or `.before_i` for a word that begins with that sound in Spanish, its `h` being silent: otro, hora, 8,
/// 11; imagen, hígado, but not hielo. Empty for any other.
std::string_view ending_before(std::string_view word) {
  const std::string_view number = word.substr(0, word.find_first_not_of("0123456789"));
  if (number == "11" || number.starts_with('8')) return ".before_o";
  if (word.starts_with('h') || word.starts_with('H')) word.remove_prefix(1);
  const std::string_view first = word.substr(0, 1);
  if (first == "o" || first == "O" || word.starts_with("ó") || word.starts_with("Ó")) return ".before_o";
  if (word.starts_with("í") || word.starts_with("Í")) return ".before_i";
  const bool diphthong = word.size() > 1 && std::string_view("aeou").find(word[1]) != std::string_view::npos;
  return (first == "i" || first == "I") && !diphthong ? ".before_i" : "";
}

}  // namespace

std::string Wording::say(std::string_view key, std::initializer_list<std::string_view> values) const {
  std::string name = "say." + std::string(key);
  if (values.size() == 2) {
    const std::string other = name + std::string(ending_before(values.begin()[1]));
    if (has(other)) name = other;
  }
  std::string_view rest = (*this)(name);
  std::string out;
  for (std::size_t at = rest.find('{'); at != std::string_view::npos; at = rest.find('{')) {
    const std::size_t which = at + 2 < rest.size() ? static_cast<std::size_t>(rest[at + 1] - '1') : values.size();
    out += rest.substr(0, at);
    if (which < values.size() && rest[at + 2] == '}') {
      out += values.begin()[which];
      rest.remove_prefix(at + 3);
    } else {
      out += '{';
      rest.remove_prefix(at + 1);
    }
  }
  return out.append(rest);
}

}  // namespace noms::knowledge
