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

Sampler::Sampler(const DoseGrid& dose, const Frame& frame, const Raster& raster)
    : dose_(dose), frame_(frame), raster_(raster), straight_(is_patient_frame(frame) && is_patient_frame(dose.frame)) {
  if (!straight_) return;
  for (std::size_t x = 0; x < raster.columns; ++x) {
    columns_.push_back(place_on(dose.positions[0], raster.low.x + (static_cast<double>(x) + 0.5) * raster.size));
  }
  value_.resize(dose.size(0) + 1);
  slope_y_.resize(dose.size(0) + 1);
  slope_z_.resize(dose.size(0) + 1);
}

void Sampler::row(double w, std::size_t y, std::size_t begin, std::size_t end, Row& out) {
  out.dose.resize(raster_.columns);
  out.along.resize(raster_.columns);
  out.across.resize(raster_.columns);
  out.up.resize(raster_.columns);
  out.inside.resize(raster_.columns);
  const double v = raster_.low.y + (static_cast<double>(y) + 0.5) * raster_.size;
  if (!straight_) return oblique(w, v, begin, end, out);
  straight(place_on(dose_.positions[2], w), place_on(dose_.positions[1], v), begin, end, out);
}

void Sampler::straight(const Place& z, const Place& y, std::size_t begin, std::size_t end, Row& out) {
  if (!z.inside || !y.inside) {
    std::fill(out.inside.begin() + static_cast<std::ptrdiff_t>(begin),
              out.inside.begin() + static_cast<std::ptrdiff_t>(end), '\0');
    return;
  }
  const std::size_t nx = dose_.size(0);
  const std::size_t up_y = y.index + (y.per_mm > 0 ? 1 : 0);
  const std::size_t up_z = z.index + (z.per_mm > 0 ? 1 : 0);
  const float* a = dose_.values.data() + (z.index * dose_.size(1) + y.index) * nx;
  const float* b = dose_.values.data() + (z.index * dose_.size(1) + up_y) * nx;
  const float* c = dose_.values.data() + (up_z * dose_.size(1) + y.index) * nx;
  const float* d = dose_.values.data() + (up_z * dose_.size(1) + up_y) * nx;
  const std::size_t first = columns_[begin].index;
  const std::size_t last = std::min(columns_[end - 1].index + 1, nx - 1);
  for (std::size_t i = first; i <= last; ++i) {
    const float lower = a[i] + y.part * (b[i] - a[i]);
    const float upper = c[i] + y.part * (d[i] - c[i]);
    value_[i] = lower + z.part * (upper - lower);
    slope_z_[i] = (upper - lower) * z.per_mm;
    slope_y_[i] = ((b[i] - a[i]) + z.part * ((d[i] - c[i]) - (b[i] - a[i]))) * y.per_mm;
  }
  value_[last + 1] = value_[last];
  slope_y_[last + 1] = slope_y_[last];
  slope_z_[last + 1] = slope_z_[last];
  for (std::size_t x = begin; x < end; ++x) {
    const Place& column = columns_[x];
    const std::size_t i = column.index;
    const float step = value_[i + 1] - value_[i];
    out.dose[x] = value_[i] + column.part * step;
    out.along[x] = step * column.per_mm;
    out.across[x] = slope_y_[i] + column.part * (slope_y_[i + 1] - slope_y_[i]);
    out.up[x] = slope_z_[i] + column.part * (slope_z_[i + 1] - slope_z_[i]);
    out.inside[x] = column.inside ? 1 : 0;
  }
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

void Sampler::oblique(double w, double v, std::size_t begin, std::size_t end, Row& out) const {
  const Vec3 along = dose_.frame.into(frame_.axis[0]);
  const Vec3 across = dose_.frame.into(frame_.axis[1]);
  const Vec3 up = dose_.frame.into(frame_.axis[2]);
  for (std::size_t x = begin; x < end; ++x) {
    const double u = raster_.low.x + (static_cast<double>(x) + 0.5) * raster_.size;
    const Local local = local_dose(dose_, u * along + v * across + w * up);
    out.inside[x] = local.inside ? 1 : 0;
    out.dose[x] = static_cast<float>(local.dose);
    out.along[x] = static_cast<float>(dot(local.gradient, along));
    out.across[x] = static_cast<float>(dot(local.gradient, across));
    out.up[x] = static_cast<float>(dot(local.gradient, up));
  }
}

}  // namespace noms::dosimetry
