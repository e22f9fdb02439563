// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/dicom_images.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "noms/imaging/test_data.h"

namespace noms::imaging {
namespace {

std::string dcmqi(const std::string& name) {
  return test_data("QIICR+dcmqi/data/segmentations/" + name);
}

#define NEED(path) \
  if ((path).empty()) GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data"

TEST(Dicom, OverlappingSegments) {
  const std::string path = dcmqi("partial_overlaps.dcm");
  NEED(path);
  const auto seg = read_dicom_segmentation(path);
  ASSERT_TRUE(seg) << seg.error()[0].message;
  const std::vector<std::vector<int>> expected = {{9602}, {11888}, {117, 117, 10509}, {6693}, {4713}};
  ASSERT_EQ(seg.value().segments.size(), 5U);
  for (std::size_t n = 0; n < 5; ++n) EXPECT_EQ(seg.value().segments[n].frame_pixels, expected[n]);
  EXPECT_EQ(seg.value().type, "BINARY");
}

TEST(Dicom, OneSegmentOverThreeSlices) {
  const std::string path = dcmqi("liver.dcm");
  NEED(path);
  const auto seg = read_dicom_segmentation(path);
  ASSERT_TRUE(seg);
  const Mask& m = seg.value().segments.at(0).mask;
  ASSERT_EQ(m.grid.size[2], 3);
  const std::vector<int> counts = {36233, 35645, 35220};
  for (int k = 0; k < 3; ++k) {
    int n = 0;
    for (int j = 0; j < m.grid.size[1]; ++j)
      for (int i = 0; i < m.grid.size[0]; ++i) n += m.at(i, j, k);
    EXPECT_EQ(n, counts[static_cast<std::size_t>(k)]);
    EXPECT_NEAR(m.grid.affine.patient(0, 0, k).z, -128.69 + k, 0.01);
  }
}

TEST(Dicom, SparseLabelMap) {
  for (const char* name : {"sparse-labelmap-noppv.dcm", "sparse-labelmap-ppv5.dcm"}) {
    const std::string path = dcmqi(name);
    NEED(path);
    const auto seg = read_dicom_segmentation(path);
    ASSERT_TRUE(seg) << seg.error()[0].where << seg.error()[0].message;
    EXPECT_EQ(seg.value().type, "LABELMAP");
    ASSERT_FALSE(seg.value().segments.empty());
    EXPECT_EQ(seg.value().segments[0].frame_pixels.size(), 2U);
    EXPECT_GT(voxel_count(seg.value().segments[0].mask), 0U);
  }
}

TEST(Dicom, CompressedCtSeries) {
  const std::string path = test_data("wasserth+TotalSegmentator/tests/reference_files/example_ct_dicom");
  NEED(path);
  const auto stacks = read_dicom_images(path);
  ASSERT_TRUE(stacks) << stacks.error()[0].message;
  ASSERT_EQ(stacks.value().size(), 1U);
  const Grid& g = stacks.value()[0].image.grid;
  EXPECT_EQ(g.size, (std::array<int, 3>{512, 512, 20}));
  EXPECT_NEAR(g.spacing(0), 0.977, 0.001);
  EXPECT_NEAR(g.spacing(2), 2, 0.001);
  float least = 1e9F;
  for (const float v : stacks.value()[0].image.voxels) least = std::min(least, v);
  EXPECT_NEAR(static_cast<double>(least), -1024, 1);
}

TEST(Dicom, ObliqueSeries) {
  const std::string path = test_data("qurit+rt-utils/tests/oriented_data");
  NEED(path);
  const auto stacks = read_dicom_images(path);
  ASSERT_TRUE(stacks) << stacks.error()[0].message;
  ASSERT_EQ(stacks.value().size(), 1U);
  const Grid& g = stacks.value()[0].image.grid;
  EXPECT_EQ(g.size[2], 3);
  EXPECT_NEAR(unit(g.affine.column[0]).x, 0.954, 0.001);
  EXPECT_NEAR(g.spacing(2), 4.5, 0.01);
  EXPECT_LT(g.shear_degrees(), 0.1);
}

TEST(Dicom, EnhancedMultiFrame) {
  const std::string path = dcmqi("23x38x3/multiframe/mf.dcm");
  NEED(path);
  const auto stacks = read_dicom_images(path);
  ASSERT_TRUE(stacks) << stacks.error()[0].message;
  ASSERT_EQ(stacks.value().size(), 1U);
  EXPECT_EQ(stacks.value()[0].image.grid.size[2], 3);
  const auto single = read_dicom_images(dcmqi("23x38x3/image"));
  ASSERT_TRUE(single);
  EXPECT_LT(corner_distance(stacks.value()[0].image.grid, single.value()[0].image.grid), 1e-3);
  EXPECT_EQ(stacks.value()[0].image.voxels, single.value()[0].image.voxels);
}

TEST(Dicom, AMissingSliceIsRefused) {
  const std::string path = test_data("wasserth+TotalSegmentator/tests/reference_files/example_ct_dicom");
  NEED(path);
  const auto folder = std::filesystem::temp_directory_path() / "noms_missing_slice_test";
  std::filesystem::create_directories(folder);
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.path().string().ends_with("580")) continue;
    std::filesystem::copy_file(entry.path(), folder / entry.path().filename(),
                               std::filesystem::copy_options::overwrite_existing);
  }
  const auto stacks = read_dicom_images(folder.string());
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(stacks);
  EXPECT_EQ(stacks.error()[0].code, ErrorCode::ImageGeometry);
  EXPECT_NE(stacks.error()[0].message.find("missing"), std::string::npos);
}

TEST(Dicom, AFileThatEndsTheReaderOfGdcmIsRefused) {
  // Eight bytes on which GDCM 3.0.21 stops at an assertion.
  const auto path = std::filesystem::temp_directory_path() / "noms_damaged_test.dcm";
  std::ofstream(path, std::ios::binary) << std::string(128, '\0') << "DICM" << std::string("\0\x08\x32\x16OV1\0", 8);
  const auto segmentation = read_dicom_segmentation(path.string());
  const auto images = read_dicom_images(path.string());
  std::filesystem::remove(path);
  ASSERT_FALSE(segmentation);
  EXPECT_EQ(segmentation.error()[0].code, ErrorCode::InvalidImage);
  ASSERT_FALSE(images);
  EXPECT_EQ(images.error()[0].code, ErrorCode::InvalidImage);
}

}  // namespace
}  // namespace noms::imaging
