// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/dicom/structures.h"
#include "noms/foundation/result.h"
#include "noms/imaging/geometry.h"

// Contours of an RT Structure Set as masks, and masks as contours.

namespace noms::imaging {

/// A grid on the planes of contours: the planes the structures share, square pixels whose edges are multiples of their
/// size, so that grids of one set fall onto each other; 3 mm of space around.
///
/// Unit:    mm; `pixel` 0.1 to 5.
/// Range:   flat contours in parallel planes of any direction.
/// Errors:  MissingField at (3006,0040) without closed contours or with one plane only; OutOfLimits at (3006,0050)
/// where
///          contours are not flat or not parallel; ImageGeometry there where the planes are not evenly spaced; TooLarge
///          above 2^28 voxels; Contradiction at (3006,0024) for structures of different frames of reference.
Result<Grid> contour_grid(const std::vector<const dicom::Structure*>& structures, double pixel);

/// A structure on a grid whose planes are those of the contours.
struct ContourMask {
  Mask mask;
  std::vector<std::string> warnings;  ///< planes filled in between
};

/// A voxel is inside where its centre lies inside an odd number of the contours of its plane (holes, keyholes); equal
/// contours count once. One missing plane between two contoured ones is filled in between their shapes; where more are
/// missing, the structure ends.
///
/// Errors:  those of contour_grid() for contours; ImageGeometry at (3006,0050) where a contour lies off the planes of
///          the grid by more than half their distance or outside of it.
Result<ContourMask> contour_mask(const dicom::Structure& structure, const Grid& grid);

/// The contours of a mask, plane by plane along the axis nearest to head and foot, with sub-pixel corners as the
/// measurements take them. Missing: none for an empty mask.
dicom::Structure contours_of(const Mask& mask, std::string name);

}  // namespace noms::imaging
