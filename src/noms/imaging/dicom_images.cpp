// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/dicom_images.h"

#include <dlfcn.h>

#include <utility>

#include "noms/imaging/codec/boundary.h"

namespace noms::imaging {

namespace {

/// The function of that name in the library that holds GDCM, which is loaded once and kept; null where it is not there.
void* function_of(const char* name) {
  static void* const library = ::dlopen("libnoms_gdcm.so", RTLD_NOW | RTLD_LOCAL);
  return library == nullptr ? nullptr : ::dlsym(library, name);
}

Issue no_library() {
  return {ErrorCode::Io, "file", "libnoms_gdcm.so, which reads DICOM images, is not there"};
}

}  // namespace

Result<std::vector<DicomStack>> read_dicom_images(const std::string& path) {
  static const auto read = reinterpret_cast<decltype(&noms_read_dicom_images)>(function_of("noms_read_dicom_images"));
  StacksRead out;
  if (read != nullptr) read(path, out);
  return out ? std::move(*out) : Result<std::vector<DicomStack>>(no_library());
}

Result<DicomSegmentation> read_dicom_segmentation(const std::string& path) {
  static const auto read =
      reinterpret_cast<decltype(&noms_read_dicom_segmentation)>(function_of("noms_read_dicom_segmentation"));
  SegmentationRead out;
  if (read != nullptr) read(path, out);
  return out ? std::move(*out) : Result<DicomSegmentation>(no_library());
}

}  // namespace noms::imaging
