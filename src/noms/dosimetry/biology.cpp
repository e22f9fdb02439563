// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/biology.h"

#include <cmath>

namespace noms::dosimetry {
namespace {

std::optional<Issue> fault(const Course& course, AlphaBeta ratio) {
  const double d = in_gray(course.per_fraction);
  const double ab = in_gray(ratio);
  if (course.fractions < 1 || course.fractions > 100)
    return Issue{ErrorCode::OutOfLimits, "fractions", "1 to 100 fractions are accepted"};
  if (!(d >= 0 && d <= 100)) return Issue{ErrorCode::OutOfLimits, "dose", "0 to 100 Gy a fraction are accepted"};
  if (!(ab >= 0.1 && ab <= 50))
    return Issue{ErrorCode::OutOfLimits, "alpha_beta", "alpha/beta is between 0.1 and 50 Gy"};
  return std::nullopt;
}

}  // namespace

Result<double> bed_gy(const Course& course, AlphaBeta ratio) {
  if (auto issue = fault(course, ratio)) return *issue;
  const double d = in_gray(course.per_fraction);
  return course.fractions * d * (1 + d / in_gray(ratio));
}

Result<NormalisedBed> normalised_bed(const Course& course) {
  auto value = bed_gy(course, alpha_beta(2));
  if (!value) return value.error();
  return NormalisedBed::from_base(value.value() / 2);
}

Result<double> bed_lql_gy(const Course& course, AlphaBeta ratio, Dose transition) {
  if (auto issue = fault(course, ratio)) return *issue;
  const double t = in_gray(transition);
  if (!(t > 0))
    return Issue{ErrorCode::OutOfLimits, "transition", "the dose from which the curve is straight is positive"};
  const double d = in_gray(course.per_fraction);
  if (d <= t) return bed_gy(course, ratio);
  const double ab = in_gray(ratio);
  return course.fractions * (t * (1 + t / ab) + (1 + 2 * t / ab) * (d - t));
}

Result<Dose> same_effect(const Course& course, int fractions, AlphaBeta ratio) {
  auto value = bed_gy(course, ratio);
  if (!value) return value.error();
  if (auto issue = fault({fractions, gray(0)}, ratio)) return *issue;
  const double ab = in_gray(ratio);
  return gray(fractions * ab / 2 * (-1 + std::sqrt(1 + 4 * value.value() / (fractions * ab))));
}

double myelopathy_risk(NormalisedBed dose) {
  return 1 / (1 + std::exp(6.86 - 0.0878 * in_gray(dose)));
}

}  // namespace noms::dosimetry
