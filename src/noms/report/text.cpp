// SPDX-License-Identifier: Apache-2.0
#include "noms/report/text.h"

#include "noms/foundation/text.h"
#include "noms/report/internal/overview.h"
#include "noms/report/internal/text_parts.h"
#include "noms/report/sheet.h"

namespace noms::report {
namespace {

using decision::Assessment;
using decision::LesionAssessment;

Ink ink_of(const Names& urgency) {
  if (contains(urgency, "emergent")) return Ink::Emergent;
  return contains(urgency, "urgent") ? Ink::Urgent : Ink::Calm;
}

void put_head(TextPage& page, const Wording& words, const Assessment& a, std::size_t index) {
  const auto& lesion = a.lesions[index];
  const std::string separator = page.plain() ? ", " : " · ";
  const std::string place = say(words, "lesion_of", {std::to_string(index + 1), std::to_string(a.lesions.size())});
  std::string name = say(words, "case", {a.case_id}) + separator + levels_text(words, lesion.levels);
  if (a.lesions.size() > 1) name += separator + place;
  page.both(name, say(words, "edition", {a.edition}), Ink::Strong);
  const std::string facts = say(words, "facts_recorded", {std::to_string(a.recorded), std::to_string(a.readable)});
  page.both(patient_text(words, a, separator), facts);
  page.rule();
}

/// Urgency and red flags in words; they come first and need no complete case.
void put_flags(TextPage& page, const Wording& words, const LesionAssessment& lesion) {
  const Ink ink = ink_of(lesion.urgency);
  page.paragraph(urgency_text(words, lesion), 0, ink);
  for (const auto& flag : lesion.red_flags) page.paragraph(flag_text(words, lesion, flag), 2, ink);
}

void put_incomplete(TextPage& page, const Wording& words, const LesionAssessment& lesion) {
  if (!is_incomplete(lesion)) return;
  page.blank();
  page.paragraph(upper(say(words, "incomplete")) + ": " + incomplete_text(words, lesion), 0, Ink::Strong);
}

void put_option(TextPage& page, const Wording& words, const decision::Option& option, std::string_view sign,
                bool sentences) {
  page.entry(sign, summary_text(words, option.summary, option.surgery, option.radiation), 2, sign.empty() ? 2 : 6,
             Ink::Strong);
  const Names rows = marked_rows(option);
  for (std::size_t i = 0; sentences && i < rows.size(); ++i) {
    page.entry(rows[i], i < option.texts.size() ? option.texts[i] : std::string(), 6, 20);
  }
  if (!sentences) page.entry(say(words, rows.size() == 1 ? "row" : "rows"), joined(rows, ", "), 6, 20);
  if (!option.evidence.empty()) page.entry(say(words, "evidence"), joined(option.evidence, ", "), 6, 20, Ink::Faint);
}

void put_recommendation(TextPage& page, const Wording& words, const LesionAssessment& lesion) {
  constexpr std::size_t most_sentences = 2;
  const bool one = lesion.options.size() == 1;
  const bool sentences = lesion.options.size() <= most_sentences;
  std::string title = titled(page, say(words, "recommendation"));
  if (!one) title += ": " + say(words, "options_left", {std::to_string(lesion.options.size())});
  page.heading(title);
  for (const auto& option : lesion.options) {
    const std::string sign = option_sign(lesion, {option.surgery, option.radiation});
    put_option(page, words, option, sign.empty() || page.plain() ? sign : sign + ")", sentences);
  }
  Names marks;
  for (const auto& option : lesion.options) marks.insert(marks.end(), option.marks.begin(), option.marks.end());
  const std::string letters = joined(mark_letters(marks), " ");
  if (!letters.empty()) page.paragraph(mark_text(words, letters) + ".", 2, Ink::Faint);
  if (!sentences) page.paragraph(say(words, "see_explain"), 2, Ink::Faint);
}

void put_alternatives(TextPage& page, const Wording& words, const LesionAssessment& lesion) {
  if (lesion.alternatives.empty()) return;
  page.heading(titled(page, say(words, "alternatives")));
  for (const auto& other : lesion.alternatives) {
    std::string text = summary_text(words, other.summary, other.surgery, other.radiation);
    if (!other.beside.empty()) text += " (" + say(words, "beside", {joined(other.beside, ", ")}) + ")";
    page.entry(other.row, text, 2, 12, Ink::Strong);
    if (!other.text.empty()) page.entry("", other.text, 2, 12);
    page.entry("", mark_text(words, other.mark), 2, 12, Ink::Faint);
    if (!other.evidence.empty()) page.entry("", joined(other.evidence, ", "), 2, 12, Ink::Faint);
  }
}

void put_remarks(TextPage& page, const Wording& words, const std::string& title,
                 const std::vector<decision::Remark>& remarks, Ink ink) {
  if (remarks.empty()) return;
  page.heading(titled(page, title), ink);
  for (const auto& remark : remarks) {
    std::string source = remark.mark;
    if (!remark.evidence.empty()) source += (source.empty() ? "" : "; ") + joined(remark.evidence, ", ");
    const std::string text = remark.certain ? remark.text : say(words, "possible_that", {remark.text});
    page.entry(remark.row, text + (source.empty() ? "" : " [" + source + "]"), 2, 14);
  }
}

void put_robustness(TextPage& page, const Wording& words, const LesionAssessment& lesion) {
  if (lesion.robustness.empty()) return;
  page.heading(titled(page, say(words, "one_step_off")));
  Names same;
  for (const auto& step : lesion.robustness) {
    const std::string change = change_text(words, lesion, step);
    if (change.empty()) {
      same.push_back(step_text(words, step));
      continue;
    }
    const std::string sign = page.plain() ? ": " : " → ";
    page.entry(say(words, "changes"), step_text(words, step) + sign + change, 2, 12);
  }
  if (!same.empty()) page.entry(say(words, "the_same"), joined(same, "; "), 2, 12, Ink::Faint);
}

void put_reasons(TextPage& page, const Wording& words, const LesionAssessment& lesion) {
  if (lesion.reasons.empty()) return;
  page.heading(titled(page, say(words, "reasons")));
  for (std::size_t i = 0; i < lesion.reasons.size(); ++i) {
    const auto& reason = lesion.reasons[i];
    std::string text = decided_text(words, lesion, reason, 4);
    if (!reason.rows.empty()) text += " [" + few(words, reason.rows, 4) + "]";
    const std::string because = because_text(words, lesion, i);
    if (!because.empty()) text += page.plain() ? ", " + say(words, "because", {because}) : " ← " + because;
    page.entry(std::to_string(i + 1) + ".", text, 2, 6);
  }
}

void put_lesion(TextPage& page, const Wording& words, const Assessment& a, std::size_t index) {
  const auto& lesion = a.lesions[index];
  put_head(page, words, a, index);
  put_flags(page, words, lesion);
  put_incomplete(page, words, lesion);
  put_remarks(page, words, say(words, "vetoes"), lesion.vetoes, Ink::Emergent);
  put_recommendation(page, words, lesion);
  put_missing(page, words, lesion);
  put_pillars(page, words, lesion);
  put_sins(page, words, lesion.sins);
  put_alternatives(page, words, lesion);
  put_remarks(page, words, say(words, "cautions"), lesion.cautions, Ink::Urgent);
  put_robustness(page, words, lesion);
  put_reasons(page, words, lesion);
}

}  // namespace

std::string assessment_text(const Assessment& assessment, const Wording& words, const TextStyle& style) {
  return assessment_text(assessment, {}, words, style);
}

std::string assessment_text(const Assessment& assessment, const Beside& beside, const Wording& words,
                            const TextStyle& style) {
  TextPage page(style);
  if (assessment.lesions.empty()) page.paragraph(say(words, "no_lesion", {assessment.case_id}), 0);
  for (const auto& line : overview(assessment, words)) page.paragraph(line, 0, Ink::Strong);
  bool first = assessment.lesions.size() < 2;
  for (const std::size_t i : by_urgency(assessment)) {
    if (!first) page.blank();
    first = false;
    put_lesion(page, words, assessment, i);
  }
  put_beside(page, words, assessment, beside);
  if (!assessment.notes.empty()) page.heading(titled(page, say(words, "notes")));
  for (const auto& note : assessment.notes) page.paragraph(note);
  put_footer(page, words, assessment);
  return page.take();
}

}  // namespace noms::report
