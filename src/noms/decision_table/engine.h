// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "noms/decision_table/diagram.h"

namespace noms::decision_table {

/// The points a score can still reach.
struct ScoreReach {
  int lowest = 0;
  int highest = 0;
  ValueSet categories;  ///< of the totals that some completion reaches, not of all between lowest and highest
};

/// A fact that could still change the answer of a final table, and what each of its values would leave.
struct Question {
  struct Leaves {
    ValueSet values;            ///< values of the fact that leave the same
    std::uint64_t answers = 0;  ///< answers still possible, by number
  };
  VariableId fact = -1;
  double mean_remaining = 0;  ///< mean number of answers left over the possible values, each counted once
  int worst_remaining = 0;
  bool decides = false;  ///< every value leaves one answer
  std::vector<Leaves> leaves;
};

/// What the compiled engine says about a complete case.
struct Complete {
  int cell = -1;                        ///< -1: the facts exclude each other
  std::array<std::uint64_t, 2> ways{};  ///< ways of rules that fire, in the order of `Engine::ways()`
};

/// Tables compiled to bit masks and one decision diagram. Everything it says about a case with facts missing is exact:
/// nothing that no completion reaches, and everything that one does. Holds no case; one engine serves any number of
/// threads, each with its Workspace.
class Engine {
public:
  struct Workspace {
    Diagram::Sweep sweep;
    bool has_cells_after = false;  ///< sweep_cells() was done for the sweep
    Diagram::Sweep scratch;
    std::vector<Narrowed> restriction;
    std::vector<Narrowed> narrowed;
  };

  Engine() = default;
  Engine(Engine&&) = default;
  Engine& operator=(Engine&&) = default;
  Engine(const Engine&) = delete;  ///< `ways()` points into the model
  Engine& operator=(const Engine&) = delete;
  ~Engine() = default;

  /// Errors: KnowledgeValue when a rule names a decision that cannot be told from the cells, when tables go in a
  /// circle, or when there are more than 128 ways.
  static Result<Engine> compile(Model model);

  const Model& model() const { return model_; }
  const Diagram& diagram() const { return diagram_; }

  /// Nothing recorded: every value of every variable.
  Possible everything() const;

  /// Narrows the facts to what some completion allows, fills every decision with the values that some completion
  /// reaches, and leaves the sweep in the workspace for the questions below. False when the facts exclude each other.
  bool reach(Possible& possible, Workspace& workspace) const;

  /// True when a table reads the fact; false for facts that only exclude others.
  bool is_read(VariableId fact) const { return read_[static_cast<std::size_t>(fact)]; }

  /// Numbers of the rows of a final table that can fire in these cells.
  std::uint64_t rows(std::size_t final_table, const Cells& cells) const;
  /// Distinct outputs of a final table, numbered in the order of its rows.
  const std::vector<std::vector<int>>& answers(std::size_t final_table) const { return finals_[final_table].answers; }
  std::uint64_t answers_in(std::size_t final_table, const Cells& cells) const;
  /// The number of the answer a row gives.
  std::size_t answer_of_row(std::size_t final_table, std::size_t row) const {
    return finals_[final_table].answer_of_row[row];
  }
  /// Per cell, the number of its answer as a bit: the marks of a sweep.
  const std::vector<std::uint64_t>& marks(std::size_t final_table) const { return finals_[final_table].mark_of_cell; }
  /// The cells in which a final table gives that answer.
  const Cells& cells_of_answer(std::size_t final_table, std::size_t answer) const {
    return finals_[final_table].answer_cells[answer];
  }

  /// After reach(): does some completion within `cells` fire the rule; do all of them?
  bool can_fire(const Rule& rule, const Possible& possible, const Cells& cells, Workspace& workspace) const;
  bool must_fire(const Rule& rule, const Possible& possible, const Cells& cells, Workspace& workspace) const;
  /// After reach(): does some completion within `cells` meet the conditions; do all of them?
  bool can_hold(const Conditions& conditions, const Possible& possible, const Cells& cells, Workspace& workspace) const;
  bool must_hold(const Conditions& conditions, const Possible& possible, const Cells& cells,
                 Workspace& workspace) const;

  /// After reach(): the facts that could still change the final table's answer, the most decisive first: smallest mean
  /// of remaining answers, then smallest worst case, then the order of the diagram. Empty when one answer is left.
  void rank(std::size_t final_table, const Possible& possible, Workspace& workspace,
            std::vector<Question>& questions) const;

  /// Points and categories a score can still reach.
  ScoreReach score(const ScoreTable& table, const Possible& possible) const;

  /// A complete case, without sets: `values` has one value per variable that is a fact.
  Complete complete(const std::uint8_t* values) const {
    Complete result;
    result.cell = diagram_.cell(values);
    if (result.cell < 0) return result;
    std::uint64_t low = cell_ways_[static_cast<std::size_t>(result.cell)][0];
    std::uint64_t high = cell_ways_[static_cast<std::size_t>(result.cell)][1];
    for (const auto& [fact, first] : way_masks_) {
      const auto& ways = fact_ways_[first + values[fact]];
      low &= ways[0];
      high &= ways[1];
    }
    result.ways = {low, high};
    return result;
  }
  /// Row of a final table in a cell.
  int row_in(std::size_t final_table, int cell) const {
    return finals_[final_table].row_of_cell[static_cast<std::size_t>(cell)];
  }
  /// All ways of all rules, in the order of the collects.
  const std::vector<const Rule::Way*>& ways() const { return ways_; }

private:
  struct Final {
    std::vector<std::uint8_t> row_of_cell;
    std::vector<std::uint64_t> mark_of_cell;  ///< the number of the cell's answer, as a bit
    std::vector<std::vector<int>> answers;
    std::vector<Cells> answer_cells;
    std::vector<Cells> row_cells;
    std::vector<std::uint8_t> answer_of_row;
  };
  /// A condition as the engine sees it: on a fact, or on the cell.
  struct Resolved {
    VariableId fact = -1;
    ValueSet set;
    Cells cells;
  };
  /// What each value of a variable means: a set of values of the one fact behind it, or cells.
  struct Meaning {
    VariableId fact = -1;
    std::vector<ValueSet> sets;
    std::vector<Cells> cells;
  };
  struct WayMask {
    VariableId fact;
    std::size_t first;  ///< into fact_ways_, plus the value
  };
  /// A step as masks: which rows a value of an input leaves, and which rows give an output.
  struct StepMasks {
    std::vector<std::vector<std::uint64_t>> rows_of_value;  ///< per input, per value
    std::vector<std::uint64_t> rows_of_output;              ///< per value of the output
  };
  /// A decision whose inputs depend on one another, because they share a fact or facts behind them exclude each other:
  /// a diagram of its own, whose cells are the values of the decision, or the totals of a score.
  struct Aside {
    VariableId decision = -1;
    const ScoreTable* score = nullptr;  ///< of a score: the cells are its totals
    Diagram diagram;
  };
  using Restriction = std::vector<Narrowed>;

  std::vector<VariableId> facts_of(VariableId variable) const;
  int value_from(VariableId decision, VariableId fact, int value) const;
  Issues order_steps();
  void compile_finals();
  Issues compile_ways();
  void fill(std::size_t step, Possible& possible) const;
  void compile_steps();
  Issues compile_asides();
  std::uint64_t totals(const ScoreTable& table, const Possible& possible) const;
  Meaning meaning_of(VariableId variable) const;
  Resolved resolve(VariableId variable, ValueSet set) const;
  Cells all_cells() const;
  bool exists(const Possible& possible, const Restriction& restriction, const Cells& cells, Workspace& workspace) const;
  bool all_can_fail(const Rule& rule, std::size_t way, const Possible& possible, Restriction& restriction,
                    const Cells& cells, Workspace& workspace) const;

  Model model_;
  std::vector<bool> made_;  ///< per variable: a table makes it
  std::vector<bool> read_;  ///< per variable: a table reads it
  Diagram diagram_;
  std::vector<Final> finals_;
  std::vector<const Rule::Way*> ways_;
  std::vector<Meaning> meanings_;  ///< per variable
  std::vector<WayMask> way_masks_;
  std::vector<std::array<std::uint64_t, 2>> fact_ways_;
  std::vector<StepMasks> step_masks_;
  std::vector<Aside> asides_;
  std::vector<bool> told_;                       ///< per variable: a cell or an aside tells its values
  std::vector<std::vector<Cells>> value_cells_;  ///< per cell variable, per value
  std::vector<std::array<std::uint64_t, 2>> cell_ways_;
};

}  // namespace noms::decision_table
