// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/imaging/internal/escc_parts.h"

namespace noms::imaging {

std::string_view name_of(EsccGrade grade) {
  constexpr std::array<std::string_view, escc_grades> all_names = {"0", "1a", "1b", "1c", "2", "3"};
  return all_names[static_cast<std::size_t>(grade)];
}

std::string_view group_of(EsccGrade grade) {
  return grade <= EsccGrade::G1c ? "low" : "high";
}

std::vector<EsccGrade> EsccSet::grades() const {
  std::vector<EsccGrade> out;
  for (std::size_t g = 0; g < escc_grades; ++g) {
    if (has(static_cast<EsccGrade>(g))) out.push_back(static_cast<EsccGrade>(g));
  }
  return out;
}

std::vector<std::string> EsccSet::groups() const {
  std::vector<std::string> out;
  for (const EsccGrade g : grades()) {
    if (out.empty() || out.back() != group_of(g)) out.emplace_back(group_of(g));
  }
  return out;
}

namespace internal {

namespace {

// Thresholds between the grades: ours, tried on phantoms only; lengths in mm, with a floor in pixels.
double dent_threshold(double pixel) {
  return std::max(0.6, 1.0 * pixel);
}
double contact_threshold(double pixel) {
  return 0.5 * pixel;
}
double area_threshold(double pixel) {
  return std::max(2.0, 3 * pixel * pixel);
}
constexpr double no_csf_share = 0.12;
constexpr double no_rim = 0.25;

/// Whether a mark in the cord shows that tumour reaches it although the outlines leave a gap. 1b means that the cord is
/// not reached; a cord marked beyond the uncertainty of the mark, with a gap below the one pixel that CSF needs to be
/// seen, is not 1b.
bool is_touched(double gap, double cord_dent, double pixel, const Widths& w) {
  return gap <= pixel && cord_dent >= dent_threshold(pixel) + w.dent;
}

/// A measure that can decide, with the grade on the other side of its threshold.
struct Candidate {
  EsccDeciding what;
  double margin;
};

void consider(std::vector<Candidate>& all, const EsccPlane& plane, double pixel, const Widths& w, EsccDeciding what,
              EsccMeasures other) {
  const EsccGrade there = grade_plane(other, pixel, w).grade;
  if (there == *plane.grade) return;
  what.otherwise = there;
  what.plane = plane.plane;
  all.push_back({what, std::abs(what.value - what.threshold) / std::max(1e-6, what.uncertainty)});
}

}  // namespace

Widths widths_for(double pixel, double contour_sd, double obliquity, bool averaged) {
  // Averaging 1 : 2 : 1 leaves 0.61 of an independent error; neighbouring outlines are not quite independent.
  const double sigma = contour_sd * pixel * (averaged ? 0.75 : 1);
  const double stretch = obliquity > 10 ? 1 / std::cos(std::min(obliquity, 40.0) * pi / 180) : 1;
  Widths w;
  w.gap = stretch * std::sqrt(std::pow(0.4 * pixel, 2) + std::pow(1.4 * sigma, 2));
  w.dent = stretch * std::sqrt(std::pow(0.35 * pixel, 2) + std::pow(1.2 * sigma, 2));
  return w;
}

PlaneGrade grade_plane(const EsccMeasures& m, double pixel, const Widths& w, const Shifted& s) {
  PlaneGrade out;
  if (m.epidural_area < area_threshold(pixel)) return out;
  const double sac_dent = m.sac_dent.value_or(0) + s.sac_dent * w.dent;
  const double cord_dent = m.cord_dent.value_or(0) + s.cord_dent * w.dent;
  const double share = m.csf_share.value_or(1) + s.csf * w.csf;
  const double gap = std::min(m.cord_gap.value_or(1e9), m.facing_csf.value_or(1e9)) + s.gap * w.gap;
  const double dented = dent_threshold(pixel);
  const bool contact = gap <= contact_threshold(pixel) || is_touched(gap, cord_dent, pixel, w);
  const bool no_csf = share <= no_csf_share || (m.csf_rim.value_or(1) <= no_rim && share <= 2 * no_csf_share);
  out.review = share <= no_csf_share;
  if (!contact) {
    out.grade = sac_dent >= dented ? EsccGrade::G1b : EsccGrade::G1a;
    out.block_unclear = share <= no_csf_share;
    return out;
  }
  if (no_csf && cord_dent >= 0.7 * dented) {
    out.grade = EsccGrade::G3;
  } else if (cord_dent >= dented) {
    out.grade = EsccGrade::G2;
  } else {
    out.grade = EsccGrade::G1c;
    out.block_unclear = no_csf;
    out.displaced = m.cord_shift.value_or(0) >= std::max(1.0, pixel);
  }
  return out;
}

EsccMeasures weighed_with_neighbours(const EsccMeasures& own, const EsccMeasures* below, const EsccMeasures* above,
                                     const Widths& w) {
  EsccMeasures out = own;
  const auto mean = [&](std::optional<double> EsccMeasures::*field) {
    double sum = 2 * *(own.*field);
    double weight = 2;
    for (const EsccMeasures* m : {below, above}) {
      if (m != nullptr && (m->*field)) sum += *(m->*field), weight += 1;
    }
    return sum / weight;
  };
  if (own.cord_gap) out.cord_gap = std::min(mean(&EsccMeasures::cord_gap), *own.cord_gap + w.gap);
  if (own.facing_csf) out.facing_csf = std::min(mean(&EsccMeasures::facing_csf), *own.facing_csf + w.gap);
  if (own.sac_dent) out.sac_dent = std::max(mean(&EsccMeasures::sac_dent), *own.sac_dent - w.dent);
  if (own.cord_dent) out.cord_dent = std::max(mean(&EsccMeasures::cord_dent), *own.cord_dent - w.dent);
  return out;
}

const std::vector<Combination>& combinations() {
  static const std::vector<Combination> all = [] {
    std::vector<Combination> out;
    const auto weight = [](int step) { return step == 0 ? 0.5 : 0.25; };
    for (int a = -1; a <= 1; ++a) {
      for (int b = -1; b <= 1; ++b) {
        for (int c = -1; c <= 1; ++c) {
          for (int d = -1; d <= 1; ++d) {
            out.push_back(
                {{static_cast<double>(a), static_cast<double>(b), static_cast<double>(c), static_cast<double>(d)},
                 weight(a) * weight(b) * weight(c) * weight(d)});
          }
        }
      }
    }
    return out;
  }();
  return all;
}

std::optional<EsccDeciding> deciding_measure(const EsccPlane& plane, double pixel, const Widths& w) {
  if (!plane.grade) return std::nullopt;
  const EsccMeasures& m = plane.weighed;
  std::vector<Candidate> all;
  const auto across = [](double value, double threshold, bool at_most) {
    return value <= threshold ? threshold + 1e-6 : at_most ? threshold : threshold - 1e-6;
  };
  {
    EsccMeasures other = m;
    other.epidural_area = across(m.epidural_area, area_threshold(pixel), false);
    consider(all, plane, pixel, w,
             {"epidural_area", "mm2", m.epidural_area, area_threshold(pixel) / 3, area_threshold(pixel), 0, {}}, other);
  }
  if (m.cord_gap) {
    const double gap = std::min(*m.cord_gap, m.facing_csf.value_or(1e9));
    EsccMeasures other = m;
    other.cord_gap = across(gap, contact_threshold(pixel), true);
    other.facing_csf = other.cord_gap;
    consider(all, plane, pixel, w, {"tumour_cord_gap", "mm", gap, w.gap, contact_threshold(pixel), 0, {}}, other);
  }
  if (m.sac_dent) {
    EsccMeasures other = m;
    other.sac_dent = across(*m.sac_dent, dent_threshold(pixel), false);
    consider(all, plane, pixel, w, {"sac_dent", "mm", *m.sac_dent, w.dent, dent_threshold(pixel), 0, {}}, other);
  }
  if (m.cord_dent) {
    EsccMeasures other = m;
    other.cord_dent = across(*m.cord_dent, dent_threshold(pixel), false);
    consider(all, plane, pixel, w, {"cord_dent", "mm", *m.cord_dent, w.dent, dent_threshold(pixel), 0, {}}, other);
  }
  if (m.csf_share) {
    EsccMeasures other = m;
    other.csf_share = across(*m.csf_share, no_csf_share, true);
    consider(all, plane, pixel, w, {"csf_share", "1", *m.csf_share, w.csf, no_csf_share, 0, {}}, other);
  }
  if (all.empty()) return std::nullopt;
  return std::min_element(all.begin(), all.end(),
                          [](const Candidate& a, const Candidate& b) { return a.margin < b.margin; })
      ->what;
}

}  // namespace internal
}  // namespace noms::imaging
