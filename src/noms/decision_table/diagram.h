// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "noms/decision_table/model.h"
#include "noms/decision_table/pair_memo.h"

namespace noms::decision_table {

/// What is possible for every variable of a vocabulary, by its position.
using Possible = std::vector<ValueSet>;

/// A set of cells: the combinations of values of the decisions that the final tables read. At most 256.
struct Cells {
  static constexpr int capacity = 256;
  std::array<std::uint64_t, 4> words{};

  void add(int cell) {
    words[static_cast<std::size_t>(cell) / 64] |= std::uint64_t{1} << (static_cast<unsigned>(cell) % 64);
  }
  bool contains(int cell) const {
    return ((words[static_cast<std::size_t>(cell) / 64] >> (static_cast<unsigned>(cell) % 64)) & 1U) != 0;
  }
  bool empty() const { return (words[0] | words[1] | words[2] | words[3]) == 0; }
  bool meets(const Cells& o) const {
    return ((words[0] & o.words[0]) | (words[1] & o.words[1]) | (words[2] & o.words[2]) | (words[3] & o.words[3])) != 0;
  }
  bool within(const Cells& o) const {
    return ((words[0] & ~o.words[0]) | (words[1] & ~o.words[1]) | (words[2] & ~o.words[2]) |
            (words[3] & ~o.words[3])) == 0;
  }
  void operator|=(const Cells& o) {
    for (std::size_t i = 0; i < words.size(); ++i) words[i] |= o.words[i];
  }
  friend Cells operator&(Cells a, const Cells& b) {
    for (std::size_t i = 0; i < a.words.size(); ++i) a.words[i] &= b.words[i];
    return a;
  }
  friend Cells operator-(Cells a, const Cells& b) {
    for (std::size_t i = 0; i < a.words.size(); ++i) a.words[i] &= ~b.words[i];
    return a;
  }
  friend bool operator==(const Cells&, const Cells&) = default;
};

/// A fact with the values that are left of those a sweep had.
struct Narrowed {
  VariableId fact = -1;
  ValueSet set;
};

/// The chain of tables from facts to cells, compiled to one reduced decision diagram: a layer a fact, an edge a class
/// of its values, a leaf a cell. Because every fact is read once, walking the edges that are still possible gives
/// exactly the cells that some completion reaches, also where one fact feeds several tables or several facts exclude
/// each other.
class Diagram {
public:
  /// A sweep's memory, reused from case to case so that nothing is allocated.
  struct Sweep {
    std::vector<std::uint64_t> classes;  ///< per layer: the classes still possible, as bits
    std::vector<std::uint64_t> reached;  ///< per node, as bits; a layer begins a word
    std::vector<std::uint64_t> ahead;    ///< per reached node: the marks of the cells that can still come
    std::vector<std::uint64_t> after;    ///< per class of a layer: the marks that remain when its fact is of that class
    Cells cells;                         ///< of the whole case; empty when the facts exclude each other
    std::vector<Cells> cells_ahead;      ///< as `ahead` and `after`, with the cells themselves: see sweep_cells()
    std::vector<Cells> cells_after;
    PairMemo differ;  ///< for the marks of `ahead`: pairs of nodes that one rest of the case leads to different marks
  };

  struct Layer {
    VariableId fact = -1;
    int classes = 0;
    std::array<std::uint8_t, 64> class_of{};  ///< per value
    std::vector<ValueSet> values_of;          ///< per class
    int first_node = 0;
    int nodes = 0;
    std::size_t first_word = 0;   ///< into Sweep::reached
    std::size_t first_edge = 0;   ///< into edges_: node * classes + class
    std::size_t first_class = 0;  ///< into Sweep::after
  };

  /// Errors: KnowledgeValue when the decisions have more than 256 cells, or the diagram more than a million nodes.
  static Result<Diagram> build(const Model& model, const std::vector<VariableId>& cell_variables);

  /// Forward: the nodes and cells that some completion of `possible` reaches.
  Cells cells(const Possible& possible, Sweep& sweep) const;
  /// Forward, then backward with a mark for every cell (one bit, such as the number of its answer).
  void sweep(const Possible& possible, const std::vector<std::uint64_t>& marks, Sweep& sweep) const;
  /// Backward again over the nodes reached, with other marks.
  void sweep_back(const std::vector<std::uint64_t>& marks, Sweep& sweep) const;
  /// Backward again with the cells themselves, for cells_after().
  void sweep_cells(Sweep& sweep) const;
  /// The cells that remain when the layer's fact has one of `values`. After sweep_cells().
  Cells cells_after(const Sweep& sweep, const Layer& layer, ValueSet values) const {
    Cells cells;
    for (std::size_t c = 0; c < layer.values_of.size(); ++c) {
      if (!(layer.values_of[c] & values).empty()) cells |= sweep.cells_after[layer.first_class + c];
    }
    return cells;
  }
  /// The same for several facts at once, each of a layer; puts them in the order of their layers. After sweep_cells().
  Cells cells_after(const Sweep& sweep, std::vector<Narrowed>& facts, Sweep& scratch) const;
  /// The cell of a complete case, or -1 when its facts exclude each other. `values` by variable.
  int cell(const std::uint8_t* values) const {
    std::size_t state = first_state_;
    for (const auto& stride : strides_taken_) {
      for (std::size_t s = stride.begin; s < stride.end; ++s) state += walk_[s].edge_of[values[walk_[s].fact]];
      state = walk_edges_[state];
    }
    return static_cast<int>(state) - 1;
  }

  /// Layer of a fact, or -1 when the decisions do not depend on it.
  int layer_of(VariableId fact) const { return layer_of_[static_cast<std::size_t>(fact)]; }
  const std::vector<Layer>& layers() const { return layers_; }

  /// Marks of the cells that remain when the layer's fact is of that class; 0 when that is impossible. After sweep().
  std::uint64_t after(const Sweep& sweep, const Layer& layer, std::size_t value_class) const {
    return sweep.after[layer.first_class + value_class];
  }

  /// True when two values of the layer's fact, all else being the same, can give cells with different marks. After
  /// sweep() with the same marks.
  bool pivotal(Sweep& sweep, int layer, const std::vector<std::uint64_t>& marks) const;

  int node_count() const { return static_cast<int>(node_layer_.size()); }
  const std::vector<VariableId>& cell_variables() const { return cell_variables_; }
  int cell_count() const { return cell_count_; }
  /// The value a cell has for its n-th variable.
  int value_in(int cell, std::size_t n) const { return (cell / strides_[n]) % sizes_[n]; }

private:
  friend class DiagramBuilder;
  static constexpr std::int32_t impossible = -1;
  struct Step {
    std::array<std::uint8_t, 64> edge_of;  ///< per value of the fact: what it adds to the number of the edge
    VariableId fact;
  };
  /// Several layers taken at once: their classes together number the edges.
  struct Stride {
    std::size_t begin;
    std::size_t end;
  };

  template <typename Use>
  void for_each_edge(const Layer& layer, const std::vector<std::uint64_t>& reached, std::uint64_t classes,
                     Use use) const;
  static void reach(const Layer& layer, std::int32_t node, std::vector<std::uint64_t>& reached);
  template <typename Mark, typename MarkOfCell>
  void back(const Sweep& sweep, const MarkOfCell& mark_of_cell, std::vector<Mark>& ahead,
            std::vector<Mark>& after) const;
  bool differ(Sweep& sweep, std::size_t layer, std::int32_t u, std::int32_t v,
              const std::vector<std::uint64_t>& marks) const;
  const std::int32_t* edges_of(const Layer& layer, int node) const {
    return &edges_[layer.first_edge + static_cast<std::size_t>(node * layer.classes)];
  }
  void make_walk();
  std::int32_t follow(std::size_t layer, std::size_t end, std::int32_t node, std::size_t edge,
                      const std::vector<std::size_t>& weights) const;

  std::vector<Layer> layers_;
  std::vector<int> layer_of_;  ///< per variable
  std::vector<std::int32_t>
      edges_;  ///< node of the next layer (global number), cell in the last layer, or `impossible`
  std::vector<std::int32_t> node_layer_;
  std::vector<VariableId> cell_variables_;
  std::vector<int> strides_;
  std::vector<int> sizes_;
  int cell_count_ = 1;
  // The same diagram for complete cases, several layers a stride: an edge is the offset of the next node's edges, a
  // leaf is cell + 1, and 64 zeros at the start swallow what is impossible.
  std::vector<Step> walk_;
  std::vector<Stride> strides_taken_;
  std::vector<std::uint32_t> walk_edges_;
  std::size_t first_state_ = 0;
  std::size_t class_count_ = 0;
  std::size_t word_count_ = 0;
};

}  // namespace noms::decision_table
