// SPDX-License-Identifier: Apache-2.0
#include "noms/pathway/pathway.h"

#include "noms/assessment/assessments.h"
#include "noms/decision/decide.h"
#include "noms/report/csv.h"
#include "noms/report/json.h"
#include "noms/report/sheet.h"
#include "noms/report/text.h"

namespace noms::pathway {

Result<clinical_case::Case> read(std::string_view text, const knowledge::Library& library) {
  return clinical_case::read_case(text, library);
}

Result<decision::Assessment> assess(const clinical_case::Case& patient, const knowledge::Library& library,
                                    const Origin& origin) {
  const knowledge::Edition* edition = library.edition(origin.edition);
  if (edition == nullptr) return Issue{ErrorCode::Usage, "--edition", "there is no such edition"};
  auto lesions = assessment::assess_lesions(patient, library, *edition);
  if (!lesions) return lesions.error();
  return decision::decide(patient, lesions.value(), library, *edition, origin.versions);
}

std::string compose(const decision::Assessment& assessment, const knowledge::Library& library, Form form) {
  switch (form) {
    case Form::Text: return report::assessment_text(assessment, library.wording, {});
    case Form::PlainText: return report::assessment_text(assessment, library.wording, {.plain = true});
    case Form::ColourText: return report::assessment_text(assessment, library.wording, {.colour = true});
    case Form::Explanation: return report::explain_text(assessment, library.wording, {});
    case Form::Json: return report::assessment_json(assessment) + "\n";
    case Form::Html: return report::assessment_html(assessment, library.wording);
    case Form::Svg: return report::assessment_svg(assessment, library.wording);
    case Form::Csv: return report::assessment_csv(assessment);
  }
  return {};
}

}  // namespace noms::pathway
