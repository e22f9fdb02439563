// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/sampler.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace noms::dosimetry {

Place place_on(const std::vector<double>& p, double at) {
  Place place;
  if (p.size() == 1) {
    place.inside = std::fabs(at - p[0]) <= 0.5;
    return place;
  }
  place.inside = at >= p[0] - (p[1] - p[0]) / 2 && at <= p.back() + (p.back() - p[p.size() - 2]) / 2;
  place.index = index_before(p, at);
  const double gap = p[place.index + 1] - p[place.index];
  place.part = static_cast<float>(std::clamp((at - p[place.index]) / gap, 0.0, 1.0));
  place.per_mm = static_cast<float>(1 / gap);
  return place;
}

void Pieces::reserve(std::size_t most) {
  if (from.size() >= most) return;
  from.resize(most);
  wide.resize(most);
  for (auto* list : {&length, &dose, &along, &across, &up, &low, &high}) list->resize(most);
}

void Pieces::add(double at, double to, const DosePoint& middle) {
  if (!(to - at > 1e-9)) return;
  from[count] = at;
  length[count] = static_cast<float>(to - at);
  dose[count] = middle.dose;
  along[count] = middle.along;
  across[count] = middle.across;
  up[count] = middle.up;
  ++count;
}

Sampler::Sampler(const DoseGrid& dose, const Frame& frame, double step)
    : dose_(dose),
      nodes_(dose.positions[0]),
      frame_(frame),
      step_(step),
      straight_(is_patient_frame(frame) && is_patient_frame(dose.frame)) {
  if (!straight_) return;
  const std::size_t n = nodes_.size();
  low_ = nodes_.front() - (n > 1 ? (nodes_[1] - nodes_[0]) / 2 : 0.5);
  high_ = nodes_.back() + (n > 1 ? (nodes_[n - 1] - nodes_[n - 2]) / 2 : 0.5);
  for (std::size_t i = 0; i + 1 < n; ++i) gaps_.push_back(static_cast<float>(nodes_[i + 1] - nodes_[i]));
  for (auto* list : {&value_, &slope_y_, &slope_z_, &lower_, &rise_, &slope_, &tilt_}) list->resize(n);
}

void Sampler::row(double v, double from, double to) {
  v_ = v;
  if (!straight_) return;
  y_ = place_on(dose_.positions[1], v);
  blended_ = row_blended_ = false;
  const bool single = nodes_.size() == 1;
  first_ = single ? 0 : index_before(nodes_, from);
  last_ = single ? 0 : index_before(nodes_, to) + 1;
}

void Sampler::line(const Height& height) {
  w_ = height.w;
  z_ = height.place;
  blended_ = false;
  inside_ = z_.inside && y_.inside;
}

void Sampler::blend() {
  blended_ = true;
  if (!row_blended_ || plane_ != z_.index) blend_rows();
  const float* const lower = lower_.data();
  const float* const rise = rise_.data();
  const float* const slope = slope_.data();
  const float* const tilt = tilt_.data();
  float* __restrict__ const value = value_.data();
  float* __restrict__ const slope_y = slope_y_.data();
  float* __restrict__ const slope_z = slope_z_.data();
  const float part = z_.part;
  const float per_mm = z_.per_mm;
  for (std::size_t i = first_; i <= last_; ++i) {
    value[i] = lower[i] + part * rise[i];
    slope_y[i] = slope[i] + part * tilt[i];
    slope_z[i] = rise[i] * per_mm;
  }
}

// What all heights between two grid planes have in common.
void Sampler::blend_rows() {
  row_blended_ = true;
  plane_ = z_.index;
  const std::size_t z_index = z_.index;
  const std::size_t nx = dose_.size(0);
  const std::size_t up_y = y_.index + (y_.per_mm > 0 ? 1 : 0);
  const std::size_t up_z = std::min(z_index + 1, dose_.size(2) - 1);
  const float* const a = dose_.values.data() + (z_index * dose_.size(1) + y_.index) * nx;
  const float* const b = dose_.values.data() + (z_index * dose_.size(1) + up_y) * nx;
  const float* const c = dose_.values.data() + (up_z * dose_.size(1) + y_.index) * nx;
  const float* const d = dose_.values.data() + (up_z * dose_.size(1) + up_y) * nx;
  const float part = y_.part;
  const float per_mm = y_.per_mm;
  float* __restrict__ const lower = lower_.data();
  float* __restrict__ const rise = rise_.data();
  float* __restrict__ const slope = slope_.data();
  float* __restrict__ const tilt = tilt_.data();
  for (std::size_t i = first_; i <= last_; ++i) {
    const float below = b[i] - a[i];
    const float above = d[i] - c[i];
    lower[i] = a[i] + part * below;
    rise[i] = c[i] + part * above - lower[i];
    slope[i] = below * per_mm;
    tilt[i] = (above - below) * per_mm;
  }
}

// Outside the outermost centres the nearest value holds.
DosePoint Sampler::between(std::size_t node, float part) const {
  const std::size_t next = std::min(node + 1, nodes_.size() - 1);
  const float step = value_[next] - value_[node];
  const bool beyond = part < 0 || part > 1 || next == node;
  part = std::clamp(part, 0.0F, 1.0F);
  return {value_[node] + part * step, beyond ? 0.0F : step / gaps_[node],
          slope_y_[node] + part * (slope_y_[next] - slope_y_[node]),
          slope_z_[node] + part * (slope_z_[next] - slope_z_[node]), true};
}

// The pieces from grid plane `first` to grid plane `end`.
void Sampler::whole_pieces(std::size_t first, std::size_t end, Pieces& out) const {
  const std::size_t n = end - first;
  const float* const value = value_.data() + first;
  const float* const slope_y = slope_y_.data() + first;
  const float* const slope_z = slope_z_.data() + first;
  const float* const gap = gaps_.data() + first;
  float* __restrict__ const length = out.length.data() + out.count;
  float* __restrict__ const dose = out.dose.data() + out.count;
  float* __restrict__ const along = out.along.data() + out.count;
  float* __restrict__ const across = out.across.data() + out.count;
  float* __restrict__ const up = out.up.data() + out.count;
  for (std::size_t i = 0; i < n; ++i) {
    length[i] = gap[i];
    dose[i] = 0.5F * (value[i] + value[i + 1]);
    along[i] = (value[i + 1] - value[i]) / gap[i];
    across[i] = 0.5F * (slope_y[i] + slope_y[i + 1]);
    up[i] = 0.5F * (slope_z[i] + slope_z[i + 1]);
  }
  for (std::size_t i = 0; i < n; ++i) out.from[out.count + i] = nodes_[first + i];
  out.count += n;
}

void Sampler::straight_pieces(double from, double to, Pieces& out) const {
  const double a = std::max(from, low_);
  const double b = std::min(to, high_);
  if (!inside_ || !(b > a)) {
    out.outside_mm += to - from;
    return;
  }
  out.outside_mm += (to - from) - (b - a);
  const double first = nodes_.front();
  const double last = nodes_.back();
  if (a < first) out.add(a, std::min(b, first), between(0, -1));
  double at = std::max(a, first);
  const double stop = std::min(b, last);
  if (at < stop) {
    std::size_t i = index_before(nodes_, at);
    const auto part_of = [&](double end) {
      const double middle = (at + end) / 2;
      out.add(at, end, between(i, static_cast<float>((middle - nodes_[i]) / static_cast<double>(gaps_[i]))));
      at = end;
    };
    if (at > nodes_[i]) {
      part_of(std::min(stop, nodes_[i + 1]));
      ++i;
    }
    std::size_t end = i;
    while (end + 1 < nodes_.size() && nodes_[end + 1] <= stop) ++end;
    if (end > i) {
      whole_pieces(i, end, out);
      at = nodes_[end];
      i = end;
    }
    if (at < stop) part_of(stop);
  }
  if (b > last) out.add(std::max(a, last), b, between(nodes_.size() - 1, 2));
}

namespace {

// Dose and its gradient along the grid's axes.
struct Local {
  double dose = 0;
  Vec3 gradient;
  bool inside = false;
};

Local local_dose(const DoseGrid& dose, Vec3 q) {
  const std::array<Place, 3> p{place_on(dose.positions[0], q.x), place_on(dose.positions[1], q.y),
                               place_on(dose.positions[2], q.z)};
  Local local;
  local.inside = p[0].inside && p[1].inside && p[2].inside;
  if (!local.inside) return local;
  double g[3] = {0, 0, 0};
  for (unsigned corner = 0; corner < 8; ++corner) {
    std::array<std::size_t, 3> n{};
    std::array<double, 3> weight{};
    for (std::size_t a = 0; a < 3; ++a) {
      const bool upper = (corner >> a & 1U) != 0;
      n[a] = p[a].index + (upper && p[a].per_mm > 0 ? 1 : 0);
      weight[a] = upper ? static_cast<double>(p[a].part) : 1 - static_cast<double>(p[a].part);
    }
    const auto value = static_cast<double>(dose.at(n[0], n[1], n[2]));
    local.dose += weight[0] * weight[1] * weight[2] * value;
    for (std::size_t a = 0; a < 3; ++a) {
      const double sign = (corner >> a & 1U) != 0 ? 1 : -1;
      g[a] += sign * static_cast<double>(p[a].per_mm) * weight[(a + 1) % 3] * weight[(a + 2) % 3] * value;
    }
  }
  local.gradient = {g[0], g[1], g[2]};
  return local;
}

}  // namespace

void Sampler::pieces(double from, double to, Pieces& out) {
  out.count = 0;
  out.outside_mm = 0;
  if (straight_) {
    out.reserve(nodes_.size() + 4);
    if (inside_ && !blended_) blend();
    return straight_pieces(from, to, out);
  }
  const auto count = static_cast<std::size_t>(std::max(1.0, std::round((to - from) / step_)));
  const double length = (to - from) / static_cast<double>(count);
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double at = from + static_cast<double>(i) * length;
    const DosePoint middle = point({at + length / 2, {}});
    if (middle.inside) {
      out.add(at, at + length, middle);
    } else {
      out.outside_mm += length;
    }
  }
}

DosePoint Sampler::straight_point(const Place& x) const {
  const std::size_t row = dose_.size(0);
  const std::size_t plane = row * dose_.size(1);
  const std::size_t right = x.per_mm > 0 ? 1 : 0;
  const std::size_t up_y = y_.per_mm > 0 ? row : 0;
  const std::size_t up_z = z_.per_mm > 0 ? plane : 0;
  const float* const p = dose_.values.data() + z_.index * plane + y_.index * row + x.index;
  const auto mixed = [&](const float* q, float& step) {
    const float near = q[0] + y_.part * (q[up_y] - q[0]);
    const float far = q[right] + y_.part * (q[up_y + right] - q[right]);
    step = far - near;
    return near + x.part * step;
  };
  const auto across = [&](const float* q) {
    return (q[up_y] - q[0]) + x.part * ((q[up_y + right] - q[right]) - (q[up_y] - q[0]));
  };
  float step_low = 0;
  float step_high = 0;
  const float low = mixed(p, step_low);
  const float high = mixed(p + up_z, step_high);
  const float across_low = across(p);
  return {low + z_.part * (high - low), (step_low + z_.part * (step_high - step_low)) * x.per_mm,
          (across_low + z_.part * (across(p + up_z) - across_low)) * y_.per_mm, (high - low) * z_.per_mm, true};
}

DosePoint Sampler::point(const Spot& spot) const {
  if (straight_) {
    if (!inside_ || !spot.place.inside) return {};
    return straight_point(spot.place);
  }
  const Vec3 along = dose_.frame.into(frame_.axis[0]);
  const Vec3 across = dose_.frame.into(frame_.axis[1]);
  const Vec3 up = dose_.frame.into(frame_.axis[2]);
  const Local local = local_dose(dose_, spot.u * along + v_ * across + w_ * up);
  if (!local.inside) return {};
  return {static_cast<float>(local.dose), static_cast<float>(dot(local.gradient, along)),
          static_cast<float>(dot(local.gradient, across)), static_cast<float>(dot(local.gradient, up)), true};
}

}  // namespace noms::dosimetry
