// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

namespace noms::knowledge {

/// The words a reader sees, by key (`fact.escc`, `value.urgency.emergent`, `summary.none.cebrt`, `ask.pain`), from
/// `knowledge/wording.table.md`.
class Wording {
public:
  void add(std::string key, std::string text) { words_.insert_or_assign(std::move(key), std::move(text)); }

  /// The words for a key; the key itself where there are none, so that a gap is seen and never silent.
  std::string_view operator()(std::string_view key) const {
    const auto found = words_.find(key);
    return found == words_.end() ? key : std::string_view(found->second);
  }
  bool has(std::string_view key) const { return words_.find(key) != words_.end(); }

  /// All words by key.
  const std::map<std::string, std::string, std::less<>>& all() const { return words_; }

  /// Label of a value of a variable: `value.<variable>.<value>`.
  std::string value(std::string_view variable, std::string_view value) const {
    return std::string((*this)("value." + std::string(variable) + "." + std::string(value)));
  }

  /// The phrase `say.<key>` with `{1}`, `{2}`, ... replaced by the values in their order. Of two values the second may
  /// ask for another phrase: `say.<key>.before_o` or `.before_i`, where there is one and the word begins with that
  /// sound (Spanish "u" and "e" in place of "o" and "y").
  std::string say(std::string_view key, std::initializer_list<std::string_view> values = {}) const;

private:
  std::map<std::string, std::string, std::less<>> words_;
};

}  // namespace noms::knowledge
