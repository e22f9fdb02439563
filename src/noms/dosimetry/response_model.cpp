// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/response_model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include "noms/decision_table/text_table.h"
#include "noms/dosimetry/biology.h"
#include "noms/foundation/text.h"

namespace noms::dosimetry {
namespace {

using decision_table::TextDocument;
using decision_table::TextTable;

constexpr double case_tolerance = 0.005;

/// A coefficient and what it may be.
struct Limits {
  std::string_view name;
  double least;
  double most;
  double ResponseModel::*place;
};
constexpr Limits shared_limits[] = {{"alpha_beta_gy", 0.5, 50, &ResponseModel::alpha_beta_gy},
                                    {"least_gy", 0, 300, &ResponseModel::least_gy},
                                    {"most_gy", 1, 300, &ResponseModel::most_gy}};
constexpr Limits logistic_limits[] = {{"d50_gy", 1, 200, &ResponseModel::d50_gy},
                                      {"gamma50", 0.1, 20, &ResponseModel::slope}};
constexpr Limits lyman_limits[] = {{"td50_gy", 1, 200, &ResponseModel::d50_gy},
                                   {"m", 0.01, 2, &ResponseModel::slope},
                                   {"n", 0.01, 2, &ResponseModel::volume}};

/// EQD2 of a total dose; 0 where there is none.
double eqd2_gy(double total_gy, int fractions, double alpha_beta_gy) {
  const double per_fraction = total_gy / fractions;
  return total_gy * (per_fraction + alpha_beta_gy) / (2 + alpha_beta_gy);
}

double probability_at(const ResponseModel& model, double eqd2) {
  if (eqd2 <= 0) return 0;
  if (model.form == ResponseModel::Form::Logistic) return 1 / (1 + std::pow(model.d50_gy / eqd2, 4 * model.slope));
  const double t = (eqd2 - model.d50_gy) / (model.slope * model.d50_gy);
  return 0.5 * std::erfc(-t / std::numbers::sqrt2);
}

/// Generalized equivalent uniform dose in EQD2, every dose moved by `shift`.
double uniform_dose(const ResponseModel& model, const Dvh& dvh, int fractions, double shift) {
  const auto& c = dvh.cumulative_cc;
  double sum = 0;
  double volume = 0;
  for (std::size_t k = 0; k < c.size(); ++k) {
    const double part = c[k] - (k + 1 < c.size() ? c[k + 1] : 0.0);
    if (part <= 0) continue;
    const double gy = std::max((static_cast<double>(k) + 0.5) * dvh.bin_gy + shift, 0.0);
    sum += part * std::pow(eqd2_gy(gy, fractions, model.alpha_beta_gy), 1 / model.volume);
    volume += part;
  }
  return volume > 0 ? std::pow(sum / volume, model.volume) : 0;
}

class Reader {
public:
  explicit Reader(const TextDocument& document) : document_(document) {}

  Result<ResponseModel> read() {
    head();
    coefficients();
    if (issues_.empty()) cases();
    if (!issues_.empty()) return std::move(issues_);
    return std::move(model_);
  }

private:
  void fault(ErrorCode code, int line, std::string message) {
    issues_.push_back({code, document_.file + ":" + std::to_string(line), std::move(message)});
  }

  std::string text(std::string_view key) {
    const auto value = document_.head_value(key);
    if (value.empty() || value.size() > 200)
      fault(ErrorCode::KnowledgeSyntax, 1, "the head needs " + std::string(key) + ", at most 200 characters");
    return std::string(value);
  }

  void head() {
    if (document_.head_value("kind") != "dose_response")
      fault(ErrorCode::KnowledgeSyntax, 1, "the head needs `kind: dose_response`");
    model_.id = text("id");
    model_.endpoint = text("endpoint");
    model_.structure = text("structure");
    model_.source = text("source");
    model_.transcribed_by = text("transcribed_by");
    model_.transcribed_on = text("transcribed_on");
    const std::string effect = text("effect");
    const std::string form = text("model");
    if (effect != "control" && effect != "complication")
      fault(ErrorCode::KnowledgeValue, 1, "effect is control or complication");
    if (form != "logistic" && form != "lyman") fault(ErrorCode::KnowledgeValue, 1, "model is logistic or lyman");
    model_.control = effect == "control";
    model_.form = form == "lyman" ? ResponseModel::Form::Lyman : ResponseModel::Form::Logistic;
    if (model_.form == ResponseModel::Form::Lyman) return;
    model_.metric_text = text("metric");
    const auto metric = metric_of(model_.metric_text);
    const bool dose =
        metric && (metric->kind == Metric::Kind::PointMaximum || metric->kind == Metric::Kind::PointMinimum ||
                   metric->kind == Metric::Kind::Mean || metric->kind == Metric::Kind::DoseAtVolume ||
                   metric->kind == Metric::Kind::DoseAtPercent);
    if (!dose) return fault(ErrorCode::KnowledgeValue, 1, "metric is a dose: Dmin, Dmax, Dmean, D95%, D0.1cc");
    model_.metric = *metric;
  }

  /// Takes a named number out of the rows; every name once.
  void take(std::map<std::string, std::pair<double, int>>& rows, const Limits& limit) {
    const auto found = rows.find(std::string(limit.name));
    if (found == rows.end())
      return fault(ErrorCode::KnowledgeValue, 1, "the coefficient " + std::string(limit.name) + " is missing");
    const auto [value, line] = found->second;
    if (!(value >= limit.least && value <= limit.most))
      fault(ErrorCode::KnowledgeValue, line, std::string(limit.name) + " lies outside its limits");
    model_.*limit.place = value;
    rows.erase(found);
  }

  void coefficients() {
    const TextTable* table = document_.table_under("Coefficients");
    if (table == nullptr || table->column("name") < 0 || table->column("value") < 0)
      return fault(ErrorCode::KnowledgeSyntax, 1, "a table with name and value is needed under Coefficients");
    std::map<std::string, std::pair<double, int>> rows;
    for (const auto& row : table->rows) {
      const auto value = decimal_of(table->cell(row, "value"));
      if (!value) {
        fault(ErrorCode::KnowledgeValue, row.line, "the value is not a number");
      } else if (!rows.emplace(std::string(table->cell(row, "name")), std::pair(*value, row.line)).second) {
        fault(ErrorCode::KnowledgeValue, row.line, "the coefficient stands twice");
      }
    }
    for (const auto& limit : shared_limits) take(rows, limit);
    if (model_.form == ResponseModel::Form::Lyman) {
      for (const auto& limit : lyman_limits) take(rows, limit);
    } else {
      for (const auto& limit : logistic_limits) take(rows, limit);
    }
    model_.least_fractions = count(rows, "least_fractions");
    model_.most_fractions = count(rows, "most_fractions");
    if (model_.least_gy >= model_.most_gy || model_.least_fractions > model_.most_fractions)
      fault(ErrorCode::KnowledgeValue, 1, "a lower bound is not below its upper bound");
    for (const auto& [name, row] : rows)
      fault(ErrorCode::KnowledgeValue, row.second, "no such coefficient in this model");
  }

  int count(std::map<std::string, std::pair<double, int>>& rows, const char* name) {
    const auto found = rows.find(name);
    const bool good = found != rows.end() && found->second.first >= 1 && found->second.first <= 60 &&
                      found->second.first == std::floor(found->second.first);
    if (!good) fault(ErrorCode::KnowledgeValue, 1, std::string(name) + " is a whole number from 1 to 60");
    const int value = good ? static_cast<int>(found->second.first) : 1;
    if (found != rows.end()) rows.erase(found);
    return value;
  }

  /// Even doses with the probability that the source gives: a slip in a coefficient shows here.
  void cases() {
    const TextTable* table = document_.table_under("Cases");
    if (table == nullptr || table->rows.size() < 2)
      return fault(ErrorCode::KnowledgeSyntax, 1, "two cases or more are needed under Cases");
    for (const auto& row : table->rows) {
      const auto dose = decimal_of(table->cell(row, "dose_gy"));
      const auto fractions = whole_of(table->cell(row, "fractions"));
      const auto stated = decimal_of(table->cell(row, "probability"));
      if (!dose || !fractions || *fractions < 1 || *fractions > 60 || !stated) {
        fault(ErrorCode::KnowledgeSyntax, row.line, "a case is dose_gy, fractions and probability");
        continue;
      }
      const double given = probability_at(model_, eqd2_gy(*dose, static_cast<int>(*fractions), model_.alpha_beta_gy));
      if (!(std::fabs(given - *stated) <= case_tolerance))
        fault(ErrorCode::KnowledgeCase, row.line, "the coefficients give another probability for this case");
    }
  }

  const TextDocument& document_;
  ResponseModel model_;
  Issues issues_;
};

std::optional<double> value_of(const ResponseModel& model, const Dvh& dvh) {
  switch (model.metric.kind) {
    case Metric::Kind::PointMaximum: return dvh.maximum_gy;
    case Metric::Kind::PointMinimum: return dvh.minimum_gy;
    case Metric::Kind::Mean: return dvh.mean_gy;
    case Metric::Kind::DoseAtVolume: return dose_at_volume(dvh, model.metric.amount);
    default: return dose_at_percent(dvh, model.metric.amount);
  }
}

}  // namespace

Result<ResponseModel> read_response_model(std::string_view file, std::string_view text) {
  const auto document = decision_table::read_markdown(std::string(file), text);
  if (!document) return document.error();
  return Reader(document.value()).read();
}

Response response_of(const ResponseModel& model, const Dvh& dvh, int fractions) {
  Response out;
  if (!dvh.has_dose() || dvh.outside > 0) {
    out.reason = "the structure is empty or leaves the dose grid";
    return out;
  }
  if (fractions < model.least_fractions || fractions > model.most_fractions) {
    out.reason = "the model was not made for this number of fractions";
    return out;
  }
  const bool lyman = model.form == ResponseModel::Form::Lyman;
  const auto physical = lyman ? std::optional(dvh.mean_gy) : value_of(model, dvh);
  if (!physical) {
    out.reason = "the structure has no value for this metric";
    return out;
  }
  const double doubt = uncertainty_at(dvh, *physical);
  const auto at = [&](double shift) {
    return lyman ? uniform_dose(model, dvh, fractions, shift)
                 : eqd2_gy(std::max(*physical + shift, 0.0), fractions, model.alpha_beta_gy);
  };
  out.dose_gy = at(0);
  if (out.dose_gy < model.least_gy || out.dose_gy > model.most_gy) {
    out.reason = "the dose lies outside what the model was made from";
    return out;
  }
  out.probability = probability_at(model, out.dose_gy);
  out.lowest = probability_at(model, at(-doubt));
  out.highest = probability_at(model, at(doubt));
  return out;
}

}  // namespace noms::dosimetry
