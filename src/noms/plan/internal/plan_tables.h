// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/decision_table/text_table.h"
#include "noms/plan/plan.h"

// The steps of load_plans(), each in a file of its own.

namespace noms::plan::internal {

using decision_table::CollectTable;
using decision_table::Conditions;
using decision_table::Rule;
using decision_table::ValueSet;
using decision_table::VariableId;
using decision_table::Vocabulary;

inline constexpr std::size_t most_ways = 128;  ///< of one engine

/// A row on its way into the engines: its ways with and without what they say about the treatment.
struct Draft {
  PlanRow row;
  std::vector<ValueSet> surgeries;   ///< per way
  std::vector<ValueSet> radiations;  ///< per way
  Rule rule;                         ///< named after the row, conditions on the treatment left out
  std::size_t engine = 0;
};

struct Build {
  const knowledge::Library& library;
  Vocabulary vocabulary;  ///< of the library, with the treatments that only alternatives name
  VariableId surgery = -1;
  VariableId radiation = -1;
  std::vector<CollectTable> tables;
  std::vector<decision_table::TextTable> cases;
  std::vector<Draft> drafts;
  Issues issues;

  void fault(ErrorCode code, std::string where, std::string message) {
    issues.push_back({code, std::move(where), std::move(message)});
  }
  void add(const Issues& more) { issues.insert(issues.end(), more.begin(), more.end()); }
};

/// A treatment that an edition can give: an answer of its treatment table, or an alternative beside one.
struct Reachable {
  Treatment treatment;
  std::size_t answer = 0;  ///< of the treatment table, itself or beside
  Conditions when;         ///< under which the alternative stands there; empty for an answer
};

/// load_plans() with another limit of ways an engine, at most 128.
Result<Plans> load_plans(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library,
                         std::size_t limit);

/// Files to drafts, sorted by `order`.
void read_plan_tables(Build& build, const std::vector<knowledge::SourceFile>& files);
/// Marks, evidence, words, orders and ids.
void check_rows(Build& build);
/// Every case answers as written, and every row is used by one.
void check_cases(Build& build);
/// Gives every draft the number of its engine, at most `limit` ways each; returns how many engines there are.
std::size_t share_out(std::vector<Draft>& drafts, std::size_t limit);
/// Compiles the drafts for one edition.
Result<EditionPlans> compile(const Build& build, const knowledge::Edition& edition, std::size_t engines);

/// Everything that the edition can give.
std::vector<Reachable> reachable_treatments(const knowledge::Edition& edition);
/// The names of an answer of the treatment table.
Treatment treatment_of(const decision_table::Engine& engine, std::size_t answer);
/// The rules of the drafts that fit a treatment, in order.
TreatmentRules rules_for(const Build& build, const Treatment& treatment);

/// Every row can fire, every treatment has an item, every radiation a dose.
void check_reach(Build& build, const std::vector<EditionPlans>& editions);

}  // namespace noms::plan::internal
