// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// What is measured in. Masks may lie on other grids than the CT.
struct BodyInput {
  Image ct;
  Labels labels;  ///< vertebrae, and the muscles that open tools give
  std::map<int, std::string> meanings;
  std::optional<Mask> muscle;  ///< all skeletal muscle
  std::optional<Mask> subcutaneous_fat;
  std::optional<Mask> torso_fat;
  std::optional<double> height_m;
};

/// One tissue. Areas cm2; the index is the area over the square of the body height, cm2/m2.
struct TissueArea {
  std::string tissue;  ///< "skeletal_muscle", "psoas", "back_muscle", "subcutaneous_fat", "torso_fat"
  bool available = false;
  std::string reason;          ///< why it is not available
  double area = 0;             ///< mean of three slices
  double area_in_range = 0;    ///< of those, voxels within the tissue's range of HU
  double least = 0, most = 0;  ///< over the middle third of L3: what the choice of the slice does
  double mean_hu = 0;
  std::optional<double> index;
};

struct BodyComposition {
  int slice = 0;  ///< through the middle of L3, in the CT stored head-most last
  int first = 0, last = 0;
  double tilt = 0;  ///< degrees between slices and L3
  std::vector<TissueArea> tissues;
  std::vector<std::string> warnings;
};

/// Areas of muscle and fat at L3.
///
/// Unit:    cm2, cm2/m2, HU. Muscle -29 to 150 HU; fat -190 to -30 HU; torso fat -150 to -50 HU.
/// Range:   axial CT that holds the middle of L3.
/// Missing: a tissue without mask is "not available" and never scaled up from another; without height there is no
/// index. Errors:  MissingField where the labels hold no L3, ImageGeometry where the CT does not reach it. Limits:  the
/// contrast phase is not known and raises muscle by a few HU; torso fat is not visceral fat. Source:  imaging notes,
/// section 4.8; the ranges are those commonly used and need confirmation.
Result<BodyComposition> measure_body(const BodyInput& input);

}  // namespace noms::imaging
