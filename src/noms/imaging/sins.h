// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// What the SINS parts are measured in.
struct SinsInput {
  Labels vertebrae;                     ///< whole vertebrae (body and arch), one label each
  std::map<int, std::string> meanings;  ///< label to level: 20 is "L1"; also "cord", "csf", "sac", "canal_content"
  std::optional<Image> ct;              ///< Hounsfield units
  std::optional<Mask> lesion;
};

/// What a user may say beside the images.
struct SinsOptions {
  std::string level;                     ///< the level to judge; empty takes the one with most lesion
  std::optional<bool> deformity_is_new;  ///< one study alone cannot tell
};

/// One component of the score: the findings that stay possible, most likely first.
struct SinsPart {
  std::vector<std::string> findings;  ///< names of the case format; empty when it cannot be measured
  double value = 0;                   ///< the deciding number
  double uncertainty = 0;
  std::string unit;         ///< "1", "mm", "degrees"
  std::string explanation;  ///< one sentence with the numbers
};

/// Shape of one vertebral body. Heights: back, middle, front. Unit: mm, ml.
struct VertebraShape {
  int label = 0;
  std::string level;
  Vec3 centre;           ///< of the body
  double volume_ml = 0;  ///< whole label
  double body_ml = 0;    ///< in front of the canal
  std::array<double, 3> height{};
  std::array<double, 3> expected{};  ///< 0 where no neighbour says
  double collapse = 0;               ///< largest loss against the expected height, 0 to 1
  double within_ratio = 0;           ///< least over largest height: misses a crush
  double kyphosis = 0;               ///< degrees from the upper endplate above to the lower endplate below
  double scoliosis = 0;
  double slip_ap = 0;    ///< mm, the vertebra above against this one: positive to the front
  double slip_side = 0;  ///< mm, positive to the left
  double lesion_ml = 0;
  double median_hu = 0;   ///< of the eroded body; 0 without CT
  bool measured = false;  ///< false where the canal was not found or the body is cut by the image
};

struct SinsMeasures {
  std::string level;
  std::vector<std::string> levels_involved;
  SinsPart bone_lesion, vertebral_body, alignment, posterolateral;
  std::vector<VertebraShape> vertebrae;
  std::vector<std::string> warnings;
};

/// Measures what the image says of the parts of the spinal instability score.
///
/// Collapse is the loss of height against what the uninvolved neighbours let expect, so a body that is crushed evenly
/// is seen; bone quality is held against the patient's own uninvolved bodies, so contrast and osteoporosis do not
/// mislead it.
///
/// Unit:    as given with each part.
/// Range:   labels of at least two vertebrae; voxels up to 3 mm.
/// Missing: without CT no bone quality; without lesion neither quality, involvement nor posterolateral part, and
/// collapse only
///          where a level is named. Near a threshold several findings stay possible: 45 to 55 % and 10 to 15 %
///          collapse, 2.5 to 3.5 mm slip, 5 to 10 degrees.
/// Errors:  MissingField without vertebrae or level, ImageGeometry where the lesion lies on no vertebra.
/// Limits:  supine images hide what moves; thresholds of slip and angle are ours; not validated on patients.
/// Source:  fisher-2010; imaging notes, section 4.7.
Result<SinsMeasures> measure_sins(const SinsInput& input, const SinsOptions& options = {});

}  // namespace noms::imaging
