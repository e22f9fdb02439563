// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "noms/imaging/sins.h"

namespace noms::imaging::internal {

/// A place on the canal's midline.
struct CanalPoint {
  Vec3 centre;
  double radius;  ///< of a circle of the canal's area, mm
};

/// Middle of the canal at a height, from points along it. Empty more than 30 mm from any point.
class Canal {
public:
  explicit Canal(std::vector<CanalPoint> points) : points_(std::move(points)) {}
  bool empty() const { return points_.empty(); }
  std::optional<CanalPoint> at(double z) const;

private:
  std::vector<CanalPoint> points_;
};

/// From a canal or cord label where there is one, else from the rings that the arches close in axial slices.
Canal find_canal(const Labels& labels, const std::map<int, std::string>& meanings);

/// One vertebra in its own directions. `up` runs along the spine, `front` from the canal to the body, `left` to the
/// patient's left.
struct Vertebra {
  VertebraShape shape;
  double rank = 0;
  Image occupancy;  ///< 0 or 1, its own voxels only
  Vec3 centroid;    ///< of the whole label
  Vec3 up, front, left;
  Vec3 wall;  ///< a point of the plane that touches the canal's front
  bool framed = false;
  /// Endplates as planes over the body: a point and the slopes to the front and to the left.
  struct Endplate {
    Vec3 at;
    Vec3 normal;  ///< upwards
  };
  std::optional<Endplate> upper, lower;
  std::optional<Vec3> back_upper, back_lower;  ///< corners of the back wall near the endplates

  bool in_body(Vec3 p) const { return framed && dot(p - wall, front) > 0; }
};

/// All vertebrae of the labels from the head down, with frames, heights, endplates.
std::vector<Vertebra> build_vertebrae(const Labels& labels, const std::map<int, std::string>& meanings,
                                      const Canal& canal);

/// Expected heights, collapse, angles and slips from the neighbours; `involved` marks vertebrae that must not serve as
/// reference.
void compare_with_neighbours(std::vector<Vertebra>& spine, const std::vector<bool>& involved);

/// Components that need lesion and CT.
SinsPart bone_quality(const std::vector<Vertebra>& spine, std::size_t at, const std::vector<bool>& involved,
                      const SinsInput& input);
SinsPart posterolateral_part(const Vertebra& v, const Mask& lesion, const Canal& canal);
/// Share of the body (filled to the volume its neighbours let expect) that the lesion takes.
double body_involvement(const std::vector<Vertebra>& spine, std::size_t at, const std::vector<bool>& involved,
                        const Mask& lesion);
/// Median signal of a body eroded by `mm`; empty where nothing is left.
std::vector<double> body_signal(const Vertebra& v, const Image& ct, double mm);

}  // namespace noms::imaging::internal
