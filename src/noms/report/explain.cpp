// SPDX-License-Identifier: Apache-2.0
#include "noms/foundation/text.h"
#include "noms/report/internal/text_parts.h"
#include "noms/report/text.h"

namespace noms::report {
namespace {

constexpr std::size_t indent = 4;
constexpr std::size_t column = 18;

void put_given(TextPage& page, const Wording& words, const decision::Reason& reason) {
  bool first = true;
  for (const auto& given : reason.given) {
    const bool named = given.fact.find('/') != std::string::npos;
    page.entry(first ? say(words, "given") : "", given_text(words, given) + (named ? " (" + given.fact + ")" : ""),
               indent, column);
    first = false;
  }
}

/// Each row with its sentence where every row has one; else the rows together and then the sentences.
void put_rows(TextPage& page, const Wording& words, const decision::Reason& reason) {
  const std::string name = say(words, reason.rows.size() == 1 ? "row" : "rows_possible");
  const bool paired = reason.texts.size() == reason.rows.size();
  for (std::size_t i = 0; paired && i < reason.rows.size(); ++i) {
    page.entry(i == 0 ? name : "", reason.rows[i] + ": " + reason.texts[i], indent, column);
  }
  if (!paired && !reason.rows.empty()) page.entry(name, joined(reason.rows, ", "), indent, column);
  for (std::size_t i = 0; !paired && i < reason.texts.size(); ++i) page.entry("", reason.texts[i], indent, column);
  const std::string letters = joined(mark_letters(reason.marks), " ");
  if (!letters.empty()) page.entry(say(words, "mark"), mark_text(words, letters), indent, column);
}

void put_reason(TextPage& page, const Wording& words, const decision::LesionAssessment& lesion, std::size_t index) {
  const auto& reason = lesion.reasons[index];
  page.heading(std::to_string(index + 1) + ". " + (reason.title.empty() ? reason.table : reason.title));
  page.entry(say(words, "table"), reason.table, indent, column, Ink::Faint);
  put_given(page, words, reason);
  put_rows(page, words, reason);
  if (!reason.evidence.empty()) page.entry(say(words, "evidence"), joined(reason.evidence, ", "), indent, column);
  page.entry(say(words, "so"), decided_text(words, lesion, reason), indent, column, Ink::Strong);
}

}  // namespace

std::string explain_text(const decision::Assessment& assessment, const Wording& words, const TextStyle& style) {
  TextPage page(style);
  for (std::size_t i = 0; i < assessment.lesions.size(); ++i) {
    const auto& lesion = assessment.lesions[i];
    if (i > 0) page.blank();
    page.both(say(words, "case", {assessment.case_id}) + (page.plain() ? ", " : " · ") +
                  lesion_name(words, lesion.lesion) + ": " + lowered(say(words, "reasons_in_order")),
              say(words, "edition", {assessment.edition}), Ink::Strong);
    page.rule();
    for (std::size_t r = 0; r < lesion.reasons.size(); ++r) put_reason(page, words, lesion, r);
  }
  put_footer(page, words, assessment);
  return page.take();
}

}  // namespace noms::report
