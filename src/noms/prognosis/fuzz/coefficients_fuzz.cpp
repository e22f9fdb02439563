// SPDX-License-Identifier: Apache-2.0
// Any text as a file of SORG coefficients: libFuzzer entry. It is refused with file and line, or every survival it
// gives is a probability, the lowest not above the highest.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "noms/prognosis/sorg.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace noms::prognosis;
  const auto read = read_sorg_coefficients("fuzz.md", {reinterpret_cast<const char*>(data), size});
  if (!read) {
    if (read.error().empty()) std::abort();
    for (const auto& issue : read.error()) {
      if (issue.message.empty() || issue.where.empty()) std::abort();
    }
    return 0;
  }
  std::vector<std::pair<double, double>> open;
  for (const auto& input : sorg_inputs()) {
    const auto* axis = read.value().axis(input);
    if (axis == nullptr) std::abort();
    open.emplace_back(axis->points.front().first, axis->points.back().first);
  }
  const auto result = sorg_survival(read.value(), open);
  if (!result) return 0;
  if (result->lowest_total > result->highest_total) std::abort();
  for (const auto& survival : result->survival) {
    if (!(survival.lowest >= 0 && survival.lowest <= survival.highest && survival.highest <= 1)) std::abort();
  }
  return 0;
}
