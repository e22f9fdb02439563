// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/escc.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "noms/imaging/cord_distance.h"
#include "noms/imaging/distance_map.h"
#include "noms/imaging/escc_page.h"
#include "noms/imaging/nifti.h"
#include "noms/imaging/phantom.h"
#include "noms/imaging/test_data.h"

namespace noms::imaging {
namespace {

EsccInput input_of(const Phantom& p) {
  return {p.tumour, p.cord, p.sac, p.canal};
}

Phantom phantom(const std::string& grade, std::uint64_t seed, double pixel = 0.5, const std::string& storage = "LPS",
                bool mirrored = false) {
  PhantomSpec spec;
  spec.grade = grade;
  spec.seed = seed;
  spec.pixel = pixel;
  spec.storage = storage;
  spec.mirrored = mirrored;
  spec.image_noise = 0;
  return make_phantom(spec).value();
}

EsccResult graded(const Phantom& p) {
  return measure_escc(input_of(p)).value();
}

constexpr std::array<const char*, 6> grade_names = {"0", "1a", "1b", "1c", "2", "3"};

TEST(Escc, EveryGradeOfAPhantomIsFound) {
  int exact = 0;
  int covered = 0;
  for (std::size_t g = 0; g < grade_names.size(); ++g) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const EsccResult r = graded(phantom(grade_names[g], seed));
      ASSERT_TRUE(r.grade) << r.reason;
      exact += *r.grade == static_cast<EsccGrade>(g);
      covered += r.set.has(static_cast<EsccGrade>(g));
    }
  }
  EXPECT_GE(exact, 17);
  EXPECT_EQ(covered, 18);
}

// The truth of a scene is what its definition in phantom.h says, also where the tumour meets the cord aslant.
TEST(Escc, PhantomsKeepWhatTheirGradePromises) {
  for (std::uint64_t seed = 5010; seed < 5024; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    EXPECT_GE(phantom("1b", seed, 1).gap_mm, 0.199);
  }
  for (const std::uint64_t seed : {3U, 5U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Phantom p = phantom("1c", seed, 0.2);
    const Grid& g = p.cord.grid;
    const auto cord_in = [&](int k) {
      const auto from = p.cord.voxels.begin() + static_cast<std::ptrdiff_t>(g.index(0, 0, k));
      return static_cast<double>(std::count(from, from + static_cast<std::ptrdiff_t>(g.index(0, 0, 1)), 1));
    };
    EXPECT_NEAR(cord_in(g.size[2] / 2) / cord_in(0), 1, 0.005);
    EXPECT_EQ(p.gap_mm, 0);
    EXPECT_EQ(p.dent_mm, 0);
  }
}

// With outlines of 0.4 pixel error a gap of 0 may be one of 0.3 mm, but a cord marked deeply by what lies there is
// reached.
TEST(Escc, ADeepMarkInTheCordIsNeverLeftAtTheSac) {
  for (const char* grade : {"2", "3"}) {
    for (std::uint64_t seed = 5001; seed <= 5003; ++seed) {
      SCOPED_TRACE(std::string(grade) + " seed " + std::to_string(seed));
      PhantomSpec spec;
      spec.grade = grade;
      spec.seed = seed;
      spec.contour_noise = 0.4;
      const Phantom p = make_phantom(spec).value();
      const EsccResult r = graded(p);
      ASSERT_TRUE(r.grade);
      EXPECT_EQ(name_of(*r.grade), grade);
      if (p.dent_mm < 1.4) continue;
      EXPECT_FALSE(r.set.has(EsccGrade::G1b));
      EXPECT_EQ(r.set.groups(), std::vector<std::string>{"high"});
    }
  }
}

TEST(Escc, StorageAndMirrorChangeNothing) {
  for (const char* grade : {"1b", "2"}) {
    const EsccResult a = graded(phantom(grade, 7));
    for (const char* storage : {"RAS", "PIR", "SLA", "ILP"}) {
      const EsccResult b = graded(phantom(grade, 7, 0.5, storage));
      ASSERT_EQ(a.grade, b.grade);
      EXPECT_EQ(a.set.weight, b.set.weight);
      ASSERT_EQ(a.planes.size(), b.planes.size());
      for (std::size_t n = 0; n < a.planes.size(); ++n) {
        const EsccMeasures& x = a.planes[n].measures;
        const EsccMeasures& y = b.planes[n].measures;
        EXPECT_NEAR(x.cord_gap.value_or(-1), y.cord_gap.value_or(-1), 1e-6);
        EXPECT_NEAR(x.cord_dent.value_or(-1), y.cord_dent.value_or(-1), 1e-6);
        EXPECT_NEAR(x.sac_dent.value_or(-1), y.sac_dent.value_or(-1), 1e-6);
        EXPECT_NEAR(x.epidural_area, y.epidural_area, 1e-6);
        EXPECT_LT(length(a.planes[n].centre - b.planes[n].centre), 1e-6);
      }
    }
    const EsccResult mirrored = graded(phantom(grade, 7, 0.5, "LPS", true));
    EXPECT_EQ(a.grade, mirrored.grade);
  }
}

/// The whole scene turned in the scanner: the same voxels under another affine.
Outline drawn(const EsccDrawing& drawing, std::string_view structure) {
  for (const auto& shape : drawing.shapes) {
    if (shape.structure == structure) return {shape.pixels};
  }
  return {};
}

// What a page draws from the outlines is what was measured: the gap between the drawn polygons is the number given.
TEST(Escc, DrawnOutlinesGiveTheMeasuredGap) {
  for (const char* storage : {"LPS", "PIR"}) {
    const Phantom p = phantom("1b", 7, 0.5, storage);
    const EsccResult r = graded(p);
    std::vector<int> planes;
    for (const auto& plane : r.planes) planes.push_back(plane.plane);
    const auto drawings = escc_drawings(input_of(p), r, planes);
    ASSERT_TRUE(drawings);
    ASSERT_EQ(drawings.value().size(), r.planes.size());
    int compared = 0;
    for (std::size_t n = 0; n < r.planes.size(); ++n) {
      const EsccDrawing& d = drawings.value()[n];
      EXPECT_EQ(d.plane, r.planes[n].plane);
      SCOPED_TRACE(std::string(storage) + " plane " + std::to_string(d.plane));
      const auto gap = r.planes[n].measures.cord_gap;
      if (!gap) continue;
      ASSERT_TRUE(d.gap);
      EXPECT_EQ(d.gap->measured, gap);
      const double drawn_mm = gap_between(drawn(d, "cord"), drawn(d, "tumour")).mm / d.pixels_per_mm;
      EXPECT_NEAR(d.gap->in_plane, drawn_mm, 1e-6);
      EXPECT_NEAR(length(d.gap->to - d.gap->from) / d.pixels_per_mm, drawn_mm, 1e-6);
      EXPECT_NEAR(length(d.gap->patient_to - d.gap->patient_from), drawn_mm, 1e-6);
      // Beyond 10 degrees what is measured is the gap at right angles to the cord, not the one in the slice.
      const double oblique = r.planes[n].obliquity;
      if (oblique > 10) {
        EXPECT_GE(drawn_mm, *gap - 1e-6);
        EXPECT_LE(drawn_mm * std::cos(oblique * 3.14159265358979 / 180), *gap + 1e-6);
        continue;
      }
      EXPECT_NEAR(drawn_mm, *gap, 1e-6);
      ++compared;
    }
    EXPECT_GT(compared, 5);
  }
}

TEST(Escc, DrawingsOfPlanesThatAreNotThereAreRefused) {
  const Phantom p = phantom("1b", 7);
  const auto drawings = escc_drawings(input_of(p), graded(p), {100'000});
  ASSERT_FALSE(drawings);
  EXPECT_EQ(drawings.error()[0].where, "plane");
}

TEST(Escc, ATurnedPatientChangesNothing) {
  const Phantom p = phantom("1c", 4);
  EsccInput turned = input_of(p);
  const double a = 0.6;
  const auto turn = [&](Vec3 v) {
    return Vec3{v.x, v.y * std::cos(a) - v.z * std::sin(a), v.y * std::sin(a) + v.z * std::cos(a)};
  };
  for (Mask* m : {&turned.tumour, &turned.cord, &turned.sac, &*turned.canal}) {
    for (Vec3& c : m->grid.affine.column) c = turn(c);
    m->grid.affine.origin = turn(m->grid.affine.origin) + Vec3{12, -7, 300};
  }
  const EsccResult r = graded(p);
  const EsccResult t = measure_escc(turned).value();
  EXPECT_EQ(r.grade, t.grade);
  EXPECT_EQ(r.set.weight, t.set.weight);
  ASSERT_EQ(r.planes.size(), t.planes.size());
  for (std::size_t n = 0; n < r.planes.size(); ++n) {
    EXPECT_NEAR(r.planes[n].measures.cord_gap.value_or(-1), t.planes[n].measures.cord_gap.value_or(-1), 1e-6);
  }
}

TEST(Escc, ObliqueSlicesKeepTheTruthInTheSet) {
  for (const double obliquity : {10.0, 20.0, 35.0}) {
    int covered = 0;
    for (const char* grade : {"1a", "1b", "2", "3"}) {
      PhantomSpec spec;
      spec.grade = grade;
      spec.obliquity = obliquity;
      spec.seed = 3;
      spec.spacing = 2;
      spec.image_noise = 0;
      const auto r = measure_escc(input_of(make_phantom(spec).value()));
      ASSERT_TRUE(r);
      ASSERT_TRUE(r.value().grade) << r.value().reason;
      for (std::size_t g = 0; g < grade_names.size(); ++g) {
        if (grade == std::string(grade_names[g])) covered += r.value().set.has(static_cast<EsccGrade>(g));
      }
      EXPECT_EQ(r.value().reformatted, obliquity > 25);
      if (obliquity > 10) {
        EXPECT_FALSE(r.value().warnings.empty());
      }
    }
    EXPECT_GE(covered, 3) << obliquity;
  }
}

TEST(Escc, WhatForbidsAGradeIsNamed) {
  EXPECT_NE(graded(phantom("2", 1, 1.5)).reason.find("pixels"), std::string::npos);
  PhantomSpec thick;
  thick.spacing = 7;
  EXPECT_NE(measure_escc(input_of(make_phantom(thick).value())).value().reason.find("apart"), std::string::npos);
  Phantom p = phantom("2", 1);
  const int k = p.cord.grid.size[2] / 2;
  for (int n = 0; n < p.cord.grid.size[0] * p.cord.grid.size[1]; ++n)
    p.cord.voxels[p.cord.grid.index(0, 0, k) + static_cast<std::size_t>(n)] = 0;
  const EsccResult hole = graded(p);
  EXPECT_FALSE(hole.grade);
  EXPECT_NE(hole.reason.find("no cord"), std::string::npos);
}

TEST(Escc, SwappedLabelsAreCaught) {
  const Phantom p = phantom("2", 1);
  EXPECT_FALSE(measure_escc({p.sac, p.cord, p.tumour, std::nullopt}));
  EXPECT_FALSE(measure_escc({p.cord, p.tumour, p.sac, std::nullopt}));
  EXPECT_FALSE(measure_escc({p.tumour, p.sac, p.cord, std::nullopt}));
  Phantom empty = p;
  std::fill(empty.tumour.voxels.begin(), empty.tumour.voxels.end(), std::uint8_t{0});
  const auto none = measure_escc(input_of(empty));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error()[0].code, ErrorCode::MissingField);
}

TEST(Escc, AnOtherGridIsSampledInSpace) {
  const Phantom p = phantom("1b", 9, 0.7);
  EsccInput moved = input_of(p);
  Grid fine = p.tumour.grid;
  for (std::size_t a = 0; a < 2; ++a) {
    fine.size[a] *= 2;
    fine.affine.column[a] = 0.5 * fine.affine.column[a];
  }
  fine.affine.origin = fine.affine.origin - 0.5 * (fine.affine.column[0] + fine.affine.column[1]);
  moved.tumour = resampled(p.tumour, fine);
  const EsccResult a = graded(p);
  const EsccResult b = measure_escc(moved).value();
  EXPECT_EQ(a.grade, b.grade);
  EXPECT_EQ(a.set.weight, b.set.weight);
  fine.affine.origin.x += 500;
  moved.tumour.grid = fine;
  const auto away = measure_escc(moved);
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error()[0].code, ErrorCode::ImageGeometry);
}

// A tumour in front of a real cord, over 21 mm: voxels of `from` to `to` mm from the cord that lie at least `in_front`
// mm before its middle. No real epidural tumour mask may be had; the sac is the cord and 4 mm of CSF.
EsccInput painted(const Mask& cord, double from, double to, double in_front) {
  const Image away = distance_map(cord);
  Vec3 middle;
  std::map<long, std::pair<double, double>> front;  // of the cord, by height: sum of y, number
  std::size_t n = 0;
  for (int k = 0; k < cord.grid.size[2]; ++k) {
    for (int j = 0; j < cord.grid.size[1]; ++j) {
      for (int i = 0; i < cord.grid.size[0]; ++i, ++n) {
        if (cord.voxels[n] == 0) continue;
        const Vec3 p = cord.grid.affine.patient(i, j, k);
        middle = middle + p;
        auto& [sum, count] = front[std::lround(p.z)];
        sum += p.y;
        ++count;
      }
    }
  }
  middle = (1 / static_cast<double>(voxel_count(cord))) * middle;
  EsccInput in{cord, cord, cord, std::nullopt};
  n = 0;
  for (int k = 0; k < cord.grid.size[2]; ++k) {
    for (int j = 0; j < cord.grid.size[1]; ++j) {
      for (int i = 0; i < cord.grid.size[0]; ++i, ++n) {
        const Vec3 p = cord.grid.affine.patient(i, j, k);
        const auto d = static_cast<double>(away.voxels[n]);
        const auto at = front.find(std::lround(p.z));
        const bool here = at != front.end() && std::fabs(p.z - middle.z) <= 10.5 &&
                          p.y < at->second.first / at->second.second - in_front && std::fabs(p.x - middle.x) < 8;
        const bool tumour = here && d >= from && d <= to;
        in.tumour.voxels[n] = tumour ? 1 : 0;
        in.sac.voxels[n] = d <= 4 && !tumour ? 1 : 0;
        in.cord.voxels[n] = cord.voxels[n] != 0 && !tumour ? 1 : 0;
      }
    }
  }
  return in;
}

TEST(Escc, TumoursPaintedIntoARealCord) {
  const std::string path = test_data("spinalcordtoolbox+sct_testing_data/t2/t2_seg-manual.nii.gz");
  if (path.empty()) GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  const Mask cord = mask_of(read_nifti_file(path).value(), 0, path).value();
  const auto away = measure_escc(painted(cord, 6, 12, 0));
  ASSERT_TRUE(away);
  EXPECT_EQ(away.value().reason, "");
  EXPECT_EQ(away.value().set.groups(), std::vector<std::string>{"low"});
  // Centres of voxels 6 mm or a little more apart, less half a voxel on either side.
  double gap = 1e9;
  for (const auto& plane : away.value().planes) gap = std::min(gap, plane.measures.cord_gap.value_or(1e9));
  EXPECT_NEAR(gap, 5, 0.5);
  const auto within = measure_escc(painted(cord, 0, 12, 0));
  ASSERT_TRUE(within);
  EXPECT_EQ(within.value().reason, "");
  // At 1 mm pixels the set keeps 1b: half a pixel between the outlines cannot be told from contact.
  EXPECT_TRUE(within.value().set.has(EsccGrade::G2)) << escc_sentence(within.value());
  ASSERT_TRUE(within.value().grade);
  EXPECT_EQ(*within.value().grade, EsccGrade::G2) << escc_sentence(within.value());
}

TEST(CordDistance, EqualsTheTruthOfAPhantom) {
  for (const double pixel : {0.4, 0.8}) {
    for (std::uint64_t seed = 1; seed < 4; ++seed) {
      const Phantom p = phantom("1b", seed, pixel);
      const auto d = measure_distance(p.tumour, p.cord, p.sac);
      ASSERT_TRUE(d);
      EXPECT_NEAR(d.value().cord->least, p.gap_mm, 0.6 * pixel);
      EXPECT_LT(d.value().sac->least, 0.3 + 0.5 * pixel);
      EXPECT_LE(d.value().cord->length_within[1], d.value().cord->length_within[4]);
      EXPECT_GT(d.value().cord->tumour_within[2], 0);
      EXPECT_GE(d.value().cord->percentile_5, d.value().cord->percentile_1);
    }
  }
}

}  // namespace
}  // namespace noms::imaging
