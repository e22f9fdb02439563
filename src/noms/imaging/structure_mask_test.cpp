// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/structure_mask.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>

#include "noms/imaging/test_data.h"

namespace noms::imaging {
namespace {

using dicom::Structure;

/// Circles about (x, y) in a frame whose third axis is the normal.
Structure tube(Vec3 u, Vec3 v, double x, double y, double radius, const std::vector<double>& heights) {
  const Vec3 n = cross(u, v);
  Structure s;
  constexpr int corners = 180;
  for (const double h : heights) {
    s.contours.push_back({s.points.size(), corners, false});
    for (int c = 0; c < corners; ++c) {
      const double a = 2 * std::numbers::pi * c / corners;
      s.points.push_back((x + radius * std::cos(a)) * u + (y + radius * std::sin(a)) * v + h * n);
    }
  }
  return s;
}

void append(Structure& to, const Structure& more) {
  for (const auto& c : more.contours) to.contours.push_back({to.points.size() + c.first, c.count, false});
  to.points.insert(to.points.end(), more.points.begin(), more.points.end());
}

double volume_of(const Mask& mask) {
  return static_cast<double>(voxel_count(mask)) * mask.grid.voxel_volume();
}

constexpr Vec3 left{1, 0, 0};
constexpr Vec3 back{0, 1, 0};

TEST(StructureMask, TubesRingsAndOtherDirections) {
  const double tilt = 0.3;
  const Vec3 tilted{0, std::cos(tilt), std::sin(tilt)};
  for (const Vec3 v : {back, tilted, Vec3{0, 0, 1}}) {
    Structure ring = tube(left, v, 3, -2, 10, {0, 3, 6, 9});
    append(ring, tube(left, v, 3, -2, 6, {0, 3, 6, 9}));
    append(ring, tube(left, v, 3, -2, 6, {6}));  // the same hole twice counts once
    const auto grid = contour_grid({&ring}, 0.25);
    ASSERT_TRUE(grid) << grid.error()[0].message;
    EXPECT_EQ(grid.value().size[2], 4);
    const auto made = contour_mask(ring, grid.value());
    ASSERT_TRUE(made);
    EXPECT_TRUE(made.value().warnings.empty());
    EXPECT_NEAR(volume_of(made.value().mask), std::numbers::pi * (100 - 36) * 12, 0.004 * std::numbers::pi * 64 * 12);
  }
}

TEST(StructureMask, OneMissingPlaneIsFilledInAndSaid) {
  Structure cone;
  for (const int h : {0, 1, 2, 3, 4, 5, 6}) {
    if (h != 3) append(cone, tube(left, back, 0, 0, 5 + h, {2.0 * h}));
  }
  const auto grid = contour_grid({&cone}, 0.25);
  ASSERT_TRUE(grid);
  const auto made = contour_mask(cone, grid.value());
  ASSERT_TRUE(made);
  ASSERT_EQ(made.value().warnings.size(), 1U);
  EXPECT_NE(made.value().warnings[0].find("1 plane"), std::string::npos);
  double area = 0;
  const Mask& m = made.value().mask;
  for (int j = 0; j < m.grid.size[1]; ++j)
    for (int i = 0; i < m.grid.size[0]; ++i) area += m.at(i, j, 3) * 0.0625;
  EXPECT_NEAR(area, std::numbers::pi * 64, 0.02 * std::numbers::pi * 64);  // between radius 7 and 9

  const Structure apart = tube(left, back, 0, 0, 5, {0, 2, 4, 12, 14});
  const auto wide = contour_grid({&apart}, 0.5);
  ASSERT_TRUE(wide);
  const auto islands = contour_mask(apart, wide.value());
  ASSERT_TRUE(islands);
  EXPECT_TRUE(islands.value().warnings.empty());
  EXPECT_NEAR(volume_of(islands.value().mask), 5 * 2 * std::numbers::pi * 25, 0.02 * 10 * std::numbers::pi * 25);
}

TEST(StructureMask, ContoursOfAMaskGiveItBack) {
  const Structure ball = tube(left, back, 0, 0, 8, {0, 2, 4, 6});
  const auto grid = contour_grid({&ball}, 0.5);
  ASSERT_TRUE(grid);
  const auto made = contour_mask(ball, grid.value());
  ASSERT_TRUE(made);
  const auto again = contour_mask(contours_of(made.value().mask, "again"), grid.value());
  ASSERT_TRUE(again);
  EXPECT_NEAR(volume_of(again.value().mask), volume_of(made.value().mask), 0.005 * volume_of(made.value().mask));
  EXPECT_TRUE(
      contours_of(Mask{grid.value(), std::vector<std::uint8_t>(grid.value().count(), 0)}, "none").points.empty());
}

TEST(StructureMask, RefusesWhatHasNoPlanes) {
  const auto refused = [](const std::vector<const Structure*>& all, ErrorCode code, const std::string& tag) {
    const auto grid = contour_grid(all, 0.5);
    ASSERT_FALSE(grid);
    EXPECT_EQ(grid.error()[0].code, code);
    EXPECT_EQ(grid.error()[0].where, tag);
  };
  const Structure empty;
  refused({&empty}, ErrorCode::MissingField, "(3006,0040)");
  const Structure flat = tube(left, back, 0, 0, 5, {1});
  refused({&flat}, ErrorCode::MissingField, "(3006,0040)");
  const Structure uneven = tube(left, back, 0, 0, 5, {0, 2, 4, 5, 7});
  refused({&uneven}, ErrorCode::ImageGeometry, "(3006,0050)");
  Structure bent = tube(left, back, 0, 0, 5, {0, 2});
  bent.points[3].z += 1;
  refused({&bent}, ErrorCode::OutOfLimits, "(3006,0050)");
  Structure other = tube(left, back, 0, 0, 5, {0, 2});
  other.frame_of_reference = "2.25.9";
  const Structure here = tube(left, back, 0, 0, 5, {0, 2});
  refused({&here, &other}, ErrorCode::Contradiction, "(3006,0024)");
  const Structure huge = tube(left, back, 0, 0, 40000, {0, 2});
  refused({&huge}, ErrorCode::TooLarge, "(3006,0050)");
  const auto grid = contour_grid({&here}, 0.5);
  ASSERT_TRUE(grid);
  const auto off = contour_mask(tube(left, back, 0, 0, 5, {0, 2, 8}), grid.value());
  ASSERT_FALSE(off);
  EXPECT_EQ(off.error()[0].code, ErrorCode::ImageGeometry);
}

double area_of(const Structure& s, const dicom::Contour& c) {
  double twice = 0;
  for (std::size_t i = 0, j = c.count - 1; i < c.count; j = i++) {
    const Vec3 p = s.points[c.first + j];
    const Vec3 q = s.points[c.first + i];
    twice += p.x * q.y - q.x * p.y;
  }
  return twice / 2;
}

// Imaging notes, section 3: sums of areas times 3 mm, and the mask against contours with holes taken off.
TEST(StructureMask, RealStructureSet) {
  const std::string path = test_data("dicompyler+dicompyler-core/tests/testdata/example_data/rtss.dcm");
  if (path.empty()) GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  const auto file = dicom::read_file(path);
  ASSERT_TRUE(file);
  const auto set = dicom::read_structures(file.value());
  ASSERT_TRUE(set);
  std::size_t contours = 0;
  std::size_t points = 0;
  for (const auto& s : set.value().structures) contours += s.contours.size(), points += s.points.size();
  EXPECT_EQ(contours, 441U);
  EXPECT_EQ(points, 88158U);
  for (const auto& [name, ml] :
       {std::pair{"Heart", 439.7}, std::pair{"Tumor Bed", 13.2}, std::pair{"Lt Lung", 2024.3}}) {
    const Structure* s = set.value().find(name);
    ASSERT_NE(s, nullptr) << name;
    double sum = 0;
    double net = 0;
    double sign = 0;
    for (const auto& c : s->contours) {
      const double area = area_of(*s, c);
      if (std::fabs(area) > std::fabs(sign)) sign = area;
      sum += std::fabs(area);
      net += area;
    }
    EXPECT_NEAR(sum * 3 / 1000, ml, 0.06) << name;
    const auto grid = contour_grid({s}, 0.5);
    ASSERT_TRUE(grid) << grid.error()[0].message;
    EXPECT_NEAR(grid.value().spacing(2), 3, 1e-6);
    const auto made = contour_mask(*s, grid.value());
    ASSERT_TRUE(made);
    EXPECT_NEAR(volume_of(made.value().mask) / (std::fabs(net) * 3), 1, 0.01) << name;
  }
}

}  // namespace
}  // namespace noms::imaging
