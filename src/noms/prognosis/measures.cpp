// SPDX-License-Identifier: Apache-2.0
#include "noms/prognosis/internal/measures.h"

#include <algorithm>
#include <set>

namespace noms::prognosis::internal {
namespace {

using clinical_case::Case;
using clinical_case::Entry;

const Entry* entry_at(const Case& patient, std::string_view path) {
  const auto found = patient.fields.find(path);
  return found == patient.fields.end() ? nullptr : &found->second;
}

/// A number made of two fields; unknown while one of them is.
Range of_two(const Case& patient, std::string_view first, std::string_view second, double (*formula)(double, double)) {
  const Entry* a = entry_at(patient, first);
  const Entry* b = entry_at(patient, second);
  if (a == nullptr || b == nullptr || b->most() == 0) {
    const bool both = a == nullptr && b == nullptr;
    return {0, 0, true, false, std::string(a == nullptr ? first : second), both ? std::string(second) : std::string()};
  }
  // Both formulas rise with the first number and fall with the second.
  return {formula(a->least(), b->most()),
          formula(a->most(), std::max(b->least(), 1e-9)),
          false,
          true,
          std::string(first),
          {}};
}

/// L3 muscle area over height squared; cm2 and cm in, cm2/m2 out.
Range skeletal_muscle_index(const Case& patient, const Library& library) {
  static_cast<void>(library);
  return of_two(patient, "patient/body_composition/l3_skeletal_muscle_area", "patient/height",
                [](double area, double height) { return area * 10'000 / (height * height); });
}

/// Weight over height squared; kg and cm in, kg/m2 out.
Range body_mass_index(const Case& patient, const Library& library) {
  static_cast<void>(library);
  return of_two(patient, "patient/weight", "patient/height",
                [](double weight, double height) { return weight * 10'000 / (height * height); });
}

/// Area of both psoas muscles over that of the vertebral body at L3.
Range psoas_vertebra_ratio(const Case& patient, const Library& library) {
  static_cast<void>(library);
  return of_two(patient, "patient/body_composition/l3_psoas_area", "patient/body_composition/l3_vertebral_body_area",
                [](double psoas, double vertebra) { return psoas / vertebra; });
}

/// Vertebrae that the lesions of the case name, at least one a lesion; always known.
Range described_vertebrae(const Case& patient, const Library& library) {
  static_cast<void>(library);
  std::set<std::string> levels;
  for (const auto& lesion : patient.lesions) {
    const auto found = lesion.fields.find("levels");
    if (found != lesion.fields.end()) levels.insert(found->second.values.begin(), found->second.values.end());
  }
  const auto count = static_cast<double>(std::max(levels.size(), patient.lesions.size()));
  return {count, count, false, true, "lesions", {}};
}

/// The field that would say more about the SINS of a lesion.
std::string open_item(std::size_t lesion, const Library& library, const decision_table::ScoreTable& sins,
                      const Possible& possible) {
  for (const auto& component : sins.components) {
    const bool open = possible[static_cast<std::size_t>(component.variable)].count() > 1;
    if (open && library.fact_rule(component.variable) != nullptr)
      return clinical_case::pointer_of(library, component.variable, lesion);
  }
  return "lesions/" + std::to_string(lesion) + "/levels";
}

/// The highest SINS of the lesions.
Range sins(const Case& patient, const Library& library) {
  Range range{0, 0, false, true, "lesions/0", {}};
  const auto& edition = *library.editions.front();
  const auto& scores = edition.engine.model().scores;
  const auto table = std::ranges::find(scores, "sins", &decision_table::ScoreTable::id);
  if (table == scores.end()) return {0, 0, true, false, "lesions/0", {}};
  for (std::size_t lesion = 0; lesion < patient.lesions.size(); ++lesion) {
    Possible possible = clinical_case::facts_of(patient.lesions[lesion], edition);
    knowledge::Engine::Workspace workspace;
    if (!edition.engine.reach(possible, workspace)) continue;
    const auto reach = edition.engine.score(*table, possible);
    range.lowest = std::max(range.lowest, static_cast<double>(reach.lowest));
    range.highest = std::max(range.highest, static_cast<double>(reach.highest));
    if (reach.lowest == reach.highest || !range.recorded) continue;
    range.recorded = false;
    range.pointer = open_item(lesion, library, *table, possible);
  }
  return range;
}

constexpr MeasureRule measures[] = {
    {"skeletal_muscle_index", "cm2/m2", false, skeletal_muscle_index},
    {"body_mass_index", "kg/m2", false, body_mass_index},
    {"psoas_vertebra_ratio", "1", false, psoas_vertebra_ratio},
    {"described_vertebrae", "", true, described_vertebrae},
    {"sins", "", true, sins},
};

}  // namespace

const MeasureRule* measure_named(std::string_view name) {
  const auto found = std::ranges::find(measures, name, &MeasureRule::name);
  return found == std::end(measures) ? nullptr : found;
}

}  // namespace noms::prognosis::internal
