// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/vocabulary.h"

#include "noms/foundation/text.h"

namespace noms::decision_table {

int Variable::find(std::string_view value) const {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == value) return static_cast<int>(i);
  }
  return -1;
}

VariableId Vocabulary::add(std::string_view name, std::vector<std::string> values) {
  if (const VariableId known = find(name); known >= 0) return known;
  const VariableId id = size();
  variables_.push_back({std::string(name), std::move(values)});
  index_.emplace(name, id);
  return id;
}

int Vocabulary::add_value(VariableId variable, std::string_view value) {
  Variable& v = variables_[static_cast<std::size_t>(variable)];
  if (const int known = v.find(value); known >= 0) return known;
  if (v.values.size() == 64) return -1;
  v.values.emplace_back(value);
  return static_cast<int>(v.values.size()) - 1;
}

VariableId Vocabulary::find(std::string_view name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? -1 : found->second;
}

std::vector<std::string_view> Vocabulary::names() const {
  std::vector<std::string_view> names;
  for (const auto& variable : variables_) names.emplace_back(variable.name);
  return names;
}

Result<ValueSet> Vocabulary::cell(VariableId variable, std::string_view text, const std::string& where) const {
  const Variable& v = at(variable);
  if (text == "-") return v.all();
  const bool negated = text.starts_with("not ");
  if (negated) text.remove_prefix(4);
  ValueSet set;
  for (const std::string_view name : split(text, ",")) {
    const int value = v.find(name);
    if (value < 0) {
      std::vector<std::string_view> known(v.values.begin(), v.values.end());
      const auto near = nearest(name, known);
      return Issue{ErrorCode::KnowledgeValue, where,
                   v.name + " has no value '" + std::string(name) + "'" +
                       (near ? "; did you mean '" + std::string(*near) + "'?" : "")};
    }
    set = set | ValueSet::of(value);
  }
  if (set.empty())
    return Issue{ErrorCode::KnowledgeSyntax, where, "the cell for " + v.name + " is empty; write - for any value"};
  if (negated && set == v.all())
    return Issue{ErrorCode::KnowledgeValue, where, "the cell for " + v.name + " leaves no value"};
  return negated ? v.all() - set : set;
}

std::vector<std::string> Vocabulary::names_of(VariableId variable, ValueSet set) const {
  std::vector<std::string> names;
  const Variable& v = at(variable);
  for (ValueSet s = set & v.all(); !s.empty(); s = s.rest())
    names.push_back(v.values[static_cast<std::size_t>(s.lowest())]);
  return names;
}

}  // namespace noms::decision_table
