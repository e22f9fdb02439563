// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/bulk/plain_case.h"
#include "noms/pathway/briefs.h"

namespace noms::bulk {

/// Brief lines from the lines of a cohort. For one thread.
class BriefLines {
public:
  /// Refers to the library.
  BriefLines(const knowledge::Library& library, pathway::Origin origin);

  /// Appends the brief line of a case of the usual form to `out`, equal to pathway::Briefs::line(), with a line feed.
  /// PlainReader::padding bytes behind the line are readable. False, and `out` as it was, where the line is left to
  /// pathway::read(): what is wrong with it, if anything, is said there.
  bool append(std::string_view line, std::string& out);

  /// For the cases that are left.
  pathway::Briefs& briefs() { return briefs_; }

private:
  const knowledge::Library* library_;
  PlainReader reader_;
  pathway::Briefs briefs_;
  std::vector<std::string_view> levels_;
};

}  // namespace noms::bulk
