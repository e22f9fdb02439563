// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "noms/dicom/pixels.h"

namespace noms::dicom {

/// Frames of run length encoded pixels (PS3.5 annex G) as little endian bytes. One fragment a frame, behind the offset
/// table. Errors: InvalidEncoding at (7FE0,0010) where a frame is damaged or short.
Result<std::vector<char>> decode_run_length(const std::vector<std::string_view>& fragments, const Pixels& shape);

/// One frame encoded; the inverse of decode_run_length() for phantoms and tests. `frame` holds little endian pixels.
std::vector<char> encode_run_length(std::string_view frame, std::size_t bytes_per_pixel);

}  // namespace noms::dicom
