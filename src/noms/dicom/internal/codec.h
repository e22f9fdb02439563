// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

// What lies between `dicom` and the library of its own that holds GDCM (codec/decode.cpp). Loading GDCM takes longer
// than a whole assessment, so the program is not linked with it; it is loaded when compressed pixels are met.

extern "C" {

struct NomsPixelShape {
  std::size_t columns;
  std::size_t rows;
  std::size_t frames;
  int is_signed;
  int wide;  ///< 32 bit allocated, else 16
};

/// Decodes fragments into `size` bytes at `out`. 0: done; 1: no such transfer syntax; 2: cannot be decoded to that
/// size.
int noms_decode_pixels(const char* transfer_syntax, const char* const* fragments, const std::size_t* sizes,
                       std::size_t count, const NomsPixelShape* shape, char* out, std::size_t size);
}
