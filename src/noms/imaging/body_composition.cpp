// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/body_composition.h"

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/imaging/internal/vertebra.h"
#include "noms/imaging/label_conventions.h"

namespace noms::imaging {

namespace {

struct Range {
  double low, high;
};

/// Middle of L3 and half of its middle third. Unit: mm.
struct Level {
  Vec3 centre;
  Vec3 up;
  double half;
};

Result<Level> third_lumbar(const BodyInput& input) {
  const Labels labels = reordered(input.labels, towards_lps(input.labels.grid));
  for (const internal::Vertebra& v :
       internal::build_vertebrae(labels, input.meanings, internal::find_canal(labels, input.meanings))) {
    if (v.shape.level != "L3") continue;
    if (v.shape.measured) return Level{v.shape.centre, v.up, v.shape.height[1] / 6};
    return Level{v.centroid, {0, 0, 1}, 4};
  }
  return Issue{ErrorCode::MissingField, "labels", "the labels hold no L3"};
}

struct SliceSum {
  double area = 0, in_range = 0, hu = 0;
};

SliceSum slice_sum(const Mask& mask, const Image& ct, int k, Range range) {
  SliceSum s;
  const double pixel = ct.grid.voxel_volume() / std::abs(ct.grid.affine.column[2].z) / 100;
  std::size_t n = ct.grid.index(0, 0, k);
  for (int j = 0; j < ct.grid.size[1]; ++j) {
    for (int i = 0; i < ct.grid.size[0]; ++i, ++n) {
      if (mask.voxels[n] == 0) continue;
      const double hu = static_cast<double>(ct.voxels[n]);
      s.area += pixel;
      s.hu += pixel * hu;
      if (hu >= range.low && hu <= range.high) s.in_range += pixel;
    }
  }
  return s;
}

bool touches_edge(const Mask& mask, int k) {
  for (int j = 0; j < mask.grid.size[1]; ++j) {
    for (int i = 0; i < mask.grid.size[0]; ++i) {
      const bool edge = i == 0 || j == 0 || i + 1 == mask.grid.size[0] || j + 1 == mask.grid.size[1];
      if (edge && mask.at(i, j, k) != 0) return true;
    }
  }
  return false;
}

TissueArea tissue_area(const char* name, const std::optional<Mask>& mask, const Image& ct, const BodyComposition& at,
                       Range range, std::optional<double> height) {
  TissueArea t;
  t.tissue = name;
  if (!mask) {
    t.reason = "no mask of it is given";
    return t;
  }
  t.available = true;
  double count = 0, hu = 0;
  for (int k = std::max(0, at.slice - 1); k <= std::min(ct.grid.size[2] - 1, at.slice + 1); ++k) {
    const SliceSum s = slice_sum(*mask, ct, k, range);
    t.area += s.area, t.area_in_range += s.in_range, hu += s.hu, count += 1;
  }
  t.mean_hu = t.area > 0 ? hu / t.area : 0;
  t.area /= count;
  t.area_in_range /= count;
  t.least = 1e9;
  for (int k = at.first; k <= at.last; ++k) {
    const double area = slice_sum(*mask, ct, k, range).area;
    t.least = std::min(t.least, area);
    t.most = std::max(t.most, area);
  }
  if (t.area <= 0) {
    t.available = false;
    t.reason = "the mask is empty at L3";
  }
  if (std::string(name) == "subcutaneous_fat" && touches_edge(*mask, at.slice)) {
    t.available = false;
    t.reason = "the body is cut off by the image";
  }
  if (height) t.index = t.area_in_range / (*height * *height);
  return t;
}

/// The union of structures of a label map, on the grid of the CT.
std::optional<Mask> of_labels(const Labels& labels, const std::map<int, std::string>& meanings,
                              const std::vector<std::string>& structures) {
  std::vector<std::int32_t> wanted;
  for (const auto& [label, name] : meanings) {
    if (std::find(structures.begin(), structures.end(), name) != structures.end()) wanted.push_back(label);
  }
  if (wanted.size() < 2) return std::nullopt;  // one side alone is no muscle area
  Mask out{labels.grid, std::vector<std::uint8_t>(labels.voxels.size(), 0)};
  for (std::size_t n = 0; n < out.voxels.size(); ++n) {
    out.voxels[n] = std::find(wanted.begin(), wanted.end(), labels.voxels[n]) != wanted.end() ? 1 : 0;
  }
  return out;
}

}  // namespace

Result<BodyComposition> measure_body(const BodyInput& input) {
  const auto level = third_lumbar(input);
  if (!level) return level.error();
  const Image ct = reordered(input.ct, towards_lps(input.ct.grid));
  BodyComposition out;
  const auto slice_of = [&](Vec3 p) { return static_cast<int>(std::lround(ct.grid.affine.voxel(p)[2])); };
  out.slice = slice_of(level.value().centre);
  if (out.slice < 0 || out.slice >= ct.grid.size[2])
    return Issue{ErrorCode::ImageGeometry, "ct", "the CT does not reach the middle of L3"};
  out.first =
      std::clamp(slice_of(level.value().centre - level.value().half * level.value().up), 0, ct.grid.size[2] - 1);
  out.last = std::clamp(slice_of(level.value().centre + level.value().half * level.value().up), 0, ct.grid.size[2] - 1);
  if (out.first > out.last) std::swap(out.first, out.last);
  const Vec3 normal = unit(cross(ct.grid.affine.column[0], ct.grid.affine.column[1]));
  out.tilt = std::min(angle_between(normal, level.value().up), 180 - angle_between(normal, level.value().up));
  if (out.tilt > 15)
    out.warnings.push_back("slices lie " + shortest(std::round(out.tilt)) +
                           " degrees oblique to L3; the literature uses slices as they are");

  const Labels labels = resampled(input.labels, ct.grid);
  const auto on_ct = [&](const std::optional<Mask>& m) {
    return m ? std::optional<Mask>(resampled(*m, ct.grid)) : std::nullopt;
  };
  constexpr Range muscle_hu{-29, 150};
  constexpr Range fat_hu{-190, -30};
  constexpr Range torso_hu{-150, -50};
  const auto add = [&](const char* name, const std::optional<Mask>& mask, Range range) {
    out.tissues.push_back(tissue_area(name, mask, ct, out, range, input.height_m));
  };
  add("skeletal_muscle", on_ct(input.muscle), muscle_hu);
  add("psoas", of_labels(labels, input.meanings, {"iliopsoas_left", "iliopsoas_right", "psoas_left", "psoas_right"}),
      muscle_hu);
  add("back_muscle", of_labels(labels, input.meanings, {"autochthon_left", "autochthon_right"}), muscle_hu);
  add("subcutaneous_fat", on_ct(input.subcutaneous_fat), fat_hu);
  add("torso_fat", on_ct(input.torso_fat), torso_hu);
  out.warnings.push_back("the contrast phase is not known; contrast raises muscle by a few HU");
  return out;
}

}  // namespace noms::imaging
