// SPDX-License-Identifier: Apache-2.0
// Times parts of imaging without process start. Each part runs five times; the middle one is given, as seconds of wall
// clock and of processor.
//
// `noms_imaging_benchmark map MASK OUT.raw [THREADS]`: the distance map of a mask, left as raw floats for a comparison.
// `noms_imaging_benchmark shapes CORD SAC`: outline, area, centre and 72 radii of both in every slice.
// `noms_imaging_benchmark escc TUMOUR CORD SAC`: the whole grading.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "noms/imaging/contour.h"
#include "noms/imaging/distance_map.h"
#include "noms/imaging/escc.h"
#include "noms/imaging/nifti.h"

namespace {

using namespace noms::imaging;

double wall() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double processor() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec) + 1e-6 * static_cast<double>(used.ru_utime.tv_usec);
}

void time_it(const char* what, const std::function<void()>& run) {
  std::array<double, 5> walls{};
  std::array<double, 5> users{};
  for (std::size_t n = 0; n < walls.size(); ++n) {
    const double w = wall();
    const double u = processor();
    run();
    walls[n] = wall() - w;
    users[n] = processor() - u;
  }
  std::sort(walls.begin(), walls.end());
  std::sort(users.begin(), users.end());
  std::printf("{\"part\": \"%s\", \"wall_s\": %.4f, \"user_s\": %.4f, \"least_wall_s\": %.4f}\n", what, walls[2],
              users[2], walls[0]);
}

noms::Result<Mask> load(const char* path) {
  const auto file = read_nifti_file(path);
  if (!file) return file.error();
  return mask_of(file.value(), 0, path);
}

/// Sum of all that was measured, so that nothing is left out by the compiler.
double measured_shapes(const Mask& mask) {
  const PlaneFrame frame = plane_frame(mask.grid);
  double sum = 0;
  for (int k = 0; k < mask.grid.size[2]; ++k) {
    const Outline shape =
        outline(smoothed_shape(mask, k, -4, -4, mask.grid.size[0] + 3, mask.grid.size[1] + 3, 0.6), frame);
    if (shape.empty()) continue;
    const Point2 centre = centroid(shape);
    sum += area(shape) + centre.x + centre.y;
    for (int ray = 0; ray < 72; ++ray) sum += radius_along(shape, centre, ray * 3.14159265358979 / 36);
  }
  return sum;
}

int time_map(int argc, char** argv) {
  if (argc < 4) return 2;
  const auto mask = load(argv[2]);
  if (!mask) return 3;
  Image map;
  time_it("map", [&] { map = distance_map(mask.value(), argc > 4 ? std::atoi(argv[4]) : 1); });
  return write_file(argv[3], map.voxels.data(), map.voxels.size() * sizeof(float)) ? 0 : 7;
}

int time_shapes(int argc, char** argv) {
  if (argc < 4) return 2;
  const auto cord = load(argv[2]);
  const auto sac = load(argv[3]);
  if (!cord || !sac) return 3;
  double sum = 0;
  time_it("shapes", [&] { sum += measured_shapes(cord.value()) + measured_shapes(sac.value()); });
  return sum > 0 ? 0 : 3;
}

int time_escc(int argc, char** argv) {
  if (argc < 5) return 2;
  const auto tumour = load(argv[2]);
  const auto cord = load(argv[3]);
  const auto sac = load(argv[4]);
  if (!tumour || !cord || !sac) return 3;
  const EsccInput input{tumour.value(), cord.value(), sac.value(), std::nullopt};
  bool graded = true;
  time_it("escc", [&] { graded = graded && measure_escc(input).has_value(); });
  return graded ? 0 : 3;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string part = argc > 1 ? argv[1] : "";
  if (part == "map") return time_map(argc, argv);
  if (part == "shapes") return time_shapes(argc, argv);
  if (part == "escc") return time_escc(argc, argv);
  return 2;
}
