// SPDX-License-Identifier: Apache-2.0
#include "noms/pathway/pathway.h"

#include <algorithm>

#include "noms/assessment/assessments.h"
#include "noms/decision/decide.h"
#include "noms/report/brief.h"
#include "noms/report/chart.h"
#include "noms/report/csv.h"
#include "noms/report/json.h"
#include "noms/report/sheet.h"
#include "noms/report/text.h"

namespace noms::pathway {
namespace {

bool is_beside(const decision::Alternative& alternative, const std::string& row) {
  return std::ranges::find(alternative.beside, row) != alternative.beside.end();
}

}  // namespace

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

Result<Guides> load_guides(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library) {
  auto scores = prognosis::load_scores(files, library);
  auto plans = plan::load_plans(files, library);
  Issues faults;
  if (!scores) faults = scores.error();
  if (!plans) faults.insert(faults.end(), plans.error().begin(), plans.error().end());
  if (!faults.empty()) return faults;
  return Guides{std::move(scores).value(), std::move(plans).value()};
}

Result<report::Beside> consider(const clinical_case::Case& patient, const decision::Assessment& assessment,
                                const knowledge::Library& library, const Guides& guides) {
  const knowledge::Edition* edition = library.edition(assessment.edition);
  if (edition == nullptr) return Issue{ErrorCode::Usage, "--edition", "there is no such edition"};
  const auto lesions = assessment::assess_lesions(patient, library, *edition);
  if (!lesions) return lesions.error();
  report::Beside beside;
  beside.prognosis = prognosis::prognosis(patient, guides.scores, library);
  for (std::size_t i = 0; i < assessment.lesions.size(); ++i) {
    const auto& found = assessment.lesions[i];
    const auto& state = lesions.value()[i].state;
    for (const auto& option : found.options) {
      const plan::Treatment treatment{option.surgery, option.radiation};
      beside.plans.push_back({found.lesion, treatment, plan::plan_for(state, treatment, guides.plans)});
    }
    for (const auto& other : found.alternatives) {
      const plan::Treatment treatment{other.surgery, other.radiation};
      std::vector<plan::Treatment> options;
      for (const auto& option : found.options) {
        if (std::ranges::any_of(option.rows, [&](const auto& row) { return is_beside(other, row); }))
          options.push_back({option.surgery, option.radiation});
      }
      auto items = plan::plan_for(state, treatment, guides.plans, options);
      if (!items.empty()) beside.plans.push_back({found.lesion, treatment, std::move(items)});
    }
  }
  return beside;
}

std::string compose(const decision::Assessment& assessment, const report::Beside& beside,
                    const knowledge::Library& library, Form form) {
  switch (form) {
    case Form::Text: return report::assessment_text(assessment, beside, library.wording, {});
    case Form::PlainText: return report::assessment_text(assessment, beside, library.wording, {.plain = true});
    case Form::ColourText: return report::assessment_text(assessment, beside, library.wording, {.colour = true});
    case Form::Explanation: return report::explain_text(assessment, library.wording, {});
    case Form::Json: return report::assessment_json(assessment, beside) + "\n";
    case Form::Decision: return report::assessment_json(assessment) + "\n";
    case Form::Html: return report::assessment_html(assessment, beside, library);
    case Form::Svg: return report::assessment_svg(assessment, library.wording);
    case Form::Csv: return report::assessment_csv(assessment);
    case Form::Brief: return report::brief_json(assessment) + "\n";
    case Form::Chart: return report::chart_text(assessment, library.wording);
  }
  return {};
}

}  // namespace noms::pathway
