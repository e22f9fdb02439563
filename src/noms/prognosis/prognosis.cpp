// SPDX-License-Identifier: Apache-2.0
#include "noms/prognosis/prognosis.h"

#include <algorithm>
#include <cmath>

#include "noms/foundation/text.h"
#include "noms/prognosis/internal/patient.h"

namespace noms::prognosis {
namespace {

using internal::Patient;

constexpr std::string_view sorg_id = "sorg_nomogram";

bool reads_performance(const internal::Score& score) {
  return score.base("kps") != nullptr || score.base("ecog") != nullptr;
}

void put_measures(Prognosis& result, const std::vector<std::string>& names, const Patient& patient) {
  for (const auto& name : names) {
    const auto* rule = internal::measure_named(name);
    if (rule == nullptr) continue;
    const auto range = rule->of(patient.given(), patient.library());
    if (!range.open && range.lowest == range.highest)
      result.measures.push_back({name, std::round(range.lowest * 100) / 100, std::string(rule->unit)});
  }
}

Prognosis of_score(const internal::Score& score, const Patient& patient, const internal::Book& book) {
  std::vector<internal::State> states;
  for (const auto& base : score.bases) states.push_back(patient.state_of(score, base));
  Prognosis result = internal::evaluate(score, states, patient.library(), book);
  result.notes = patient.notes_for(score);
  put_measures(result, score.measures, patient);
  if (patient.is_dead() && reads_performance(score)) {
    result.status = Status::OutsideTheModel;
    result.reason = patient.library().wording.say("has_died");
    result.bands.clear();
    result.missing.clear();
    result.survival.clear();
    result.lowest = result.highest = 0;
  }
  return result;
}

/// The value of a field as a sheet asks for it: in its unit, or as it stands.
std::string sheet_value(const clinical_case::Entry& entry, const internal::Sheet::Line& line,
                        const knowledge::Library& library) {
  const auto* field = library.field(line.fact);
  if (field->type == knowledge::Field::Type::Integer) return shortest(entry.number);
  if (field->type != knowledge::Field::Type::Quantity) return joined(entry.values, ", ");
  for (const auto& unit : library.units) {
    if (unit.quantity != field->quantity || unit.unit != line.unit || entry.least() < entry.most()) continue;
    const double scale = std::pow(10.0, unit.decimals + 1);
    return shortest(std::round(entry.number / unit.factor * scale) / scale) + " " + unit.unit;
  }
  return entry.given;
}

Item sheet_item(const internal::Sheet::Line& line, const Patient& patient) {
  Item item;
  item.component = line.input;
  if (line.fact.empty()) return item;
  constexpr std::string_view prefix = "lesions/*/";
  const bool of_lesion = line.fact.starts_with(prefix);
  const auto& record = of_lesion ? patient.given().lesions[0].fields : patient.given().fields;
  item.facts.push_back(of_lesion ? "lesions/0/" + line.fact.substr(prefix.size()) : line.fact);
  const auto found = record.find(of_lesion ? line.fact.substr(prefix.size()) : line.fact);
  if (found == record.end()) return item;
  item.recorded = true;
  item.findings.push_back(sheet_value(found->second, line, patient.library()));
  if (found->second.values.empty() && found->second.given.empty() && item.findings[0].empty())
    item.findings[0] = "none";
  return item;
}

/// The growth groups of the primary still possible, 1 slow to 3 rapid, by the table of Katagiri 2014.
std::pair<int, int> growth_group(const Patient& patient, const internal::Book& book) {
  static constexpr std::string_view groups[] = {"slow", "moderate", "rapid"};
  const auto* entry = book.find("katagiri_2014");
  if (entry == nullptr || !entry->score) return {1, 3};
  int low = 3;
  int high = 1;
  const auto result = of_score(*entry->score, patient, book);
  for (const auto& item : result.items) {
    if (item.component != "primary") continue;
    for (const auto& finding : item.findings) {
      const auto* at = std::ranges::find(groups, finding);
      if (at == std::end(groups)) return {1, 3};
      low = std::min(low, static_cast<int>(at - groups) + 1);
      high = std::max(high, static_cast<int>(at - groups) + 1);
    }
  }
  return {low, high};
}

/// The nomogram with the coefficients of the centre: survival as whole per cent.
void put_sorg(Prognosis& result, const SorgCoefficients& coefficients, const Patient& patient,
              const internal::Book& book) {
  const auto& words = patient.library().wording;
  const auto inputs = sorg_inputs_of(patient.given(), coefficients, growth_group(patient, book));
  const auto found = sorg_survival(coefficients, inputs);
  if (!found) {
    result.reason = words.say("beyond_axes");
    return;
  }
  const auto whole = [](double part) { return std::to_string(static_cast<int>(std::lround(part * 100))); };
  result.status = Status::Ok;
  result.reason.clear();
  result.mark = "T";
  result.mark_text = words.say("coefficients_by", {coefficients.transcribed_by, coefficients.transcribed_on});
  result.lowest = static_cast<int>(std::floor(found->lowest_total));
  result.highest = static_cast<int>(std::ceil(found->highest_total));
  for (const auto& line : found->survival) {
    const std::string low = whole(line.lowest);
    const std::string high = whole(line.highest);
    result.survival.push_back({"", words.say("alive_at", {line.horizon}),
                               (low == high ? low : words.say("to", {low, high})) + " %", "T",
                               result.source.empty() ? "" : result.source[0], result.cohort});
  }
}

Prognosis of_sheet(const internal::Sheet& sheet, const Patient& patient, const internal::Book& book) {
  Prognosis result = sheet.blank;
  for (const auto& line : sheet.lines) result.items.push_back(sheet_item(line, patient));
  for (const auto name : split(sheet.document.head_value("measures"), ","))
    put_measures(result, {std::string(name)}, patient);
  if (result.score == sorg_id && book.sorg) put_sorg(result, *book.sorg, patient, book);
  return result;
}

Prognosis of_entry(const internal::BookEntry& entry, const Patient& patient, const internal::Book& book) {
  return entry.score ? of_score(*entry.score, patient, book) : of_sheet(*entry.sheet, patient, book);
}

}  // namespace

std::vector<Prognosis> prognosis(const clinical_case::Case& patient, const Scores& scores,
                                 const knowledge::Library& library) {
  const Patient seen(patient, library, scores.book());
  std::vector<Prognosis> all;
  for (const auto& entry : scores.book().entries) all.push_back(of_entry(*entry, seen, scores.book()));
  return all;
}

std::optional<Prognosis> score(const clinical_case::Case& patient, std::string_view name, const Scores& scores,
                               const knowledge::Library& library) {
  const auto* entry = scores.book().find(name);
  if (entry == nullptr) return std::nullopt;
  return of_entry(*entry, Patient(patient, library, scores.book()), scores.book());
}

}  // namespace noms::prognosis
