// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/structure_set.h"
#include "noms/foundation/result.h"

// Whether a tumour dose fits beside the cord, from contours alone. Our derivation, not a published method: the dose
// rises from the cord's limit at its surface by 8 to 12 % a millimetre, straight or compound, and nothing is gained
// within the set-up margin.

namespace noms::dosimetry {

/// A quantity between two bounds.
struct Interval {
  double low = 0;
  double high = 0;
};

struct FeasibleOptions {
  Interval falloff{0.08, 0.12};  ///< share a millimetre; 0.10 is the source paper's figure
  Interval margin_mm{1, 2};      ///< set-up margin
  double prescribed_gy = 24;  ///< no dose is predicted above it, turned to each number of fractions with alpha/beta 10
  double step_mm = 0.5;
};

/// The cord's limit for a number of fractions, with where it comes from.
struct CordLimit {
  int fractions = 1;
  double gy = 14;
  std::string source;
};

/// A single-fraction dose of the tumour and the distance from the cord that it asks for.
struct Goal {
  double single_gy = 15;  ///< in one fraction
  double gy = 15;         ///< the same effect in this number of fractions, alpha/beta 10
  Interval gap_mm;        ///< with margin, over the fall-offs; the gap a separation surgery must create
  Interval share_closer;  ///< of the tumour volume
};

struct FeasibleFractions {
  CordLimit limit;
  Interval minimum_gy;  ///< predicted least dose in the tumour
  Interval d95_gy;
  std::vector<Goal> goals;
};

struct Feasible {
  double gap_mm = 0;     ///< smallest distance between the surfaces; 0 where they touch or overlap
  double gap_at_mm = 0;  ///< height of the plane where it is
  double tumour_cc = 0;
  std::vector<double> distance_mm;   ///< of the closest 0, 1, 2, ... 100 % of the tumour volume
  std::vector<double> close_planes;  ///< heights of the tumour planes closer than the gap that 15 Gy asks for
  std::vector<FeasibleFractions> fractions;
  std::vector<std::string> warnings;
};

/// Distance from the cord at which a dose is reached, without margin: straight (1 - L/D)/g, compound ln(L/D)/ln(1-g); 0
/// when the limit allows it.
double distance_for(double gy, double limit_gy, double falloff, bool compound);
/// The dose reached at a distance; without bound (infinity) for a straight fall-off that has come to its end.
double dose_at_distance(double distance_mm, double limit_gy, double falloff, bool compound);

/// Errors: those of solid_of(); MissingField where tumour or cord has no closed contour; OutOfLimits where their planes
/// are not parallel. Limits:  geometry alone; beam arrangement, organs other than the cord, and delivery are not looked
/// at. Source:  newman-2023 for 14 Gy and 10 % a millimetre; the rest is derived.
Result<Feasible> feasible(const Structure& tumour, const Structure& cord, double usual_gap_mm,
                          const std::vector<CordLimit>& limits, const FeasibleOptions& options);

/// The fall-off a plan achieves between tumour and cord.
struct MeasuredFalloff {
  int rays = 0;
  double low = 0;  ///< tenth percentile, share a millimetre (compound)
  double median = 0;
  double high = 0;  ///< ninetieth
};

/// Along rays from points of the cord's outline to the nearest point of the tumour in the same plane, 1 to 15 mm long.
/// Empty without such rays.
Result<std::optional<MeasuredFalloff>> measured_falloff(const Structure& tumour, const Structure& cord,
                                                        double usual_gap_mm, const DoseGrid& dose);

}  // namespace noms::dosimetry
