// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/imaging/distance_map.h"
#include "noms/imaging/internal/vertebra.h"

namespace noms::imaging::internal {

namespace {

std::string percent(double share) {
  return shortest(std::round(1000 * share) / 10) + " %";
}

double median_of(std::vector<double> v) {
  if (v.empty()) return 0;
  const auto middle = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
  std::nth_element(v.begin(), middle, v.end());
  return *middle;
}

/// Calls `use(place)` for each voxel of a mask.
template <class F>
void for_each_set(const Mask& mask, F&& use) {
  std::size_t n = 0;
  for (int k = 0; k < mask.grid.size[2]; ++k) {
    for (int j = 0; j < mask.grid.size[1]; ++j) {
      for (int i = 0; i < mask.grid.size[0]; ++i, ++n) {
        if (mask.voxels[n] != 0) use(mask.grid.affine.patient(i, j, k));
      }
    }
  }
}

struct Reference {
  double median = 0;
  double sd = 0;
  bool known = false;
};

/// Signal of the uninvolved bodies within three levels.
Reference reference_signal(const std::vector<Vertebra>& spine, std::size_t at, const std::vector<bool>& involved,
                           const Image& ct) {
  std::vector<double> all;
  for (std::size_t n = 0; n < spine.size(); ++n) {
    if (involved[n] || n == at || std::abs(spine[n].rank - spine[at].rank) > 3.5) continue;
    const std::vector<double> hu = body_signal(spine[n], ct, 3.5);
    all.insert(all.end(), hu.begin(), hu.end());
  }
  Reference r;
  if (all.size() < 50) return r;
  r.known = true;
  r.median = median_of(all);
  for (double& v : all) v = std::abs(v - r.median);
  r.sd = std::max(40.0, 1.48 * median_of(all));
  return r;
}

std::vector<std::string> quality_findings(double lytic, double blastic) {
  constexpr double much_share = 0.25;
  constexpr double some_share = 0.10;
  if (lytic >= some_share && blastic >= some_share) return {"mixed"};
  if (lytic >= much_share) return {"lytic"};
  if (blastic >= much_share) return {"blastic"};
  if (lytic >= some_share) return {"lytic", "mixed"};
  if (blastic >= some_share) return {"blastic", "mixed"};
  return {"lytic", "mixed", "blastic"};
}

}  // namespace

std::vector<double> body_signal(const Vertebra& v, const Image& ct, double mm) {
  std::vector<double> out;
  if (!v.framed) return out;
  Mask outside{v.occupancy.grid, {}};
  outside.voxels.reserve(v.occupancy.voxels.size());
  for (const float o : v.occupancy.voxels) outside.voxels.push_back(o > 0.5F ? 0 : 1);
  const Image depth = distance_map(outside);
  std::size_t n = 0;
  for (int k = 0; k < depth.grid.size[2]; ++k) {
    for (int j = 0; j < depth.grid.size[1]; ++j) {
      for (int i = 0; i < depth.grid.size[0]; ++i, ++n) {
        if (static_cast<double>(depth.voxels[n]) <= mm) continue;
        const Vec3 p = depth.grid.affine.patient(i, j, k);
        if (dot(p - v.wall, v.front) < mm) continue;
        if (const auto hu = sampled(ct, p)) out.push_back(*hu);
      }
    }
  }
  return out;
}

SinsPart bone_quality(const std::vector<Vertebra>& spine, std::size_t at, const std::vector<bool>& involved,
                      const SinsInput& input) {
  SinsPart part;
  part.unit = "1";
  const Reference r = reference_signal(spine, at, involved, *input.ct);
  if (!r.known) {
    part.explanation = "no uninvolved body within three levels to compare with";
    return part;
  }
  double all = 0, lytic = 0, blastic = 0, dense = 0;
  for_each_set(*input.lesion, [&](Vec3 p) {
    if (sampled(spine[at].occupancy, p).value_or(0) <= 0.5) return;
    const auto hu = sampled(*input.ct, p);
    if (!hu) return;
    all += 1;
    if (*hu > 2000)
      dense += 1;
    else if (*hu < r.median - 2 * r.sd && *hu < 100)
      lytic += 1;
    else if (*hu > r.median + 3 * r.sd && *hu > 250)
      blastic += 1;
  });
  if (all < 20) {
    part.explanation = "too little of the lesion lies in this vertebra";
    return part;
  }
  part.findings = quality_findings(lytic / all, blastic / all);
  if (dense / all > 0.05) part.findings = {"lytic", "mixed", "blastic"};
  part.value = lytic / all;
  part.uncertainty = 0.05;
  part.explanation = percent(lytic / all) + " of the lesion below and " + percent(blastic / all) +
                     " above uninvolved bone (median " + shortest(std::round(r.median)) + " HU)";
  if (r.median < 100) part.explanation += "; the bone is thin everywhere";
  if (dense / all > 0.05) part.explanation += "; metal or cement in the lesion, the quality cannot be told";
  return part;
}

SinsPart posterolateral_part(const Vertebra& v, const Mask& lesion, const Canal& canal) {
  SinsPart part;
  part.unit = "ml";
  const auto middle = canal.at(v.shape.centre.z);
  if (!v.framed || !middle) {
    part.explanation = "the canal was not found";
    return part;
  }
  // Behind the front wall of the canal, without the spinous process: within 8 mm of the midline behind the canal.
  const auto side_of = [&](Vec3 p) {
    if (dot(p - v.wall, v.front) > 0) return 0;
    const double left = dot(p - middle->centre, v.left);
    const bool behind = dot(p - middle->centre, v.front) < -middle->radius;
    if (behind && std::abs(left) < 8) return 0;
    return left > 0 ? 1 : -1;
  };
  std::array<double, 2> bone{}, hit{};
  std::size_t n = 0;
  for (int k = 0; k < v.occupancy.grid.size[2]; ++k) {
    for (int j = 0; j < v.occupancy.grid.size[1]; ++j) {
      for (int i = 0; i < v.occupancy.grid.size[0]; ++i, ++n) {
        if (v.occupancy.voxels[n] < 0.5F) continue;
        const int side = side_of(v.occupancy.grid.affine.patient(i, j, k));
        if (side != 0) bone[side > 0 ? 0 : 1] += v.occupancy.grid.voxel_volume() / 1000;
      }
    }
  }
  for_each_set(lesion, [&](Vec3 p) {
    if (sampled(v.occupancy, p).value_or(0) <= 0.5) return;
    const int side = side_of(p);
    if (side != 0) hit[side > 0 ? 0 : 1] += lesion.grid.voxel_volume() / 1000;
  });
  // 0 no, 1 either, 2 yes
  const auto judged = [&](std::size_t s) {
    const double share = bone[s] > 0 ? hit[s] / bone[s] : 0;
    if (hit[s] < 0.15 && share < 0.03) return 0;
    if (hit[s] >= std::max(0.3, 0.05 * bone[s]) && (share >= 0.08 || hit[s] >= 0.6)) return 2;
    return 1;
  };
  const int a = judged(0), b = judged(1);
  const int most = (a > 0 ? 1 : 0) + (b > 0 ? 1 : 0);
  const int least = (a > 1 ? 1 : 0) + (b > 1 ? 1 : 0);
  constexpr std::array<const char*, 3> all_names = {"none", "unilateral", "bilateral"};
  for (int c = least; c <= most; ++c) part.findings.emplace_back(all_names[static_cast<std::size_t>(c)]);
  part.value = std::max(hit[0], hit[1]);
  part.uncertainty = 0.15;
  part.explanation = "left " + shortest(std::round(100 * hit[0]) / 100) + " of " +
                     shortest(std::round(10 * bone[0]) / 10) + " ml, right " +
                     shortest(std::round(100 * hit[1]) / 100) + " of " + shortest(std::round(10 * bone[1]) / 10) +
                     " ml";
  return part;
}

}  // namespace noms::imaging::internal
