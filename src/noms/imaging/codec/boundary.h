// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/dicom_images.h"

// What lies between `imaging` and the library that holds GDCM (this folder). Loading GDCM takes longer than a whole
// assessment, so the program is not linked with it; it is loaded when a DICOM image is read.

namespace noms::imaging {

using StacksRead = std::optional<Result<std::vector<DicomStack>>>;
using SegmentationRead = std::optional<Result<DicomSegmentation>>;

}  // namespace noms::imaging

extern "C" {

/// Fills `out` with what read_dicom_images() answers.
void noms_read_dicom_images(const std::string& path, noms::imaging::StacksRead& out);

/// Fills `out` with what read_dicom_segmentation() answers.
void noms_read_dicom_segmentation(const std::string& path, noms::imaging::SegmentationRead& out);
}
