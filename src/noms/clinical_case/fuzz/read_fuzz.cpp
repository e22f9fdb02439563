// SPDX-License-Identifier: Apache-2.0
// Any bytes as a case, read and no more: libFuzzer entry. What is refused has a reason; what is taken is consistent.
// The target `case` goes on to the report, and so runs fewer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "noms/clinical_case/case.h"
#include "support/knowledge_files.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace noms;
  const auto& library = test::library();
  const auto patient = clinical_case::read_case({reinterpret_cast<const char*>(data), size}, library);
  if (!patient) {
    if (patient.error().empty()) std::abort();
    for (const auto& issue : patient.error()) {
      if (issue.message.empty() || issue.code == ErrorCode::Internal) std::abort();
    }
    return 0;
  }
  if (patient.value().lesions.empty()) std::abort();
  for (const auto& lesion : patient.value().lesions) {
    if (lesion.said.size() != static_cast<std::size_t>(library.vocabulary.size())) std::abort();
    for (const auto& set : lesion.said) {
      if (set && set->empty()) std::abort();
    }
  }
  return 0;
}
