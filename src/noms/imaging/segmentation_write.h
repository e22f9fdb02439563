// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// The bytes of a binary DICOM segmentation, for phantoms: a segment for each name, frames without voxels left out.
///
/// Range:   masks on one grid, at most 65,535 pixels a side; the third axis is that of the frames.
/// Source:  DICOM PS3.3 C.8.20.
std::string segmentation_bytes(const std::vector<std::pair<std::string, const Mask*>>& segments);

}  // namespace noms::imaging
