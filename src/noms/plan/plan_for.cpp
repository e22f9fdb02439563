// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/plan/internal/plan_tables.h"

namespace noms::plan {
namespace {

using decision_table::Cells;
using decision_table::Conditions;
using decision_table::Engine;
using decision_table::Possible;
using decision_table::Rule;
using decision_table::ValueSet;
using decision_table::VariableId;
using knowledge::Edition;

/// One engine asked about one lesion.
struct Asked {
  const Engine& engine;
  Possible possible;
  Engine::Workspace workspace;
  Cells cells;  ///< of the options in question

  Asked(const Engine& of, const assessment::LesionState& lesion, const std::vector<Treatment>& options)
      : engine(of), possible(lesion.recorded), workspace(), cells() {
    if (!engine.reach(possible, workspace)) return;
    for (std::size_t a = 0; a < engine.answers(Edition::treatment).size(); ++a) {
      if (std::ranges::find(options, internal::treatment_of(engine, a)) != options.end()) {
        cells |= engine.cells_of_answer(Edition::treatment, a);
      }
    }
    cells = cells & workspace.sweep.cells;
  }

  bool can_hold(const Conditions& conditions) { return engine.can_hold(conditions, possible, cells, workspace); }

  /// Some completions have a value of the set and some have another, all `others` being true.
  bool varies(VariableId variable, ValueSet set, Conditions others) {
    others.emplace_back(variable, set);
    if (!can_hold(others)) return false;
    others.back().second = engine.model().vocabulary.at(variable).all() - set;
    return can_hold(others);
  }
};

/// The fact behind a decision that is made of one fact only (`tumour` of `histology`), or the decision itself.
VariableId behind(const Engine& engine, VariableId variable) {
  for (const auto& table : engine.model().steps) {
    if (table.outputs[0] == variable && table.inputs.size() == 1) return behind(engine, table.inputs[0]);
  }
  return variable;
}

void name_it(const assessment::LesionState& lesion, const Engine& engine, VariableId variable, Names& names) {
  std::string place = lesion.place_of(behind(engine, variable));
  if (std::ranges::find(names, place) == names.end()) names.push_back(std::move(place));
}

/// What decides whether the rule fires: the conditions that could still go either way while the rest of their way
/// holds, or, where no condition stands alone, all that could go either way.
Names deciding(Asked& asked, const assessment::LesionState& lesion, const Rule& rule) {
  Names alone;
  Names together;
  for (const auto& way : rule.ways) {
    for (std::size_t c = 0; c < way.when.size(); ++c) {
      const auto& [variable, set] = way.when[c];
      if (!asked.varies(variable, set, {})) continue;
      name_it(lesion, asked.engine, variable, together);
      Conditions others = way.when;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(c));
      if (asked.varies(variable, set, std::move(others))) name_it(lesion, asked.engine, variable, alone);
    }
  }
  return alone.empty() ? together : alone;
}

PlanItem item_of(const PlanRow& row) {
  return {row.stage, row.id, row.text, row.for_it, row.against, row.mark, row.evidence, true, {}};
}

}  // namespace

std::vector<PlanItem> plan_for(const assessment::LesionState& lesion, const Treatment& treatment, const Plans& plans,
                               const std::vector<Treatment>& beside) {
  std::vector<PlanItem> items;
  const EditionPlans* edition = plans.of(*lesion.edition);
  if (edition == nullptr) return items;
  const auto rules = std::ranges::find(edition->treatments, treatment, &TreatmentRules::treatment);
  if (rules == edition->treatments.end()) return items;
  std::vector<Asked> asked;
  for (const auto& engine : edition->engines) {
    asked.emplace_back(engine, lesion, beside.empty() ? std::vector<Treatment>{treatment} : beside);
    if (asked.back().cells.empty()) return items;
  }
  for (const auto& entry : rules->entries) {
    Asked& of = asked[entry.engine];
    if (!of.engine.can_fire(entry.rule, of.possible, of.cells, of.workspace)) continue;
    PlanItem item = item_of(plans.rows[entry.row]);
    item.certain = of.engine.must_fire(entry.rule, of.possible, of.cells, of.workspace);
    if (!item.certain) item.depends_on = deciding(of, lesion, entry.rule);
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace noms::plan
