// SPDX-License-Identifier: Apache-2.0
// Times the distance map on the mask of a file: `noms_imaging_benchmark MASK.nii.gz OUT.raw [threads]` prints the best
// of five runs in seconds and the seconds to load, and leaves the map as raw floats for a comparison with a peer.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "noms/imaging/distance_map.h"
#include "noms/imaging/nifti.h"

namespace {
double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
}  // namespace

int main(int argc, char** argv) {
  using namespace noms::imaging;
  if (argc < 3) return 2;
  const int threads = argc > 3 ? std::atoi(argv[3]) : 1;
  const double start = now();
  const auto file = read_nifti_file(argv[1]);
  if (!file) return 3;
  const auto mask = mask_of(file.value(), 0, argv[1]);
  if (!mask) return 3;
  const double loaded = now() - start;
  double best = 1e9;
  Image map;
  for (int run = 0; run < 5; ++run) {
    const double t = now();
    map = distance_map(mask.value(), threads);
    best = std::min(best, now() - t);
  }
  if (!write_file(argv[2], map.voxels.data(), map.voxels.size() * sizeof(float))) return 7;
  std::printf("{\"load_s\": %.4f, \"distance_map_s\": %.4f, \"threads\": %d}\n", loaded, best, threads);
  return 0;
}
