// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/decision/internal/parts.h"
#include "noms/foundation/text.h"

namespace noms::decision::internal {

using decision_table::Cells;
using decision_table::UniqueTable;
using knowledge::Edition;

namespace {

void once(Names& names, std::string_view name) {
  if (!name.empty() && name != "-" && std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

}  // namespace

Pair pair_of(const LesionState& lesion, std::size_t answer) {
  const auto& model = lesion.engine().model();
  const auto& variables = model.finals[Edition::treatment].outputs;
  const auto& outputs = lesion.engine().answers(Edition::treatment)[answer];
  const auto word = [&](std::size_t o) -> std::string_view {
    return model.vocabulary.at(variables[o]).values[static_cast<std::size_t>(outputs[o])];
  };
  return {word(0), word(1)};
}

std::string summary(const LesionState& lesion, std::string_view surgery, std::string_view radiation) {
  return std::string(lesion.library->wording("summary." + std::string(surgery) + "." + std::string(radiation)));
}

std::vector<FoundOption> found_options(const LesionState& lesion) {
  const auto& engine = lesion.engine();
  const UniqueTable& table = engine.model().finals[Edition::treatment];
  std::vector<FoundOption> found;
  for (std::uint64_t rows = engine.rows(Edition::treatment, lesion.workspace.sweep.cells); rows != 0;
       rows &= rows - 1) {
    const auto row = static_cast<std::size_t>(std::countr_zero(rows));
    const std::size_t answer = engine.answer_of_row(Edition::treatment, row);
    auto option = std::ranges::find(found, answer, &FoundOption::answer);
    if (option == found.end()) {
      option = found.insert(option, FoundOption{answer, {}});
      option->rows.reserve(8);
    }
    option->rows.push_back(&table.rows[row]);
  }
  return found;
}

std::vector<Option> options(const LesionState& lesion, const std::vector<FoundOption>& found) {
  std::vector<Option> list;
  for (const auto& [answer, rows] : found) {
    const auto [surgery, radiation] = pair_of(lesion, answer);
    auto& option = list.emplace_back();
    option.surgery = surgery;
    option.radiation = radiation;
    option.summary = summary(lesion, surgery, radiation);
    for (const auto* row : rows) {
      option.rows.push_back(row->id);
      option.texts.push_back(row->notes.text);
      option.marks.push_back(row->notes.mark);
      for (const auto& key : row->notes.evidence) once(option.evidence, key);
    }
  }
  return list;
}

std::vector<Treatment> treatments(const LesionState& lesion, std::uint64_t answers) {
  std::vector<Treatment> pairs;
  for (; answers != 0; answers &= answers - 1) {
    const auto [surgery, radiation] = pair_of(lesion, static_cast<std::size_t>(std::countr_zero(answers)));
    pairs.emplace_back(surgery, radiation);
  }
  return pairs;
}

Names urgency_in(const LesionState& lesion, const Cells& cells) {
  const UniqueTable& table = lesion.engine().model().finals[Edition::urgency];
  const std::uint64_t rows = lesion.engine().rows(Edition::urgency, cells);
  decision_table::ValueSet values;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (((rows >> r) & 1U) != 0) values = values | decision_table::ValueSet::of(table.rows[r].outputs[0]);
  }
  return lesion.names_of(table.outputs[0], values);
}

Reason final_reason(const LesionState& lesion, std::size_t final_table) {
  const UniqueTable& table = lesion.engine().model().finals[final_table];
  Reason reason = assessment::reason_for(lesion, table);
  reason.rows.clear();
  reason.texts.clear();
  reason.marks.clear();
  reason.evidence.clear();
  const std::uint64_t rows = lesion.engine().rows(final_table, lesion.workspace.sweep.cells);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (((rows >> r) & 1U) == 0) continue;
    reason.rows.push_back(table.rows[r].id);
    reason.texts.push_back(table.rows[r].notes.text);
    for (const auto mark : split(table.rows[r].notes.mark, " ")) once(reason.marks, mark);
    for (const auto& key : table.rows[r].notes.evidence) once(reason.evidence, key);
  }
  return reason;
}

decision_table::Cells cells_if(const LesionState& lesion, decision_table::VariableId fact,
                               decision_table::ValueSet set) {
  auto possible = lesion.recorded;
  possible[static_cast<std::size_t>(fact)] = set;
  decision_table::Diagram::Sweep scratch;
  return lesion.engine().diagram().cells(possible, scratch);
}

}  // namespace noms::decision::internal
