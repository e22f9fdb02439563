// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/dvh_output.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <sstream>

#include "noms/foundation/text.h"
#include "noms/json/writer.h"

namespace noms::dosimetry {
namespace {

struct Figure {
  const char* name;
  double amount;
  bool percent;
};

constexpr std::array<Figure, 11> figures{{{"99%", 99, true},
                                          {"98%", 98, true},
                                          {"95%", 95, true},
                                          {"50%", 50, true},
                                          {"5%", 5, true},
                                          {"2%", 2, true},
                                          {"1%", 1, true},
                                          {"1cc", 1, false},
                                          {"0.1cc", 0.1, false},
                                          {"0.035cc", 0.035, false},
                                          {"0.03cc", 0.03, false}}};

std::optional<double> value_of(const Dvh& dvh, const Figure& figure) {
  return figure.percent ? dose_at_percent(dvh, figure.amount) : dose_at_volume(dvh, figure.amount);
}

// Six decimals: far below any uncertainty, and no noise of the last bit.
double rounded(double x) {
  return std::round(x * 1e6) / 1e6;
}

void uncertainties(json::Writer& w, const Dvh& dvh) {
  w.key("uncertainty_gy");
  w.begin_object();
  w.member("dmin", rounded(uncertainty_at(dvh, dvh.minimum_gy)));
  w.member("dmax", rounded(uncertainty_at(dvh, dvh.maximum_gy)));
  for (const auto& figure : figures) {
    if (const auto gy = value_of(dvh, figure)) w.member(figure.name, rounded(uncertainty_at(dvh, *gy)));
  }
  w.end_object();
}

void stored_figures(json::Writer& w, const Dvh& dvh, const std::vector<StoredDvh>& stored) {
  for (const auto& s : stored) {
    if (s.structure != dvh.number) continue;
    w.key("planning_system");
    w.begin_object();
    if (s.minimum_gy) w.member("dmin_gy", *s.minimum_gy);
    if (s.maximum_gy) w.member("dmax_gy", *s.maximum_gy);
    if (s.mean_gy) w.member("dmean_gy", *s.mean_gy);
    if (s.volume_cc) w.member("volume_cc", *s.volume_cc);
    w.end_object();
    return;
  }
}

void structure(json::Writer& w, const Dvh& dvh, const std::vector<StoredDvh>& stored) {
  w.begin_object();
  w.member("name", dvh.name);
  w.member("volume_cc", rounded(dvh.volume_cc));
  if (dvh.has_dose()) {
    w.member("dmin_gy", rounded(dvh.minimum_gy));
    w.member("dmax_gy", rounded(dvh.maximum_gy));
    w.member("dmean_gy", rounded(dvh.mean_gy));
  }
  w.key("d");
  w.begin_object();
  for (const auto& figure : figures) {
    if (const auto gy = value_of(dvh, figure)) w.member(figure.name, rounded(*gy));
  }
  w.end_object();
  w.member("outside_dose_grid", rounded(dvh.outside));
  if (dvh.has_dose()) uncertainties(w, dvh);
  stored_figures(w, dvh, stored);
  w.member("step_mm", rounded(dvh.step_mm));
  w.member("warnings", dvh.warnings);
  w.end_object();
}

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.resize(text.size() + width - std::min(width, characters_in(text)), ' ');
  return out;
}

void write_dvhs(json::Writer& w, const std::vector<Dvh>& all, const std::vector<std::string>& warnings,
                const std::vector<StoredDvh>& stored) {
  w.key("structures");
  w.begin_array();
  for (const auto& dvh : all) structure(w, dvh, stored);
  w.end_array();
  w.member("warnings", warnings);
}

std::string dvh_csv(const std::vector<Dvh>& all) {
  std::string out = "structure,figure,value,uncertainty,unit\n";
  for (const auto& dvh : all) {
    const auto line = [&](std::string_view name, double value, double uncertainty, std::string_view unit) {
      out += cell(dvh.name) + "," + std::string(name) + "," + shortest(rounded(value)) + ",";
      if (uncertainty >= 0) out += shortest(rounded(uncertainty));
      out += "," + std::string(unit) + "\n";
    };
    line("volume", dvh.volume_cc, -1, "cm3");
    line("outside_dose_grid", dvh.outside, -1, "1");
    if (!dvh.has_dose()) continue;
    line("dmin", dvh.minimum_gy, uncertainty_at(dvh, dvh.minimum_gy), "Gy");
    line("dmax", dvh.maximum_gy, uncertainty_at(dvh, dvh.maximum_gy), "Gy");
    line("dmean", dvh.mean_gy, -1, "Gy");
    for (const auto& figure : figures) {
      if (const auto gy = value_of(dvh, figure))
        line("d" + std::string(figure.name), *gy, uncertainty_at(dvh, *gy), "Gy");
    }
  }
  return out;
}

std::string dvh_curve_csv(const std::vector<Dvh>& all, double step_gy) {
  std::string out = "structure,dose_gy,volume_cc,volume_percent\n";
  for (const auto& dvh : all) {
    if (!dvh.has_dose()) continue;
    const auto steps = static_cast<int>(std::min(std::ceil(dvh.maximum_gy / step_gy), 100'000.0));
    for (int i = 0; i <= steps; ++i) {
      const double gy = i * step_gy;
      const double cc = volume_at_dose(dvh, gy);
      out += cell(dvh.name) + "," + shortest(rounded(gy)) + "," + shortest(rounded(cc)) + "," +
             shortest(rounded(100 * cc / dvh.inside_cc)) + "\n";
    }
  }
  return out;
}

std::string dvh_text(const std::vector<Dvh>& all, const std::vector<std::string>& warnings) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(2);
  const auto gy = [](std::optional<double> value) {
    std::ostringstream text;
    if (value) {
      text << std::fixed << std::setprecision(2) << (std::abs(*value) < 0.005 ? 0.0 : *value);  // no -0.00
    } else {
      text << "-";
    }
    return text.str();
  };
  const char* heads[] = {"cm3", "Dmin", "D99%", "D95%", "mean", "D0.035cc", "Dmax", "+-"};
  std::size_t widest = 23;
  for (const auto& dvh : all) widest = std::max(widest, characters_in(dvh.name));
  out << padded("structure", widest + 1);
  for (const auto* head : heads) out << std::setw(10) << head;
  out << '\n';
  for (const auto& dvh : all) {
    out << padded(dvh.name, widest + 1) << std::setw(10) << std::setprecision(3) << dvh.volume_cc
        << std::setprecision(2);
    if (dvh.has_dose()) {
      out << std::setw(10) << gy(dvh.minimum_gy) << std::setw(10) << gy(dose_at_percent(dvh, 99)) << std::setw(10)
          << gy(dose_at_percent(dvh, 95)) << std::setw(10) << dvh.mean_gy << std::setw(10)
          << gy(dose_at_volume(dvh, 0.035)) << std::setw(10) << dvh.maximum_gy << std::setw(10)
          << uncertainty_at(dvh, dvh.maximum_gy);
    }
    out << '\n';
    for (const auto& warning : dvh.warnings) out << "    " << warning << '\n';
  }
  out << "Doses in Gy; +- is the uncertainty of Dmax.\n";
  for (const auto& warning : warnings) out << warning << '\n';
  return out.str();
}

}  // namespace noms::dosimetry
