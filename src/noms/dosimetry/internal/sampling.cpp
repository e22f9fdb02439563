// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "noms/dosimetry/internal/layers.h"

namespace noms::dosimetry {
namespace {

// Contour points and points along long edges, in the contour plane and on free ends.
void outline_extremes(const Work& work, const Slab& slab, Extremes& extremes) {
  double heights[3] = {slab.plane, 0, 0};
  std::size_t count = 1;
  if (slab.free_low && slab.low < slab.plane) heights[count++] = slab.low;
  if (slab.free_high && slab.high > slab.plane) heights[count++] = slab.high;
  for (const auto& polygon : slab.polygons) {
    for (std::size_t h = 0; h < count; ++h) {
      for (std::size_t i = 0, j = polygon.points.size() - 1; i < polygon.points.size(); j = i++) {
        const Point2 a = polygon.points[j];
        const Point2 b = polygon.points[i];
        const double length = std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
        const auto steps = static_cast<int>(std::clamp(std::ceil(length / work.edge_mm), 1.0, 2000.0));
        for (int s = 1; s <= steps; ++s) {
          const double t = static_cast<double>(s) / steps;
          extremes.meet(work.solid.frame.out_of({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), heights[h]}));
        }
      }
    }
  }
}

/// A partly covered pixel of the row at hand.
struct EdgePixel {
  double share = 0;
  Point2 inward;
  Sampler::Spot spot;
};

/// Samples of one height and one row stand for a strip as wide as a pixel.
struct Strip {
  double width = 0;  ///< mm
  Layer layer;
};

// Of a partly covered pixel only the covered part counts: its middle lies towards the inside, and it spans less dose.
void deposit_edge(const DosePoint& at, const EdgePixel& edge, const Strip& strip, Part& part) {
  const double share = edge.share;
  const Point2 inward = edge.inward;
  const double pixel = strip.width;
  const double q = pixel * pixel * strip.layer.weight * share;
  if (!at.inside) {
    part.outside_mm3 += q;
    return;
  }
  const auto gx = static_cast<double>(at.along);
  const auto gy = static_cast<double>(at.across);
  const double up = static_cast<double>(at.up) * strip.layer.thickness;
  const double toward = gx * inward.x + gy * inward.y;
  const double beside = gy * inward.x - gx * inward.y;
  const double v = static_cast<double>(at.dose) + toward * pixel * (1 - share) / 2;
  const double w2 = pixel * pixel * (toward * toward * share * share + beside * beside) + up * up;
  part.histogram.add(q, v, std::sqrt(w2));
  if (share < 0.5) return;
  const double g2 = gx * gx + gy * gy + static_cast<double>(at.up) * static_cast<double>(at.up);
  part.histogram.add_gradient(q, static_cast<double>(at.dose), std::sqrt(g2));
}

/// Parts of a line where the dose changes much across it are sampled again on a finer raster.
struct Refined {
  double span_gy = 0;     ///< from this span on; nothing is refined where it is 0
  bool in_piece = false;  ///< the change along the piece counts too
  std::vector<Run> runs;  ///< of pieces
};

// The boxes of the histogram for the pieces of a line, in bins. A plain loop over arrays, so that the compiler can do
// several at once. True where some piece is wide.
bool boxes(Pieces& pieces, const Strip& strip, double bin, const Refined& refined) {
  const auto h2 = static_cast<float>(strip.width * strip.width);
  const auto t2 = static_cast<float>(strip.layer.thickness * strip.layer.thickness);
  const auto per_bin = static_cast<float>(1 / bin);
  const float limit = refined.span_gy > 0 ? static_cast<float>(refined.span_gy * refined.span_gy)
                                          : std::numeric_limits<float>::infinity();
  const float along2 = refined.in_piece ? 1.0F : 0.0F;
  const float* const length = pieces.length.data();
  const float* const along = pieces.along.data();
  const float* const across = pieces.across.data();
  const float* const up = pieces.up.data();
  const float* const dose = pieces.dose.data();
  float* __restrict__ const low = pieces.low.data();
  float* __restrict__ const high = pieces.high.data();
  std::uint32_t* __restrict__ const wide = pieces.wide.data();
  std::uint32_t any = 0;
  for (std::size_t i = 0; i < pieces.count; ++i) {
    const float rise2 = along[i] * along[i] * length[i] * length[i];
    const float beside2 = across[i] * across[i] * h2 + up[i] * up[i] * t2;
    wide[i] = beside2 + along2 * rise2 > limit ? 1U : 0U;
    any |= wide[i];
    const float span = 0.5F * per_bin * std::sqrt(rise2 + beside2);
    const float half = span > 0.5F ? span : 0.5F;
    low[i] = dose[i] * per_bin - half;
    high[i] = dose[i] * per_bin + half;
  }
  return any != 0;
}

void find_wide(const Pieces& pieces, Refined& refined) {
  for (std::size_t i = 0; i < pieces.count; ++i) {
    if (pieces.wide[i] == 0) continue;
    if (refined.runs.empty() || refined.runs.back().end != i) refined.runs.push_back({i, i});
    ++refined.runs.back().end;
  }
}

// True where a piece lies beyond what was met so far. Most lines change nothing, and this loop does several at once.
bool inner_beyond(const Pieces& pieces, std::size_t begin, std::size_t end, const Extremes& extremes) {
  const auto least = static_cast<float>(extremes.minimum());
  const auto most = static_cast<float>(extremes.maximum());
  const float* const along = pieces.along.data();
  const float* const length = pieces.length.data();
  const float* const dose = pieces.dose.data();
  std::uint32_t beyond = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const float reach = 0.5F * std::fabs(along[i] * length[i]);
    beyond |= dose[i] - reach <= least ? 1U : 0U;
    beyond |= dose[i] + reach >= most ? 1U : 0U;
  }
  return beyond != 0;
}

// Half a pixel of either end is left out: it is as near to the outline as the outline's own points.
void extremes_of(const Pieces& pieces, double margin, Extremes& extremes) {
  if (pieces.count == 0) return;
  const std::size_t last = pieces.count - 1;
  const double from = pieces.from[0] + margin;
  const double to = pieces.from[last] + static_cast<double>(pieces.length[last]) - margin;
  float least = std::numeric_limits<float>::infinity();
  float most = -least;
  const auto ends = [&](std::size_t i) {
    const double a = std::max(from, pieces.from[i]);
    const double b = std::min(to, pieces.from[i] + static_cast<double>(pieces.length[i]));
    if (!(b >= a)) return;
    const double middle = pieces.from[i] + static_cast<double>(pieces.length[i]) / 2;
    for (const double at : {a, b}) {
      const float gy = pieces.dose[i] + pieces.along[i] * static_cast<float>(at - middle);
      least = std::min(least, gy);
      most = std::max(most, gy);
    }
  };
  std::size_t first = 0;
  std::size_t end = last;
  for (; first < last && pieces.from[first] < from; ++first) ends(first);
  for (; end > first && pieces.from[end] + static_cast<double>(pieces.length[end]) > to; --end) ends(end);
  ends(first);
  ends(end);
  if (inner_beyond(pieces, first + 1, end, extremes)) {
    for (std::size_t i = first + 1; i < end; ++i) {
      const float reach = 0.5F * std::fabs(pieces.along[i] * pieces.length[i]);
      least = std::min(least, pieces.dose[i] - reach);
      most = std::max(most, pieces.dose[i] + reach);
    }
  }
  if (!(least <= most)) return;
  extremes.meet_dose(static_cast<double>(least));
  extremes.meet_dose(static_cast<double>(most));
}

// The pieces begin..end into the histogram; gradients from every fourth one where there are many.
void deposit_pieces(const Pieces& pieces, Run run, double area, Part& part) {
  if (run.begin >= run.end) return;
  part.histogram.add_boxes(pieces, run, area);
  const std::size_t step = run.end - run.begin > 16 ? 4 : 1;
  for (std::size_t i = run.begin; i < run.end; i += step) {
    const float g2 =
        pieces.along[i] * pieces.along[i] + pieces.across[i] * pieces.across[i] + pieces.up[i] * pieces.up[i];
    part.histogram.add_gradient(area * static_cast<double>(pieces.length[i]), static_cast<double>(pieces.dose[i]),
                                static_cast<double>(std::sqrt(g2)));
  }
}

// All pieces but the wide ones, which are left in `refined`.
void deposit(Pieces& pieces, const Strip& strip, Part& part, Refined& refined) {
  refined.runs.clear();
  if (boxes(pieces, strip, part.histogram.bin(), refined)) find_wide(pieces, refined);
  const double area = strip.width * strip.layer.weight;
  std::size_t done = 0;
  for (const Run& wide : refined.runs) {
    deposit_pieces(pieces, {done, wide.begin}, area, part);
    done = wide.end;
  }
  deposit_pieces(pieces, {done, pieces.count}, area, part);
  part.outside_mm3 += area * pieces.outside_mm;
}

/// Samples the slabs of a part.
class Sampling {
public:
  Sampling(const Work& work, const DoseGrid& dose, Part& part)
      : work_(work),
        dose_(dose),
        part_(part),
        coverage_(work.raster),
        sampler_(dose, work.solid.frame, work.raster.size),
        fine_(dose, work.solid.frame, work.raster.size / 2) {
    // Only coarse rasters, and only where 2 % of the highest dose lie within one pixel.
    if (work.raster.size >= 0.8) refined_.span_gy = 0.02 * part.histogram.top() * part.histogram.bin();
    refined_.in_piece = !sampler_.cuts_at_planes();
  }

  void take(const Slab& slab) {
    outline_extremes(work_, slab, part_.extremes);
    if (!(slab.high > slab.low)) return;
    coverage_.fill(slab.polygons);
    if (coverage_.overlaps()) {
      part_.overlaps = true;
      part_.volume_change_mm3 += (coverage_.area() - slab.area) * (slab.high - slab.low);
    }
    if (slab.free_low) face(slab.low);
    if (slab.free_high) face(slab.high);
    if (sampler_.cuts_at_planes()) nodes_within(slab);
    layers_of(slab, work_.raster.size, heights_of_dose(work_, dose_), layers_);
    heights_.clear();
    for (const auto& layer : layers_) heights_.push_back(sampler_.height(layer.at));
    take_rows();
  }

private:
  double column_at(std::size_t x) const { return work_.raster.low.x + static_cast<double>(x) * work_.raster.size; }
  double row_middle(std::size_t y) const {
    return work_.raster.low.y + (static_cast<double>(y) + 0.5) * work_.raster.size;
  }

  // Rows of a coarse raster are taken by twos where both are whole: one line stands for two, and where the dose changes
  // much across it it is sampled as two again.
  void take_rows() {
    const bool by_twos = refined_.span_gy > 0 && sampler_.cuts_at_planes();
    for (std::size_t y = coverage_.first_row(); y < coverage_.end_row(); ++y) {
      const auto runs = coverage_.whole(y);
      if (!by_twos || y + 1 >= coverage_.end_row()) {
        take_row(y, runs);
        continue;
      }
      const auto next = coverage_.whole(y + 1);
      common_.clear();
      common(runs, next, common_);
      if (common_.empty()) {
        take_row(y, runs);
        continue;
      }
      take_runs(row_middle(y) + work_.raster.size / 2, common_, 2 * work_.raster.size);
      take_row(y, without(runs));
      take_row(++y, without(next));
    }
  }

  static void common(std::span<const Run> a, std::span<const Run> b, std::vector<Run>& out) {
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size(); a[i].end < b[j].end ? ++i : ++j) {
      const Run both{std::max(a[i].begin, b[j].begin), std::min(a[i].end, b[j].end)};
      if (both.begin < both.end) out.push_back(both);
    }
  }

  // What is left of runs beside the common ones.
  std::span<const Run> without(std::span<const Run> runs) {
    rest_.clear();
    std::size_t c = 0;
    for (const Run& run : runs) {
      std::size_t at = run.begin;
      for (; c < common_.size() && common_[c].end <= run.end; ++c) {
        if (common_[c].begin > at) rest_.push_back({at, common_[c].begin});
        at = common_[c].end;
      }
      if (at < run.end) rest_.push_back({at, run.end});
    }
    return rest_;
  }

  void take_runs(double v, std::span<const Run> runs, double width) {
    if (runs.empty()) return;
    sampler_.row(v, column_at(runs.front().begin), column_at(runs.back().end));
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      sampler_.line(heights_[l]);
      for (const Run& run : runs) {
        sampler_.pieces(column_at(run.begin), column_at(run.end), pieces_);
        extremes_of(pieces_, work_.raster.size / 2, part_.extremes);
        deposit(pieces_, {width, layers_[l]}, part_, refined_);
        for (const Run& again : refined_.runs) refine(v, {width, layers_[l]}, again);
      }
    }
  }

  void take_row(std::size_t y, std::span<const Run> runs) {
    take_runs(row_middle(y), runs, work_.raster.size);
    const auto partial = coverage_.partial(y);
    if (partial.empty()) return;
    edges_.clear();
    for (const std::size_t x : partial) {
      edges_.push_back({static_cast<double>(coverage_.share(x, y)), coverage_.inward(x, y),
                        sampler_.spot(column_at(x) + work_.raster.size / 2)});
    }
    sampler_.row(row_middle(y), column_at(partial.front()), column_at(partial.back() + 1));
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      sampler_.line(heights_[l]);
      for (const auto& edge : edges_)
        deposit_edge(sampler_.point(edge.spot), edge, {work_.raster.size, layers_[l]}, part_);
    }
  }

  // Some pieces of a line again, on two lines beside it at each of two heights.
  void refine(double v, const Strip& strip, Run run) {
    const double from = pieces_.from[run.begin];
    const double to = pieces_.from[run.end - 1] + static_cast<double>(pieces_.length[run.end - 1]);
    const Layer& layer = strip.layer;
    Refined none;
    for (const double beside : {-0.25, 0.25}) {
      fine_.row(v + beside * strip.width, from, to);
      for (const double up : {-0.25, 0.25}) {
        const Strip thin{strip.width / 2, {layer.at + up * layer.thickness, layer.thickness / 2, layer.weight / 2}};
        fine_.line(fine_.height(thin.layer.at));
        fine_.pieces(from, to, fine_pieces_);
        extremes_of(fine_pieces_, work_.raster.size / 2, part_.extremes);
        deposit(fine_pieces_, thin, part_, none);
      }
    }
  }

  // Trilinear dose has its inner extremes at points of the grid.
  void nodes_within(const Slab& slab) {
    const auto& [x, y, z] = dose_.positions;
    const auto from = [](const std::vector<double>& p, double at) { return std::lower_bound(p.begin(), p.end(), at); };
    for (auto k = from(z, slab.low); k != z.end() && *k <= slab.high; ++k) {
      const double low = work_.raster.low.y + static_cast<double>(coverage_.first_row()) * work_.raster.size;
      for (auto j = from(y, low); j != y.end(); ++j) {
        const auto row = static_cast<std::size_t>((*j - work_.raster.low.y) / work_.raster.size);
        if (row >= coverage_.end_row()) break;
        const auto node = static_cast<std::size_t>((k - z.begin()) * std::ssize(y) + (j - y.begin())) * x.size();
        for (const Run& run : coverage_.whole(row)) {
          const auto first = static_cast<std::size_t>(from(x, column_at(run.begin)) - x.begin());
          const auto end = static_cast<std::size_t>(from(x, column_at(run.end)) - x.begin());
          if (first < end) part_.extremes.meet_doses(std::span(dose_.values).subspan(node + first, end - first));
        }
      }
    }
  }

  // A face that closes the structure, where extremes may lie away from the outline.
  void face(double height) {
    const Sampler::Height at = sampler_.height(height);
    for (std::size_t y = coverage_.first_row(); y < coverage_.end_row(); ++y) {
      const auto runs = coverage_.whole(y);
      if (runs.empty()) continue;
      sampler_.row(row_middle(y), column_at(runs.front().begin), column_at(runs.back().end));
      sampler_.line(at);
      for (const Run& run : runs) {
        sampler_.pieces(column_at(run.begin), column_at(run.end), pieces_);
        extremes_of(pieces_, work_.raster.size / 2, part_.extremes);
      }
    }
  }

  const Work& work_;
  const DoseGrid& dose_;
  Part& part_;
  Coverage coverage_;
  Sampler sampler_;
  Sampler fine_;
  Pieces pieces_;
  Pieces fine_pieces_;
  Refined refined_;
  std::vector<Layer> layers_;
  std::vector<Sampler::Height> heights_;
  std::vector<EdgePixel> edges_;
  std::vector<Run> common_;
  std::vector<Run> rest_;
};

}  // namespace

void sample(const Work& work, const DoseGrid& dose, Part& part) {
  Sampling sampling(work, dose, part);
  for (std::size_t s = part.first; s < part.end; ++s) sampling.take(work.solid.slabs[s]);
}

}  // namespace noms::dosimetry
