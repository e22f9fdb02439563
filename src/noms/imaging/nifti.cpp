// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/nifti.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "noms/foundation/text.h"
#include "noms/imaging/internal/nifti_head.h"

namespace noms::imaging {

namespace {

Issue invalid(const std::string& name, const char* message) {
  return {ErrorCode::InvalidImage, name, message};
}

template <class T>
double sample(const std::uint8_t* from) {
  T v;
  std::memcpy(&v, from, sizeof v);
  return static_cast<double>(v);
}

/// Calls `use` with a value of the sample type, so that loops are written once and run without a switch inside.
template <class F>
void with_type(NiftiType type, F&& use) {
  switch (type) {
    case NiftiType::Uint8: return use(std::uint8_t{});
    case NiftiType::Int16: return use(std::int16_t{});
    case NiftiType::Int32: return use(std::int32_t{});
    case NiftiType::Float32: return use(float{});
    case NiftiType::Float64: return use(double{});
    case NiftiType::Int8: return use(std::int8_t{});
    case NiftiType::Uint16: return use(std::uint16_t{});
    case NiftiType::Uint32: return use(std::uint32_t{});
    case NiftiType::Int64: return use(std::int64_t{});
    case NiftiType::Uint64: return use(std::uint64_t{});
  }
}

/// Bytes that are the labels themselves.
bool plain_bytes(const Nifti& n) {
  return n.type == NiftiType::Uint8 && n.slope == 1 && n.intercept == 0;
}

void swap_samples(std::vector<std::uint8_t>& bytes, std::size_t width) {
  if (width < 2) return;
  for (std::size_t at = 0; at + width <= bytes.size(); at += width) {
    std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                 bytes.begin() + static_cast<std::ptrdiff_t>(at + width));
  }
}

Result<bool> read_extensions(ByteSource& source, const internal::NiftiHead& head, const ImageLimits& limits,
                             const std::string& name, Nifti& out) {
  std::size_t left = head.voxel_offset - head.head_bytes;
  if (left > limits.extension_bytes)
    return Issue{ErrorCode::TooLarge, name, "the extensions are larger than the limit"};
  if (left > source.most_left()) return invalid(name, "the file is shorter than its head says");
  std::vector<std::uint8_t> block(left);
  if (source.read(block.data(), left) != left) return invalid(name, "the file is shorter than its head says");
  if (left < 4 || block[0] == 0) return true;
  std::size_t at = 4;
  while (at + 8 <= left) {
    std::uint32_t size = 0;
    std::memcpy(&size, &block[at], 4);
    if (head.swapped) size = internal::swapped(size);
    if (size < 8 || size > left - at) {
      out.warnings.push_back("an extension has a wrong size; the ones after it are not read");
      break;
    }
    internal::read_label_names(
        std::string_view(reinterpret_cast<const char*>(&block[at + 8]), static_cast<std::size_t>(size) - 8),
        out.label_names);
    at += size;
  }
  return true;
}

}  // namespace

double Nifti::value(std::size_t voxel) const {
  double v = 0;
  with_type(type, [&]<class T>(T) { v = sample<T>(&bytes[voxel * sizeof(T)]); });
  return v * slope + intercept;
}

Result<Nifti> read_nifti(std::string_view file, const std::string& name, const ImageLimits& limits) {
  ByteSource source(file);
  const auto head = internal::read_head(source, name);
  if (!head) return head.error();
  const internal::NiftiHead& h = head.value();
  Nifti out;
  out.type = h.type;
  out.slope = h.slope;
  out.intercept = h.intercept;
  out.warnings = h.warnings;
  out.geometry_from = h.geometry_from;
  out.grid = h.grid;

  std::size_t count = 1;
  for (const int n : h.grid.size) {
    count *= static_cast<std::size_t>(n);
    if (count > limits.voxels) return Issue{ErrorCode::TooLarge, name, "the image has more voxels than the limit"};
  }
  const std::size_t total = count * h.sample_bytes;
  if (total > limits.bytes) return Issue{ErrorCode::TooLarge, name, "the image is larger than the limit"};
  if (auto extensions = read_extensions(source, h, limits, name, out); !extensions) return extensions.error();
  if (total > source.most_left()) return invalid(name, "the file is shorter than its head says");
  out.bytes.resize(total);
  if (source.read(out.bytes.data(), total) != total) {
    return invalid(name, "the file ends before its last voxel, or its compressed data are damaged");
  }
  if (!source.ends_well()) return invalid(name, "the compressed data are cut off or their checksum is wrong");
  if (h.swapped) swap_samples(out.bytes, h.sample_bytes);
  return out;
}

Image image_of(const Nifti& nifti) {
  Image out{nifti.grid, std::vector<float>(nifti.grid.count())};
  with_type(nifti.type, [&]<class T>(T) {
    for (std::size_t n = 0; n < out.voxels.size(); ++n) {
      out.voxels[n] = static_cast<float>(sample<T>(&nifti.bytes[n * sizeof(T)]) * nifti.slope + nifti.intercept);
    }
  });
  return out;
}

std::vector<int> labels_in(const Nifti& nifti) {
  std::vector<bool> found(1U << 16U, false);
  if (plain_bytes(nifti)) {
    for (const std::uint8_t v : nifti.bytes) found[v] = true;
  } else {
    with_type(nifti.type, [&]<class T>(T) {
      for (std::size_t n = 0; n < nifti.grid.count(); ++n) {
        const double v = sample<T>(&nifti.bytes[n * sizeof(T)]) * nifti.slope + nifti.intercept;
        if (v > 0.5 && v < 65'535) found[static_cast<std::size_t>(std::lround(v))] = true;
      }
    });
  }
  std::vector<int> out;
  for (std::size_t v = 1; v < found.size(); ++v) {
    if (found[v]) out.push_back(static_cast<int>(v));
  }
  return out;
}

Result<Labels> labels_of(const Nifti& nifti, const std::string& name) {
  if (plain_bytes(nifti)) return Labels{nifti.grid, {nifti.bytes.begin(), nifti.bytes.end()}};
  Labels out{nifti.grid, std::vector<std::int32_t>(nifti.grid.count())};
  bool whole = true;
  with_type(nifti.type, [&]<class T>(T) {
    for (std::size_t n = 0; n < out.voxels.size(); ++n) {
      const double v = sample<T>(&nifti.bytes[n * sizeof(T)]) * nifti.slope + nifti.intercept;
      const double rounded = std::floor(v + 0.5);
      if (!(std::abs(v - rounded) <= 1e-3) || std::abs(rounded) > 2e9) {
        whole = false;
        return;
      }
      out.voxels[n] = static_cast<std::int32_t>(rounded);
    }
  });
  if (!whole) return invalid(name, "this is not a label map: a sample is not a whole number");
  return out;
}

Result<Mask> mask_of(const Nifti& nifti, int label, const std::string& name) {
  if (plain_bytes(nifti) && label >= 0 && label < 256) {
    Mask out{nifti.grid, nifti.bytes};
    std::array<std::uint8_t, 256> inside{};
    for (std::size_t v = 1; v < 256; ++v) inside[v] = label == 0 || static_cast<int>(v) == label ? 1 : 0;
    std::size_t found = 0;
    for (std::uint8_t& v : out.voxels) v = inside[v], found += v;
    if (label != 0 && found == 0) return invalid(name, "the label stands nowhere in the file");
    return out;
  }
  Mask out{nifti.grid, std::vector<std::uint8_t>(nifti.grid.count())};
  bool whole = true;
  bool fractions = true;
  std::size_t found = 0;
  with_type(nifti.type, [&]<class T>(T) {
    for (std::size_t n = 0; n < out.voxels.size(); ++n) {
      const double v = sample<T>(&nifti.bytes[n * sizeof(T)]) * nifti.slope + nifti.intercept;
      if (std::abs(v - std::floor(v + 0.5)) > 1e-3) whole = false;
      if (!(v >= -1e-3 && v <= 1 + 1e-3)) fractions = false;
      const bool set = label == 0 ? std::abs(v) > 0.5 : std::abs(v - label) <= 1e-3;
      out.voxels[n] = set ? 1 : 0;
      found += set ? 1U : 0U;
    }
  });
  if (!whole && (label != 0 || !fractions)) {
    return invalid(name, "this is neither a label map nor a mask of fractions between 0 and 1");
  }
  if (label != 0 && found == 0) return invalid(name, "the label stands nowhere in the file");
  return out;
}

Result<Nifti> read_nifti_file(const std::string& path, const ImageLimits& limits) {
  const auto file = read_file(path);
  if (!file) return file.error();
  return read_nifti(file.value(), path, limits);
}

}  // namespace noms::imaging
