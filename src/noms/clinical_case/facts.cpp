// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/clinical_case/case.h"
#include "noms/foundation/text.h"

namespace noms::clinical_case {
namespace {

using decision_table::Possible;
using decision_table::ValueSet;
using decision_table::VariableId;
using knowledge::FactRule;
using knowledge::Field;
using knowledge::Library;

constexpr std::string_view lesion_prefix = "lesions/*/";

const Entry* entry_of(const Case& patient, std::size_t lesion, const Field& field) {
  const bool of_lesion = field.path.starts_with(lesion_prefix);
  const Record& record = of_lesion ? patient.lesions[lesion].fields : patient.fields;
  const auto found =
      record.find(of_lesion ? std::string_view(field.path).substr(lesion_prefix.size()) : std::string_view(field.path));
  return found == record.end() ? nullptr : &found->second;
}

const std::vector<Record>* list_of(const Case& patient, std::size_t lesion, const Field& field) {
  if (!field.path.starts_with(lesion_prefix)) return nullptr;
  const auto& lists = patient.lesions[lesion].lists;
  const auto found = lists.find(std::string_view(field.path).substr(lesion_prefix.size()));
  return found == lists.end() ? nullptr : &found->second;
}

/// The number a test of a quantity, an integer or a length of a list looks at.
std::optional<double> number_of(const Case& patient, std::size_t lesion, const Field& field) {
  if (field.path == "lesions") return static_cast<double>(patient.lesions.size());
  if (field.type == Field::Type::List) {
    const auto* list = list_of(patient, lesion, field);
    return list == nullptr ? std::nullopt : std::optional(static_cast<double>(list->size()));
  }
  const Entry* entry = entry_of(patient, lesion, field);
  if (entry == nullptr) return std::nullopt;
  const bool counted = field.type == Field::Type::Levels || field.type == Field::Type::Set;
  return counted ? static_cast<double>(entry->values.size()) : entry->number;
}

/// Whether any element of a list has one of the values: yes, no, or open where an element does not say.
ValueSet any_member(const std::vector<Record>& list, const FactRule& rule) {
  bool open = false;
  for (const auto& record : list) {
    const auto found = record.find(rule.member);
    if (found == record.end()) {
      open = true;
      continue;
    }
    const auto matching = std::ranges::count_if(
        found->second.values, [&](const auto& v) { return std::ranges::find(rule.values, v) != rule.values.end(); });
    if (matching == static_cast<std::ptrdiff_t>(found->second.values.size())) return ValueSet::of(1);
    open = open || matching > 0;
  }
  return open ? ValueSet::first(2) : ValueSet::of(0);
}

ValueSet yes_no(bool truth) {
  return ValueSet::of(truth ? 1 : 0);
}

}  // namespace

ValueSet passes(const FactRule& rule, double least, double most) {
  using enum FactRule::Test;
  const auto one = [&](double number) {
    switch (rule.test) {
      case Over: return number > rule.low;
      case Under: return number < rule.low;
      case AtLeast: return number >= rule.low;
      case Between: return number >= rule.low && number <= rule.high;
      default: return number > 0;  // not empty
    }
  };
  ValueSet set = yes_no(one(least)) | yes_no(one(most));
  // Both ends outside, and the range around what the test asks for.
  if (rule.test == Between && least < rule.low && most > rule.high) set = set | yes_no(true);
  return set;
}

namespace {

std::optional<ValueSet> tested(const Case& patient, std::size_t lesion, const Field& field, const FactRule& rule) {
  using enum FactRule::Test;
  if (rule.test == Recorded)
    return yes_no(entry_of(patient, lesion, field) != nullptr || list_of(patient, lesion, field) != nullptr);
  if (rule.test == Includes) {
    const Entry* entry = entry_of(patient, lesion, field);
    if (entry == nullptr) return std::nullopt;
    return yes_no(std::ranges::any_of(
        entry->values, [&](const auto& v) { return std::ranges::find(rule.values, v) != rule.values.end(); }));
  }
  if (rule.test == AnyMember) {
    const auto* list = list_of(patient, lesion, field);
    return list == nullptr ? std::nullopt : std::optional(any_member(*list, rule));
  }
  const auto number = number_of(patient, lesion, field);
  if (!number) return rule.closed ? std::optional(yes_no(false)) : std::nullopt;
  if (const Entry* entry = entry_of(patient, lesion, field); entry != nullptr && !entry->ranges.empty()) {
    ValueSet set;
    for (const auto& [least, most] : entry->ranges) set = set | passes(rule, least, most);
    return set;
  }
  return passes(rule, *number, *number);
}

std::optional<ValueSet> recorded(const Case& patient, std::size_t lesion, const Library& library,
                                 const FactRule& rule) {
  const Field* field = rule.field;
  if (rule.test != FactRule::Test::Is) return tested(patient, lesion, *field, rule);
  const Entry* entry = entry_of(patient, lesion, *field);
  if (entry == nullptr) return std::nullopt;
  if (field->type == Field::Type::Levels) {
    std::vector<int> levels;
    for (const auto& name : entry->values) levels.push_back(library.levels.find(name));
    return ValueSet::of(library.levels.group_of(levels));
  }
  ValueSet set;
  for (const auto& value : entry->values) set = set | ValueSet::of(library.vocabulary.at(rule.fact).find(value));
  return set;
}

double count_or_number(const Case& patient, const Library& library, const std::string& side, bool& known) {
  if (side == "count lesions") return static_cast<double>(patient.lesions.size());
  const auto number = number_of(patient, 0, *library.field(side));
  known = known && number.has_value();
  return number.value_or(0);
}

}  // namespace

Said said_of(const Case& patient, std::size_t lesion, const Library& library) {
  Said said(static_cast<std::size_t>(library.vocabulary.size()));
  for (const auto& rule : library.facts)
    said[static_cast<std::size_t>(rule.fact)] = recorded(patient, lesion, library, rule);
  return said;
}

Possible facts_of(const Lesion& lesion, const knowledge::Edition& edition) {
  Possible possible = edition.engine.everything();
  for (std::size_t v = 0; v < lesion.said.size(); ++v) {
    if (lesion.said[v]) possible[v] = *lesion.said[v];
  }
  return possible;
}

std::string pointer_of(const Library& library, VariableId fact, std::size_t lesion) {
  const FactRule* rule = library.fact_rule(fact);
  if (rule == nullptr) return library.vocabulary.at(fact).name;
  const std::string& path = rule->field->path;
  if (!path.starts_with(lesion_prefix)) return path;
  std::string pointer;
  pointer.reserve(path.size() + 20);
  pointer.append("lesions/").append(std::to_string(lesion)).append(path, lesion_prefix.size() - 1);
  return pointer;
}

namespace {

Issue contradiction(const knowledge::Exclusion& exclusion, std::size_t lesion, const Library& library) {
  std::string facts;
  for (const auto& [fact, set] : exclusion.when)
    facts += (facts.empty() ? "/" : " and /") + pointer_of(library, fact, lesion);
  return {ErrorCode::Contradiction, "/" + pointer_of(library, exclusion.when.front().first, lesion),
          facts + " contradict each other (" + exclusion.row + "): " + exclusion.text};
}

bool is_of_lesion(const knowledge::Exclusion& exclusion, const Library& library) {
  return std::ranges::any_of(exclusion.when, [&](const auto& condition) {
    return library.fact_rule(condition.first)->field->path.starts_with(lesion_prefix);
  });
}

}  // namespace

Issues contradictions(const Case& patient, const Library& library) {
  Issues issues;
  for (std::size_t lesion = 0; lesion < patient.lesions.size(); ++lesion) {
    const Said& said = patient.lesions[lesion].said;
    for (const auto& exclusion : library.exclusions) {
      const bool holds = std::ranges::all_of(exclusion.when, [&](const auto& condition) {
        const auto& now = said[static_cast<std::size_t>(condition.first)];
        return now && now->within(condition.second);
      });
      if (holds && (lesion == 0 || is_of_lesion(exclusion, library)))
        issues.push_back(contradiction(exclusion, lesion, library));
    }
  }
  for (const auto& rule : library.numbers) {
    bool known = true;
    const double smaller = count_or_number(patient, library, rule.smaller, known);
    const double larger = count_or_number(patient, library, rule.larger, known);
    if (!known || smaller <= larger) continue;
    const std::string left = rule.smaller == "count lesions" ? "/lesions" : "/" + rule.smaller;
    issues.push_back({ErrorCode::Contradiction, "/" + rule.larger,
                      left + " and /" + rule.larger + " contradict each other (" + rule.row + "): " + rule.text});
  }
  return issues;
}

}  // namespace noms::clinical_case
