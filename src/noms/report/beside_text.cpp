// SPDX-License-Identifier: Apache-2.0
#include "noms/foundation/text.h"
#include "noms/report/beside.h"
#include "noms/report/internal/text_parts.h"
#include "noms/report/prognosis_text.h"

namespace noms::report {
namespace {

using prognosis::Prognosis;
using prognosis::Status;

/// Scores that say nothing of this patient are named together, with why.
void put_prognosis(TextPage& page, const Wording& words, const std::vector<Prognosis>& entries) {
  if (entries.empty()) return;
  page.heading(titled(page, say(words, "prognosis")));
  Names outside;
  Names without;
  for (const auto& entry : entries) {
    if (entry.status == Status::OutsideTheModel) {
      outside.push_back(entry.score);
    } else if (entry.status == Status::NoNumbers && !entry.counted) {
      without.push_back(entry.score);
    } else {
      page.entry(entry.score, prognosis_line(words, entry), 2, 32);
    }
  }
  if (!outside.empty()) page.paragraph(say(words, "outside_of", {joined(outside, ", ")}), 2, Ink::Faint);
  if (!without.empty()) page.paragraph(say(words, "without_numbers_of", {joined(without, ", ")}), 2, Ink::Faint);
  page.paragraph(say(words, "see_score"), 2, Ink::Faint);
}

void put_plan(TextPage& page, const Wording& words, const plan::LesionPlan& plan) {
  page.heading(titled(page, say(words, "plan")) + ": " + lesion_name(words, plan.lesion));
  std::string stage;
  for (const auto& item : plan.items) {
    if (item.stage != stage) page.paragraph(words("stage." + item.stage), 2, Ink::Strong);
    stage = item.stage;
    const std::string depends =
        item.certain ? "" : say(words, "possible_by", {depends_text(words, item.depends_on)}) + ": ";
    page.entry(item.row, depends + item.text + " [" + item.mark + "; " + joined(item.evidence, ", ") + "]", 2, 16);
    if (!item.for_it.empty()) page.entry("", std::string(words("plan.for")) + ": " + item.for_it, 2, 16, Ink::Faint);
    if (!item.against.empty())
      page.entry("", std::string(words("plan.against")) + ": " + item.against, 2, 16, Ink::Faint);
  }
}

bool is_settled(const decision::Assessment& assessment, const plan::LesionPlan& plan) {
  for (const auto& lesion : assessment.lesions) {
    if (lesion.lesion != plan.lesion || !lesion.determined || lesion.options.size() != 1) continue;
    return lesion.options[0].surgery == plan.treatment.surgery &&
           lesion.options[0].radiation == plan.treatment.radiation;
  }
  return false;
}

}  // namespace

void put_beside(TextPage& page, const Wording& words, const decision::Assessment& assessment, const Beside& beside) {
  std::size_t open = 0;
  for (const auto& plan : beside.plans) {
    const bool settled = is_settled(assessment, plan);
    if (settled) put_plan(page, words, plan);
    open += settled ? 0 : 1;
  }
  if (open > 0) {
    page.blank();
    page.paragraph(say(words, "more_plans", {std::to_string(open)}), 2, Ink::Faint);
  }
  put_prognosis(page, words, beside.prognosis);
}

}  // namespace noms::report
