// SPDX-License-Identifier: Apache-2.0
// Rules that stand beside the treatment: alternatives, vetoes, cautions, red flags.
#include <algorithm>

#include "noms/decision/internal/parts.h"

namespace noms::decision::internal {

using decision_table::CollectTable;
using decision_table::Conditions;
using decision_table::Rule;
using knowledge::AlternativeWay;
using knowledge::Edition;

namespace {

std::string output_of(const CollectTable& table, const Rule::Way& way, std::string_view name) {
  const auto at = std::ranges::find(table.outputs, name);
  return at == table.outputs.end() ? std::string() : way.outputs[static_cast<std::size_t>(at - table.outputs.begin())];
}

/// The cells of the lesion in which the option is the answer.
decision_table::Cells cells_of(const LesionState& lesion, const FoundOption& option) {
  return lesion.workspace.sweep.cells & lesion.engine().cells_of_answer(Edition::treatment, option.answer);
}

/// ` If it were: ...` for a caution that names another value (`escc = 2` in the column `-> if_instead`).
std::string what_if(const LesionState& lesion, const std::string& instead) {
  if (instead.empty() || instead == "-") return {};
  const auto conditions = decision_table::read_conditions(instead, lesion.engine().model().vocabulary, "cautions");
  if (!conditions || conditions.value().size() != 1) return {};
  const auto& [fact, set] = conditions.value()[0];
  std::string text;
  const auto answers = lesion.engine().answers_in(Edition::treatment, cells_if(lesion, fact, set));
  for (const auto& [surgery, radiation] : treatments(lesion, answers)) {
    text += (text.empty() ? "" : "; or: ") + summary(lesion, surgery, radiation);
  }
  return text.empty() ? text : " " + std::string(lesion.library->wording("flag.if_instead")) + " " + text + ".";
}

bool must_hold(LesionState& lesion, const Conditions& conditions, const decision_table::Cells& cells) {
  return lesion.engine().must_hold(conditions, lesion.possible, cells, lesion.workspace);
}

/// True when the conditions on the case hold whatever is still missing, and none of those that keep the alternative
/// back does.
bool stands_in_case(LesionState& lesion, const AlternativeWay& way) {
  const auto& cells = lesion.workspace.sweep.cells;
  return must_hold(lesion, way.of_case, cells) &&
         std::ranges::none_of(way.unless, [&](const auto& condition) { return must_hold(lesion, {condition}, cells); });
}

/// `summary.alternative.<row>` where the pair alone would not say it.
std::string alternative_summary(const LesionState& lesion, const FiredAlternative& fired) {
  const std::string own = "summary.alternative." + fired.rule->id;
  return lesion.library->wording.has(own) ? std::string(lesion.library->wording(own))
                                          : summary(lesion, fired.surgery, fired.radiation);
}

}  // namespace

std::vector<FiredAlternative> fired_alternatives(LesionState& lesion, const std::vector<FoundOption>& options) {
  const auto& rules = lesion.engine().model().collects[Edition::alternatives].rules;
  const auto& prepared = lesion.edition->alternative_ways;
  struct Standing {
    std::size_t rule;
    std::size_t way;
  };
  std::vector<Standing> standing;  // what the case allows, whatever the treatment is
  for (std::size_t r = 0; r < rules.size(); ++r) {
    for (std::size_t w = 0; w < prepared[r].size(); ++w) {
      if (stands_in_case(lesion, prepared[r][w])) standing.push_back({r, w});
    }
  }
  std::vector<FiredAlternative> fired;
  for (const auto& option : options) {
    if (standing.empty()) break;
    const auto cells = cells_of(lesion, option);
    const Rule* last = nullptr;  // a rule stands beside an option once
    for (const auto& candidate : standing) {
      const Rule* rule = &rules[candidate.rule];
      const AlternativeWay& way = prepared[candidate.rule][candidate.way];
      if (rule == last || !must_hold(lesion, way.of_option, cells)) continue;
      last = rule;
      const std::string_view surgery = way.surgery == "same" ? pair_of(lesion, option.answer).first : way.surgery;
      auto known = std::ranges::find_if(fired, [&](const FiredAlternative& other) {
        return other.rule == rule && other.surgery == surgery && other.radiation == way.radiation;
      });
      if (known == fired.end())
        known = fired.insert(known, FiredAlternative{rule, &rule->ways[candidate.way], surgery, way.radiation, {}});
      for (const auto* row : option.rows) known->beside.push_back(row->id);
    }
  }
  return fired;
}

std::vector<Alternative> alternatives(LesionState& lesion, const std::vector<FoundOption>& options) {
  std::vector<Alternative> list;
  for (const auto& fired : fired_alternatives(lesion, options)) {
    const auto& notes = fired.way->notes;
    list.push_back({fired.rule->id,
                    std::string(fired.surgery),
                    std::string(fired.radiation),
                    alternative_summary(lesion, fired),
                    notes.text,
                    notes.mark,
                    notes.evidence,
                    {fired.beside.begin(), fired.beside.end()}});
  }
  return list;
}

std::vector<FiredVeto> fired_vetoes(LesionState& lesion, const std::vector<FoundOption>& options) {
  std::vector<FiredVeto> fired;
  for (const auto& rule : lesion.engine().model().collects[Edition::vetoes].rules) {
    const auto way = std::ranges::find_if(rule.ways, [&](const Rule::Way& one) {
      return std::ranges::any_of(
          options, [&](const FoundOption& option) { return must_hold(lesion, one.when, cells_of(lesion, option)); });
    });
    if (way != rule.ways.end()) fired.push_back({&rule, &*way});
  }
  return fired;
}

std::vector<Remark> vetoes(LesionState& lesion, const std::vector<FoundOption>& options) {
  std::vector<Remark> list;
  for (const auto& [rule, way] : fired_vetoes(lesion, options))
    list.push_back({rule->id, way->notes.text, way->notes.mark, way->notes.evidence, true, true});
  return list;
}

std::vector<FiredCaution> fired_cautions(LesionState& lesion, bool texts) {
  const auto& engine = lesion.engine();
  const auto cells = lesion.workspace.sweep.cells;
  std::vector<FiredCaution> fired;
  for (const auto& rule : engine.model().collects[Edition::cautions].rules) {
    FiredCaution caution{&rule, nullptr, true, false};
    for (const auto& way : rule.ways) {
      if (caution.way != nullptr && !texts) break;
      if (!engine.can_hold(way.when, lesion.possible, cells, lesion.workspace)) continue;
      if (caution.way == nullptr) {
        caution.way = &way;
      } else {
        caution.one_text = caution.one_text && caution.way->notes.text == way.notes.text;
      }
    }
    if (caution.way == nullptr) continue;
    caution.certain = engine.must_fire(rule, lesion.possible, cells, lesion.workspace);
    fired.push_back(caution);
  }
  std::ranges::stable_sort(fired, std::greater<>(), &FiredCaution::certain);
  return fired;
}

std::vector<Remark> cautions(LesionState& lesion) {
  const CollectTable& table = lesion.engine().model().collects[Edition::cautions];
  const auto& wording = lesion.library->wording;
  std::vector<Remark> found;
  for (const auto& [rule, way, one_text, certain] : fired_cautions(lesion, true)) {
    // Where several sentences are still possible, none of them may stand for the others.
    const std::string general = "caution." + rule->id;
    const std::string text = one_text || !wording.has(general) ? way->notes.text : std::string(wording(general));
    found.push_back({rule->id, text + what_if(lesion, output_of(table, *way, "if_instead")), way->notes.mark,
                     way->notes.evidence, certain, certain && output_of(table, *way, "flag") == "yes"});
  }
  return found;
}

Names red_flags(const LesionState& lesion, const std::vector<Remark>& vetoes, const std::vector<Remark>& cautions) {
  const auto& table = lesion.engine().model().finals[Edition::urgency];
  const auto& values = lesion.engine().model().vocabulary.at(table.outputs[0]).values;
  const std::uint64_t rows = lesion.engine().rows(Edition::urgency, lesion.workspace.sweep.cells);
  const bool one = std::popcount(rows) == 1;
  Names flags;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const std::string& urgency = values[static_cast<std::size_t>(table.rows[r].outputs[0])];
    if (((rows >> r) & 1U) == 0 || urgency == "elective") continue;
    const std::string word = lesion.library->wording.value("urgency", urgency);
    flags.push_back(one ? word + ": " + table.rows[r].notes.text
                        : std::string(lesion.library->wording("flag.not_excluded")) + " " + word + ": " +
                              table.rows[r].notes.text);
  }
  for (const auto* remarks : {&vetoes, &cautions}) {
    for (const auto& remark : *remarks) {
      if (remark.flag) flags.push_back(remark.text);
    }
  }
  return flags;
}

}  // namespace noms::decision::internal
