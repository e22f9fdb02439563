// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"

// A DICOM file as elements, read with hard bounds and without copying: every value is a view into the bytes of the
// file. Nothing here knows what an element means; the readers of structures, dose and plan do.

namespace noms::dicom {

/// The number of an element.
struct Tag {
  std::uint16_t group = 0;
  std::uint16_t element = 0;
  friend constexpr auto operator<=>(Tag, Tag) = default;  // NOLINT(modernize-use-nullptr): a fault of the check
};

/// "(3004,000C)", as it stands in every error message.
std::string name_of(Tag tag);

struct DataSet;

/// One element: its value, or the data sets inside a sequence, or the fragments of encapsulated pixels.
struct Element {
  Tag tag;
  bool sequence = false;
  bool encapsulated = false;
  bool big_endian = false;
  std::string_view value;                   ///< bytes as stored
  std::vector<DataSet> items;               ///< of a sequence
  std::vector<std::string_view> fragments;  ///< of encapsulated pixel data, the offset table first
};

/// Elements in the order of the file.
struct DataSet {
  std::vector<Element> elements;

  /// The element, or null.
  const Element* find(Tag tag) const;
  /// The items of a sequence; empty where there is none.
  const std::vector<DataSet>& items(Tag tag) const;
  /// The text of an element without padding; empty where there is none or it is empty.
  std::string_view text(Tag tag) const;
  /// The first 16 bit number of an element.
  std::optional<std::uint16_t> whole16(Tag tag) const;
  /// A whole number written as text (VR IS).
  std::optional<std::int64_t> whole_text(Tag tag) const;
  /// A decimal number written as text (VR DS).
  std::optional<double> decimal(Tag tag) const;
};

/// What a reader accepts. A file that goes beyond is refused, whole.
struct Limits {
  std::size_t bytes = 256U << 20U;   ///< of the file, and of the data set after inflating
  std::size_t elements = 1'500'000;  ///< in all sequences together
  std::size_t depth = 12;            ///< of sequences within sequences
};

/// How the pixels of a file are stored.
enum class Storage { Native, RunLength, Compressed };

/// A file: its bytes, and the elements that point into them. Moving a File keeps the views valid; it cannot be copied.
class File {
public:
  File() = default;
  File(File&&) noexcept = default;
  File& operator=(File&&) noexcept = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  DataSet data;
  std::string transfer_syntax;
  Storage storage = Storage::Native;
  std::vector<char> bytes;  ///< what the views point into; after inflating for a deflated file
};

/// Reads a DICOM file of any transfer syntax from memory.
///
/// Range:   with or without preamble and file meta information; implicit and explicit, little and big endian, deflated,
///          encapsulated pixels. Sequences of implicit files are known by undefined length or by the tags that RT
///          objects use.
/// Missing: an absent element is simply not there; the readers of objects say what they need.
/// Errors:  InvalidEncoding with the tag where an element does not fit the bytes around it; TooLarge, TooDeep beyond
/// `limits`;
///          UnknownValue at (0002,0010) for a transfer syntax that is not known.
Result<File> read(std::vector<char> bytes, const Limits& limits = {});

/// Reads a file from disk. Errors: Io; those of read().
Result<File> read_file(const std::string& path, const Limits& limits = {});

/// Appends the decimal numbers of a backslash separated text (VR DS), correctly rounded.
/// Gives false, and leaves what was read so far, where a part is not a finite number.
bool append_decimals(std::string_view text, std::vector<double>& out);

}  // namespace noms::dicom
