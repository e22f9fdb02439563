// SPDX-License-Identifier: Apache-2.0
// Any text as a mapping: libFuzzer entry, built by build.sh beside it with clang. It is refused with places, or a table
// with its columns is read with it: every row is a case or is refused with a row.
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

std::string in_quotes(const std::string& text) {
  std::string cell = "\"";
  for (const char c : text) cell.append(c == '"' ? 2 : 1, c);
  return cell + "\"";
}

/// A table with the columns of the mapping, one more, and rows with its codes and with what no mapping says.
std::string table_for(const Mapping& mapping) {
  std::vector<std::string> names;
  for (const auto& column : mapping.columns) names.push_back(column.name);
  for (const auto& condition : mapping.rows) names.push_back(condition.column);
  if (mapping.lesion_rows) names.push_back(mapping.lesion_rows->column);
  names.push_back(mapping.instance);
  names.push_back(mapping.key);
  std::vector<std::string> distinct;
  for (const auto& name : names) {
    bool known = name.empty();
    for (const auto& other : distinct) known = known || other == name;
    if (!known) distinct.push_back(name);
  }
  std::string header = "\"more\"";
  std::string codes = "\"x\"";
  std::string wild = "\"y\"";
  std::string last = "\"z\"";
  for (const auto& name : distinct) {
    header += "," + in_quotes(name);
    std::string cell = "1";
    for (const auto& column : mapping.columns) {
      if (column.name == name && !column.codes.empty()) cell = column.codes.begin()->first;
    }
    codes += "," + in_quotes(cell);
    wild += ",\"2|x\"";
    last += ",\"\"";
  }
  return header + "\n" + codes + "\n" + wild + "\n" + last + "\n" + codes + "\n";
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto library = fuzz_library();
  const auto mapping = read_mapping({reinterpret_cast<const char*>(data), size}, *library);
  if (!mapping) {
    if (mapping.error().empty()) std::abort();
    for (const auto& issue : mapping.error()) {
      if (issue.message.empty()) std::abort();
    }
    return 0;
  }
  CaseTable table(*library, &mapping.value());
  table.feed(table_for(mapping.value()));
  table.finish();
  if (table.read_header() != CaseTable::Next::End) std::abort();
  if (!table.faults().empty()) return 0;
  std::string packed;
  while (table.next(packed) == CaseTable::Next::Case) {
    const auto read = read_case_rows(packed, table.plan(), *library);
    if (read) continue;
    if (read.error().empty() || !read.error()[0].where.starts_with("row ")) std::abort();
  }
  return 0;
}
