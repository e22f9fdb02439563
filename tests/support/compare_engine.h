// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "noms/decision_table/engine.h"
#include "support/brute_force.h"

// Everything the engine says about a case with facts missing, held against what the list of all completions says.

namespace noms::test {

using decision_table::Cells;
using decision_table::Engine;
using decision_table::Possible;

class EngineComparison {
public:
  /// `given` as a case states it; facts that are open have several values.
  EngineComparison(const Engine& engine, const Possible& given, const Truth& truth)
      : engine_(engine), model_(engine.model()), truth_(truth), possible_(given) {}

  /// One line a difference; empty when engine and truth agree.
  std::vector<std::string> run() {
    const bool reached = engine_.reach(possible_, workspace_);
    if (reached != (truth_.completions > 0))
      say(reached ? "the engine sees a completion where there is none" : "the engine sees no completion");
    if (!reached || truth_.completions == 0) return differences_;
    compare_variables();
    compare_finals();
    compare_scores();
    compare_rules();
    compare_questions();
    return differences_;
  }

private:
  void say(std::string text) { differences_.push_back(std::move(text)); }

  std::string names(VariableId variable, ValueSet set) const {
    std::string text;
    for (const auto& name : model_.vocabulary.names_of(variable, set)) text += (text.empty() ? "" : " ") + name;
    return "{" + text + "}";
  }

  void compare_variables() {
    for (VariableId v = 0; v < model_.vocabulary.size(); ++v) {
      const ValueSet expected = truth_.values[static_cast<std::size_t>(v)];
      if (expected.empty()) continue;  // nothing reads it and nothing makes it
      const ValueSet got = possible_[static_cast<std::size_t>(v)];
      if (got != expected)
        say(model_.vocabulary.at(v).name + ": engine " + names(v, got) + ", completions " + names(v, expected));
    }
  }

  std::set<std::vector<int>> answers(std::size_t final_table, std::uint64_t numbers) const {
    std::set<std::vector<int>> set;
    const auto& all = engine_.answers(final_table);
    for (std::size_t a = 0; a < all.size(); ++a) {
      if (((numbers >> a) & 1U) != 0) set.insert(all[a]);
    }
    return set;
  }

  void compare_finals() {
    for (std::size_t f = 0; f < model_.finals.size(); ++f) {
      if (engine_.rows(f, workspace_.sweep.cells) != truth_.final_rows[f].bits)
        say(model_.finals[f].id + ": other rows can fire");
      if (answers(f, engine_.answers_in(f, workspace_.sweep.cells)) != truth_.answers[f])
        say(model_.finals[f].id + ": other answers are reachable");
    }
  }

  void compare_scores() {
    for (std::size_t s = 0; s < model_.scores.size(); ++s) {
      const auto got = engine_.score(model_.scores[s], possible_);
      const std::uint64_t totals = truth_.totals[s].bits;
      if (got.lowest != std::countr_zero(totals) || got.highest != 63 - std::countl_zero(totals))
        say(model_.scores[s].id + ": another interval");
      if (got.categories != truth_.values[static_cast<std::size_t>(model_.scores[s].category)])
        say(model_.scores[s].id + ": other categories");
    }
  }

  void compare_firing(const Truth::Firing* expected, const Cells& cells, const std::string& where) {
    std::size_t way = 0;
    std::size_t number = 0;
    for (const auto& table : model_.collects) {
      for (const auto& rule : table.rules) {
        for (const auto& one : rule.ways) {
          const bool can = expected != nullptr && expected->can[way] != 0;
          const bool must = expected != nullptr && expected->must[way] != 0;
          if (engine_.can_hold(one.when, possible_, cells, workspace_) != can)
            say(table.id + " " + one.row + where + ": can_hold");
          if (expected != nullptr && engine_.must_fire(Rule{rule.id, {one}}, possible_, cells, workspace_) != must)
            say(table.id + " " + one.row + where + ": must_fire of the way");
          ++way;
        }
        const bool can = expected != nullptr && expected->rule_can[number] != 0;
        if (engine_.can_fire(rule, possible_, cells, workspace_) != can)
          say(table.id + " " + rule.id + where + ": can_fire");
        if (expected != nullptr &&
            engine_.must_fire(rule, possible_, cells, workspace_) != (expected->rule_must[number] != 0))
          say(table.id + " " + rule.id + where + ": must_fire");
        ++number;
      }
    }
  }

  void compare_rules() {
    compare_firing(&truth_.all, workspace_.sweep.cells, "");
    if (model_.finals.empty()) return;
    for (std::size_t a = 0; a < engine_.answers(0).size(); ++a) {
      const auto known = truth_.by_answer.find(engine_.answers(0)[a]);
      compare_firing(known == truth_.by_answer.end() ? nullptr : &known->second,
                     workspace_.sweep.cells & engine_.cells_of_answer(0, a), " within answer " + std::to_string(a));
    }
  }

  bool read_by_a_table(VariableId fact) const {
    const auto reads = [&](const std::vector<VariableId>& inputs) {
      return std::find(inputs.begin(), inputs.end(), fact) != inputs.end();
    };
    for (const auto& table : model_.steps) {
      if (reads(table.inputs)) return true;
    }
    for (const auto& table : model_.finals) {
      if (reads(table.inputs)) return true;
    }
    for (const auto& score : model_.scores) {
      for (const auto& component : score.components) {
        if (component.variable == fact) return true;
      }
    }
    return false;
  }

  void compare_questions() {
    if (model_.finals.empty()) return;
    std::vector<decision_table::Question> questions;
    engine_.rank(0, possible_, workspace_, questions);
    std::set<VariableId> expected;
    for (const auto& [fact, leaves] : truth_.facts) {
      if (truth_.answers[0].size() < 2 || leaves.answers.size() < 2 || !read_by_a_table(fact)) continue;
      bool differ = leaves.pivotal;
      for (const auto& [value, answers] : leaves.answers) differ = differ || answers != leaves.answers.begin()->second;
      if (differ) expected.insert(fact);
    }
    std::set<VariableId> got;
    for (const auto& question : questions) {
      got.insert(question.fact);
      compare_question(question);
    }
    if (got != expected) say("other facts are missing");
    if (got.size() != questions.size()) say("a missing fact is named twice");
    for (std::size_t q = 1; q < questions.size(); ++q) {
      const auto& a = questions[q - 1];
      const auto& b = questions[q];
      if (a.mean_remaining > b.mean_remaining ||
          (a.mean_remaining == b.mean_remaining && a.worst_remaining > b.worst_remaining))
        say("the ranking is out of order");
    }
  }

  void compare_question(const decision_table::Question& question) {
    const std::string& name = model_.vocabulary.at(question.fact).name;
    const auto known = truth_.facts.find(question.fact);
    if (known == truth_.facts.end()) return say(name + " is asked for though it is known");
    std::map<int, std::set<std::vector<int>>> got;
    for (const auto& leaves : question.leaves) {
      for (ValueSet s = leaves.values; !s.empty(); s = s.rest()) {
        if (!got.emplace(s.lowest(), answers(0, leaves.answers)).second) say(name + ": a value stands in two outcomes");
      }
    }
    if (got != known->second.answers) say(name + ": other outcomes");
    std::size_t sum = 0;
    std::size_t worst = 0;
    for (const auto& [value, left] : known->second.answers) {
      sum += left.size();
      worst = std::max(worst, left.size());
    }
    const double mean = static_cast<double>(sum) / static_cast<double>(known->second.answers.size());
    if (question.mean_remaining != mean || question.worst_remaining != static_cast<int>(worst) ||
        question.decides != (worst == 1))
      say(name + ": another measure");
  }

  const Engine& engine_;
  const Model& model_;
  const Truth& truth_;
  Possible possible_;
  Engine::Workspace workspace_;
  std::vector<std::string> differences_;
};

inline std::vector<std::string> compare(const Engine& engine, const Possible& given, const Truth& truth) {
  return EngineComparison(engine, given, truth).run();
}

}  // namespace noms::test
