// SPDX-License-Identifier: Apache-2.0
// What a plan table must pass before it may be shown.
#include <algorithm>
#include <set>

#include "noms/foundation/text.h"
#include "noms/plan/internal/plan_tables.h"

namespace noms::plan::internal {
namespace {

using decision_table::Cells;
using decision_table::Engine;
using decision_table::TextTable;
using knowledge::Edition;

std::string place(const PlanRow& row) {
  return row.file + ":" + std::to_string(row.line);
}

void check_notes(Build& build, const PlanRow& row) {
  static constexpr std::string_view marks[] = {"S", "G", "E", "V", "D"};
  const auto given = split(row.mark, " ");
  if (given.empty()) build.fault(ErrorCode::KnowledgeEvidence, place(row), "the row has no mark");
  for (const auto mark : given) {
    if (std::ranges::find(marks, mark) == std::end(marks)) {
      build.fault(ErrorCode::KnowledgeEvidence, place(row), "a mark is one of S, G, E, V, D");
    }
  }
  if (row.evidence.empty()) build.fault(ErrorCode::KnowledgeEvidence, place(row), "the row names no evidence");
  for (const auto& key : row.evidence) {
    if (!build.library.evidence.contains(key)) {
      build.fault(ErrorCode::KnowledgeEvidence, place(row), "evidence.csv has no key " + key);
    }
  }
  if (row.text.empty()) build.fault(ErrorCode::KnowledgeSyntax, place(row), "the row has no text");
}

/// May a plan row ask for the variable? Facts, what follows from one fact, and what the treatment table of every
/// edition reads: then the cells of all engines are those of the treatment table.
bool may_be_asked(const Build& build, VariableId variable) {
  if (build.library.fact_rule(variable) != nullptr) return true;
  return std::ranges::all_of(build.library.editions, [&](const auto& edition) {
    const auto& model = edition->engine.model();
    if (std::ranges::find(model.finals[Edition::treatment].inputs, variable) !=
        model.finals[Edition::treatment].inputs.end())
      return true;
    return std::ranges::any_of(model.steps, [&](const auto& table) {
      return table.outputs[0] == variable && table.inputs.size() == 1 && may_be_asked(build, table.inputs[0]);
    });
  });
}

void check_conditions(Build& build, const Draft& draft) {
  for (const auto& way : draft.rule.ways) {
    for (const auto& [variable, set] : way.when) {
      if (may_be_asked(build, variable)) continue;
      build.fault(ErrorCode::KnowledgeValue, place(draft.row),
                  "a plan row cannot ask for '" + build.vocabulary.at(variable).name +
                      "'; ask for a fact, or for what the treatment table reads");
    }
  }
}

/// Rows that a case fires; what the case does not state fits no condition.
std::vector<std::string> fired_by(const CollectTable& table, const Conditions& given) {
  const auto holds = [&](const auto& condition) {
    return std::ranges::any_of(
        given, [&](const auto& fact) { return fact.first == condition.first && fact.second.within(condition.second); });
  };
  std::vector<std::string> rows;
  for (const auto& rule : table.rules) {
    for (const auto& way : rule.ways) {
      if (std::ranges::find(rows, way.row) == rows.end() && std::ranges::all_of(way.when, holds))
        rows.push_back(way.row);
    }
  }
  std::ranges::sort(rows);
  return rows;
}

void check_case(Build& build, const CollectTable& table, const TextTable& cases, const TextTable::Row& row,
                std::set<std::string>& used) {
  const auto facts = cases.cell(row, "facts");
  const auto given = decision_table::read_conditions(facts.empty() ? "-" : facts, build.vocabulary, cases.at(row.line));
  if (!given) return build.add(given.error());
  const auto fired = fired_by(table, given.value());
  used.insert(fired.begin(), fired.end());
  const auto expected = split(cases.cell(row, "rows"), " ");
  std::vector<std::string> wanted(expected.begin(), expected.end());
  std::ranges::sort(wanted);
  if (wanted == fired) return;
  build.fault(ErrorCode::KnowledgeCase, cases.at(row.line),
              "the case expects the rows '" + joined(wanted, " ") + "', the table gives '" + joined(fired, " ") + "'");
}

/// The engines of an edition asked about a case of which nothing is recorded.
class NothingRecorded {
public:
  explicit NothingRecorded(const EditionPlans& plans) : plans_(plans) {
    for (const auto& engine : plans.engines) {
      auto& asked = asked_.emplace_back();
      asked.possible = engine.everything();
      engine.reach(asked.possible, asked.workspace);
    }
  }

  /// Does some completion with this treatment fire the rule?
  bool can_fire(std::size_t number, const Reachable& reachable, const Rule& rule) {
    const Engine& engine = plans_.engines[number];
    const Cells cells = cells_of(number, reachable);
    return std::ranges::any_of(rule.ways, [&](const Rule::Way& way) {
      Conditions when = way.when;
      when.insert(when.end(), reachable.when.begin(), reachable.when.end());
      return engine.can_hold(when, asked_[number].possible, cells, asked_[number].workspace);
    });
  }

  /// Does every completion with this treatment fire one of the ways?
  bool must_fire(const Reachable& reachable, Rule rule) {
    const Engine& engine = plans_.engines[0];
    // Where the alternative does not stand, nothing is asked: each of its conditions, turned round, is a way out.
    for (const auto& [variable, set] : reachable.when) {
      const ValueSet other = engine.model().vocabulary.at(variable).all() - set;
      rule.ways.push_back({"-", 0, {{variable, other}}, {}, {}});
    }
    std::ranges::stable_sort(rule.ways, {}, [](const Rule::Way& way) { return way.when.size(); });
    return engine.must_fire(rule, asked_[0].possible, cells_of(0, reachable), asked_[0].workspace);
  }

private:
  struct Asked {
    decision_table::Possible possible;
    Engine::Workspace workspace;
  };

  Cells cells_of(std::size_t number, const Reachable& reachable) const {
    return asked_[number].workspace.sweep.cells &
           plans_.engines[number].cells_of_answer(Edition::treatment, reachable.answer);
  }

  const EditionPlans& plans_;
  std::vector<Asked> asked_;
};

void check_treatment(Build& build, const EditionPlans& plans, const Reachable& reachable, NothingRecorded& nothing,
                     std::set<std::size_t>& fired) {
  const auto found = std::ranges::find(plans.treatments, reachable.treatment, &TreatmentRules::treatment);
  Rule all{"all", {}};
  Rule doses{"doses", {}};
  for (const auto& entry : found->entries) {
    if (!fired.contains(entry.row) && nothing.can_fire(entry.engine, reachable, entry.rule)) fired.insert(entry.row);
    all.ways.insert(all.ways.end(), entry.rule.ways.begin(), entry.rule.ways.end());
    if (build.drafts[entry.row].row.stage != "dose") continue;
    doses.ways.insert(doses.ways.end(), entry.rule.ways.begin(), entry.rule.ways.end());
  }
  const std::string name = "edition " + plans.edition->name + ": the treatment " + reachable.treatment.surgery + ", " +
                           reachable.treatment.radiation;
  if (!nothing.must_fire(reachable, std::move(all))) {
    build.fault(ErrorCode::KnowledgeGap, "plan", name + " can be left without any item");
  }
  const bool irradiated = reachable.treatment.radiation != "none" && reachable.treatment.radiation != "refer";
  if (irradiated && !nothing.must_fire(reachable, std::move(doses))) {
    build.fault(ErrorCode::KnowledgeGap, "plan", name + " can be left without a dose item");
  }
}

}  // namespace

void check_rows(Build& build) {
  std::set<std::string> ids;
  std::set<int> orders;
  for (const auto& draft : build.drafts) {
    check_notes(build, draft.row);
    check_conditions(build, draft);
    if (!ids.insert(draft.row.id).second) {
      build.fault(ErrorCode::KnowledgeSyntax, place(draft.row), "the row " + draft.row.id + " stands twice");
    }
    if (!orders.insert(draft.row.order).second) {
      build.fault(ErrorCode::KnowledgeSyntax, place(draft.row), "the order stands twice in the plan tables");
    }
  }
}

void check_cases(Build& build) {
  for (const auto& table : build.tables) {
    const std::string name =
        table.file.substr(0, table.file.size() - std::string_view(".table.md").size()) + ".cases.csv";
    const auto cases = std::ranges::find(build.cases, name, &TextTable::file);
    if (cases == build.cases.end()) {
      build.fault(ErrorCode::KnowledgeUnused, table.file, "there are no cases for this table");
      continue;
    }
    std::set<std::string> used;
    for (const auto& row : cases->rows) check_case(build, table, *cases, row, used);
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) {
        if (!used.insert(way.row).second) continue;
        build.fault(ErrorCode::KnowledgeUnused, table.file + ":" + std::to_string(way.line),
                    "no case fires the row " + way.row);
      }
    }
  }
}

void check_reach(Build& build, const std::vector<EditionPlans>& editions) {
  std::set<std::size_t> fired;
  for (const auto& plans : editions) {
    NothingRecorded nothing(plans);
    for (const auto& reachable : reachable_treatments(*plans.edition)) {
      check_treatment(build, plans, reachable, nothing, fired);
    }
  }
  for (std::size_t r = 0; r < build.drafts.size(); ++r) {
    if (fired.contains(r)) continue;
    build.fault(ErrorCode::KnowledgeUnreachable, place(build.drafts[r].row),
                "no treatment of any edition can fire the row " + build.drafts[r].row.id);
  }
}

}  // namespace noms::plan::internal
