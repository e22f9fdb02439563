// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/check.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <tuple>

#include "noms/dosimetry/biology.h"

namespace noms::dosimetry {
namespace {

struct Measured {
  double value = 0;
  double uncertainty = 0;
};

std::optional<Measured> measured(const Dvh& dvh, const Metric& metric, bool percent) {
  const auto dose = [&](std::optional<double> gy) -> std::optional<Measured> {
    if (!gy) return std::nullopt;
    return Measured{*gy, uncertainty_at(dvh, *gy)};
  };
  switch (metric.kind) {
    case Metric::Kind::PointMaximum: return dose(dvh.maximum_gy);
    case Metric::Kind::PointMinimum: return dose(dvh.minimum_gy);
    case Metric::Kind::Mean: return dose(dvh.mean_gy);
    // The hottest part of a structure smaller than the volume asked for is the whole of it.
    case Metric::Kind::DoseAtVolume: return dose(dose_at_volume(dvh, std::min(metric.amount, dvh.inside_cc)));
    case Metric::Kind::DoseAtPercent: return dose(dose_at_percent(dvh, metric.amount));
    case Metric::Kind::ColdVolume:
      if (dvh.volume_cc < metric.amount) return std::nullopt;
      return dose(dose_at_volume(dvh, dvh.inside_cc - metric.amount));
    case Metric::Kind::VolumeAtDose: {
      const double u = uncertainty_at(dvh, metric.amount);
      const double scale = percent ? 100 / dvh.inside_cc : 1;
      const double spread = volume_at_dose(dvh, metric.amount - u) - volume_at_dose(dvh, metric.amount + u);
      return Measured{scale * volume_at_dose(dvh, metric.amount), scale * spread / 2};
    }
    case Metric::Kind::Course: return std::nullopt;
  }
  return std::nullopt;
}

// The limit in another number of fractions; doses only.
std::optional<double> turned(const Limit& limit, int fractions) {
  if (limit.fractions == fractions || limit.fractions == 0) return limit.value;
  if (limit.unit != "Gy") return std::nullopt;
  const auto dose =
      same_effect({limit.fractions, gray(limit.value / limit.fractions)}, fractions, alpha_beta(limit.alpha_beta_gy));
  if (!dose) return std::nullopt;
  return in_gray(dose.value());
}

void judge(Check& check, const Dvh& dvh) {
  const auto found = measured(dvh, check.limit->metric, check.limit->unit == "%");
  if (!found) {
    check.reason = check.limit->metric.kind == Metric::Kind::ColdVolume
                       ? "the structure is smaller than the volume to be spared; is it complete?"
                       : "the structure has no value for this metric";
    return;
  }
  check.value = found->value;
  check.uncertainty = found->uncertainty;
  const double beyond = check.limit->at_least ? check.applied - found->value : found->value - check.applied;
  if (std::fabs(beyond) < found->uncertainty) {
    check.verdict = Verdict::WithinUncertainty;
  } else {
    check.verdict = beyond > 0 ? Verdict::Violation : Verdict::Pass;
  }
  if (check.limit->metric.kind == Metric::Kind::ColdVolume)
    check.reason = "holds only if the whole organ was contoured";
}

// Per table, organ and metric: the rows for this number of fractions, else those for the nearest.
std::vector<const Limit*> applicable(const LimitLibrary& library, int fractions) {
  std::map<std::tuple<std::string, std::string, std::string>, int> nearest;
  const auto key = [](const Limit& l) { return std::tuple(l.table, l.organ, l.metric_text); };
  for (const auto& limit : library.limits) {
    if (limit.metric.kind == Metric::Kind::Course) continue;
    const auto [at, fresh] = nearest.try_emplace(key(limit), limit.fractions);
    if (!fresh && std::abs(limit.fractions - fractions) < std::abs(at->second - fractions))
      at->second = limit.fractions;
  }
  std::vector<const Limit*> out;
  for (const auto& limit : library.limits) {
    if (limit.metric.kind == Metric::Kind::Course) continue;
    if (nearest[key(limit)] != limit.fractions) continue;
    if (limit.fractions != fractions && (limit.unit != "Gy" || limit.organ == "gtv" || limit.organ == "ptv")) continue;
    out.push_back(&limit);
  }
  return out;
}

void check_structure(Check& check, const Dvh& dvh, const CheckInput& input) {
  if (!input.usable) {
    check.reason = input.unusable_reason;
  } else if (!dvh.has_dose()) {
    check.reason = "the structure has no volume inside the dose grid";
  } else if (dvh.outside > 0) {
    check.reason = "part of the structure lies outside the dose grid";
  } else {
    judge(check, dvh);
  }
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass: return "pass";
    case Verdict::Violation: return "violation";
    case Verdict::WithinUncertainty: return "within_uncertainty";
    case Verdict::NotChecked: return "not_checked";
  }
  return "not_checked";
}

std::vector<Check> check_limits(const CheckInput& input, const LimitLibrary& library) {
  std::vector<Check> checks;
  for (const Limit* limit : applicable(library, input.fractions)) {
    Check base;
    base.limit = limit;
    base.derived = limit->fractions != 0 && limit->fractions != input.fractions;
    const auto applied = turned(*limit, input.fractions);
    if (!applied) continue;
    base.applied = *applied;
    bool found = false;
    for (const auto& dvh : input.dvhs) {
      const auto organ = input.confirmed.find(dvh.name);
      if (organ == input.confirmed.end() || organ->second != limit->organ) continue;
      found = true;
      Check check = base;
      check.structure = dvh.name;
      check_structure(check, dvh, input);
      checks.push_back(std::move(check));
    }
    if (!found) {
      base.reason = "no structure was confirmed as this organ";
      checks.push_back(std::move(base));
    }
  }
  return checks;
}

}  // namespace noms::dosimetry
