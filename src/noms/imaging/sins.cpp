// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/sins.h"

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/imaging/distance_map.h"
#include "noms/imaging/internal/vertebra.h"
#include "noms/imaging/label_conventions.h"

namespace noms::imaging {

namespace {

using internal::Vertebra;

std::string tenth(double v) {
  const double r = std::round(10 * v) / 10;
  return shortest(r == 0 ? 0 : r);
}

/// Volume of the lesion in each vertebra; returns what lies in none.
void lesion_volumes(const Mask& lesion, std::vector<Vertebra>& spine) {
  std::size_t n = 0;
  for (int k = 0; k < lesion.grid.size[2]; ++k) {
    for (int j = 0; j < lesion.grid.size[1]; ++j) {
      for (int i = 0; i < lesion.grid.size[0]; ++i, ++n) {
        if (lesion.voxels[n] == 0) continue;
        const Vec3 p = lesion.grid.affine.patient(i, j, k);
        for (Vertebra& v : spine) {
          if (sampled(v.occupancy, p).value_or(0) > 0.5) {
            v.shape.lesion_ml += lesion.grid.voxel_volume() / 1000;
            break;
          }
        }
      }
    }
  }
}

/// The box around all labels with a voxel of margin.
std::optional<Box> labelled_box(const Labels& labels) {
  Box box{labels.grid.size, {-1, -1, -1}};
  const auto set = [](std::int32_t v) { return v != 0; };
  for (int k = 0; k < labels.grid.size[2]; ++k) {
    for (int j = 0; j < labels.grid.size[1]; ++j) {
      const auto row = labels.voxels.begin() + static_cast<std::ptrdiff_t>(labels.grid.index(0, j, k));
      const auto end = row + labels.grid.size[0];
      const auto first = std::find_if(row, end, set);
      if (first == end) continue;
      int last = labels.grid.size[0] - 1;
      while (!set(row[last])) --last;
      box.low = {std::min(box.low[0], static_cast<int>(first - row)), std::min(box.low[1], j), std::min(box.low[2], k)};
      box.high = {std::max(box.high[0], last), std::max(box.high[1], j), std::max(box.high[2], k)};
    }
  }
  if (box.high[0] < 0) return std::nullopt;
  for (std::size_t a = 0; a < 3; ++a) {
    box.low[a] = std::max(0, box.low[a] - 1);
    box.high[a] = std::min(labels.grid.size[a] - 1, box.high[a] + 1);
  }
  return box;
}

Result<std::size_t> chosen(const std::vector<Vertebra>& spine, const SinsOptions& options, bool has_lesion) {
  for (std::size_t v = 0; v < spine.size() && !options.level.empty(); ++v) {
    if (spine[v].shape.level == options.level) return v;
  }
  if (!options.level.empty())
    return Issue{ErrorCode::MissingField, "level", "the labels hold no vertebra of that level"};
  if (!has_lesion) return Issue{ErrorCode::MissingField, "level", "without a lesion the level must be named"};
  std::size_t best = 0;
  for (std::size_t v = 0; v < spine.size(); ++v) {
    if (spine[v].shape.lesion_ml > spine[best].shape.lesion_ml) best = v;
  }
  if (spine[best].shape.lesion_ml <= 0)
    return Issue{ErrorCode::ImageGeometry, "lesion", "the lesion lies on no labelled vertebra"};
  return best;
}

/// Findings whose range of values meets value +- nothing: the bands of the notes are already wide.
SinsPart body_part(const Vertebra& v, std::optional<double> involvement) {
  SinsPart part;
  part.unit = "1";
  const VertebraShape& s = v.shape;
  if (!s.measured || s.expected[0] <= 0) {
    part.explanation = s.measured ? "no sound neighbour to compare the height with" : "the body could not be measured";
    return part;
  }
  const double c = s.collapse;
  part.value = c;
  const double smallest = std::max(1.0, *std::min_element(s.expected.begin(), s.expected.end()));
  part.uncertainty = 0.3 * v.occupancy.grid.spacing(2) * std::sqrt(2.0) / smallest;
  if (c > 0.5 - 1e-9) part.findings.push_back("collapse_over_half");
  if (c >= 0.10 && c <= 0.55) part.findings.push_back("collapse_under_half");
  if (c > 0.45 && c <= 0.5) part.findings.push_back("collapse_over_half");
  if (c < 0.15) {
    const bool over = !involvement || *involvement > 0.45;
    const bool under = !involvement || *involvement < 0.55;
    if (over) part.findings.push_back("no_collapse_over_half_involved");
    if (under) part.findings.push_back("none");
  }
  part.explanation = "heights back, middle, front " + tenth(s.height[0]) + ", " + tenth(s.height[1]) + ", " +
                     tenth(s.height[2]) + " mm, expected " + tenth(s.expected[0]) + ", " + tenth(s.expected[1]) + ", " +
                     tenth(s.expected[2]) + " mm: " + tenth(100 * c) + " % collapse (least over largest height alone " +
                     tenth(100 * s.within_ratio) + " %)";
  if (involvement) part.explanation += "; lesion takes " + tenth(100 * *involvement) + " % of the body";
  return part;
}

void add_once(std::vector<std::string>& list, const char* text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.emplace_back(text);
}

SinsPart alignment_part(const std::vector<Vertebra>& spine, std::size_t at, const SinsOptions& options) {
  SinsPart part;
  part.unit = "mm";
  if (!spine[at].shape.measured || at == 0 || at + 1 >= spine.size()) {
    part.explanation = "both neighbours are needed";
    return part;
  }
  double slip = 0;
  for (const std::size_t v : {at, at + 1}) {
    for (const double d : {spine[v].shape.slip_ap, spine[v].shape.slip_side}) {
      if (std::abs(d) > std::abs(slip)) slip = d;
    }
  }
  const VertebraShape& s = spine[at].shape;
  const double bend = std::max(std::abs(s.kyphosis), std::abs(s.scoliosis));
  part.value = slip;
  part.uncertainty = 0.5 * std::max({spine[at].occupancy.grid.spacing(0), spine[at].occupancy.grid.spacing(1),
                                     spine[at].occupancy.grid.spacing(2)});
  const double size = std::abs(slip);
  if (size >= 2.5) add_once(part.findings, "subluxation");
  if (size <= 3.5) {
    if (bend > 5 && options.deformity_is_new.value_or(true)) add_once(part.findings, "de_novo_deformity");
    if (bend <= 10 || !options.deformity_is_new.value_or(false)) add_once(part.findings, "normal");
  }
  part.explanation = "slip " + tenth(slip) + " mm, kyphosis " + tenth(s.kyphosis) + " and scoliosis " +
                     tenth(s.scoliosis) + " degrees beyond the neighbouring segments";
  if (bend > 5 && !options.deformity_is_new)
    part.explanation += "; whether a deformity is new needs an earlier study or your word";
  part.explanation += "; lying down hides what moves";
  return part;
}

void warn(const std::vector<Vertebra>& spine, std::size_t at, SinsMeasures& out) {
  if (!spine[at].shape.measured)
    out.warnings.push_back(spine[at].shape.level +
                           ": the body could not be measured; is the canal closed in the mask?");
  for (std::size_t v = 0; v < spine.size(); ++v) {
    if (v != at && spine[v].shape.measured && spine[v].shape.within_ratio < 0.7 &&
        std::abs(spine[v].rank - spine[at].rank) < 2.5) {
      out.warnings.push_back(spine[v].shape.level + " has itself lost shape and does not serve as reference");
    }
  }
}

}  // namespace

Result<SinsMeasures> measure_sins(const SinsInput& input, const SinsOptions& options) {
  SinsMeasures out;
  const auto box = labelled_box(input.vertebrae);
  if (!box) return Issue{ErrorCode::MissingField, "labels", "the label map is empty"};
  Labels labels = cropped(input.vertebrae, box->low, box->high);
  labels = reordered(labels, towards_lps(labels.grid));
  out.warnings = label_doubts(labels, input.meanings);
  const internal::Canal canal = internal::find_canal(labels, input.meanings);
  if (canal.empty())
    return Issue{ErrorCode::ImageGeometry, "labels",
                 "the spinal canal was not found: no canal label, and no arch closes in an axial slice"};
  std::vector<Vertebra> spine = internal::build_vertebrae(labels, input.meanings, canal);
  if (spine.size() < 2) return Issue{ErrorCode::MissingField, "labels", "at least two labelled vertebrae are needed"};
  if (input.lesion) lesion_volumes(*input.lesion, spine);
  const auto at = chosen(spine, options, input.lesion.has_value());
  if (!at) return at.error();
  const std::size_t v = at.value();
  std::vector<bool> involved;
  for (std::size_t n = 0; n < spine.size(); ++n) {
    involved.push_back(n == v || spine[n].shape.lesion_ml > 0.2);
    if (spine[n].shape.lesion_ml > 0.2) out.levels_involved.push_back(spine[n].shape.level);
  }
  internal::compare_with_neighbours(spine, involved);
  out.level = spine[v].shape.level;
  std::optional<double> involvement;
  if (input.lesion && spine[v].framed) involvement = internal::body_involvement(spine, v, involved, *input.lesion);
  out.vertebral_body = body_part(spine[v], involvement);
  out.alignment = alignment_part(spine, v, options);
  if (input.lesion) out.posterolateral = internal::posterolateral_part(spine[v], *input.lesion, canal);
  if (input.lesion && input.ct) out.bone_lesion = internal::bone_quality(spine, v, involved, input);
  if (!input.lesion) out.bone_lesion.explanation = out.posterolateral.explanation = "a mask of the lesion is needed";
  if (input.lesion && !input.ct) out.bone_lesion.explanation = "the CT is needed";
  warn(spine, v, out);
  for (Vertebra& n : spine) {
    if (input.ct) {
      std::vector<double> hu = internal::body_signal(n, *input.ct, 4);
      if (hu.size() > 20) {
        const auto middle = hu.begin() + static_cast<std::ptrdiff_t>(hu.size() / 2);
        std::nth_element(hu.begin(), middle, hu.end());
        n.shape.median_hu = *middle;
      }
    }
    out.vertebrae.push_back(n.shape);
  }
  return out;
}

}  // namespace noms::imaging
