// SPDX-License-Identifier: Apache-2.0
// Any text as a table of the knowledge: libFuzzer entry. The first byte says whether it is CSV, conditions, or a
// Markdown file with a table of one of the three kinds. What is refused is refused with a place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "noms/decision_table/tables.h"

namespace {

using namespace noms;
using namespace noms::decision_table;

template <typename Value>
void refused_with_place(const Result<Value>& result) {
  if (result) return;
  if (result.error().empty()) std::abort();
  for (const auto& issue : result.error()) {
    if (issue.message.empty() || issue.where.empty()) std::abort();
  }
}

Vocabulary vocabulary() {
  Vocabulary names;
  names.add("escc", {"0", "1a", "1b", "1c", "2", "3"});
  names.add("tumour", {"sensitive", "resistant"});
  names.add("deficit", {"absent", "present"});
  return names;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const char kind = static_cast<char>(data[0]);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (kind == 'c') {
    const auto table = read_csv("fuzz.csv", text);
    refused_with_place(table);
    return 0;
  }
  if (kind == '=') {
    static const Vocabulary known = vocabulary();
    refused_with_place(read_conditions(text, known, "fuzz"));
    return 0;
  }
  const auto document = read_markdown("fuzz.table.md", text);
  refused_with_place(document);
  if (!document) return 0;
  Vocabulary names = vocabulary();
  refused_with_place(read_unique_table(document.value(), names));
  refused_with_place(read_collect_table(document.value(), names));
  refused_with_place(read_score_table(document.value(), names));
  return 0;
}
