// SPDX-License-Identifier: Apache-2.0
#include "noms/decision/decide.h"

#include <algorithm>

#include "noms/decision/internal/parts.h"
#include "noms/decision/rows.h"
#include "noms/foundation/text.h"

namespace noms::decision {
namespace {

using assessment::LesionFindings;
using assessment::LesionState;
using knowledge::Edition;

void append(std::vector<Reason>& reasons, const std::vector<Reason>& more) {
  reasons.insert(reasons.end(), more.begin(), more.end());
}

/// Signs and grades of the lesion as they were recorded.
std::vector<PatientLine> neurology(const LesionState& lesion) {
  static constexpr std::string_view names[] = {
      "myelopathy", "cauda_equina_syndrome", "functional_radiculopathy", "frankel", "asia", "deficit_onset"};
  std::vector<PatientLine> lines;
  const auto& fields = lesion.patient->lesions[lesion.index].fields;
  const auto add = [&](const clinical_case::Entry& entry, std::string_view name) {
    Names words;
    for (const auto& value : entry.values) words.push_back(lesion.library->wording.value(name, value));
    lines.push_back({std::string(name), words.empty() ? entry.given : joined(words, " or ")});
  };
  for (const auto name : names) {
    if (const auto found = fields.find(name); found != fields.end()) add(found->second, name);
  }
  if (const auto walks = lesion.patient->fields.find("patient/ambulation"); walks != lesion.patient->fields.end())
    add(walks->second, "ambulation");
  return lines;
}

}  // namespace

LesionAssessment decide_lesion(LesionFindings& findings) {
  LesionState& lesion = findings.state;
  LesionAssessment result;
  result.lesion = lesion.patient->lesions[lesion.index].id(lesion.index);
  if (const auto& fields = lesion.patient->lesions[lesion.index].fields; fields.contains("levels"))
    result.levels = fields.find("levels")->second.values;
  result.neurology = neurology(lesion);
  result.escc = findings.neurologic.escc;
  result.escc_group = findings.neurologic.escc_group;
  result.deficit = findings.neurologic.deficit;
  result.tumour = findings.oncologic.tumour;
  result.sins = findings.mechanical.sins;
  result.stability = findings.mechanical.stability;
  result.tolerates_surgery = findings.systemic.tolerates_surgery;
  result.urgency = lesion.values("urgency");
  const auto found = internal::found_options(lesion);
  result.options = internal::options(lesion, found);
  result.determined = found.size() == 1;
  result.alternatives = internal::alternatives(lesion, found);
  result.vetoes = internal::vetoes(lesion, found);
  result.cautions = internal::cautions(lesion);
  result.missing = internal::missing(lesion);
  result.robustness = internal::robustness(lesion);
  result.red_flags = internal::red_flags(lesion, result.vetoes, result.cautions);
  append(result.reasons, findings.neurologic.reasons);
  append(result.reasons, findings.oncologic.reasons);
  append(result.reasons, findings.mechanical.reasons);
  append(result.reasons, findings.systemic.reasons);
  for (const std::size_t table : {Edition::urgency, Edition::treatment})
    result.reasons.push_back(internal::final_reason(lesion, table));
  return result;
}

Assessment decide(const clinical_case::Case& patient, std::vector<LesionFindings>& lesions,
                  const knowledge::Library& library, const Edition& edition, const Versions& versions) {
  Assessment result;
  result.case_id = patient.id;
  result.edition = edition.name;
  result.versions = versions;
  result.notes = patient.notes;
  if (const auto age = patient.fields.find("patient/age"); age != patient.fields.end())
    result.patient.push_back({"patient/age", age->second.given});
  if (const auto sex = patient.fields.find("patient/sex"); sex != patient.fields.end())
    result.patient.push_back({"patient/sex", library.wording.value("sex", sex->second.values[0])});
  for (auto& findings : lesions) {
    if (result.histology.empty()) result.histology = findings.oncologic.histology;
    result.lesions.push_back(decide_lesion(findings));
    const FactCount count = count_facts(findings.state);
    result.recorded += count.recorded;
    result.readable += count.readable;
  }
  return result;
}

}  // namespace noms::decision
