// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "noms/foundation/text.h"
#include "noms/report/escape.h"
#include "noms/report/internal/sheet_parts.h"
#include "noms/report/prognosis_text.h"

namespace noms::report {
namespace {

using prognosis::Prognosis;
using prognosis::Status;

/// The per cent of a figure ("25 %"), or -1 where the figure is not one whole per cent.
int per_cent(std::string_view value) {
  int number = 0;
  std::size_t digits = 0;
  while (digits < value.size() && digits < 3 && value[digits] >= '0' && value[digits] <= '9')
    number = number * 10 + (value[digits++] - '0');
  return digits > 0 && value.substr(digits) == " %" && number <= 100 ? number : -1;
}

/// A bar of a per cent; its number stands beside it in words.
std::string bar(int share) {
  return "<svg class=\"share\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
         "width=\"100\" "
         "height=\"8\" fill=\"none\" stroke=\"currentColor\"/><rect width=\"" +
         std::to_string(share) + "\" height=\"8\" fill=\"currentColor\"/></svg>";
}

/// Paper has the figures of one or two bands, with cohort and mark once below them; the screen has them all.
std::string survival_html(const Wording& words, const Prognosis& entry) {
  const bool few = entry.bands.size() <= 2;
  std::string out;
  for (const auto& figure : entry.survival) {
    const int share = per_cent(figure.value);
    const std::string band = figure.band.empty() ? "" : say(words, "band", {figure.band}) + ": ";
    std::string source = " (" + figure.cohort;
    if (figure.mark == "T") source += "; " + say(words, "transcribed");
    out += few ? "<li>" : "<li class=\"screen\">";
    out += (share < 0 ? std::string() : bar(share)) + escape(band + figure.statistic + " " + figure.value) +
           element("span", "screen", source + ")") + "</li>\n";
  }
  return out.empty() ? out : "<ul>" + out + "</ul>";
}

std::string prognosis_html(const Wording& words, const std::vector<Prognosis>& entries) {
  std::string out = "<section class=\"prognosis\">" + element("h2", "", say(words, "prognosis")) + "\n<dl>\n";
  Names outside;
  Names without;
  Names undecided;  // findings that are present or not
  std::string judgement;
  for (const auto& entry : entries) {
    if (judgement.empty()) judgement = entry.judgement;
    if (entry.status == Status::OutsideTheModel) {
      outside.push_back(entry.title);
    } else if (entry.status == Status::NoNumbers && !entry.counted) {
      without.push_back(entry.title);
    } else {
      std::string about = entry.cohort + (entry.era.empty() ? "" : "; " + entry.era);
      if (!entry.mark_text.empty()) about += "; " + entry.mark_text;
      const bool open = entry.most <= 1 && entry.bands.size() > 1;
      if (open) undecided.push_back(entry.title);
      out += (open ? "<div class=\"screen\">" : "<div>") + element("dt", "", entry.title) + "<dd>" +
             element("strong", "", prognosis_line(words, entry)) + survival_html(words, entry) +
             element("p", "source", about) + "</dd></div>\n";
    }
  }
  out += "</dl>";
  if (!undecided.empty()) out += element("p", "paper", say(words, "still_open", {joined(undecided, ", ")}));
  if (!outside.empty()) out += element("p", "", say(words, "outside_of", {joined(outside, ", ")}));
  if (!without.empty()) out += element("p", "", say(words, "without_numbers_of", {joined(without, ", ")}));
  if (!judgement.empty()) out += element("p", "source", judgement);
  return out + "</section>\n";
}

/// On paper an item gives its first clause; the rest, and what speaks for and against it, stands on the screen.
std::string item_html(const knowledge::Wording& words, const plan::PlanItem& item) {
  std::string out = "<li>" + element("code", "", item.row) + " ";
  if (!item.certain)
    out +=
        element("span", "possible", lowered(say(words, "possible_by", {depends_text(words, item.depends_on)}))) + " ";
  const std::string first = first_clause(item.text);
  out += escape(first) + element("span", "paper", first.size() < item.text.size() ? " …" : "");
  out += element("span", "screen", item.text.substr(first.size())) + " ";
  out += element("span", "source", item.mark + "; " + joined(item.evidence, ", "));
  if (!item.for_it.empty()) out += element("p", "screen", std::string(words("plan.for")) + ": " + item.for_it);
  if (!item.against.empty()) out += element("p", "screen", std::string(words("plan.against")) + ": " + item.against);
  return out + "</li>\n";
}

/// Where several treatments are left, paper only names the items of each.
std::string plan_html(const knowledge::Wording& words, const plan::LesionPlan& plan, bool several) {
  const std::string treatment =
      words.value("surgery", plan.treatment.surgery) + " · " + words.value("radiation", plan.treatment.radiation);
  std::string out = "<section class=\"plan\">" +
                    element("h2", "", lesion_name(words, plan.lesion) + ": " + say(words, "plan_with", {treatment})) +
                    "\n";
  Names rows;
  for (const auto& item : plan.items) rows.push_back(item.row + (item.certain ? "" : "?"));
  if (several) out += element("p", "paper", joined(rows, ", ") + ".");
  out += several ? "<div class=\"screen\">" : "<div>";
  std::string stage;
  for (const auto& item : plan.items) {
    if (item.stage != stage) {
      out += (stage.empty() ? "" : "</ul>") + element("h3", "", words("stage." + item.stage)) + "<ul>";
    }
    stage = item.stage;
    out += item_html(words, item);
  }
  return out + (stage.empty() ? "" : "</ul>") + "</div></section>\n";
}

Names evidence_of(const decision::Assessment& assessment, const Beside& beside) {
  std::map<std::string, bool, std::less<>> keys;
  const auto add = [&](const Names& names) {
    for (const auto& name : names) keys[name] = true;
  };
  for (const auto& lesion : assessment.lesions) {
    for (const auto& option : lesion.options) add(option.evidence);
    for (const auto& other : lesion.alternatives) add(other.evidence);
    for (const auto& remark : lesion.vetoes) add(remark.evidence);
    for (const auto& remark : lesion.cautions) add(remark.evidence);
  }
  for (const auto& plan : beside.plans) {
    for (const auto& item : plan.items) add(item.evidence);
  }
  for (const auto& entry : beside.prognosis) {
    for (const auto& figure : entry.survival) keys[figure.evidence] = true;
  }
  Names sorted;
  for (const auto& [key, used] : keys) sorted.push_back(key);
  return sorted;
}

/// The end of a citation, which says where it was printed: "Spine 2001;26:298-306."
std::string_view printed_in(std::string_view citation) {
  const auto at = citation.substr(0, citation.size() - 1).rfind(". ");
  return at == std::string_view::npos ? citation : citation.substr(at + 2);
}

std::string citations_html(const Names& keys, const knowledge::Library& library) {
  std::string out =
      "<section class=\"citations\">" + element("h2", "", capital(say(library.wording, "evidence"))) + "<ul>";
  for (const auto& key : keys) {
    const auto found = library.evidence.find(key);
    if (found == library.evidence.end()) continue;
    const auto& evidence = found->second;
    const std::string_view short_form = printed_in(evidence.citation);
    const auto rest = evidence.citation.substr(0, evidence.citation.size() - short_form.size());
    out += "<li>" + element("code", "", key) + " " + element("span", "screen", rest) + escape(short_form);
    if (!evidence.doi.empty()) out += element("span", "screen", " doi:" + evidence.doi);
    out += "</li>\n";
  }
  return out + "</ul></section>\n";
}

}  // namespace

std::string sheet_beside(const decision::Assessment& assessment, const Beside& beside,
                         const knowledge::Library& library) {
  const auto& words = library.wording;
  std::string out = "<article class=\"page beside\" aria-labelledby=\"beside-head\">\n<header><h1 id=\"beside-head\">";
  out += element("code", "", assessment.case_id.empty() ? say(words, "unnamed_case") : assessment.case_id);
  out += " · " + escape(say(words, "beside_title")) + "</h1></header>\n";
  out += "<div class=\"follow\">\n";
  for (const auto& plan : beside.plans) out += plan_html(words, plan, beside.plans.size() > 1);
  out += prognosis_html(words, beside.prognosis);
  out += "<section class=\"deviation\">" + element("h2", "", say(words, "deviation")) +
         "<p class=\"line\"></p><p class=\"line\"></p><p "
         "class=\"line\"></p></section>\n";
  out += citations_html(evidence_of(assessment, beside), library);
  return out + "</div>\n" + sheet_footer(words, assessment, {}) + "</article>\n";
}

}  // namespace noms::report
