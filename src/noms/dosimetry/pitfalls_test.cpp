// SPDX-License-Identifier: Apache-2.0
// What RT objects get wrong or leave open, see docs/developer/dose.md: refused or named, each with its tag.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "noms/dosimetry/check.h"
#include "noms/dosimetry/dvh.h"
#include "noms/dosimetry/dvh_output.h"
#include "support/dose_scenes.h"

namespace noms::dosimetry {
namespace {

using test::dose_of;
using test::mentions;
using test::structures_of;

/// A text value of an explicit little endian file in place of another; the length in front of it follows.
std::string with(std::string bytes, std::string from, std::string to) {
  if (from.size() % 2 != 0) from += ' ';
  if (to.size() % 2 != 0) to += ' ';
  const auto at = bytes.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at == std::string::npos) return bytes;
  bytes[at - 2] = static_cast<char>(to.size());
  return bytes.replace(at, from.size(), to);
}

std::string tubes() {
  StorageVariant variant;
  variant.undefined_lengths = true;  // so that a longer text moves no stated length
  return phantom_structures({test::tube("T", 6, test::heights(0, 8, 2))}, variant);
}

TEST(Pitfalls, DoseTypes) {
  const std::string dose = phantom_dose(test::slanted_grid(), {});
  const auto error = dose_of(with(dose, "PHYSICAL", "ERROR"));
  ASSERT_FALSE(error);
  EXPECT_EQ(error.error()[0].where, "(3004,0004)");
  const auto effective = dose_of(with(dose, "PHYSICAL", "EFFECTIVE"));
  ASSERT_TRUE(effective);
  EXPECT_TRUE(mentions(effective.value().warnings, "(3004,0004): EFFECTIVE"));
}

TEST(Pitfalls, FrameOffsets) {
  const PhantomGrid grid{{-4, -4, 0}, {4, 4, 8}, {2, 2, 2}, [](Vec3 p) { return 20 + p.z; }};
  const std::string dose = phantom_dose(grid, {});
  const auto plain = dose_of(dose);
  const auto minus_zero = dose_of(with(dose, "0\\2\\4\\6\\8", "-0.0\\2\\4\\6\\8"));
  ASSERT_TRUE(plain);
  ASSERT_TRUE(minus_zero);
  EXPECT_EQ(minus_zero.value().positions[2], plain.value().positions[2]);
  // The frames are where their offsets say, not evenly spread.
  const auto uneven = dose_of(with(dose, "0\\2\\4\\6\\8", "0\\2\\5\\6\\8"));
  ASSERT_TRUE(uneven);
  const auto between = dose_at(uneven.value(), {0, 0, 3.5});
  ASSERT_TRUE(between);
  EXPECT_NEAR(*between, 23, 1e-4);
  for (const char* wrong : {"0\\2\\4\\3\\8", "0\\2\\2\\6\\8", "1\\3\\5\\7\\9"}) {
    const auto refused = dose_of(with(dose, "0\\2\\4\\6\\8", wrong));
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error()[0].where, "(3004,000C)");
  }
}

TEST(Pitfalls, ContourTypes) {
  for (const auto& [type, text] : {std::pair{"POINT", "1 POINT left out"}, std::pair{"OPEN_PLANAR", "not closed"}}) {
    const auto set = structures_of(with(tubes(), "CLOSED_PLANAR", type));
    ASSERT_TRUE(set);
    EXPECT_EQ(set.value().structures[0].contours.size(), 4U);
    EXPECT_TRUE(mentions(set.value().structures[0].warnings, std::string("(3006,0042): "))) << type;
    EXPECT_TRUE(mentions(set.value().structures[0].warnings, text));
  }
  const auto exclusive = structures_of(with(tubes(), "CLOSED_PLANAR", "CLOSEDPLANAR_XOR"));
  ASSERT_TRUE(exclusive);
  EXPECT_TRUE(exclusive.value().structures[0].contours[0].exclusive);
}

TEST(Pitfalls, OverlapsAreJoinedUnlessTheFileSaysExclusive) {
  PhantomStructure two{"Two", "PTV", {}};
  for (const double z : test::heights(0, 8, 2)) {
    two.contours.push_back(circle({0, 0, z}, 6, 360));
    two.contours.push_back(circle({6, 0, z}, 6, 360));
  }
  const auto all = test::dvhs_of({two, test::tube("One", 6, test::heights(0, 8, 2))}, test::slanted_grid());
  ASSERT_TRUE(all);
  EXPECT_TRUE(mentions(all.value()[0].warnings, "(3006,0050)"));
  EXPECT_GT(all.value()[0].volume_cc, 1.5 * all.value()[1].volume_cc);
  EXPECT_LT(all.value()[0].volume_cc, 2 * all.value()[1].volume_cc);
}

TEST(Pitfalls, EmptyStructuresAndRepeatedVertices) {
  PhantomStructure doubled = test::tube("Doubled", 6, test::heights(0, 8, 2));
  for (auto& contour : doubled.contours) {
    const auto same = contour;
    contour.clear();
    for (const Vec3 p : same) contour.insert(contour.end(), {p, p});
  }
  const auto all = test::dvhs_of({{"Empty", "ORGAN", {}}, doubled, test::tube("Plain", 6, test::heights(0, 8, 2))},
                                 test::slanted_grid());
  ASSERT_TRUE(all);
  EXPECT_FALSE(all.value()[0].has_dose());
  EXPECT_TRUE(mentions(all.value()[0].warnings, "no closed contour"));
  EXPECT_NEAR(all.value()[1].volume_cc, all.value()[2].volume_cc, 1e-9);
  EXPECT_NEAR(all.value()[1].mean_gy, all.value()[2].mean_gy, 1e-9);
}

TEST(Pitfalls, MaximaOfDifferentDefinitionStayApart) {
  const auto all = test::dvhs_of({test::tube("T", 12, test::heights(-12, 12, 2))}, test::slanted_grid());
  ASSERT_TRUE(all);
  const Dvh& dvh = all.value()[0];
  const double figures[] = {dvh.maximum_gy, *dose_at_volume(dvh, 0.03), *dose_at_volume(dvh, 0.035),
                            *dose_at_volume(dvh, 0.1)};
  for (int i = 0; i < 3; ++i) EXPECT_GT(figures[i], figures[i + 1]) << i;
}

TEST(Pitfalls, AColdVolumeAsksForTheWholeOrgan) {
  Limit limit;
  limit.table = "t";
  limit.row = "r";
  limit.organ = "lung";
  limit.metric = {Metric::Kind::ColdVolume, 2};
  limit.metric_text = "CV2cc";
  limit.value = 30;
  limit.unit = "Gy";
  limit.fractions = 1;
  LimitLibrary library;
  library.limits = {limit};
  const auto all = test::dvhs_of({test::tube("Large", 12, test::heights(-12, 12, 2)), test::tube("Cut", 4, {0, 2})},
                                 test::slanted_grid());
  ASSERT_TRUE(all);
  for (std::size_t i = 0; i < 2; ++i) {
    const CheckInput input{{all.value()[i]}, {{all.value()[i].name, "lung"}}, 1, true, ""};
    const auto checks = check_limits(input, library);
    ASSERT_EQ(checks.size(), 1U);
    EXPECT_EQ(checks[0].verdict, i == 0 ? Verdict::Pass : Verdict::NotChecked);
    EXPECT_NE(checks[0].reason.find(i == 0 ? "whole organ" : "complete"), std::string::npos);
  }
}

TEST(Pitfalls, LongNamesStayWholeAndColumnsInLine) {
  const std::string name = "\u00d6sophagus, ganz, mit sehr langem Namen (\u00fcberall)";
  const auto all = test::dvhs_of({test::tube(name, 6, {0, 2}), test::tube("Kurz", 6, {0, 2})}, test::slanted_grid());
  ASSERT_TRUE(all);
  const std::string text = dvh_text(all.value(), {});
  std::vector<std::size_t> widths;
  for (std::size_t from = 0; from < text.size() && widths.size() < 3;) {
    const auto end = text.find('\n', from);
    widths.push_back(characters_in(text.substr(from, end - from)));
    from = end + 1;
  }
  EXPECT_NE(text.find(name + " "), std::string::npos);
  EXPECT_EQ(widths[0], widths[1]);
  EXPECT_EQ(widths[0], widths[2]);
}

}  // namespace
}  // namespace noms::dosimetry
