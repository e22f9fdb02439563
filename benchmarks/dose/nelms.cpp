// SPDX-License-Identifier: Apache-2.0
// The table of the Nelms test set: share of points more than 3 % off, ranges, and CPU time. `--points` lists every
// point above 1 %.
#include <cstdio>
#include <cstring>
#include <ctime>

#include "support/nelms.h"

namespace {

struct Tally {
  int points = 0;
  int over3 = 0;
  int over1 = 0;
  int without = 0;
  int without_over3 = 0;
  double volume_low = 1e9;
  double volume_high = -1e9;
  double d95 = 0;
  int pairs = 0;
};

void add(Tally& tally, const std::vector<noms::test::NelmsPoint>& points) {
  ++tally.pairs;
  for (const auto& point : points) {
    const double error = point.error_percent();
    const double off = error < 0 ? -error : error;
    ++tally.points;
    tally.over3 += off > 3;
    tally.over1 += off > 1;
    if (!point.extreme()) {
      ++tally.without;
      tally.without_over3 += off > 3;
    }
    if (std::strcmp(point.name, "volume") == 0) {
      tally.volume_low = error < tally.volume_low ? error : tally.volume_low;
      tally.volume_high = error > tally.volume_high ? error : tally.volume_high;
    }
    if (std::strcmp(point.name, "d95") == 0) tally.d95 += off;
  }
}

void print(const char* name, const Tally& t) {
  std::printf(
      "%-8s %3d pairs %4d points  > 3 %%: %d (%.1f %%)  > 1 %%: %d (%.1f %%)  without Dmin, Dmax > 3 %%: %d (%.1f %%)  "
      "V %.2f .. %.2f %%  D95 mean abs %.2f %%\n",
      name, t.pairs, t.points, t.over3, 100.0 * t.over3 / t.points, t.over1, 100.0 * t.over1 / t.points,
      t.without_over3, 100.0 * t.without_over3 / t.without, t.volume_low, t.volume_high, t.d95 / t.pairs);
}

}  // namespace

int main(int count, char** words) {
  const auto folder = noms::test::nelms_folder();
  if (!folder) {
    std::puts("NOMS_SHARED_DATA does not point at the data; nothing measured");
    return 2;
  }
  const bool list = count > 1 && std::strcmp(words[1], "--points") == 0;
  noms::dosimetry::DvhOptions options;
  options.threads = 1;
  Tally fine;
  Tally coarse;
  const auto start = std::clock();
  for (const auto& pair : noms::test::nelms_pairs(*folder)) {
    const auto points = noms::test::nelms_points(pair, options);
    if (points.empty()) {
      std::printf("not read: %s %s\n", pair.structure.c_str(), pair.grid.c_str());
      continue;
    }
    add(pair.fine ? fine : coarse, points);
    for (const auto& point : points) {
      const double off = std::fabs(point.error_percent());
      if (list && off > (pair.fine ? 1 : 3)) {
        std::printf("%-20s %-12s %-8s truth %8.4f found %8.4f  %+.2f %%\n", pair.structure.c_str(), pair.grid.c_str(),
                    point.name, point.truth, point.found, point.error_percent());
      }
    }
  }
  print("test 1", fine);
  print("test 2", coarse);
  std::printf("CPU %.2f s for %d DVHs\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC,
              fine.pairs + coarse.pairs);
}
