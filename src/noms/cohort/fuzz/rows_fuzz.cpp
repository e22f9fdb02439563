// SPDX-License-Identifier: Apache-2.0
// Any bytes as rows: libFuzzer entry, built by build.sh beside it with clang. However the bytes are cut, the rows are
// the same, and so are the cases that they are put together to.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "noms/cohort/case_rows.h"
#include "noms/cohort/rows.h"

namespace {

using namespace noms::cohort;

constexpr std::size_t most_row = 64;

std::vector<Row> rows_of(std::string_view all, std::size_t part) {
  std::vector<Row> rows;
  RowReader reader(most_row);
  Row row;
  bool finished = false;
  for (;;) {
    const auto got = reader.next(row);
    if (got == RowReader::Next::Row) rows.push_back(std::move(row));
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

/// Every row with a text in its key is in one case, with those before and behind it that have the same.
void same_cases(const std::vector<Row>& rows) {
  CaseGatherer gatherer(0);
  std::size_t held = 0;
  const auto look_at = [&](const std::optional<CaseRows>& one) {
    if (!one) return;
    if (one->rows.empty()) std::abort();
    const auto packed = one->packed();
    if (CaseRows::unpacked(packed).packed() != packed) std::abort();
    for (const auto& row : one->rows) {
      if (row.number != rows[held].number || row.cells != rows[held].cells) std::abort();
      ++held;
      const bool named = !row.cells.empty() && !row.cells[0].empty();
      if (one->rows.size() > 1 && (!named || row.cells[0] != one->rows[0].cells[0])) std::abort();
    }
  };
  for (const auto& row : rows) look_at(gatherer.add(row));
  look_at(gatherer.finish());
  if (held != rows.size()) std::abort();
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t part = data[0] % 32 + 1;
  const std::string_view all(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto rows = rows_of(all, all.size() + 1);
  same_rows(rows, rows_of(all, part));
  same_cases(rows);
  return 0;
}
