// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "noms/foundation/result.h"
#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// A lumbar and lower thoracic spine of known truth: T9 to L3, the lesion in T12.
struct SpinePhantomSpec {
  double voxel = 1;               ///< mm, 0.5 to 3
  double collapse = 0;            ///< of T12: 0 to 0.9 of its height
  std::string quality = "lytic";  ///< lytic, blastic or mixed
  double slip = 0;                ///< mm that T11 and what is above it moves to the front
  double wedge = 0;               ///< degrees of kyphosis at T12
  int posterior_sides = 0;        ///< 0, 1 (left) or 2 sides of the arch taken by the lesion
};

struct SpinePhantom {
  Labels vertebrae;  ///< numbers 1 to 7 from T9 down
  std::map<int, std::string> meanings;
  Image ct;
  Mask lesion;
};

/// Unit: mm, LPS, Hounsfield units. Errors: Usage outside the ranges. Limits: boxes and rings, not anatomy.
Result<SpinePhantom> make_spine_phantom(const SpinePhantomSpec& spec);

}  // namespace noms::imaging
