// SPDX-License-Identifier: Apache-2.0
#include "noms/report/prognosis_text.h"

#include "noms/foundation/text.h"
#include "noms/report/internal/labels.h"
#include "noms/report/internal/text_page.h"

namespace noms::report {
namespace {

using prognosis::Prognosis;
using prognosis::Status;

std::string range(const Wording& words, int lowest, int highest) {
  return lowest == highest ? std::to_string(lowest)
                           : say(words, "to", {std::to_string(lowest), std::to_string(highest)});
}

/// A key in words: what the wording calls it (`score.<key>`), else "general_condition" is "General condition".
std::string words_of(const Wording& words, std::string key) {
  if (words.has("score." + key)) return std::string(words("score." + key));
  for (auto& c : key) {
    if (c == '_') c = ' ';
  }
  if (!key.empty() && key[0] >= 'a' && key[0] <= 'z') key[0] = static_cast<char>(key[0] - 'a' + 'A');
  return key;
}

std::string any_of(const Wording& words, const Names& keys) {
  std::string text;
  for (const auto& key : keys)
    text = text.empty() ? words_of(words, key) : say(words, "or", {text, words_of(words, key)});
  return text;
}

void put_items(TextPage& page, const Wording& words, const Prognosis& entry) {
  const std::string open = say(words, "not_recorded");
  const bool sheet = entry.status == Status::NoNumbers && !entry.counted;
  for (const auto& item : entry.items) {
    const std::string label = words_of(words, item.component);
    if (entry.tree) {
      page.entry(label, item.recorded ? any_of(words, item.findings) : open, 2, 36);
    } else if (sheet) {
      Names findings;
      for (const auto& finding : item.findings) findings.push_back(report::label(words, "", finding));
      page.entry(label, item.recorded ? joined(findings, ", ") : open, 2, 36);
    } else {
      const std::string state = (item.recorded ? "" : open + ": ") + any_of(words, item.findings);
      page.entry(range(words, item.lowest, item.highest), label + ": " + state, 2, 10);
    }
  }
}

void put_survival(TextPage& page, const Wording& words, const Prognosis& entry) {
  for (const auto& figure : entry.survival) {
    const std::string band = figure.band.empty() ? "" : capital(say(words, "band", {figure.band})) + ": ";
    const std::string mark = figure.mark == "T" ? "; " + say(words, "transcribed") : "";
    page.paragraph(band + figure.statistic + " " + figure.value + " (" + figure.cohort + ", " + figure.evidence + mark +
                   ")");
  }
}

void put_missing(TextPage& page, const Wording& words, const Prognosis& entry) {
  if (entry.missing.empty()) return;
  page.paragraph(std::string(words("chart.missing")) + ":");
  for (const auto& missing : entry.missing) {
    page.paragraph(missing.fact + (missing.decides ? " (" + say(words, "settles_it") + "): " : ": ") + missing.ask, 4);
  }
}

void put_about(TextPage& page, const Wording& words, const Prognosis& entry) {
  const auto line = [&](const std::string& label, const std::string& text) {
    if (!text.empty()) page.paragraph(label + ": " + text, 2, Ink::Faint);
  };
  for (const auto& note : entry.notes) page.paragraph(note);
  for (const auto& measure : entry.measures) {
    page.paragraph(words_of(words, measure.name) + " " + number_text(words, measure.value) +
                   (measure.unit == "1" ? "" : " " + measure.unit));
  }
  line(say(words, "cohort"), entry.cohort);
  line(say(words, "era"), entry.era);
  line(say(words, "endpoint"), entry.endpoint);
  line(say(words, "discrimination"), entry.discrimination);
  line(say(words, "mark_head"), entry.mark_text);
  line(say(words, "judgement"), entry.judgement);
  line(say(words, "source"), joined(entry.source, ", "));
}

}  // namespace

std::string prognosis_line(const Wording& words, const Prognosis& entry) {
  if (entry.status == Status::OutsideTheModel) return say(words, "outside_the_model");
  if (entry.counted)
    return say(words, "items_counted", {range(words, entry.lowest, entry.highest), std::to_string(entry.most)});
  if (entry.status == Status::NoNumbers) return say(words, "no_numbers");
  const std::string direction =
      say(words, entry.direction == "higher_is_better" ? "higher_is_better" : "higher_is_worse");
  if (entry.group == "finding" || entry.most == 1) return any_of(words, entry.bands);
  const std::string total = range(words, entry.lowest, entry.highest);
  const std::string scaled =
      entry.most > 0 ? say(words, "of_scale", {total, range(words, entry.least, entry.most)}) : total;
  std::string bands;
  for (const auto& band : entry.bands) bands = bands.empty() ? band : say(words, "or", {bands, band});
  return scaled + " (" + direction + ")" + (bands.empty() ? "" : ": " + bands);
}

std::string prognosis_text(const std::vector<Prognosis>& entries, const Wording& words, const TextStyle& style) {
  TextPage page(style);
  for (const auto& entry : entries) {
    page.heading(entry.title);
    page.paragraph(prognosis_line(words, entry), 2, Ink::Strong);
    if (!entry.reason.empty()) page.paragraph(entry.reason);
    if (!entry.where.empty()) page.paragraph(say(words, "where", {entry.where}));
    put_survival(page, words, entry);
    put_items(page, words, entry);
    put_missing(page, words, entry);
    put_about(page, words, entry);
  }
  return page.take();
}

}  // namespace noms::report
