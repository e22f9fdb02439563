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

Treatment pair_of(const LesionState& lesion, const std::vector<int>& outputs) {
  const auto& model = lesion.engine().model();
  const auto& table = model.finals[Edition::treatment];
  const auto word = [&](std::size_t o) {
    return model.vocabulary.at(table.outputs[o]).values[static_cast<std::size_t>(outputs[o])];
  };
  return {word(0), word(1)};
}

}  // namespace

std::string summary(const LesionState& lesion, const std::string& surgery, const std::string& radiation) {
  return std::string(lesion.library->wording("summary." + surgery + "." + radiation));
}

std::vector<Option> options_in(const LesionState& lesion, const Cells& cells) {
  const auto& engine = lesion.engine();
  const UniqueTable& table = engine.model().finals[Edition::treatment];
  const std::uint64_t rows = engine.rows(Edition::treatment, cells);
  std::vector<Option> options;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (((rows >> r) & 1U) == 0) continue;
    const auto& row = table.rows[r];
    const auto treatment = pair_of(lesion, row.outputs);
    const auto& surgery = treatment.first;  // no structured binding: clang before 16 does not let a lambda capture one
    const auto& radiation = treatment.second;
    auto option = std::ranges::find_if(
        options, [&](const Option& o) { return o.surgery == surgery && o.radiation == radiation; });
    if (option == options.end()) {
      option = options.insert(option, Option{surgery, radiation, {}, {}, summary(lesion, surgery, radiation), {}, {}});
    }
    option->rows.push_back(row.id);
    option->texts.push_back(row.notes.text);
    option->marks.push_back(row.notes.mark);
    for (const auto& key : row.notes.evidence) once(option->evidence, key);
  }
  return options;
}

std::vector<Treatment> treatments(const LesionState& lesion, std::uint64_t answers) {
  std::vector<Treatment> pairs;
  const auto& all = lesion.engine().answers(Edition::treatment);
  for (std::size_t a = 0; a < all.size(); ++a) {
    if (((answers >> a) & 1U) != 0) pairs.push_back(pair_of(lesion, all[a]));
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
