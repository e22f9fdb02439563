// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"

namespace noms::imaging {

using Bytes = std::vector<std::uint8_t>;

/// A stream of bytes out of plain or gzip data, never more than the caller asks for: the reader of a format learns from
/// the head how much there must be, so a compression bomb is never unpacked.
class ByteSource {
public:
  /// `data` must outlive the source. Gzip is told by its first two bytes.
  explicit ByteSource(std::string_view data);
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// Fills up to `count` bytes; fewer at the end of the data or where the compressed stream is damaged.
  std::size_t read(std::uint8_t* to, std::size_t count);
  /// The same for the bulk of a file: `to` becomes `count` bytes, or as many as there are. Unpacks a whole file at once
  /// where that gives exactly these bytes and no more, which is faster than the stream.
  std::size_t read_rest(Bytes& to, std::size_t count);
  /// Reads and drops; false when the data end before.
  bool skip(std::size_t count);
  /// True when plain data are read, or when the compressed data run to a good end (checksum included) within `beyond`
  /// further bytes.
  bool ends_well(std::size_t beyond = std::size_t{1} << 20U);
  /// No more than this can still come out: deflate expands at most 1032 times.
  std::size_t most_left() const;

private:
  struct Inflater;
  bool unpack_whole(Bytes& to, std::size_t count);

  std::string_view data_;
  std::size_t at_ = 0;    ///< in the data
  std::size_t made_ = 0;  ///< bytes that came out of the compressed data
  Inflater* inflater_ = nullptr;
};

/// Gzip data of `bytes` at zlib level 1 to 9; the header holds no time and no name, so equal input gives equal bytes.
Bytes gzipped(const Bytes& bytes, int level = 6);

/// The whole file. Errors: Io when it cannot be read, TooLarge above `limit` bytes.
Result<std::string> read_file(const std::string& path, std::size_t limit = std::size_t{2} << 30U);

/// Writes the whole file. Errors: Io.
Result<bool> write_file(const std::string& path, const void* data, std::size_t size);

}  // namespace noms::imaging
