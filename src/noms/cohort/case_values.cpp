// SPDX-License-Identifier: Apache-2.0
// The values of a case from the cells of its rows.
#include <algorithm>
#include <set>

#include "noms/cohort/cell_value.h"
#include "noms/cohort/internal/case_builder.h"
#include "noms/foundation/text.h"

namespace noms::cohort::internal {
namespace {

using json::pointer;
using json::Value;
using knowledge::Field;

constexpr std::int64_t most_items = 64;

std::string_view text_at(const Cells& cells, std::optional<std::size_t> column) {
  return column ? std::string_view(cells[*column].text) : std::string_view();
}

/// True when some cell says something of the field; a unit alone does not.
bool says_something(const FieldColumns& field, const Cells& cells) {
  for (const auto column : {field.value, field.uncertainty}) {
    if (column && (!cells[*column].text.empty() || cells[*column].bad)) return true;
  }
  return std::ranges::any_of(field.source, [&](const auto& entry) { return !cells[entry.second].text.empty(); });
}

/// The path of the list that a field is in, or is.
std::string_view list_of(const FieldColumns& field) {
  const std::string_view path = field.target.field->path;
  return field.target.item > 0 ? path.substr(0, path.rfind("/*/")) : path;
}

}  // namespace

/// Codes of a mapping stand for values written with a point.
char CaseBuilder::decimal_of(std::size_t column) const {
  return plan_.columns[column].codes.empty() ? plan_.decimal : '.';
}

void CaseBuilder::remember(const std::string& place, const Cells& cells, std::size_t column) {
  places_.insert_or_assign(place, Place(cells[column].row, column));
}

/// False when nothing is recorded, or nothing that can be used.
bool CaseBuilder::write_value(const FieldColumns& field, const Cells& cells, const std::string& place, Value& to) {
  const auto type = field.target.field->type;
  if (type == Field::Type::Quantity) return write_quantity(field, cells, place, to);
  const bool written = type == Field::Type::Histology ? write_histology(field, cells, place, to)
                       : field.checkboxes.empty()     ? write_plain(field, cells, place, to)
                                                      : write_checked(field, cells, place, to);
  return add_source(field, cells, place, written, to);
}

bool CaseBuilder::write_plain(const FieldColumns& field, const Cells& cells, const std::string& place, Value& to) {
  const auto text = text_at(cells, field.value);
  if (text.empty()) return false;
  to = value_of_cell(*field.target.field, text, decimal_of(*field.value));
  remember(place, cells, *field.value);
  return true;
}

bool CaseBuilder::write_quantity(const FieldColumns& field, const Cells& cells, const std::string& place, Value& to) {
  const auto number = text_at(cells, field.value);
  const auto uncertainty = text_at(cells, field.uncertainty);
  to = object_value();
  if (!number.empty()) {
    remember(place, cells, *field.value);
    member(to, "value") = number_value(number, decimal_of(*field.value));
  }
  if (!uncertainty.empty()) {
    const std::string below = pointer(place, "uncertainty");
    remember(number.empty() ? place : below, cells, *field.uncertainty);
    member(to, "uncertainty") = number_value(uncertainty, decimal_of(*field.uncertainty));
  }
  Value source;
  static_cast<void>(add_source(field, cells, place, !number.empty(), source));
  const bool has_source = source.find("source") != nullptr;
  if (number.empty() && uncertainty.empty() && !has_source) return false;
  std::string_view unit = text_at(cells, field.unit);
  if (field.unit) {
    const std::size_t row = unit.empty() && field.value ? cells[*field.value].row : cells[*field.unit].row;
    places_.insert_or_assign(pointer(place, "unit"), Place(row, *field.unit));
  }
  if (field.value && !plan_.columns[*field.value].unit.empty()) unit = plan_.columns[*field.value].unit;
  if (!unit.empty()) member(to, "unit") = text_value(unit);
  if (has_source) member(to, "source") = std::move(member(source, "source"));
  return !(field.unit && cells[*field.unit].bad);
}

bool CaseBuilder::write_histology(const FieldColumns& field, const Cells& cells, const std::string& place, Value& to) {
  const std::pair<std::string_view, std::optional<std::size_t>> parts[] = {
      {"system", field.system}, {"code", field.code}, {"site", field.site}};
  Value code = object_value();
  for (const auto& [name, column] : parts) {
    const auto text = text_at(cells, column);
    if (text.empty()) continue;
    member(code, name) = text_value(text);
    remember(code.members.size() == 1 ? place : pointer(place, name), cells, *column);
    remember(pointer(place, name), cells, *column);
  }
  const bool named = write_plain(field, cells, place, to);
  if (named && !code.members.empty()) {
    fault(ErrorCode::Contradiction, cells[*field.value].row, *field.value,
          "the histology is given by a name and by a code; give one of them");
    return false;
  }
  if (named || code.members.empty()) return named;
  to = std::move(code);
  return true;
}

/// What is checked. With nothing checked the field is not recorded, unless the mapping says that this means none.
bool CaseBuilder::write_checked(const FieldColumns& field, const Cells& cells, const std::string& place, Value& to) {
  to = list_value();
  bool none = false;
  bool any_recorded = false;
  for (const auto column : field.checkboxes) {
    any_recorded = any_recorded || !cells[column].text.empty();
    if (cells[column].text != "1") continue;
    const std::string& said = plan_.columns[column].member;
    const Value value = value_of_cell(*field.target.field, said, '.');
    none = none || value.items.empty();
    remember(place, cells, column);
    for (const auto& item : value.items) {
      remember(pointer(place, to.items.size()), cells, column);
      to.items.push_back(item);
    }
  }
  if (none && !to.items.empty()) {
    fault(ErrorCode::Contradiction, cells[field.checkboxes[0]].row, field.checkboxes[0],
          "none is checked beside something else");
    return false;
  }
  return none || !to.items.empty() || (any_recorded && field.none_checked_is_none);
}

/// Puts the source beside a value that was written; a source without a value is left to the case reader, which refuses
/// it. True when there is a value or a source.
bool CaseBuilder::add_source(const FieldColumns& field, const Cells& cells, const std::string& place, bool written,
                             Value& to) {
  Value source = object_value();
  for (const auto& [name, column] : field.source) {
    if (cells[column].text.empty()) continue;
    member(source, name) = text_value(cells[column].text);
    remember(pointer(pointer(place, "source"), name), cells, column);
    if (!written) remember(pointer(place, "value"), cells, column);
  }
  if (source.members.empty()) return written;
  Value with_source = object_value();
  if (written) member(with_source, "value") = std::move(to);
  member(with_source, "source") = std::move(source);
  to = std::move(with_source);
  return true;
}

/// The elements of a list. Those of which nothing is written are left out; the count adds those of which nothing more
/// is known.
void CaseBuilder::write_list(const FieldColumns& field, const Cells& cells, const std::string& lesion_place,
                             Value& lesion) {
  const std::string list_path(list_of(field));
  const auto same_list = [&](const FieldColumns& other) { return list_of(other) == list_path; };
  if (&*std::ranges::find_if(plan_.fields, same_list) != &field) return;  // done with the first of its columns
  const std::string name = list_path.substr(list_path.rfind('/') + 1);
  const std::string place = pointer(lesion_place, name);
  std::set<std::size_t> items;
  std::optional<std::size_t> count_column;
  for (const auto& other : plan_.fields) {
    if (!same_list(other)) continue;
    if (other.count) count_column = other.count;
    if (other.target.item > 0 && says_something(other, cells)) items.insert(other.target.item);
  }
  std::size_t count = items.size();
  const bool counted = count_column && count_of(cells, *count_column, items.size(), count);
  if (items.empty() && !counted) return;
  if (counted) remember(place, cells, *count_column);
  Value list = list_value();
  list.items.assign(std::max(count, items.size()), object_value());
  for (const auto& other : plan_.fields) {
    if (!same_list(other) || !items.contains(other.target.item)) continue;
    const auto index = static_cast<std::size_t>(std::distance(items.begin(), items.find(other.target.item)));
    const std::string item_place = pointer(pointer(place, index), other.target.field->name());
    Value value;
    if (write_value(other, cells, item_place, value))
      member(list.items[index], other.target.field->name()) = std::move(value);
  }
  member(lesion, name) = std::move(list);
}

/// The number of elements that a cell says; false when it says nothing that can be used.
bool CaseBuilder::count_of(const Cells& cells, std::size_t column, std::size_t written, std::size_t& count) {
  const Cell& cell = cells[column];
  if (cell.text.empty()) return false;
  const auto number = cell.text == "none" ? std::optional<std::int64_t>(0) : whole_of(cell.text);
  if (!number || *number < 0 || *number > most_items) {
    fault(ErrorCode::WrongType, cell.row, column, "the number of elements is expected, none or 0 to 64");
    return false;
  }
  if (static_cast<std::size_t>(*number) < written) {
    fault(ErrorCode::Contradiction, cell.row, column, "there are more elements in this row than this number says");
    return false;
  }
  count = static_cast<std::size_t>(*number);
  return true;
}

std::string CaseBuilder::place_of(std::string_view pointer) const {
  for (std::string_view at = pointer; !at.empty(); at = at.substr(0, at.rfind('/'))) {
    if (const auto found = places_.find(at); found != places_.end())
      return plan_.place(found->second.first, found->second.second);
  }
  return "row " + std::to_string(row_number());
}

Issue CaseBuilder::placed(Issue issue) const {
  issue.where = place_of(issue.where);
  if (issue.code != ErrorCode::Contradiction) return issue;
  // "/lesions/0/myelopathy and /lesions/0/frankel contradict each other": places in the sentence too.
  std::string message;
  for (std::size_t from = 0; from < issue.message.size();) {
    const std::size_t end = std::min(issue.message.find(' ', from), issue.message.size());
    const std::string word = issue.message.substr(from, end - from);
    const bool is_place = word.starts_with('/') && (places_.contains(word) || word.starts_with("/lesions") ||
                                                    document_.find(word.substr(1, word.find('/', 1) - 1)) != nullptr);
    message += (from == 0 ? "" : " ") + (is_place ? place_of(word) : word);
    from = end + 1;
  }
  issue.message = std::move(message);
  return issue;
}

}  // namespace noms::cohort::internal
