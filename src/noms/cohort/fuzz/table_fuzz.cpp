// SPDX-License-Identifier: Apache-2.0
// Any bytes as a table: libFuzzer entry, built by build.sh beside it with clang. However the bytes are cut, the rows
// are the same; what is held is bounded; no row is lost; every case is read or refused with a row.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "noms/cohort/cohort.h"
#include "noms/cohort/fuzz/knowledge.h"

namespace {

using namespace noms::cohort;

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
  read_cases({reinterpret_cast<const char*>(data) + 1, size - 1}, *library);
  return 0;
}
