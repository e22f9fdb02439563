// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "noms/foundation/result.h"

// Dose limits and structure names as tables under knowledge/dose_limits.

namespace noms::dosimetry {

/// What of a DVH a limit is about.
struct Metric {
  enum class Kind { PointMaximum, PointMinimum, Mean, DoseAtVolume, DoseAtPercent, ColdVolume, VolumeAtDose, Course };
  Kind kind = Kind::PointMaximum;
  double amount = 0;  ///< cc, percent, or Gy of VolumeAtDose
};

/// One row of a table of limits.
struct Limit {
  std::string table;
  std::string row;
  std::string organ;
  std::string structure;  ///< what exactly is to be contoured
  Metric metric;
  std::string metric_text;  ///< as written: "D0.035cc"
  double value = 0;
  std::string unit;  ///< Gy, cc, %, mo, Gy2/2
  bool at_least = false;
  int fractions = 0;  ///< 0: for any
  double alpha_beta_gy = 0;
  std::string mark;
  std::string source;  ///< evidence keys of the table
  std::string text;
};

struct OrganNames {
  std::string organ;
  std::vector<std::string> standard;
  std::vector<std::string> other;
};

struct LimitLibrary {
  std::vector<Limit> limits;
  std::vector<OrganNames> names;
  std::vector<std::pair<std::string, std::string>> tables;  ///< id, title

  bool has_organ(std::string_view organ) const;
};

/// Reads the tables of the kinds `dose_limits` and `dose_structures` among the files; others are passed over.
/// Errors: KnowledgeSyntax, KnowledgeValue with file and line: a metric, number, unit, mark or organ that is not known,
/// a row twice.
Result<LimitLibrary> read_limits(const std::vector<std::pair<std::string_view, std::string_view>>& files);

/// "D0.035cc", "D10%", "Dmax", "Dmin", "Dmean", "CV200cc", "V14Gy"; empty for anything else.
std::optional<Metric> metric_of(std::string_view text);

/// The organ whose names hold this name, and whether it is a standard one. A proposal only; it needs confirmation.
struct NameMatch {
  std::string organ;
  bool standard = false;
};
std::optional<NameMatch> propose_organ(const LimitLibrary& library, std::string_view structure_name);

}  // namespace noms::dosimetry
