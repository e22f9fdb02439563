// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noms/cli/command.h"
#include "noms/cli/into_case.h"
#include "noms/dicom/structures.h"
#include "noms/foundation/result.h"
#include "noms/imaging/dicom_images.h"
#include "noms/imaging/geometry.h"
#include "noms/imaging/label_conventions.h"
#include "noms/imaging/nifti.h"
#include "noms/json/writer.h"

namespace noms::cli {

/// The commands of `noms image`, for the table of commands.
std::vector<Command> image_commands();

/// Writes a scene with known truth: `noms image phantom`.
int run_image_phantom(const Call& call);
/// Measures cord compression from masks: `noms image escc`.
int run_image_escc(const Call& call);
/// Proposes outlines of cord and sac on a T2 image: `noms image propose`.
int run_image_propose(const Call& call);
/// The distance between tumour and cord: `noms image distance`.
int run_image_distance(const Call& call);
/// Measures parts of SINS from a CT: `noms image sins`.
int run_image_sins(const Call& call);
/// Muscle areas and indices: `noms image body`.
int run_image_body(const Call& call);

/// An image file with the hash of its bytes: what a finding names as its source.
struct ImageSource {
  std::string option;         ///< "tumour"
  std::string name;           ///< file name without folders; of a folder of slices "series" and its UID
  std::string sha256;         ///< "series" for a folder of slices
  bool was_proposed = false;  ///< outlines of `noms image propose`, accepted with --accept-proposal
};

/// A file read once, however many structures it holds: NIfTI, a DICOM segmentation, a folder of DICOM slices, or an RT
/// Structure Set. DICOM is turned into the form of NIfTI; segments that overlap are kept apart in `segments`,
/// structures stay contours.
struct LoadedImage {
  imaging::Nifti nifti;
  std::vector<imaging::DicomSegment> segments;
  ImageSource source;
  std::optional<dicom::StructureSet> structures;
};
Result<LoadedImage> load_image(const Call& call, std::string_view option);

/// The mask an option names. A file of several labels needs `--OPTION-label N`, or names in the file, or `--scheme`, or
/// `--label N` for the whole call. A structure is named by `--OPTION-name`, or is the only one whose name means it; the
/// structures of one file that the call uses share a grid of `--pixel` mm. What was done goes to `warnings`.
Result<imaging::Mask> mask_for(const Call& call, std::string_view option, const LoadedImage& file,
                               std::vector<std::string>* warnings = nullptr);

/// A mask with the file it was taken from.
struct MaskFile {
  imaging::Mask mask;
  ImageSource source;
  std::vector<std::string> file_warnings;  ///< of reading the file
  std::vector<std::string> warnings;       ///< of taking the mask
};
/// The masks of several options, in their order. NIfTI files are read two at a time. Errors: those of load_image() and
/// mask_for() for the first option that has one.
Result<std::vector<MaskFile>> masks_for(const Call& call, const std::vector<std::string_view>& options);

/// The conventions that the program carries.
Result<imaging::LabelConventions> label_conventions();

/// Facts that were measured in these images.
Measurement measured_in(const std::vector<ImageSource>& sources, std::vector<MeasuredFact> facts);

/// Records findings in the case of --into, if there is one. Errors: those of write_into_case(); ImageGeometry where
/// nothing could be measured, with `reason`.
Result<bool> record_findings(const Call& call, const Measurement& measured, const std::string& reason);

/// A decimal option within bounds, or its default. Errors: Usage.
Result<double> decimal_option(const Call& call, std::string_view option, double otherwise, double low, double high);

/// A number rounded to `digits` places, for reading.
double rounded(double value, int digits = 3);

/// The key `sources`: option, name and hash of every file read.
void write_sources(json::Writer& w, const std::vector<ImageSource>& sources);
/// A point as [x, y, z] in mm, LPS, rounded.
void write_point(json::Writer& w, std::string_view name, imaging::Vec3 p);

}  // namespace noms::cli
