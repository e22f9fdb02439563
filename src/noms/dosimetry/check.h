// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "noms/dosimetry/dvh.h"
#include "noms/dosimetry/limits.h"

namespace noms::dosimetry {

/// A verdict is never finer than the data: a value nearer to its limit than its uncertainty is neither pass nor
/// violation.
enum class Verdict { Pass, Violation, WithinUncertainty, NotChecked };
std::string_view name_of(Verdict verdict);

/// One limit held against one structure.
struct Check {
  const Limit* limit = nullptr;
  std::string structure;  ///< name in the file; empty where none was confirmed
  Verdict verdict = Verdict::NotChecked;
  std::string reason;    ///< why it was not checked, or what to know about the value
  double applied = 0;    ///< the limit as applied, in its unit
  bool derived = false;  ///< the limit was turned into this number of fractions by the linear-quadratic model
  std::optional<double> value;
  double uncertainty = 0;
};

struct CheckInput {
  std::vector<Dvh> dvhs;
  std::map<std::string, std::string> confirmed;  ///< structure name -> organ
  int fractions = 0;
  bool usable = true;  ///< false: the dose is not that of a plan; nothing is checked
  std::string unusable_reason;
};

/// Every limit for the fraction count, and for organs without one for that count the nearest count of the same table,
/// derived. An organ that no structure was confirmed for gives NotChecked, never Pass.
///
/// Missing: a structure outside the dose grid, in part or whole, gives NotChecked.
/// Limits:  one standard deviation of the dose figure decides "within uncertainty".
std::vector<Check> check_limits(const CheckInput& input, const LimitLibrary& library);

}  // namespace noms::dosimetry
