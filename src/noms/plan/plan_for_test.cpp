// SPDX-License-Identifier: Apache-2.0
// Random partial cases: what plan_for() calls certain or possible is what the list of all completions says.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "noms/plan/internal/plan_tables.h"
#include "support/plan_files.h"
#include "support/random_case.h"

namespace noms::test {
namespace {

using decision_table::Engine;
using decision_table::Possible;
using knowledge::Edition;
using plan::PlanItem;
using plan::Plans;
using plan::Treatment;

/// The plan tables as written, beside the tables of an edition, in a model that only the plain tables run.
Model plain_model(const Edition& edition, const Plans& plans) {
  const Model& compiled = plans.of(edition)->engines[0].model();
  return {compiled.vocabulary, compiled.steps, compiled.scores, compiled.finals, plans.tables, compiled.impossible};
}

/// What all completions of a case say about the rows, for one treatment beside some options.
struct Expected {
  plan::internal::Reachable asked;
  std::vector<Treatment> beside;
  int completions = 0;
  std::map<std::string, int> fired;          ///< row -> completions
  std::map<VariableId, std::set<int>> seen;  ///< values by variable
};

class Check {
public:
  Check(const Edition& edition, const Plans& plans)
      : edition_(edition), plans_(plans), model_(plain_model(edition, plans)), brute_(model_), tables_(model_) {
    surgery_ = model_.vocabulary.find("surgery");
    radiation_ = model_.vocabulary.find("radiation");
    reachable_ = plan::internal::reachable_treatments(edition);
  }

  void run(const Density& density, int cases, std::uint64_t seed) {
    Random random(seed);
    const auto everything = plans_.of(edition_)->engines[0].everything();
    for (int n = 0; n < cases && !::testing::Test::HasFatalFailure(); ++n)
      compare(random_case(model_, brute_, everything, density, random));
    EXPECT_GT(items_, cases);
    EXPECT_GT(open_items_, cases / 10);
  }

private:
  int value(VariableId variable, const std::string& name) const { return model_.vocabulary.at(variable).find(name); }

  Treatment treatment_of(const Outcome& outcome) const {
    const auto name = [&](VariableId v) {
      return model_.vocabulary.at(v).values[static_cast<std::size_t>(outcome.values[static_cast<std::size_t>(v)])];
    };
    return {name(surgery_), name(radiation_)};
  }

  void note(Expected& expected, const Outcome& outcome) const {
    if (std::ranges::find(expected.beside, treatment_of(outcome)) == expected.beside.end()) return;
    ++expected.completions;
    std::vector<int> values = outcome.values;
    for (std::size_t v = 0; v < values.size(); ++v) expected.seen[static_cast<VariableId>(v)].insert(values[v]);
    values[static_cast<std::size_t>(surgery_)] = value(surgery_, expected.asked.treatment.surgery);
    values[static_cast<std::size_t>(radiation_)] = value(radiation_, expected.asked.treatment.radiation);
    for (const auto& table : plans_.tables) {
      for (const auto& rule : table.rules) {
        const bool fires = std::ranges::any_of(rule.ways, [&](const auto& way) { return holds(way.when, values); });
        if (fires) ++expected.fired[rule.id];
      }
    }
  }

  void complete(const Possible& possible, std::vector<Expected>& all) const {
    const auto& facts = tables_.facts();
    std::vector<ValueSet> left;
    for (const VariableId fact : facts) left.push_back(possible[static_cast<std::size_t>(fact)]);
    Outcome outcome;
    for (std::uint64_t number = 0;; ++number) {
      outcome.values.assign(static_cast<std::size_t>(model_.vocabulary.size()), -1);
      for (std::size_t f = 0; f < facts.size(); ++f)
        outcome.values[static_cast<std::size_t>(facts[f])] = left[f].lowest();
      tables_.run(outcome);
      if (number % 251 == 0) {
        ASSERT_TRUE(tables_.agrees(outcome)) << "the plain tables and decision_table::interpret() differ";
      }
      if (outcome.possible) std::ranges::for_each(all, [&](Expected& expected) { note(expected, outcome); });
      std::size_t f = 0;
      for (; f < facts.size(); left[f] = possible[static_cast<std::size_t>(facts[f])], ++f) {
        left[f] = left[f].rest();
        if (!left[f].empty()) break;
      }
      if (f == facts.size()) return;
    }
  }

  /// Can something of that place still go either way? Several facts may be made of one field.
  static bool varies(const assessment::LesionState& lesion, const Expected& expected, const std::string& place) {
    for (const auto& [variable, values] : expected.seen) {
      if (values.size() > 1 && lesion.place_of(variable) == place) return true;
    }
    return false;
  }

  void compare_items(const assessment::LesionState& lesion, const Expected& expected,
                     const std::vector<PlanItem>& items) {
    std::set<std::string> shown;
    for (const auto& item : items) {
      shown.insert(item.row);
      const auto fired = expected.fired.find(item.row);
      ASSERT_NE(fired, expected.fired.end()) << item.row << " is shown and no completion asks for it";
      EXPECT_EQ(item.certain, fired->second == expected.completions) << item.row;
      EXPECT_EQ(item.certain, item.depends_on.empty()) << item.row;
      for (const auto& place : item.depends_on) {
        EXPECT_TRUE(varies(lesion, expected, place)) << item.row << ": " << place << " is known";
      }
      ++items_;
      if (!item.certain) ++open_items_;
    }
    for (const auto& [row, times] : expected.fired) EXPECT_TRUE(shown.contains(row)) << row << " is missing";
  }

  void compare(const Possible& possible) {
    std::vector<Expected> all;
    for (const auto& reachable : reachable_) {
      const Treatment answer = plan::internal::treatment_of(edition_.engine, reachable.answer);
      all.push_back({reachable, {answer}, 0, {}, {}});
    }
    complete(possible, all);
    assessment::LesionState lesion;
    lesion.library = &library();
    lesion.edition = &edition_;
    lesion.recorded = possible;
    for (const auto& expected : all) {
      SCOPED_TRACE(edition_.name + ": " + expected.asked.treatment.surgery + ", " + expected.asked.treatment.radiation);
      const auto items = plan::plan_for(lesion, expected.asked.treatment, plans_, expected.beside);
      compare_items(lesion, expected, items);
      if (::testing::Test::HasFatalFailure()) return;
    }
  }

  const Edition& edition_;
  const Plans& plans_;
  Model model_;
  BruteForce brute_;
  PlainTables tables_;
  VariableId surgery_ = -1;
  VariableId radiation_ = -1;
  std::vector<plan::internal::Reachable> reachable_;
  int items_ = 0;
  int open_items_ = 0;
};

TEST(PlanFor, FewFactsOpen) {
  for (const auto& edition : library().editions) Check(*edition, plans()).run({0.2, 0.3, 500}, 1500, 301);
}

TEST(PlanFor, AThirdOpen) {
  for (const auto& edition : library().editions) Check(*edition, plans()).run({0.4, 0.5, 4000}, 200, 302);
}

TEST(PlanFor, SeveralEnginesSayTheSame) {
  std::vector<knowledge::SourceFile> sources;
  for (const auto& [name, text] : shipped_files()) sources.push_back({name, text});
  const auto split = plan::internal::load_plans(sources, library(), 20);
  ASSERT_TRUE(split);
  EXPECT_GT(split.value().editions[0].engines.size(), 3U);
  Check(*library().editions[0], split.value()).run({0.25, 0.3, 500}, 200, 303);
}

}  // namespace
}  // namespace noms::test
