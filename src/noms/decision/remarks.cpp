// SPDX-License-Identifier: Apache-2.0
// Rules that stand beside the treatment: alternatives, vetoes, cautions, red flags.
#include <algorithm>

#include "noms/decision/internal/parts.h"

namespace noms::decision::internal {

using decision_table::CollectTable;
using decision_table::Conditions;
using decision_table::Rule;
using knowledge::Edition;

namespace {

std::string output_of(const CollectTable& table, const Rule::Way& way, std::string_view name) {
  const auto at = std::ranges::find(table.outputs, name);
  return at == table.outputs.end() ? std::string() : way.outputs[static_cast<std::size_t>(at - table.outputs.begin())];
}

/// The cells of the lesion in which the option is the answer.
decision_table::Cells cells_of(const LesionState& lesion, const Option& option) {
  const auto& engine = lesion.engine();
  const auto& table = engine.model().finals[Edition::treatment];
  const int row = table.find(option.rows.front());
  if (row < 0) return {};
  const auto& answers = engine.answers(Edition::treatment);
  const auto answer = std::ranges::find(answers, table.rows[static_cast<std::size_t>(row)].outputs);
  return lesion.workspace.sweep.cells &
         engine.cells_of_answer(Edition::treatment, static_cast<std::size_t>(answer - answers.begin()));
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

}  // namespace

/// True when one of the conditions holds whatever is still missing.
static bool any_certain(LesionState& lesion, const std::string& conditions) {
  if (conditions.empty() || conditions == "-") return false;
  const auto read = decision_table::read_conditions(conditions, lesion.engine().model().vocabulary, "alternatives");
  if (!read) return false;
  return std::ranges::any_of(read.value(), [&](const auto& condition) {
    return lesion.engine().must_hold({condition}, lesion.possible, lesion.workspace.sweep.cells, lesion.workspace);
  });
}

/// An alternative fires beside an option when its conditions on the case hold whatever is still missing, and its
/// conditions on the treatment hold for the option.
static bool fires_beside(LesionState& lesion, const Rule::Way& way, const decision_table::Cells& cells) {
  const auto& treatment = lesion.engine().model().finals[Edition::treatment].outputs;
  Conditions of_case;
  Conditions of_option;
  for (const auto& condition : way.when) {
    const bool output = std::ranges::find(treatment, condition.first) != treatment.end();
    (output ? of_option : of_case).push_back(condition);
  }
  return lesion.engine().must_hold(of_option, lesion.possible, cells, lesion.workspace) &&
         lesion.engine().must_hold(of_case, lesion.possible, lesion.workspace.sweep.cells, lesion.workspace);
}

/// `summary.alternative.<row>` where the pair alone would not say it.
static std::string alternative_summary(const LesionState& lesion, const std::string& row, const std::string& surgery,
                                       const std::string& radiation) {
  const std::string own = "summary.alternative." + row;
  return lesion.library->wording.has(own) ? std::string(lesion.library->wording(own))
                                          : summary(lesion, surgery, radiation);
}

std::vector<Alternative> alternatives(LesionState& lesion, const std::vector<Option>& options) {
  const CollectTable& table = lesion.engine().model().collects[Edition::alternatives];
  std::vector<Alternative> found;
  for (const auto& option : options) {
    const auto cells = cells_of(lesion, option);
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) {
        if (!fires_beside(lesion, way, cells) || any_certain(lesion, output_of(table, way, "unless"))) continue;
        std::string surgery = output_of(table, way, "surgery");
        if (surgery == "same") surgery = option.surgery;
        const std::string radiation = output_of(table, way, "radiation");
        auto known = std::ranges::find_if(found, [&](const Alternative& a) {
          return a.row == rule.id && a.surgery == surgery && a.radiation == radiation;
        });
        if (known == found.end()) {
          known = found.insert(known, Alternative{rule.id,
                                                  surgery,
                                                  radiation,
                                                  alternative_summary(lesion, rule.id, surgery, radiation),
                                                  way.notes.text,
                                                  way.notes.mark,
                                                  way.notes.evidence,
                                                  {}});
        }
        for (const auto& row : option.rows) {
          if (std::ranges::find(known->beside, row) == known->beside.end()) known->beside.push_back(row);
        }
        break;
      }
    }
  }
  return found;
}

std::vector<Remark> vetoes(LesionState& lesion, const std::vector<Option>& options) {
  const CollectTable& table = lesion.engine().model().collects[Edition::vetoes];
  std::vector<Remark> found;
  for (const auto& rule : table.rules) {
    for (const auto& way : rule.ways) {
      const bool fires = std::ranges::any_of(options, [&](const Option& option) {
        return lesion.engine().must_hold(way.when, lesion.possible, cells_of(lesion, option), lesion.workspace);
      });
      if (!fires) continue;
      found.push_back({rule.id, way.notes.text, way.notes.mark, way.notes.evidence, true, true});
      break;
    }
  }
  return found;
}

std::vector<FiredCaution> fired_cautions(LesionState& lesion) {
  const auto& engine = lesion.engine();
  const auto cells = lesion.workspace.sweep.cells;
  std::vector<FiredCaution> fired;
  for (const auto& rule : engine.model().collects[Edition::cautions].rules) {
    FiredCaution caution{&rule, nullptr, true, false};
    for (const auto& way : rule.ways) {
      if (!engine.can_hold(way.when, lesion.possible, cells, lesion.workspace)) continue;
      if (caution.way == nullptr) caution.way = &way;
      caution.one_text = caution.one_text && caution.way->notes.text == way.notes.text;
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
  for (const auto& [rule, way, one_text, certain] : fired_cautions(lesion)) {
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
