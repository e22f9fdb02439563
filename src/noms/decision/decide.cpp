// SPDX-License-Identifier: Apache-2.0
#include "noms/decision/decide.h"

#include <algorithm>

#include "noms/decision/internal/parts.h"
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

/// Facts that the tables read and that are recorded, or whose value could still change the treatment or the urgency.
void count_facts(const LesionState& lesion, Assessment& result) {
  const auto& engine = lesion.engine();
  const auto& diagram = engine.diagram();
  decision_table::Diagram::Sweep sweep = lesion.workspace.sweep;
  std::vector<bool> matters(diagram.layers().size());
  for (const std::size_t table : {Edition::treatment, Edition::urgency}) {
    diagram.sweep_back(engine.marks(table), sweep);
    for (std::size_t l = 0; l < matters.size(); ++l)
      matters[l] = matters[l] || diagram.pivotal(sweep, static_cast<int>(l), engine.marks(table));
  }
  for (std::size_t l = 0; l < matters.size(); ++l) {
    const auto fact = diagram.layers()[l].fact;
    if (!engine.is_read(fact) || !internal::is_asked(lesion, fact)) continue;
    const bool recorded = lesion.is_recorded(fact);
    result.recorded += recorded ? 1 : 0;
    if (recorded || matters[l]) ++result.readable;
  }
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
  result.options = internal::options_in(lesion, lesion.workspace.sweep.cells);
  result.determined = result.options.size() == 1;
  result.alternatives = internal::alternatives(lesion, result.options);
  result.vetoes = internal::vetoes(lesion, result.options);
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

LesionAssessment decide_rows(LesionState& lesion) {
  LesionAssessment result;
  result.escc = lesion.values("escc");
  result.escc_group = lesion.values("escc_group");
  result.deficit = lesion.values("deficit");
  result.tumour = lesion.values("tumour");
  result.sins = assessment::sins_total(lesion);
  result.stability = lesion.values("stability");
  result.tolerates_surgery = lesion.values("tolerates_surgery");
  result.urgency = lesion.values("urgency");
  result.options = internal::options_in(lesion, lesion.workspace.sweep.cells);
  result.determined = result.options.size() == 1;
  result.alternatives = internal::alternatives(lesion, result.options);
  result.vetoes = internal::vetoes(lesion, result.options);
  for (const auto& fired : internal::fired_cautions(lesion))
    result.cautions.push_back({fired.rule->id, {}, {}, {}, fired.certain, false});
  result.missing = internal::missing(lesion, false);
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
    count_facts(findings.state, result);
    result.lesions.push_back(decide_lesion(findings));
  }
  return result;
}

}  // namespace noms::decision
