// SPDX-License-Identifier: Apache-2.0
#include "noms/bulk/plain_case.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "noms/bulk/internal/field_tree.h"
#include "noms/clinical_case/case.h"

namespace noms::bulk {
namespace {

namespace dom = simdjson::dom;
using decision_table::ValueSet;
using internal::FactTest;
using internal::FieldNode;
using knowledge::FactRule;
using knowledge::Field;
using Facts = std::vector<ValueSet>;
using Type = Field::Type;
using Kind = dom::element_type;

constexpr std::size_t most_text = 200;          // bytes; read_case() counts signs, which are never more
constexpr std::size_t most_source_text = 500;   // the same
constexpr std::size_t most_number_digits = 64;  // as text::decimal_of()
constexpr std::size_t most_elements = 64;       // of a list
constexpr std::size_t most_readings = 16;       // of a field
constexpr std::string_view source_names[] = {"recorded_by", "method",   "recorded_at", "image",
                                             "resource",    "software", "uncertainty"};

/// The names that were seen in one object.
class Seen {
public:
  /// False when the name stood there before.
  bool add(std::size_t at) {
    const std::uint64_t bit = std::uint64_t{1} << at;
    const bool is_new = (bits_ & bit) == 0;
    bits_ |= bit;
    return is_new;
  }
  bool has(std::size_t at) const { return (bits_ >> at & 1U) != 0; }

private:
  std::uint64_t bits_ = 0;
};

bool text_of(dom::element value, std::string_view& text) {
  return !value.get_string().get(text);
}

bool number_of(dom::element value, double& number) {
  return !value.get_double().get(number);
}

bool can_be_in_number(char c) {
  return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

/// True when a number of the line may have more digits than read_case() takes. Looks at every 32nd sign first.
bool has_long_number(std::string_view line) {
  constexpr std::size_t step = most_number_digits / 2;
  for (std::size_t i = 0; i + step < line.size(); i += step) {
    if (can_be_in_number(line[i]) && can_be_in_number(line[i + step]) &&
        std::ranges::all_of(line.substr(i, step), can_be_in_number))
      return true;
  }
  return false;
}

/// Signs that are left to read_case(): an escape, and a control character that JSON allows and the field does not.
bool has_left_sign(std::string_view line) {
  return std::memchr(line.data(), '\\', line.size()) != nullptr ||
         std::memchr(line.data(), 0x7F, line.size()) != nullptr;
}

}  // namespace

// Every function gives false where the line is left to read_case().
class PlainReader::Reading {
public:
  explicit Reading(const knowledge::Library& library)
      : library_(library),
        tree_(internal::field_tree(library)),
        nothing_(static_cast<std::size_t>(library.vocabulary.size())),
        of_patient_(nothing_),
        numbers_(tree_.slots) {}

  const PlainCase* read(std::string_view line) {
    if (!tree_.is_usable || line.size() > most_bytes || has_left_sign(line) || has_long_number(line)) return nullptr;
    case_.id = {};
    case_.may_have_notes = false;
    count_ = 0;
    of_patient_ = nothing_;
    std::ranges::fill(numbers_, std::nullopt);
    dom::element document;
    if (parser_.parse(line.data(), line.size(), false).get(document) || !read_object(document, tree_.root, of_patient_))
      return nullptr;
    return finish() ? &case_ : nullptr;
  }

private:
  /// The members of an object that stands for a group, the whole case, a lesion or an element of a list.
  bool read_object(dom::element value, const FieldNode& node, Facts& facts) {
    dom::object object;
    if (value.get_object().get(object)) return false;
    Seen seen;
    for (const auto& [name, member] : object) {
      const std::size_t at = node.names_below.find(name);
      if (at == node.below.size() || !seen.add(at)) return false;
      const FieldNode& below = node.below[at];
      if (below.field == nullptr ? !read_object(member, below, facts) : !read_field(member, below, facts)) return false;
    }
    if (&node == &tree_.root) return seen.has(noms_case_) && count_ > 0;
    return true;
  }

  bool read_field(dom::element value, const FieldNode& node, Facts& facts) {
    const Kind kind = value.type();
    const Type type = node.field->type;
    if (kind != Kind::OBJECT || type == Type::Histology || type == Type::Quantity)
      return read_value(value, kind, node, facts);
    return type != Type::List && (read_with_source(value, node, facts) || read_readings(value, node, facts));
  }

  /// {"readings": [...]}, all of which stay possible.
  bool read_readings(dom::element value, const FieldNode& node, Facts& facts) {
    dom::object object;
    dom::array array;
    if (node.field->type != Type::Choice && node.field->type != Type::Boolean) return false;
    if (value.get_object().get(object) || object.size() != 1 || object["readings"].get_array().get(array)) return false;
    if (array.size() == 0 || array.size() > most_readings) return false;
    case_.may_have_notes = true;
    return std::ranges::all_of(array, [&](dom::element item) {
      const Kind kind = item.type();
      return kind == Kind::OBJECT ? read_with_source(item, node, facts) : read_value(item, kind, node, facts);
    });
  }

  /// {"value": ..., "source": {...}}, the value first or last.
  bool read_with_source(dom::element value, const FieldNode& node, Facts& facts) {
    dom::object object;
    if (value.get_object().get(object)) return false;
    Seen seen;
    for (const auto& [name, member] : object) {
      const bool is_value = name == "value";
      if (!is_value && name != "source") return false;
      if (!seen.add(is_value ? 0 : 1)) return false;
      const Kind kind = member.type();
      if (is_value ? kind == Kind::OBJECT || !read_value(member, kind, node, facts) : !read_source(member))
        return false;
    }
    return seen.has(0) && seen.has(1);
  }

  static bool read_source(dom::element value) {
    dom::object object;
    if (value.get_object().get(object)) return false;
    Seen seen;
    for (const auto& [name, member] : object) {
      std::string_view text;
      if (!text_of(member, text)) return false;
      const auto at = static_cast<std::size_t>(std::ranges::find(source_names, name) - source_names);
      if (at == std::size(source_names) || !seen.add(at) || text.size() > most_source_text) return false;
    }
    return true;
  }

  bool read_value(dom::element value, Kind kind, const FieldNode& node, Facts& facts) {
    switch (node.field->type) {
      case Type::Text: return read_text(value, node);
      case Type::Choice: return kind == Kind::ARRAY ? read_values(value, node, facts) : read_choice(value, node, facts);
      case Type::Boolean: return read_boolean(value, node, facts);
      case Type::Integer: return read_integer(value, node, facts);
      case Type::Quantity: return kind == Kind::OBJECT && read_quantity(value, node, facts);
      case Type::Levels: return kind == Kind::ARRAY && read_levels(value, node, facts);
      case Type::Histology: return read_histology(value, kind, node, facts);
      case Type::Set: return kind == Kind::ARRAY && read_values(value, node, facts);
      case Type::List: return kind == Kind::ARRAY && read_list(value, node, facts);
    }
    return false;
  }

  static ValueSet yes_no(bool truth) { return ValueSet::of(truth ? 1 : 0); }

  /// A value was given; `said` is its position among the values of the field.
  void say_value(const FieldNode& node, std::size_t said, Facts& facts) {
    said_ |= std::uint64_t{1} << (said % 64);
    for (const auto& test : node.tests) {
      const bool recorded = test.rule->test == FactRule::Test::Recorded;
      const ValueSet set = recorded ? yes_no(true) : test.of_value[said];
      facts[test.fact] = facts[test.fact] | set;
    }
  }

  static void say_number(const FieldNode& node, double number, Facts& facts) {
    for (const auto& test : node.tests) {
      if (test.rule->test == FactRule::Test::Recorded) {
        facts[test.fact] = yes_no(true);
      } else if (internal::is_number_test(test.rule->test)) {
        facts[test.fact] = clinical_case::passes(*test.rule, number, number);
      }
    }
  }

  bool read_text(dom::element value, const FieldNode& node) {
    std::string_view text;
    if (!text_of(value, text) || text.empty() || text.size() > most_text) return false;
    if (&node == id_of_case_) case_.id = text;
    if (&node == id_of_lesion_) lesion().id = text;
    return true;
  }

  bool read_choice(dom::element value, const FieldNode& node, Facts& facts) {
    std::string_view text;
    if (!text_of(value, text)) return false;
    const std::size_t at = node.values.find(text);
    if (at < node.values.size()) say_value(node, at, facts);
    return at < node.values.size();
  }

  /// The values of a set, or those a choice leaves possible.
  bool read_values(dom::element value, const FieldNode& node, Facts& facts) {
    dom::array array;
    if (value.get_array().get(array)) return false;
    Seen seen;
    std::size_t count = 0;
    for (const dom::element item : array) {
      std::string_view text;
      if (!text_of(item, text)) return false;
      const std::size_t at = node.values.find(text);
      if (at == node.values.size() || !seen.add(at)) return false;
      if (node.field->type == Type::Choice) say_value(node, at, facts);
      ++count;
    }
    if (node.field->type == Type::Choice) return count > 0;
    say_number(node, static_cast<double>(count), facts);
    for (const auto& test : node.tests) {
      if (test.rule->test != FactRule::Test::Includes) continue;
      bool any = false;
      for (std::size_t v = 0; v < test.of_value.size(); ++v) any = any || (seen.has(v) && test.of_value[v].contains(1));
      facts[test.fact] = yes_no(any);
    }
    return true;
  }

  bool read_boolean(dom::element value, const FieldNode& node, Facts& facts) {
    bool truth = false;
    if (value.get_bool().get(truth)) return false;
    say_value(node, truth ? 1 : 0, facts);
    return true;
  }

  bool read_integer(dom::element value, const FieldNode& node, Facts& facts) {
    double number = 0;
    if (!number_of(value, number) || std::floor(number) != number || number < static_cast<double>(node.field->least) ||
        number > static_cast<double>(node.field->most))
      return false;
    numbers_[node.number_slot] = number;
    say_number(node, number, facts);
    return true;
  }

  /// {"value", "unit"}, with a source inside or around it.
  static bool read_quantity(dom::element value, const FieldNode& node, Facts& facts, bool may_nest = true) {
    dom::object object;
    if (value.get_object().get(object)) return false;
    Seen seen;
    bool nested = false;
    double number = 0;
    std::string_view unit_name;
    for (const auto& [name, member] : object) {
      const std::size_t at = name == "value" ? 0 : name == "unit" ? 1 : name == "source" ? 2 : 3;
      if (at == 3 || !seen.add(at)) return false;
      if (at == 0 && may_nest && member.type() == Kind::OBJECT) {
        if (!read_quantity(member, node, facts, false)) return false;
        nested = true;
      } else if (at == 0 ? !number_of(member, number) : at == 1 ? !text_of(member, unit_name) : !read_source(member)) {
        return false;
      }
    }
    if (nested) return seen.has(2) && !seen.has(1);
    const std::size_t at = node.values.find(unit_name);
    if (!seen.has(0) || !seen.has(1) || at == node.units.size()) return false;
    const internal::PlainUnit& unit = node.units[at];
    if (number < unit.least || number > unit.most) return false;
    say_number(node, number * unit.factor, facts);
    return true;
  }

  bool read_levels(dom::element value, const FieldNode& node, Facts& facts) {
    dom::array array;
    if (value.get_array().get(array)) return false;
    auto& levels = lesion().levels;
    for (const dom::element item : array) {
      std::string_view text;
      if (!text_of(item, text)) return false;
      const int at = static_cast<int>(node.values.find(text));
      if (at == static_cast<int>(node.values.size()) || std::ranges::find(levels, at) != levels.end()) return false;
      levels.push_back(at);
    }
    if (levels.empty()) return false;
    std::ranges::sort(levels);
    say_number(node, static_cast<double>(levels.size()), facts);
    for (const auto& test : node.tests) {
      if (test.rule->test == FactRule::Test::Is) facts[test.fact] = ValueSet::of(group_of(levels));
    }
    return true;
  }

  /// Levels::group_of(), which compares all groups, looked up for the single levels.
  int group_of(const std::vector<int>& levels) {
    if (levels.size() > 1) return library_.levels.group_of(levels);
    if (single_groups_.empty()) {
      for (std::size_t i = 0; i < library_.levels.names.size(); ++i)
        single_groups_.push_back(library_.levels.group_of({static_cast<int>(i)}));
    }
    return single_groups_[static_cast<std::size_t>(levels[0])];
  }

  bool read_histology(dom::element value, Kind kind, const FieldNode& node, Facts& facts) {
    std::string_view text;
    if (kind == Kind::STRING) {
      if (!text_of(value, text)) return false;
      std::size_t at = node.values.find(text);
      if (at == node.values.size()) at = kept_histology(node, {text}, [&] { return named(text); });
      if (at < node.values.size()) say_value(node, at, facts);
      return at < node.values.size();
    }
    dom::object object;
    if (kind != Kind::OBJECT || value.get_object().get(object)) return false;
    Seen seen;
    std::string_view parts[3];
    for (const auto& [name, member] : object) {
      if (!text_of(member, text)) return false;
      const std::size_t at = name == "system" ? 0 : name == "code" ? 1 : name == "site" ? 2 : 3;
      if (at == 3 || !seen.add(at)) return false;
      parts[at] = text;
    }
    if (parts[0].empty() || parts[1].empty()) return false;
    const std::size_t at = kept_histology(node, {parts[0], parts[1], parts[2]}, [&] {
      return clinical_case::resolve_histology_code(parts[0], parts[1], parts[2], library_, "");
    });
    if (at < node.values.size()) say_value(node, at, facts);
    return at < node.values.size();
  }

  Result<std::string> named(std::string_view text) const {
    return clinical_case::resolve_histology_name(text, library_, "");
  }

  /// Position of the histology that `resolve` finds for a name or a code, or the number of histologies. What was found
  /// is kept: a cohort has few.
  template <typename Resolve>
  std::size_t kept_histology(const FieldNode& node, std::initializer_list<std::string_view> given, Resolve resolve) {
    constexpr std::size_t most_kept = 4096;
    case_.may_have_notes = true;
    given_.clear();
    for (const auto part : given) given_.append(part).push_back('\n');
    if (const auto known = histologies_.find(given_); known != histologies_.end()) return known->second;
    const auto found = resolve();
    if (!found) return node.values.size();
    if (histologies_.size() == most_kept) histologies_.clear();
    return histologies_[given_] = node.values.find(found.value());
  }

  bool read_list(dom::element value, const FieldNode& node, Facts& facts) {
    return &node == tree_.lesions ? read_lesions(value, node) : read_elements(value, node, facts);
  }

  bool read_lesions(dom::element value, const FieldNode& node) {
    dom::array array;
    if (value.get_array().get(array)) return false;
    for (const dom::element item : array) {
      if (count_ == most_elements) return false;
      if (lesions_.size() == count_) lesions_.emplace_back();
      ++count_;
      lesion().id.reset();
      lesion().levels.clear();
      lesion().recorded = nothing_;
      if (!read_object(item, node, lesion().recorded)) return false;
    }
    return true;
  }

  /// A list of earlier treatments. What they say stands in `elements_`.
  bool read_elements(dom::element value, const FieldNode& node, Facts& facts) {
    dom::array array;
    if (value.get_array().get(array)) return false;
    std::size_t count = 0;
    elements_.clear();
    for (const dom::element item : array) {
      if (count == most_elements || !read_element(item, node)) return false;
      ++count;
    }
    for (const auto& test : node.tests) {
      if (test.rule->test == FactRule::Test::AnyMember) facts[test.fact] = any_member(test, count);
    }
    say_number(node, static_cast<double>(count), facts);
    return true;
  }

  /// One element. The values that each of its children leaves possible are kept by the position of the child.
  bool read_element(dom::element value, const FieldNode& node) {
    dom::object object;
    if (value.get_object().get(object)) return false;
    Seen seen;
    auto& said = elements_.emplace_back(node.below.size(), 0);
    for (const auto& [name, member] : object) {
      const std::size_t at = node.names_below.find(name);
      if (at == node.below.size() || !seen.add(at) || node.below[at].field == nullptr) return false;
      said_ = 0;
      if (!read_field(member, node.below[at], of_patient_)) return false;  // it has no tests
      said[at] = said_;
    }
    return true;
  }

  /// As said_of(): yes where an element says so whichever of its values it is; open where one may, or does not say.
  ValueSet any_member(const FactTest& test, std::size_t count) const {
    std::uint64_t matching = 0;
    for (std::size_t v = 0; v < test.of_value.size(); ++v)
      matching |= std::uint64_t{test.of_value[v].contains(1) ? 1U : 0U} << v;
    bool open = false;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t said = elements_[i][test.member];
      if (said != 0 && (said & ~matching) == 0) return yes_no(true);
      open = open || said == 0 || (said & matching) != 0;
    }
    return open ? ValueSet::first(2) : yes_no(false);
  }

  PlainLesion& lesion() { return lesions_[count_ - 1]; }

  /// What concerns the case as a whole; false where read_case() has to say what is wrong.
  bool finish() {
    case_.lesions = {lesions_.data(), count_};
    say_number(*tree_.lesions, static_cast<double>(count_), of_patient_);
    for (std::size_t i = 0; i < count_; ++i) {
      PlainLesion& lesion = lesions_[i];
      for (std::size_t f = 0; f < nothing_.size(); ++f) lesion.recorded[f] = lesion.recorded[f] | of_patient_[f];
      for (const std::size_t fact : tree_.closed) {
        if (lesion.recorded[fact].empty()) lesion.recorded[fact] = yes_no(false);
      }
      if (is_contradicted(lesion.recorded) || has_class_beside_level(lesion)) return false;
    }
    return has_own_names() && numbers_agree();
  }

  bool is_contradicted(const Facts& recorded) const {
    return std::ranges::any_of(library_.exclusions, [&](const auto& exclusion) {
      return std::ranges::all_of(exclusion.when, [&](const auto& condition) {
        const ValueSet now = recorded[static_cast<std::size_t>(condition.first)];
        return !now.empty() && now.within(condition.second);
      });
    });
  }

  /// A class of location is stated for a transitional level only.
  bool has_class_beside_level(const PlainLesion& lesion) const {
    if (location_class_ < 0 || lesion.levels.empty()) return false;
    return !lesion.recorded[static_cast<std::size_t>(location_class_)].empty() &&
           std::ranges::none_of(lesion.levels, [&](int level) {
             return library_.levels.single[static_cast<std::size_t>(level)].by_class;
           });
  }

  bool has_own_names() const {
    if (count_ == 1) return true;
    for (std::size_t i = 0; i < count_; ++i) {
      const auto& id = case_.lesions[i].id;
      if (id && id->starts_with("lesion ")) return false;  // may be the name of one that has none
      for (std::size_t j = 0; id && j < i; ++j) {
        if (case_.lesions[j].id == id) return false;
      }
    }
    return true;
  }

  bool numbers_agree() const {
    const auto side = [&](const std::string& path) {
      return path == "count lesions" ? std::optional(static_cast<double>(count_))
                                     : numbers_[tree_.slot_of.find(path)->second];
    };
    return std::ranges::all_of(library_.numbers, [&](const auto& rule) {
      const auto smaller = side(rule.smaller);
      const auto larger = side(rule.larger);
      return !smaller || !larger || *smaller <= *larger;
    });
  }

  const FieldNode* child_of(const FieldNode& node, std::string_view name) const {
    const auto at = std::ranges::find(node.below, name, &FieldNode::name);
    return at == node.below.end() ? nullptr : &*at;
  }

  const knowledge::Library& library_;
  internal::FieldTree tree_;
  const FieldNode* id_of_case_ = child_of(tree_.root, "id");
  const FieldNode* id_of_lesion_ = child_of(*tree_.lesions, "id");
  decision_table::VariableId location_class_ = library_.vocabulary.find("location_class");
  std::size_t noms_case_ = tree_.root.names_below.find("noms_case");
  Facts nothing_;     ///< nothing recorded
  Facts of_patient_;  ///< facts made from the fields of the patient
  std::vector<std::optional<double>> numbers_;
  std::vector<std::vector<std::uint64_t>> elements_;  ///< positions of the values said, as bits; 0: nothing was said
  std::uint64_t said_ = 0;                            ///< the same of the field that is read; of 64 values at most
  std::vector<int> single_groups_;
  std::unordered_map<std::string, std::size_t> histologies_;  ///< names and codes that were met
  std::string given_;
  std::size_t count_ = 0;             ///< of lesions
  std::vector<PlainLesion> lesions_;  ///< kept for the next case, with their memory
  PlainCase case_;
  dom::parser parser_;
};

PlainReader::PlainReader(const knowledge::Library& library) : reading_(std::make_unique<Reading>(library)) {}
PlainReader::~PlainReader() = default;
PlainReader::PlainReader(PlainReader&&) noexcept = default;
PlainReader& PlainReader::operator=(PlainReader&&) noexcept = default;

const PlainCase* PlainReader::read(std::string_view line) {
  return reading_->read(line);
}

}  // namespace noms::bulk
