// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/courses.h"

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"

namespace noms::dosimetry {
namespace {

// EQD2 of a total dose D in n fractions: D (1 + D/(n ab)) / (1 + 2/ab).
float eqd2_of(float total, int fractions, double ab) {
  const auto d = static_cast<double>(total);
  return static_cast<float>(d * (1 + d / (fractions * ab)) / (1 + 2 / ab));
}

void add_dose(DoseGrid& sum, const EarlierCourse& course, double ab) {
  std::size_t unknown = 0;
  std::size_t at = 0;
  for (std::size_t k = 0; k < sum.size(2); ++k) {
    for (std::size_t j = 0; j < sum.size(1); ++j) {
      for (std::size_t i = 0; i < sum.size(0); ++i, ++at) {
        const Vec3 p = sum.frame.out_of({sum.positions[0][i], sum.positions[1][j], sum.positions[2][k]});
        const auto dose = dose_at(*course.dose, p + course.shift_mm);
        if (!dose) {
          ++unknown;
          continue;
        }
        sum.values[at] += eqd2_of(static_cast<float>(*dose), course.typed.fractions, ab);
      }
    }
  }
  if (unknown == 0) return;
  const double percent = 100.0 * static_cast<double>(unknown) / static_cast<double>(sum.values.size());
  sum.warnings.push_back("(3004,000C): " + shortest(std::round(percent * 10) / 10) +
                         " % of the grid lies outside the earlier dose, which counts as nothing there");
}

std::string verdict_of(double value, const Limit& limit, double uncertainty) {
  const double beyond = limit.at_least ? limit.value - value : value - limit.value;
  if (std::fabs(beyond) < uncertainty) return "within_uncertainty";
  return beyond > 0 ? "violation" : "pass";
}

}  // namespace

Result<DoseGrid> eqd2_grid(const DoseGrid& dose, int fractions, AlphaBeta ratio) {
  const auto valid = bed_gy({fractions, gray(0)}, ratio);
  if (!valid) return valid.error();
  DoseGrid out = dose;
  for (float& v : out.values) v = eqd2_of(v, fractions, in_gray(ratio));
  out.type = "EQD2";
  out.dvhs.clear();
  return out;
}

Result<DoseGrid> sum_of_courses(const DoseGrid& current, int fractions, const std::vector<EarlierCourse>& earlier,
                                AlphaBeta ratio) {
  auto sum = eqd2_grid(current, fractions, ratio);
  if (!sum) return sum;
  for (const auto& course : earlier) {
    const auto whole = bed_gy(course.typed, ratio);
    if (!whole) return whole.error();
    if (course.dose != nullptr) {
      add_dose(sum.value(), course, in_gray(ratio));
      continue;
    }
    const auto even = static_cast<float>(whole.value() / (1 + 2 / in_gray(ratio)));
    for (float& v : sum.value().values) v += even;
  }
  return sum;
}

std::vector<CourseCheck> check_courses(const CourseFigures& figures, const LimitLibrary& library) {
  std::vector<CourseCheck> out;
  for (const auto& limit : library.limits) {
    if (limit.metric.kind != Metric::Kind::Course) continue;
    CourseCheck check{&limit, "not_checked", std::nullopt};
    double uncertainty = figures.uncertainty_gy;
    if (limit.metric_text == "interval") {
      check.value = figures.months;
      uncertainty = 0;
    }
    if (limit.metric_text == "nbed_new") check.value = figures.new_gy;
    if (limit.metric_text == "nbed_sum") check.value = figures.sum_gy;
    if (limit.metric_text == "share" && figures.sum_gy > 0) {
      check.value = 100 * figures.new_gy / figures.sum_gy;
      uncertainty = 100 * figures.uncertainty_gy / figures.sum_gy * (1 - figures.new_gy / figures.sum_gy);
    }
    if (check.value) check.verdict = verdict_of(*check.value, limit, uncertainty);
    out.push_back(check);
  }
  return out;
}

}  // namespace noms::dosimetry
