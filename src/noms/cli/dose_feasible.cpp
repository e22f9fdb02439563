// SPDX-License-Identifier: Apache-2.0
// noms dose feasible: whether a tumour dose fits beside the cord, before any plan.
#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

#include "noms/cli/commands.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/dose_input.h"
#include "noms/cli/dose_limits.h"
#include "noms/cli/image_commands.h"
#include "noms/cli/into_case.h"
#include "noms/cli/output.h"
#include "noms/dosimetry/feasible.h"
#include "noms/dosimetry/feasible_figure.h"
#include "noms/dosimetry/limits.h"
#include "noms/imaging/structure_mask.h"
#include "noms/json/writer.h"

namespace noms::cli {
namespace {

using dosimetry::Feasible;
using dosimetry::Interval;

constexpr std::string_view note = "Derived from geometry alone; not a published method and not a plan.";

double hundredth(double x) {
  return std::round(x * 100) / 100;
}

// 14 Gy in one fraction as the source paper has it, and the maxima of HyTEC for 2 to 5.
std::vector<dosimetry::CordLimit> cord_limits(const dosimetry::LimitLibrary& library) {
  std::vector<dosimetry::CordLimit> limits;
  for (const auto& limit : library.limits) {
    const bool single = limit.row == "MSK-1";
    const bool several = limit.table == "hytec_2021" && limit.fractions > 1;
    if (single || several)
      limits.push_back({limit.fractions, limit.value, limit.table + " " + limit.row + ", " + limit.source});
  }
  std::sort(limits.begin(), limits.end(), [](const auto& a, const auto& b) { return a.fractions < b.fractions; });
  return limits;
}

void interval(json::Writer& w, std::string_view name, Interval i) {
  w.key(name);
  w.begin_array();
  w.number(hundredth(i.low));
  w.number(hundredth(i.high));
  w.end_array();
}

std::string as_json(const Call& call, const Feasible& f, const std::optional<dosimetry::MeasuredFalloff>& measured,
                    const Measurement& gap) {
  json::Writer w(2);
  w.begin_object();
  w.member("note", note);
  w.member("gap_mm", hundredth(f.gap_mm));
  w.member("gap_at_mm", hundredth(f.gap_at_mm));
  w.member("tumour_cc", std::round(f.tumour_cc * 1000) / 1000);
  w.key("fractions");
  w.begin_array();
  for (const auto& n : f.fractions) {
    w.begin_object();
    w.member("fractions", n.limit.fractions);
    w.member("cord_limit_gy", n.limit.gy);
    w.member("cord_limit_source", n.limit.source);
    interval(w, "gtv_dmin_gy", n.minimum_gy);
    interval(w, "gtv_d95_gy", n.d95_gy);
    w.key("goals");
    w.begin_array();
    for (const auto& goal : n.goals) {
      w.begin_object();
      w.member("single_fraction_gy", goal.single_gy);
      w.member("dose_gy", hundredth(goal.gy));
      interval(w, "gap_needed_mm", goal.gap_mm);
      interval(w, "share_closer", goal.share_closer);
      w.member("fits", f.gap_mm >= goal.gap_mm.high ? "yes" : f.gap_mm < goal.gap_mm.low ? "no" : "undetermined");
      w.end_object();
    }
    w.end_array();
    w.end_object();
  }
  w.end_array();
  w.key("planes_closer_than_15_gy_needs");
  w.begin_array();
  for (const double plane : f.close_planes) w.number(hundredth(plane));
  w.end_array();
  if (measured) {
    w.key("measured_falloff_percent_per_mm");
    w.begin_object();
    w.member("rays", measured->rays);
    w.member("low", hundredth(100 * measured->low));
    w.member("median", hundredth(100 * measured->median));
    w.member("high", hundredth(100 * measured->high));
    w.end_object();
  }
  w.member("warnings", f.warnings);
  write_findings(w, call, gap);
  w.end_object();
  return w.take() + "\n";
}

std::string as_text(const Feasible& f, const std::optional<dosimetry::MeasuredFalloff>& measured) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(2);
  const auto range = [&](Interval i) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(2) << i.low << " to " << i.high;
    return text.str();
  };
  out << "Smallest gap between tumour and cord: " << f.gap_mm << " mm, in the plane at " << f.gap_at_mm << " mm\n";
  for (const auto& n : f.fractions) {
    out << n.limit.fractions << (n.limit.fractions == 1 ? " fraction" : " fractions") << ", cord at most " << n.limit.gy
        << " Gy (" << n.limit.source << "): Dmin " << range(n.minimum_gy) << " Gy, D95% " << range(n.d95_gy) << " Gy\n";
    for (const auto& goal : n.goals) {
      out << "    " << goal.gy << " Gy (as " << goal.single_gy << " Gy in one) needs a gap of " << range(goal.gap_mm)
          << " mm; " << range({100 * goal.share_closer.low, 100 * goal.share_closer.high})
          << " % of the tumour is closer\n";
    }
  }
  if (measured) {
    out << "The plan's fall-off: " << 100 * measured->median << " % a millimetre (" << 100 * measured->low << " to "
        << 100 * measured->high << ", " << measured->rays << " rays)\n";
  }
  for (const auto& warning : f.warnings) out << warning << '\n';
  out << note << '\n';
  return out.str();
}

Result<dosimetry::FeasibleOptions> options_of(const Call& call) {
  dosimetry::FeasibleOptions options;
  const auto read = [&](const char* name, double otherwise, double most) {
    return number_of(call, name, otherwise, 0, most);
  };
  const auto low = read("falloff-low", 8, 40);
  const auto high = read("falloff-high", 12, 40);
  const auto margin_low = read("margin-low", 1, 20);
  const auto margin_high = read("margin-high", 2, 20);
  const auto prescribed = read("prescribed", 24, 60);
  for (const auto* result : {&low, &high, &margin_low, &margin_high, &prescribed}) {
    if (!*result) return result->error();
  }
  options.falloff = {std::max(low.value(), 0.1) / 100, std::max(high.value(), 0.1) / 100};
  options.margin_mm = {margin_low.value(), margin_high.value()};
  options.prescribed_gy = prescribed.value();
  if (options.falloff.low > options.falloff.high || options.margin_mm.low > options.margin_mm.high) {
    return Issue{ErrorCode::Usage, "--falloff-low", "the lower bound is above the upper one"};
  }
  return options;
}

/// Tumour and cord: structures of an RT Structure Set, or the outlines of masks.
struct Pair {
  dosimetry::StructureSet set;
  dosimetry::Structure tumour;
  dosimetry::Structure cord;
  double gap_mm = 0;  ///< usual distance of planes
  std::string image;  ///< where they come from
};

Result<Pair> contoured_pair(const Call& call) {
  for (const std::string option : {"structures", "tumour", "cord"}) {
    if (!call.has(option)) return Issue{ErrorCode::Usage, "--" + option, "is needed"};
  }
  auto set = read_structure_file(call.value("structures"), "--structures");
  if (!set) return set.error();
  const auto* tumour = set.value().find(call.value("tumour"));
  const auto* cord = set.value().find(call.value("cord"));
  if (tumour == nullptr) return Issue{ErrorCode::Usage, "--tumour", "no structure of that name in the file"};
  if (cord == nullptr) return Issue{ErrorCode::Usage, "--cord", "no structure of that name in the file"};
  Pair pair{{}, *tumour, *cord, dosimetry::usual_gap(set.value()), "RT Structure Set " + set.value().instance};
  pair.set = std::move(set).value();
  return pair;
}

Result<Pair> masked_pair(const Call& call) {
  if (call.has("structures")) return Issue{ErrorCode::Usage, "--tumour-mask", "contours or masks, not both"};
  Pair pair;
  for (const std::string option : {"tumour-mask", "cord-mask"}) {
    const auto file = load_image(call, option);
    if (!file) return file.error();
    const auto mask = mask_for(call, option, file.value());
    if (!mask) return mask.error();
    (option == "tumour-mask" ? pair.tumour : pair.cord) = imaging::contours_of(mask.value(), option);
    pair.image += (pair.image.empty() ? "" : "; ") + option + " sha256 " + file.value().source.sha256;
    const auto upright = imaging::reordered(mask.value().grid, imaging::towards_lps(mask.value().grid));
    pair.gap_mm = upright.spacing(2);
  }
  return pair;
}

}  // namespace

int run_dose_feasible(const Call& call) {
  const auto options = options_of(call);
  if (!options) return fail(call, options.error());
  const auto library = embedded_limits();
  if (!library) return fail(call, library.error());
  const bool masks = call.has("tumour-mask") || call.has("cord-mask");
  const auto given = masks ? masked_pair(call) : contoured_pair(call);
  if (!given) return fail(call, given.error());
  const Pair& pair = given.value();
  const auto result =
      dosimetry::feasible(pair.tumour, pair.cord, pair.gap_mm, cord_limits(library.value()), options.value());
  if (!result) return fail(call, result.error());
  constexpr double gap_sd_mm = 0.7;  // 0.5 mm for each of the two outlines
  const Measurement gap{{{"tumour_cord_gap", {}, result.value().gap_mm, "mm", gap_sd_mm, "0.5 mm for each outline"}},
                        {},
                        "smallest distance of outlines",
                        pair.image};
  const auto recorded = write_into_case(call, gap);
  if (!recorded) return fail(call, recorded.error());
  std::optional<dosimetry::MeasuredFalloff> measured;
  if (call.has("dose")) {
    const auto dose = read_dose_file(call.value("dose"), "--dose");
    if (!dose) return fail(call, dose.error());
    if (!masks) {  // a mask does not say which frame of reference it lies in
      const auto checked = dosimetry::check_references(pair.set, dose.value(), nullptr);
      if (!checked) return fail(call, checked.error());
    }
    const auto falloff = dosimetry::measured_falloff(pair.tumour, pair.cord, pair.gap_mm, dose.value());
    if (!falloff) return fail(call, falloff.error());
    measured = falloff.value();
  }
  const std::string format = call.value("format", "text");
  if (format == "json") return deliver(call, as_json(call, result.value(), measured, gap));
  if (format == "svg") return deliver(call, dosimetry::feasible_figure(result.value()));
  return deliver(call, as_text(result.value(), measured));
}

}  // namespace noms::cli
