// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// How far the tumour is from one structure (cord or sac), measured between sub-pixel outlines.
struct SurfaceDistance {
  double least = 0;         ///< mm; 0 where they touch or overlap
  double percentile_1 = 0;  ///< of the structure's surface within 20 mm of the tumour's planes, mm
  double percentile_5 = 0;
  double median = 0;
  Vec3 at;                                ///< where the least distance is, on the structure
  std::array<double, 5> length_within{};  ///< mm of the structure within 0, 1, 2, 3 and 5 mm of tumour
  std::array<double, 3> tumour_within{};  ///< mm3 of tumour within 2, 3 and 5 mm of the structure
  double contact_arc = 0;                 ///< degrees of the perimeter in touch, in the plane with most
  double uncertainty = 0;                 ///< mm, half width from pixel and outline error
};

struct CordDistance {
  std::optional<SurfaceDistance> cord;
  std::optional<SurfaceDistance> sac;
  double pixel = 0;
  double spacing = 0;
  std::vector<std::string> warnings;
};

/// Distances between tumour, cord and sac for planning.
///
/// Unit:    mm, mm3, degrees.
/// Range:   masks with one slice axis near the cord's direction; `contour_sd` in pixels.
/// Missing: cord or sac may be absent, not both.
/// Errors:  MissingField for an empty mask, ImageGeometry where the masks do not overlap in space.
/// Limits:  between planes the outline is not interpolated: a gap along the spine is known to half a plane distance. A
/// cord label
///          made on CT is the canal's content: its distance is a lower bound of the distance to the cord.
/// Source:  imaging notes, section 4.9.
Result<CordDistance> measure_distance(const Mask& tumour, const std::optional<Mask>& cord,
                                      const std::optional<Mask>& sac, double contour_sd = 0.4);

}  // namespace noms::imaging
