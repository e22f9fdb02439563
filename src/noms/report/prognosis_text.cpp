// SPDX-License-Identifier: Apache-2.0
#include "noms/report/prognosis_text.h"

#include "noms/foundation/text.h"
#include "noms/report/internal/text_page.h"

namespace noms::report {
namespace {

using prognosis::Prognosis;
using prognosis::Status;

std::string range(int lowest, int highest) {
  return lowest == highest ? std::to_string(lowest) : std::to_string(lowest) + " to " + std::to_string(highest);
}

/// A key in words: "general_condition" is "General condition".
std::string words_of(std::string key) {
  for (auto& c : key) {
    if (c == '_') c = ' ';
  }
  if (!key.empty() && key[0] >= 'a' && key[0] <= 'z') key[0] = static_cast<char>(key[0] - 'a' + 'A');
  return key;
}

std::string findings_of(const prognosis::Item& item) {
  std::string text;
  for (const auto& finding : item.findings) text += (text.empty() ? "" : " or ") + words_of(finding);
  return text;
}

void put_items(TextPage& page, const Prognosis& entry) {
  const bool sheet = entry.status == Status::NoNumbers && !entry.counted;
  for (const auto& item : entry.items) {
    const std::string label = words_of(item.component);
    if (entry.tree) {
      page.entry(label, item.recorded ? findings_of(item) : "not recorded", 2, 36);
    } else if (sheet) {
      page.entry(label, item.recorded ? joined(item.findings, ", ") : "not recorded", 2, 36);
    } else {
      const std::string state = item.recorded ? findings_of(item) : "not recorded: " + findings_of(item);
      page.entry(range(item.lowest, item.highest), label + ": " + state, 2, 10);
    }
  }
}

void put_survival(TextPage& page, const Prognosis& entry) {
  for (const auto& figure : entry.survival) {
    const std::string band = figure.band.empty() ? "" : "Band " + figure.band + ": ";
    const std::string mark = figure.mark == "T" ? "; transcribed, to be checked against the paper" : "";
    page.paragraph(band + figure.statistic + " " + figure.value + " (" + figure.cohort + ", " + figure.evidence + mark +
                   ")");
  }
}

void put_missing(TextPage& page, const Prognosis& entry) {
  if (entry.missing.empty()) return;
  page.paragraph("Missing, the most decisive first:");
  for (const auto& missing : entry.missing) {
    page.paragraph(missing.fact + (missing.decides ? " (decides): " : ": ") + missing.ask, 4);
  }
}

void put_about(TextPage& page, const Prognosis& entry) {
  const auto line = [&](const char* label, const std::string& text) {
    if (!text.empty()) page.paragraph(std::string(label) + ": " + text, 2, Ink::Faint);
  };
  for (const auto& note : entry.notes) page.paragraph(note);
  for (const auto& measure : entry.measures) {
    page.paragraph(words_of(measure.name) + " " + shortest(measure.value) +
                   (measure.unit == "1" ? "" : " " + measure.unit));
  }
  line("Cohort", entry.cohort);
  line("Era", entry.era);
  line("Endpoint", entry.endpoint);
  line("Discrimination", entry.discrimination);
  line("Mark", entry.mark_text);
  line("Judgement", entry.judgement);
  line("Source", joined(entry.source, ", "));
}

}  // namespace

std::string prognosis_line(const Prognosis& entry) {
  if (entry.status == Status::OutsideTheModel) return "outside the model";
  if (entry.counted)
    return range(entry.lowest, entry.highest) + " of " + std::to_string(entry.most) + " items; weights not verified";
  if (entry.status == Status::NoNumbers) return "no numbers";
  const std::string direction = entry.direction == "higher_is_better" ? "higher is better" : "higher is worse";
  if (entry.group == "finding" || entry.most == 1) {
    std::string text;
    for (const auto& band : entry.bands) text += (text.empty() ? "" : " or ") + words_of(band);
    return text;
  }
  const std::string scale = entry.most > 0 ? " of " + range(entry.least, entry.most) : "";
  std::string bands;
  for (const auto& band : entry.bands) bands += (bands.empty() ? ": " : " or ") + band;
  return range(entry.lowest, entry.highest) + scale + " (" + direction + ")" + bands;
}

std::string prognosis_text(const std::vector<Prognosis>& entries, const TextStyle& style) {
  TextPage page(style);
  for (const auto& entry : entries) {
    page.heading(entry.title);
    page.paragraph(prognosis_line(entry), 2, Ink::Strong);
    if (!entry.reason.empty()) page.paragraph(entry.reason);
    if (!entry.where.empty()) page.paragraph("Where: " + entry.where);
    put_survival(page, entry);
    put_items(page, entry);
    put_missing(page, entry);
    put_about(page, entry);
  }
  return page.take();
}

}  // namespace noms::report
