// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/knowledge/library.h"

namespace noms::cli {

/// A row of a COLLECT table in clinical words.
struct RuleWords {
  std::string row;
  std::string when;    ///< "Always" for a row without conditions
  std::string answer;  ///< what its outputs say, empty where it has none
  std::string mark;
  std::vector<std::string> evidence;
  std::string text;
  friend bool operator==(const RuleWords&, const RuleWords&) = default;
};

/// A row of the alternatives, vetoes or cautions that one side alone has, or that says something else.
struct RuleChange {
  enum class Kind { Added, Removed, Changed };
  std::string table;  ///< "alternatives"
  Kind kind = Kind::Changed;
  RuleWords was;  ///< without a row where the change is Added
  RuleWords now;  ///< without a row where it is Removed
};

/// "added", "removed", "changed".
std::string_view name_of(RuleChange::Kind kind);

/// The rows of a COLLECT table, in its order.
std::vector<RuleWords> rules_in_words(const knowledge::Library& library, const knowledge::Edition& edition,
                                      const knowledge::CollectTable& table);

/// Alternatives, vetoes and cautions of two editions.
std::vector<RuleChange> changed_rules(const knowledge::Library& library_a, const knowledge::Edition& a,
                                      const knowledge::Library& library_b, const knowledge::Edition& b);

/// Conditions in clinical words, joined by "; ".
std::string conditions_text(const knowledge::Library& library, const knowledge::Vocabulary& vocabulary,
                            const knowledge::Conditions& conditions);

}  // namespace noms::cli
