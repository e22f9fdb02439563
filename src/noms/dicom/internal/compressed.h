// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/dicom/pixels.h"

namespace noms::dicom {

/// Pixels of any compression that GDCM knows (JPEG lossless, JPEG-LS, JPEG 2000, ...) as little endian bytes.
/// Errors: UnknownValue at (0002,0010), InvalidEncoding at (7FE0,0010); Io where the library that holds GDCM is
/// missing.
Result<std::vector<char>> decode_compressed(const std::string& transfer_syntax,
                                            const std::vector<std::string_view>& fragments, const Pixels& shape);

}  // namespace noms::dicom
