// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/diagram.h"

#include <algorithm>

namespace noms::decision_table {

int Diagram::layer_of(VariableId fact) const {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (layers_[i].fact == fact) return static_cast<int>(i);
  }
  return -1;
}

bool Diagram::reachable_classes(const Layer& layer, const Possible& possible, std::uint64_t& classes) const {
  const ValueSet set = possible[static_cast<std::size_t>(layer.fact)];
  classes = 0;
  for (std::size_t c = 0; c < layer.values_of.size(); ++c) {
    if (!(layer.values_of[c] & set).empty()) classes |= std::uint64_t{1} << c;
  }
  return classes != 0;
}

Cells Diagram::cells(const Possible& possible, Sweep& scratch) const {
  Cells cells;
  scratch.reached.assign(node_layer_.size(), 0);
  scratch.reached[0] = 1;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer& layer = layers_[l];
    std::uint64_t classes = 0;
    if (!reachable_classes(layer, possible, classes)) return {};
    const bool last = l + 1 == layers_.size();
    for (int n = 0; n < layer.nodes; ++n) {
      if (scratch.reached[static_cast<std::size_t>(layer.first_node + n)] == 0) continue;
      const std::int32_t* edges = &edges_[layer.first_edge + static_cast<std::size_t>(n * layer.classes)];
      for (std::uint64_t c = classes; c != 0; c &= c - 1) {
        const std::int32_t next = edges[std::countr_zero(c)];
        if (next == impossible) continue;
        if (last) {
          cells.add(next);
        } else {
          scratch.reached[static_cast<std::size_t>(next)] = 1;
        }
      }
    }
  }
  return cells;
}

void Diagram::sweep(const Possible& possible, Sweep& sweep) const {
  sweep.ahead.resize(node_layer_.size());
  sweep.cells = cells(possible, sweep);
  for (std::size_t l = layers_.size(); l-- > 0;) {
    const Layer& layer = layers_[l];
    std::uint64_t classes = 0;
    reachable_classes(layer, possible, classes);
    const bool last = l + 1 == layers_.size();
    for (int n = 0; n < layer.nodes; ++n) {
      const auto node = static_cast<std::size_t>(layer.first_node + n);
      if (sweep.reached[node] == 0) continue;
      const std::int32_t* edges = &edges_[layer.first_edge + static_cast<std::size_t>(n * layer.classes)];
      Cells ahead;
      for (std::uint64_t c = classes; c != 0; c &= c - 1) {
        const std::int32_t next = edges[std::countr_zero(c)];
        if (next == impossible) continue;
        if (last) {
          ahead.add(next);
        } else {
          ahead |= sweep.ahead[static_cast<std::size_t>(next)];
        }
      }
      sweep.ahead[node] = ahead;
    }
  }
}

Cells Diagram::after(const Sweep& sweep, int layer_index, int value_class) const {
  const Layer& layer = layers_[static_cast<std::size_t>(layer_index)];
  const bool last = static_cast<std::size_t>(layer_index) + 1 == layers_.size();
  Cells cells;
  for (int n = 0; n < layer.nodes; ++n) {
    if (sweep.reached[static_cast<std::size_t>(layer.first_node + n)] == 0) continue;
    const std::int32_t next = edges_[layer.first_edge + static_cast<std::size_t>(n * layer.classes + value_class)];
    if (next == impossible) continue;
    if (last) {
      cells.add(next);
    } else {
      cells |= sweep.ahead[static_cast<std::size_t>(next)];
    }
  }
  return cells;
}

bool Diagram::pivotal(const Possible& possible, const Sweep& sweep, int layer_index, const std::vector<std::uint8_t>& answer) const {
  const Layer& layer = layers_[static_cast<std::size_t>(layer_index)];
  std::uint64_t classes = 0;
  reachable_classes(layer, possible, classes);
  std::vector<std::pair<std::int32_t, std::int32_t>> seen;
  for (int n = 0; n < layer.nodes; ++n) {
    if (sweep.reached[static_cast<std::size_t>(layer.first_node + n)] == 0) continue;
    const std::int32_t* edges = &edges_[layer.first_edge + static_cast<std::size_t>(n * layer.classes)];
    for (std::uint64_t a = classes; a != 0; a &= a - 1) {
      for (std::uint64_t b = a & (a - 1); b != 0; b &= b - 1) {
        if (differ(possible, static_cast<std::size_t>(layer_index) + 1, edges[std::countr_zero(a)], edges[std::countr_zero(b)], answer, seen)) return true;
      }
    }
  }
  return false;
}

/// Can one and the same rest of the case lead u and v to different answers?
bool Diagram::differ(const Possible& possible, std::size_t l, std::int32_t u, std::int32_t v, const std::vector<std::uint8_t>& answer,
                     std::vector<std::pair<std::int32_t, std::int32_t>>& seen) const {
  if (u == v || u == impossible || v == impossible) return false;
  if (l == layers_.size()) return answer[static_cast<std::size_t>(u)] != answer[static_cast<std::size_t>(v)];
  const auto pair = std::minmax(u, v);
  if (std::ranges::find(seen, std::pair<std::int32_t, std::int32_t>(pair)) != seen.end()) return false;
  seen.emplace_back(pair);
  const Layer& layer = layers_[l];
  std::uint64_t classes = 0;
  reachable_classes(layer, possible, classes);
  const std::int32_t* first = &edges_[layer.first_edge + static_cast<std::size_t>((u - layer.first_node) * layer.classes)];
  const std::int32_t* second = &edges_[layer.first_edge + static_cast<std::size_t>((v - layer.first_node) * layer.classes)];
  for (std::uint64_t c = classes; c != 0; c &= c - 1) {
    const int at = std::countr_zero(c);
    if (differ(possible, l + 1, first[at], second[at], answer, seen)) return true;
  }
  return false;
}

void Diagram::make_walk() {
  walk_edges_.assign(64, 0);
  std::vector<std::uint32_t> offset(node_layer_.size());
  std::uint32_t at = 64;
  for (const Layer& layer : layers_) {
    walk_.push_back({layer.class_of, layer.fact});
    for (int n = 0; n < layer.nodes; ++n) {
      offset[static_cast<std::size_t>(layer.first_node + n)] = at;
      at += static_cast<std::uint32_t>(layer.classes);
    }
  }
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer& layer = layers_[l];
    const bool last = l + 1 == layers_.size();
    for (std::size_t e = 0; e < static_cast<std::size_t>(layer.nodes * layer.classes); ++e) {
      const std::int32_t next = edges_[layer.first_edge + e];
      walk_edges_.push_back(next == impossible ? 0 : last ? static_cast<std::uint32_t>(next) + 1 : offset[static_cast<std::size_t>(next)]);
    }
  }
  first_state_ = 64;
}

}  // namespace noms::decision_table
