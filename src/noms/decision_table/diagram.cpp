// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/diagram.h"

#include <algorithm>

namespace noms::decision_table {

namespace {

/// The classes of a layer that hold a possible value, as bits.
std::uint64_t classes_of(const Diagram::Layer& layer, ValueSet set) {
  if (set.is_one()) return std::uint64_t{1} << layer.class_of[static_cast<std::size_t>(set.lowest())];
  std::uint64_t classes = 0;
  for (std::size_t c = 0; c < layer.values_of.size(); ++c) {
    if (!(layer.values_of[c] & set).empty()) classes |= std::uint64_t{1} << c;
  }
  return classes;
}

}  // namespace

/// The nodes and cells behind the edges of these classes, from every node of the layer that was reached.
template <typename Use>
void Diagram::for_each_edge(const Layer& layer, const std::vector<std::uint64_t>& reached, std::uint64_t classes,
                            Use use) const {
  for (int from = 0; from < layer.nodes; from += 64) {
    for (std::uint64_t nodes = reached[layer.first_word + static_cast<std::size_t>(from) / 64]; nodes != 0;
         nodes &= nodes - 1) {
      const std::int32_t* edges = edges_of(layer, from + std::countr_zero(nodes));
      for (std::uint64_t c = classes; c != 0; c &= c - 1) {
        if (const std::int32_t next = edges[std::countr_zero(c)]; next != impossible) use(next);
      }
    }
  }
}

void Diagram::reach(const Layer& layer, std::int32_t node, std::vector<std::uint64_t>& reached) {
  const auto at = static_cast<unsigned>(node - layer.first_node);
  reached[layer.first_word + at / 64] |= std::uint64_t{1} << (at % 64);
}

Cells Diagram::cells(const Possible& possible, Sweep& sweep) const {
  Cells cells;
  sweep.classes.resize(layers_.size());
  sweep.reached.assign(word_count_, 0);
  sweep.reached[0] = 1;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer& layer = layers_[l];
    const std::uint64_t classes = classes_of(layer, possible[static_cast<std::size_t>(layer.fact)]);
    sweep.classes[l] = classes;
    const Layer* next_layer = l + 1 < layers_.size() ? &layers_[l + 1] : nullptr;
    for_each_edge(layer, sweep.reached, classes, [&](std::int32_t next) {
      if (next_layer == nullptr) {
        cells.add(next);
      } else {
        reach(*next_layer, next, sweep.reached);
      }
    });
  }
  return cells;
}

void Diagram::sweep(const Possible& possible, const std::vector<std::uint64_t>& marks, Sweep& sweep) const {
  sweep.cells = cells(possible, sweep);
  sweep_back(marks, sweep);
}

/// Over the nodes reached, from the cells to the first layer: what can still come behind each node, and what remains
/// for each class of a layer's fact.
template <typename Mark, typename MarkOfCell>
void Diagram::back(const Sweep& sweep, const MarkOfCell& mark_of_cell, std::vector<Mark>& ahead,
                   std::vector<Mark>& after) const {
  ahead.resize(node_layer_.size());
  after.assign(class_count_, Mark{});
  for (std::size_t l = layers_.size(); l-- > 0;) {
    const Layer& layer = layers_[l];
    const std::uint64_t classes = sweep.classes[l];
    const bool last = l + 1 == layers_.size();
    for (int from = 0; from < layer.nodes; from += 64) {
      for (std::uint64_t nodes = sweep.reached[layer.first_word + static_cast<std::size_t>(from) / 64]; nodes != 0;
           nodes &= nodes - 1) {
        const int node = from + std::countr_zero(nodes);
        const std::int32_t* edges = edges_of(layer, node);
        Mark all{};
        for (std::uint64_t c = classes; c != 0; c &= c - 1) {
          const std::int32_t next = edges[std::countr_zero(c)];
          if (next == impossible) continue;
          const Mark mark = last ? mark_of_cell(next) : ahead[static_cast<std::size_t>(next)];
          after[layer.first_class + static_cast<std::size_t>(std::countr_zero(c))] |= mark;
          all |= mark;
        }
        ahead[static_cast<std::size_t>(layer.first_node + node)] = all;
      }
    }
  }
}

void Diagram::sweep_back(const std::vector<std::uint64_t>& marks, Sweep& sweep) const {
  sweep.differ.clear();
  back(
      sweep, [&](std::int32_t cell) { return marks[static_cast<std::size_t>(cell)]; }, sweep.ahead, sweep.after);
}

void Diagram::sweep_cells(Sweep& sweep) const {
  const auto alone = [](std::int32_t cell) {
    Cells cells;
    cells.add(cell);
    return cells;
  };
  back(sweep, alone, sweep.cells_ahead, sweep.cells_after);
}

Cells Diagram::cells_after(const Sweep& sweep, std::vector<Narrowed>& facts, Sweep& scratch) const {
  // Before the first of the facts the nodes are those of the sweep; behind the last what can come is known.
  std::ranges::sort(facts, {}, [&](const Narrowed& one) { return layer_of(one.fact); });
  const auto first = static_cast<std::size_t>(layer_of(facts.front().fact));
  const auto last = static_cast<std::size_t>(layer_of(facts.back().fact));
  scratch.reached.assign(word_count_, 0);
  const auto words_of = [&](std::size_t l) { return layers_[l].first_word; };
  std::copy_n(sweep.reached.begin() + static_cast<std::ptrdiff_t>(words_of(first)),
              (static_cast<std::size_t>(layers_[first].nodes) + 63) / 64,
              scratch.reached.begin() + static_cast<std::ptrdiff_t>(words_of(first)));
  Cells cells;
  auto fact = facts.begin();
  for (std::size_t l = first; l <= last; ++l) {
    const Layer& layer = layers_[l];
    std::uint64_t classes = sweep.classes[l];
    if (fact->fact == layer.fact) classes = classes_of(layer, (fact++)->set);
    for_each_edge(layer, scratch.reached, classes, [&](std::int32_t next) {
      if (l + 1 == layers_.size()) {
        cells.add(next);
      } else if (l == last) {
        cells |= sweep.cells_ahead[static_cast<std::size_t>(next)];
      } else {
        reach(layers_[l + 1], next, scratch.reached);
      }
    });
  }
  return cells;
}

bool Diagram::pivotal(Sweep& sweep, int layer_index, const std::vector<std::uint64_t>& marks) const {
  const Layer& layer = layers_[static_cast<std::size_t>(layer_index)];
  const std::uint64_t classes = sweep.classes[static_cast<std::size_t>(layer_index)];
  if (is_single(classes)) return false;
  for (int from = 0; from < layer.nodes; from += 64) {
    for (std::uint64_t nodes = sweep.reached[layer.first_word + static_cast<std::size_t>(from) / 64]; nodes != 0;
         nodes &= nodes - 1) {
      const int node = from + std::countr_zero(nodes);
      if (is_single(sweep.ahead[static_cast<std::size_t>(layer.first_node + node)])) continue;
      const std::int32_t* edges = edges_of(layer, node);
      for (std::uint64_t a = classes; a != 0; a &= a - 1) {
        for (std::uint64_t b = a & (a - 1); b != 0; b &= b - 1) {
          if (differ(sweep, static_cast<std::size_t>(layer_index) + 1, edges[std::countr_zero(a)],
                     edges[std::countr_zero(b)], marks))
            return true;
        }
      }
    }
  }
  return false;
}

/// Can one and the same rest of the case lead u and v to different marks?
bool Diagram::differ(Sweep& sweep, std::size_t l, std::int32_t u, std::int32_t v,
                     const std::vector<std::uint64_t>& marks) const {
  if (u == v || u == impossible || v == impossible) return false;
  if (l == layers_.size()) return marks[static_cast<std::size_t>(u)] != marks[static_cast<std::size_t>(v)];
  const std::uint64_t both = sweep.ahead[static_cast<std::size_t>(u)] | sweep.ahead[static_cast<std::size_t>(v)];
  if (is_single(both)) return false;
  if (u > v) std::swap(u, v);
  if (const auto known = sweep.differ.find(u, v)) return *known;
  const Layer& layer = layers_[l];
  const std::int32_t* first = edges_of(layer, u - layer.first_node);
  const std::int32_t* second = edges_of(layer, v - layer.first_node);
  bool found = false;
  for (std::uint64_t c = sweep.classes[l]; c != 0 && !found; c &= c - 1) {
    const int at = std::countr_zero(c);
    found = differ(sweep, l + 1, first[at], second[at], marks);
  }
  sweep.differ.set(u, v, found);
  return found;
}

/// The node or cell behind an edge of a stride, whose number is made of the classes of its layers; `impossible` if
/// there is none.
std::int32_t Diagram::follow(std::size_t layer, std::size_t end, std::int32_t node, std::size_t edge,
                             const std::vector<std::size_t>& weights) const {
  for (std::size_t l = layer; l < end && node != impossible; ++l) {
    const std::size_t value_class = (edge / weights[l]) % static_cast<std::size_t>(layers_[l].classes);
    node = edges_[layers_[l].first_edge +
                  static_cast<std::size_t>((node - layers_[l].first_node) * layers_[l].classes) + value_class];
  }
  return node;
}

void Diagram::make_walk() {
  constexpr std::size_t most_edges = 64;  // of one node in one stride
  std::vector<std::size_t> weights(layers_.size());
  std::vector<std::size_t> starts{0};
  std::size_t edges = 1;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const auto classes = static_cast<std::size_t>(layers_[l].classes);
    if (edges > 1 && edges * classes > most_edges) {
      starts.push_back(l);
      edges = 1;
    }
    weights[l] = edges;
    edges *= classes;
  }
  starts.push_back(layers_.size());

  std::vector<std::uint32_t> offset(node_layer_.size());
  std::uint32_t at = most_edges;
  std::vector<std::size_t> widths;
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
    const Layer& last = layers_[starts[s + 1] - 1];
    widths.push_back(weights[starts[s + 1] - 1] * static_cast<std::size_t>(last.classes));
    const Layer& first = layers_[starts[s]];
    for (int n = 0; n < first.nodes; ++n) {
      offset[static_cast<std::size_t>(first.first_node + n)] = at;
      at += static_cast<std::uint32_t>(widths.back());
    }
  }
  walk_edges_.assign(most_edges, 0);
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
    const Layer& first = layers_[starts[s]];
    const bool last = starts[s + 1] == layers_.size();
    for (int n = 0; n < first.nodes; ++n) {
      for (std::size_t edge = 0; edge < widths[s]; ++edge) {
        const std::int32_t next = follow(starts[s], starts[s + 1], first.first_node + n, edge, weights);
        walk_edges_.push_back(next == impossible ? 0
                              : last             ? static_cast<std::uint32_t>(next) + 1
                                                 : offset[static_cast<std::size_t>(next)]);
      }
    }
  }
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    Step step{{}, layers_[l].fact};
    for (std::size_t v = 0; v < step.edge_of.size(); ++v)
      step.edge_of[v] = static_cast<std::uint8_t>(layers_[l].class_of[v] * weights[l]);
    walk_.push_back(step);
  }
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) strides_taken_.push_back({starts[s], starts[s + 1]});
  first_state_ = most_edges;
}

}  // namespace noms::decision_table
