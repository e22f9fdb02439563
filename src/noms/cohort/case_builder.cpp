// SPDX-License-Identifier: Apache-2.0
#include "noms/cohort/internal/case_builder.h"

#include <algorithm>

#include "noms/cohort/cell_value.h"
#include "noms/foundation/text.h"

namespace noms::cohort::internal {
namespace {

using json::pointer;
using json::Value;
using knowledge::Field;

constexpr std::size_t most_faults = 100;
constexpr auto no_column = static_cast<std::size_t>(-1);

}  // namespace

void CaseBuilder::fault(ErrorCode code, std::size_t row, std::size_t column, std::string message) {
  if (issues_.size() < most_faults) issues_.push_back({code, plan_.place(row, column), std::move(message)});
}

std::size_t CaseBuilder::row_number() const {
  return rows_.rows.empty() ? 0 : rows_.rows.front().number;
}

bool CaseBuilder::build() {
  if (!check_rows()) return false;
  choose_rows();
  if (chosen_.empty()) {
    fault(ErrorCode::MissingField, row_number(), no_column, "no row of this case meets the conditions of the mapping");
    return false;
  }
  order_lesions();
  patient_.resize(plan_.columns.size());
  std::vector<Cells> lesion_cells(lesions_.size());
  for (const Row* row : chosen_) {
    Cells cells = cells_of(*row);
    merge(cells, *row);
    if (const auto lesion = std::ranges::find(lesions_, row); lesion != lesions_.end()) {
      lesion_cells[static_cast<std::size_t>(lesion - lesions_.begin())] = std::move(cells);
      continue;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Column& column = plan_.columns[i];
      if (column.target.field != nullptr && column.target.of_lesion() && !cells[i].text.empty())
        fault(ErrorCode::Contradiction, row->number, i, "a value of a lesion in a row that is no lesion");
    }
  }
  write_patient();
  Value& lesions = member(document_, "lesions") = list_value();
  for (std::size_t i = 0; i < lesions_.size(); ++i)
    lesions.items.push_back(write_lesion(lesion_cells[i], i, lesions_[i]->number));
  return true;
}

/// The rows as such: well-formed, complete, and together.
bool CaseBuilder::check_rows() {
  for (const auto& row : rows_.rows) {
    if (row.fault == RowFault::None) continue;
    const Issue issue = issue_of(row, plan_.columns.size());
    const bool in_a_cell = row.fault != RowFault::CellCount && row.fault != RowFault::TooLong;
    fault(issue.code, row.number, in_a_cell ? row.cells.size() : no_column, issue.message);
  }
  const std::size_t key = plan_.key.value_or(no_column);
  if (rows_.too_large)
    fault(ErrorCode::TooLarge, row_number(), no_column,
          "the rows of this case have more than " + std::to_string(CaseGatherer::most_bytes >> 20U) + " MiB");
  if (rows_.returned)
    fault(ErrorCode::DuplicateKey, row_number(), key,
          "this case stood in earlier rows, with others between; the rows of a case follow each other. The earlier "
          "rows were read without these");
  return issues_.empty();
}

bool CaseBuilder::meets(const Row& row, const Condition& condition) const {
  return std::ranges::find(condition.values, row.cells[condition.column]) != condition.values.end();
}

void CaseBuilder::choose_rows() {
  for (const auto& row : rows_.rows) {
    if (!std::ranges::all_of(plan_.rows, [&](const Condition& condition) { return meets(row, condition); })) continue;
    chosen_.push_back(&row);
    if (!plan_.lesion_rows || meets(row, *plan_.lesion_rows)) lesions_.push_back(&row);
  }
}

/// By their number, where a column has it.
void CaseBuilder::order_lesions() {
  if (!plan_.instance) return;
  std::map<std::int64_t, const Row*> ordered;
  for (const Row* row : lesions_) {
    const auto number = whole_of(row->cells[*plan_.instance]);
    if (!number)
      fault(ErrorCode::WrongType, row->number, *plan_.instance, "the number of the lesion is expected, a whole number");
    else if (!ordered.emplace(*number, row).second)
      fault(ErrorCode::DuplicateKey, row->number, *plan_.instance, "two lesions of this case have the same number");
  }
  if (ordered.size() != lesions_.size()) return;
  lesions_.clear();
  for (const auto& [number, row] : ordered) lesions_.push_back(row);
}

Cells CaseBuilder::cells_of(const Row& row) {
  Cells cells(plan_.columns.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Column& column = plan_.columns[i];
    cells[i].row = row.number;
    if (column.use == Column::Use::Filled || column.use == Column::Use::Checkbox)
      cells[i].text = normal(column, i, row, cells[i].bad);
  }
  return cells;
}

/// The value of a cell: nothing for a missing one, what its code stands for, `1` for a checked box and `0` for another.
std::string CaseBuilder::normal(const Column& column, std::size_t index, const Row& row, bool& bad) {
  const std::string& text = row.cells[index];
  if (text.empty() || std::ranges::find(column.missing, text) != column.missing.end()) return {};
  if (column.use == Column::Use::Checkbox) {
    if (text == "1" || text == "Checked") return "1";
    if (text == "0" || text == "Unchecked") return "0";
    bad = true;
    fault(ErrorCode::UnknownValue, row.number, index, "a checkbox is 0 or 1");
    return {};
  }
  if (column.codes.empty()) return text;
  if (const auto code = column.codes.find(text); code != column.codes.end()) return code->second;
  std::string known;
  for (const auto& [code, value] : column.codes) {
    if (known.size() < 200) known += (known.empty() ? "" : ", ") + code;
  }
  bad = true;
  fault(ErrorCode::UnknownValue, row.number, index, "the mapping has no value for this code; it has: " + known);
  return {};
}

/// Fields of the patient may stand in one row or in each, where they agree.
void CaseBuilder::merge(const Cells& row, const Row& of) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Column& column = plan_.columns[i];
    if (column.target.field == nullptr || column.target.of_lesion() || row[i].text.empty()) continue;
    if (patient_[i].text.empty()) {
      patient_[i] = row[i];
    } else if (patient_[i].text != row[i].text) {
      fault(ErrorCode::Contradiction, of.number, i,
            "the rows of this case differ: row " + std::to_string(patient_[i].row) + " has another value");
    }
  }
}

void CaseBuilder::write_patient() {
  document_ = object_value();
  for (const auto& field : plan_.fields) {
    if (field.target.of_lesion()) continue;
    Value value;
    std::string place;
    for (const auto part : split(field.target.field->path, "/")) place = pointer(place, part);
    if (!write_value(field, patient_, place, value)) continue;
    Value* at = &document_;
    for (const auto part : split(field.target.field->path, "/")) {
      at = &member(*at, part);
      if (at->kind == Value::Kind::Null) at->kind = Value::Kind::Object;
    }
    *at = std::move(value);
  }
  if (document_.find("noms_case") == nullptr) member(document_, "noms_case") = number_value("1", '.');
}

Value CaseBuilder::write_lesion(const Cells& cells, std::size_t number, std::size_t row) {
  Value lesion = object_value();
  const std::string place = pointer("/lesions", number);
  places_.insert_or_assign(place, Place(row, no_column));
  for (const auto& field : plan_.fields) {
    if (!field.target.of_lesion()) continue;
    const std::string name(field.target.field->name());
    if (field.target.field->type == Field::Type::List || field.target.item > 0) {
      write_list(field, cells, place, lesion);
      continue;
    }
    Value value;
    if (write_value(field, cells, pointer(place, name), value)) member(lesion, name) = std::move(value);
  }
  return lesion;
}

}  // namespace noms::cohort::internal
