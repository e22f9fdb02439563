// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/clinical_case/case.h"
#include "noms/foundation/text.h"

namespace noms::clinical_case {
namespace {

using json::Value;
using knowledge::Field;
using knowledge::Library;

constexpr std::size_t most_lesions = 64;
constexpr std::size_t most_list_items = 64;
constexpr std::size_t most_readings = 16;
constexpr std::size_t most_faults = 100;
constexpr std::string_view source_names[] = {"recorded_by", "method",   "recorded_at", "image",
                                             "resource",    "software", "uncertainty"};

std::string list_of(const std::vector<std::string>& values) {
  return joined(values, ", ");
}

/// Where a value stands. The pointer is only written when there is a fault. Refers to its parent and to the name.
class Place {
public:
  Place() = default;
  Place(const Place& parent, std::string_view name) : parent_(&parent), name_(name) {}
  Place(const Place& parent, std::size_t index) : parent_(&parent), index_(index), is_index_(true) {}

  /// JSON pointer; empty for the whole document.
  std::string text() const {
    if (parent_ == nullptr) return {};
    return is_index_ ? json::pointer(parent_->text(), index_) : json::pointer(parent_->text(), name_);
  }

private:
  const Place* parent_ = nullptr;
  std::string_view name_;
  std::size_t index_ = 0;
  bool is_index_ = false;
};

/// Reads JSON against the table of fields. Every fault is kept; the case is only used when there is none.
class Reader {
public:
  explicit Reader(const Library& library) : library_(library) {}

  Result<Case> read(const Value& document) {
    const Place root;
    if (!document.is_object()) {
      fault(ErrorCode::WrongType, root, "a case is a JSON object");
      return std::move(issues_);
    }
    if (document.find("noms_case") == nullptr)
      fault(ErrorCode::MissingField, Place(root, "noms_case"), "the field noms_case is missing; it must be 1");
    if (document.find("lesions") == nullptr)
      fault(ErrorCode::MissingField, Place(root, "lesions"),
            "the field lesions is missing; it is a list with one or more lesions");
    read_object(document, "", root, case_.fields, nullptr);
    if (const auto id = case_.fields.find("id"); id != case_.fields.end()) case_.id = id->second.values[0];
    check_lesion_ids();
    check_location_classes();
    if (!issues_.empty()) return std::move(issues_);
    for (std::size_t i = 0; i < case_.lesions.size(); ++i) case_.lesions[i].said = said_of(case_, i, library_);
    if (auto contradicted = contradictions(case_, library_); !contradicted.empty()) return contradicted;
    return std::move(case_);
  }

private:
  void fault(ErrorCode code, const Place& where, std::string message) {
    if (!full()) issues_.push_back({code, where.text(), std::move(message)});
    if (issues_.size() == most_faults) {
      issues_.push_back({ErrorCode::TooLarge, "", "there are more faults; only the first are shown"});
    }
  }
  bool full() const { return issues_.size() > most_faults; }

  /// True when some field of the table begins with this path and a slash.
  bool is_group(const std::string& path) const {
    return std::ranges::any_of(library_.fields, [&](const Field& f) {
      return f.path.size() > path.size() && f.path.starts_with(path) && f.path[path.size()] == '/';
    });
  }

  std::vector<std::string_view> names_below(const std::string& path) const {
    std::vector<std::string_view> names;
    const std::size_t from = path.empty() ? 0 : path.size() + 1;
    for (const auto& field : library_.fields) {
      if (!path.empty() &&
          !(field.path.starts_with(path) && field.path.size() > from && field.path[path.size()] == '/'))
        continue;
      const std::string_view rest = std::string_view(field.path).substr(from);
      const auto name = rest.substr(0, rest.find('/'));
      if (name != "*" && std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
  }

  /// Reads the members of an object whose fields stand below `path` in the table; values go to `record`, lists to the
  /// lesion.
  void read_object(const Value& object, const std::string& path, const Place& where, Record& record, Lesion* lesion) {
    for (const auto& [name, value] : object.members) {
      if (full()) return;
      const std::string below = path.empty() ? name : path + "/" + name;
      const Place place(where, name);
      const bool is_name = name != "*" && name.find('/') == std::string::npos;  // a path of the table is no name
      const Field* field = is_name ? library_.field(below) : nullptr;
      if (field == nullptr && !(is_name && is_group(below))) {
        const auto near = nearest(name, names_below(path));
        fault(ErrorCode::UnknownField, place,
              near ? "there is no such field; did you mean " + std::string(*near) + "?"
                   : "there is no such field; known here: " + names_text(path));
      } else if (is_null(value, place)) {
        continue;
      } else if (field == nullptr) {
        if (value.is_object()) {
          read_object(value, below, place, record, lesion);
        } else {
          fault(ErrorCode::WrongType, place, "an object is expected");
        }
      } else {
        read_field(*field, value, place, record, lesion);
      }
    }
  }

  std::string names_text(const std::string& path) const {
    std::string text;
    for (const auto name : names_below(path)) text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
  }

  void read_field(const Field& field, const Value& given, const Place& place, Record& record, Lesion* lesion) {
    if (field.type == Field::Type::List) return read_list(field, given, place, lesion);
    Entry entry;
    const bool several = can_have_readings(field) && given.is_object() && given.find("readings") != nullptr;
    if (several ? read_readings(field, given, place, entry) : read_one(field, given, place, entry))
      record.insert_or_assign(key_of(field), std::move(entry));
  }

  static bool can_have_readings(const Field& field) {
    return field.type == Field::Type::Choice || field.type == Field::Type::Boolean ||
           field.type == Field::Type::Quantity;
  }

  /// Several readings of one field, `{"readings": [...]}`, each written as a value of the field is. All stay possible;
  /// a note says where they disagree.
  bool read_readings(const Field& field, const Value& given, const Place& place, Entry& entry) {
    const Value& list = *given.find("readings");
    if (given.members.size() != 1 || !list.is_array() || list.items.empty() || list.items.size() > most_readings)
      return refuse(ErrorCode::WrongType, place, "several readings are {\"readings\": [...]} with 1 to 16 values");
    bool good = true;
    bool differ = false;
    std::string texts;
    std::vector<std::string> first;
    std::vector<std::pair<double, double>> first_range;  // none but for a quantity
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      Entry one;
      if (!read_one(field, list.items[i], Place(Place(place, "readings"), i), one)) {
        good = false;
        continue;
      }
      if (field.type == Field::Type::Quantity && one.ranges.empty()) one.ranges.emplace_back(one.number, one.number);
      std::vector<std::string> sorted = one.values;
      std::ranges::sort(sorted);
      texts += (texts.empty() ? "" : "; ") + (one.values.empty() ? one.given : joined(one.values, " or "));
      if (i == 0) {
        entry = std::move(one);
        first = std::move(sorted);
        first_range = entry.ranges;
        continue;
      }
      differ = differ || sorted != first || one.ranges != first_range;
      for (auto& value : one.values) {
        if (std::ranges::find(entry.values, value) == entry.values.end()) entry.values.push_back(std::move(value));
      }
      entry.ranges.insert(entry.ranges.end(), one.ranges.begin(), one.ranges.end());
    }
    if (good && differ) {
      if (!entry.ranges.empty()) entry.given = texts;
      case_.notes.push_back(library_.wording.say("note_readings", {place.text().substr(1), texts}));
    }
    return good;
  }

  /// A value, with or without its source.
  bool read_one(const Field& field, const Value& given, const Place& place, Entry& entry) {
    const bool quantity = field.type == Field::Type::Quantity;
    const Value* value = &given;
    Place value_place = place;
    const Value* source = given.is_object() ? given.find("source") : nullptr;
    const Value* inner = given.is_object() ? given.find("value") : nullptr;
    const bool in_one = quantity && given.find("unit") != nullptr;  // {"value", "unit", "source"}
    if (!in_one && (source != nullptr || (inner != nullptr && !quantity))) {
      if (source != nullptr) entry.source = read_source(*source, Place(place, "source"));
      if (inner == nullptr)
        return refuse(ErrorCode::MissingField, Place(place, "value"),
                      "a value with a source is {\"value\": ..., \"source\": {...}}");
      for (const auto& [name, unused] : given.members) {
        if (name != "value" && name != "source")
          return refuse(ErrorCode::UnknownField, Place(place, name),
                        "there is no such field; known here: value, source");
      }
      value = inner;
      value_place = Place(place, "value");
    }
    return !is_null(*value, value_place) && read_value(field, *value, value_place, entry);
  }

  bool is_null(const Value& value, const Place& place) {
    if (value.kind != Value::Kind::Null) return false;
    fault(ErrorCode::NullValue, place, "null is not a value; leave the field out when it is not recorded");
    return true;
  }

  static std::string key_of(const Field& field) {
    return field.path.find('*') == std::string::npos ? field.path : std::string(field.name());
  }

  Source read_source(const Value& value, const Place& place) {
    Source source;
    if (is_null(value, place)) return source;
    if (!value.is_object()) {
      fault(ErrorCode::WrongType, place, "a source is an object");
      return source;
    }
    for (const auto& [name, entry] : value.members) {
      if (std::ranges::find(source_names, name) == std::end(source_names)) {
        const auto near = nearest(name, {std::begin(source_names), std::end(source_names)});
        fault(ErrorCode::UnknownField, Place(place, name),
              near ? "there is no such field; did you mean " + std::string(*near) + "?"
                   : "there is no such field; known here: recorded_by, method, recorded_at, image, resource, software, "
                     "uncertainty");
      } else if (is_null(entry, Place(place, name))) {
        continue;
      } else if (!is_plain_text(entry, 0, 500)) {
        fault(ErrorCode::WrongType, Place(place, name),
              "a text of at most 500 characters is expected, none of them a control character");
      } else {
        source.entries.emplace_back(name, entry.string);
      }
    }
    return source;
  }

  bool read_value(const Field& field, const Value& value, const Place& place, Entry& entry) {
    switch (field.type) {
      case Field::Type::Text: return read_text(value, place, entry);
      case Field::Type::Choice: return read_choice(field, value, place, entry);
      case Field::Type::Boolean: return read_boolean(value, place, entry);
      case Field::Type::Integer: return read_integer(field, value, place, entry);
      case Field::Type::Quantity: return read_quantity(field, value, place, entry);
      case Field::Type::Levels: return read_levels(value, place, entry);
      case Field::Type::Histology: return read_histology(value, place, entry);
      case Field::Type::Set: return read_set(field, value, place, entry);
      case Field::Type::List: return false;
    }
    return false;
  }

  bool refuse(ErrorCode code, const Place& place, std::string message) {
    fault(code, place, std::move(message));
    return false;
  }

  /// A text that can be shown: its length in characters within the limits, and no control character.
  static bool is_plain_text(const Value& value, std::size_t least, std::size_t most) {
    if (!value.is_string()) return false;
    std::size_t length = 0;
    for (const char c : value.string) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte == 0x7F) return false;
      length += (byte & 0xC0U) == 0x80U ? 0 : 1;
    }
    return length >= least && length <= most;
  }

  bool read_text(const Value& value, const Place& place, Entry& entry) {
    if (!is_plain_text(value, 1, 200))
      return refuse(ErrorCode::WrongType, place,
                    "a text of 1 to 200 characters is expected, none of them a control character");
    entry.values = {value.string};
    return true;
  }

  bool choice_value(const Field& field, const Value& value, const Place& place, Entry& entry) {
    if (is_null(value, place)) return false;
    if (value.is_string() && std::ranges::find(field.values, value.string) != field.values.end()) {
      if (std::ranges::find(entry.values, value.string) != entry.values.end())
        return refuse(ErrorCode::UnknownValue, place, "the value stands twice");
      entry.values.push_back(value.string);
      return true;
    }
    const std::string allowed = "allowed: " + list_of(field.values);
    if (!value.is_string()) return refuse(ErrorCode::WrongType, place, "a text is expected; " + allowed);
    if (value.string == "unknown")
      return refuse(ErrorCode::UnknownValue, place,
                    "unknown is not a finding here; leave the field out when it is not recorded; " + allowed);
    const auto near = nearest(value.string, {field.values.begin(), field.values.end()});
    return refuse(ErrorCode::UnknownValue, place,
                  (near ? "did you mean " + std::string(*near) + "? " : std::string()) + allowed);
  }

  /// One value, or a list of values each of which is still possible.
  bool read_choice(const Field& field, const Value& value, const Place& place, Entry& entry) {
    if (!value.is_array()) return choice_value(field, value, place, entry);
    if (value.items.empty())
      return refuse(ErrorCode::UnknownValue, place,
                    "the list of possible values is empty; leave the field out when it is not recorded");
    bool good = true;
    for (std::size_t i = 0; i < value.items.size(); ++i)
      good = choice_value(field, value.items[i], Place(place, i), entry) && good;
    return good;
  }

  bool read_boolean(const Value& value, const Place& place, Entry& entry) {
    if (value.kind != Value::Kind::Boolean)
      return refuse(ErrorCode::WrongType, place,
                    "true or false is expected; leave the field out when it is not recorded");
    entry.values = {value.boolean ? "yes" : "no"};
    return true;
  }

  bool read_integer(const Field& field, const Value& value, const Place& place, Entry& entry) {
    const std::string allowed =
        "a whole number from " + std::to_string(field.least) + " to " + std::to_string(field.most) + " is expected";
    if (value.kind != Value::Kind::Number || std::floor(value.number) != value.number)
      return refuse(ErrorCode::WrongType, place, allowed);
    if (value.number < static_cast<double>(field.least) || value.number > static_cast<double>(field.most))
      return refuse(ErrorCode::OutOfLimits, place, allowed);
    entry.number = value.number;
    return true;
  }

  std::string units_text(const Field& field) const {
    std::string text;
    for (const auto& unit : library_.units) {
      if (unit.quantity == field.quantity) text += (text.empty() ? "" : ", ") + unit.unit;
    }
    return text;
  }

  bool read_quantity(const Field& field, const Value& value, const Place& place, Entry& entry) {
    if (value.kind == Value::Kind::Number)
      return refuse(ErrorCode::MissingUnit, place,
                    "a unit is missing: {\"value\": number, \"unit\": ...} with one of " + units_text(field));
    if (!value.is_object())
      return refuse(ErrorCode::WrongType, place, "{\"value\": number, \"unit\": ...} is expected");
    bool good = true;
    for (const auto& [name, part] : value.members) {
      if (name != "value" && name != "unit" && name != "uncertainty" && name != "source")
        good = refuse(ErrorCode::UnknownField, Place(place, name),
                      "there is no such field; known here: value, unit, uncertainty, source");
      if (is_null(part, Place(place, name))) return false;
    }
    if (const Value* source = value.find("source")) entry.source = read_source(*source, Place(place, "source"));
    const Value* number = value.find("value");
    const Value* unit_name = value.find("unit");
    const Value* doubt = value.find("uncertainty");
    if (doubt != nullptr && (doubt->kind != Value::Kind::Number || doubt->number < 0))
      good = refuse(ErrorCode::WrongType, Place(place, "uncertainty"), "a number from 0 is expected");
    if (number == nullptr || number->kind != Value::Kind::Number)
      good = refuse(number == nullptr ? ErrorCode::MissingField : ErrorCode::WrongType, Place(place, "value"),
                    "a number is expected");
    if (unit_name == nullptr)
      return refuse(ErrorCode::MissingUnit, Place(place, "unit"), "the unit is missing; allowed: " + units_text(field));
    if (!good) return false;
    const auto unit = std::ranges::find_if(
        library_.units, [&](const auto& u) { return u.quantity == field.quantity && u.unit == unit_name->string; });
    if (!unit_name->is_string() || unit == library_.units.end())
      return refuse(ErrorCode::UnknownUnit, Place(place, "unit"),
                    "the unit is not known here; allowed: " + units_text(field));
    if (number->number < unit->least || number->number > unit->most)
      return refuse_limits(field, *unit, number->number, place);
    entry.number = number->number * unit->factor;
    entry.given = number->string + " " + unit->unit;
    if (doubt != nullptr && doubt->number > 0) {
      const double least = std::max(unit->least, number->number - doubt->number);
      const double most = std::min(unit->most, number->number + doubt->number);
      entry.ranges.emplace_back(least * unit->factor, most * unit->factor);
      entry.given = number->string + " ± " + doubt->string + " " + unit->unit;
    }
    return true;
  }

  bool refuse_limits(const Field& field, const knowledge::Unit& unit, double number, const Place& place) {
    const std::string limits =
        "the value is outside " + shortest(unit.least) + " to " + shortest(unit.most) + " " + unit.unit;
    for (const auto& other : library_.units) {
      if (other.quantity == field.quantity && other.unit != unit.unit && number >= other.least &&
          number <= other.most) {
        return refuse(ErrorCode::UnitConfusion, Place(place, "value"), limits + "; did you mean " + other.unit + "?");
      }
    }
    return refuse(ErrorCode::OutOfLimits, Place(place, "value"), limits);
  }

  bool read_levels(const Value& value, const Place& place, Entry& entry) {
    const std::string allowed = "a level is C0 to C7, T1 to T13, L1 to L6 or S1 to S5";
    if (!value.is_array()) return refuse(ErrorCode::WrongType, place, "a list of levels is expected; " + allowed);
    if (value.items.empty())
      return refuse(ErrorCode::UnknownValue, place,
                    "the list is empty; leave the field out when the level is not recorded");
    bool good = true;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const Value& item = value.items[i];
      if (is_null(item, Place(place, i))) {
        good = false;
      } else if (!item.is_string() || library_.levels.find(item.string) < 0) {
        good = refuse(ErrorCode::UnknownValue, Place(place, i), allowed);
      } else if (std::ranges::find(entry.values, item.string) != entry.values.end()) {
        good = refuse(ErrorCode::UnknownValue, Place(place, i), "the level stands twice");
      } else {
        entry.values.push_back(item.string);
      }
    }
    std::ranges::sort(entry.values, {}, [&](const std::string& name) { return library_.levels.find(name); });
    return good;
  }

  bool read_histology(const Value& value, const Place& place, Entry& entry) {
    if (value.is_string()) {
      auto key = resolve_histology_name(value.string, library_, place.text());
      if (!key) return issues_.insert(issues_.end(), key.error().begin(), key.error().end()), false;
      if (key.value() != value.string) case_.notes.push_back(library_.wording.say("note_synonym", {key.value()}));
      entry.values = {std::move(key).value()};
      return true;
    }
    if (!value.is_object())
      return refuse(ErrorCode::WrongType, place,
                    "a histology key, a name, or {\"system\", \"code\", \"site\"} is expected");
    std::string parts[3];
    bool good = true;
    for (const auto& [name, part] : value.members) {
      const std::size_t at = name == "system" ? 0 : name == "code" ? 1 : name == "site" ? 2 : 3;
      if (at == 3) {
        good = refuse(ErrorCode::UnknownField, Place(place, name),
                      "there is no such field; known here: system, code, site");
      } else if (is_null(part, Place(place, name))) {
        good = false;
      } else if (!part.is_string()) {
        good = refuse(ErrorCode::WrongType, Place(place, name), "a text is expected");
      } else {
        parts[at] = part.string;
      }
    }
    if (good && (parts[0].empty() || parts[1].empty()))
      good = refuse(ErrorCode::MissingField, place, "system and code are needed");
    if (!good) return false;
    auto key = resolve_histology_code(parts[0], parts[1], parts[2], library_, place.text());
    if (!key) return issues_.insert(issues_.end(), key.error().begin(), key.error().end()), false;
    case_.notes.push_back(library_.wording.say("note_code", {key.value()}));
    entry.values = {std::move(key).value()};
    return true;
  }

  bool read_set(const Field& field, const Value& value, const Place& place, Entry& entry) {
    if (!value.is_array())
      return refuse(ErrorCode::WrongType, place, "a list is expected; allowed: " + list_of(field.values));
    bool good = true;
    for (std::size_t i = 0; i < value.items.size(); ++i)
      good = choice_value(field, value.items[i], Place(place, i), entry) && good;
    return good;
  }

  void read_list(const Field& field, const Value& value, const Place& place, Lesion* lesion) {
    const bool lesions = field.path == "lesions";
    if (!value.is_array()) return fault(ErrorCode::WrongType, place, "a list is expected");
    if (lesions && value.items.empty()) return fault(ErrorCode::MissingField, place, "at least one lesion is needed");
    if (value.items.size() > (lesions ? most_lesions : most_list_items))
      return fault(ErrorCode::TooLarge, place, "the list may have 64 elements");
    std::vector<Record> records(value.items.size());
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const Place item_place(place, i);
      if (is_null(value.items[i], item_place)) continue;
      if (!value.items[i].is_object()) {
        fault(ErrorCode::WrongType, item_place, "an object is expected");
      } else if (lesions) {
        Lesion& added = case_.lesions.emplace_back();
        read_object(value.items[i], "lesions/*", item_place, added.fields, &added);
      } else {
        read_object(value.items[i], field.path + "/*", item_place, records[i], nullptr);
      }
    }
    if (lesion != nullptr) lesion->lists.insert_or_assign(std::string(field.name()), std::move(records));
  }

  /// The location follows from the level; a class is stated for a transitional level only.
  void check_location_classes() {
    for (std::size_t i = 0; i < case_.lesions.size(); ++i) {
      const Record& fields = case_.lesions[i].fields;
      const auto levels = fields.find("levels");
      if (levels == fields.end() || !fields.contains("location_class")) continue;
      const bool transitional = std::ranges::any_of(levels->second.values, [&](const auto& name) {
        const int level = library_.levels.find(name);
        return level >= 0 && library_.levels.single[static_cast<std::size_t>(level)].by_class;
      });
      if (!transitional)
        fault(ErrorCode::Contradiction, Place(Place(Place(Place(), "lesions"), i), "location_class"),
              "the location follows from the level; a class is stated for a transitional level (T13, L6) only");
    }
  }

  void check_lesion_ids() {
    for (std::size_t i = 0; i < case_.lesions.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (case_.lesions[i].id(i) == case_.lesions[j].id(j))
          fault(ErrorCode::Contradiction, Place(Place(Place(Place(), "lesions"), i), "id"),
                "two lesions have the same id");
      }
    }
  }

  const Library& library_;
  Case case_;
  Issues issues_;
};

}  // namespace

double Entry::least() const {
  double bound = number;
  for (const auto& [low, high] : ranges) bound = std::min(bound, low);
  return bound;
}

double Entry::most() const {
  double bound = number;
  for (const auto& [low, high] : ranges) bound = std::max(bound, high);
  return bound;
}

std::string Lesion::id(std::size_t index) const {
  const auto found = fields.find("id");
  return found == fields.end() ? "lesion " + std::to_string(index + 1) : found->second.values[0];
}

Result<Case> read_case(const json::Value& document, const Library& library) {
  return Reader(library).read(document);
}

Result<Case> read_case(std::string_view text, const Library& library, const json::Limits& limits) {
  const auto document = json::parse(text, limits);
  if (!document) return document.error();
  return read_case(document.value(), library);
}

Result<std::string> resolve_histology_name(std::string_view name, const Library& library, const std::string& where) {
  if (name.size() <= 200) {
    if (const auto found = library.histology_names.find(folded(name)); found != library.histology_names.end())
      return found->second;
  }
  std::vector<std::string_view> names;
  for (const auto& [known, key] : library.histology_names) names.emplace_back(known);
  // Only a slip of the pen: a histology that merely sounds alike may be of another class.
  const std::string given = folded(name.substr(0, 200));
  auto near = nearest(given, names);
  if (near && edit_distance(given, *near) > std::max<std::size_t>(1, given.size() / 8)) near.reset();
  return Issue{
      ErrorCode::UnknownValue, where,
      "the histology is not known" + (near ? "; did you mean " + std::string(*near) + "?"
                                           : std::string("; a key of the table of histologies, a name in English or "
                                                         "Spanish, a code, or \"unknown\" after a work-up"))};
}

Result<std::string> resolve_histology_code(std::string_view system, std::string_view code, std::string_view site,
                                           const Library& library, const std::string& where) {
  std::vector<std::string> systems;
  bool code_known = false;
  const knowledge::HistologyCode* best = nullptr;
  for (const auto& known : library.histology_codes) {
    if (std::ranges::find(systems, known.system) == systems.end()) systems.push_back(known.system);
    if (known.system != system) continue;
    // ICD-10 is a tree: C34.1 is a C34.
    const bool matches = known.code == code || (known.system.starts_with("icd-10") && code.starts_with(known.code) &&
                                                code.size() > known.code.size() && code[known.code.size()] == '.');
    if (!matches) continue;
    code_known = true;
    if (!site.starts_with(known.site)) continue;
    if (best == nullptr || known.site.size() > best->site.size() || known.code.size() > best->code.size())
      best = &known;
  }
  if (best != nullptr) return best->key;
  if (std::ranges::find(systems, system) == systems.end())
    return Issue{ErrorCode::UnknownCode, where + "/system",
                 "the code system is not known; allowed: " + list_of(systems)};
  if (code_known)
    return Issue{ErrorCode::AmbiguousCode, where + "/site",
                 "the morphology alone does not say; give the code of the primary site"};
  return Issue{ErrorCode::UnknownCode, where + "/code", "the code is not in the table of histologies"};
}

}  // namespace noms::clinical_case
