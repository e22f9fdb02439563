// SPDX-License-Identifier: Apache-2.0
#include "noms/cohort/mapping.h"

#include <algorithm>

#include "noms/clinical_case/case.h"
#include "noms/cohort/cell_value.h"
#include "noms/foundation/text.h"
#include "noms/json/document.h"

namespace noms::cohort {
namespace {

using json::pointer;
using json::Value;
using knowledge::Field;
using knowledge::Library;

constexpr std::size_t most_faults = 100;
constexpr std::size_t most_columns = 4096;

/// A case that says nothing but this.
Value case_with(const Target& target, Value value) {
  Value document = object_value();
  member(document, "noms_case") = number_value("1", '.');
  Value lesion = object_value();
  if (target.item > 0) {
    const auto list_end = target.field->path.rfind("/*/");
    const auto list_start = target.field->path.rfind('/', list_end - 1) + 1;
    Value item = object_value();
    member(item, target.field->name()) = std::move(value);
    Value& list = member(lesion, target.field->path.substr(list_start, list_end - list_start)) = list_value();
    list.items.push_back(std::move(item));
  } else if (target.of_lesion()) {
    member(lesion, target.field->name()) = std::move(value);
  } else {
    Value* at = &document;
    for (const auto part : split(target.field->path, "/")) {
      at = &member(*at, part);
      if (at->kind == Value::Kind::Null) at->kind = Value::Kind::Object;
    }
    *at = std::move(value);
  }
  member(document, "lesions") = list_value();
  member(document, "lesions").items.push_back(std::move(lesion));
  return document;
}

class MappingReader {
public:
  explicit MappingReader(const Library& library) : library_(library) {}

  Result<Mapping> read(const Value& document) {
    if (!document.is_object()) {
      fault(ErrorCode::WrongType, "", "a mapping is a JSON object");
      return std::move(issues_);
    }
    known_members(document, "",
                  {"noms_mapping", "case", "decimal", "missing", "rows", "lesions", "columns", "ignored"});
    if (const Value* version = document.find("noms_mapping"); version == nullptr || version->number != 1)
      fault(version == nullptr ? ErrorCode::MissingField : ErrorCode::UnknownValue, "/noms_mapping",
            "the version of the format is expected: \"noms_mapping\": 1");
    if (const Value* key = document.find("case")) mapping_.key = text(*key, "/case");
    if (const Value* decimal = document.find("decimal")) read_decimal(*decimal);
    if (const Value* missing = document.find("missing")) missing_ = texts(*missing, "/missing");
    if (const Value* rows = document.find("rows")) read_rows(*rows);
    if (const Value* lesions = document.find("lesions")) read_lesions(*lesions);
    read_columns(document.find("columns"));
    if (const Value* ignored = document.find("ignored")) read_ignored(*ignored);
    check_names();
    if (issues_.empty()) check_fields();
    if (!issues_.empty()) return std::move(issues_);
    return std::move(mapping_);
  }

private:
  void fault(ErrorCode code, std::string where, std::string message) {
    if (issues_.size() < most_faults) issues_.push_back({code, std::move(where), std::move(message)});
    if (issues_.size() == most_faults)
      issues_.push_back({ErrorCode::TooLarge, "", "there are more faults; only the first are shown"});
  }

  void known_members(const Value& object, const std::string& where, const std::vector<std::string_view>& known) {
    for (const auto& [name, value] : object.members) {
      if (std::ranges::find(known, name) != known.end()) continue;
      const auto near = name.size() > 100 ? std::nullopt : nearest(name, known);
      std::string list;
      for (const auto one : known) list += (list.empty() ? "" : ", ") + std::string(one);
      fault(ErrorCode::UnknownField, pointer(where, name),
            near ? "there is no such member; did you mean " + std::string(*near) + "?"
                 : "there is no such member; known here: " + list);
    }
  }

  /// A text that is not empty; what is none gives the empty text and a fault.
  std::string text(const Value& value, const std::string& where) {
    if (value.is_string() && !trimmed(value.string).empty()) return std::string(trimmed(value.string));
    fault(ErrorCode::WrongType, where, "a text that is not empty is expected");
    return {};
  }

  /// A text, or a list of texts.
  std::vector<std::string> texts(const Value& value, const std::string& where) {
    std::vector<std::string> list;
    if (!value.is_array()) {
      list.push_back(text(value, where));
      return list;
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) list.push_back(text(value.items[i], pointer(where, i)));
    return list;
  }

  void read_decimal(const Value& decimal) {
    if (decimal.is_string() && (decimal.string == "." || decimal.string == ",")) {
      mapping_.decimal = decimal.string[0];
    } else {
      fault(ErrorCode::UnknownValue, "/decimal", "allowed: \".\" and \",\"");
    }
  }

  std::optional<NamedCondition> read_condition(const Value& value, const std::string& where,
                                               const std::vector<std::string_view>& known) {
    if (!value.is_object()) {
      fault(ErrorCode::WrongType, where, "{\"column\": ..., \"is\": ...} is expected");
      return std::nullopt;
    }
    known_members(value, where, known);
    NamedCondition condition;
    condition.where = where;
    const Value* column = value.find("column");
    const Value* is = value.find("is");
    if (column == nullptr)
      fault(ErrorCode::MissingField, pointer(where, "column"), "the name of the column is missing");
    if (is == nullptr)
      fault(ErrorCode::MissingField, pointer(where, "is"), "the value, or the list of values, is missing");
    if (column == nullptr || is == nullptr) return std::nullopt;
    condition.column = text(*column, pointer(where, "column"));
    condition.values = texts(*is, pointer(where, "is"));
    return condition;
  }

  void read_rows(const Value& rows) {
    if (!rows.is_array()) return fault(ErrorCode::WrongType, "/rows", "a list of conditions is expected");
    for (std::size_t i = 0; i < rows.items.size(); ++i) {
      if (auto condition = read_condition(rows.items[i], pointer("/rows", i), {"column", "is"}))
        mapping_.rows.push_back(*std::move(condition));
    }
  }

  void read_lesions(const Value& lesions) {
    mapping_.lesion_rows = read_condition(lesions, "/lesions", {"column", "is", "number"});
    if (const Value* number = lesions.find("number")) mapping_.instance = text(*number, "/lesions/number");
  }

  void read_columns(const Value* columns) {
    if (columns == nullptr || !columns->is_array() || columns->items.empty())
      return fault(columns == nullptr ? ErrorCode::MissingField : ErrorCode::WrongType, "/columns",
                   "a list with one object for each column is expected");
    if (columns->items.size() > most_columns)
      return fault(ErrorCode::TooLarge, "/columns", "the list may have " + std::to_string(most_columns) + " elements");
    for (std::size_t i = 0; i < columns->items.size(); ++i) {
      const std::string where = pointer("/columns", i);
      const Value& entry = columns->items[i];
      if (!entry.is_object()) {
        fault(ErrorCode::WrongType, where, "an object is expected");
      } else if (entry.find("checkboxes") != nullptr) {
        read_checkboxes(entry, where);
      } else {
        read_column(entry, where);
      }
    }
  }

  std::optional<Target> read_target(const Value& entry, const std::string& where) {
    const Value* field = entry.find("field");
    if (field == nullptr) {
      fault(ErrorCode::MissingField, pointer(where, "field"),
            "the field of a case is missing; noms cohort template prints their names");
      return std::nullopt;
    }
    const std::string name = text(*field, pointer(where, "field"));
    auto target = name.empty() ? std::nullopt : target_named(name, library_);
    if (target || name.empty()) return target;
    const auto known = column_names(library_);
    const auto near = name.size() > 200 ? std::nullopt : nearest(name, {known.begin(), known.end()});
    fault(ErrorCode::UnknownField, pointer(where, "field"),
          near ? "there is no such field; did you mean " + std::string(*near) + "?"
               : "there is no such field; noms cohort template prints their names");
    return std::nullopt;
  }

  void read_column(const Value& entry, const std::string& where) {
    known_members(entry, where, {"column", "field", "unit", "values", "missing"});
    Column column;
    column.where = where;
    const Value* name = entry.find("column");
    if (name == nullptr) {
      fault(ErrorCode::MissingField, pointer(where, "column"), "the name of the column is missing");
    } else {
      column.name = text(*name, pointer(where, "column"));
    }
    const auto target = read_target(entry, where);
    if (const Value* unit = entry.find("unit")) column.unit = text(*unit, pointer(where, "unit"));
    column.missing = missing_;
    if (const Value* missing = entry.find("missing")) {
      for (auto& code : texts(*missing, pointer(where, "missing"))) column.missing.push_back(std::move(code));
    }
    if (!target) return;
    column.target = *target;
    if (!column.unit.empty() && target->part != Part::Value)
      fault(ErrorCode::UnknownUnit, pointer(where, "unit"), "a unit stands with the column of the value");
    if (const Value* values = entry.find("values")) read_codes(*values, pointer(where, "values"), entry, column);
    mapping_.columns.push_back(std::move(column));
  }

  /// The text that a code stands for; a number, true and false may be written without quotes.
  std::optional<std::string> meaning(const Value& value, const std::string& where) {
    if (value.is_string() && !value.string.empty()) return value.string;
    if (value.kind == Value::Kind::Number) return value.string;
    if (value.kind == Value::Kind::Boolean) return std::string(value.boolean ? "true" : "false");
    fault(ErrorCode::WrongType, where,
          "the value that this code stands for is expected; a code for not recorded stands in missing");
    return std::nullopt;
  }

  void read_codes(const Value& values, const std::string& where, const Value& entry, Column& column) {
    if (!values.is_object() || values.members.empty())
      return fault(ErrorCode::WrongType, where, "an object is expected: each code with the value that it stands for");
    for (const auto& [code, value] : values.members) {
      const std::string place = pointer(where, code);
      const auto said = meaning(value, place);
      if (!said) continue;
      column.codes.insert_or_assign(std::string(trimmed(code)), *said);
      if (is_missing_here(code, entry)) fault(ErrorCode::Contradiction, place, "the code stands here and in missing");
      if (column.target.part == Part::Value) check_value(column, *said, place);
      if (column.target.part == Part::Unit && !is_unit(*column.target.field, *said))
        fault(ErrorCode::UnknownUnit, place, "the unit is not known here");
    }
    // A value that the column itself gives counts before a code for not recorded of all columns.
    std::erase_if(column.missing, [&](const auto& code) { return column.codes.contains(code); });
  }

  static bool is_missing_here(std::string_view code, const Value& entry) {
    const Value* missing = entry.find("missing");
    if (missing == nullptr) return false;
    if (missing->is_string()) return missing->string == code;
    return std::ranges::any_of(missing->items, [&](const Value& one) { return one.string == code; });
  }

  bool is_unit(const Field& field, std::string_view unit) const {
    return std::ranges::any_of(
        library_.units, [&](const auto& known) { return known.quantity == field.quantity && known.unit == unit; });
  }

  /// Reads a case with this value alone: what the case reader refuses is refused here, at the place of the code.
  void check_value(const Column& column, const std::string& said, const std::string& place) {
    const Field& field = *column.target.field;
    Value value = value_of_cell(field, said, '.');
    if (field.type == Field::Type::Quantity) {
      if (!is_unit(field, column.unit)) return;  // gather_fields() says so
      Value quantity = object_value();
      member(quantity, "value") = std::move(value);
      member(quantity, "unit") = text_value(column.unit);
      value = std::move(quantity);
    }
    const auto read = clinical_case::read_case(case_with(column.target, std::move(value)), library_);
    if (!read) fault(read.error()[0].code, place, read.error()[0].message);
  }

  void read_checkboxes(const Value& entry, const std::string& where) {
    known_members(entry, where, {"checkboxes", "field", "values", "none_checked", "missing"});
    const std::string base = text(*entry.find("checkboxes"), pointer(where, "checkboxes"));
    const auto target = read_target(entry, where);
    if (target && target->part == Part::Value && target->field->type != Field::Type::Set &&
        target->field->type != Field::Type::Levels)
      return fault(ErrorCode::WrongType, pointer(where, "field"),
                   "checkboxes fill a field that holds several values at once");
    const Value* values = entry.find("values");
    if (values == nullptr || !values->is_object() || values->members.empty())
      return fault(values == nullptr ? ErrorCode::MissingField : ErrorCode::WrongType, pointer(where, "values"),
                   "an object is expected: the end of each column's name behind ___ with the value that it stands for");
    std::vector<std::string> missing = missing_;
    if (const Value* more = entry.find("missing")) {
      for (auto& code : texts(*more, pointer(where, "missing"))) missing.push_back(std::move(code));
    }
    if (!target || target->part != Part::Value) return;
    if (const Value* none = entry.find("none_checked")) read_none_checked(*none, *target, where);
    for (const auto& [code, value] : values->members) {
      const std::string place = pointer(pointer(where, "values"), code);
      const auto said = meaning(value, place);
      if (!said) continue;
      Column column{.use = Column::Use::Checkbox,
                    .name = base + "___" + code,
                    .where = place,
                    .target = *target,
                    .unit = {},
                    .codes = {},
                    .missing = missing,
                    .member = *said};
      check_value(column, *said, place);
      mapping_.columns.push_back(std::move(column));
    }
  }

  void read_none_checked(const Value& none, const Target& target, const std::string& where) {
    if (none.string == "none" && target.field->type == Field::Type::Set) {
      mapping_.none_checked_is_none.push_back(target);
    } else if (none.string != "not_recorded") {
      fault(ErrorCode::UnknownValue, pointer(where, "none_checked"),
            "allowed: not_recorded, and for a set none, where the form was filled in for every case");
    }
  }

  void read_ignored(const Value& ignored) {
    if (!ignored.is_array()) return fault(ErrorCode::WrongType, "/ignored", "a list of column names is expected");
    for (std::size_t i = 0; i < ignored.items.size(); ++i) {
      Column column;
      column.use = Column::Use::Ignored;
      column.where = pointer("/ignored", i);
      column.name = text(ignored.items[i], column.where);
      mapping_.columns.push_back(std::move(column));
    }
  }

  /// No column is named twice; those of conditions may be.
  void check_names() {
    std::vector<std::pair<std::string_view, std::string_view>> names;
    for (const auto& column : mapping_.columns) names.emplace_back(column.name, column.where);
    std::ranges::stable_sort(names, {}, &std::pair<std::string_view, std::string_view>::first);
    for (std::size_t i = 1; i < names.size(); ++i) {
      if (!names[i].first.empty() && names[i].first == names[i - 1].first)
        fault(ErrorCode::DuplicateKey, std::string(names[i].second),
              "the column stands in the mapping twice; first at " + std::string(names[i - 1].second));
    }
  }

  void check_fields() {
    Plan plan;
    plan.columns = mapping_.columns;
    for (auto& issue : gather_fields(plan, library_))
      fault(issue.code, std::move(issue.where), std::move(issue.message));
  }

  const Library& library_;
  Mapping mapping_;
  std::vector<std::string> missing_;  ///< of all columns
  Issues issues_;
};

/// Finds the columns of a mapping in a header.
class HeaderOfMapping {
public:
  HeaderOfMapping(const std::vector<std::string>& names) : names_(names) {}

  /// The column of that name; a fault where it does not stand there once.
  std::size_t find(const std::string& name) {
    const auto count = std::ranges::count(names_, name);
    if (count == 0)
      issues.push_back({ErrorCode::MissingField, "row 1", "there is no column " + name + ", which the mapping names"});
    if (count > 1) issues.push_back({ErrorCode::DuplicateKey, "row 1", "the column " + name + " stands twice"});
    return static_cast<std::size_t>(std::ranges::find(names_, name) - names_.begin());
  }

  Condition condition(const NamedCondition& named) { return {find(named.column), named.values}; }

  Issues issues;

private:
  const std::vector<std::string>& names_;
};

}  // namespace

Result<Mapping> read_mapping(std::string_view text, const Library& library) {
  const auto document = json::parse(text);
  if (!document) return document.error();
  return MappingReader(library).read(document.value());
}

Result<Plan> plan_of_mapping(const Mapping& mapping, const std::vector<std::string>& names, const Library& library) {
  Plan plan;
  plan.columns.resize(names.size());
  for (auto& column : plan.columns) column.use = Column::Use::Unmapped;
  HeaderOfMapping header(names);
  for (const auto& column : mapping.columns) {
    if (column.use == Column::Use::Ignored && std::ranges::find(names, column.name) == names.end()) continue;
    const std::size_t at = header.find(column.name);
    if (at < names.size()) plan.columns[at] = column;
  }
  const auto use_as_condition = [&](std::size_t at, const std::string& name) {
    if (at >= names.size()) return;
    if (plan.columns[at].use != Column::Use::Unmapped && plan.columns[at].use != Column::Use::Ignored) return;
    plan.columns[at].use = Column::Use::Condition;
    plan.columns[at].name = name;
  };
  for (const auto& named : mapping.rows) {
    plan.rows.push_back(header.condition(named));
    use_as_condition(plan.rows.back().column, named.column);
  }
  if (mapping.lesion_rows) {
    plan.lesion_rows = header.condition(*mapping.lesion_rows);
    use_as_condition(plan.lesion_rows->column, mapping.lesion_rows->column);
  }
  if (!mapping.instance.empty()) {
    plan.instance = header.find(mapping.instance);
    use_as_condition(*plan.instance, mapping.instance);
  }
  if (!mapping.key.empty()) {
    plan.key = header.find(mapping.key);
    const bool has_id = std::ranges::any_of(plan.columns, [](const Column& column) {
      return column.target.field != nullptr && column.target.field->path == "id";
    });
    if (*plan.key < names.size() && plan.columns[*plan.key].use == Column::Use::Unmapped && !has_id) {
      plan.columns[*plan.key].use = Column::Use::Filled;
      plan.columns[*plan.key].name = mapping.key;
      plan.columns[*plan.key].target = *target_named("id", library);
    }
  }
  plan.decimal = mapping.decimal;
  if (!header.issues.empty()) return header.issues;
  auto issues = gather_fields(plan, library);
  if (!issues.empty()) return issues;
  for (auto& field : plan.fields) {
    field.none_checked_is_none = std::ranges::any_of(
        mapping.none_checked_is_none, [&](const Target& target) { return field.target.same_field(target); });
  }
  return plan;
}

}  // namespace noms::cohort
