// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "noms/pathway/pathway.h"

namespace noms::pathway {

/// Writes the brief lines of a cohort. The decision about a lesion follows from its facts, and the facts of a cohort
/// repeat: what was found for them is kept, so that a lesion like an earlier one costs only its reading. Holds at most
/// `most_kept` findings (a few megabytes). For one thread.
class Briefs {
public:
  /// Refers to the library. Errors of line(): Usage when there is no such edition.
  Briefs(const knowledge::Library& library, Origin origin);

  /// Equal to compose() with Form::Brief, without its line feed. Errors: as assess().
  Result<std::string> line(const clinical_case::Case& patient);

private:
  static constexpr std::size_t most_kept = 4096;

  const knowledge::Library* library_;
  const knowledge::Edition* edition_;
  Origin origin_;
  std::unordered_map<std::string, std::string> kept_;  ///< facts and position -> findings
};

}  // namespace noms::pathway
