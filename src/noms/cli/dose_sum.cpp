// SPDX-License-Identifier: Apache-2.0
// noms dose sum: earlier courses and the new one in EQD2, held against the limits of re-irradiation.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "noms/cli/commands.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/dose_input.h"
#include "noms/cli/dose_limits.h"
#include "noms/cli/into_case.h"
#include "noms/cli/output.h"
#include "noms/dosimetry/courses.h"
#include "noms/foundation/text.h"
#include "noms/json/writer.h"

namespace noms::cli {
namespace {

using dosimetry::EarlierCourse;

/// A registration and how it was stated.
struct Vec3Text {
  dosimetry::Vec3 shift;
  std::string text;
};

double rounded(double x) {
  return std::round(x * 1e4) / 1e4;
}

// "10x3@14": ten fractions of 3 Gy fourteen months ago; the interval may be left out.
Result<EarlierCourse> typed_course(std::string_view text) {
  const Issue wrong{ErrorCode::Usage, "--prior", "expects FRACTIONSxGY@MONTHS, as 10x3@14"};
  const auto cross = text.find('x');
  const auto at = text.find('@');
  if (cross == std::string_view::npos || (at != std::string_view::npos && at < cross)) return wrong;
  const auto fractions = whole_of(text.substr(0, cross));
  const auto dose = decimal_of(text.substr(cross + 1, at == std::string_view::npos ? at : at - cross - 1));
  if (!fractions || *fractions < 1 || *fractions > 100 || !dose || *dose <= 0 || *dose > 100) return wrong;
  EarlierCourse course;
  course.typed = {static_cast<int>(*fractions), gray(*dose)};
  if (at == std::string_view::npos) return course;
  course.months_ago = decimal_of(text.substr(at + 1));
  if (!course.months_ago || *course.months_ago < 0) return wrong;
  return course;
}

// The registration of an earlier dose is always stated: `same` where it shares the frame of reference, or a shift in
// mm.
Result<Vec3Text> shift_of(const Call& call, const dosimetry::DoseGrid& earlier, const dosimetry::DoseGrid& current) {
  const std::string text = call.value("registration");
  if (text == "same") {
    if (earlier.frame_of_reference != current.frame_of_reference) {
      return Issue{ErrorCode::Contradiction, "(0020,0052)",
                   "the earlier dose has another frame of reference; state the registration"};
    }
    return Vec3Text{{0, 0, 0}, "same frame of reference"};
  }
  std::vector<double> numbers;
  for (const auto part : split(text, ",")) {
    const auto number = decimal_of(part);
    if (!number || std::fabs(*number) > 5000) break;
    numbers.push_back(*number);
  }
  if (numbers.size() != 3) return Issue{ErrorCode::Usage, "--registration", "is `same`, or a shift in mm as 1.5,-2,0"};
  return Vec3Text{{numbers[0], numbers[1], numbers[2]}, "stated shift of " + text + " mm"};
}

Result<std::vector<EarlierCourse>> earlier_courses(const Call& call, const DoseInput& input,
                                                   std::optional<dosimetry::DoseGrid>& dose,
                                                   std::vector<std::string>& warnings) {
  std::vector<EarlierCourse> courses;
  for (const auto& text : values_of(call, "prior")) {
    auto course = typed_course(text);
    if (!course) return course.error();
    courses.push_back(course.value());
    warnings.push_back("a typed course counts with its full dose everywhere in the structure");
  }
  if (call.has("prior-dose")) {
    auto grid = read_dose_file(call.value("prior-dose"), "--prior-dose");
    if (!grid) return grid.error();
    dose = std::move(grid).value();
    if (!call.has("prior-fractions"))
      return Issue{ErrorCode::Usage, "--prior-fractions", "is needed with --prior-dose"};
    const auto fractions = whole_number_of(call, "prior-fractions", 1, 100);
    if (!fractions) return fractions.error();
    auto shift = shift_of(call, *dose, input.dose);
    if (!shift) return shift.error();
    EarlierCourse course;
    course.typed = {fractions.value(), gray(0)};
    course.dose = &*dose;
    course.shift_mm = shift.value().shift;
    if (call.has("prior-months")) {
      const auto months = number_of(call, "prior-months", 0, 0, 1200);
      if (!months) return months.error();
      course.months_ago = months.value();
    }
    courses.push_back(course);
    warnings.push_back("registration: " + shift.value().text);
  }
  if (courses.empty()) return Issue{ErrorCode::Usage, "--prior", "is needed, or --prior-dose"};
  return courses;
}

std::string answer(const Call& call, const Measurement& measured, const std::vector<dosimetry::Dvh>& current,
                   const std::vector<dosimetry::Dvh>& sum, const std::vector<EarlierCourse>& earlier,
                   const dosimetry::LimitLibrary& library, const std::vector<std::string>& warnings) {
  std::optional<double> months;
  bool all_known = true;
  for (const auto& course : earlier) {
    all_known &= course.months_ago.has_value();
    if (course.months_ago) months = std::min(months.value_or(1e9), *course.months_ago);
  }
  json::Writer w(2);
  std::ostringstream text;
  w.begin_object();
  w.member("unit", "EQD2, alpha/beta 2 (Gy2/2); no recovery with time");
  w.key("structures");
  w.begin_array();
  for (std::size_t i = 0; i < sum.size(); ++i) {
    const dosimetry::CourseFigures figures{current[i].maximum_gy, sum[i].maximum_gy,
                                           dosimetry::uncertainty_at(sum[i], sum[i].maximum_gy),
                                           all_known ? months : std::nullopt};
    w.begin_object();
    w.member("name", sum[i].name);
    w.member("new_max", rounded(figures.new_gy));
    w.member("sum_max", rounded(figures.sum_gy));
    w.member("sum_mean", rounded(sum[i].mean_gy));
    w.member("uncertainty", rounded(figures.uncertainty_gy));
    text << sum[i].name << ": new " << rounded(figures.new_gy) << ", sum " << rounded(figures.sum_gy) << " +- "
         << rounded(figures.uncertainty_gy) << " Gy2/2\n";
    w.key("checks");
    w.begin_array();
    for (const auto& check : dosimetry::check_courses(figures, library)) {
      const bool usable = sum[i].has_dose() && sum[i].outside == 0;
      w.begin_object();
      w.member("verdict", usable ? check.verdict : "not_checked");
      w.member("metric", check.limit->metric_text);
      w.member("limit", check.limit->value);
      if (check.value) w.member("value", rounded(*check.value));
      w.member("unit", check.limit->unit);
      w.member("row", check.limit->row);
      w.member("source", check.limit->source);
      w.end_object();
      text << "    " << (usable ? check.verdict : "not_checked") << "  " << check.limit->metric_text
           << (check.limit->at_least ? " >= " : " <= ") << check.limit->value << ' ' << check.limit->unit << "  ["
           << check.limit->row << "]\n";
    }
    w.end_array();
    w.end_object();
  }
  w.end_array();
  w.member("warnings", warnings);
  write_findings(w, call, measured);
  w.end_object();
  for (const auto& warning : warnings) text << warning << '\n';
  return call.value("format", "text") == "json" ? w.take() + "\n" : text.str();
}

}  // namespace

int run_dose_sum(const Call& call) {
  auto held = read_dose_against_limits(call);
  if (!held) return fail(call, held.error());
  auto& [options, library, plan] = held.value();
  if (!call.has("structure"))
    return fail(call, {{ErrorCode::Usage, "--structure", "is needed: the cord or thecal sac"}});
  auto chosen = chosen_structures(call, plan.structures);
  if (!chosen) return fail(call, chosen.error());
  std::optional<dosimetry::DoseGrid> earlier_dose;
  const auto earlier = earlier_courses(call, plan, earlier_dose, plan.warnings);
  if (!earlier) return fail(call, earlier.error());
  const auto ratio = dosimetry::alpha_beta(2);
  const auto current = dosimetry::eqd2_grid(plan.dose, *plan.fractions, ratio);
  if (!current) return fail(call, current.error());
  const auto sum = dosimetry::sum_of_courses(plan.dose, *plan.fractions, earlier.value(), ratio);
  if (!sum) return fail(call, sum.error());
  const double gap = dosimetry::usual_gap(plan.structures);
  const auto current_dvhs = dosimetry::dvhs(chosen.value(), current.value(), gap, options);
  if (!current_dvhs) return fail(call, current_dvhs.error());
  const auto sum_dvhs = dosimetry::dvhs(chosen.value(), sum.value(), gap, options);
  if (!sum_dvhs) return fail(call, sum_dvhs.error());
  plan.warnings.insert(plan.warnings.end(),
                       sum.value().warnings.begin() + static_cast<std::ptrdiff_t>(plan.dose.warnings.size()),
                       sum.value().warnings.end());
  Measurement measured;
  for (const auto& course : earlier.value()) {
    // The total of a typed course; a dose grid alone does not say what was prescribed.
    const bool typed = course.dose == nullptr;
    const double total = course.typed.fractions * course.typed.per_fraction.base();
    measured.courses.push_back(
        {typed ? std::optional(total) : std::nullopt, course.typed.fractions, course.months_ago});
  }
  const auto recorded = write_into_case(call, measured);
  if (!recorded) return fail(call, recorded.error());
  return deliver(
      call, answer(call, measured, current_dvhs.value(), sum_dvhs.value(), earlier.value(), library, plan.warnings));
}

}  // namespace noms::cli
