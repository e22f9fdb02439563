// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/internal/rule_changes.h"

#include <algorithm>

namespace noms::cli {
namespace {

using knowledge::Edition;
using knowledge::Library;
using knowledge::VariableId;
using knowledge::Vocabulary;
using Way = decision_table::Rule::Way;

constexpr std::string_view collect_names[] = {"alternatives", "vetoes", "cautions"};

std::string condition_text(const Library& library, const Vocabulary& vocabulary, VariableId variable,
                           knowledge::ValueSet set) {
  const auto& names = vocabulary.at(variable);
  const auto& words = library.wording;
  const auto value = [&](const std::string& code) {
    const std::string key = "value." + names.name + "." + code;
    if (words.has(key)) return std::string(words(key));
    if (words.has("value." + code)) return std::string(words("value." + code));
    return code;
  };
  const std::string fact = words.has("fact." + names.name) ? std::string(words("fact." + names.name)) : names.name;
  const auto rest = names.values.size() - static_cast<std::size_t>(set.count());
  if (rest > 0 && rest < 3 && set.count() > 3) {
    std::string others;
    for (const auto& code : vocabulary.names_of(variable, names.all() - set))
      others += (others.empty() ? "" : " or ") + value(code);
    return fact + ": not " + others;
  }
  std::string some;
  for (const auto& code : vocabulary.names_of(variable, set)) some += (some.empty() ? "" : " or ") + value(code);
  return fact + ": " + some;
}

/// Ways that came from one row: what all of them ask, then the last condition of each.
std::string ways_text(const Library& library, const Vocabulary& vocabulary, const std::vector<const Way*>& ways) {
  if (ways.size() == 1) return conditions_text(library, vocabulary, ways[0]->when);
  const auto& first = ways[0]->when;
  std::string text = first.size() > 1 ? conditions_text(library, vocabulary, {first.begin(), first.end() - 1}) : "";
  std::string any;
  for (const auto* way : ways)
    any += (any.empty() ? "" : ", or ") + conditions_text(library, vocabulary, {way->when.back()});
  return text + (text.empty() ? "" : "; any of: ") + any;
}

/// An output cell in words: a treatment, `same` as the row beside which it stands, or conditions (`unless`).
std::string output_text(const Library& library, const Vocabulary& vocabulary, const std::string& name,
                        const std::string& cell) {
  const std::string key = "value." + name + "." + cell;
  if (library.wording.has(key)) return std::string(library.wording(key));
  const VariableId variable = vocabulary.find(name);
  if (variable >= 0) return std::string(library.wording("fact." + name)) + ": " + cell;
  const auto conditions = decision_table::read_conditions(cell, vocabulary, "");
  return name + " " + (conditions ? conditions_text(library, vocabulary, conditions.value()) : cell);
}

std::string answer_of(const Library& library, const Vocabulary& vocabulary, const knowledge::CollectTable& table,
                      const Way& way) {
  std::string text;
  for (std::size_t i = 0; i < way.outputs.size(); ++i) {
    if (way.outputs[i] == "-" || way.outputs[i].empty()) continue;
    text += (text.empty() ? "" : "; ") + output_text(library, vocabulary, table.outputs[i], way.outputs[i]);
  }
  return text;
}

const RuleWords* find(const std::vector<RuleWords>& rules, const std::string& row) {
  const auto found = std::ranges::find(rules, row, &RuleWords::row);
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name_of(RuleChange::Kind kind) {
  switch (kind) {
    case RuleChange::Kind::Added: return "added";
    case RuleChange::Kind::Removed: return "removed";
    case RuleChange::Kind::Changed: break;
  }
  return "changed";
}

std::string conditions_text(const Library& library, const Vocabulary& vocabulary,
                            const knowledge::Conditions& conditions) {
  std::string text;
  for (const auto& [variable, set] : conditions)
    text += (text.empty() ? "" : "; ") + condition_text(library, vocabulary, variable, set);
  return text.empty() ? "Always" : text;
}

std::vector<RuleWords> rules_in_words(const Library& library, const Edition& edition,
                                      const knowledge::CollectTable& table) {
  const auto& vocabulary = edition.engine.model().vocabulary;
  std::vector<RuleWords> rules;
  for (const auto& rule : table.rules) {
    for (std::size_t i = 0; i < rule.ways.size();) {
      const Way& way = rule.ways[i];
      std::vector<const Way*> same;
      for (; i < rule.ways.size() && rule.ways[i].row == way.row; ++i) same.push_back(&rule.ways[i]);
      rules.push_back({way.row, ways_text(library, vocabulary, same), answer_of(library, vocabulary, table, way),
                       way.notes.mark, way.notes.evidence, way.notes.text});
    }
  }
  return rules;
}

std::vector<RuleChange> changed_rules(const Library& library_a, const Edition& a, const Library& library_b,
                                      const Edition& b) {
  std::vector<RuleChange> changes;
  for (std::size_t t = 0; t < std::size(collect_names); ++t) {
    const auto was = rules_in_words(library_a, a, a.engine.model().collects[t]);
    const auto now = rules_in_words(library_b, b, b.engine.model().collects[t]);
    const std::string table(collect_names[t]);
    for (const auto& rule : was) {
      const auto* other = find(now, rule.row);
      if (other == nullptr) {
        changes.push_back({table, RuleChange::Kind::Removed, rule, {}});
      } else if (*other != rule) {
        changes.push_back({table, RuleChange::Kind::Changed, rule, *other});
      }
    }
    for (const auto& rule : now) {
      if (find(was, rule.row) == nullptr) changes.push_back({table, RuleChange::Kind::Added, {}, rule});
    }
  }
  return changes;
}

}  // namespace noms::cli
