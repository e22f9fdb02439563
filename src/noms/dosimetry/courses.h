// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noms/dosimetry/biology.h"
#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/limits.h"
#include "noms/foundation/result.h"

// Courses of radiation added in EQD2, voxel by voxel. No recovery with time is counted.

namespace noms::dosimetry {

/// An earlier course: typed, then it counts evenly everywhere; or its own dose with the registration that brings it to
/// the new one.
struct EarlierCourse {
  Course typed;  ///< of a typed course, and the fraction count of a dose
  std::optional<double> months_ago;
  const DoseGrid* dose = nullptr;  ///< physical, of the whole course
  Vec3 shift_mm;                   ///< added to a point of the new frame to reach the earlier one
};

/// The grid with every value turned into EQD2 of its fraction count.
///
/// Unit:    gray, EQD2 of `ratio`; the grid's `type` says so.
/// Errors:  OutOfLimits for a fraction count outside 1..100 or a ratio outside 0.1..50.
Result<DoseGrid> eqd2_grid(const DoseGrid& dose, int fractions, AlphaBeta ratio);

/// EQD2 of the new course and all earlier ones on the grid of the new dose.
///
/// Missing: outside the grid of an earlier dose nothing is known; those voxels are counted with nothing and a warning
/// gives their share. Errors:  those of eqd2_grid() and bed_gy().
Result<DoseGrid> sum_of_courses(const DoseGrid& current, int fractions, const std::vector<EarlierCourse>& earlier,
                                AlphaBeta ratio);

/// The limits of re-irradiation held against maxima in a structure.
struct CourseFigures {
  double new_gy = 0;             ///< maximum of the new course, Gy2/2
  double sum_gy = 0;             ///< maximum of the sum
  double uncertainty_gy = 0;     ///< of both
  std::optional<double> months;  ///< since the latest earlier course
};

struct CourseCheck {
  const Limit* limit = nullptr;
  std::string verdict;  ///< pass, violation, within_uncertainty, not_checked
  std::optional<double> value;
};

/// The limits of the kind `Course`, held against the figures. Missing: without an interval, that limit is not checked.
std::vector<CourseCheck> check_courses(const CourseFigures& figures, const LimitLibrary& library);

}  // namespace noms::dosimetry
