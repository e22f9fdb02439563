// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/dvh.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "noms/dosimetry/analytic.h"
#include "noms/dosimetry/internal/effort.h"
#include "support/dose_scenes.h"
#include "support/nelms.h"

namespace noms::dosimetry {
namespace {

using test::dvhs_of;
using test::heights;
using test::mentions;
using test::tube;

constexpr double pi = std::numbers::pi;
// A regular polygon of n corners has this share of its circle.
double polygon(double radius, int corners) {
  return corners / 2.0 * radius * radius * std::sin(2 * pi / corners);
}

Dvh one(const PhantomStructure& structure, const DvhOptions& options = {}) {
  auto result = dvhs_of({structure}, test::slanted_grid(), {}, options);
  EXPECT_TRUE(result) << (result ? "" : result.error()[0].where + " " + result.error()[0].message);
  return result ? result.value().front() : Dvh{};
}

TEST(Dvh, HalfSlicesCloseTheEndsUnlessSwitchedOff) {
  DvhOptions options;
  const auto structure = tube("T", 9, heights(0, 10, 2));
  EXPECT_NEAR(one(structure, options).volume_cc, polygon(9, 360) * 12 / 1000, 1e-9);
  options.caps = EndCaps::None;
  EXPECT_NEAR(one(structure, options).volume_cc, polygon(9, 360) * 10 / 1000, 1e-9);
}

TEST(Dvh, RingsHolesAndIslands) {
  PhantomStructure ring{"Ring", "PTV", {}};
  for (const double z : heights(0, 10, 1)) {
    ring.contours.push_back(circle({0, 0, z}, 15, 360));
    auto hole = circle({0, 0, z}, 10, 360);
    if (z > 5) std::reverse(hole.begin(), hole.end());
    ring.contours.push_back(hole);
    ring.contours.push_back(circle({1, 0, z}, 4, 360));
  }
  const Dvh dvh = one(ring);
  EXPECT_NEAR(dvh.volume_cc, (polygon(15, 360) - polygon(10, 360) + polygon(4, 360)) * 11 / 1000, 1e-9);
  EXPECT_NEAR(dvh.inside_cc, dvh.volume_cc, 1e-9);
}

TEST(Dvh, AKeyholeIsARing) {
  PhantomStructure keyhole{"Key", "PTV", {}};
  for (const double z : heights(0, 10, 1)) {
    auto outer = circle({0, 0, z}, 15, 360);
    auto inner = circle({0, 0, z}, 10, 360);
    outer.push_back(outer.front());
    inner.push_back(inner.front());
    std::reverse(inner.begin(), inner.end());
    outer.insert(outer.end(), inner.begin(), inner.end());
    keyhole.contours.push_back(outer);
  }
  const Dvh dvh = one(keyhole);
  EXPECT_NEAR(dvh.volume_cc, (polygon(15, 360) - polygon(10, 360)) * 11 / 1000, 1e-9);
  EXPECT_NEAR(dvh.mean_gy, 15.25, 2e-3);
}

TEST(Dvh, UnevenPlanesMissingSlicesAndSpaces) {
  const Dvh uneven = one(tube("U", 6, {0, 1, 2, 3, 6, 9, 12}));
  EXPECT_NEAR(uneven.volume_cc, polygon(6, 360) * 14 / 1000, 1e-9);
  EXPECT_TRUE(mentions(uneven.warnings, "unevenly spaced"));
  const Dvh missing = one(tube("M", 6, {0, 1, 2, 4, 5, 6}));
  EXPECT_NEAR(missing.volume_cc, polygon(6, 360) * 7 / 1000, 1e-9);
  EXPECT_TRUE(mentions(missing.warnings, "slice is missing"));
  const Dvh islands = one(tube("I", 6, {0, 1, 2, 10, 11, 12}));
  EXPECT_NEAR(islands.volume_cc, polygon(6, 360) * 6 / 1000, 1e-9);
  EXPECT_TRUE(mentions(islands.warnings, "space between islands"));
}

TEST(Dvh, ASingleContourTakesTheUsualGapOfTheSet) {
  auto result = dvhs_of({tube("Many", 6, heights(0, 9, 3)), tube("One", 6, {0})}, test::slanted_grid());
  ASSERT_TRUE(result);
  EXPECT_NEAR(result.value()[1].volume_cc, polygon(6, 360) * 3 / 1000, 1e-9);
  EXPECT_TRUE(mentions(result.value()[1].warnings, "stands alone"));
}

TEST(Dvh, TheShareOutsideTheGridIsReported) {
  const Dvh half = one(tube("Half", 10, heights(-5, 5, 1), 41));
  EXPECT_NEAR(half.outside, 0.5, 0.01);
  EXPECT_TRUE(mentions(half.warnings, "outside the dose grid"));
  EXPECT_GT(half.minimum_gy, 20);
  const Dvh all = one(tube("Gone", 4, heights(-5, 5, 1), 200));
  EXPECT_DOUBLE_EQ(all.outside, 1);
  EXPECT_FALSE(all.has_dose());
  EXPECT_FALSE(dose_at_percent(all, 95));
}

TEST(Dvh, OverlapsAndRepeatsAreNamed) {
  PhantomStructure overlap{"O", "PTV", {}};
  PhantomStructure twice{"D", "PTV", {}};
  for (const double z : heights(0, 4, 1)) {
    overlap.contours.push_back(circle({-3, 0, z}, 6, 360));
    overlap.contours.push_back(circle({3, 0, z}, 6, 360));
    twice.contours.push_back(circle({0, 0, z}, 6, 360));
    twice.contours.push_back(circle({0, 0, z}, 6, 360));
  }
  const Dvh joined = one(overlap);
  // Two circles of radius 6, 6 apart: twice the disc less the lens.
  const double lens = 2 * 36 * std::acos(0.5) - 3 * std::sqrt(4 * 36 - 36);
  EXPECT_NEAR(joined.volume_cc, (2 * pi * 36 - lens) * 5 / 1000, 0.003);
  EXPECT_TRUE(mentions(joined.warnings, "overlap"));
  const Dvh single = one(twice);
  EXPECT_NEAR(single.volume_cc, polygon(6, 360) * 5 / 1000, 1e-9);
  EXPECT_TRUE(mentions(single.warnings, "twice"));
}

TEST(Dvh, RefusesContoursThatAreNotFlat) {
  PhantomStructure bent = tube("B", 6, {0, 1});
  bent.contours[0][10].z += 2;
  const auto result = dvhs_of({bent}, test::slanted_grid());
  ASSERT_FALSE(result);
  EXPECT_TRUE(result.error()[0].where.starts_with("(3006,0050)"));
}

TEST(Dvh, SagittalContoursAreRead) {
  PhantomStructure sagittal{"S", "ORGAN", {}};
  for (const double x : heights(-5, 5, 1)) {
    std::vector<Vec3> contour;
    for (const Vec3 p : circle({0, 0, 0}, 8, 360)) contour.push_back({x, p.x, p.y});
    sagittal.contours.push_back(contour);
  }
  const Dvh dvh = one(sagittal);
  EXPECT_NEAR(dvh.volume_cc, polygon(8, 360) * 11 / 1000, 1e-9);
  EXPECT_NEAR(dvh.mean_gy, 15, 1e-3);
}

TEST(Dvh, ThreadsChangeNothing) {
  DvhOptions alone;
  alone.threads = 1;
  DvhOptions many;
  many.threads = 5;
  const auto structure = tube("T", 12, heights(-20, 20, 1));
  const Dvh a = one(structure, alone);
  const Dvh b = one(structure, many);
  EXPECT_EQ(a.cumulative_cc, b.cumulative_cc);
  EXPECT_EQ(a.mean_gy, b.mean_gy);
}

TEST(Dvh, ManyStructuresWithManyThreadsAreTheSame) {
  DvhOptions alone;
  alone.threads = 1;
  DvhOptions many;
  many.threads = 7;
  const Phantom phantom = phantom_of("spine").front();
  const auto set = test::structures_of(phantom_structures(phantom.structures, {}));
  const auto dose = test::dose_of(phantom_dose(phantom.grid, {}));
  ASSERT_TRUE(set && dose);
  std::vector<const Structure*> all;
  for (const auto& structure : set.value().structures) all.push_back(&structure);
  const auto a = dvhs(all, dose.value(), 1, alone);
  const auto b = dvhs(all, dose.value(), 1, many);
  ASSERT_TRUE(a && b);
  ASSERT_EQ(a.value().size(), b.value().size());
  for (std::size_t i = 0; i < a.value().size(); ++i) {
    SCOPED_TRACE(a.value()[i].name);
    EXPECT_EQ(a.value()[i].name, b.value()[i].name);
    EXPECT_EQ(a.value()[i].cumulative_cc, b.value()[i].cumulative_cc);
    EXPECT_EQ(a.value()[i].minimum_gy, b.value()[i].minimum_gy);
    EXPECT_EQ(a.value()[i].maximum_gy, b.value()[i].maximum_gy);
    EXPECT_EQ(a.value()[i].gradient, b.value()[i].gradient);
    EXPECT_EQ(a.value()[i].curvature, b.value()[i].curvature);
  }
}

// A structure never shows more than one that it holds, and less than one within it.
TEST(Dvh, ExtremesOfAStructureHoldThoseOfItsParts) {
  PhantomGrid grid = test::slanted_grid();
  grid.dose_gy = [](Vec3 p) { return 10 + 20 * std::exp(-(p.x * p.x + p.y * p.y + p.z * p.z) / 40); };
  const auto result = dvhs_of({tube("Small", 9, heights(-8, 8, 1)), tube("Large", 36, heights(-30, 30, 1))}, grid);
  ASSERT_TRUE(result);
  EXPECT_NEAR(result.value()[0].maximum_gy, 30, 1e-4);
  EXPECT_GE(result.value()[1].maximum_gy, result.value()[0].maximum_gy);
  EXPECT_LE(result.value()[1].minimum_gy, result.value()[0].minimum_gy);
}

std::vector<Vec3> square(double half, double z, double tilt) {
  std::vector<Vec3> points;
  for (const auto& [x, y] : {std::pair{-1.0, -1.0}, {1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}})
    points.push_back({half * x, half * y, z + tilt * half * x});
  return points;
}

// A few hundred bytes can describe a structure of the size of a house.
TEST(Dvh, TheWorkOfAFileIsBounded) {
  for (const double tilt : {0.0, 0.3}) {
    SCOPED_TRACE(tilt);
    PhantomStructure house{"House", "ORGAN", {square(60'000, -30'000, tilt), square(60'000, 30'000, tilt)}};
    const Dvh dvh = one(house);
    EXPECT_TRUE(mentions(dvh.warnings, "too large to be sampled every 1.5 mm; sampled every"));
    EXPECT_GT(dvh.coarse_mm, 1.5);
    EXPECT_EQ(dvh.coarse_mm, dvh.step_mm);
    EXPECT_NEAR(dvh.volume_cc, 1.2e5 * 1.2e5 * 1.2e5 / 1000, 1e-6 * dvh.volume_cc);
  }
}

TEST(Dvh, TheBoundIsSharedByAllStructures) {
  const auto dose = test::dose_of(phantom_dose(test::slanted_grid(), {}));
  std::vector<PhantomStructure> scene{tube("Cord", 6, heights(-20, 20, 1))};
  for (int i = 0; i < 12; ++i) scene.push_back({"House " + std::to_string(i), "ORGAN", {}});
  for (std::size_t i = 1; i < scene.size(); ++i)
    scene[i].contours = {square(20'000, -9'000, 0.3), square(20'000, 9'000, 0.3)};
  const auto set = test::structures_of(phantom_structures(scene, {}));
  ASSERT_TRUE(dose && set);
  std::vector<Work> works(scene.size());
  for (std::size_t i = 0; i < works.size(); ++i)
    works[i].solid = solid_of(set.value().structures[i], {EndCaps::HalfGap, 1}).value();
  choose_rasters(works, dose.value(), {});
  double pieces = 0;
  for (const auto& work : works) {
    for (const auto& slab : work.solid.slabs) pieces += pieces_of(work, slab, work.raster.size, dose.value());
  }
  EXPECT_LE(pieces, most_pieces);
  EXPECT_FALSE(works[0].coarse);
  EXPECT_TRUE(works[1].coarse);
}

TEST(Dvh, ACoarseSamplingWidensTheUncertainty) {
  Dvh dvh;
  dvh.gradient = {2, 2};
  dvh.curvature = {0, 0};
  const double fine = uncertainty_at(dvh, 0.1);
  dvh.coarse_mm = 12;
  EXPECT_DOUBLE_EQ(fine, 1);
  EXPECT_NEAR(uncertainty_at(dvh, 0.1), 2 * std::hypot(0.5, std::sqrt(12.0)), 1e-12);
}

TEST(Dvh, SphereInAGaussian) {
  const Phantom phantom = phantom_of("gaussian").front();
  auto result = dvhs_of(phantom.structures, phantom.grid);
  ASSERT_TRUE(result);
  const Dvh& dvh = result.value().front();
  for (const double percent : {95.0, 80.0, 50.0, 20.0, 5.0}) {
    const double r = 12 * std::cbrt(percent / 100);
    EXPECT_NEAR(*dose_at_percent(dvh, percent), 20 * std::exp(-r * r / 450), 0.02) << percent;
  }
}

TEST(Dvh, CordInExponentialFallOff) {
  const Phantom phantom = phantom_of("cord").front();
  auto result = dvhs_of(phantom.structures, phantom.grid);
  ASSERT_TRUE(result);
  const Dvh& dvh = result.value().front();
  const double most = 24 * std::exp(-0.6);
  EXPECT_NEAR(dvh.maximum_gy / most, 1, 0.005);
  EXPECT_NEAR(*dose_at_volume(dvh, 0.035) / 13.16, 1, 0.005);
  EXPECT_NEAR(dvh.volume_cc / 9.161, 1, 0.005);
  EXPECT_NEAR(dvh.mean_gy / 10.889, 1, 0.005);
}

TEST(Dvh, NelmsSet) {
  const auto folder = test::nelms_folder();
  if (!folder) GTEST_SKIP() << "NOMS_SHARED_DATA does not point at the data";
  int coarse_points = 0;
  int coarse_off = 0;
  for (const auto& pair : test::nelms_pairs(*folder)) {
    const auto points = test::nelms_points(pair, {});
    ASSERT_EQ(points.size(), 9U) << pair.structure << " " << pair.grid;
    for (const auto& point : points) {
      if (pair.fine) {
        EXPECT_LT(std::fabs(point.error_percent()), 1) << pair.structure << " " << pair.grid << " " << point.name;
      } else {
        ++coarse_points;
        coarse_off += std::fabs(point.error_percent()) > 3 ? 1 : 0;
      }
    }
  }
  EXPECT_LE(coarse_off, coarse_points / 20);
}

TEST(Dvh, RealPlan) {
  const char* root = std::getenv("NOMS_SHARED_DATA");
  if (root == nullptr) GTEST_SKIP() << "NOMS_SHARED_DATA does not point at the data";
  std::string files[2];
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(root) + "/radiotherapy/victorgabr_pps/BrainSRSRaystationIMRT")) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("RS")) files[0] = entry.path().string();
    if (name.starts_with("RD")) files[1] = entry.path().string();
  }
  auto set_file = dicom::read_file(files[0]);
  auto dose_file = dicom::read_file(files[1]);
  ASSERT_TRUE(set_file && dose_file);
  const auto set = read_structures(set_file.value());
  const auto dose = read_dose(dose_file.value());
  ASSERT_TRUE(set && dose);
  const struct {
    const char* name;
    double volume, d95, d99;
  } rows[] = {{"BODY", 4581.097, -1, -1},       {"BRAIN - PTV", 1369.755, -1, -1}, {"GTV_1", 0.069708, 48.22, 47.73},
              {"GTV_ALL", 2.676, 47.08, 45.75}, {"PTV_1", -1, 45.40, -1},          {"PTV_4", -1, 43.90, -1}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto result = dvhs({set.value().find(row.name)}, dose.value(), usual_gap(set.value()), {});
    ASSERT_TRUE(result);
    const Dvh& dvh = result.value().front();
    if (row.volume > 0) {
      EXPECT_NEAR(dvh.volume_cc / row.volume, 1, row.volume > 4 || row.volume < 1 ? 1e-5 : 2e-4);
    }
    if (row.d95 > 0) {
      EXPECT_NEAR(*dose_at_percent(dvh, 95) / row.d95, 1, 0.003);
    }
    if (row.d99 > 0) {
      EXPECT_NEAR(*dose_at_percent(dvh, 99) / row.d99, 1, 0.003);
    }
  }
}

}  // namespace
}  // namespace noms::dosimetry
