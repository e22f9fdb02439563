// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/engine.h"

#include <algorithm>

namespace noms::decision_table {

Possible Engine::everything() const {
  Possible possible;
  possible.reserve(static_cast<std::size_t>(model_.vocabulary.size()));
  for (VariableId v = 0; v < model_.vocabulary.size(); ++v) possible.push_back(model_.vocabulary.at(v).all());
  return possible;
}

/// The outputs of the rows that the inputs still allow.
void Engine::fill(std::size_t step, Possible& possible) const {
  const UniqueTable& table = model_.steps[step];
  const StepMasks& masks = step_masks_[step];
  std::uint64_t alive = ~std::uint64_t{0};
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const ValueSet set = possible[static_cast<std::size_t>(table.inputs[i])];
    if (set == ValueSet::first(static_cast<int>(masks.rows_of_value[i].size()))) continue;  // every row stays alive
    std::uint64_t rows = 0;
    for (ValueSet s = set; !s.empty(); s = s.rest())
      rows |= masks.rows_of_value[i][static_cast<std::size_t>(s.lowest())];
    alive &= rows;
  }
  ValueSet outputs;
  for (std::size_t v = 0; v < masks.rows_of_output.size(); ++v) {
    if ((masks.rows_of_output[v] & alive) != 0) outputs = outputs | ValueSet::of(static_cast<int>(v));
  }
  possible[static_cast<std::size_t>(table.outputs[0])] = outputs;
}

bool Engine::reach(Possible& possible, Workspace& workspace) const {
  diagram_.sweep(possible, marks(0), workspace.sweep);
  workspace.has_cells_after = false;
  if (workspace.sweep.cells.empty()) return false;
  for (const auto& layer : diagram_.layers()) {
    ValueSet& set = possible[static_cast<std::size_t>(layer.fact)];
    if (set.is_one()) continue;
    ValueSet kept;
    for (std::size_t c = 0; c < layer.values_of.size(); ++c) {
      const ValueSet values = layer.values_of[c] & set;
      if (!values.empty() && diagram_.after(workspace.sweep, layer, c) != 0) kept = kept | values;
    }
    set = kept;
  }
  const auto& variables = diagram_.cell_variables();
  for (std::size_t n = 0; n < variables.size(); ++n) {
    ValueSet& set = possible[static_cast<std::size_t>(variables[n])];
    set = {};
    for (std::size_t v = 0; v < value_cells_[n].size(); ++v) {
      if (value_cells_[n][v].meets(workspace.sweep.cells)) set = set | ValueSet::of(static_cast<int>(v));
    }
  }
  for (const auto& aside : asides_) {
    if (aside.score == nullptr)
      possible[static_cast<std::size_t>(aside.decision)] = {aside.diagram.cells(possible, workspace.scratch).words[0]};
  }
  // The inputs of all other tables are independent of one another, so that the values possible for each say everything.
  // Steps stand in order, but a score may wait for a step and a step for a score: one more round for each score.
  for (std::size_t round = 0; round <= model_.scores.size(); ++round) {
    for (std::size_t t = 0; t < model_.steps.size(); ++t) {
      if (!told_[static_cast<std::size_t>(model_.steps[t].outputs[0])]) fill(t, possible);
    }
    for (const auto& score : model_.scores) {
      if (!told_[static_cast<std::size_t>(score.category)])
        possible[static_cast<std::size_t>(score.category)] = this->score(score, possible).categories;
    }
  }
  for (std::size_t f = 0; f < finals_.size(); ++f) {
    const std::uint64_t fire = rows(f, workspace.sweep.cells);
    const auto& table = model_.finals[f];
    for (std::size_t o = 0; o < table.outputs.size(); ++o) {
      ValueSet& set = possible[static_cast<std::size_t>(table.outputs[o])];
      set = {};
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (((fire >> r) & 1U) != 0) set = set | ValueSet::of(table.rows[r].outputs[o]);
      }
    }
  }
  return true;
}

std::uint64_t Engine::rows(std::size_t final_table, const Cells& cells) const {
  std::uint64_t fire = 0;
  const auto& row_cells = finals_[final_table].row_cells;
  for (std::size_t r = 0; r < row_cells.size(); ++r) {
    if (row_cells[r].meets(cells)) fire |= std::uint64_t{1} << r;
  }
  return fire;
}

std::uint64_t Engine::answers_in(std::size_t final_table, const Cells& cells) const {
  std::uint64_t answers = 0;
  const auto& answer_cells = finals_[final_table].answer_cells;
  for (std::size_t a = 0; a < answer_cells.size(); ++a) {
    if (answer_cells[a].meets(cells)) answers |= std::uint64_t{1} << a;
  }
  return answers;
}

bool Engine::exists(const Possible& possible, const Restriction& restriction, const Cells& cells,
                    Workspace& workspace) const {
  auto& narrowed = workspace.narrowed;
  narrowed.clear();
  for (const auto& [fact, set] : restriction) {
    auto known = std::ranges::find(narrowed, fact, &Narrowed::fact);
    if (known == narrowed.end()) known = narrowed.insert(known, {fact, possible[static_cast<std::size_t>(fact)]});
    known->set = known->set & set;
    if (known->set.empty()) return false;
  }
  std::erase_if(narrowed, [&](const Narrowed& one) {
    return one.set == possible[static_cast<std::size_t>(one.fact)] || diagram_.layer_of(one.fact) < 0;
  });
  if (narrowed.empty()) return workspace.sweep.cells.meets(cells);
  if (!workspace.has_cells_after) diagram_.sweep_cells(workspace.sweep);
  workspace.has_cells_after = true;
  // Each alone must leave a completion before all together are tried.
  for (const auto& [fact, set] : narrowed) {
    const auto& layer = diagram_.layers()[static_cast<std::size_t>(diagram_.layer_of(fact))];
    if (!diagram_.cells_after(workspace.sweep, layer, set).meets(cells)) return false;
  }
  return narrowed.size() == 1 || diagram_.cells_after(workspace.sweep, narrowed, workspace.scratch).meets(cells);
}

bool Engine::can_hold(const Conditions& conditions, const Possible& possible, const Cells& cells,
                      Workspace& workspace) const {
  Restriction& restriction = workspace.restriction;
  restriction.clear();
  Cells left = cells;
  for (const auto& [variable, set] : conditions) {
    const Resolved resolved = resolve(variable, set);
    if (resolved.fact >= 0) {
      restriction.push_back({resolved.fact, resolved.set});
    } else {
      left = left & resolved.cells;
    }
  }
  return exists(possible, restriction, left, workspace);
}

bool Engine::must_hold(const Conditions& conditions, const Possible& possible, const Cells& cells,
                       Workspace& workspace) const {
  Restriction& restriction = workspace.restriction;
  return std::ranges::none_of(conditions, [&](const auto& condition) {
    const Resolved resolved = resolve(condition.first, condition.second);
    restriction.clear();
    if (resolved.fact < 0) return exists(possible, restriction, cells - resolved.cells, workspace);
    restriction.push_back({resolved.fact, model_.vocabulary.at(resolved.fact).all() - resolved.set});
    return exists(possible, restriction, cells, workspace);
  });
}

bool Engine::can_fire(const Rule& rule, const Possible& possible, const Cells& cells, Workspace& workspace) const {
  return std::ranges::any_of(rule.ways,
                             [&](const auto& way) { return can_hold(way.when, possible, cells, workspace); });
}

bool Engine::must_fire(const Rule& rule, const Possible& possible, const Cells& cells, Workspace& workspace) const {
  workspace.restriction.clear();
  return !all_can_fail(rule, 0, possible, workspace.restriction, cells, workspace);
}

/// Is there a completion in which every way from `way` on fails? Each failing way has a condition that does not hold:
/// try each.
bool Engine::all_can_fail(const Rule& rule, std::size_t way, const Possible& possible, Restriction& restriction,
                          const Cells& cells, Workspace& workspace) const {
  if (!exists(possible, restriction, cells, workspace)) return false;
  if (way == rule.ways.size()) return true;
  for (const auto& [variable, set] : rule.ways[way].when) {
    const Resolved resolved = resolve(variable, set);
    if (resolved.fact >= 0) {
      restriction.push_back({resolved.fact, model_.vocabulary.at(resolved.fact).all() - resolved.set});
      const bool found = all_can_fail(rule, way + 1, possible, restriction, cells, workspace);
      restriction.pop_back();
      if (found) return true;
    } else if (all_can_fail(rule, way + 1, possible, restriction, cells - resolved.cells, workspace)) {
      return true;
    }
  }
  return false;
}

void Engine::rank(std::size_t final_table, const Possible& possible, Workspace& workspace,
                  std::vector<Question>& questions) const {
  std::size_t count = 0;
  const std::uint64_t all = answers_in(final_table, workspace.sweep.cells);
  if (std::popcount(all) > 1) {
    if (final_table != 0) diagram_.sweep_back(marks(final_table), workspace.sweep);
    for (std::size_t l = 0; l < diagram_.layers().size(); ++l) {
      const auto& layer = diagram_.layers()[l];
      const ValueSet set = possible[static_cast<std::size_t>(layer.fact)];
      if (set.rest().empty() || !read_[static_cast<std::size_t>(layer.fact)]) continue;
      if (questions.size() == count) questions.emplace_back();
      Question& question = questions[count];
      question.fact = layer.fact;
      question.leaves.clear();
      int sum = 0;
      int worst = 0;
      bool differs = false;
      for (std::size_t c = 0; c < layer.values_of.size(); ++c) {
        const ValueSet values = layer.values_of[c] & set;
        if (values.empty()) continue;
        const std::uint64_t left = diagram_.after(workspace.sweep, layer, c);
        differs = differs || (!question.leaves.empty() && question.leaves[0].answers != left);
        sum += std::popcount(left) * values.count();
        worst = std::max(worst, std::popcount(left));
        const auto same = std::ranges::find(question.leaves, left, &Question::Leaves::answers);
        if (same == question.leaves.end()) {
          question.leaves.push_back({values, left});
        } else {
          same->values = same->values | values;
        }
      }
      if (!differs && !diagram_.pivotal(workspace.sweep, static_cast<int>(l), marks(final_table))) continue;
      question.mean_remaining = static_cast<double>(sum) / set.count();
      question.worst_remaining = worst;
      question.decides = worst == 1;
      ++count;
    }
  }
  if (final_table != 0) diagram_.sweep_back(marks(0), workspace.sweep);
  questions.resize(count);
  std::ranges::stable_sort(questions, [](const Question& a, const Question& b) {
    return a.mean_remaining != b.mean_remaining ? a.mean_remaining < b.mean_remaining
                                                : a.worst_remaining < b.worst_remaining;
  });
}

/// Bit n: some completion adds up to n.
std::uint64_t Engine::totals(const ScoreTable& table, const Possible& possible) const {
  for (const auto& aside : asides_) {
    if (aside.decision != table.category || aside.score == nullptr) continue;
    Diagram::Sweep sweep;
    return aside.diagram.cells(possible, sweep).words[0];
  }
  std::uint64_t totals = 1;
  for (const auto& component : table.components) {
    std::uint64_t next = 0;
    for (ValueSet s = possible[static_cast<std::size_t>(component.variable)]; !s.empty(); s = s.rest()) {
      next |= totals << static_cast<unsigned>(component.points[static_cast<std::size_t>(s.lowest())]);
    }
    totals = next;
  }
  return totals;
}

ScoreReach Engine::score(const ScoreTable& table, const Possible& possible) const {
  std::uint64_t totals = this->totals(table, possible);
  ScoreReach reach{std::countr_zero(totals), 63 - std::countl_zero(totals), {}};
  for (; totals != 0; totals &= totals - 1)
    reach.categories = reach.categories | ValueSet::of(table.category_of(std::countr_zero(totals)));
  return reach;
}

}  // namespace noms::decision_table
