// SPDX-License-Identifier: Apache-2.0
// Volumes of structures against an independent polygon library: the contours of a plane are joined by Boost.Geometry,
// and each plane stands for the space half way to the next, found here by plain counting.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "noms/dicom/data_set.h"
#include "noms/dosimetry/phantom.h"
#include "support/dose_scenes.h"

namespace noms::dosimetry {
namespace {

namespace bg = boost::geometry;
using Point = bg::model::d2::point_xy<double>;
using Shape = bg::model::polygon<Point>;
using Shapes = bg::model::multi_polygon<Shape>;

Shape shape_of(const Structure& structure, const Contour& contour) {
  Shape shape;
  for (std::size_t i = 0; i < contour.count; ++i) {
    const Vec3& p = structure.points[contour.first + i];
    bg::append(shape.outer(), Point(p.x, p.y));
  }
  bg::correct(shape);
  return shape;
}

/// The contours of every plane joined: nested ones cut holes.
std::map<double, double> areas_by_plane(const Structure& structure) {
  std::map<double, Shapes> planes;
  for (const Contour& contour : structure.contours) {
    Shapes& joined = planes[structure.points[contour.first].z];
    Shapes result;
    bg::sym_difference(joined, shape_of(structure, contour), result);
    joined = std::move(result);
  }
  std::map<double, double> areas;
  for (const auto& [z, shapes] : planes) areas[z] = bg::area(shapes);
  return areas;
}

/// Half way to the neighbours, as far beyond an end as to the neighbour inside. `gap` mm is the usual distance: one
/// missing plane is bridged, more is space.
double volume_cc(const Structure& structure, double gap) {
  const auto areas = areas_by_plane(structure);
  const std::vector<std::pair<double, double>> planes(areas.begin(), areas.end());
  const auto distance = [&](std::size_t i) { return planes[i + 1].first - planes[i].first; };
  double mm3 = 0;
  for (std::size_t i = 0; i < planes.size(); ++i) {
    const bool below = i > 0 && distance(i - 1) < 2.5 * gap;
    const bool above = i + 1 < planes.size() && distance(i) < 2.5 * gap;
    const double down = below ? distance(i - 1) : above ? distance(i) : gap;
    const double up = above ? distance(i) : below ? distance(i - 1) : gap;
    mm3 += planes[i].second * (down + up) / 2;
  }
  return mm3 / 1000;
}

DoseGrid small_dose() {
  auto dose = test::dose_of(phantom_dose(test::slanted_grid(), {}));
  EXPECT_TRUE(dose);
  return dose ? std::move(dose).value() : DoseGrid{};
}

void expect_equal_volumes(const StructureSet& set, double gap, std::size_t at_least) {
  const DoseGrid dose = small_dose();
  std::size_t compared = 0;
  for (const Structure& structure : set.structures) {
    if (structure.contours.empty()) continue;
    SCOPED_TRACE(structure.name);
    const auto ours = dvhs({&structure}, dose, usual_gap(set), {});
    ASSERT_TRUE(ours);
    const double theirs = volume_cc(structure, gap);
    ASSERT_GT(theirs, 0);
    EXPECT_NEAR(ours.value().front().volume_cc / theirs, 1, 5e-6) << theirs << " cc";
    ++compared;
  }
  EXPECT_GE(compared, at_least);
}

TEST(VolumeOracle, Phantoms) {
  for (const auto& [name, gap, count] : {std::tuple{"spine", 1.0, 9U}, {"cord", 1.0, 1U}, {"gaussian", 1.0, 1U}}) {
    SCOPED_TRACE(name);
    for (const Phantom& phantom : phantom_of(name)) {
      const auto set = test::structures_of(phantom_structures(phantom.structures, {}));
      ASSERT_TRUE(set);
      expect_equal_volumes(set.value(), gap, count);
    }
  }
}

TEST(VolumeOracle, RealPlan) {
  const char* root = std::getenv("NOMS_SHARED_DATA");
  if (root == nullptr) GTEST_SKIP() << "NOMS_SHARED_DATA does not point at the data";
  const auto folder = std::filesystem::path(root) / "radiotherapy/victorgabr_pps/BrainSRSRaystationIMRT";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the real plan is not among the data";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.path().filename().string().starts_with("RS")) continue;
    const auto file = dicom::read_file(entry.path().string());
    ASSERT_TRUE(file);
    const auto set = read_structures(file.value());
    ASSERT_TRUE(set);
    expect_equal_volumes(set.value(), 1, 24);
  }
}

}  // namespace
}  // namespace noms::dosimetry
