// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/extremes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "noms/dosimetry/internal/sampler.h"

namespace noms::dosimetry {

void Extremes::meet(Vec3 patient) {
  const Vec3 q = patient_frame_ ? patient : dose_.frame.into(patient);
  const std::array<double, 3> at{q.x, q.y, q.z};
  bool same = known_;
  for (std::size_t a = 0; a < 3; ++a) same = same && at[a] >= from_[a] && at[a] < to_[a];
  if (!same && !find_cell(at)) return;
  if (can_matter()) meet_dose(cell_.at(parts(at)));
}

// Most doses change nothing; the first loop does several at once.
void Extremes::meet_doses(std::span<const float> gy) {
  const auto least = static_cast<float>(minimum_);
  const auto most = static_cast<float>(maximum_);
  std::uint32_t beyond = 0;
  for (const float dose : gy) beyond |= (dose <= least ? 1U : 0U) | (dose >= most ? 1U : 0U);
  if (beyond == 0) return;
  for (const float dose : gy) meet_dose(static_cast<double>(dose));
}

// False outside the grid.
bool Extremes::find_cell(const std::array<double, 3>& at) {
  known_ = false;
  for (std::size_t a = 0; a < 3; ++a) {
    const auto& p = dose_.positions[a];
    if (!place_on(p, at[a]).inside) return false;
    const bool single = p.size() == 1;
    node_[a] = single ? 0 : index_before(p, at[a]);
    // Beyond the outermost centres the nearest value holds: those edges belong to the outermost cells.
    const bool last = single || node_[a] + 2 == p.size();
    from_[a] = node_[a] == 0 ? p[0] - (single ? 0.5 : (p[1] - p[0]) / 2) : p[node_[a]];
    to_[a] = last ? p.back() + (single ? 0.5 : (p.back() - p[p.size() - 2]) / 2) : p[node_[a] + 1];
  }
  cell_.take(dose_, node_);
  known_ = true;
  bent_ = false;
  return true;
}

// The corners alone say yes for most cells that matter; only where they say no are the bends asked. The slack is for
// rounding, so that nothing is passed over that asking would have found.
bool Extremes::can_matter() {
  const double slack = 1e-12 * std::max(std::fabs(cell_.least()), std::fabs(cell_.most()));
  if (!bent_) {
    cell_.take_bends(dose_);
    bent_ = true;
  }
  return cell_.least() - cell_.reach() - slack < minimum_ || cell_.most() + cell_.reach() + slack > maximum_;
}

std::array<double, 3> Extremes::parts(const std::array<double, 3>& at) const {
  std::array<double, 3> part{};
  for (std::size_t a = 0; a < 3; ++a) {
    const auto& p = dose_.positions[a];
    if (p.size() > 1) part[a] = std::clamp((at[a] - p[node_[a]]) / (p[node_[a] + 1] - p[node_[a]]), 0.0, 1.0);
  }
  return part;
}

}  // namespace noms::dosimetry
