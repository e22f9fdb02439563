// SPDX-License-Identifier: Apache-2.0
#include "noms/assessment/assessments.h"

namespace noms::assessment {

LesionFindings findings_of(LesionState state) {
  LesionFindings findings{std::move(state), {}, {}, {}, {}};
  findings.neurologic = assess_neurologic(findings.state);
  findings.oncologic = assess_oncologic(findings.state);
  findings.mechanical = assess_mechanical(findings.state);
  findings.systemic = assess_systemic(findings.state);
  return findings;
}

Result<std::vector<LesionFindings>> assess_lesions(const clinical_case::Case& patient,
                                                   const knowledge::Library& library,
                                                   const knowledge::Edition& edition) {
  std::vector<LesionFindings> lesions;
  Issues issues;
  for (std::size_t i = 0; i < patient.lesions.size(); ++i) {
    auto state = carry_through(patient, i, library, edition);
    if (!state) {
      issues.insert(issues.end(), state.error().begin(), state.error().end());
      continue;
    }
    lesions.push_back(findings_of(std::move(state).value()));
  }
  if (!issues.empty()) return issues;
  return lesions;
}

}  // namespace noms::assessment
