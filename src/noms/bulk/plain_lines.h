// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/bulk/plain_case.h"
#include "noms/pathway/cohort_lines.h"

namespace noms::bulk {

/// Lines of a cohort, from its lines. For one thread.
class PlainLines {
public:
  using Form = pathway::CohortLines::Form;

  /// Refers to the library.
  PlainLines(const knowledge::Library& library, pathway::Origin origin, Form form = Form::Brief);

  /// Appends what pathway::CohortLines::line() gives for a case of the usual form to `out`. PlainReader::padding bytes
  /// behind the line are readable. False, and `out` as it was, where the line is left to pathway::read(): what is wrong
  /// with it, if anything, is said there.
  bool append(std::string_view line, std::string& out, std::string_view before = {}, std::string_view after = {});

  /// For the cases that are left.
  pathway::CohortLines& cohort_lines() { return lines_; }

private:
  const knowledge::Library* library_;
  Form form_;
  PlainReader reader_;
  pathway::CohortLines lines_;
  // Memory that is used again.
  std::vector<std::string> unnamed_;      ///< names of lesions without an id, by place
  std::vector<std::string_view> levels_;  ///< of all lesions, one behind the other
  std::vector<pathway::LesionFacts> lesions_;
};

}  // namespace noms::bulk
