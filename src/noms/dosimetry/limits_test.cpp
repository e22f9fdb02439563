// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/limits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "noms/dosimetry/biology.h"
#include "noms/dosimetry/check.h"
#include "noms/dosimetry/courses.h"
#include "support/dose_scenes.h"

namespace noms::dosimetry {
namespace {

struct Files {
  std::vector<std::pair<std::string, std::string>> held;
  std::vector<std::pair<std::string_view, std::string_view>> views() const { return {held.begin(), held.end()}; }
};

Files shipped() {
  Files files;
  for (const auto& entry : std::filesystem::directory_iterator(NOMS_SOURCE_DIR "/knowledge/dose_limits")) {
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    files.held.emplace_back("dose_limits/" + entry.path().filename().string(), text.str());
  }
  return files;
}

const LimitLibrary& library() {
  static const Files files = shipped();
  static const auto result = read_limits(files.views());
  EXPECT_TRUE(result) << (result ? "" : result.error()[0].where + " " + result.error()[0].message);
  return result.value();
}

double limit_of(std::string_view row) {
  for (const auto& limit : library().limits) {
    if (limit.row == row) return limit.value;
  }
  ADD_FAILURE() << row;
  return -1;
}

TEST(Limits, TheShippedTablesLoadAndHoldThePublishedFigures) {
  EXPECT_DOUBLE_EQ(limit_of("MSK-1"), 14);
  EXPECT_DOUBLE_EQ(limit_of("TG-spinal_cord-max-3"), 21.9);
  EXPECT_DOUBLE_EQ(limit_of("TG-oesophagus-D5cc-5"), 19.5);
  EXPECT_DOUBLE_EQ(limit_of("SAH-2"), 17.0);
  EXPECT_DOUBLE_EQ(limit_of("RE-sum"), 70);
  for (const auto& limit : library().limits) EXPECT_EQ(limit.mark.find('R'), std::string::npos) << limit.row;
}

TEST(Limits, TheFiveLimitsOfEqualRiskAreOneNormalisedDose) {
  for (int n = 1; n <= 5; ++n) {
    const double total = limit_of("SAH-" + std::to_string(n));
    const auto nbed = normalised_bed({n, gray(total / n)});
    ASSERT_TRUE(nbed);
    EXPECT_NEAR(in_gray(nbed.value()), 44.6, 0.25) << n;
    EXPECT_NEAR(myelopathy_risk(nbed.value()), 0.05, 0.002);
  }
}

TEST(Limits, RefusesSlipsOfTranscription) {
  const Files files = shipped();
  const struct {
    const char* slip;
    const char* from;
    const char* to;
  } rows[] = {
      {"a recalled figure", "| S    | Point maximum in one", "| R    | Point maximum in one"},
      {"no number", "| 14    | Gy", "| about | Gy"},
      {"unknown unit", "| Gy   | at most", "| rad  | at most"},
      {"unknown direction", "| at most   |", "| below     |"},
      {"unknown metric", "| Dmax   | 14", "| Dpeak  | 14"},
      {"unknown organ", "| spinal_cord |", "| spinal_chord |"},
      {"fractions", "| at most   | 1         |", "| at most   | one       |"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.slip);
    Files damaged = files;
    bool changed = false;
    for (auto& [name, text] : damaged.held) {
      if (name.find("cord_mskcc") == std::string::npos) continue;
      const auto at = text.find(row.from);
      ASSERT_NE(at, std::string::npos);
      text.replace(at, std::string(row.from).size(), row.to);
      changed = true;
    }
    ASSERT_TRUE(changed);
    const auto result = read_limits(damaged.views());
    ASSERT_FALSE(result);
    EXPECT_EQ(exit_code_of(result.error()[0].code), 5);
  }
}

TEST(Limits, ANameOnlyProposes) {
  const auto exact = propose_organ(library(), "SpinalCord");
  ASSERT_TRUE(exact);
  EXPECT_TRUE(exact->standard);
  const auto loose = propose_organ(library(), "spinal cord");
  ASSERT_TRUE(loose);
  EXPECT_EQ(loose->organ, "spinal_cord");
  EXPECT_FALSE(loose->standard);
  for (const char* name : {"Cord - opt", "NotCord", "zRing", ""}) EXPECT_FALSE(propose_organ(library(), name)) << name;
}

// A DVH without shape: every cubic centimetre has the same dose.
Dvh even(double gy, double uncertainty) {
  Dvh dvh;
  dvh.name = "SpinalCord";
  dvh.volume_cc = dvh.inside_cc = 10;
  dvh.minimum_gy = dvh.maximum_gy = dvh.mean_gy = gy;
  dvh.cumulative_cc.assign(static_cast<std::size_t>(gy / 0.01) + 1, 10.0);
  dvh.cumulative_cc.push_back(0);
  dvh.contour_mm = 1;
  dvh.gradient.assign(200, uncertainty);
  return dvh;
}

Verdict verdict(double gy, double uncertainty, double outside = 0, bool confirmed = true, bool usable = true) {
  CheckInput input;
  input.dvhs = {even(gy, uncertainty)};
  input.dvhs[0].outside = outside;
  if (confirmed) input.confirmed["SpinalCord"] = "spinal_cord";
  input.fractions = 1;
  input.usable = usable;
  for (const auto& check : check_limits(input, library())) {
    if (check.limit->row == "MSK-1") return check.verdict;
  }
  ADD_FAILURE();
  return Verdict::NotChecked;
}

TEST(Check, FourVerdicts) {
  EXPECT_EQ(verdict(13.0, 0.5), Verdict::Pass);
  EXPECT_EQ(verdict(15.0, 0.5), Verdict::Violation);
  EXPECT_EQ(verdict(13.8, 0.5), Verdict::WithinUncertainty);
  EXPECT_EQ(verdict(14.2, 0.5), Verdict::WithinUncertainty);
  EXPECT_EQ(verdict(13.0, 0.5, 0.01), Verdict::NotChecked);
  EXPECT_EQ(verdict(13.0, 0.5, 0, false), Verdict::NotChecked);
  EXPECT_EQ(verdict(13.0, 0.5, 0, true, false), Verdict::NotChecked);
}

TEST(Check, OtherFractionCountsAreDerivedAndSaySo) {
  CheckInput input;
  input.dvhs = {even(16, 0.1)};
  input.confirmed["SpinalCord"] = "spinal_cord";
  input.fractions = 2;
  bool seen = false;
  for (const auto& check : check_limits(input, library())) {
    if (check.limit->table == "hytec_2021") {
      EXPECT_FALSE(check.derived);
    }
    if (check.limit->row != "MSK-1") continue;
    seen = true;
    EXPECT_TRUE(check.derived);
    // 14 Gy in one fraction is a BED of 112 Gy: two fractions d with 2 d (1 + d/2) = 112.
    EXPECT_NEAR(check.applied, 2 * (-1 + std::sqrt(113.0)), 1e-9);
  }
  EXPECT_TRUE(seen);
}

TEST(Biology, CommonRegimens) {
  const struct {
    const char* regimen;
    Course course;
    double ratio;
    double bed;
  } rows[] = {{"8 Gy x 1, cord", {1, gray(8)}, 2, 40},        {"4 Gy x 5, cord", {5, gray(4)}, 2, 60},
              {"3 Gy x 10, cord", {10, gray(3)}, 2, 75},      {"3 Gy x 10, tumour", {10, gray(3)}, 10, 39},
              {"24 Gy x 1, tumour", {1, gray(24)}, 10, 81.6}, {"nothing", {1, gray(0)}, 2, 0}};
  for (const auto& row : rows) {
    const auto got = bed<Organ>(row.course, alpha_beta(row.ratio));
    ASSERT_TRUE(got) << row.regimen;
    EXPECT_NEAR(got.value().base(), row.bed, 1e-9) << row.regimen;
  }
  EXPECT_NEAR(in_gray(normalised_bed({5, gray(4)}).value()), 30, 1e-9);
  EXPECT_NEAR(in_gray(normalised_bed({10, gray(3)}).value()), 37.5, 1e-9);
  EXPECT_NEAR(in_gray(normalised_bed({25, gray(1.8)}).value()), 42.75, 1e-9);
  EXPECT_NEAR(bed_lql_gy({1, gray(24)}, alpha_beta(2), gray(4)).value(), 4 * 3 + 5 * 20, 1e-9);
  EXPECT_NEAR(in_gray(same_effect({1, gray(15)}, 3, alpha_beta(10)).value()), 21.74, 0.005);
}

TEST(Biology, RefusesWhatHasNoMeaning) {
  const double nan = std::nan("");
  EXPECT_FALSE(bed_gy({0, gray(3)}, alpha_beta(2)));
  EXPECT_FALSE(bed_gy({10, gray(-3)}, alpha_beta(2)));
  EXPECT_FALSE(bed_gy({10, gray(nan)}, alpha_beta(2)));
  EXPECT_FALSE(bed_gy({10, gray(3)}, alpha_beta(0)));
  EXPECT_FALSE(bed_gy({10, gray(3)}, alpha_beta(nan)));
  EXPECT_FALSE(same_effect({1, gray(3)}, 0, alpha_beta(2)));
}

template <class A, class B>
constexpr bool addable = requires(A a, B b) {
  a + b;
};
static_assert(addable<Bed<Cord>, Bed<Cord>>);
static_assert(!addable<Bed<Cord>, Dose>);
static_assert(!addable<Bed<Cord>, Bed<Tumour>>);
static_assert(!addable<Bed<Cord>, Eqd2<Cord>>);
static_assert(!addable<NormalisedBed, Eqd2<Cord>>);

TEST(Courses, EvenCoursesAddUp) {
  PhantomGrid grid = test::slanted_grid();
  grid.dose_gy = [](Vec3) { return 10.0; };
  const auto dose = test::dose_of(phantom_dose(grid, {}));
  ASSERT_TRUE(dose);
  EarlierCourse typed;
  typed.typed = {10, gray(3)};
  EarlierCourse own;
  own.typed = {5, gray(0)};
  own.dose = &dose.value();
  const auto sum = sum_of_courses(dose.value(), 1, {typed, own}, alpha_beta(2));
  ASSERT_TRUE(sum);
  // New 10 Gy x 1: 30; typed 3 Gy x 10: 37.5; earlier 2 Gy x 5: 10.
  EXPECT_NEAR(sum.value().values[0], 77.5, 1e-4);
  own.shift_mm = {40, 0, 0};
  const auto shifted = sum_of_courses(dose.value(), 1, {own}, alpha_beta(2));
  ASSERT_TRUE(shifted);
  EXPECT_TRUE(test::mentions(shifted.value().warnings, "outside the earlier dose"));
}

TEST(Courses, TheLimitsOfReirradiation) {
  const auto verdicts = [](CourseFigures figures) {
    std::string text;
    for (const auto& check : check_courses(figures, library())) text += check.verdict.substr(0, 1);
    return text;
  };
  EXPECT_EQ(verdicts({20, 57.5, 0.5, 14}), "pppp");
  EXPECT_EQ(verdicts({27, 57.5, 0.5, 14}), "pvpp");
  EXPECT_EQ(verdicts({40, 77.5, 0.5, 3}), "vvvv");
  EXPECT_EQ(verdicts({24.8, 62, 0.5, std::nullopt}), "nwpp");
}

}  // namespace
}  // namespace noms::dosimetry
