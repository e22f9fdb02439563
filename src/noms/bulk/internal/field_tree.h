// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "noms/decision_table/value_set.h"
#include "noms/knowledge/library.h"

// The table of fields and the facts made from it, prepared for reading: a tree that follows the nesting of a case file.

namespace noms::bulk::internal {

using decision_table::ValueSet;

/// Finds a name among few, by a hash of its length and three of its signs.
class NameTable {
public:
  NameTable() = default;
  explicit NameTable(std::vector<std::string> names);

  /// Position of the name; size() when it is none of them.
  std::size_t find(std::string_view name) const;
  std::size_t size() const { return names_.size(); }

private:
  static std::size_t hash(std::string_view name);

  std::vector<std::string> names_;
  std::vector<std::uint32_t> slots_;  ///< a power of two; position + 1, or 0
};

/// How one fact follows from one field: a rule with its words looked up.
struct FactTest {
  const knowledge::FactRule* rule = nullptr;
  std::size_t fact = 0;
  std::vector<ValueSet> of_value;  ///< Is, Includes, AnyMember: what each value of the field (of the member) says
  std::size_t member = 0;          ///< AnyMember: position among the children
};

/// A unit of a quantity, with the limits in it.
struct PlainUnit {
  double factor, least, most;
};

/// A field, or a group of fields.
struct FieldNode {
  std::string name;
  const knowledge::Field* field = nullptr;  ///< null for a group
  std::vector<FieldNode> below;             ///< of a group, and of the elements of a list
  NameTable names_below;                    ///< of `below`
  NameTable values;  ///< of a choice, a set, levels, a histology (its keys); of a quantity the names of `units`
  std::vector<FactTest> tests;
  std::vector<PlainUnit> units;  ///< of a quantity
  std::size_t number_slot = 0;   ///< of an integer that a NumberRule looks at; 0 none
};

/// True for a test of a number, or of the length of a list.
bool is_number_test(knowledge::FactRule::Test test);

/// The tree of a library. `slots`: the numbers kept for the rules between numbers, the first is not used.
struct FieldTree {
  FieldNode root;
  std::size_t slots = 1;
  std::unordered_map<std::string, std::size_t> slot_of;  ///< by path
  std::vector<std::size_t> closed;                       ///< facts that are "no" where nothing is recorded
  const FieldNode* lesions = nullptr;                    ///< the child of the root
  bool is_usable = true;                                 ///< false for fields of a kind that is not foreseen here
};

FieldTree field_tree(const knowledge::Library& library);

}  // namespace noms::bulk::internal
