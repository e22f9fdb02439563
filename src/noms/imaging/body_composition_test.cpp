// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/body_composition.h"

#include <gtest/gtest.h>

#include "noms/imaging/label_conventions.h"
#include "noms/imaging/nifti.h"
#include "noms/imaging/test_data.h"

namespace noms::imaging {
namespace {

const std::string data_root = "wasserth+TotalSegmentator/tests/reference_files/";

BodyInput real_input() {
  const LabelConventions table =
      LabelConventions::read(
          "t", read_file(std::string(NOMS_SOURCE_DIR) + "/knowledge/imaging/label_conventions.table.md").value())
          .value();
  BodyInput in;
  const std::string path = test_data(data_root + "example_seg_fast_force_split.nii.gz");
  in.labels = labels_of(read_nifti_file(path).value(), path).value();
  for (int n = 1; n <= 117; ++n) {
    if (const auto s = table.structure_of("totalsegmentator_v2", n)) in.meanings[n] = *s;
  }
  in.ct = image_of(read_nifti_file(test_data(data_root + "example_ct.nii.gz")).value());
  return in;
}

TEST(Body, MuscleAreasAtTheThirdLumbarVertebra) {
  if (test_data(data_root + "example_ct.nii.gz").empty())
    GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  BodyInput in = real_input();
  in.height_m = 1.7;
  const auto b = measure_body(in);
  ASSERT_TRUE(b) << b.error()[0].message;
  EXPECT_NEAR(b.value().slice, 74, 3);
  for (const TissueArea& t : b.value().tissues) {
    if (t.tissue == "psoas") {
      EXPECT_TRUE(t.available);
      EXPECT_NEAR(t.area, 14.04, 2.5);
      EXPECT_LE(t.least, t.area);
      EXPECT_NEAR(*t.index, t.area_in_range / 2.89, 1e-9);
    }
    if (t.tissue == "back_muscle") {
      EXPECT_NEAR(t.area, 48.24, 3);
    }
    if (t.tissue == "skeletal_muscle") {
      EXPECT_FALSE(t.available);
    }
  }
}

TEST(Body, WithoutTheVertebraThereIsNoNumber) {
  if (test_data(data_root + "example_ct.nii.gz").empty())
    GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  BodyInput in = real_input();
  in.meanings.erase(29);
  EXPECT_FALSE(measure_body(in));
}

TEST(Body, SliceAreasOfTheTissueMasks) {
  const std::string path = test_data(data_root + "example_seg_tissue_types/skeletal_muscle.nii.gz");
  if (path.empty()) GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  const Mask m = reordered(mask_of(read_nifti_file(path).value(), 0, path).value(), Order{});
  const Mask r = reordered(m, towards_lps(m.grid));
  double area = 0;
  for (int j = 0; j < r.grid.size[1]; ++j)
    for (int i = 0; i < r.grid.size[0]; ++i) area += r.at(i, j, 5) * r.grid.spacing(0) * r.grid.spacing(1) / 100;
  EXPECT_NEAR(area, 116.5, 0.1);
}

}  // namespace
}  // namespace noms::imaging
