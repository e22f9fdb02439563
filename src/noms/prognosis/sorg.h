// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "noms/clinical_case/case.h"
#include "noms/foundation/result.h"

// The place for the coefficients of the SORG nomogram, which no open source prints. A centre that has the paper may
// enter them under its own licence; without them no probability is given, and nothing else is ever called SORG. The
// format of the file stands in docs/developer/sorg-coefficients.md.

namespace noms::prognosis {

/// The nomogram as a centre read it off the paper.
struct SorgCoefficients {
  /// Points of one input, linear between the values given; a finding that is not a number is 0 (no) or 1 (yes).
  struct Axis {
    std::string input;
    std::vector<std::pair<double, double>> points;  ///< value, points; values ascending
  };
  /// Survival at one time, linear in ln(-ln S) between the totals given.
  struct Horizon {
    std::string name;                                 ///< "1 mo", "3 mo", "12 mo"
    std::vector<std::pair<double, double>> survival;  ///< total, survival 0..1; totals ascending
  };
  std::string source;
  std::string transcribed_by;
  std::string transcribed_on;
  std::vector<Axis> axes;
  std::vector<Horizon> horizons;
  double ratio = 0;  ///< ln S(12 mo) / ln S(3 mo), the mean over the totals

  const Axis* axis(std::string_view input) const;
  const Horizon* horizon(std::string_view name) const;
};

/// The nine inputs, in the order of the paper.
const std::vector<std::string>& sorg_inputs();

/// Reads a file of coefficients.
///
/// Range:   at most 1000 rows; points 0..1000; survival above 0 and below 1, falling as the total rises.
/// Errors:  KnowledgeSyntax and KnowledgeValue with file and line: an input missing or given twice, no source, numbers
/// out of range,
///          and totals for which ln S(12 mo) / ln S(3 mo) is not the same within a tenth: if the nomogram is a Cox
///          model the ratio is one constant, and a slip in reading an axis breaks it.
Result<SorgCoefficients> read_sorg_coefficients(std::string_view file, std::string_view text);

/// Chance to be alive at one time, in per cent: every value that some completion of the inputs reaches lies between the
/// two.
struct SorgSurvival {
  std::string horizon;
  double lowest = 0;  ///< 0..1
  double highest = 0;
};

/// Total points and survival for what is known of the inputs: lowest and highest value of each, in the order of
/// sorg_inputs(). Empty when the total leaves the range of the axes.
struct SorgResult {
  double lowest_total = 0;
  double highest_total = 0;
  std::vector<SorgSurvival> survival;
};
std::optional<SorgResult> sorg_survival(const SorgCoefficients& coefficients,
                                        const std::vector<std::pair<double, double>>& inputs);

/// What a case says of the nine inputs; an input that is not recorded spans its whole axis. `growth_group` is the
/// lowest and the highest group of the primary still possible (1 slow, 2 moderate, 3 rapid).
std::vector<std::pair<double, double>> sorg_inputs_of(const clinical_case::Case& patient,
                                                      const SorgCoefficients& coefficients,
                                                      std::pair<int, int> growth_group);

}  // namespace noms::prognosis
