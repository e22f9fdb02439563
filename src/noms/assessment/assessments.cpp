// SPDX-License-Identifier: Apache-2.0
#include "noms/assessment/assessments.h"

namespace noms::assessment {

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
    LesionFindings findings{std::move(state).value(), {}, {}, {}, {}};
    findings.neurologic = assess_neurologic(findings.state);
    findings.oncologic = assess_oncologic(findings.state);
    findings.mechanical = assess_mechanical(findings.state);
    findings.systemic = assess_systemic(findings.state);
    lesions.push_back(std::move(findings));
  }
  if (!issues.empty()) return issues;
  return lesions;
}

}  // namespace noms::assessment
