// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "noms/dicom/data_set.h"
#include "noms/dosimetry/geometry.h"
#include "noms/foundation/result.h"

namespace noms::dosimetry {

/// A DVH that the planning system stored beside its dose (DVH Sequence).
struct StoredDvh {
  int structure = 0;  ///< ROI number
  std::optional<double> minimum_gy;
  std::optional<double> maximum_gy;
  std::optional<double> mean_gy;
  std::optional<double> volume_cc;
};

/// Dose at the crossings of three rows of positions, in gray.
///
/// A grid whose axes are those of the patient up to order and sign is turned so that they are the same: then `frame` is
/// the patient's frame and every storage variant of one dose gives one grid. An oblique grid keeps its own frame.
struct DoseGrid {
  Frame frame;
  std::array<std::vector<double>, 3> positions;  ///< along the axes of `frame`, ascending, mm
  std::vector<float> values;                     ///< gray; the first axis fastest

  std::string instance;            ///< SOP Instance UID
  std::string frame_of_reference;  ///< UID
  std::string summation;           ///< "PLAN", "FRACTION", "BEAM", ...
  std::string type;                ///< "PHYSICAL", "EFFECTIVE"
  std::string plan;                ///< UID of the plan it refers to; empty where it says none
  std::vector<StoredDvh> dvhs;
  std::vector<std::string> warnings;

  std::size_t size(std::size_t axis) const { return positions[axis].size(); }
  float at(std::size_t i, std::size_t j, std::size_t k) const { return values[(k * size(1) + j) * size(0) + i]; }
  /// The largest distance between two neighbours on an axis.
  double spacing(std::size_t axis) const;
  float maximum() const;
};

/// Reads an RT Dose.
///
/// Unit:    gray, patient coordinates by the full affine of orientation, position, spacing and frame offsets.
/// Range:   16 and 32 bit; frame offsets relative or absolute, ascending or descending, even or uneven; any patient
/// position; oblique. Errors:  UnknownValue for another object, for RELATIVE units at (3004,0002), for DoseType ERROR
/// at (3004,0004); MissingField,
///          OutOfLimits, Contradiction with the tag; those of dicom::pixels_of().
Result<DoseGrid> read_dose(const dicom::File& file);

/// Dose at a point by trilinear interpolation; within half a voxel outside the outermost centres the nearest value
/// holds. Empty outside.
std::optional<double> dose_at(const DoseGrid& grid, Vec3 patient);

/// Dose at a point by trilinear interpolation less the bend that the neighbouring grid points agree on.
///
/// Between grid points a straight line lies above a dose that bends upwards, as beside a target: by 0.5 % for 10 % a
/// millimetre on a 1.25 mm grid. Where the second differences at the two neighbours have opposite signs, nothing is
/// taken off. Empty outside.
std::optional<double> curved_dose_at(const DoseGrid& grid, Vec3 patient);

}  // namespace noms::dosimetry
