// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/prognosis/internal/book.h"

// How a cell under `when` is read. Conditions are joined by `;` and all must hold; `-` means always:
//   histology = breast, prostate      a fact of the case has one of the values (or `not breast`)
//   kps = 50..70     spinal_metastases = 3..     a whole number
//   albumin >= 35 g/L     age < 54 a             a quantity; also > and <=
//   comorbidities includes copd, chronic_lung_disease     comorbidities lacks copd
//   bauer_modified = 3..                         the total of another score

namespace noms::prognosis::internal {

/// One condition before the cuts of its base are known.
struct RawCondition {
  enum class Form { Values, Whole, Compare, Includes, Lacks };
  std::string name;  ///< of the base
  Form form = Form::Values;
  std::string values;  ///< of Values
  Cut low, high;       ///< of Whole and Compare: the numbers between the two; `bounded_*` says which there are
  bool has_low = false;
  bool has_high = false;
  std::vector<std::string> members;
};

/// The conditions of a cell; its bases are added to the score. Faults go to the build.
std::vector<RawCondition> parse_conditions(Build& build, Score& score, std::string_view text, const std::string& where);

/// The set of values of the base that the condition means, after the cuts are sorted and the variable exists.
std::vector<Condition> resolve(Build& build, const Score& score, const std::vector<RawCondition>& raw,
                               const std::string& where);

/// `3.5 g/dL` in the first unit of a quantity.
std::optional<double> amount_of(const Library& library, const std::string& quantity, std::string_view text);

/// Sorts the cuts of every number and makes a variable of every base.
void make_variables(Build& build, Score& score);

}  // namespace noms::prognosis::internal
