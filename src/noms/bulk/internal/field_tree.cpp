// SPDX-License-Identifier: Apache-2.0
#include "noms/bulk/internal/field_tree.h"

#include <algorithm>
#include <bit>

#include "noms/foundation/text.h"

namespace noms::bulk::internal {
namespace {

using knowledge::FactRule;
using knowledge::Field;
using knowledge::Library;

constexpr std::size_t most_children = 64;  // a bit each for what was seen

FieldNode& child(FieldNode& parent, std::string_view name) {
  const auto known = std::ranges::find(parent.below, name, &FieldNode::name);
  if (known != parent.below.end()) return *known;
  parent.below.emplace_back().name = name;
  return parent.below.back();
}

/// The node of a path; `*` stands for the elements of a list.
FieldNode& node_at(FieldNode& root, std::string_view path) {
  FieldNode* node = &root;
  for (const auto part : split(path, "/")) {
    if (part != "*") node = &child(*node, part);
  }
  return *node;
}

/// What the values of a field say: the values of the fact of the same name, or yes and no.
std::vector<ValueSet> said_by(const std::vector<std::string>& values, const FactRule& rule, const Library& library) {
  std::vector<ValueSet> said;
  if (is_number_test(rule.test) || rule.test == FactRule::Test::Recorded) return said;
  for (const auto& value : values) {
    const int at = rule.test == FactRule::Test::Is
                       ? library.vocabulary.at(rule.fact).find(value)
                       : static_cast<int>(std::ranges::find(rule.values, value) != rule.values.end());
    said.push_back(at < 0 ? ValueSet{} : ValueSet::of(at));
  }
  return said;
}

/// False where a test does not fit the reading of the field here.
bool fits(const Field& field, FactRule::Test test) {
  using enum Field::Type;
  using Test = FactRule::Test;
  switch (field.type) {
    case Choice:
    case Boolean:
    case Histology: return test == Test::Is || test == Test::Recorded;
    case Set: return test == Test::Includes || test == Test::Recorded || is_number_test(test);
    case Levels: return test == Test::Is || test == Test::Recorded || is_number_test(test);
    case Integer:
    case Quantity: return test == Test::Recorded || is_number_test(test);
    case List: return test == Test::AnyMember || is_number_test(test);
    case Text: return false;
  }
  return false;
}

std::vector<std::string> keys_of(const Library& library) {
  std::vector<std::string> keys;
  for (const auto& histology : library.histologies) keys.push_back(histology.key);
  return keys;
}

std::vector<std::string> values_of(const Field& field, const FactRule& rule, const Library& library) {
  if (rule.test == FactRule::Test::AnyMember) return library.field(field.path + "/*/" + rule.member)->values;
  if (field.type == Field::Type::Boolean) return {"no", "yes"};
  return field.type == Field::Type::Histology ? keys_of(library) : field.values;
}

void add_words(FieldNode& node, const Library& library) {
  const Field& field = *node.field;
  std::vector<std::string> values = field.values;
  if (field.type == Field::Type::Levels) values = library.levels.names;
  for (const auto& unit : library.units) {
    if (field.type != Field::Type::Quantity || unit.quantity != field.quantity) continue;
    node.units.push_back({unit.factor, unit.least, unit.most});
    values.push_back(unit.unit);
  }
  if (field.type == Field::Type::Histology) values = keys_of(library);
  node.values = NameTable(std::move(values));
}

/// False when there are too many fields in one group.
bool prepare(FieldNode& node) {
  std::vector<std::string> names;
  for (const auto& below : node.below) names.push_back(below.name);
  node.names_below = NameTable(std::move(names));
  return node.below.size() <= most_children && std::ranges::all_of(node.below, prepare);
}

}  // namespace

bool is_number_test(FactRule::Test test) {
  using enum FactRule::Test;
  return test == Over || test == Under || test == AtLeast || test == Between || test == NotEmpty;
}

NameTable::NameTable(std::vector<std::string> names)
    : names_(std::move(names)), slots_(std::bit_ceil(4 * names_.size() + 1)) {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    std::size_t slot = hash(names_[i]) & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

std::size_t NameTable::hash(std::string_view name) {
  if (name.empty()) return 0;
  const auto sign = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(name[i])); };
  return name.size() + 31 * sign(0) + 7 * sign(name.size() / 2) + 17 * sign(name.size() - 1);
}

std::size_t NameTable::find(std::string_view name) const {
  if (slots_.empty()) return names_.size();
  for (std::size_t slot = hash(name);; ++slot) {
    const std::uint32_t at = slots_[slot & (slots_.size() - 1)];
    if (at == 0) return names_.size();
    if (names_[at - 1] == name) return at - 1;
  }
}

FieldTree field_tree(const Library& library) {
  FieldTree tree;
  for (const auto& field : library.fields) {
    FieldNode& node = node_at(tree.root, field.path);
    node.field = &field;
    add_words(node, library);
  }
  for (const auto& rule : library.facts) {
    FieldNode& node = node_at(tree.root, rule.field->path);
    tree.is_usable = tree.is_usable && fits(*rule.field, rule.test);
    if (!tree.is_usable) break;  // every line is left
    const auto member = std::ranges::find(node.below, rule.member, &FieldNode::name) - node.below.begin();
    node.tests.push_back({&rule, static_cast<std::size_t>(rule.fact),
                          said_by(values_of(*rule.field, rule, library), rule, library),
                          static_cast<std::size_t>(member)});
    if (rule.closed || rule.test == FactRule::Test::Recorded)
      tree.closed.push_back(static_cast<std::size_t>(rule.fact));
  }
  for (const auto& rule : library.numbers) {
    for (const auto& path : {rule.smaller, rule.larger}) {
      if (path == "count lesions" || !tree.slot_of.emplace(path, tree.slots).second) continue;
      node_at(tree.root, path).number_slot = tree.slots++;
    }
  }
  tree.lesions = &node_at(tree.root, "lesions");
  tree.is_usable = prepare(tree.root) && tree.is_usable;
  return tree;
}

}  // namespace noms::bulk::internal
