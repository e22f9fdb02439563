// SPDX-License-Identifier: Apache-2.0
#include "noms/prognosis/sorg.h"

#include <algorithm>
#include <cmath>

#include "noms/decision_table/text_table.h"
#include "noms/foundation/text.h"

namespace noms::prognosis {
namespace {

using decision_table::TextDocument;
using decision_table::TextTable;
using Curve = std::vector<std::pair<double, double>>;

constexpr std::size_t most_rows = 1000;
constexpr double most_points = 1000;
constexpr double ratio_tolerance = 0.1;  ///< reading a printed axis is good to about this

/// What a value of an axis may be, in the unit of the format.
struct Limits {
  std::string_view input;
  double least;
  double most;
  bool yes_no;
};
constexpr Limits limits[] = {
    {"age", 18, 110, false},
    {"ecog_3_or_4", 0, 1, true},
    {"growth_group", 1, 3, false},
    {"several_spine_metastases", 0, 1, true},
    {"lung_or_liver_metastases", 0, 1, true},
    {"brain_metastases", 0, 1, true},
    {"systemic_therapy_before", 0, 1, true},
    {"white_cells", 0.1, 500, false},
    {"haemoglobin", 3, 25, false},
};

/// The value at `x` on a line through the points; empty beyond its ends.
std::optional<double> interpolated(const Curve& curve, double x) {
  if (curve.empty() || x < curve.front().first || x > curve.back().first) return std::nullopt;
  for (std::size_t i = 0; i + 1 < curve.size(); ++i) {
    const auto& [x0, y0] = curve[i];
    const auto& [x1, y1] = curve[i + 1];
    if (x <= x1) return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
  }
  return curve.back().second;
}

/// ln(-ln S), which a Cox model makes linear in the total.
double log_log(double survival) {
  return std::log(-std::log(survival));
}
double survival_of(double log_log_survival) {
  return std::exp(-std::exp(log_log_survival));
}

std::optional<double> survival_at(const SorgCoefficients::Horizon& horizon, double total) {
  Curve curve;
  for (const auto& [points, survival] : horizon.survival) curve.emplace_back(points, log_log(survival));
  const auto value = interpolated(curve, total);
  return value ? std::optional(survival_of(*value)) : std::nullopt;
}

class Reader {
public:
  explicit Reader(const TextDocument& document) : document_(document) {}

  Result<SorgCoefficients> read() {
    if (document_.head_value("id") != "sorg_nomogram" || document_.head_value("kind") != "sorg_coefficients") {
      fault(ErrorCode::KnowledgeSyntax, 1, "the head needs `id: sorg_nomogram` and `kind: sorg_coefficients`");
    }
    found_.source = document_.head_value("source");
    found_.transcribed_by = document_.head_value("transcribed_by");
    found_.transcribed_on = document_.head_value("transcribed_on");
    for (const auto* key : {"source", "transcribed_by", "transcribed_on"}) {
      if (document_.head_value(key).empty() || document_.head_value(key).size() > 200)
        fault(ErrorCode::KnowledgeSyntax, 1, std::string("the head needs ") + key);
    }
    read_axes();
    read_horizons();
    if (issues_.empty()) check_ratio();
    if (!issues_.empty()) return std::move(issues_);
    return std::move(found_);
  }

private:
  void fault(ErrorCode code, int line, std::string message) {
    issues_.push_back({code, document_.file + ":" + std::to_string(line), std::move(message)});
  }

  const TextTable* table(std::string_view heading) {
    const TextTable* found = document_.table_under(heading);
    if (found == nullptr) {
      fault(ErrorCode::KnowledgeSyntax, 1, "a table under `## " + std::string(heading) + "` is needed");
    } else if (found->rows.size() > most_rows) {
      fault(ErrorCode::TooLarge, found->line, "the table may have 1000 rows");
      return nullptr;
    }
    return found;
  }

  double number(const TextTable& from, const TextTable::Row& row, std::string_view column, double least, double most) {
    const auto value = decimal_of(from.cell(row, column));
    if (!value || *value < least || *value > most) {
      fault(ErrorCode::KnowledgeValue, row.line,
            "the column " + std::string(column) + " needs a number from " + shortest(least) + " to " + shortest(most));
    }
    return value.value_or(least);
  }

  void read_axes() {
    const TextTable* points = table("Points");
    if (points == nullptr) return;
    for (const auto& row : points->rows) {
      const auto limit = std::ranges::find(limits, points->cell(row, "input"), &Limits::input);
      if (limit == std::end(limits)) {
        fault(ErrorCode::KnowledgeValue, row.line, "there is no such input; known: " + joined(sorg_inputs(), ", "));
        continue;
      }
      const double value = number(*points, row, "value", limit->least, limit->most);
      const double score = number(*points, row, "points", 0, most_points);
      if (limit->yes_no && value != 0 && value != 1)
        fault(ErrorCode::KnowledgeValue, row.line, "a yes or no is 1 or 0");
      auto axis = std::ranges::find(found_.axes, limit->input, &SorgCoefficients::Axis::input);
      if (axis == found_.axes.end())
        axis = found_.axes.insert(axis, SorgCoefficients::Axis{std::string(limit->input), {}});
      if (!axis->points.empty() && value <= axis->points.back().first)
        fault(ErrorCode::KnowledgeValue, row.line, "the values of an input rise");
      axis->points.emplace_back(value, score);
    }
    for (const auto& input : sorg_inputs()) {
      const auto* axis = found_.axis(input);
      if (axis == nullptr || axis->points.size() < 2)
        fault(ErrorCode::KnowledgeSyntax, points->line, "the input " + input + " needs two values or more");
    }
  }

  void read_horizons() {
    const TextTable* survival = table("Survival");
    if (survival == nullptr) return;
    static constexpr std::string_view known[] = {"1 mo", "3 mo", "12 mo"};
    for (const auto& row : survival->rows) {
      const auto name = survival->cell(row, "time");
      if (std::ranges::find(known, name) == std::end(known)) {
        fault(ErrorCode::KnowledgeValue, row.line, "the time is 1 mo, 3 mo or 12 mo");
        continue;
      }
      const double total = number(*survival, row, "total", 0, most_points);
      const double alive = number(*survival, row, "survival", 0.001, 0.999);
      auto horizon = std::ranges::find(found_.horizons, name, &SorgCoefficients::Horizon::name);
      if (horizon == found_.horizons.end())
        horizon = found_.horizons.insert(horizon, SorgCoefficients::Horizon{std::string(name), {}});
      auto& curve = horizon->survival;
      if (!curve.empty() && (total <= curve.back().first || alive >= curve.back().second))
        fault(ErrorCode::KnowledgeValue, row.line, "totals rise and survival falls");
      curve.emplace_back(total, alive);
    }
    for (const auto* needed : {"3 mo", "12 mo"}) {
      const auto* horizon = found_.horizon(needed);
      if (horizon == nullptr || horizon->survival.size() < 3)
        fault(ErrorCode::KnowledgeSyntax, survival->line,
              std::string("the time ") + needed + " needs three totals or more");
    }
  }

  /// ln S12 / ln S3 is the ratio of two baseline hazards and the same for every total.
  void check_ratio() {
    const auto* late = found_.horizon("12 mo");
    const auto* early = found_.horizon("3 mo");
    std::vector<std::pair<double, double>> ratios;  // total, ratio
    for (const auto* curve : {late, early}) {
      for (const auto& [total, unused] : curve->survival) {
        const auto s12 = survival_at(*late, total);
        const auto s3 = survival_at(*early, total);
        if (s12 && s3) ratios.emplace_back(total, std::log(*s12) / std::log(*s3));
      }
    }
    const int line = document_.table_under("Survival")->line;
    if (ratios.size() < 3)
      return fault(ErrorCode::KnowledgeValue, line,
                   "the axes of 3 and 12 months share fewer than three totals, so that they cannot be checked against "
                   "each other");
    for (const auto& [unused, ratio] : ratios) found_.ratio += ratio / static_cast<double>(ratios.size());
    for (const auto& [total, ratio] : ratios) {
      if (std::abs(ratio / found_.ratio - 1) > ratio_tolerance) {
        return fault(ErrorCode::KnowledgeValue, line,
                     "ln S(12 mo) / ln S(3 mo) is " + shortest(std::round(ratio * 100) / 100) + " at the total " +
                         shortest(total) + " and " + shortest(std::round(found_.ratio * 100) / 100) +
                         " on the whole; it must be the same for every total");
      }
    }
    if (found_.ratio <= 1)
      fault(ErrorCode::KnowledgeValue, line, "survival at 12 months cannot be above that at 3 months");
  }

  const TextDocument& document_;
  SorgCoefficients found_;
  Issues issues_;
};

using clinical_case::Case;

std::optional<double> number_at(const Case& patient, std::string_view path) {
  const auto found = patient.fields.find(path);
  const bool one = found != patient.fields.end() && found->second.least() == found->second.most();
  return one ? std::optional(found->second.number) : std::nullopt;
}

std::optional<double> yes_no_at(const Case& patient, std::string_view path) {
  const auto found = patient.fields.find(path);
  if (found == patient.fields.end() || found->second.values.size() != 1) return std::nullopt;
  return found->second.values[0] == "yes" ? 1 : 0;
}

/// Lung or liver among the organs; without visceral metastases neither.
std::optional<double> lung_or_liver(const Case& patient) {
  if (const auto sites = patient.fields.find("disease/visceral_sites"); sites != patient.fields.end()) {
    return std::ranges::any_of(sites->second.values, [](const auto& site) { return site == "lung" || site == "liver"; })
               ? 1
               : 0;
  }
  const auto visceral = patient.fields.find("disease/visceral_metastases");
  const bool none = visceral != patient.fields.end() && visceral->second.values == std::vector<std::string>{"none"};
  return none ? std::optional(0.0) : std::nullopt;
}

std::optional<double> several_spine(const Case& patient) {
  if (patient.lesions.size() > 1) return 1;
  const auto count = number_at(patient, "disease/spinal_metastases");
  return count ? std::optional(*count > 1 ? 1.0 : 0.0) : std::nullopt;
}

std::optional<double> value_of(const Case& patient, std::string_view input) {
  if (input == "age") return number_at(patient, "patient/age");
  if (input == "white_cells") return number_at(patient, "patient/laboratory/white_cells");
  if (input == "haemoglobin") return number_at(patient, "patient/laboratory/haemoglobin");
  if (input == "brain_metastases") return yes_no_at(patient, "disease/brain_metastases");
  if (input == "systemic_therapy_before") return yes_no_at(patient, "primary/systemic_therapy_before");
  if (input == "lung_or_liver_metastases") return lung_or_liver(patient);
  if (input == "several_spine_metastases") return several_spine(patient);
  if (input == "ecog_3_or_4") {
    const auto ecog = number_at(patient, "patient/performance/ecog");
    return ecog ? std::optional(*ecog >= 3 ? 1.0 : 0.0) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

const SorgCoefficients::Axis* SorgCoefficients::axis(std::string_view input) const {
  const auto found = std::ranges::find(axes, input, &Axis::input);
  return found == axes.end() ? nullptr : &*found;
}

const SorgCoefficients::Horizon* SorgCoefficients::horizon(std::string_view name) const {
  const auto found = std::ranges::find(horizons, name, &Horizon::name);
  return found == horizons.end() ? nullptr : &*found;
}

const std::vector<std::string>& sorg_inputs() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& limit : limits) all.emplace_back(limit.input);
    return all;
  }();
  return names;
}

Result<SorgCoefficients> read_sorg_coefficients(std::string_view file, std::string_view text) {
  const auto document = decision_table::read_markdown(std::string(file), text);
  if (!document) return document.error();
  return Reader(document.value()).read();
}

std::optional<SorgResult> sorg_survival(const SorgCoefficients& coefficients,
                                        const std::vector<std::pair<double, double>>& inputs) {
  SorgResult result;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto& points = coefficients.axis(sorg_inputs()[i])->points;
    const auto low = interpolated(points, inputs[i].first);
    const auto high = interpolated(points, inputs[i].second);
    if (!low || !high) return std::nullopt;
    double least = std::min(*low, *high);
    double most = std::max(*low, *high);
    for (const auto& [value, score] : points) {
      if (value < inputs[i].first || value > inputs[i].second) continue;
      least = std::min(least, score);
      most = std::max(most, score);
    }
    result.lowest_total += least;
    result.highest_total += most;
  }
  for (const auto& horizon : coefficients.horizons) {
    const auto most = survival_at(horizon, result.lowest_total);
    const auto least = survival_at(horizon, result.highest_total);
    if (!most || !least) return std::nullopt;
    result.survival.push_back({horizon.name, *least, *most});
  }
  return result;
}

std::vector<std::pair<double, double>> sorg_inputs_of(const Case& patient, const SorgCoefficients& coefficients,
                                                      std::pair<int, int> growth_group) {
  std::vector<std::pair<double, double>> inputs;
  for (const auto& name : sorg_inputs()) {
    if (name == "growth_group") {
      inputs.emplace_back(growth_group.first, growth_group.second);
      continue;
    }
    const auto& points = coefficients.axis(name)->points;
    const auto value = value_of(patient, name);
    inputs.emplace_back(value.value_or(points.front().first), value.value_or(points.back().first));
  }
  return inputs;
}

}  // namespace noms::prognosis
