// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/propose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "noms/imaging/nifti.h"
#include "noms/imaging/phantom.h"
#include "noms/imaging/test_data.h"

namespace noms::imaging {
namespace {

/// A click in the middle of the cord in the first, the middle and the last plane that has it.
std::vector<Vec3> clicks(const Mask& cord) {
  std::vector<std::vector<Vec3>> planes;
  const Mask m = reordered(cord, towards_lps(cord.grid));
  for (int k = 0; k < m.grid.size[2]; ++k) {
    Vec3 sum;
    double count = 0;
    for (int j = 0; j < m.grid.size[1]; ++j) {
      for (int i = 0; i < m.grid.size[0]; ++i) {
        if (m.at(i, j, k) != 0) sum = sum + m.grid.affine.patient(i, j, k), ++count;
      }
    }
    if (count > 0) planes.push_back({(1 / count) * sum});
  }
  return {planes.front()[0], planes[planes.size() / 2][0], planes.back()[0]};
}

/// Twice the shared volume by the sum, over the planes along `axis` in which the proposal has something.
double dice(const Mask& proposed, const Mask& truth, int axis) {
  const Mask a = reordered(proposed, towards_lps(proposed.grid, axis));
  const Mask b = reordered(truth, towards_lps(truth.grid, axis));
  const std::size_t plane = static_cast<std::size_t>(a.grid.size[0]) * static_cast<std::size_t>(a.grid.size[1]);
  double shared = 0;
  double all = 0;
  for (std::size_t k = 0; k < static_cast<std::size_t>(a.grid.size[2]); ++k) {
    const auto from = a.voxels.begin() + static_cast<std::ptrdiff_t>(k * plane);
    if (std::all_of(from, from + static_cast<std::ptrdiff_t>(plane), [](auto v) { return v == 0; })) continue;
    for (std::size_t n = k * plane; n < (k + 1) * plane; ++n) {
      shared += a.voxels[n] != 0 && b.voxels[n] != 0 ? 2 : 0;
      all += (a.voxels[n] != 0 ? 1 : 0) + (b.voxels[n] != 0 ? 1 : 0);
    }
  }
  return all > 0 ? shared / all : 0;
}

Phantom phantom(const std::string& grade, double pixel, std::uint64_t seed, const std::string& storage = "LPS") {
  PhantomSpec spec;
  spec.grade = grade;
  spec.pixel = pixel;
  spec.seed = seed;
  spec.storage = storage;
  auto made = make_phantom(spec);
  EXPECT_TRUE(made.has_value());
  return std::move(made).value();
}

std::size_t drawn(const Proposal& p) {
  return static_cast<std::size_t>(
      std::ranges::count_if(p.planes, [](const auto& plane) { return plane.not_drawn.empty(); }));
}

TEST(Propose, ThreeClicksInAPhantomGiveItsCordAndSac) {
  for (const double pixel : {0.4, 0.7, 1.0}) {
    for (const char* grade : {"0", "1b", "1c"}) {
      const Phantom p = phantom(grade, pixel, 11);
      const auto proposal = propose_outlines(p.t2, clicks(p.cord));
      ASSERT_TRUE(proposal.has_value()) << grade << " " << pixel << ": " << proposal.error()[0].message;
      EXPECT_EQ(drawn(proposal.value()), proposal.value().planes.size()) << grade << " " << pixel;
      EXPECT_GT(dice(proposal.value().cord, p.cord, 2), 0.985) << grade << " " << pixel;
      EXPECT_GT(dice(proposal.value().sac, p.sac, 2), 0.985) << grade << " " << pixel;
      EXPECT_TRUE(proposal.value().warnings.empty()) << grade << " " << pixel;
    }
  }
}

TEST(Propose, TheOrderOfStorageChangesNothing) {
  const Phantom straight = phantom("1b", 0.6, 3);
  const auto first = propose_outlines(straight.t2, clicks(straight.cord));
  ASSERT_TRUE(first.has_value());
  for (const char* storage : {"RAS", "PIR", "SLA"}) {
    const Phantom p = phantom("1b", 0.6, 3, storage);
    const auto other = propose_outlines(p.t2, clicks(p.cord));
    ASSERT_TRUE(other.has_value()) << storage;
    EXPECT_TRUE(same_grid(other.value().cord.grid, p.t2.grid)) << storage;
    EXPECT_EQ(resampled(other.value().cord, straight.t2.grid).voxels, first.value().cord.voxels) << storage;
    EXPECT_EQ(resampled(other.value().sac, straight.t2.grid).voxels, first.value().sac.voxels) << storage;
    for (const auto& plane : other.value().planes) {
      const VoxelPoint v = p.t2.grid.affine.voxel(plane.centre);
      EXPECT_NEAR(v[static_cast<std::size_t>(other.value().slice_axis)], plane.plane, 1e-6) << storage;
    }
  }
}

TEST(Propose, NothingIsDrawnWhereTheCordIsCompressed) {
  for (const std::uint64_t seed : {5, 6, 7, 8}) {
    const Phantom p = phantom("3", 0.6, seed);
    const auto proposal = propose_outlines(p.t2, clicks(p.cord));
    ASSERT_TRUE(proposal.has_value()) << seed;
    const auto& planes = proposal.value().planes;
    EXPECT_LT(drawn(proposal.value()), planes.size()) << seed;
    EXPECT_GT(drawn(proposal.value()), planes.size() / 2) << seed;
    // The deepest plane of the scene is the middle one.
    EXPECT_FALSE(planes[planes.size() / 2].not_drawn.empty()) << seed;
    EXPECT_FALSE(proposal.value().warnings.empty()) << seed;
    EXPECT_GT(dice(proposal.value().cord, p.cord, 2), 0.97) << seed;
  }
}

TEST(Propose, WhatCannotBeOutlinedIsRefused) {
  const Phantom p = phantom("0", 0.6, 2);
  const auto points = clicks(p.cord);
  const auto refusal = [](const Image& image, const std::vector<Vec3>& at) {
    const auto proposal = propose_outlines(image, at);
    return proposal ? std::string() : proposal.error()[0].where + ": " + proposal.error()[0].message;
  };
  const auto holds = [](const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  };
  EXPECT_TRUE(holds(refusal(p.t2, {points[0]}), "two points or more"));
  EXPECT_TRUE(holds(refusal(p.t2, {points[0], points[0]}), "one plane"));
  EXPECT_TRUE(holds(refusal(p.t2, {points[0], points[2] + Vec3{0, 0, 500}}), "point 2 lies outside the image"));
  const double width = p.t2.grid.spacing(0) * 8;
  EXPECT_TRUE(
      holds(refusal(p.t2, {points[1] - Vec3{width, width, 0}, points[1] + Vec3{width, width, 4}}), "degrees off"));
  Image inverted = p.t2;
  for (float& v : inverted.voxels) v = 1000 - v;
  EXPECT_TRUE(holds(refusal(inverted, points), "no T2 image"));
  Image broken = p.t2;
  std::ranges::fill(broken.voxels, std::numeric_limits<float>::quiet_NaN());
  EXPECT_TRUE(holds(refusal(broken, points), "no T2 image"));
  Image flat = p.t2;
  std::ranges::fill(flat.voxels, 100.0F);
  EXPECT_TRUE(holds(refusal(flat, points), "no T2 image"));
  EXPECT_TRUE(holds(refusal(phantom("0", 2, 2).t2, points), "larger than 1.5 mm"));
}

TEST(Propose, AProposalSaysSoInItsFile) {
  const Phantom p = phantom("0", 0.8, 2);
  const auto text = [](const Bytes& bytes) { return std::string(bytes.begin(), bytes.end()); };
  const auto proposed = read_nifti(text(proposal_bytes(p.cord)), "m");
  ASSERT_TRUE(proposed.has_value());
  EXPECT_TRUE(proposed.value().is_proposal);
  EXPECT_EQ(mask_of(proposed.value(), 0, "m").value().voxels, p.cord.voxels);
  EXPECT_FALSE(read_nifti(text(nifti_bytes(p.cord)), "m").value().is_proposal);
}

TEST(Propose, APictureShowsEveryPlane) {
  PhantomSpec spec;
  spec.grade = "0";
  spec.pixel = 0.8;
  spec.spacing = 1.5;
  const Phantom p = make_phantom(spec).value();
  const auto proposal = propose_outlines(p.t2, clicks(p.cord));
  ASSERT_TRUE(proposal.has_value());
  ASSERT_GT(proposal.value().planes.size(), 50U);
  const auto png = proposal_png(p.t2, proposal.value());
  ASSERT_TRUE(png.has_value());
  const auto& bytes = png.value();
  ASSERT_GT(bytes.size(), 24U);
  const auto number = [&](std::size_t at) {
    return (bytes[at] << 24U) + (bytes[at + 1] << 16U) + (bytes[at + 2] << 8U) + bytes[at + 3];
  };
  const int rows = (static_cast<int>(proposal.value().planes.size()) + 7) / 8;
  EXPECT_EQ(number(16), 8 * 200);
  EXPECT_EQ(number(20), rows * 200);
}

TEST(Propose, ARealNeckAgreesWithItsOutline) {
  const std::string folder = "spinalcordtoolbox+sct_testing_data/t2/";
  const std::string path = test_data(folder + "t2.nii.gz");
  if (path.empty()) GTEST_SKIP() << "NOMS_SHARED_DATA does not name the test data";
  const auto image = read_nifti_file(path);
  const auto line = read_nifti_file(test_data(folder + "t2_centerline-optic.nii.gz"));
  const auto truth = read_nifti_file(test_data(folder + "t2_seg-manual.nii.gz"));
  ASSERT_TRUE(image && line && truth);
  const Mask centre = mask_of(line.value(), 0, "line").value();
  std::vector<Vec3> points;
  for (int k = 0; k < centre.grid.size[2]; ++k) {
    for (int j = 0; j < centre.grid.size[1]; ++j) {
      for (int i = 0; i < centre.grid.size[0]; ++i) {
        if (centre.at(i, j, k) != 0) points.push_back(centre.grid.affine.patient(i, j, k));
      }
    }
  }
  const auto proposal = propose_outlines(image_of(image.value()), points);
  ASSERT_TRUE(proposal.has_value()) << proposal.error()[0].message;
  EXPECT_EQ(drawn(proposal.value()), 55U);
  EXPECT_GT(dice(proposal.value().cord, mask_of(truth.value(), 0, "truth").value(), proposal.value().slice_axis),
            0.965);
  double sac = 0;
  for (const auto& plane : proposal.value().planes) sac += plane.sac_area / 55;
  EXPECT_NEAR(sac, 174, 10);  // the prototype of the imaging notes: 174
}

}  // namespace
}  // namespace noms::imaging
