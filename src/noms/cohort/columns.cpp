// SPDX-License-Identifier: Apache-2.0
#include "noms/cohort/columns.h"

#include <algorithm>

#include "noms/foundation/text.h"

namespace noms::cohort {
namespace {

using knowledge::Field;
using knowledge::Library;

constexpr std::string_view lesion_fields = "lesions/*/";
constexpr std::size_t most_items = 64;
constexpr std::string_view source_entries[] = {"recorded_by", "method",   "recorded_at", "image",
                                               "resource",    "software", "uncertainty"};

struct PartName {
  std::string_view name;
  Part part;
  Field::Type type;  ///< of fields that have it
};

constexpr PartName part_names[] = {{"unit", Part::Unit, Field::Type::Quantity},
                                   {"uncertainty", Part::Uncertainty, Field::Type::Quantity},
                                   {"system", Part::System, Field::Type::Histology},
                                   {"code", Part::Code, Field::Type::Histology},
                                   {"site", Part::Site, Field::Type::Histology}};

/// A field by the name of its column: the lesion and the element of a list take the place of the `*`.
std::optional<Target> field_named(std::string_view name, const Library& library) {
  Target target;
  std::string path(name);
  if (name.find('*') != std::string_view::npos || name.starts_with("lesions/")) return std::nullopt;
  if (name.starts_with("lesion/")) {
    const auto parts = split(name.substr(name.find('/') + 1), "/");
    path = lesion_fields;
    if (parts.size() == 3) {
      const auto item = whole_of(parts[1]);
      if (!item || *item < 1 || *item > static_cast<std::int64_t>(most_items) || parts[1].front() == '0')
        return std::nullopt;
      target.item = static_cast<std::size_t>(*item);
      path += std::string(parts[0]) + "/*/" + std::string(parts[2]);
    } else {
      path += name.substr(name.find('/') + 1);
    }
  }
  target.field = library.field(path);
  if (target.field == nullptr || target.field->path == "lesions") return std::nullopt;
  if (target.field->type == Field::Type::List) target.part = Part::Count;
  return target;
}

std::string name_of_field(const Field& field, std::size_t item) {
  if (!field.path.starts_with(lesion_fields)) return field.path;
  std::string name = "lesion/" + field.path.substr(lesion_fields.size());
  if (const auto star = name.find('*'); star != std::string::npos) name.replace(star, 1, std::to_string(item));
  return name;
}

std::string units_of(const Field& field, const Library& library) {
  std::string units;
  for (const auto& unit : library.units) {
    if (unit.quantity == field.quantity) units += (units.empty() ? "" : ", ") + unit.unit;
  }
  return units;
}

bool has_unit(const Field& field, std::string_view name, const Library& library) {
  return std::ranges::any_of(library.units,
                             [&](const auto& unit) { return unit.quantity == field.quantity && unit.unit == name; });
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) cell.append(c == '"' ? 2 : 1, c);
  return cell + '"';
}

/// How a cell of a column is written.
std::string form_of(const Target& target, const Library& library) {
  const Field& field = *target.field;
  switch (target.part) {
    case Part::Unit: return units_of(field, library);
    case Part::System:
    case Part::Code:
    case Part::Site: return "code, in the place of a name";
    case Part::Count: return "number of elements, or none";
    default: break;
  }
  switch (field.type) {
    case Field::Type::Text: return "text of at most 200 characters";
    case Field::Type::Boolean: return "true, false";
    case Field::Type::Integer: return std::to_string(field.least) + " to " + std::to_string(field.most);
    case Field::Type::Quantity: return "number";
    case Field::Type::Choice: return joined(field.values, " | ");
    case Field::Type::Set: return joined(field.values, " | ") + "; none";
    case Field::Type::Levels: return library.levels.names.front() + " to " + library.levels.names.back();
    case Field::Type::Histology: return "key, name, or unknown after a complete work-up";
    case Field::Type::List: break;
  }
  return {};
}

std::string_view name_of_type(Field::Type type) {
  constexpr std::string_view names[] = {"text",   "choice",    "boolean", "integer", "quantity",
                                        "levels", "histology", "set",     "list"};
  return names[static_cast<std::size_t>(type)];
}

}  // namespace

std::optional<Target> target_named(std::string_view name, const Library& library) {
  if (auto whole = field_named(name, library)) return whole;
  const auto slash = name.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto last = name.substr(slash + 1);
  auto target = field_named(name.substr(0, slash), library);
  if (target && target->part == Part::Value) {
    for (const auto& [part_name, part, type] : part_names) {
      if (last != part_name || target->field->type != type) continue;
      target->part = part;
      return target;
    }
  }
  constexpr std::string_view source = "/source";
  if (!name.substr(0, slash).ends_with(source)) return std::nullopt;
  target = field_named(name.substr(0, slash - source.size()), library);
  if (!target || target->part != Part::Value || std::ranges::find(source_entries, last) == std::end(source_entries))
    return std::nullopt;
  target->part = Part::Source;
  target->entry = last;
  return target;
}

std::vector<std::string> column_names(const Library& library) {
  std::vector<std::string> names;
  for (const auto& field : library.fields) {
    if (field.path == "noms_case" || field.path == "lesions") continue;
    const std::string name = name_of_field(field, 1);
    names.push_back(name);
    for (const auto& [part_name, part, type] : part_names) {
      if (field.type == type && part != Part::Uncertainty) names.push_back(name + "/" + std::string(part_name));
    }
  }
  return names;
}

std::string header_line(const Library& library) {
  return joined(column_names(library), ",") + "\r\n";
}

std::string column_dictionary(const Library& library) {
  std::string text = "column,type,values,text\r\n";
  for (const auto& name : column_names(library)) {
    const auto target = target_named(name, library);
    if (!target) continue;
    text += csv_cell(name) + "," + std::string(name_of_type(target->field->type)) + "," +
            csv_cell(form_of(*target, library)) + "," + csv_cell(library.phrase(target->field->text)) + "\r\n";
  }
  return text;
}

std::string Plan::place(std::size_t row, std::size_t column) const {
  const std::string at = "row " + std::to_string(row);
  if (column >= columns.size()) return at;
  const std::string& name = columns[column].name;
  return at + ", column " + (name.empty() ? std::to_string(column + 1) : name);
}

namespace {

/// Puts the columns of one table together to fields.
class Gathering {
public:
  Gathering(Plan& plan, const Library& library) : plan_(plan), library_(library) {}

  Issues run() {
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
      const Column& column = plan_.columns[i];
      if (column.use == Column::Use::Filled) add(i, column);
      if (column.use == Column::Use::Checkbox) add_checkbox(i, column);
    }
    for (const auto& field : plan_.fields) check(field);
    return std::move(issues_);
  }

private:
  void fault(ErrorCode code, std::size_t column, std::string message) {
    issues_.push_back({code, plan_.columns[column].where, std::move(message)});
  }

  FieldColumns& field_of(const Target& target) {
    for (auto& field : plan_.fields) {
      if (field.target.same_field(target)) return field;
    }
    FieldColumns& added = plan_.fields.emplace_back();
    added.target = {target.field, Part::Value, "", target.item};
    return added;
  }

  void add(std::size_t index, const Column& column) {
    FieldColumns& field = field_of(column.target);
    std::optional<std::size_t>* slot = nullptr;
    switch (column.target.part) {
      case Part::Value: slot = &field.value; break;
      case Part::Unit: slot = &field.unit; break;
      case Part::Uncertainty: slot = &field.uncertainty; break;
      case Part::System: slot = &field.system; break;
      case Part::Code: slot = &field.code; break;
      case Part::Site: slot = &field.site; break;
      case Part::Count: slot = &field.count; break;
      case Part::Source:
        if (std::ranges::find(field.source, column.target.entry, &std::pair<std::string, std::size_t>::first) !=
            field.source.end())
          return fault(ErrorCode::DuplicateKey, index, "two columns fill the same place of a case");
        field.source.emplace_back(column.target.entry, index);
        return;
    }
    if (slot->has_value() || !field.checkboxes.empty())
      return fault(ErrorCode::DuplicateKey, index, "two columns fill the same place of a case");
    *slot = index;
  }

  void add_checkbox(std::size_t index, const Column& column) {
    FieldColumns& field = field_of(column.target);
    if (field.value) return fault(ErrorCode::DuplicateKey, index, "two columns fill the same place of a case");
    field.checkboxes.push_back(index);
  }

  void check(const FieldColumns& field) {
    for (const auto& other : {field.unit, field.uncertainty}) {
      if (other && !field.value)
        fault(ErrorCode::MissingField, *other, "the column of the value that this belongs to is missing");
    }
    if (field.code && !field.system)
      fault(ErrorCode::MissingField, *field.code, "a code needs a column that says its system");
    if ((field.system || field.site) && !field.code)
      fault(ErrorCode::MissingField, field.system ? *field.system : *field.site, "the column of the code is missing");
    if (!field.source.empty() && !field.value && !field.code && field.checkboxes.empty())
      fault(ErrorCode::MissingField, field.source[0].second, "the column of the value that this belongs to is missing");
    if (field.value) check_unit(*field.value, field);
  }

  void check_unit(std::size_t index, const FieldColumns& field) {
    const Column& column = plan_.columns[index];
    const Field& meant = *field.target.field;
    if (meant.type != Field::Type::Quantity) {
      if (!column.unit.empty()) fault(ErrorCode::UnknownUnit, index, "this field takes no unit");
    } else if (column.unit.empty() && !field.unit) {
      fault(ErrorCode::MissingUnit, index,
            "the unit is missing, in the name or in a column of its own; allowed: " + units_of(meant, library_));
    } else if (!column.unit.empty() && field.unit) {
      fault(ErrorCode::Contradiction, index, "the unit is given twice: here and in a column of its own");
    } else if (!column.unit.empty() && !has_unit(meant, column.unit, library_)) {
      fault(ErrorCode::UnknownUnit, index, "the unit is not known here; allowed: " + units_of(meant, library_));
    }
  }

  Plan& plan_;
  const Library& library_;
  Issues issues_;
};

/// `patient/age [a]`: the name before the bracket, the unit in it.
std::pair<std::string_view, std::string_view> name_and_unit(std::string_view text) {
  const auto bracket = text.find('[');
  if (bracket == std::string_view::npos || !text.ends_with(']')) return {text, {}};
  return {trimmed(text.substr(0, bracket)), trimmed(text.substr(bracket + 1, text.size() - bracket - 2))};
}

}  // namespace

Issues gather_fields(Plan& plan, const Library& library) {
  return Gathering(plan, library).run();
}

Result<Plan> plan_of_header(const std::vector<std::string>& names, const Library& library) {
  Plan plan;
  Issues issues;
  const auto known = column_names(library);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string where = "row 1, column " + std::to_string(i + 1);
    const auto [name, unit] = name_and_unit(names[i]);
    const auto target = target_named(name, library);
    Column& column = plan.columns.emplace_back();
    column.where = where;
    if (!target) {
      column.use = Column::Use::Unmapped;
      const auto near = name.size() > 200 ? std::nullopt : nearest(name, {known.begin(), known.end()});
      issues.push_back({ErrorCode::UnknownField, where,
                        "there is no such column" +
                            (near ? "; did you mean " + std::string(*near) + "?"
                                  : std::string("; noms cohort template prints those there are, and --mapping reads "
                                                "tables with other names"))});
      continue;
    }
    column.name = name;
    column.target = *target;
    column.unit = unit;
    if (name == "id") plan.key = i;
  }
  auto faults = gather_fields(plan, library);
  issues.insert(issues.end(), faults.begin(), faults.end());
  if (!issues.empty()) return issues;
  return plan;
}

}  // namespace noms::cohort
