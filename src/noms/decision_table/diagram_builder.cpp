// SPDX-License-Identifier: Apache-2.0
// Compiles a model into a decision diagram: facts are given their values one after the other, and states in which the
// same is left to be decided become one node.
#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>

#include "noms/decision_table/diagram.h"

namespace noms::decision_table {
namespace {

constexpr std::size_t most_nodes = 1'000'000;

/// What is left to be decided: rows still alive a table, points a score, exclusions that may still come true, and the
/// cell so far.
struct State {
  std::vector<std::uint64_t> words;
  friend bool operator==(const State&, const State&) = default;
};

struct Hash {
  std::size_t operator()(const State& state) const {
    std::uint64_t h = 0x9E3779B97F4A7C15U;
    for (const std::uint64_t word : state.words) h = (h ^ word) * 0xFF51AFD7ED558CCDU, h ^= h >> 32U;
    return static_cast<std::size_t>(h);
  }
};

}  // namespace

class DiagramBuilder {
public:
  DiagramBuilder(const Model& model, const std::vector<VariableId>& cell_variables)
      : model_(model), cells_(cell_variables) {}

  Result<Diagram> build() {
    index();
    if (diagram_.cell_count_ > Cells::capacity) {
      return Issue{
          ErrorCode::KnowledgeValue, "knowledge",
          "the decisions have " + std::to_string(diagram_.cell_count_) + " combinations; at most 256 are supported"};
    }
    order_facts();
    if (order_.empty()) return Issue{ErrorCode::KnowledgeValue, "knowledge", "the tables read no fact of the case"};
    if (!expand())
      return Issue{ErrorCode::KnowledgeValue, "knowledge",
                   "the tables are too entangled: the decision diagram would pass a million nodes"};
    diagram_.layer_of_.assign(static_cast<std::size_t>(model_.vocabulary.size()), -1);
    reduce();
    if (diagram_.layers_[0].nodes == 0)
      return Issue{ErrorCode::KnowledgeValue, "knowledge", "the contradictions exclude every case"};
    diagram_.make_walk();
    return std::move(diagram_);
  }

private:
  struct Use {
    enum class Kind { Step, Score, Cell, Exclusion } kind;
    std::size_t which;
    std::size_t position;
  };

  void index() {
    const auto variables = static_cast<std::size_t>(model_.vocabulary.size());
    uses_.resize(variables);
    maker_.assign(variables, {Use::Kind::Cell, 0, 0});
    made_.assign(variables, false);
    for (std::size_t t = 0; t < model_.steps.size(); ++t) {
      for (std::size_t i = 0; i < model_.steps[t].inputs.size(); ++i)
        use(model_.steps[t].inputs[i], {Use::Kind::Step, t, i});
      make(model_.steps[t].outputs[0], {Use::Kind::Step, t, 0});
    }
    for (std::size_t s = 0; s < model_.scores.size(); ++s) {
      for (std::size_t i = 0; i < model_.scores[s].components.size(); ++i)
        use(model_.scores[s].components[i].variable, {Use::Kind::Score, s, i});
      make(model_.scores[s].category, {Use::Kind::Score, s, 0});
    }
    for (std::size_t x = 0; x < model_.impossible.size(); ++x) {
      for (std::size_t i = 0; i < model_.impossible[x].size(); ++i)
        use(model_.impossible[x][i].first, {Use::Kind::Exclusion, x, i});
    }
    diagram_.cell_variables_ = cells_;
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      use(cells_[c], {Use::Kind::Cell, c, 0});
      diagram_.strides_.push_back(diagram_.cell_count_);
      diagram_.sizes_.push_back(static_cast<int>(model_.vocabulary.at(cells_[c]).values.size()));
      diagram_.cell_count_ = std::min(diagram_.cell_count_ * diagram_.sizes_.back(), 100'000);
    }
  }
  void use(VariableId variable, Use use) { uses_[static_cast<std::size_t>(variable)].push_back(use); }
  void make(VariableId variable, Use use) {
    maker_[static_cast<std::size_t>(variable)] = use;
    made_[static_cast<std::size_t>(variable)] = true;
  }

  std::vector<VariableId> inputs_of(VariableId variable) const {
    const Use& maker = maker_[static_cast<std::size_t>(variable)];
    if (maker.kind == Use::Kind::Step) return model_.steps[maker.which].inputs;
    std::vector<VariableId> inputs;
    for (const auto& component : model_.scores[maker.which].components) inputs.push_back(component.variable);
    return inputs;
  }

  void collect(VariableId variable, std::vector<VariableId>& facts) const {
    if (!made_[static_cast<std::size_t>(variable)]) {
      if (std::ranges::find(facts, variable) == facts.end()) facts.push_back(variable);
      return;
    }
    auto inputs = inputs_of(variable);
    std::ranges::stable_sort(inputs, std::greater<>(), [&](VariableId v) { return fact_count(v); });
    for (const VariableId input : inputs) collect(input, facts);
  }
  std::size_t fact_count(VariableId variable) const {
    std::vector<VariableId> facts;
    if (!made_[static_cast<std::size_t>(variable)]) return 1;
    for (const VariableId input : inputs_of(variable)) collect(input, facts);
    return facts.size();
  }

  /// The decision with the most facts first, so that its many partial results are forgotten before the others begin;
  /// facts that only exclude others right behind those.
  void order_facts() {
    auto decisions = cells_;
    std::ranges::stable_sort(decisions, std::greater<>(), [&](VariableId v) { return fact_count(v); });
    for (const VariableId decision : decisions) collect(decision, order_);
    for (bool again = true; again;) {
      again = false;
      for (const auto& exclusion : model_.impossible) {
        for (const auto& [fact, set] : exclusion) {
          if (std::ranges::find(order_, fact) != order_.end()) continue;
          auto last = order_.end();
          for (const auto& [other, unused] : exclusion) {
            const auto at = std::ranges::find(order_, other);
            if (at != order_.end() && (last == order_.end() || at > last)) last = at;
          }
          order_.insert(last == order_.end() ? order_.begin() : last + 1,
                        fact);  // unconnected ones first, where the diagram is narrow
          again = true;
        }
      }
    }
  }

  // Layout of a state: steps, scores, exclusions (64 a word), cell.
  std::size_t score_word(std::size_t s) const { return model_.steps.size() + s; }
  std::size_t exclusion_word(std::size_t x) const { return model_.steps.size() + model_.scores.size() + x / 64; }
  std::size_t cell_word() const {
    return model_.steps.size() + model_.scores.size() + (model_.impossible.size() + 63) / 64;
  }

  State first_state() const {
    State state;
    for (const auto& table : model_.steps)
      state.words.push_back(ValueSet::first(static_cast<int>(table.rows.size())).bits);
    for (std::size_t s = 0; s < model_.scores.size(); ++s) state.words.push_back(0);
    for (std::size_t w = 0; w < (model_.impossible.size() + 63) / 64; ++w) state.words.push_back(~std::uint64_t{0});
    state.words.push_back(0);
    return state;
  }

  /// Gives a variable its value and follows what it completes. False when the facts exclude each other.
  bool assign(VariableId variable, int value, State& state, std::vector<int>& open) const {
    for (const Use& u : uses_[static_cast<std::size_t>(variable)]) {
      switch (u.kind) {
        case Use::Kind::Cell:
          state.words[cell_word()] +=
              static_cast<std::uint64_t>(value) * static_cast<std::uint64_t>(diagram_.strides_[u.which]);
          break;
        case Use::Kind::Exclusion: {
          std::uint64_t& word = state.words[exclusion_word(u.which)];
          const std::uint64_t bit = std::uint64_t{1} << (u.which % 64);
          if (!model_.impossible[u.which][u.position].second.contains(value)) word &= ~bit;
          if (--open[model_.steps.size() + model_.scores.size() + u.which] == 0 && (word & bit) != 0) return false;
          break;
        }
        case Use::Kind::Step: {
          const UniqueTable& table = model_.steps[u.which];
          std::uint64_t& alive = state.words[u.which];
          for (std::size_t r = 0; r < table.rows.size(); ++r) {
            if (!table.rows[r].cells[u.position].contains(value)) alive &= ~(std::uint64_t{1} << r);
          }
          if (--open[u.which] > 0) break;
          if (alive == 0) return false;  // the checks have proved that this does not happen
          const int output = table.rows[static_cast<std::size_t>(std::countr_zero(alive))].outputs[0];
          alive = 0;
          if (!assign(table.outputs[0], output, state, open)) return false;
          break;
        }
        case Use::Kind::Score: {
          const ScoreTable& score = model_.scores[u.which];
          std::uint64_t& total = state.words[score_word(u.which)];
          total += static_cast<std::uint64_t>(score.components[u.position].points[static_cast<std::size_t>(value)]);
          if (--open[model_.steps.size() + u.which] > 0) break;
          const int category = score.category_of(static_cast<int>(total));
          total = 0;
          if (category < 0 || !assign(score.category, category, state, open)) return false;
          break;
        }
      }
    }
    return true;
  }

  std::vector<int> open_counts() const {
    std::vector<int> open;
    for (const auto& table : model_.steps) open.push_back(static_cast<int>(table.inputs.size()));
    for (const auto& score : model_.scores) open.push_back(static_cast<int>(score.components.size()));
    for (const auto& exclusion : model_.impossible) open.push_back(static_cast<int>(exclusion.size()));
    return open;
  }

  struct Wide {
    VariableId fact;
    int values;
    std::vector<std::vector<std::int32_t>> nodes;  ///< per node, per value: node of the next layer, or -1
  };

  bool expand() {
    std::vector<State> now{first_state()};
    std::vector<std::vector<int>> open_now{open_counts()};
    std::size_t nodes = 0;
    for (std::size_t l = 0; l < order_.size(); ++l) {
      Wide wide{order_[l], static_cast<int>(model_.vocabulary.at(order_[l]).values.size()), {}};
      std::unordered_map<State, std::int32_t, Hash> known;
      std::vector<State> next;
      std::vector<std::vector<int>> open_next;
      for (std::size_t n = 0; n < now.size(); ++n) {
        auto& edges = wide.nodes.emplace_back();
        for (int value = 0; value < wide.values; ++value) {
          State state = now[n];
          std::vector<int> open = open_now[n];
          if (!assign(wide.fact, value, state, open)) {
            edges.push_back(-1);
            continue;
          }
          const auto [found, added] = known.emplace(std::move(state), static_cast<std::int32_t>(next.size()));
          if (added) {
            next.push_back(found->first);
            open_next.push_back(std::move(open));
          }
          edges.push_back(found->second);
        }
      }
      nodes += next.size();
      if (nodes > most_nodes) return false;
      wide_.push_back(std::move(wide));
      now = std::move(next);
      open_now = std::move(open_next);
    }
    for (const State& state : now) leaves_.push_back(static_cast<std::int32_t>(state.words[cell_word()]));
    return true;
  }

  /// Bottom up: nodes with equal edges become one, a node without any possible edge is impossible, and values that no
  /// node tells apart become one class.
  void reduce() {
    std::vector<std::int32_t> target = leaves_;
    std::vector<std::vector<std::vector<std::int32_t>>> kept(wide_.size());
    for (std::size_t l = wide_.size(); l-- > 0;) {
      std::map<std::vector<std::int32_t>, std::int32_t> known;
      std::vector<std::int32_t> renamed;
      for (auto& edges : wide_[l].nodes) {
        for (auto& edge : edges) edge = edge < 0 ? -1 : target[static_cast<std::size_t>(edge)];
        if (std::ranges::all_of(edges, [](std::int32_t e) { return e < 0; })) {
          renamed.push_back(-1);
          continue;
        }
        const auto [found, added] = known.emplace(edges, static_cast<std::int32_t>(kept[l].size()));
        if (added) kept[l].push_back(edges);
        renamed.push_back(found->second);
      }
      target = std::move(renamed);
    }
    int first = 0;
    for (std::size_t l = 0; l < wide_.size(); ++l) {
      const int next_first = first + static_cast<int>(kept[l].size());
      add_layer(wide_[l], kept[l], first, l + 1 == wide_.size() ? 0 : next_first);
      first = next_first;
    }
  }

  void add_layer(const Wide& wide, const std::vector<std::vector<std::int32_t>>& nodes, int first_node,
                 int next_first) {
    Diagram::Layer layer;
    layer.fact = wide.fact;
    layer.first_node = first_node;
    layer.nodes = static_cast<int>(nodes.size());
    layer.first_edge = diagram_.edges_.size();
    layer.first_class = diagram_.class_count_;
    layer.first_word = diagram_.word_count_;
    diagram_.word_count_ += (nodes.size() + 63) / 64;
    std::map<std::vector<std::int32_t>, int> classes;
    std::vector<int> representative;
    for (int value = 0; value < wide.values; ++value) {
      std::vector<std::int32_t> column;
      for (const auto& edges : nodes) column.push_back(edges[static_cast<std::size_t>(value)]);
      const auto [found, added] = classes.emplace(std::move(column), layer.classes);
      if (added) {
        ++layer.classes;
        representative.push_back(value);
        layer.values_of.emplace_back();
      }
      layer.class_of[static_cast<std::size_t>(value)] = static_cast<std::uint8_t>(found->second);
      auto& values = layer.values_of[static_cast<std::size_t>(found->second)];
      values = values | ValueSet::of(value);
    }
    diagram_.class_count_ += static_cast<std::size_t>(layer.classes);
    for (const auto& edges : nodes) {
      for (const int value : representative) {
        const std::int32_t edge = edges[static_cast<std::size_t>(value)];
        diagram_.edges_.push_back(edge < 0 ? Diagram::impossible : edge + next_first);
      }
      diagram_.node_layer_.push_back(static_cast<std::int32_t>(diagram_.layers_.size()));
    }
    diagram_.layer_of_[static_cast<std::size_t>(layer.fact)] = static_cast<int>(diagram_.layers_.size());
    diagram_.layers_.push_back(std::move(layer));
  }

  const Model& model_;
  std::vector<VariableId> cells_;
  std::vector<std::vector<Use>> uses_;
  std::vector<Use> maker_;
  std::vector<bool> made_;
  std::vector<VariableId> order_;
  std::vector<Wide> wide_;
  std::vector<std::int32_t> leaves_;
  Diagram diagram_;
};

Result<Diagram> Diagram::build(const Model& model, const std::vector<VariableId>& cell_variables) {
  return DiagramBuilder(model, cell_variables).build();
}

}  // namespace noms::decision_table
