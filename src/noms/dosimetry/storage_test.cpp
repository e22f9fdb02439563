// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "noms/dosimetry/plan.h"
#include "support/dose_scenes.h"

namespace noms::dosimetry {
namespace {

using test::dose_of;
using test::dvhs_of;
using test::structures_of;
using test::tube;

const std::vector<PhantomStructure>& scene() {
  static const std::vector<PhantomStructure> all{tube("Tube", 9, test::heights(-7, 7, 1), 3)};
  return all;
}

Dvh one(const StorageVariant& variant) {
  auto result = dvhs_of(scene(), test::slanted_grid(), variant);
  EXPECT_TRUE(result) << (result ? "" : result.error()[0].where + " " + result.error()[0].message);
  return result ? result.value().front() : Dvh{};
}

TEST(Storage, EveryVariantGivesEqualResults) {
  const Dvh expected = one({});
  ASSERT_NEAR(expected.volume_cc, 3.817, 0.001);
  std::vector<std::pair<const char*, StorageVariant>> variants;
  const auto add = [&](const char* name, auto change) {
    StorageVariant v;
    change(v);
    variants.emplace_back(name, v);
  };
  add("implicit", [](auto& v) { v.syntax = dicom::Syntax::ImplicitLittle; });
  add("big endian", [](auto& v) { v.syntax = dicom::Syntax::ExplicitBig; });
  add("deflated", [](auto& v) { v.syntax = dicom::Syntax::Deflated; });
  add("run length", [](auto& v) { v.syntax = dicom::Syntax::RunLength; });
  add("no meta", [](auto& v) { v.syntax = dicom::Syntax::ImplicitLittle, v.file_meta = false; });
  add("no meta, explicit", [](auto& v) { v.file_meta = false; });
  add("undefined lengths", [](auto& v) { v.undefined_lengths = true; });
  add("implicit, undefined lengths",
      [](auto& v) { v.undefined_lengths = true, v.syntax = dicom::Syntax::ImplicitLittle; });
  add("absolute offsets", [](auto& v) { v.absolute_offsets = true; });
  for (const char* position : {"HFP", "FFS", "FFP", "HFDL", "HFDR"}) {
    add(position, [&](auto& v) { v.position = position; });
  }
  add("descending", [](auto& v) { v.descending = true; });
  add("FFS absolute", [](auto& v) { v.position = "FFS", v.absolute_offsets = true; });
  add("descending absolute", [](auto& v) { v.descending = true, v.absolute_offsets = true; });
  for (const auto& [name, variant] : variants) {
    SCOPED_TRACE(name);
    const Dvh got = one(variant);
    EXPECT_NEAR(got.volume_cc, expected.volume_cc, 1e-6);
    EXPECT_NEAR(got.minimum_gy, expected.minimum_gy, 1e-6);
    EXPECT_NEAR(got.maximum_gy, expected.maximum_gy, 1e-6);
    EXPECT_NEAR(got.mean_gy, expected.mean_gy, 1e-6);
    for (const double percent : {99.0, 95.0, 50.0, 1.0}) {
      EXPECT_NEAR(*dose_at_percent(got, percent), *dose_at_percent(expected, percent), 1e-6);
    }
  }
}

TEST(Storage, SixteenBitsDifferByTheirStep) {
  StorageVariant variant;
  variant.wide = false;
  const Dvh expected = one({});
  const Dvh got = one(variant);
  EXPECT_NEAR(got.mean_gy, expected.mean_gy, 5e-4);
  EXPECT_NEAR(*dose_at_percent(got, 95), *dose_at_percent(expected, 95), 1e-3);
}

TEST(Storage, ATurnedGridGivesTheLinearDoseExactly) {
  const Dvh expected = one({});
  for (const double degrees : {20.0, -33.0}) {
    StorageVariant variant;
    variant.turned_degrees = degrees;
    const Dvh got = one(variant);
    EXPECT_NEAR(got.mean_gy, expected.mean_gy, 1e-4);
    EXPECT_NEAR(*dose_at_percent(got, 95), *dose_at_percent(expected, 95), 2e-3);
    EXPECT_NEAR(got.maximum_gy, expected.maximum_gy, 2e-3);
  }
}

TEST(Storage, RefusesWhatHasNoDoseInGray) {
  StorageVariant relative;
  relative.units = "RELATIVE";
  const auto grid = dose_of(phantom_dose(test::slanted_grid(), relative));
  ASSERT_FALSE(grid);
  EXPECT_EQ(grid.error()[0].where, "(3004,0002)");
}

TEST(Storage, NamesWhatIsNotTheDoseOfAPlan) {
  for (const char* kind : {"FRACTION", "BEAM"}) {
    StorageVariant variant;
    variant.summation = kind;
    const auto grid = dose_of(phantom_dose(test::slanted_grid(), variant));
    ASSERT_TRUE(grid);
    EXPECT_TRUE(test::mentions(grid.value().warnings, std::string("(3004,000A): ") + kind));
  }
}

TEST(Storage, RefusesDifferentFramesOfReference) {
  StorageVariant other;
  other.frame_of_reference = "2.25.1002";
  const auto set = structures_of(phantom_structures(scene(), {}));
  const auto dose = dose_of(phantom_dose(test::slanted_grid(), other));
  ASSERT_TRUE(set);
  ASSERT_TRUE(dose);
  const auto checked = check_references(set.value(), dose.value(), nullptr);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error()[0].where, "(0020,0052)");
}

TEST(Storage, ReadsThePlanAndTiesItToTheDose) {
  const auto file = test::file_of(phantom_plan(5, 30, {}));
  ASSERT_TRUE(file);
  const auto plan = read_plan(file.value());
  ASSERT_TRUE(plan);
  EXPECT_EQ(fraction_count(plan.value()), 5);
  ASSERT_EQ(plan.value().prescriptions.size(), 1U);
  EXPECT_DOUBLE_EQ(plan.value().prescriptions[0].dose_gy, 30);
  const auto set = structures_of(phantom_structures(scene(), {}));
  auto dose = dose_of(phantom_dose(test::slanted_grid(), {}));
  auto checked = check_references(set.value(), dose.value(), &plan.value());
  ASSERT_TRUE(checked);
  EXPECT_TRUE(checked.value().empty());
  dose.value().plan = "2.25.9";
  checked = check_references(set.value(), dose.value(), &plan.value());
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error()[0].where, "(300C,0002)");
}

TEST(Storage, EveryCutOfAFileIsRefusedOrReadWithoutHarm) {
  PhantomGrid grid = test::slanted_grid();
  grid.low = {-4, -4, -4};
  grid.high = {4, 4, 4};
  const std::string dose = phantom_dose(grid, {});
  const std::string set = phantom_structures({tube("A", 3, {0, 1})}, {});
  for (std::size_t length = 0; length < dose.size(); ++length) EXPECT_FALSE(dose_of(dose.substr(0, length)));
  for (std::size_t length = 0; length < set.size(); length += 7)
    static_cast<void>(structures_of(set.substr(0, length)).has_value());
}

TEST(Storage, MessagesNeverRepeatTheFile) {
  std::string bytes = phantom_dose(test::slanted_grid(), {});
  const auto at = bytes.find("PHYSICAL");
  bytes.replace(at, 8, "MARKTEXT");
  const auto units = bytes.find("GY\x04\x30");
  bytes.replace(units, 2, "QX");
  const auto grid = dose_of(bytes);
  ASSERT_FALSE(grid);
  EXPECT_EQ(grid.error()[0].message.find("MARKTEXT"), std::string::npos);
  EXPECT_EQ(grid.error()[0].message.find("QX"), std::string::npos);
}

}  // namespace
}  // namespace noms::dosimetry
