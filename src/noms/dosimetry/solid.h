// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/dosimetry/geometry.h"
#include "noms/dosimetry/structure_set.h"
#include "noms/foundation/result.h"

// A structure as a body: contours stand for slabs whose edges lie half way to the next contour.

namespace noms::dosimetry {

/// What closes a structure above its last and below its first contour.
enum class EndCaps {
  HalfGap,  ///< half the distance to the neighbouring contour, as if every contour stood for its slice
  None,     ///< the structure ends at its last contour
};

/// A closed contour in the plane, with its sign: a contour inside an odd number of others is a hole.
struct Polygon {
  std::vector<Point2> points;
  double area = 0;  ///< never negative, mm2
  bool hole = false;
  bool exclusive = false;
  Point2 low;  ///< corners of the box around it
  Point2 high;
};

/// The contours of one plane, and the slab they stand for. Millimetres along the normal.
struct Slab {
  double plane = 0;
  double low = 0;
  double high = 0;
  bool free_low = false;  ///< the structure ends here
  bool free_high = false;
  double taper_low =
      0;  ///< distance to a tip below: dose is sampled down to it, with a weight that falls to nothing; same volume
  double taper_high = 0;
  double area = 0;  ///< mm2, holes taken off
  std::vector<Polygon> polygons;
};

/// A structure as slabs along the normal of its contours.
struct Solid {
  Frame frame;              ///< the third axis is the normal
  std::vector<Slab> slabs;  ///< ascending
  double volume_mm3 = 0;
  std::vector<std::string> warnings;
};

struct SolidOptions {
  EndCaps caps = EndCaps::HalfGap;
  double usual_gap_mm = 0;  ///< thickness of a contour that stands alone; 0 when the set does not tell
};

/// The usual distance between contour planes of a set: the median over all structures; 0 when no structure has two
/// planes.
double usual_gap(const StructureSet& set);

/// The body of a structure.
///
/// Rules:   slab edges half way between planes. A gap is a space between islands when it is more than 2.5 times the
/// larger of the
///          gaps beside it (or more than 5.5 times the smallest); between 1.5 and 2.5 times it is one missing slice,
///          which is bridged and reported. A single contour gets the usual gap. An end contour with less than 1 % of
///          the area of its neighbour is a tip: it has no cap, and the slab beside it tapers to it with its volume
///          kept. Contours of one plane join by nesting; equal contours count once.
/// Errors:  Unsupported geometry as OutOfLimits at (3006,0050): a contour that is not flat within 0.1 mm, or contours
/// that are not parallel.
Result<Solid> solid_of(const Structure& structure, const SolidOptions& options);

}  // namespace noms::dosimetry
