// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/canvas.h"

#include <png.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

namespace noms::imaging {

namespace {

/// Five columns by seven rows, the leftmost column in the highest of five bits.
const std::map<char, std::array<std::uint8_t, 7>> glyphs = {
    {'A', {14, 17, 17, 31, 17, 17, 17}}, {'C', {15, 16, 16, 16, 16, 16, 15}}, {'E', {31, 16, 16, 30, 16, 16, 31}},
    {'G', {15, 16, 16, 19, 17, 17, 15}}, {'H', {17, 17, 17, 31, 17, 17, 17}}, {'I', {14, 4, 4, 4, 4, 4, 14}},
    {'L', {16, 16, 16, 16, 16, 16, 31}}, {'M', {17, 27, 21, 21, 17, 17, 17}}, {'N', {17, 25, 21, 19, 17, 17, 17}},
    {'O', {14, 17, 17, 17, 17, 17, 14}}, {'P', {30, 17, 17, 30, 16, 16, 16}}, {'R', {30, 17, 17, 30, 20, 18, 17}},
    {'S', {15, 16, 16, 14, 1, 1, 30}},   {'T', {31, 4, 4, 4, 4, 4, 4}},       {'U', {17, 17, 17, 17, 17, 17, 14}},
    {'D', {30, 17, 17, 17, 17, 17, 30}}, {'B', {30, 17, 17, 30, 17, 17, 30}}, {'F', {31, 16, 16, 30, 16, 16, 16}},
    {'0', {14, 17, 19, 21, 25, 17, 14}}, {'1', {4, 12, 4, 4, 4, 4, 14}},      {'2', {14, 17, 1, 6, 8, 16, 31}},
    {'3', {30, 1, 1, 14, 1, 1, 30}},     {'4', {2, 6, 10, 18, 31, 2, 2}},     {'5', {31, 16, 30, 1, 1, 17, 14}},
    {'6', {14, 16, 16, 30, 17, 17, 14}}, {'7', {31, 1, 2, 4, 8, 8, 8}},       {'8', {14, 17, 17, 14, 17, 17, 14}},
    {'9', {14, 17, 17, 15, 1, 1, 14}},   {'.', {0, 0, 0, 0, 0, 12, 12}},      {'+', {0, 4, 4, 31, 4, 4, 0}},
    {'-', {0, 0, 0, 31, 0, 0, 0}},
};

void put_32(Bytes& out, std::uint32_t n) {
  for (const int shift : {24, 16, 8, 0}) out.push_back(static_cast<std::uint8_t>(n >> static_cast<unsigned>(shift)));
}

/// A chunk tEXt of a PNG.
Bytes text_chunk(std::string_view keyword, std::string_view text) {
  std::string data = "tEXt" + std::string(keyword) + '\0' + std::string(text);
  Bytes out;
  put_32(out, static_cast<std::uint32_t>(data.size() - 4));
  out.insert(out.end(), data.begin(), data.end());
  put_32(out, static_cast<std::uint32_t>(crc32(0, out.data() + 4, static_cast<uInt>(data.size()))));
  return out;
}

}  // namespace

void Canvas::set(int x, int y, Colour c) {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
  std::copy(c.begin(), c.end(), rgb_.begin() + 3 * (static_cast<std::ptrdiff_t>(y) * width_ + x));
}

void Canvas::blend(int x, int y, Colour c, double share) {
  if (x < 0 || y < 0 || x >= width_ || y >= height_ || share <= 0) return;
  share = std::min(share, 1.0);
  std::uint8_t* at =
      &rgb_[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x))];
  for (std::size_t n = 0; n < 3; ++n) at[n] = static_cast<std::uint8_t>(std::lround(at[n] + share * (c[n] - at[n])));
}

void Canvas::line(Point2 a, Point2 b, const LineStyle& style, double start) {
  const double reach = style.width / 2 + 1;
  const Point2 d = b - a;
  const double n = length(d);
  const int x0 = static_cast<int>(std::floor(std::min(a.x, b.x) - reach));
  const int x1 = static_cast<int>(std::ceil(std::max(a.x, b.x) + reach));
  const int y0 = static_cast<int>(std::floor(std::min(a.y, b.y) - reach));
  const int y1 = static_cast<int>(std::ceil(std::max(a.y, b.y) + reach));
  for (int y = std::max(0, y0); y <= std::min(height_ - 1, y1); ++y) {
    for (int x = std::max(0, x0); x <= std::min(width_ - 1, x1); ++x) {
      const Point2 p{static_cast<double>(x), static_cast<double>(y)};
      const double t = n > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / (n * n), 0.0, 1.0) : 0.0;
      if (style.on > 0 && std::fmod(start + t * n, style.on + style.off) > style.on) continue;
      blend(x, y, style.colour, style.width / 2 + 0.5 - length(p - (a + t * d)));
    }
  }
}

void Canvas::loop(const std::vector<Point2>& corners, const LineStyle& style) {
  double walked = 0;
  for (std::size_t n = 0; n < corners.size(); ++n) {
    const Point2 next = corners[(n + 1) % corners.size()];
    line(corners[n], next, style, walked);
    walked += length(next - corners[n]);
  }
}

void Canvas::text(int x, int y, std::string_view words, Colour c, int scale) {
  const auto draw = [&](int dx, int dy, Colour ink) {
    int left = x + dx;
    for (const char letter : words) {
      const auto dots = glyphs.find(letter);
      for (int n = 0; dots != glyphs.end() && n < 35 * scale * scale; ++n) {
        const int column = n % (5 * scale);
        const int row = n / (5 * scale);
        if (((dots->second[static_cast<std::size_t>(row / scale)] >> (4 - column / scale)) & 1) != 0)
          set(left + column, y + dy + row, ink);
      }
      left += 6 * scale;
    }
  };
  for (int n = 0; n < 9; ++n) draw(n % 3 - 1, n / 3 - 1, {0, 0, 0});
  draw(0, 0, c);
}

Result<Bytes> Canvas::png(std::string_view title, std::string_view description) const {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width_);
  image.height = static_cast<png_uint_32>(height_);
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  Bytes out(size);
  if (png_image_write_to_memory(&image, out.data(), &size, 0, rgb_.data(), 0, nullptr) == 0) {
    return Issue{ErrorCode::Io, "picture", "the picture could not be made"};
  }
  out.resize(size);
  constexpr std::ptrdiff_t behind_head = 8 + 25;  // signature, IHDR
  Bytes texts = text_chunk("Title", title);
  const Bytes second = text_chunk("Description", description);
  texts.insert(texts.end(), second.begin(), second.end());
  out.insert(out.begin() + behind_head, texts.begin(), texts.end());
  return out;
}

}  // namespace noms::imaging
