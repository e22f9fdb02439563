// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/nifti.h"

#include <gtest/gtest.h>

#include <cstring>

#include "noms/imaging/test_data.h"

namespace noms::imaging {
namespace {

Mask small_mask() {
  Mask m{{{4, 3, 2}, {}}, std::vector<std::uint8_t>(24, 0)};
  m.grid.affine.column = {Vec3{0.5, 0, 0}, Vec3{0, 0.75, 0}, Vec3{0, 0.25, 3}};
  m.grid.affine.origin = {-10, 20, 30};
  m.voxels[5] = 1;
  m.voxels[23] = 1;
  return m;
}

std::string text_of(const Bytes& b) {
  return {reinterpret_cast<const char*>(b.data()), b.size()};
}

TEST(Nifti, WhatIsWrittenIsReadBack) {
  const Mask m = small_mask();
  for (const bool packed : {false, true}) {
    const Bytes bytes = packed ? gzipped(nifti_bytes(m)) : nifti_bytes(m);
    const auto read = read_nifti(text_of(bytes), "m");
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().geometry_from, "sform");
    EXPECT_LT(corner_distance(read.value().grid, m.grid), 1e-6);
    EXPECT_EQ(mask_of(read.value(), 1, "m").value().voxels, m.voxels);
    EXPECT_FALSE(mask_of(read.value(), 2, "m"));
  }
}

TEST(Nifti, LabelsInTheirBoxStandWhereTheyStood) {
  Labels whole{small_mask().grid, {}};
  whole.grid.size = {19, 11, 9};
  whole.voxels.assign(whole.grid.count(), 0);
  whole.voxels[whole.grid.index(7, 0, 3)] = 21;
  whole.voxels[whole.grid.index(12, 4, 5)] = 22;
  const Nifti file = read_nifti(text_of(nifti_bytes(whole)), "labels").value();
  Nifti bytes = file;
  bytes.type = NiftiType::Uint8;
  bytes.bytes.assign(whole.voxels.begin(), whole.voxels.end());
  for (const Nifti& n : {file, bytes}) {
    EXPECT_EQ(labels_in(n), (std::vector<int>{21, 22}));
    const Labels part = labels_in_box_of(n, "labels").value();
    EXPECT_EQ(part.grid.size, (std::array<int, 3>{8, 6, 5}));
    EXPECT_EQ(part.at(1, 0, 1), 21);
    EXPECT_EQ(part.at(6, 4, 3), 22);
    EXPECT_LT(length(part.grid.affine.patient(1, 0, 1) - whole.grid.affine.patient(7, 0, 3)), 1e-4);
    EXPECT_EQ(voxel_count(mask_of(n, 22, "labels").value()), 1U);
    EXPECT_EQ(voxel_count(mask_of(n, 0, "labels").value()), 2U);
  }
}

TEST(Nifti, LabelNamesTravelInTheFile) {
  const auto read = read_nifti(text_of(nifti_bytes(small_mask(), {{1, "vertebrae_L3"}, {7, "spinal_cord"}})), "m");
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value().label_names.at(1), "vertebrae_L3");
  EXPECT_EQ(read.value().label_names.size(), 2U);
  EXPECT_EQ(mask_of(read.value(), 1, "m").value().voxels[23], 1);
}

TEST(Nifti, DamagedFilesAreRefused) {
  const std::string good = text_of(nifti_bytes(small_mask()));
  for (std::size_t n = 0; n < good.size(); n += 7) EXPECT_FALSE(read_nifti(good.substr(0, n), "m")) << n;
  const std::string packed = text_of(gzipped(nifti_bytes(small_mask())));
  for (std::size_t n = 0; n < packed.size(); ++n) EXPECT_FALSE(read_nifti(packed.substr(0, n), "m")) << n;
}

TEST(Nifti, AWrongChecksumIsRefused) {
  std::string packed = text_of(gzipped(nifti_bytes(small_mask())));
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);
  EXPECT_FALSE(read_nifti(packed, "m"));
}

TEST(Nifti, ABombIsNotUnpacked) {
  Bytes head = nifti_bytes(small_mask());
  const std::int16_t large = 30000;
  for (const std::size_t at : {42U, 44U, 46U}) std::memcpy(&head[at], &large, 2);
  const auto read = read_nifti(text_of(gzipped(head)), "m");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error()[0].code, ErrorCode::TooLarge);
  const std::int16_t some = 1000;
  for (const std::size_t at : {42U, 44U, 46U}) std::memcpy(&head[at], &some, 2);
  const auto shorter = read_nifti(text_of(gzipped(head)), "m");
  ASSERT_FALSE(shorter);
  EXPECT_EQ(shorter.error()[0].code, ErrorCode::InvalidImage);
}

TEST(Nifti, TheOtherByteOrderIsRead) {
  Bytes b = nifti_bytes(small_mask());
  const auto swap = [&](std::size_t at, std::size_t width) { std::reverse(&b[at], &b[at] + width); };
  swap(0, 4);
  for (std::size_t n = 0; n < 8; ++n) swap(40 + 2 * n, 2), swap(76 + 4 * n, 4);
  for (const std::size_t at : {70U, 72U, 252U, 254U}) swap(at, 2);
  for (const std::size_t at : {108U, 112U, 116U}) swap(at, 4);
  for (std::size_t n = 0; n < 18; ++n) swap(256 + 4 * n, 4);
  const auto read = read_nifti(text_of(b), "m");
  ASSERT_TRUE(read);
  EXPECT_LT(corner_distance(read.value().grid, small_mask().grid), 1e-6);
}

TEST(Nifti, AConflictOfSformAndQformIsNamed) {
  Bytes b = nifti_bytes(small_mask());
  const std::int16_t one = 1;
  std::memcpy(&b[252], &one, 2);
  const auto read = read_nifti(text_of(b), "m");
  ASSERT_TRUE(read);
  ASSERT_EQ(read.value().warnings.size(), 1U);
  EXPECT_NE(read.value().warnings[0].find("apart"), std::string::npos);
}

TEST(Nifti, RealCordMask) {
  const std::string path = test_data("spinalcordtoolbox+sct_testing_data/t2/t2_seg-manual.nii.gz");
  if (path.empty()) GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  const auto read = read_nifti_file(path);
  ASSERT_TRUE(read);
  const Mask m = mask_of(read.value(), 0, path).value();
  EXPECT_EQ(voxel_count(m), 4275U);
  EXPECT_NEAR(m.grid.voxel_volume(), 1, 1e-5);
  const auto levels = read_nifti_file(test_data("spinalcordtoolbox+sct_testing_data/t2/t2_seg-manual_labeled.nii.gz"));
  ASSERT_TRUE(levels);
  std::map<int, int> count;
  const auto labels = labels_of(levels.value(), "levels");
  ASSERT_TRUE(labels);
  for (const std::int32_t v : labels.value().voxels) ++count[v];
  EXPECT_EQ(count[2], 1318);
  EXPECT_EQ(count[3], 1461);
  EXPECT_EQ(count[4], 1036);
  EXPECT_EQ(count[5], 209);
}

TEST(Nifti, RealVertebraeStoredAsDoubles) {
  const std::string path = test_data("anjany+verse/utils/sample/sub-verse004_seg-vert_msk.nii.gz");
  if (path.empty()) GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  const auto read = read_nifti_file(path);
  ASSERT_TRUE(read);
  const auto labels = labels_of(read.value(), path);
  ASSERT_TRUE(labels);
  std::map<int, double> ml;
  for (const std::int32_t v : labels.value().voxels) ml[v] += labels.value().grid.voxel_volume() / 1000;
  const std::map<int, double> expected = {{16, 28.2}, {17, 31.5}, {18, 36.3}, {19, 41.3}, {20, 38.3},
                                          {21, 53.7}, {22, 58.0}, {23, 60.0}, {24, 58.2}};
  for (const auto& [label, volume] : expected) EXPECT_NEAR(ml[label], volume, 0.06) << label;
}

}  // namespace
}  // namespace noms::imaging
