// SPDX-License-Identifier: Apache-2.0
#include "noms/decision/rows.h"

#include <algorithm>

#include "noms/decision/internal/parts.h"
#include "noms/foundation/text.h"

namespace noms::decision {
namespace {

using assessment::LesionState;
using decision_table::ValueSet;
using decision_table::VariableId;
using knowledge::Edition;
using Words = LesionRows::Words;

void once(Words& words, std::string_view word) {
  if (!word.empty() && word != "-" && std::ranges::find(words, word) == words.end()) words.push_back(word);
}

Words words_of(const decision_table::Variable& variable, ValueSet set) {
  Words words;
  words.reserve(static_cast<std::size_t>(set.count()));
  for (ValueSet s = set; !s.empty(); s = s.rest())
    words.emplace_back(variable.values[static_cast<std::size_t>(s.lowest())]);
  return words;
}

Words values(const LesionState& lesion, std::string_view name) {
  const auto& vocabulary = lesion.engine().model().vocabulary;
  const VariableId id = vocabulary.find(name);
  return id < 0 ? Words{} : words_of(vocabulary.at(id), lesion.possible[static_cast<std::size_t>(id)]);
}

void add_letters(Words& letters, std::string_view marks) {
  while (!marks.empty()) {
    const auto end = std::min(marks.find(' '), marks.size());
    once(letters, marks.substr(0, end));
    marks.remove_prefix(std::min(end + 1, marks.size()));
  }
}

Words words(const Names& names) {
  return {names.begin(), names.end()};
}

std::vector<LesionRows::Remark> rows_of(const std::vector<Remark>& remarks) {
  std::vector<LesionRows::Remark> rows;
  for (const auto& remark : remarks) rows.push_back({remark.row, remark.certain});
  return rows;
}

}  // namespace

LesionRows decide_rows(LesionState& lesion) {
  LesionRows result;
  const auto& model = lesion.engine().model();
  result.histology = values(lesion, "histology");
  result.escc = values(lesion, "escc");
  result.escc_group = values(lesion, "escc_group");
  result.deficit = values(lesion, "deficit");
  result.tumour = values(lesion, "tumour");
  result.stability = values(lesion, "stability");
  result.tolerates_surgery = values(lesion, "tolerates_surgery");
  result.urgency = values(lesion, "urgency");
  for (const auto& score : model.scores) {
    if (score.id != "sins") continue;
    const auto reach = lesion.engine().score(score, lesion.possible);
    result.sins_lowest = reach.lowest;
    result.sins_highest = reach.highest;
    result.sins_categories = words_of(model.vocabulary.at(score.category), reach.categories);
    result.sins_items.reserve(score.components.size());
    for (const auto& component : score.components) {
      const auto& variable = model.vocabulary.at(component.variable);
      result.sins_items.emplace_back(variable.name,
                                     words_of(variable, lesion.possible[static_cast<std::size_t>(component.variable)]));
    }
  }
  const auto found = internal::found_options(lesion);
  result.options.reserve(found.size());
  for (const auto& option : found) {
    const auto [surgery, radiation] = internal::pair_of(lesion, option.answer);
    auto& rows = result.options.emplace_back(LesionRows::Option{surgery, radiation, {}}).rows;
    rows.reserve(option.rows.size());
    for (const auto* row : option.rows) {
      rows.emplace_back(row->id);
      add_letters(result.marks, row->notes.mark);
      for (const auto& key : row->notes.evidence) once(result.evidence, key);
    }
  }
  for (const auto& fired : internal::fired_alternatives(lesion, found))
    result.alternatives.emplace_back(fired.rule->id);
  for (const auto& fired : internal::fired_vetoes(lesion, found)) result.vetoes.push_back({fired.rule->id, true});
  const auto cautions = internal::fired_cautions(lesion, false);
  result.cautions.reserve(cautions.size());
  for (const auto& fired : cautions) result.cautions.push_back({fired.rule->id, fired.certain});
  const auto questions = internal::questions(lesion);
  result.missing.reserve(questions.size());
  result.missing_places.reserve(questions.size());
  for (const auto& question : questions) {
    result.missing.emplace_back(model.vocabulary.at(question.fact).name);
    result.missing_places.push_back(lesion.place_of(question.fact));
  }
  return result;
}

LesionRows rows_of(const Assessment& assessment, const LesionAssessment& lesion) {
  LesionRows result;
  result.histology = words(assessment.histology);
  result.escc = words(lesion.escc);
  result.escc_group = words(lesion.escc_group);
  result.deficit = words(lesion.deficit);
  result.tumour = words(lesion.tumour);
  result.stability = words(lesion.stability);
  result.tolerates_surgery = words(lesion.tolerates_surgery);
  result.urgency = words(lesion.urgency);
  result.sins_lowest = lesion.sins.lowest;
  result.sins_highest = lesion.sins.highest;
  result.sins_categories = words(lesion.sins.categories);
  for (const auto& item : lesion.sins.items) result.sins_items.emplace_back(item.component, words(item.findings));
  for (const auto& option : lesion.options) {
    result.options.push_back({option.surgery, option.radiation, words(option.rows)});
    for (const auto& mark : option.marks) add_letters(result.marks, mark);
    for (const auto& key : option.evidence) once(result.evidence, key);
  }
  for (const auto& other : lesion.alternatives) result.alternatives.emplace_back(other.row);
  result.vetoes = rows_of(lesion.vetoes);
  result.cautions = rows_of(lesion.cautions);
  for (const auto& fact : lesion.missing) {
    result.missing.emplace_back(fact.name);
    result.missing_places.push_back(fact.fact);
  }
  return result;
}

FactCount count_facts(LesionState& lesion) {
  const auto& engine = lesion.engine();
  const auto& diagram = engine.diagram();
  FactCount count;
  std::vector<int> open;  // layers of facts that are not recorded
  for (std::size_t l = 0; l < diagram.layers().size(); ++l) {
    const auto fact = diagram.layers()[l].fact;
    if (!engine.is_read(fact) || !internal::is_asked(lesion, fact)) continue;
    if (lesion.is_recorded(fact)) {
      ++count.recorded;
    } else {
      open.push_back(static_cast<int>(l));
    }
  }
  count.readable = count.recorded;
  auto& sweep = lesion.workspace.sweep;
  for (const std::size_t table : {Edition::treatment, Edition::urgency}) {
    if (table != Edition::treatment)
      diagram.sweep_back(engine.marks(table), sweep);  // reach() did it for the treatment
    count.readable += static_cast<int>(
        std::erase_if(open, [&](int layer) { return diagram.pivotal(sweep, layer, engine.marks(table)); }));
  }
  return count;
}

}  // namespace noms::decision
