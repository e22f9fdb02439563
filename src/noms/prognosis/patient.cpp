// SPDX-License-Identifier: Apache-2.0
#include "noms/prognosis/internal/patient.h"

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"

namespace noms::prognosis::internal {
namespace {

using clinical_case::Case;
using clinical_case::Entry;

constexpr std::string_view kps_path = "patient/performance/kps";
constexpr std::string_view ecog_path = "patient/performance/ecog";
constexpr std::string_view spinal_path = "disease/spinal_metastases";
constexpr std::string_view extraspinal_path = "disease/extraspinal_bone_metastases";
constexpr std::string_view total_path = "disease/total_metastases";
constexpr std::string_view onset_path = "lesions/*/deficit_onset";
constexpr std::string_view lesion_prefix = "lesions/*/";
constexpr double most_lesions = 999;

bool is_of_lesion(std::string_view path) {
  return path.starts_with(lesion_prefix);
}

std::string pointer_in(std::string_view path, std::size_t lesion) {
  return is_of_lesion(path) ? "lesions/" + std::to_string(lesion) + "/" + std::string(path.substr(lesion_prefix.size()))
                            : std::string(path);
}

/// How bad each value of a fact of the lesion is: a choice is written worst first, a yes or no has the yes last.
int badness(const decision_table::Variable& variable, int value) {
  const bool yes_no = variable.values.size() == 2 && variable.values[0] == "no";
  return yes_no ? value : static_cast<int>(variable.values.size()) - value;
}

/// Takes away what would make the reader refuse the case: where all other facts of a contradiction hold, the last one
/// does not. The engine leaves rows that must not infer for a decision; a score may use them, since every completion is
/// a case.
void narrow(Possible& possible, const Library& library) {
  for (const auto& exclusion : library.exclusions) {
    for (const auto& [fact, set] : exclusion.when) {
      const bool others_hold = std::ranges::all_of(exclusion.when, [&, this_fact = fact](const auto& other) {
        return other.first == this_fact || possible[static_cast<std::size_t>(other.first)].within(other.second);
      });
      ValueSet& now = possible[static_cast<std::size_t>(fact)];
      if (others_hold && !(now - set).empty()) now = now - set;
    }
  }
}

}  // namespace

Patient::Patient(const Case& patient, const Library& library, const Book& book)
    : patient_(patient), library_(library), book_(book) {
  const auto& edition = *library.editions.front();
  for (std::size_t lesion = 0; lesion < patient.lesions.size(); ++lesion) {
    Possible possible = clinical_case::facts_of(patient.lesions[lesion], edition);
    knowledge::Engine::Workspace workspace;
    Possible before = possible;
    const bool reached = edition.engine.reach(possible, workspace);
    lesions_.push_back(std::move(reached ? possible : before));
    narrow(lesions_.back(), library);
  }
  const Entry* ecog = entry(ecog_path);
  const Entry* kps = entry(kps_path);
  dead_ = (ecog != nullptr && ecog->number >= 5) || (kps != nullptr && kps->number <= 0);
}

const Entry* Patient::entry(std::string_view path) const {
  const auto found = patient_.fields.find(path);
  return found == patient_.fields.end() ? nullptr : &found->second;
}

State Patient::state_of(const Score& score, const Base& base) const {
  switch (base.kind) {
    case Base::Kind::Choice: return choice(base);
    case Base::Kind::Number: return number(score, base);
    case Base::Kind::Member: return member(base);
    case Base::Kind::Total: break;
  }
  return {};
}

/// Of the patient: what every lesion leaves possible. Of the lesions: the worst that their values can make together.
State Patient::choice(const Base& base) const {
  const auto& variable = library_.vocabulary.at(base.fact);
  State state{variable.all(), true, pointer_in(base.field, 0), {}};
  int floor = -1;
  ValueSet any;
  for (std::size_t lesion = 0; lesion < lesions_.size(); ++lesion) {
    const ValueSet set = lesions_[lesion][static_cast<std::size_t>(base.fact)];
    state.set = state.set & set;
    any = any | set;
    int best = badness(variable, set.lowest());
    for (ValueSet s = set; !s.empty(); s = s.rest()) best = std::min(best, badness(variable, s.lowest()));
    floor = std::max(floor, best);
    if (patient_.lesions[lesion].is_recorded(base.fact) || !state.recorded) continue;
    state.recorded = false;
    state.pointer = pointer_in(base.field, lesion);
  }
  if (is_of_lesion(base.field)) {
    state.set = {};
    for (ValueSet s = any; !s.empty(); s = s.rest()) {
      if (badness(variable, s.lowest()) >= floor) state.set = state.set | ValueSet::of(s.lowest());
    }
  }
  if (base.name != "histology") return state;
  for (const auto& [whole, parts] : book_.histology_parts) {
    const ValueSet of_whole = ValueSet::of(variable.find(whole));
    if ((state.set & of_whole).empty()) continue;
    state.set = state.set - of_whole;
    for (const auto& part : parts) state.set = state.set | ValueSet::of(variable.find(part));
  }
  return state;
}

State Patient::member(const Base& base) const {
  State state{ValueSet::first(2), false, base.field, {}};
  const Entry* given = entry(base.field);
  if (given == nullptr) return state;
  const bool any = std::ranges::any_of(
      given->values, [&](const auto& value) { return std::ranges::find(base.members, value) != base.members.end(); });
  return {ValueSet::of(any ? 1 : 0), true, base.field, {}};
}

State Patient::number(const Score& score, const Base& base) const {
  const Range range = range_of(base);
  State state{score.model.vocabulary.at(base.variable).all(), range.recorded, range.pointer, range.also};
  if (range.open) return state;
  state.set = {};
  for (int at = class_of(base, range.lowest); at <= class_of(base, range.highest); ++at)
    state.set = state.set | ValueSet::of(at);
  return state;
}

Range Patient::range_of(const Base& base) const {
  if (const MeasureRule* measure = measure_named(base.field); measure != nullptr)
    return measure->of(patient_, library_);
  if (base.field == kps_path || base.field == ecog_path) return performance(base);
  if (base.field == spinal_path || base.field == extraspinal_path || base.field == total_path) return count(base);
  if (base.field == onset_path) return shortest_onset(base);
  return recorded_range(base.field);
}

Range Patient::recorded_range(const std::string& path) const {
  const Entry* given = entry(path);
  if (given == nullptr) return {0, 0, true, false, path, {}};
  return {given->least(), given->most(), false, true, path, {}};
}

/// As recorded; with only the other scale recorded, every value that the table of the conversion allows.
Range Patient::performance(const Base& base) const {
  const bool karnofsky = base.field == kps_path;
  const Entry* own = entry(base.field);
  const Entry* other = entry(karnofsky ? ecog_path : kps_path);
  if (own != nullptr) {
    // Karnofsky goes in steps of ten: a value between two of them leaves both.
    const double step = karnofsky ? 10 : 1;
    return {std::floor(own->number / step) * step, std::ceil(own->number / step) * step, false, true, base.field, {}};
  }
  Range range{static_cast<double>(base.most), static_cast<double>(base.least), other == nullptr, false, base.field, {}};
  if (other == nullptr) return range;
  for (const auto& line : book_.conversion) {
    const double least = std::floor(other->number / 10) * 10;
    const double most = std::ceil(other->number / 10) * 10;
    const bool fits = karnofsky ? line.ecog == static_cast<int>(other->number) : line.from <= most && line.to >= least;
    if (!fits || line.ecog > 4) continue;
    range.lowest = std::min(range.lowest, static_cast<double>(karnofsky ? line.from : line.ecog));
    range.highest = std::max(range.highest, static_cast<double>(karnofsky ? line.to : line.ecog));
  }
  return range;
}

/// Numbers of metastases limit each other: the lesions of the case are spine lesions, and spine and other bone lesions
/// are part of all.
Range Patient::count(const Base& base) const {
  const auto recorded = [&](std::string_view path) -> std::optional<double> {
    const Entry* given = entry(path);
    return given == nullptr ? std::nullopt : std::optional(given->number);
  };
  const auto spinal = recorded(spinal_path);
  const auto extraspinal = recorded(extraspinal_path);
  const auto total = recorded(total_path);
  if (const auto own = recorded(base.field)) return {*own, *own, false, true, base.field, {}};
  const double least_spinal = spinal.value_or(std::max(1.0, static_cast<double>(patient_.lesions.size())));
  const double least_extraspinal = extraspinal.value_or(0);
  const double all = total.value_or(most_lesions);
  Range range{0, most_lesions, false, false, base.field, {}};
  if (base.field == spinal_path) {
    range.lowest = least_spinal;
    range.highest = std::max(range.lowest, all - least_extraspinal);
  } else if (base.field == extraspinal_path) {
    range.highest = std::max(0.0, all - least_spinal);
  } else {
    range.lowest = least_spinal + least_extraspinal;
  }
  return range;
}

/// The deficit of the lesion that began last; a lesion without a deficit says nothing, one whose onset is missing
/// leaves it open.
Range Patient::shortest_onset(const Base& base) const {
  const auto frankel = static_cast<std::size_t>(library_.vocabulary.find("frankel"));
  const ValueSet normal = ValueSet::of(library_.vocabulary.at(static_cast<VariableId>(frankel)).find("E"));
  Range range{0, 0, true, true, pointer_in(base.field, 0), {}};
  double least = 0;
  bool some_missing = false;
  for (std::size_t lesion = 0; lesion < patient_.lesions.size(); ++lesion) {
    const auto found = patient_.lesions[lesion].fields.find("deficit_onset");
    if (found != patient_.lesions[lesion].fields.end()) {
      range.highest = range.open ? found->second.most() : std::min(range.highest, found->second.most());
      least = range.open ? found->second.least() : std::min(least, found->second.least());
      range.open = false;
    } else if (!some_missing && lesions_[lesion][frankel] != normal) {
      some_missing = true;
      range.pointer = pointer_in(base.field, lesion);
    }
  }
  range.recorded = !range.open && !some_missing;
  range.lowest = some_missing ? 0 : least;
  return range;
}

std::vector<std::string> Patient::notes_for(const Score& score) const {
  std::vector<std::string> notes;
  for (const auto* name : {"kps", "ecog"}) {
    const Base* base = score.base(name);
    if (base == nullptr) continue;
    const Range range = performance(*base);
    if (range.open || range.recorded) continue;
    const bool karnofsky = base->name == "kps";
    const auto text = [](double number) { return std::to_string(static_cast<int>(number)); };
    const std::string values = range.lowest == range.highest
                                   ? text(range.lowest)
                                   : library_.wording.say("to", {text(range.lowest), text(range.highest)});
    notes.push_back(library_.wording.say(karnofsky ? "from_ecog" : "from_kps", {values, book_.conversion_title}));
  }
  return notes;
}

}  // namespace noms::prognosis::internal
