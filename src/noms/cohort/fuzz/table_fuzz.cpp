// SPDX-License-Identifier: Apache-2.0
// Any bytes as a table: libFuzzer entry, built by build.sh beside it with clang. However the bytes are cut, the rows are
// the same; what is held is bounded; no row is lost; every case is read or refused with a row.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "noms/cohort/cohort.h"
#include "noms/cohort/fuzz/knowledge.h"

namespace {

using namespace noms::cohort;

constexpr std::size_t most_row = 256;

std::vector<Row> rows_of(std::string_view all, std::size_t part) {
  std::vector<Row> rows;
  RowReader reader(most_row);
  Row row;
  bool finished = false;
  for (;;) {
    const auto got = reader.next(row);
    if (got == RowReader::Next::Row) rows.push_back(row);
    if (got == RowReader::Next::End) return rows;
    if (got != RowReader::Next::MoreBytes) continue;
    if (finished) std::abort();
    reader.feed(all.substr(0, part));
    all.remove_prefix(std::min(part, all.size()));
    if (all.empty()) reader.finish(), finished = true;
  }
}

void same_rows(const std::vector<Row>& a, const std::vector<Row>& b) {
  if (a.size() != b.size()) std::abort();
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].number != i + 1 || b[i].number != i + 1 || a[i].fault != b[i].fault || a[i].cells != b[i].cells)
      std::abort();
    if (a[i].fault != RowFault::None && issue_of(a[i], 1).code == noms::ErrorCode::Internal) std::abort();
  }
}

/// Every row stands in one case, or is empty; every case is read, or refused at a row.
void read_cases(std::string_view all, const noms::knowledge::Library& library) {
  CaseTable table(library, nullptr);
  table.feed(all);
  table.finish();
  if (table.read_header() != CaseTable::Next::End) std::abort();
  if (!table.faults().empty()) return;
  std::string packed;
  std::size_t last = 1;
  std::size_t rows = 0;
  while (table.next(packed) == CaseTable::Next::Case) {
    const auto unpacked = CaseRows::unpacked(packed);
    if (unpacked.packed() != packed || unpacked.rows.empty()) std::abort();
    for (const auto& row : unpacked.rows) {
      if (row.number <= last) std::abort();
      last = row.number;
      ++rows;
    }
    const auto read = read_case_rows(packed, table.plan(), library);
    if (read) continue;
    if (read.error().empty()) std::abort();
    for (const auto& issue : read.error()) {
      if (!issue.where.starts_with("row ") && issue.code != noms::ErrorCode::TooLarge) std::abort();
    }
  }
  if (rows + table.empty_rows() + 1 < last) std::abort();  // one of them was lost
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto library = fuzz_library();
  if (size == 0) return 0;
  const std::size_t part = data[0] % 32 + 1;
  const std::string_view all(reinterpret_cast<const char*>(data) + 1, size - 1);
  same_rows(rows_of(all, all.size() + 1), rows_of(all, part));
  read_cases(all, *library);
  return 0;
}
