// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "noms/dicom/data_set.h"

namespace noms::dicom {

/// The pixels of a grey image of one or more frames as whole numbers.
struct Pixels {
  std::size_t columns = 0;
  std::size_t rows = 0;
  std::size_t frames = 0;
  bool is_signed = false;
  bool wide = false;        ///< 32 bit allocated
  std::vector<char> bytes;  ///< little endian, two or four bytes a pixel; empty where `view` is used
  std::string_view view;    ///< native little endian pixels where they stand in the file

  std::size_t count() const { return columns * rows * frames; }
  std::string_view data() const { return bytes.empty() ? view : std::string_view(bytes.data(), bytes.size()); }
  /// Pixel `i` as a double, exact.
  double at(std::size_t i) const;
  /// `factor` times the pixels from `first` on into `out`, each rounded once to float.
  void scaled(std::size_t first, std::size_t count, double factor, float* out) const;
};

/// The pixels of a file.
///
/// Range:   one sample a pixel, 16 or 32 bits allocated and 16 or 32 stored, signed or not; native of either byte
/// order, run length
///          encoded, or any compression that GDCM decodes without loss of bits.
/// Errors:  MissingField, UnknownValue, OutOfLimits with the tag; InvalidEncoding where the data do not fill the
/// frames; TooLarge
///          above `limits.bytes` of decoded pixels.
Result<Pixels> pixels_of(const File& file, const Limits& limits = {});

}  // namespace noms::dicom
