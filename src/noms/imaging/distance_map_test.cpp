// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/distance_map.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "noms/imaging/contour.h"
#include "noms/imaging/internal/nearest_tree.h"
#include "noms/imaging/phantom.h"

namespace noms::imaging {
namespace {

Mask random_mask(std::array<int, 3> size, const std::array<Vec3, 3>& columns, double share, unsigned seed) {
  Mask m{{size, {columns, {1, 2, 3}}}, {}};
  m.voxels.resize(m.grid.count());
  std::mt19937 random(seed);
  for (auto& v : m.voxels) v = std::uniform_real_distribution<>(0, 1)(random) < share ? 1 : 0;
  return m;
}

void expect_exact(const Mask& m, int threads) {
  const Image map = distance_map(m, threads);
  std::vector<Vec3> seeds;
  for (int k = 0; k < m.grid.size[2]; ++k)
    for (int j = 0; j < m.grid.size[1]; ++j)
      for (int i = 0; i < m.grid.size[0]; ++i)
        if (m.at(i, j, k) != 0) seeds.push_back(m.grid.affine.patient(i, j, k));
  for (int k = 0; k < m.grid.size[2]; ++k)
    for (int j = 0; j < m.grid.size[1]; ++j)
      for (int i = 0; i < m.grid.size[0]; ++i) {
        double best = std::numeric_limits<double>::infinity();
        for (const Vec3 s : seeds) best = std::min(best, length(s - m.grid.affine.patient(i, j, k)));
        if (seeds.empty()) {
          EXPECT_TRUE(std::isinf(map.at(i, j, k)));
        } else {
          ASSERT_NEAR(static_cast<double>(map.at(i, j, k)), best, 2e-5);
        }
      }
}

TEST(DistanceMap, EqualsTheNearestOfAll) {
  const std::array<Vec3, 3> straight = {Vec3{0.4, 0, 0}, Vec3{0, 0.7, 0}, Vec3{0, 0, 3}};
  const std::array<Vec3, 3> oblique = {Vec3{0.3, 0.4, 0}, Vec3{-0.8, 0.6, 0}, Vec3{0, 0, -2.5}};
  const std::array<Vec3, 3> sheared = {Vec3{0.5, 0, 0}, Vec3{0, 0.5, 0}, Vec3{0, 0.9, 2}};
  for (unsigned seed = 1; seed < 12; ++seed) {
    const double share = seed % 3 == 0 ? 0.001 : seed % 3 == 1 ? 0.02 : 0.4;
    for (const auto& columns : {straight, oblique, sheared}) {
      expect_exact(random_mask({11, 19, 7}, columns, share, seed), seed % 2 == 0 ? 1 : 2);
    }
  }
  expect_exact(random_mask({5, 4, 3}, straight, 0, 1), 1);
  expect_exact(random_mask({1, 1, 9}, straight, 0.2, 1), 2);
}

TEST(Contour, ADiscHasItsAreaAndItsGap) {
  for (const double h : {0.3, 0.5, 0.7, 1.0}) {
    Mask m{{{80, 80, 1}, {}}, std::vector<std::uint8_t>(6400, 0)};
    m.grid.affine.column = {Vec3{h, 0, 0}, Vec3{0, h, 0}, Vec3{0, 0, 3}};
    const double r = 8 * h + 2;
    const Point2 c = {40.3 * h, 39.8 * h};
    for (int j = 0; j < 80; ++j)
      for (int i = 0; i < 80; ++i) m.voxels[m.grid.index(i, j, 0)] = length(Point2{i * h, j * h} - c) < r ? 1 : 0;
    const Outline o = outline(smoothed_slice(m, 0, -3, -3, 82, 82, 0.6), plane_frame(m.grid));
    ASSERT_EQ(o.loops.size(), 1U);
    EXPECT_NEAR(area(o), 3.14159265 * r * r, 0.02 * 3.14159265 * r * r);
    EXPECT_NEAR(length(centroid(o) - c), 0, 0.1 * h);
    for (int n = 0; n < 36; ++n) EXPECT_NEAR(radius_along(o, c, n * 0.1745), r, 0.6 * h);
    EXPECT_TRUE(inside(o, c));
    EXPECT_FALSE(inside(o, {c.x + r + h, c.y}));
  }
}

TEST(Contour, ASmallerWindowChangesNoOutline) {
  const Mask m = random_mask({30, 24, 2}, {Vec3{0.5, 0, 0}, Vec3{0, 0.5, 0}, Vec3{0, 0, 3}}, 0.05, 11);
  const PlaneFrame frame = plane_frame(m.grid);
  const Outline all = outline(smoothed_slice(m, 1, -4, -4, 33, 27, 0.6), frame, 0.2);
  const Outline small = outline(smoothed_shape(m, 1, -4, -4, 33, 27, 0.6), frame, 0.2);
  ASSERT_FALSE(all.loops.empty());
  ASSERT_EQ(all.loops.size(), small.loops.size());
  EXPECT_EQ(area(all), area(small));
  for (std::size_t n = 0; n < all.loops.size(); ++n) EXPECT_EQ(all.loops[n].size(), small.loops[n].size());
  const Mask empty{m.grid, std::vector<std::uint8_t>(m.voxels.size(), 0)};
  EXPECT_TRUE(outline(smoothed_shape(empty, 0, -4, -4, 33, 27, 0.6), frame).empty());
}

TEST(NearestTree, ALimitKeepsWhatLiesBelowIt) {
  PhantomRandom random(5);
  const auto place = [&] { return Vec3{random.uniform(-9, 9), random.uniform(-9, 9), random.uniform(-9, 9)}; };
  std::vector<Vec3> points;
  for (int n = 0; n < 200; ++n) points.push_back(place());
  const internal::NearestTree tree(points);
  for (int n = 0; n < 300; ++n) {
    const Vec3 p = 2.0 * place();
    const double d = tree.distance(p);
    EXPECT_EQ(tree.distance_below(d + 1e-6, p), d);
    EXPECT_EQ(tree.distance_below(d - 1e-6, p), std::numeric_limits<double>::infinity());
  }
}

TEST(Contour, AHoleCountsAgainstTheArea) {
  Mask m{{{12, 12, 1}, {}}, std::vector<std::uint8_t>(144, 0)};
  for (int j = 2; j < 10; ++j)
    for (int i = 2; i < 10; ++i) m.voxels[m.grid.index(i, j, 0)] = i >= 5 && i < 8 && j >= 5 && j < 8 ? 0 : 1;
  const Outline o = outline(smoothed_slice(m, 0, 0, 0, 11, 11, 0), plane_frame(m.grid));
  EXPECT_EQ(o.loops.size(), 2U);
  EXPECT_NEAR(area(o), 64 - 9, 1.1);
  EXPECT_FALSE(inside(o, {6, 6}));
}

TEST(Geometry, ReorderedVoxelsStayWhereTheyAre) {
  const std::array<Vec3, 3> columns = {Vec3{0, 0, -2}, Vec3{0.5, 0.1, 0}, Vec3{-0.1, 0.5, 0}};
  const Mask m = random_mask({5, 6, 7}, columns, 0.3, 3);
  const Order order = towards_lps(m.grid);
  const Mask r = reordered(m, order);
  EXPECT_EQ(r.grid.size, (std::array<int, 3>{6, 7, 5}));
  for (int k = 0; k < 5; ++k)
    for (int j = 0; j < 7; ++j)
      for (int i = 0; i < 6; ++i) {
        const VoxelPoint v = m.grid.affine.voxel(r.grid.affine.patient(i, j, k));
        EXPECT_EQ(r.at(i, j, k), m.at(static_cast<int>(std::lround(v[0])), static_cast<int>(std::lround(v[1])),
                                      static_cast<int>(std::lround(v[2]))));
      }
  EXPECT_EQ(resampled(m, r.grid).voxels, r.voxels);
}

}  // namespace
}  // namespace noms::imaging
