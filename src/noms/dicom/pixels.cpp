// SPDX-License-Identifier: Apache-2.0
#include "noms/dicom/pixels.h"

#include <algorithm>
#include <cstring>

#include "noms/dicom/internal/compressed.h"
#include "noms/dicom/internal/run_length.h"

namespace noms::dicom {
namespace {

constexpr Tag samples_tag{0x0028, 0x0002};
constexpr Tag frames_tag{0x0028, 0x0008};
constexpr Tag rows_tag{0x0028, 0x0010};
constexpr Tag columns_tag{0x0028, 0x0011};
constexpr Tag allocated_tag{0x0028, 0x0100};
constexpr Tag stored_tag{0x0028, 0x0101};
constexpr Tag sign_tag{0x0028, 0x0103};
constexpr Tag pixel_tag{0x7FE0, 0x0010};

Issue missing(Tag tag) {
  return {ErrorCode::MissingField, name_of(tag), "the element is needed to read the pixels"};
}

Result<Pixels> shape_of(const DataSet& data, const Limits& limits) {
  const auto rows = data.whole16(rows_tag);
  const auto columns = data.whole16(columns_tag);
  const auto allocated = data.whole16(allocated_tag);
  if (!rows) return missing(rows_tag);
  if (!columns) return missing(columns_tag);
  if (!allocated) return missing(allocated_tag);
  const auto stored = data.whole16(stored_tag).value_or(*allocated);
  if ((*allocated != 16 && *allocated != 32) || stored != *allocated) {
    return Issue{ErrorCode::UnknownValue, name_of(allocated_tag),
                 "only 16 and 32 bits a pixel, all of them used, can be read"};
  }
  if (data.whole16(samples_tag).value_or(1) != 1) {
    return Issue{ErrorCode::UnknownValue, name_of(samples_tag), "only grey pixels can be read"};
  }
  const bool has_frames = data.find(frames_tag) != nullptr && !data.text(frames_tag).empty();
  const auto frames = has_frames ? data.whole_text(frames_tag) : 1;
  if (!frames || *frames < 1 || *frames > 100'000) {
    return Issue{ErrorCode::OutOfLimits, name_of(frames_tag), "the number of frames is not one that can be read"};
  }
  Pixels shape;
  shape.rows = *rows;
  shape.columns = *columns;
  shape.frames = static_cast<std::size_t>(*frames);
  shape.wide = *allocated == 32;
  shape.is_signed = data.whole16(sign_tag).value_or(0) == 1;
  if (shape.rows == 0 || shape.columns == 0)
    return Issue{ErrorCode::OutOfLimits, name_of(rows_tag), "an image without pixels"};
  if (shape.count() > limits.bytes / (shape.wide ? 4 : 2)) {
    return Issue{ErrorCode::TooLarge, name_of(pixel_tag), "more pixels than are accepted"};
  }
  return shape;
}

void swap_bytes(std::vector<char>& bytes, std::size_t width) {
  for (std::size_t i = 0; i + width <= bytes.size(); i += width) {
    std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i),
                 bytes.begin() + static_cast<std::ptrdiff_t>(i + width));
  }
}

}  // namespace

double Pixels::at(std::size_t i) const {
  const auto* p = reinterpret_cast<const unsigned char*>(data().data()) + i * (wide ? 4 : 2);
  if (wide) {
    const std::uint32_t n = p[0] | static_cast<std::uint32_t>(p[1]) << 8U | static_cast<std::uint32_t>(p[2]) << 16U |
                            static_cast<std::uint32_t>(p[3]) << 24U;
    return is_signed ? static_cast<double>(static_cast<std::int32_t>(n)) : static_cast<double>(n);
  }
  const auto n = static_cast<std::uint16_t>(p[0] | p[1] << 8U);
  return is_signed ? static_cast<double>(static_cast<std::int16_t>(n)) : static_cast<double>(n);
}

namespace {

// Bytes together to a whole number, whatever the byte order of the machine; compilers make one load of it.
template <typename Whole>
void scaled_as(const unsigned char* p, std::size_t count, double factor, float* out) {
  for (std::size_t i = 0; i < count; ++i, p += sizeof(Whole)) {
    std::uint32_t n = p[0] | static_cast<std::uint32_t>(p[1]) << 8U;
    if constexpr (sizeof(Whole) == 4) {
      n |= static_cast<std::uint32_t>(p[2]) << 16U | static_cast<std::uint32_t>(p[3]) << 24U;
    }
    out[i] = static_cast<float>(factor * static_cast<double>(static_cast<Whole>(n)));
  }
}

}  // namespace

void Pixels::scaled(std::size_t first, std::size_t count, double factor, float* out) const {
  const auto* p = reinterpret_cast<const unsigned char*>(data().data()) + first * (wide ? 4 : 2);
  if (wide)
    return is_signed ? scaled_as<std::int32_t>(p, count, factor, out) : scaled_as<std::uint32_t>(p, count, factor, out);
  is_signed ? scaled_as<std::int16_t>(p, count, factor, out) : scaled_as<std::uint16_t>(p, count, factor, out);
}

Result<Pixels> pixels_of(const File& file, const Limits& limits) {
  auto shape = shape_of(file.data, limits);
  if (!shape) return shape;
  Pixels& pixels = shape.value();
  const Element* element = file.data.find(pixel_tag);
  if (element == nullptr) return missing(pixel_tag);
  const std::size_t width = pixels.wide ? 4 : 2;
  const std::size_t needed = pixels.count() * width;
  if (element->encapsulated) {
    auto decoded = file.storage == Storage::RunLength
                       ? decode_run_length(element->fragments, pixels)
                       : decode_compressed(file.transfer_syntax, element->fragments, pixels);
    if (!decoded) return decoded.error();
    pixels.bytes = std::move(decoded).value();
  } else if (element->big_endian) {
    pixels.bytes.assign(element->value.begin(), element->value.end());
    swap_bytes(pixels.bytes, width);
  } else {
    pixels.view = element->value;
  }
  if (pixels.data().size() < needed) {
    return Issue{ErrorCode::InvalidEncoding, name_of(pixel_tag), "fewer pixels than rows, columns and frames ask for"};
  }
  return shape;
}

}  // namespace noms::dicom
