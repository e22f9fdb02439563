// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// Slices of one series that lie in one direction, sorted by their place.
struct DicomStack {
  Image image;
  std::string series_uid;
  std::string frame_of_reference;
  std::string modality;
};

/// Reads all images of a folder, or one file (one slice or an enhanced file of many frames).
///
/// Unit:    mm LPS; rescaled values (HU for CT).
/// Range:   grey images, any compression that GDCM decodes. Slices are grouped by series, frame of reference,
/// orientation and size, and
///          sorted by their position along the normal, never by name or instance number; a gantry tilt stays in the
///          affine as shear.
/// Missing: one stack for each direction: lumbar slices angled to each disc are several stacks.
/// Errors:  Io; InvalidImage with the file where it is not an image; ImageGeometry with the position where a slice is
/// missing, doubled or out of
///          line; TooLarge.
/// Source:  DICOM PS3.3 C.7.6.2, C.7.6.16.
Result<std::vector<DicomStack>> read_dicom_images(const std::string& path);

/// One structure of a segmentation.
struct DicomSegment {
  int number = 0;
  std::string label;  ///< SegmentLabel
  std::string code;   ///< property type, "SCHEME:CODE"
  Mask mask;
  std::vector<int> frame_pixels;  ///< pixels set in each of its frames, in the order of the file
};

struct DicomSegmentation {
  std::string uid;
  std::string series_uid;
  std::string frame_of_reference;
  std::string type;  ///< BINARY, FRACTIONAL or LABELMAP
  std::vector<DicomSegment> segments;
  std::vector<std::string> warnings;
};

/// Reads a DICOM segmentation: binary, fractional or label map; frames in any order, with gaps and overlaps. Each frame
/// is placed by its own position.
///
/// Unit:    mm LPS; a fraction of at least half of the maximum counts as inside.
/// Errors:  InvalidImage with the tag where something is missing or too short; ImageGeometry where the frames do not
/// lie on one regular grid;
///          TooLarge above 2^31 voxels in all.
/// Source:  DICOM PS3.3 C.8.20.
Result<DicomSegmentation> read_dicom_segmentation(const std::string& path);

/// True for a file that begins like DICOM.
bool is_dicom_file(const std::string& path);

}  // namespace noms::imaging
