// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/decision_table/engine.h"
#include "support/brute_force.h"
#include "support/random.h"

namespace noms::test {

/// How a random case is made: what share of the facts is open, what share of those is a list of some values only, and
/// how many completions it may have.
struct Density {
  double open = 0.3;
  double some = 0.3;
  double most_completions = 1000;
};

/// A random partial case over the facts that the tables read. Open facts are closed one by one until few enough
/// completions remain.
inline std::vector<ValueSet> random_case(const Model& model, const BruteForce& brute,
                                         const std::vector<ValueSet>& everything, const Density& density,
                                         Random& random) {
  std::vector<ValueSet> possible = everything;
  const auto& facts = brute.tables().facts();
  std::vector<VariableId> open;
  for (const VariableId fact : facts) {
    ValueSet& set = possible[static_cast<std::size_t>(fact)];
    const int count = static_cast<int>(model.vocabulary.at(fact).values.size());
    if (!random.chance(density.open)) {
      set = ValueSet::of(random.below(count));
      continue;
    }
    if (random.chance(density.some)) {
      ValueSet some = ValueSet::of(random.below(count));
      for (int v = 0; v < count; ++v) {
        if (random.chance(0.4)) some = some | ValueSet::of(v);
      }
      set = some;
    }
    if (set.count() > 1) open.push_back(fact);
  }
  while (brute.completions(possible) > density.most_completions) {
    const auto at = static_cast<std::size_t>(random.below(static_cast<int>(open.size())));
    ValueSet& set = possible[static_cast<std::size_t>(open[at])];
    for (int skip = random.below(set.count()); skip > 0; --skip) set = set.rest();
    set = ValueSet::of(set.lowest());
    open.erase(open.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return possible;
}

}  // namespace noms::test
