// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace noms::cli {

/// The lines of a descriptor. Of a line above the limit of a case only one byte more than the limit is kept, which is
/// enough for the case reader to refuse it.
class Lines {
public:
  explicit Lines(int descriptor) : descriptor_(descriptor) {}

  /// Appends the next line, without its line feed. False at the end, when the program is told to stop while it waits
  /// (the part of a line that was read is then not a line), and when reading fails: then failure() is not 0.
  bool next(std::string& line);
  int failure() const { return failure_; }
  /// Bytes that were read so far.
  std::size_t bytes() const { return bytes_; }

private:
  bool fill();

  int descriptor_;
  int failure_ = 0;
  bool stopped_ = false;
  std::size_t at_ = 0;
  std::size_t held_ = 0;
  std::size_t bytes_ = 0;
  std::array<char, 1U << 16U> buffer_{};
};

}  // namespace noms::cli
