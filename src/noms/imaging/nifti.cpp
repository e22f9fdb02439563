// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/nifti.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "noms/foundation/text.h"
#include "noms/imaging/distance_map.h"
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

/// Calls `use(place, byte)` for every byte that is not 0. Most of a label map is empty: eight bytes are looked at at
/// once.
template <class F>
void for_each_set(const std::vector<std::uint8_t>& bytes, F&& use) {
  constexpr std::size_t step = sizeof(std::uint64_t);
  std::size_t n = 0;
  for (; n + step <= bytes.size(); n += step) {
    std::uint64_t word = 0;
    std::memcpy(&word, &bytes[n], step);
    if (word == 0) continue;
    for (std::size_t b = n; b < n + step; ++b) {
      if (bytes[b] != 0) use(b, bytes[b]);
    }
  }
  for (; n < bytes.size(); ++n) {
    if (bytes[n] != 0) use(n, bytes[n]);
  }
}

/// The box of the samples that are a label; empty when there is none.
std::optional<Box> labelled_box(const Nifti& nifti) {
  Box box{nifti.grid.size, {-1, -1, -1}};
  const auto width = static_cast<std::size_t>(nifti.grid.size[0]);
  const auto height = static_cast<std::size_t>(nifti.grid.size[1]);
  const auto widen = [&](std::size_t axis, std::size_t at) {
    box.low[axis] = std::min(box.low[axis], static_cast<int>(at));
    box.high[axis] = std::max(box.high[axis], static_cast<int>(at));
  };
  std::size_t row_begin = 0;
  std::size_t row_end = 0;
  const auto add = [&](std::size_t n) {  // voxels come in the order they are stored in
    if (n >= row_end) {
      row_begin = n / width * width;
      row_end = row_begin + width;
      widen(1, n / width % height);
      widen(2, n / width / height);
    }
    widen(0, n - row_begin);
  };
  if (plain_bytes(nifti)) {
    for_each_set(nifti.bytes, [&](std::size_t n, std::uint8_t) { add(n); });
  } else {
    with_type(nifti.type, [&]<class T>(T) {
      for (std::size_t n = 0; n < nifti.grid.count(); ++n) {
        const double v = sample<T>(&nifti.bytes[n * sizeof(T)]) * nifti.slope + nifti.intercept;
        if (!(std::abs(v) < 1e-3)) add(n);
      }
    });
  }
  if (box.high[0] < 0) return std::nullopt;
  return box;
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
  out.is_proposal = h.is_proposal;
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
  if (source.read_rest(out.bytes, total) != total) {
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
    std::array<bool, 256> stands{};
    for_each_set(nifti.bytes, [&](std::size_t, std::uint8_t v) { stands[v] = true; });
    std::copy(stands.begin(), stands.end(), found.begin());
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

Result<Labels> labels_in_box_of(const Nifti& nifti, const std::string& name) {
  const auto labelled = labelled_box(nifti);
  if (!labelled) return labels_of(nifti, name);
  Box box = *labelled;
  for (std::size_t a = 0; a < 3; ++a) {
    box.low[a] = std::max(0, box.low[a] - 1);
    box.high[a] = std::min(nifti.grid.size[a] - 1, box.high[a] + 1);
  }
  Nifti part;
  part.type = nifti.type;
  part.slope = nifti.slope;
  part.intercept = nifti.intercept;
  const std::size_t width = nifti.bytes.size() / nifti.grid.count();
  for (std::size_t a = 0; a < 3; ++a) part.grid.size[a] = box.high[a] - box.low[a] + 1;
  part.grid.affine = nifti.grid.affine;
  part.grid.affine.origin = nifti.grid.affine.patient(box.low[0], box.low[1], box.low[2]);
  part.bytes.reserve(part.grid.count() * width);
  for (int k = box.low[2]; k <= box.high[2]; ++k) {
    for (int j = box.low[1]; j <= box.high[1]; ++j) {
      const auto row = nifti.bytes.begin() + static_cast<std::ptrdiff_t>(nifti.grid.index(box.low[0], j, k) * width);
      part.bytes.insert(part.bytes.end(), row,
                        row + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(part.grid.size[0]) * width));
    }
  }
  return labels_of(part, name);
}

Result<Mask> mask_of(const Nifti& nifti, int label, const std::string& name) {
  if (plain_bytes(nifti) && label >= 0 && label < 256) {
    Mask out{nifti.grid, std::vector<std::uint8_t>(nifti.grid.count())};
    std::size_t found = 0;
    for_each_set(nifti.bytes, [&](std::size_t n, std::uint8_t v) {
      if (label == 0 || v == label) out.voxels[n] = 1, ++found;
    });
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
