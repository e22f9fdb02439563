// SPDX-License-Identifier: Apache-2.0
// Any bytes as a case: libFuzzer entry. It is refused with a place and a message, or assessed; then there is at least
// one option for every lesion, the brief line is that of the whole assessment, and the JSON can be read back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "noms/pathway/cohort_lines.h"
#include "support/knowledge_files.h"

namespace {

bool has_reason(const noms::Issues& issues) {
  for (const auto& issue : issues) {
    if (issue.message.empty()) return false;
  }
  return !issues.empty();
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace noms;
  const auto& library = test::library();
  static pathway::CohortLines briefs(library, {});
  static pathway::CohortLines tables(library, {}, pathway::CohortLines::Form::Csv);
  const auto patient = pathway::read({reinterpret_cast<const char*>(data), size}, library);
  if (!patient) return has_reason(patient.error()) ? 0 : (std::abort(), 1);
  const auto assessment = pathway::assess(patient.value(), library, {});
  const auto brief = briefs.line(patient.value());
  if (assessment.has_value() != brief.has_value()) std::abort();
  if (!assessment) return has_reason(assessment.error()) ? 0 : (std::abort(), 1);
  for (const auto& lesion : assessment.value().lesions) {
    if (lesion.options.empty() || lesion.urgency.empty() || lesion.sins.lowest > lesion.sins.highest) std::abort();
  }
  const auto compose = [&](pathway::Form form) { return pathway::compose(assessment.value(), {}, library, form); };
  if (brief.value() != compose(pathway::Form::Brief)) std::abort();
  if (tables.line(patient.value()).value() != report::csv_rows(assessment.value())) std::abort();
  if (!json::parse(compose(pathway::Form::Json), {64U << 20U, 64, 10'000'000, 1U << 20U})) std::abort();
  if (compose(pathway::Form::Html).find("<script") != std::string::npos) std::abort();
  return 0;
}
