// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/solid.h"
#include "noms/dosimetry/structure_set.h"
#include "noms/foundation/result.h"

namespace noms::dosimetry {

struct DvhOptions {
  EndCaps caps = EndCaps::HalfGap;
  double samples = 120'000;    ///< aimed at for one structure; the sampling distance follows from its volume
  double largest_step_mm = 0;  ///< upper bound of the sampling distance in the plane; 0: 1 mm, 1.5 mm above 2 litres,
                               ///< never above the dose grid's
  double contour_mm = 0.5;     ///< how exactly a contour is drawn, for the uncertainty
  unsigned threads = 2;
};

/// Dose in one structure.
struct Dvh {
  std::string name;
  int number = 0;
  double volume_cc = 0;   ///< of the whole structure, exact for its slabs
  double inside_cc = 0;   ///< within the dose grid; every dose figure is of this part
  double minimum_gy = 0;  ///< from contour points and points inside
  double maximum_gy = 0;
  double mean_gy = 0;
  double outside = 0;  ///< share of the volume outside the dose grid
  double bin_gy = 0.01;
  std::vector<double> cumulative_cc;  ///< volume that gets at least k bins of dose
  double step_mm = 0;                 ///< sampling distance used
  std::vector<std::string> warnings;

  std::vector<double> gradient;   ///< Gy per mm by dose level of `level_gy`
  std::vector<double> curvature;  ///< error of linear interpolation, Gy, by dose level
  double level_gy = 0.25;
  double contour_mm = 0.5;
  double coarse_mm = 0;  ///< sampling distance where it had to be wider than asked for; else 0

  bool has_dose() const { return inside_cc > 0; }
};

/// Dose in the structures given.
///
/// Method:  exact share of every pixel of every contour plane; trilinear dose; each sample spread over the dose range
/// it spans; minimum and
///          maximum from contour points, points along long edges (curved_dose_at), fully covered samples and grid
///          points inside. Equal input gives equal output for any number of threads.
/// Range:   the work of a call is bounded (internal/effort.h): structures that would go beyond are sampled more
///          coarsely, with a warning at (3006,0050), `coarse_mm` and a larger uncertainty.
/// Errors:  those of solid_of(), with the number of the structure.
/// Source:  nelms-2015 for the test set it is held against.
Result<std::vector<Dvh>> dvhs(const std::vector<const Structure*>& structures, const DoseGrid& dose,
                              double usual_gap_mm, const DvhOptions& options);

/// Dose that the hottest `cc` receive at least. Missing: no value when the structure is smaller, or has no dose.
std::optional<double> dose_at_volume(const Dvh& dvh, double cc);
/// Dose that the hottest `percent` of the volume receive at least.
std::optional<double> dose_at_percent(const Dvh& dvh, double percent);
/// Volume that gets at least `gy`, in cc.
double volume_at_dose(const Dvh& dvh, double gy);

/// Uncertainty of a dose figure (one standard deviation): the error of linear interpolation between grid points and the
/// drawing of contours times the gradient, both at that dose level; for a structure sampled coarsely one over the
/// square root of 12 of its sampling distance times the gradient too. Unit: gray.
double uncertainty_at(const Dvh& dvh, double gy);

}  // namespace noms::dosimetry
