// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "noms/imaging/internal/nifti_head.h"
#include "noms/imaging/nifti.h"

namespace noms::imaging {

namespace {

template <class T>
void put(Bytes& out, std::size_t at, T value) {
  std::memcpy(&out[at], &value, sizeof value);
}

std::string caret_extension(const std::map<int, std::string>& names) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CaretExtension>\n<VolumeInformation Index=\"0\">\n<LabelTable>\n";
  for (const auto& [key, name] : names) {
    xml += "<Label Key=\"" + std::to_string(key) + "\"><![CDATA[" + name + "]]></Label>\n";
  }
  xml += "</LabelTable>\n</VolumeInformation>\n</CaretExtension>\n";
  while ((xml.size() + 8) % 16 != 0) xml += ' ';
  return xml;
}

Bytes with_head(const Grid& grid, NiftiType type, std::size_t width, const void* voxels,
                const std::map<int, std::string>& names) {
  const std::string xml = names.empty() ? "" : caret_extension(names);
  const std::size_t offset = 352 + (xml.empty() ? 0 : xml.size() + 8);
  Bytes out(offset + grid.count() * width, 0);
  put<std::int32_t>(out, 0, 348);
  put<std::int16_t>(out, 40, 3);
  for (std::size_t a = 0; a < 7; ++a) {
    put<std::int16_t>(out, 42 + 2 * a, a < 3 ? static_cast<std::int16_t>(grid.size[a]) : std::int16_t{1});
  }
  put<std::int16_t>(out, 70, static_cast<std::int16_t>(type));
  put<std::int16_t>(out, 72, static_cast<std::int16_t>(8 * width));
  put<float>(out, 76, 1);
  for (std::size_t a = 0; a < 3; ++a)
    put<float>(out, 80 + 4 * a, static_cast<float>(grid.spacing(static_cast<int>(a))));
  put<float>(out, 108, static_cast<float>(offset));
  put<float>(out, 112, 1);
  out[123] = 2;
  put<std::int16_t>(out, 254, 2);
  for (std::size_t a = 0; a < 4; ++a) {
    const Vec3 v = a < 3 ? grid.affine.column[a] : grid.affine.origin;
    put<float>(out, 280 + 4 * a, static_cast<float>(-v.x));
    put<float>(out, 296 + 4 * a, static_cast<float>(-v.y));
    put<float>(out, 312 + 4 * a, static_cast<float>(v.z));
  }
  std::memcpy(&out[344], "n+1\0", 4);
  if (!xml.empty()) {
    out[348] = 1;
    put<std::int32_t>(out, 352, static_cast<std::int32_t>(xml.size() + 8));
    put<std::int32_t>(out, 356, 0);
    std::memcpy(&out[360], xml.data(), xml.size());
  }
  if (grid.count() > 0) std::memcpy(&out[offset], voxels, grid.count() * width);
  return out;
}

}  // namespace

Bytes nifti_bytes(const Mask& mask, const std::map<int, std::string>& names) {
  return with_head(mask.grid, NiftiType::Uint8, 1, mask.voxels.data(), names);
}

Bytes nifti_bytes(const Labels& labels, const std::map<int, std::string>& names) {
  return with_head(labels.grid, NiftiType::Int32, 4, labels.voxels.data(), names);
}

Bytes nifti_bytes(const Image& image) {
  return with_head(image.grid, NiftiType::Float32, 4, image.voxels.data(), {});
}

Bytes proposal_bytes(const Mask& mask) {
  Bytes out = nifti_bytes(mask, {});
  constexpr std::size_t description = 148;
  std::memcpy(&out[description], internal::proposal_mark.data(), internal::proposal_mark.size());
  return out;
}

Result<bool> write_nifti_file(const std::string& path, const Bytes& bytes) {
  const Bytes packed = path.ends_with(".gz") ? gzipped(bytes, 4) : Bytes{};
  const Bytes& out = path.ends_with(".gz") ? packed : bytes;
  return write_file(path, out.data(), out.size());
}

}  // namespace noms::imaging
