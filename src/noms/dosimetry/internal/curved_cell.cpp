// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/curved_cell.h"

#include <algorithm>
#include <cmath>

namespace noms::dosimetry {
namespace {

Node stepped(const DoseGrid& dose, Node node, std::size_t axis) {
  if (node[axis] + 1 < dose.size(axis)) ++node[axis];
  return node;
}

Node corner_of(const DoseGrid& dose, Node node, unsigned corner) {
  for (std::size_t a = 0; a < 3; ++a) {
    if ((corner >> a & 1U) != 0) node = stepped(dose, node, a);
  }
  return node;
}

// Second difference along an axis at a grid point; nothing at the ends of the grid.
double bend(const DoseGrid& dose, Node node, std::size_t axis) {
  if (node[axis] == 0 || node[axis] + 1 >= dose.size(axis)) return 0;
  const std::size_t stride = axis == 0 ? 1 : axis == 1 ? dose.size(0) : dose.size(0) * dose.size(1);
  const float* const here = dose.values.data() + (node[2] * dose.size(1) + node[1]) * dose.size(0) + node[0];
  return static_cast<double>(here[stride]) - 2 * static_cast<double>(*here) + static_cast<double>(*(here - stride));
}

// The smaller of two, and nothing where they differ in sign.
double agreed(double lower, double upper) {
  if (lower * upper <= 0) return 0;
  return std::fabs(lower) < std::fabs(upper) ? lower : upper;
}

}  // namespace

void CurvedCell::take(const DoseGrid& dose, Node node) {
  node_ = node;
  for (unsigned c = 0; c < 8; ++c) {
    const Node n = corner_of(dose, node, c);
    corner_[c] = static_cast<double>(dose.at(n[0], n[1], n[2]));
  }
  const auto [least, most] = std::minmax_element(corner_.begin(), corner_.end());
  least_ = *least;
  most_ = *most;
}

void CurvedCell::take_bends(const DoseGrid& dose) {
  bool within = true;
  for (std::size_t a = 0; a < 3; ++a) within = within && node_[a] > 0 && node_[a] + 2 < dose.size(a);
  within ? take_inner_bends(dose) : take_outer_bends(dose);
  reach_ = 0;
  for (std::size_t a = 0; a < 3; ++a) {
    double most = 0;
    for (unsigned c = 0; c < 8; ++c) most = std::max(most, std::fabs(bend_[a][c]));
    reach_ += most / 8;
  }
}

// Away from the ends of the grid every neighbour is there.
void CurvedCell::take_inner_bends(const DoseGrid& dose) {
  const std::array<std::size_t, 3> stride{1, dose.size(0), dose.size(0) * dose.size(1)};
  const float* const lowest = dose.values.data() + node_[2] * stride[2] + node_[1] * stride[1] + node_[0];
  for (std::size_t a = 0; a < 3; ++a) {
    const std::size_t s = stride[a];
    const std::size_t b = (a + 1) % 3;
    const std::size_t c = (a + 2) % 3;
    for (unsigned edge = 0; edge < 4; ++edge) {
      const bool up_b = (edge & 1U) != 0;
      const bool up_c = (edge & 2U) != 0;
      const float* const p = lowest + (up_b ? stride[b] : 0) + (up_c ? stride[c] : 0);
      const auto here = static_cast<double>(*p);
      const auto next = static_cast<double>(p[s]);
      const double lower = next - 2 * here + static_cast<double>(*(p - s));
      const double upper = static_cast<double>(p[2 * s]) - 2 * next + here;
      bend_[a][(up_b ? 1U << b : 0U) | (up_c ? 1U << c : 0U)] = agreed(lower, upper);
    }
  }
}

void CurvedCell::take_outer_bends(const DoseGrid& dose) {
  for (std::size_t a = 0; a < 3; ++a) {
    for (unsigned c = 0; c < 8; ++c) {
      if ((c >> a & 1U) != 0) continue;
      const Node n = corner_of(dose, node_, c);
      bend_[a][c] = agreed(bend(dose, n, a), bend(dose, stepped(dose, n, a), a));
    }
  }
}

double CurvedCell::at(const std::array<double, 3>& part) const {
  std::array<double, 4> along_x{};
  for (std::size_t i = 0; i < 4; ++i) along_x[i] = corner_[2 * i] + part[0] * (corner_[2 * i + 1] - corner_[2 * i]);
  const double low = along_x[0] + part[1] * (along_x[1] - along_x[0]);
  const double high = along_x[2] + part[1] * (along_x[3] - along_x[2]);
  double dose = low + part[2] * (high - low);
  unsigned nearest = 0;
  for (unsigned a = 0; a < 3; ++a) nearest |= part[a] > 0.5 ? 1U << a : 0U;
  for (unsigned a = 0; a < 3; ++a) dose -= part[a] * (1 - part[a]) / 2 * bend_[a][nearest & ~(1U << a)];
  return dose;
}

}  // namespace noms::dosimetry
