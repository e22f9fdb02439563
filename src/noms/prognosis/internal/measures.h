// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/clinical_case/case.h"
#include "noms/prognosis/internal/book.h"

// Numbers that a score reads and that follow from fields of the case by arithmetic.

namespace noms::prognosis::internal {

/// What is known of a number: every value between the two is still possible, whole numbers only where the base is
/// whole.
struct Range {
  double lowest = 0;
  double highest = 0;
  bool open = true;  ///< nothing is known: every class stays possible
  bool recorded = false;
  std::string pointer;  ///< of the fact that says more
  std::string also;     ///< of a second one without which the first says nothing; empty where there is none
};

struct MeasureRule {
  std::string_view name;
  std::string_view unit;  ///< UCUM; "1" for a ratio, empty for a count
  bool whole = false;
  Range (*of)(const clinical_case::Case& patient, const Library& library) = nullptr;
};

/// The measure of that name, or null.
const MeasureRule* measure_named(std::string_view name);

}  // namespace noms::prognosis::internal
