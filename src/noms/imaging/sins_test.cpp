// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/sins.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "noms/imaging/label_conventions.h"
#include "noms/imaging/nifti.h"
#include "noms/imaging/spine_phantom.h"
#include "noms/imaging/test_data.h"

namespace noms::imaging {
namespace {

LabelConventions conventions() {
  const std::string path = std::string(NOMS_SOURCE_DIR) + "/knowledge/imaging/label_conventions.table.md";
  return LabelConventions::read(path, read_file(path).value()).value();
}

bool holds(const SinsPart& part, const std::string& finding) {
  return std::find(part.findings.begin(), part.findings.end(), finding) != part.findings.end();
}

SinsMeasures measured(const SpinePhantomSpec& spec, std::optional<bool> is_new = std::nullopt) {
  SpinePhantom p = make_spine_phantom(spec).value();
  return measure_sins({p.vertebrae, p.meanings, p.ct, p.lesion}, {"", is_new}).value();
}

TEST(LabelConventions, TheSameNumberIsAnotherBone) {
  const LabelConventions c = conventions();
  EXPECT_EQ(c.structure_of("totalspineseg", 27), "T7");
  EXPECT_EQ(c.structure_of("totalsegmentator_v2", 27), "L5");
  EXPECT_EQ(c.structure_of("verse", 27), "coccyx");
  EXPECT_EQ(c.structure_of("totalsegmentator_v2", 50), "C1");
  EXPECT_EQ(c.structure_of("totalsegmentator_v1", 41), "C1");
  EXPECT_EQ(c.structure_of("totalsegmentator_vertebrae_mr", 25), "C1");
  EXPECT_EQ(c.structure_of("verse", 28), "T13");
  EXPECT_EQ(c.structure_of("totalsegmentator_v2", 79), "canal_content");
  EXPECT_EQ(c.structure_of_name("SpinalCord"), "cord");
  EXPECT_EQ(c.structure_of_name("Spinal_Cord PRV"), "cord_prv");
  EXPECT_EQ(c.structure_of_name("vertebrae_L3"), "L3");
}

TEST(LabelConventions, NumbersAloneAreNotGuessed) {
  const LabelConventions c = conventions();
  const auto none = c.meanings({}, {16, 17, 18}, "");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error()[0].code, ErrorCode::MissingField);
  EXPECT_NE(none.error()[0].message.find("verse"), std::string::npos);
  EXPECT_FALSE(c.meanings({}, {16}, "vers"));
  EXPECT_EQ(c.meanings({}, {16}, "verse").value().at(16), "T9");
  EXPECT_EQ(c.meanings({{16, "vertebrae_L5"}}, {16}, "").value().at(16), "L5");
  EXPECT_FALSE(c.meanings({{16, "vertebrae_L5"}}, {16}, "verse"));
}

TEST(LabelConventions, DoubtsNameTheirLabels) {
  SpinePhantom p = make_spine_phantom({}).value();
  EXPECT_TRUE(label_doubts(p.vertebrae, p.meanings).empty());
  std::swap(p.meanings.at(3), p.meanings.at(4));
  EXPECT_FALSE(label_doubts(p.vertebrae, p.meanings).empty());
}

TEST(Sins, CollapseOfAPhantomIsFound) {
  for (const double collapse : {0.0, 0.3, 0.7}) {
    SpinePhantomSpec spec;
    spec.collapse = collapse;
    const SinsMeasures m = measured(spec);
    EXPECT_EQ(m.level, "T12");
    EXPECT_NEAR(m.vertebral_body.value, collapse, 0.06) << m.vertebral_body.explanation;
    EXPECT_TRUE(holds(m.vertebral_body, collapse > 0.5 ? "collapse_over_half"
                                        : collapse > 0 ? "collapse_under_half"
                                                       : "no_collapse_over_half_involved"))
        << m.vertebral_body.explanation;
  }
}

TEST(Sins, BoneQualityOfAPhantomIsFound) {
  for (const char* quality : {"lytic", "blastic", "mixed"}) {
    SpinePhantomSpec spec;
    spec.quality = quality;
    const SinsMeasures m = measured(spec);
    ASSERT_EQ(m.bone_lesion.findings.size(), 1U) << m.bone_lesion.explanation;
    EXPECT_EQ(m.bone_lesion.findings[0], quality);
  }
}

TEST(Sins, SlipAndAngleOfAPhantomAreFound) {
  SpinePhantomSpec spec;
  spec.slip = 6;
  const SinsMeasures slipped = measured(spec);
  EXPECT_EQ(slipped.alignment.findings, std::vector<std::string>{"subluxation"}) << slipped.alignment.explanation;
  EXPECT_NEAR(std::abs(slipped.alignment.value), 6, 1.0);
  const SinsMeasures straight = measured({});
  EXPECT_EQ(straight.alignment.findings, std::vector<std::string>{"normal"}) << straight.alignment.explanation;
  spec.slip = 0;
  spec.wedge = 18;
  const SinsMeasures bent = measured(spec);
  EXPECT_TRUE(holds(bent.alignment, "de_novo_deformity") && holds(bent.alignment, "normal"))
      << bent.alignment.explanation;
  EXPECT_EQ(measured(spec, true).alignment.findings, std::vector<std::string>{"de_novo_deformity"});
  EXPECT_EQ(measured(spec, false).alignment.findings, std::vector<std::string>{"normal"});
}

TEST(Sins, PosterolateralSidesAreCounted) {
  for (const int sides : {0, 1, 2}) {
    SpinePhantomSpec spec;
    spec.posterior_sides = sides;
    const SinsMeasures m = measured(spec);
    const char* expected = sides == 0 ? "none" : sides == 1 ? "unilateral" : "bilateral";
    EXPECT_EQ(m.posterolateral.findings, std::vector<std::string>{expected}) << m.posterolateral.explanation;
  }
}

TEST(Sins, StorageChangesNothing) {
  SpinePhantomSpec spec;
  spec.collapse = 0.3;
  SpinePhantom p = make_spine_phantom(spec).value();
  const SinsMeasures a = measure_sins({p.vertebrae, p.meanings, p.ct, p.lesion}).value();
  const Order order{{2, 0, 1}, {true, false, true}};
  const SinsMeasures b =
      measure_sins({reordered(p.vertebrae, order), p.meanings, reordered(p.ct, order), reordered(p.lesion, order)})
          .value();
  EXPECT_NEAR(a.vertebral_body.value, b.vertebral_body.value, 1e-6);
  EXPECT_EQ(a.posterolateral.findings, b.posterolateral.findings);
  EXPECT_EQ(a.bone_lesion.findings, b.bone_lesion.findings);
}

TEST(Sins, ARealCollapsedVertebra) {
  const std::string path = test_data("anjany+verse/utils/sample/sub-verse004_seg-vert_msk.nii.gz");
  if (path.empty()) GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  const Labels labels = labels_of(read_nifti_file(path).value(), path).value();
  std::map<int, std::string> meanings;
  const LabelConventions table = conventions();
  for (int n = 16; n <= 24; ++n) meanings[n] = *table.structure_of("verse", n);
  const SinsMeasures m = measure_sins({labels, meanings, std::nullopt, std::nullopt}, {"L1", std::nullopt}).value();
  EXPECT_GT(m.vertebral_body.value, 0.5) << m.vertebral_body.explanation;
  EXPECT_LT(m.vertebral_body.value, 0.68) << m.vertebral_body.explanation;
  EXPECT_TRUE(holds(m.vertebral_body, "collapse_over_half"));
  const std::map<std::string, double> body = {{"T12", 22.9}, {"L2", 29.2}};
  for (const VertebraShape& v : m.vertebrae) {
    if (body.contains(v.level)) {
      EXPECT_NEAR(v.body_ml, body.at(v.level), 3) << v.level;
    }
    // The arch of the crushed vertebra is as large as those beside it: what is missing is missing from the body.
    if (v.level == "L1") {
      EXPECT_NEAR(v.volume_ml - v.body_ml, 21, 4);
      EXPECT_GT(v.kyphosis, 10);
    }
  }
}

TEST(Sins, VolumesAndSignalOfTotalSegmentator) {
  const std::string root = "wasserth+TotalSegmentator/tests/reference_files/";
  const std::string path = test_data(root + "example_seg_fast_force_split.nii.gz");
  if (path.empty()) GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  const Labels labels = labels_of(read_nifti_file(path).value(), path).value();
  std::map<int, std::string> meanings;
  const LabelConventions table = conventions();
  for (int n = 26; n <= 33; ++n) meanings[n] = *table.structure_of("totalsegmentator_v2", n);
  meanings[79] = "canal_content";
  const Image ct = image_of(read_nifti_file(test_data(root + "example_ct.nii.gz")).value());
  const SinsMeasures m = measure_sins({labels, meanings, ct, std::nullopt}, {"L3", std::nullopt}).value();
  const std::map<std::string, double> hu = {{"L5", 128}, {"L4", 118}, {"L3", 115},
                                            {"L2", 118}, {"L1", 105}, {"T12", 107}};
  for (const VertebraShape& v : m.vertebrae) {
    if (hu.contains(v.level)) {
      EXPECT_NEAR(v.median_hu, hu.at(v.level), 10) << v.level;
    }
  }
  const std::string refined = test_data(root + "spine_report/test_result/totalseg_vertebrae_pp_refined.nii.gz");
  const Labels pp = labels_of(read_nifti_file(refined).value(), refined).value();
  std::map<int, double> ml;
  for (const std::int32_t v : pp.voxels) ml[v] += pp.grid.voxel_volume() / 1000;
  const std::map<int, double> expected = {{20, 35.61}, {21, 36.42}, {22, 38.34}, {23, 39.04}};
  for (const auto& [label, volume] : expected) EXPECT_NEAR(ml[label], volume, 0.006) << label;
}

}  // namespace
}  // namespace noms::imaging
