// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/text_parts.h"

#include "noms/report/internal/utf8.h"

namespace noms::report {
namespace {

constexpr int most_points = 18;

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

/// One cell a point, a stroke before 7 and before 13.
std::string bar(const decision::Sins& sins, int cell) {
  std::string out;
  for (int point = 1; point <= most_points; ++point) {
    if (point == 7 || point == 13) out += "│";
    out += repeated(point <= sins.lowest ? "█" : point <= sins.highest ? "▒" : "·", cell);
  }
  return out;
}

std::string centred(std::string_view text, int width) {
  const int free = width - static_cast<int>(columns(text));
  if (free <= 0) return std::string(fitting(text, static_cast<std::size_t>(width)));
  return repeated(" ", free / 2) + std::string(text) + repeated(" ", free - free / 2);
}

std::string zones(const Wording& words, int cell) {
  const auto zone = [&](std::string_view category, std::string_view range) {
    return centred(label(words, "sins_category", category) + " " + std::string(range), 6 * cell);
  };
  std::string line = zone("stable", "0–6") + "│" + zone("indeterminate", "7–12") + "│" + zone("unstable", "13–18");
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

void put_bar(TextPage& page, const Wording& words, const decision::Sins& sins) {
  const int cell = page.width() >= 68 ? 3 : page.width() >= 48 ? 2 : 1;
  page.raw("   0 " + bar(sins, cell) + " 18");
  if (cell > 1) page.raw("     " + zones(words, cell), Ink::Faint);
  if (sins.lowest != sins.highest)
    page.raw("     █ " + say(words, "certain") + "  ▒ " + say(words, "possible"), Ink::Faint);
}

void put_item(TextPage& page, const Wording& words, const decision::SinsItem& item) {
  const std::string points = range_text(item.lowest, item.highest);
  const std::string name = fact_label(words, item.component);
  const std::string finding = item.recorded ? labels(words, item.component, item.findings) : say(words, "not_recorded");
  if (page.plain()) {
    page.paragraph(name + ": " + finding + ", " +
                   say(words, item.lowest == 1 && item.highest == 1 ? "point" : "points", {points}) + ".");
    return;
  }
  const std::string mark = item.recorded ? "" : "◇ ";
  std::string row = letter_of(item.component) + "  " + points;
  row.append(8 - columns(row), ' ');
  page.entry(row + name, mark + finding, 2, 36);
}

std::string values_text(const Wording& words, const decision::Missing& missing, const decision::Outcome& outcome) {
  return capital(labels(words, missing.name, outcome.values, 6));
}

void put_fact(TextPage& page, const Wording& words, const decision::LesionAssessment& lesion,
              const decision::Missing& fact) {
  const bool tied = is_tied(lesion.missing, fact);
  const std::string rank = std::to_string(fact.rank) + (tied ? "=" : ".");
  std::string name = fact_label(words, fact.name);
  if (fact.decides) name += page.plain() ? " (" + say(words, "settles_it") + ")" : ", " + say(words, "settles_it");
  if (page.plain()) {
    page.paragraph(say(words, tied ? "rank_shared" : "rank", {std::to_string(fact.rank), name}), 2);
  } else {
    page.entry(rank, name, 2, 6, Ink::Strong);
  }
  const std::string ask = ask_text(words, fact);
  if (!ask.empty()) page.paragraph(ask, 6, Ink::Faint);
  for (const auto& outcome : fact.outcomes) {
    const std::string left = left_text(words, lesion, outcome.options);
    page.paragraph(
        values_text(words, fact, outcome) + (page.plain() ? ": " + say(words, "option", {left}) : " → " + left), 6);
  }
}

}  // namespace

std::string titled(const TextPage& page, const std::string& title) {
  return page.plain() ? title : upper(title);
}

void put_pillars(TextPage& page, const Wording& words, const decision::LesionAssessment& lesion) {
  const auto text = [&](std::string_view variable, const Names& values) {
    return pillar_text(words, lesion, variable, values);
  };
  const std::string grade =
      all_open("escc", lesion.escc) ? say(words, "not_recorded") : labels(words, "escc", lesion.escc);
  const bool plain = page.plain();
  page.heading(plain ? say(words, "four_pillars") : "NOMS");
  page.entry(plain ? say(words, "neurologic") : "N", text("escc_group", lesion.escc_group) + " (ESCC " + grade + ")", 2,
             6);
  page.entry(plain ? say(words, "neurologic") : "", text("deficit", lesion.deficit), 2, 6);
  const std::string signs = neurology_text(words, lesion);
  if (!signs.empty()) page.entry("", signs, 2, 6);
  page.entry(plain ? say(words, "oncologic") : "O", text("tumour", lesion.tumour), 2, 6);
  page.entry(plain ? say(words, "mechanical") : "M", text("stability", lesion.stability), 2, 6);
  page.entry(plain ? say(words, "systemic") : "S", text("tolerates_surgery", lesion.tolerates_surgery), 2, 6);
}

void put_sins(TextPage& page, const Wording& words, const decision::Sins& sins) {
  const std::string range = range_text(sins.lowest, sins.highest);
  page.heading(say(words, "sins_of_18", {range}) + ", " + labels(words, "sins_category", sins.categories));
  if (!page.plain()) put_bar(page, words, sins);
  for (const auto& item : sins.items) put_item(page, words, item);
}

void put_missing(TextPage& page, const Wording& words, const decision::LesionAssessment& lesion) {
  page.heading(titled(page, say(words, "would_change")));
  if (lesion.missing.empty()) {
    page.paragraph(say(words, lesion.determined ? "nothing_changes" : "no_single_fact"));
    return;
  }
  for (const auto& fact : lesion.missing) put_fact(page, words, lesion, fact);
}

void put_footer(TextPage& page, const Wording& words, const decision::Assessment& assessment) {
  const auto& versions = assessment.versions;
  page.blank();
  page.rule();
  page.paragraph(say(words, "versions", {versions.software, versions.knowledge, assessment.edition}), 0, Ink::Faint);
  page.paragraph("sha256 " + versions.knowledge_sha256, 0, Ink::Faint);
  page.paragraph(say(words, "not_a_device"), 0, Ink::Strong);
}

}  // namespace noms::report
