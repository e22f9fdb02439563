// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/dvh.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <thread>
#include <utility>

#include "noms/dosimetry/internal/curvature.h"
#include "noms/dosimetry/internal/sampling.h"
#include "noms/foundation/text.h"

namespace noms::dosimetry {
namespace {

constexpr double pieces_of_a_part = 200'000;

// Does tasks 0 to count - 1, each once, on several threads.
template <typename Task>
void share_out(std::size_t count, unsigned threads, const Task& task) {
  std::atomic<std::size_t> next{0};
  const auto worker = [&] {
    for (std::size_t i = next++; i < count; i = next++) task(i);
  };
  std::vector<std::jthread> others;
  for (unsigned t = 1; t < std::min<std::size_t>(threads, count); ++t) others.emplace_back(worker);
  worker();
}

std::vector<Part> parts_of(const std::vector<Work>& works, const DoseGrid& dose, const Histogram& empty) {
  std::vector<Part> parts;
  for (std::size_t w = 0; w < works.size(); ++w) {
    const auto& slabs = works[w].solid.slabs;
    double pieces = 0;
    for (std::size_t s = 0; s < slabs.size(); ++s) {
      if (s == 0 || pieces > pieces_of_a_part) {
        parts.push_back({w, s, s, empty, Extremes(dose)});
        pieces = 0;
      }
      parts.back().end = s + 1;
      pieces += pieces_of(works[w], slabs[s], works[w].raster.size, dose);
    }
  }
  return parts;
}

void join(const Part& part, Part& sum) {
  sum.histogram.merge(part.histogram);
  sum.outside_mm3 += part.outside_mm3;
  sum.volume_change_mm3 += part.volume_change_mm3;
  if (std::isfinite(part.extremes.minimum())) {
    sum.extremes.meet_dose(part.extremes.minimum());
    sum.extremes.meet_dose(part.extremes.maximum());
  }
  sum.overlaps |= part.overlaps;
}

std::string in_mm(double length) {
  return shortest(std::round(length * 100) / 100) + " mm";
}

void warn(Dvh& dvh, const Work& work, const Part& sum) {
  if (work.coarse) {
    dvh.warnings.push_back("(3006,0050): too large to be sampled every " + in_mm(work.wanted_mm) + "; sampled every " +
                           in_mm(work.raster.size) + ", which the uncertainty takes into account");
  }
  if (sum.overlaps) {
    dvh.warnings.push_back(
        "(3006,0050): contours of one plane partly overlap or cross themselves; their union is taken");
  }
  if (dvh.outside > 0) {
    const double percent = std::max(0.01, std::round(dvh.outside * 10000) / 100);
    std::string text = std::to_string(percent);
    text.resize(text.find('.') + 3);
    dvh.warnings.push_back("(3004,000C): " + text +
                           " % of the volume lies outside the dose grid; the figures are of the part inside");
  }
}

Dvh finished(const Work& work, const Part& sum, const DoseGrid& dose, const DvhOptions& options) {
  Dvh dvh;
  dvh.name = work.structure->name;
  dvh.number = work.structure->number;
  dvh.warnings = work.structure->warnings;
  dvh.warnings.insert(dvh.warnings.end(), work.solid.warnings.begin(), work.solid.warnings.end());
  dvh.volume_cc = (work.solid.volume_mm3 + sum.volume_change_mm3) / 1000;
  dvh.step_mm = work.raster.size;
  dvh.bin_gy = sum.histogram.bin();
  dvh.contour_mm = options.contour_mm;
  if (work.coarse) dvh.coarse_mm = std::max(work.raster.size, work.edge_mm);
  const double sampled = sum.histogram.volume() + sum.outside_mm3;
  if (!(sampled > 0)) return dvh;
  dvh.outside = sum.outside_mm3 / sampled;
  dvh.inside_cc = dvh.volume_cc * (1 - dvh.outside);
  warn(dvh, work, sum);
  if (!(sum.histogram.volume() > 0) || !std::isfinite(sum.extremes.minimum())) return dvh;
  dvh.minimum_gy = sum.extremes.minimum();
  dvh.maximum_gy = sum.extremes.maximum();
  dvh.mean_gy = std::clamp(sum.histogram.mean(), sum.extremes.minimum(), sum.extremes.maximum());
  dvh.cumulative_cc = sum.histogram.cumulative();
  const double scale = dvh.inside_cc / sum.histogram.volume();
  for (std::size_t i = 0; i < dvh.cumulative_cc.size(); ++i) {
    const double at = static_cast<double>(i) * dvh.bin_gy;
    double& cc = dvh.cumulative_cc[i];
    cc = at <= dvh.minimum_gy ? dvh.inside_cc : at >= dvh.maximum_gy ? 0.0 : std::min(cc * scale, dvh.inside_cc);
  }
  for (double gy = dvh.level_gy / 2; gy < dvh.maximum_gy + dvh.level_gy; gy += dvh.level_gy) {
    dvh.gradient.push_back(sum.histogram.gradient_at(gy));
  }
  dvh.curvature = curvature_by_level(dose, work.solid, dvh.level_gy, dvh.gradient.size());
  return dvh;
}

// The solids of all structures, or the faults of the first that has none.
Result<std::vector<Work>> works_of(const std::vector<const Structure*>& structures, double usual_gap_mm,
                                   const DvhOptions& options) {
  std::vector<std::optional<Result<Solid>>> solids(structures.size());
  share_out(structures.size(), options.threads, [&](std::size_t i) {
    solids[i].emplace(solid_of(*structures[i], {options.caps, usual_gap_mm}));
  });
  std::vector<Work> works(structures.size());
  for (std::size_t i = 0; i < structures.size(); ++i) {
    if (!*solids[i]) {
      Issues issues = solids[i]->error();
      for (auto& issue : issues) issue.where += " structure number " + std::to_string(structures[i]->number);
      return issues;
    }
    works[i].structure = structures[i];
    works[i].solid = std::move(*solids[i]).value();
  }
  return works;
}

}  // namespace

Result<std::vector<Dvh>> dvhs(const std::vector<const Structure*>& structures, const DoseGrid& dose,
                              double usual_gap_mm, const DvhOptions& options) {
  auto made = works_of(structures, usual_gap_mm, options);
  if (!made) return made.error();
  auto& works = made.value();
  choose_rasters(works, dose, options);
  const double top = std::max(static_cast<double>(dose.maximum()), 0.1) * 1.02;
  const double bin = std::clamp(top / 5000, 0.001, top > 200 ? top / 20'000 : 0.01);
  const Histogram empty(bin, static_cast<std::size_t>(top / bin) + 2);
  auto parts = parts_of(works, dose, empty);
  share_out(parts.size(), options.threads, [&](std::size_t i) { sample(works[parts[i].work], dose, parts[i]); });
  std::vector<Dvh> out(works.size());
  share_out(works.size(), options.threads, [&](std::size_t i) {
    Part sum{i, 0, 0, empty, Extremes(dose)};
    const auto mine =
        std::equal_range(parts.begin(), parts.end(), sum, [](const Part& a, const Part& b) { return a.work < b.work; });
    std::for_each(mine.first, mine.second, [&](const Part& part) { join(part, sum); });
    out[i] = finished(works[i], sum, dose, options);
  });
  return out;
}

}  // namespace noms::dosimetry
