// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/segmentation_write.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "noms/dicom/write.h"

namespace noms::imaging {
namespace {

using dicom::OutDataSet;
using dicom::sequence_element;
using dicom::text_element;
using dicom::word_element;

// At most 16 characters, as a decimal string has.
std::string decimals(const std::vector<double>& numbers) {
  std::string text;
  for (const double x : numbers) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.9g", x);
    text += (text.empty() ? "" : "\\") + std::string(buffer.data());
  }
  return text;
}

dicom::OutElement place(Vec3 p) {
  return sequence_element({0x0020, 0x9113}, {{text_element({0x0020, 0x0032}, "DS", decimals({p.x, p.y, p.z}))}});
}

}  // namespace

std::string segmentation_bytes(const std::vector<std::pair<std::string, const Mask*>>& segments) {
  const Grid& grid = segments.front().second->grid;
  const Vec3 row = unit(grid.affine.column[0]);
  const Vec3 column = unit(grid.affine.column[1]);
  const auto pixels = static_cast<std::size_t>(grid.size[0]) * static_cast<std::size_t>(grid.size[1]);
  std::vector<OutDataSet> described;
  std::vector<OutDataSet> frames;
  std::string bits;
  std::size_t at = 0;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const auto number = static_cast<std::uint16_t>(s + 1);
    described.push_back({word_element({0x0062, 0x0004}, number),
                         text_element({0x0062, 0x0005}, "LO", segments[s].first),
                         text_element({0x0062, 0x0008}, "CS", "MANUAL")});
    const Mask& mask = *segments[s].second;
    for (int k = 0; k < grid.size[2]; ++k) {
      const std::size_t first = grid.index(0, 0, k);
      bool any = false;
      for (std::size_t n = 0; n < pixels; ++n) any = any || mask.voxels[first + n] != 0;
      if (!any) continue;
      bits.resize((at + pixels + 7) / 8, '\0');
      for (std::size_t n = 0; n < pixels; ++n, ++at) {
        if (mask.voxels[first + n] != 0) bits[at / 8] = static_cast<char>(bits[at / 8] | 1 << (at % 8));
      }
      frames.push_back({place(grid.affine.patient(0, 0, k)),
                        sequence_element({0x0062, 0x000A}, {{word_element({0x0062, 0x000B}, number)}})});
    }
  }
  if (bits.size() % 2 != 0) bits += '\0';
  const OutDataSet shared{
      sequence_element(
          {0x0020, 0x9116},
          {{text_element({0x0020, 0x0037}, "DS", decimals({row.x, row.y, row.z, column.x, column.y, column.z}))}}),
      sequence_element({0x0028, 0x9110},
                       {{text_element({0x0018, 0x0050}, "DS", decimals({grid.spacing(2)})),
                         text_element({0x0028, 0x0030}, "DS", decimals({grid.spacing(1), grid.spacing(0)}))}})};
  dicom::OutElement data{{0x7FE0, 0x0010}, "OW", {}, {}, {}, std::move(bits)};
  const std::string count = std::to_string(frames.size());
  return dicom::write({text_element({0x0008, 0x0016}, "UI", "1.2.840.10008.5.1.4.1.1.66.4"),
                       text_element({0x0008, 0x0018}, "UI", "2.25.3001"),
                       text_element({0x0008, 0x0060}, "CS", "SEG"),
                       text_element({0x0010, 0x0010}, "PN", "Phantom"),
                       text_element({0x0010, 0x0020}, "LO", "PHANTOM"),
                       text_element({0x0020, 0x000E}, "UI", "2.25.3002"),
                       text_element({0x0020, 0x0052}, "UI", "2.25.1001"),
                       word_element({0x0028, 0x0002}, 1),
                       text_element({0x0028, 0x0004}, "CS", "MONOCHROME2"),
                       text_element({0x0028, 0x0008}, "IS", count),
                       word_element({0x0028, 0x0010}, static_cast<std::uint16_t>(grid.size[1])),
                       word_element({0x0028, 0x0011}, static_cast<std::uint16_t>(grid.size[0])),
                       word_element({0x0028, 0x0100}, 1),
                       word_element({0x0028, 0x0101}, 1),
                       word_element({0x0028, 0x0102}, 0),
                       word_element({0x0028, 0x0103}, 0),
                       text_element({0x0062, 0x0001}, "CS", "BINARY"),
                       sequence_element({0x0062, 0x0002}, std::move(described)),
                       sequence_element({0x5200, 0x9229}, {shared}),
                       sequence_element({0x5200, 0x9230}, std::move(frames)),
                       std::move(data)},
                      {dicom::Syntax::ExplicitLittle, true, false, {1, pixels, 1}});
}

}  // namespace noms::imaging
