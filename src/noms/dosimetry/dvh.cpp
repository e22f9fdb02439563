// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/dvh.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <thread>
#include <utility>

#include "noms/dosimetry/internal/coverage.h"
#include "noms/dosimetry/internal/curvature.h"
#include "noms/dosimetry/internal/histogram.h"
#include "noms/dosimetry/internal/polygons.h"
#include "noms/dosimetry/internal/sampler.h"

namespace noms::dosimetry {
namespace {

constexpr double samples_of_a_part = 200'000;
constexpr double largest_raster = 3000;

/// One structure on its way to a DVH.
struct Work {
  const Structure* structure = nullptr;
  Solid solid;
  Raster raster;
  double edge_mm = 1;  ///< distance of the points along long edges
};

/// Some slabs of one structure. Parts are the same for any number of threads and are joined in order.
struct Part {
  std::size_t work = 0;
  std::size_t first = 0;
  std::size_t end = 0;
  Histogram histogram;
  double outside_mm3 = 0;
  double volume_change_mm3 = 0;  ///< from overlapping contours
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();
  bool overlaps = false;
};

double finest_spacing(const DoseGrid& dose) {
  double finest = std::numeric_limits<double>::infinity();
  for (const auto& p : dose.positions) {
    for (std::size_t i = 1; i < p.size(); ++i) finest = std::min(finest, p[i] - p[i - 1]);
  }
  return std::isfinite(finest) ? finest : 1.0;
}

Raster raster_of(const Solid& solid, const DoseGrid& dose, const DvhOptions& options) {
  const double none = std::numeric_limits<double>::infinity();
  Point2 low{none, none};
  Point2 high{-none, -none};
  double thickness = none;
  for (const auto& slab : solid.slabs) {
    if (slab.high > slab.low) thickness = std::min(thickness, slab.high - slab.low);
    for (const auto& polygon : slab.polygons) {
      low = {std::min(low.x, polygon.low.x), std::min(low.y, polygon.low.y)};
      high = {std::max(high.x, polygon.high.x), std::max(high.y, polygon.high.y)};
    }
  }
  const double volume = std::max(solid.volume_mm3, 1e-3);
  double step = std::cbrt(volume / options.samples);
  // Slabs thinner than the step hold one layer of samples each: keep their number by a wider step in the plane.
  if (std::isfinite(thickness) && thickness < step) step = std::sqrt(volume / options.samples / thickness);
  const double bound =
      options.largest_step_mm > 0 ? options.largest_step_mm : std::min(volume > 2e6 ? 1.5 : 1.0, finest_spacing(dose));
  step = std::max({std::min(step, bound), 0.02, (high.x - low.x) / largest_raster, (high.y - low.y) / largest_raster});
  Raster raster;
  raster.size = step;
  // A margin of a fraction of a pixel keeps edges off the raster's own edge.
  raster.low = {low.x - 0.25 * step, low.y - 0.25 * step};
  raster.columns = static_cast<std::size_t>((high.x - raster.low.x) / step) + 1;
  raster.rows = static_cast<std::size_t>((high.y - raster.low.y) / step) + 1;
  return raster;
}

void meet(Part& part, const DoseGrid& dose, Vec3 p) {
  if (const auto value = curved_dose_at(dose, p)) {
    part.minimum = std::min(part.minimum, *value);
    part.maximum = std::max(part.maximum, *value);
  }
}

// Contour points and points along long edges, in the contour plane and on free ends.
void outline_extremes(const Work& work, const Slab& slab, const DoseGrid& dose, Part& part) {
  double heights[3] = {slab.plane, 0, 0};
  std::size_t count = 1;
  if (slab.free_low && slab.low < slab.plane) heights[count++] = slab.low;
  if (slab.free_high && slab.high > slab.plane) heights[count++] = slab.high;
  for (const auto& polygon : slab.polygons) {
    for (std::size_t i = 0, j = polygon.points.size() - 1; i < polygon.points.size(); j = i++) {
      const Point2 a = polygon.points[j];
      const Point2 b = polygon.points[i];
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      const auto steps = static_cast<int>(std::clamp(std::ceil(length / work.edge_mm), 1.0, 2000.0));
      for (int s = 1; s <= steps; ++s) {
        const double t = static_cast<double>(s) / steps;
        for (std::size_t h = 0; h < count; ++h) {
          meet(part, dose, work.solid.frame.out_of({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), heights[h]}));
        }
      }
    }
  }
}

/// One height at which a slab is sampled.
struct Layer {
  double at = 0;
  double thickness = 0;  ///< over which the dose is spread
  double weight = 0;     ///< the thickness it stands for; less than `thickness` where the slab tapers
};

void even_layers(double low, double high, double step, std::vector<Layer>& layers) {
  if (!(high > low)) return;
  const auto count = static_cast<int>(std::clamp(std::ceil((high - low) / step - 1e-6), 1.0, 200.0));
  const double thickness = (high - low) / count;
  for (int i = 0; i < count; ++i) layers.push_back({low + (i + 0.5) * thickness, thickness, thickness});
}

// From a tip to the plane the weight rises evenly; its sum is that of the half slab.
void tapered_layers(double tip, double plane, double step, std::vector<Layer>& layers) {
  const std::size_t first = layers.size();
  even_layers(std::min(tip, plane), std::max(tip, plane), step, layers);
  for (std::size_t i = first; i < layers.size(); ++i)
    layers[i].weight *= std::fabs((layers[i].at - tip) / (plane - tip));
}

void layers_of(const Slab& slab, double step, std::vector<Layer>& layers) {
  layers.clear();
  double low = slab.low;
  double high = slab.high;
  if (slab.taper_low > 0) {
    tapered_layers(slab.plane - slab.taper_low, slab.plane, step, layers);
    low = slab.plane;
  }
  if (slab.taper_high > 0) {
    tapered_layers(slab.plane + slab.taper_high, slab.plane, step, layers);
    high = slab.plane;
  }
  even_layers(low, high, step, layers);
}

/// One row of a raster at one height.
struct RowAt {
  const Coverage& coverage;
  const std::vector<float>& shares;
  std::size_t y;
  std::size_t begin;
  std::size_t end;
  double pixel;  ///< side, mm
};

// Of a partly covered pixel only the covered part counts: its middle lies towards the inside, and it spans less dose.
void deposit_edge(const Sampler::Row& row, const RowAt& at, std::size_t x, const Layer& layer, Part& part) {
  const auto share = static_cast<double>(at.shares[x]);
  const Point2 n = at.coverage.inward(x, at.y);
  const auto gx = static_cast<double>(row.along[x]);
  const auto gy = static_cast<double>(row.across[x]);
  const double up = static_cast<double>(row.up[x]) * layer.thickness;
  const double toward = gx * n.x + gy * n.y;
  const double beside = gy * n.x - gx * n.y;
  const double v = static_cast<double>(row.dose[x]) + toward * at.pixel * (1 - share) / 2;
  const double w2 = at.pixel * at.pixel * (toward * toward * share * share + beside * beside) + up * up;
  part.histogram.add(at.pixel * at.pixel * layer.weight * share, v, std::sqrt(w2));
}

// The boxes of the histogram for a row of samples, in bins. A plain loop over arrays, so that the compiler can do
// several at once.
void boxes(Sampler::Row& row, const RowAt& at, const Layer& layer, double bin) {
  row.low.resize(row.dose.size());
  row.high.resize(row.dose.size());
  const auto h2 = static_cast<float>(at.pixel * at.pixel);
  const auto t2 = static_cast<float>(layer.thickness * layer.thickness);
  const auto per_bin = static_cast<float>(1 / bin);
  const float* const along = row.along.data();
  const float* const across = row.across.data();
  const float* const up = row.up.data();
  const float* const dose = row.dose.data();
  float* const low = row.low.data();
  float* const high = row.high.data();
  for (std::size_t x = at.begin; x < at.end; ++x) {
    const float half = std::max(
        0.5F, 0.5F * per_bin * std::sqrt((along[x] * along[x] + across[x] * across[x]) * h2 + up[x] * up[x] * t2));
    low[x] = dose[x] * per_bin - half;
    high[x] = dose[x] * per_bin + half;
  }
}

/// Pixels in which the dose changes much are sampled again on a finer raster.
struct Refined {
  double span_bins = 0;  ///< from this span on
  std::vector<std::size_t> columns;
};

void deposit(Sampler::Row& row, const RowAt& at, const Layer& layer, Part& part, Refined& refined) {
  boxes(row, at, layer, part.histogram.bin());
  const double cell = at.pixel * at.pixel * layer.weight;
  const auto limit = static_cast<float>(refined.span_bins);
  double volume = 0;
  double moment = 0;
  float least = std::numeric_limits<float>::infinity();
  float most = -least;
  for (std::size_t x = at.begin; x < at.end; ++x) {
    const float share = at.shares[x];
    if (share == 0.0F) continue;
    const double q = cell * static_cast<double>(share);
    if (row.inside[x] == 0) {
      part.outside_mm3 += q;
      continue;
    }
    if (share < 0.999F) {
      deposit_edge(row, at, x, layer, part);
      continue;
    }
    const float width = row.high[x] - row.low[x];
    if (width > limit) {
      refined.columns.push_back(x);
      continue;
    }
    part.histogram.add_box(q, static_cast<double>(row.low[x]), static_cast<double>(row.high[x]),
                           1 / static_cast<double>(width));
    volume += q;
    moment += q * static_cast<double>(row.dose[x]);
    least = std::min(least, row.dose[x]);
    most = std::max(most, row.dose[x]);
  }
  part.histogram.add_sums(volume, moment);
  part.minimum = std::min(part.minimum, static_cast<double>(least));
  part.maximum = std::max(part.maximum, static_cast<double>(most));
  for (std::size_t x = at.begin; x < at.end; x += 8) {
    if (at.shares[x] < 0.5F || row.inside[x] == 0) continue;
    const float g2 = row.along[x] * row.along[x] + row.across[x] * row.across[x] + row.up[x] * row.up[x];
    part.histogram.add_gradient(cell, static_cast<double>(row.dose[x]), static_cast<double>(std::sqrt(g2)));
  }
}

constexpr std::size_t finer = 2;  // samples along each edge of a pixel that is sampled again

// Fully covered pixels of one row again, two by two by two.
void deposit_refined(Sampler& fine, const RowAt& at, const Layer& layer, Part& part, Refined& refined,
                     Sampler::Row& row) {
  const Layer thin{0, layer.thickness / finer, layer.weight / finer};
  const std::vector<float> full(at.end * finer, 1.0F);
  Refined none{std::numeric_limits<double>::infinity(), {}};
  for (std::size_t i = 0; i < refined.columns.size();) {
    std::size_t j = i + 1;
    while (j < refined.columns.size() && refined.columns[j] == refined.columns[j - 1] + 1) ++j;
    for (std::size_t k = 0; k < finer * finer; ++k) {
      const RowAt again{at.coverage,
                        full,
                        at.y * finer + k % finer,
                        refined.columns[i] * finer,
                        (refined.columns[j - 1] + 1) * finer,
                        at.pixel / finer};
      const auto slice = k / finer;  // whole
      const double offset = (static_cast<double>(slice) + 0.5) / finer - 0.5;
      fine.row(layer.at + offset * layer.thickness, again.y, again.begin, again.end, row);
      deposit(row, again, thin, part, none);
    }
    i = j;
  }
  refined.columns.clear();
}

// The faces that close the structure, where extremes may lie away from the outline.
void face_extremes(const Slab& slab, const Coverage& coverage, Sampler& sampler, Sampler::Row& row,
                   std::vector<float>& shares, Part& part) {
  const auto face = [&](double height) {
    for (std::size_t y = coverage.first_row(); y < coverage.end_row(); ++y) {
      std::size_t begin = 0;
      std::size_t end = 0;
      if (!coverage.row(y, shares, begin, end)) continue;
      sampler.row(height, y, begin, end, row);
      for (std::size_t x = begin; x < end; ++x) {
        if (shares[x] < 0.999F || row.inside[x] == 0) continue;
        part.minimum = std::min(part.minimum, static_cast<double>(row.dose[x]));
        part.maximum = std::max(part.maximum, static_cast<double>(row.dose[x]));
      }
    }
  };
  if (slab.free_low) face(slab.low);
  if (slab.free_high) face(slab.high);
}

Raster finer_raster(const Raster& raster) {
  return {raster.low, raster.size / finer, raster.columns * finer, raster.rows * finer};
}

void run(const Work& work, const DoseGrid& dose, Part& part) {
  Coverage coverage(work.raster);
  Sampler sampler(dose, work.solid.frame, work.raster);
  Sampler fine(dose, work.solid.frame, finer_raster(work.raster));
  Sampler::Row row;
  Sampler::Row fine_row;
  // Only coarse rasters, and only where 2 % of the highest dose lie within one pixel.
  Refined refined{work.raster.size < 0.8 ? std::numeric_limits<double>::infinity() : 0.02 * part.histogram.top(), {}};
  std::vector<float> shares;
  std::vector<Layer> layers;
  for (std::size_t s = part.first; s < part.end; ++s) {
    const Slab& slab = work.solid.slabs[s];
    outline_extremes(work, slab, dose, part);
    if (!(slab.high > slab.low)) continue;
    coverage.fill(slab.polygons);
    if (coverage.overlaps()) {
      part.overlaps = true;
      part.volume_change_mm3 += (coverage.area() - slab.area) * (slab.high - slab.low);
    }
    face_extremes(slab, coverage, sampler, row, shares, part);
    layers_of(slab, work.raster.size, layers);
    for (std::size_t y = coverage.first_row(); y < coverage.end_row(); ++y) {
      RowAt at{coverage, shares, y, 0, 0, work.raster.size};
      if (!coverage.row(y, shares, at.begin, at.end)) continue;
      for (const auto& layer : layers) {
        sampler.row(layer.at, y, at.begin, at.end, row);
        deposit(row, at, layer, part, refined);
        if (!refined.columns.empty()) deposit_refined(fine, at, layer, part, refined, fine_row);
      }
    }
  }
}

std::vector<Part> parts_of(const std::vector<Work>& works, const Histogram& empty) {
  std::vector<Part> parts;
  for (std::size_t w = 0; w < works.size(); ++w) {
    const auto& slabs = works[w].solid.slabs;
    const double cell = works[w].raster.size * works[w].raster.size;
    double samples = 0;
    for (std::size_t s = 0; s < slabs.size(); ++s) {
      const bool fresh = s == 0 || samples > samples_of_a_part;
      if (fresh) {
        parts.push_back({w, s, s, empty, 0, 0});
        samples = 0;
      }
      parts.back().end = s + 1;
      samples += std::fabs(slabs[s].area) / cell * std::max(1.0, (slabs[s].high - slabs[s].low) / works[w].raster.size);
    }
  }
  return parts;
}

void run_all(const std::vector<Work>& works, const DoseGrid& dose, std::vector<Part>& parts, unsigned threads) {
  std::atomic<std::size_t> next{0};
  const auto worker = [&] {
    for (std::size_t i = next++; i < parts.size(); i = next++) run(works[parts[i].work], dose, parts[i]);
  };
  std::vector<std::thread> others;
  for (unsigned t = 1; t < std::min<std::size_t>(threads, parts.size()); ++t) others.emplace_back(worker);
  worker();
  for (auto& other : others) other.join();
}

void join(const Part& part, Part& sum) {
  sum.histogram.merge(part.histogram);
  sum.outside_mm3 += part.outside_mm3;
  sum.volume_change_mm3 += part.volume_change_mm3;
  sum.minimum = std::min(sum.minimum, part.minimum);
  sum.maximum = std::max(sum.maximum, part.maximum);
  sum.overlaps |= part.overlaps;
}

void warn(Dvh& dvh, const Part& sum) {
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
  const double sampled = sum.histogram.volume() + sum.outside_mm3;
  if (!(sampled > 0)) return dvh;
  dvh.outside = sum.outside_mm3 / sampled;
  dvh.inside_cc = dvh.volume_cc * (1 - dvh.outside);
  warn(dvh, sum);
  if (!(sum.histogram.volume() > 0) || !std::isfinite(sum.minimum)) return dvh;
  dvh.minimum_gy = sum.minimum;
  dvh.maximum_gy = sum.maximum;
  dvh.mean_gy = std::clamp(sum.histogram.mean(), sum.minimum, sum.maximum);
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

}  // namespace

Result<std::vector<Dvh>> dvhs(const std::vector<const Structure*>& structures, const DoseGrid& dose,
                              double usual_gap_mm, const DvhOptions& options) {
  std::vector<Work> works(structures.size());
  const double spacing = finest_spacing(dose);
  for (std::size_t i = 0; i < structures.size(); ++i) {
    auto solid = solid_of(*structures[i], {options.caps, usual_gap_mm});
    if (!solid) {
      Issues issues = solid.error();
      for (auto& issue : issues) issue.where += " structure number " + std::to_string(structures[i]->number);
      return issues;
    }
    works[i].structure = structures[i];
    works[i].solid = std::move(solid).value();
    works[i].edge_mm = spacing / 2;
    if (!works[i].solid.slabs.empty()) works[i].raster = raster_of(works[i].solid, dose, options);
  }
  const double top = std::max(static_cast<double>(dose.maximum()), 0.1) * 1.02;
  const double bin = std::clamp(top / 5000, 0.001, top > 200 ? top / 20'000 : 0.01);
  const Histogram empty(bin, static_cast<std::size_t>(top / bin) + 2);
  auto parts = parts_of(works, empty);
  run_all(works, dose, parts, options.threads);
  std::vector<Dvh> out;
  for (std::size_t i = 0; i < works.size(); ++i) {
    Part sum{i, 0, 0, empty, 0, 0};
    for (const auto& part : parts) {
      if (part.work == i) join(part, sum);
    }
    out.push_back(finished(works[i], sum, dose, options));
  }
  return out;
}

}  // namespace noms::dosimetry
