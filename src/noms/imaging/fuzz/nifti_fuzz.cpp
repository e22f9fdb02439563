// SPDX-License-Identifier: Apache-2.0
// Any bytes as a NIfTI file: refused or read, never more memory than the limits allow, and what is read is consistent.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "noms/imaging/nifti.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace noms::imaging;
  const auto file = read_nifti({reinterpret_cast<const char*>(data), size}, "fuzz", {1U << 16U, 1U << 18U, 1U << 16U});
  if (!file) return 0;
  const Nifti& n = file.value();
  const std::size_t count = n.grid.count();
  if (count == 0 || count > (1U << 16U) || n.bytes.size() % count != 0) std::abort();
  if (image_of(n).voxels.size() != count) std::abort();
  static_cast<void>(labels_of(n, "fuzz").has_value());
  const auto mask = mask_of(n, 1, "fuzz");
  if (mask && voxel_count(mask.value()) == 0) std::abort();
  static_cast<void>(reordered(n.grid, towards_lps(n.grid)));
  return 0;
}
