// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/geometry.h"
#include "noms/imaging/gzip.h"

namespace noms::imaging {

/// What a reader of images accepts.
struct ImageLimits {
  std::size_t voxels = std::size_t{1} << 31U;
  std::size_t bytes = std::size_t{4} << 30U;  ///< of the unpacked voxels
  std::size_t extension_bytes = std::size_t{16} << 20U;
};

/// Sample types of a NIfTI file, with the codes of the format.
enum class NiftiType : std::int16_t {
  Uint8 = 2,
  Int16 = 4,
  Int32 = 8,
  Float32 = 16,
  Float64 = 64,
  Int8 = 256,
  Uint16 = 512,
  Uint32 = 768,
  Int64 = 1024,
  Uint64 = 1280,
};

/// A NIfTI file as it stands: voxels in their own type (already in the byte order of the machine), where they lie, and
/// the label names an extension may carry.
struct Nifti {
  Grid grid;
  NiftiType type = NiftiType::Uint8;
  double slope = 1;
  double intercept = 0;
  std::vector<std::uint8_t> bytes;
  std::map<int, std::string> label_names;  ///< from a CaretExtension
  std::string geometry_from;               ///< "sform", "qform" or "pixdim"
  bool is_proposal = false;                ///< outlines that `noms image propose` wrote and nobody has changed since
  std::vector<std::string> warnings;

  /// The sample as a number, slope and intercept applied.
  double value(std::size_t voxel) const;
};

/// Reads NIfTI-1 and NIfTI-2 in one file, plain or gzip, either byte order.
///
/// Unit:    mm LPS. The sform is taken if its code is above 0, else the qform, else the spacings (nibabel's rule);
/// where both
///          are given and differ by more than 0.1 mm a warning names the distance. Nothing is made orthogonal.
/// Range:   three dimensions, or more of size 1; sample types of `NiftiType`.
/// Missing: a unit of length that is not recorded is taken as mm with a warning; slope 0 or NaN is 1.
/// Errors:  InvalidImage (not NIfTI, damaged, shorter than its head says, colour samples, header and image apart),
///          TooLarge beyond `limits`, ImageGeometry (a place that is not finite, or a flat grid).
/// Source:  nifti-1 and nifti-2 headers of the NIfTI data format working group.
Result<Nifti> read_nifti(std::string_view file, const std::string& name, const ImageLimits& limits = {});

/// The voxels as intensities.
Image image_of(const Nifti& nifti);

/// The whole numbers from 1 to 65534 that stand in the file, rising. Fractions are rounded.
std::vector<int> labels_in(const Nifti& nifti);

/// The voxels as labels. Errors: InvalidImage when a sample is further than 0.001 from a whole number or beyond 32
/// bits.
Result<Labels> labels_of(const Nifti& nifti, const std::string& name);

/// The part of a label map that holds labels, with one voxel around it, in its place: a scan is mostly empty, and
/// labels take four bytes a voxel. All of it where there is no label. Errors: those of `labels_of`.
Result<Labels> labels_in_box_of(const Nifti& nifti, const std::string& name);

/// One label as a mask; label 0 means every sample that is not 0 (above 0.5 for fractions).
/// Errors:  InvalidImage when the label stands nowhere in the file, or when a label is asked for and the samples are
/// fractions.
Result<Mask> mask_of(const Nifti& nifti, int label, const std::string& name);

/// A NIfTI-1 file with sform and without qform (code 0), as the segmentation tools write it.
Bytes nifti_bytes(const Mask& mask, const std::map<int, std::string>& names = {});
Bytes nifti_bytes(const Labels& labels, const std::map<int, std::string>& names = {});
Bytes nifti_bytes(const Image& image);

/// A mask whose head says that it is a proposal (`Nifti::is_proposal`).
Bytes proposal_bytes(const Mask& mask);

/// Reads a file from disk. Errors: those of `read_nifti`, and Io.
Result<Nifti> read_nifti_file(const std::string& path, const ImageLimits& limits = {});

/// Writes to disk, gzip where the name ends in `.gz`. Errors: Io.
Result<bool> write_nifti_file(const std::string& path, const Bytes& bytes);

}  // namespace noms::imaging
