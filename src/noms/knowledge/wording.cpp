// SPDX-License-Identifier: Apache-2.0
#include "noms/knowledge/wording.h"

namespace noms::knowledge {

std::string Wording::say(std::string_view key, std::initializer_list<std::string_view> values) const {
  std::string_view rest = (*this)("say." + std::string(key));
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
