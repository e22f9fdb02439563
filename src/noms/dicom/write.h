// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "noms/dicom/data_set.h"

// Writing DICOM files: for phantoms and tests. Not meant for objects that go back into a clinic.

namespace noms::dicom {

/// How a file is written.
enum class Syntax { ImplicitLittle, ExplicitLittle, ExplicitBig, Deflated, RunLength };

struct OutElement;
using OutDataSet = std::vector<OutElement>;

/// One element to be written; exactly one of the members after `vr` is used, by representation.
struct OutElement {
  Tag tag;
  std::string_view vr;               ///< "DS", "SQ", "US", "OW", ...
  std::string text;                  ///< of text representations, without padding
  std::vector<std::uint16_t> words;  ///< of US
  std::vector<OutDataSet> items;     ///< of SQ
  std::string pixels;                ///< of OW: little endian bytes
};

/// An element of text, of one 16 bit number, of data sets.
OutElement text_element(Tag tag, std::string_view vr, std::string text);
OutElement word_element(Tag tag, std::uint16_t word);
OutElement sequence_element(Tag tag, std::vector<OutDataSet> items);

/// How pixels are laid out, for the byte order and for run length frames.
struct PixelLayout {
  std::size_t bytes_per_pixel = 2;
  std::size_t pixels_per_frame = 0;
  std::size_t frames = 1;
};

struct WriteOptions {
  Syntax syntax = Syntax::ExplicitLittle;
  bool file_meta = true;           ///< preamble and file meta information
  bool undefined_lengths = false;  ///< of sequences and items
  PixelLayout pixels;
};

/// The bytes of a file holding `data`, elements sorted by tag. SOP class and instance go to the meta information.
std::string write(OutDataSet data, const WriteOptions& options);

/// Writes bytes to disk. Errors: Io.
Result<bool> write_file(const std::string& path, std::string_view bytes);

}  // namespace noms::dicom
