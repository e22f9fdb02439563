// SPDX-License-Identifier: Apache-2.0
#include "noms/cohort/cohort.h"

#include <algorithm>

#include "noms/cohort/internal/case_builder.h"

namespace noms::cohort {
namespace {

constexpr std::size_t most_columns = 4096;
constexpr std::size_t most_faults = 100;

}  // namespace

void CaseTable::finish() {
  rows_.finish();
}

CaseTable::Next CaseTable::read_header() {
  Row header;
  switch (rows_.next(header)) {
    case RowReader::Next::MoreBytes: return Next::MoreBytes;
    case RowReader::Next::End:
      faults_.push_back({ErrorCode::InvalidCsv, "row 1", "the header is missing"});
      return Next::End;
    case RowReader::Next::Row: break;
  }
  if (header.fault != RowFault::None) {
    Issue issue = issue_of(header, 0);
    const bool in_a_cell = header.fault != RowFault::TooLong && header.fault != RowFault::Separators;
    issue.where = "row 1" + (in_a_cell ? ", column " + std::to_string(header.cells.size() + 1) : "");
    faults_.push_back(std::move(issue));
    return Next::End;
  }
  if (header.cells.size() > most_columns) {
    faults_.push_back({ErrorCode::TooLarge, "row 1", "a table may have " + std::to_string(most_columns) + " columns"});
    return Next::End;
  }
  names_ = header.cells;
  auto plan = mapping_ == nullptr ? plan_of_header(names_, library_) : plan_of_mapping(*mapping_, names_, library_);
  if (!plan) {
    faults_ = plan.error();
    if (faults_.size() > most_faults) {
      faults_.resize(most_faults);
      faults_.push_back({ErrorCode::TooLarge, "row 1", "there are more faults; only the first are shown"});
    }
    return Next::End;
  }
  plan_ = std::move(plan).value();
  gatherer_.emplace(plan_.key);
  return Next::End;
}

CaseTable::Next CaseTable::next(std::string& packed) {
  std::optional<CaseRows> complete;
  while (!complete && !done_) {
    Row row;
    const auto got = rows_.next(row);
    if (got == RowReader::Next::MoreBytes) return Next::MoreBytes;
    if (got == RowReader::Next::End) {
      done_ = true;
      complete = gatherer_->finish();
      break;
    }
    const bool empty = std::ranges::all_of(row.cells, [](const auto& cell) { return cell.empty(); });
    if (row.fault == RowFault::None && empty) {
      ++empty_rows_;
      continue;
    }
    if (row.fault == RowFault::None && row.cells.size() != names_.size()) row.fault = RowFault::CellCount;
    complete = gatherer_->add(std::move(row));
  }
  if (!complete) return Next::End;
  packed = complete->packed();
  return Next::Case;
}

std::vector<std::string> CaseTable::unmapped() const {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
    if (plan_.columns[i].use == Column::Use::Unmapped)
      list.push_back(names_[i] + " (column " + std::to_string(i + 1) + ")");
  }
  return list;
}

Result<clinical_case::Case> read_case_rows(std::string_view packed, const Plan& plan,
                                           const knowledge::Library& library) {
  const CaseRows rows = CaseRows::unpacked(packed);
  internal::CaseBuilder builder(rows, plan);
  if (!builder.build()) return builder.issues();
  auto read = clinical_case::read_case(builder.document(), library);
  if (read && builder.issues().empty()) return read;
  Issues issues = builder.issues();
  if (!read) {
    for (const auto& issue : read.error()) issues.push_back(builder.placed(issue));
  }
  return issues;
}

Issues in_rows(std::string_view packed, const Plan& plan, Issues issues) {
  const CaseRows rows = CaseRows::unpacked(packed);
  internal::CaseBuilder builder(rows, plan);
  if (!builder.build()) return issues;
  for (auto& issue : issues) issue = builder.placed(std::move(issue));
  return issues;
}

}  // namespace noms::cohort
