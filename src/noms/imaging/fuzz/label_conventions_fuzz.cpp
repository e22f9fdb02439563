// SPDX-License-Identifier: Apache-2.0
// Any text as a table of label conventions: refused with a line, or every label of it can be looked up.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "noms/imaging/label_conventions.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace noms::imaging;
  const auto table = LabelConventions::read("fuzz", {reinterpret_cast<const char*>(data), size});
  if (!table) {
    if (table.error().empty() || table.error()[0].message.empty()) std::abort();
    return 0;
  }
  for (const auto scheme : table.value().schemes()) {
    if (!table.value().meanings({}, {1, 2, 3}, scheme)) std::abort();
  }
  static_cast<void>(table.value().structure_of_name("vertebrae_L3"));
  return 0;
}
