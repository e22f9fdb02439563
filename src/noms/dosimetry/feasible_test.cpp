// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/feasible.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/dose_scenes.h"

namespace noms::dosimetry {
namespace {

using test::heights;
using test::tube;

StructureSet set_of(const std::vector<PhantomStructure>& structures) {
  auto set = test::structures_of(phantom_structures(structures, {}));
  EXPECT_TRUE(set);
  return set.value();
}

Feasible run(const PhantomStructure& tumour, const PhantomStructure& cord, FeasibleOptions options = {}) {
  const StructureSet set = set_of({tumour, cord});
  auto result = feasible(set.structures[0], set.structures[1], usual_gap(set), {{1, 14, "test"}}, options);
  EXPECT_TRUE(result);
  return result.value();
}

TEST(Feasible, DistancesThatDosesAskFor) {
  const struct {
    double gy, straight, compound;
  } rows[] = {{15, 0.67, 0.65},   {16.44, 1.48, 1.52}, {18, 2.22, 2.39},
              {22.4, 3.75, 4.46}, {24, 4.17, 5.12},    {13, 0, 0}};
  for (const auto& row : rows) {
    EXPECT_NEAR(distance_for(row.gy, 14, 0.10, false), row.straight, 0.006);
    EXPECT_NEAR(distance_for(row.gy, 14, 0.10, true), row.compound, 0.006);
    if (row.gy > 14) {
      EXPECT_NEAR(dose_at_distance(distance_for(row.gy, 14, 0.10, true), 14, 0.10, true), row.gy, 1e-9);
    }
  }
  EXPECT_TRUE(std::isinf(dose_at_distance(10, 14, 0.10, false)));
}

TEST(Feasible, GapInThePlane) {
  // Cord of 6 mm at 0; tumour of 8 mm whose centre lies at 18: the surfaces are 4 mm apart.
  const Feasible f = run(tube("GTV", 8, heights(-10, 10, 1), 18), tube("Cord", 6, heights(-20, 20, 1)));
  EXPECT_NEAR(f.gap_mm, 4, 0.002);
  EXPECT_NEAR(f.distance_mm.front(), 4, 0.002);
  EXPECT_NEAR(f.distance_mm.back(), 20, 0.4);
  EXPECT_TRUE(f.warnings.empty());
}

TEST(Feasible, GapBetweenPlanes) {
  // The tumour lies above the end of the cord: slabs end 0.5 mm beyond their contours.
  const Feasible f = run(tube("GTV", 5, heights(10, 20, 1)), tube("Cord", 6, heights(-20, 0, 1)));
  EXPECT_NEAR(f.gap_mm, 9, 1e-6);
  EXPECT_TRUE(test::mentions(f.warnings, "not contoured along the whole tumour"));
}

TEST(Feasible, ATumourAtTheCordNeverFits) {
  const Feasible f = run(tube("GTV", 8, heights(-10, 10, 1), 13), tube("Cord", 6, heights(-20, 20, 1)));
  EXPECT_DOUBLE_EQ(f.gap_mm, 0);
  EXPECT_DOUBLE_EQ(f.fractions[0].minimum_gy.high, 14);
  EXPECT_LT(f.gap_mm, f.fractions[0].goals[0].gap_mm.low);
  EXPECT_EQ(f.close_planes.size(), 21U);
}

TEST(Feasible, NothingIsPredictedAboveThePrescription) {
  FeasibleOptions options;
  options.prescribed_gy = 18;
  const Feasible f = run(tube("GTV", 8, heights(-10, 10, 1), 40), tube("Cord", 6, heights(-20, 20, 1)), options);
  EXPECT_DOUBLE_EQ(f.fractions[0].minimum_gy.low, 18);
  EXPECT_DOUBLE_EQ(f.fractions[0].minimum_gy.high, 18);
}

TEST(Feasible, ThePlansOwnFallOff) {
  const Phantom phantom = phantom_of("cord").front();
  const StructureSet set = set_of({tube("GTV", 3, heights(-10, 10, 1), 14.5), phantom.structures[0]});
  const auto dose = test::dose_of(phantom_dose(phantom.grid, {}));
  ASSERT_TRUE(dose);
  const auto measured = measured_falloff(set.structures[0], set.structures[1], 1, dose.value());
  ASSERT_TRUE(measured);
  ASSERT_TRUE(measured.value());
  // exp(-0.1) a millimetre along the radius; rays are slanted, and their ninetieth percentile falls off a little less.
  EXPECT_NEAR(measured.value()->high, 1 - std::exp(-0.1), 0.006);
}

}  // namespace
}  // namespace noms::dosimetry
