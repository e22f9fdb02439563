// SPDX-License-Identifier: Apache-2.0
// Any bytes as a line of a cohort: libFuzzer entry. What the quick reader takes, the case reader takes too, and both
// give the same brief line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "noms/bulk/plain_lines.h"
#include "support/knowledge_files.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace noms;
  const auto& library = test::library();
  static bulk::PlainLines lines(library, {});
  static pathway::CohortLines briefs(library, {});
  const std::string line(reinterpret_cast<const char*>(data), size);
  std::string padded = line;
  padded.resize(size + bulk::PlainReader::padding, '}');
  std::string out = "before";
  if (!lines.append({padded.data(), size}, out)) {
    if (out != "before") std::abort();
    return 0;
  }
  const auto patient = pathway::read(line, library);
  if (!patient) std::abort();
  const auto brief = briefs.line(patient.value());
  if (!brief || out != "before" + brief.value()) std::abort();
  return 0;
}
