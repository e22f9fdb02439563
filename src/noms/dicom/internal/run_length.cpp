// SPDX-License-Identifier: Apache-2.0
#include "noms/dicom/internal/run_length.h"

#include <algorithm>

namespace noms::dicom {
namespace {

const Issue damaged{ErrorCode::InvalidEncoding, "(7FE0,0010)", "the run length encoded pixels are damaged"};

std::uint32_t little(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i > 0; --i) number = number << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
  return number;
}

// One segment is one byte of every pixel, packed; the first segment holds the highest byte.
bool unpack(std::string_view segment, std::size_t count, char* out, std::size_t stride) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < segment.size() && done < count;) {
    const int unsigned_code = static_cast<unsigned char>(segment[i++]);
    const int code = unsigned_code < 128 ? unsigned_code : unsigned_code - 256;
    if (code == -128) continue;
    if (code >= 0) {
      const std::size_t length = std::min<std::size_t>(static_cast<std::size_t>(code) + 1, count - done);
      if (length > segment.size() - i) return false;
      for (std::size_t k = 0; k < length; ++k) out[(done++) * stride] = segment[i + k];
      i += static_cast<std::size_t>(code) + 1;
    } else {
      if (i >= segment.size()) return false;
      const std::size_t length = std::min<std::size_t>(static_cast<std::size_t>(1 - code), count - done);
      for (std::size_t k = 0; k < length; ++k) out[(done++) * stride] = segment[i];
      ++i;
    }
  }
  return done == count;
}

void pack(const std::vector<char>& plane, std::vector<char>& out) {
  for (std::size_t i = 0; i < plane.size();) {
    std::size_t run = 1;
    while (i + run < plane.size() && run < 128 && plane[i + run] == plane[i]) ++run;
    if (run >= 2) {
      out.push_back(static_cast<char>(1 - static_cast<int>(run)));
      out.push_back(plane[i]);
      i += run;
      continue;
    }
    std::size_t end = i + 1;
    while (end < plane.size() && end - i < 128 && (end + 1 >= plane.size() || plane[end] != plane[end + 1])) ++end;
    out.push_back(static_cast<char>(end - i - 1));
    out.insert(out.end(), plane.begin() + static_cast<std::ptrdiff_t>(i),
               plane.begin() + static_cast<std::ptrdiff_t>(end));
    i = end;
  }
  if (out.size() % 2 == 1) out.push_back(static_cast<char>(-128));
}

}  // namespace

Result<std::vector<char>> decode_run_length(const std::vector<std::string_view>& fragments, const Pixels& shape) {
  const std::size_t width = shape.wide ? 4 : 2;
  const std::size_t frame = shape.rows * shape.columns;
  // A frame cannot shrink below one byte pair for 128 pixels: a short file must not ask for much memory.
  if (fragments.size() != shape.frames + 1) return damaged;
  for (std::size_t f = 0; f < shape.frames; ++f) {
    if (fragments[f + 1].size() < 64 || fragments[f + 1].size() - 64 < frame * width / 64) return damaged;
  }
  std::vector<char> out(frame * shape.frames * width);
  for (std::size_t f = 0; f < shape.frames; ++f) {
    const std::string_view bytes = fragments[f + 1];
    if (little(bytes, 0) != width) return damaged;
    for (std::size_t s = 0; s < width; ++s) {
      const std::size_t from = little(bytes, 4 + 4 * s);
      const std::size_t to = s + 1 < width ? little(bytes, 8 + 4 * s) : bytes.size();
      if (from < 64 || from > to || to > bytes.size()) return damaged;
      if (!unpack(bytes.substr(from, to - from), frame, out.data() + f * frame * width + (width - 1 - s), width))
        return damaged;
    }
  }
  return out;
}

std::vector<char> encode_run_length(std::string_view frame, std::size_t bytes_per_pixel) {
  std::vector<char> out(64, '\0');
  const auto put = [&](std::size_t at, std::size_t number) {
    for (std::size_t i = 0; i < 4; ++i) out[at + i] = static_cast<char>(number >> (8 * i) & 255U);
  };
  put(0, bytes_per_pixel);
  for (std::size_t s = 0; s < bytes_per_pixel; ++s) {
    put(4 + 4 * s, out.size());
    std::vector<char> plane;
    for (std::size_t i = bytes_per_pixel - 1 - s; i < frame.size(); i += bytes_per_pixel) plane.push_back(frame[i]);
    pack(plane, out);
  }
  return out;
}

}  // namespace noms::dicom
