// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "noms/decision_table/value_set.h"
#include "noms/foundation/result.h"

namespace noms::decision_table {

/// Position of a variable in its vocabulary.
using VariableId = int;

/// Something that has one of finitely many values: a fact that a case states, or what a table makes of facts.
struct Variable {
  std::string name;
  std::vector<std::string> values;  ///< at most 64, in the order of the table that names them

  /// Position of the value, or -1.
  int find(std::string_view value) const;
  ValueSet all() const { return ValueSet::first(static_cast<int>(values.size())); }
};

/// The names that tables use, each with its values.
class Vocabulary {
public:
  /// Adds a variable; the same name twice keeps the first. Returns its position.
  VariableId add(std::string_view name, std::vector<std::string> values = {});
  /// Adds a value to a variable unless it has it; returns its position, or -1 when there are 64 already.
  int add_value(VariableId variable, std::string_view value);

  /// Position of a variable, or -1.
  VariableId find(std::string_view name) const;
  const Variable& at(VariableId variable) const { return variables_[static_cast<std::size_t>(variable)]; }
  int size() const { return static_cast<int>(variables_.size()); }
  std::vector<std::string_view> names() const;

  /// The set a table cell means: `-` is all, `a, b` those, `not a, b` all others.
  /// Errors: KnowledgeValue with the nearest known value, at `where`.
  Result<ValueSet> cell(VariableId variable, std::string_view text, const std::string& where) const;

  /// The values of a set, by name, in order.
  std::vector<std::string> names_of(VariableId variable, ValueSet set) const;

private:
  std::vector<Variable> variables_;
  std::map<std::string, VariableId, std::less<>> index_;
};

}  // namespace noms::decision_table
