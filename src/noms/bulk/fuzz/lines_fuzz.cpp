// SPDX-License-Identifier: Apache-2.0
// Any bytes as a line of a cohort: libFuzzer entry. What the quick reader takes, the case reader takes too, and both
// give the same line, in each form.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "noms/bulk/plain_lines.h"
#include "support/knowledge_files.h"

namespace {

using namespace noms;

/// The two ways to the lines of one form.
struct Ways {
  explicit Ways(bulk::PlainLines::Form form) : quick(test::library(), {}, form), slow(test::library(), {}, form) {}

  /// False where the quick reader leaves the line.
  bool same(const std::string& line) {
    std::string padded = line;
    padded.resize(line.size() + bulk::PlainReader::padding, '}');
    std::string out = "before";
    if (!quick.append({padded.data(), line.size()}, out)) {
      if (out != "before") std::abort();
      return false;
    }
    const auto patient = pathway::read(line, test::library());
    if (!patient) std::abort();
    const auto whole = slow.line(patient.value());
    if (!whole || out != "before" + whole.value()) std::abort();
    return true;
  }

  bulk::PlainLines quick;
  pathway::CohortLines slow;
};

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Ways brief(bulk::PlainLines::Form::Brief);
  static Ways table(bulk::PlainLines::Form::Csv);
  static Ways decision(bulk::PlainLines::Form::Decision);
  const std::string line(reinterpret_cast<const char*>(data), size);
  if (!brief.same(line)) return 0;
  if (!table.same(line)) std::abort();
  decision.same(line);  // left where the case has notes
  return 0;
}
