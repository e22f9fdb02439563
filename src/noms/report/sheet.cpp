// SPDX-License-Identifier: Apache-2.0
#include "noms/report/sheet.h"

#include "noms/foundation/text.h"
#include "noms/report/escape.h"
#include "noms/report/figures.h"
#include "noms/report/internal/overview.h"
#include "noms/report/internal/sheet_parts.h"
#include "noms/report/internal/svg.h"

namespace noms::report {
namespace {

using decision::Assessment;
using decision::LesionAssessment;

constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

std::string figure(std::string_view kind, const std::string& svg, const TextTwin& twin) {
  return "<figure class=\"" + std::string(kind) + "\">\n" + svg + html_table(twin) + "</figure>\n";
}

SheetPage pieces(const Wording& words, const Assessment& a, std::size_t index, const std::string& prefix) {
  const auto& lesion = a.lesions[index];
  SheetPage page;
  page.head = sheet_head(words, a, index);
  page.flags = sheet_flags(words, lesion);
  page.recommendation = sheet_recommendation(words, lesion);
  page.change = sheet_missing(words, lesion) + sheet_robustness(words, lesion);
  page.remarks = sheet_remarks(words, lesion);
  page.reasons = sheet_reasons(words, lesion);
  page.footer = sheet_footer(words, a, sheet_marks(words, lesion));
  page.spine = spine_strip(a, index, words, prefix + "spine");
  page.escc = escc_pictogram(lesion.escc, words, prefix + "escc");
  page.pathway = pathway(lesion, words, prefix + "path");
  page.sins = sins_bar(lesion.sins, words, prefix + "sins");
  return page;
}

std::string page_html(const Wording& words, const Assessment& a, std::size_t index) {
  const auto& lesion = a.lesions[index];
  const std::string prefix = "l" + std::to_string(index + 1) + "-";
  const SheetPage page = pieces(words, a, index, prefix);
  std::string out =
      "<article class=\"page d" + std::to_string(density_of(page)) + "\" aria-labelledby=\"" + prefix + "head\">\n";
  out += sheet_watermark(words, lesion) + page.head + page.flags + "<div class=\"upper " +
         std::string(balance_of(page)) + "\">\n";
  out += figure("spine", page.spine, spine_twin(a, index, words)) + page.recommendation;
  out += "<div class=\"change\">" + page.change + "</div>\n" + figure("escc", page.escc, escc_twin(lesion.escc, words));
  out += "</div>\n" + figure("wide pathway", page.pathway, pathway_twin(lesion, words));
  out += figure("wide sins", page.sins, sins_twin(lesion.sins, words));
  return out + "<div class=\"lower\">\n" + page.remarks + page.reasons + "</div>\n" + page.footer + "</article>\n";
}

/// A figure as a nested element, moved to its place.
void put(std::string& out, double y, double x, const std::string& svg) {
  std::string placed = svg;
  placed.insert(4, " x=\"" + decimal(x) + "\" y=\"" + decimal(y) + "\"");
  out += placed;
}

}  // namespace

bool is_incomplete(const LesionAssessment& lesion) {
  return !lesion.determined || !lesion.missing.empty();
}

std::string sheet_head(const Wording& words, const Assessment& a, std::size_t index) {
  const auto& lesion = a.lesions[index];
  const std::string id = "l" + std::to_string(index + 1) + "-head";
  std::string out = "<header>\n<div>";
  if (a.lesions.size() > 1) {
    const std::string place = say(words, "lesion_of", {std::to_string(index + 1), std::to_string(a.lesions.size())});
    out += element("p", "count", capital(place) + ": " + lesion_name(words, lesion.lesion));
    if (index == by_urgency(a).front()) {
      for (const auto& line : overview(a, words)) out += element("p", "count", line);
    }
  }
  out += "<h1 id=\"" + id + "\"><code>" + escape(a.case_id.empty() ? say(words, "unnamed_case") : a.case_id) +
         "</code> · " + escape(levels_text(words, lesion.levels)) + "</h1>";
  out += element("p", "", patient_text(words, a, " · "));
  const std::string signs = neurology_text(words, lesion);
  if (!signs.empty()) out += element("p", "", signs);
  out += "</div>\n<div class=\"meta\">";
  out += element("p", "", say(words, "edition_and_knowledge", {a.edition, a.versions.knowledge}));
  out += element("p", "", say(words, "facts_recorded", {std::to_string(a.recorded), std::to_string(a.readable)}));
  for (const auto& note : a.notes) out += element("p", "", note);
  return out + "</div>\n</header>\n";
}

std::string sheet_flags(const Wording& words, const LesionAssessment& lesion) {
  const bool one = lesion.urgency.size() == 1;
  const bool emergent = contains(lesion.urgency, "emergent");
  const bool urgent = contains(lesion.urgency, "urgent");
  std::string out = "<section class=\"flags " +
                    std::string(emergent ? "emergent"
                                : urgent ? "urgent"
                                         : "calm") +
                    "\">\n<p>" + element("strong", "", urgency_text(words, lesion));
  std::string rest;
  for (const auto& flag : lesion.red_flags) {
    const std::string text = escape(flag_text(words, lesion, flag));
    if (one && rest.empty() && &flag == &lesion.red_flags.front()) {
      out += " " + text;
    } else {
      rest += "<li>" + text + "</li>";
    }
  }
  out += "</p>";
  if (!rest.empty()) out += "<ul>" + rest + "</ul>";
  out += "</section>\n";
  if (!is_incomplete(lesion)) return out;
  return out + "<p class=\"incomplete\">" + element("strong", "", upper(say(words, "incomplete"))) + " " +
         escape(incomplete_text(words, lesion)) + "</p>\n";
}

std::string sheet_watermark(const Wording& words, const LesionAssessment& lesion) {
  if (!is_incomplete(lesion)) return {};
  return "<svg class=\"watermark\" viewBox=\"0 0 720 1000\" aria-hidden=\"true\"><text x=\"360\" y=\"520\" "
         "text-anchor=\"middle\" "
         "transform=\"rotate(-54 360 500)\">" +
         upper(say(words, "incomplete")) + "</text></svg>\n";
}

std::string sheet_footer(const Wording& words, const Assessment& a, const std::string& marks) {
  std::string out = "<footer>\n<p class=\"sign\">";
  for (const auto& line : {say(words, "reviewed_by"), say(words, "date"), say(words, "signature")})
    out += element("span", "", line);
  out += "</p>\n";
  if (!marks.empty()) out += element("p", "", say(words, "marks", {marks}));
  out += "<p>" + escape(say(words, "versions", {a.versions.software, a.versions.knowledge, a.edition})) + ", sha256 " +
         element("code", "", a.versions.knowledge_sha256) + "</p>\n";
  return out + element("p", "device", say(words, "not_a_device")) + "\n</footer>\n";
}

static std::string document(const Assessment& assessment, const Wording& words, const std::string& more) {
  const std::string title =
      assessment.case_id.empty() ? say(words, "assessment") : say(words, "assessment_of", {assessment.case_id});
  std::string out =
      "<!doctype html>\n<html lang=\"" + say(words, "language") + "\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta http-equiv=\"Content-Security-Policy\" content=\"" + std::string(policy) + "\">\n";
  out +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n";
  out +=
      element("title", "", title) + "\n<style>\n" + sheet_css() + figure_css() + "</style>\n</head>\n<body>\n<main>\n";
  if (assessment.lesions.empty()) {
    out += "<article class=\"page\"><header><h1>" + escape(title) + "</h1></header>" +
           element("p", "", say(words, "no_lesion_here")) + sheet_footer(words, assessment, {}) + "</article>\n";
  }
  for (const std::size_t i : by_urgency(assessment)) out += page_html(words, assessment, i);
  out += more;
  return out + "</main>\n</body>\n</html>\n";
}

std::string assessment_html(const Assessment& assessment, const Wording& words) {
  return document(assessment, words, {});
}

std::string assessment_html(const Assessment& assessment, const Beside& beside, const knowledge::Library& library) {
  const bool any = !assessment.lesions.empty();
  return document(assessment, library.wording, any ? sheet_beside(assessment, beside, library) : std::string());
}

std::string assessment_svg(const Assessment& a, const Wording& words) {
  constexpr double margin = 24;
  constexpr double strip = 188;
  std::string inner;
  double y = margin;
  for (std::size_t i = 0; i < a.lesions.size(); ++i) {
    const auto& lesion = a.lesions[i];
    const std::string prefix = "l" + std::to_string(i + 1) + "-";
    const std::string id = a.case_id.empty() ? "" : a.case_id + " · ";
    const std::string head = id + levels_text(words, lesion.levels) + " · " + urgency_text(words, lesion) +
                             (is_incomplete(lesion) ? " · " + upper(say(words, "incomplete")) : "");
    inner += "<text class=\"noms-fill-ink\" x=\"" + decimal(margin) + "\" y=\"" + decimal(y + 16) +
             "\" font-size=\"18\" font-weight=\"600\" fill=\"#16191c\">" + escape(head) + "</text>\n";
    y += 36;
    const std::string spine = spine_strip(a, i, words, prefix + "spine");
    double right = y;
    for (const auto& svg :
         {pathway(lesion, words, prefix + "path"), escc_pictogram(lesion.escc, words, prefix + "escc"),
          sins_bar(lesion.sins, words, prefix + "sins")}) {
      put(inner, right, margin + strip, svg);
      right += figure_height(svg) + margin;
    }
    put(inner, y, margin, spine);
    y = right + margin;
  }
  const std::string size = decimal(margin * 2 + strip + 720) + " " + decimal(y);
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size +
      "\" role=\"img\" aria-labelledby=\"case-title case-desc\" "
      "font-family=\"system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\">\n<title id=\"case-title\">" +
      escape(say(words, "figures_of", {a.case_id})) + "</title>\n<desc id=\"case-desc\">" +
      escape(say(words, "figures_described", {std::to_string(a.lesions.size())}) + " " + say(words, "not_a_device")) +
      "</desc>\n<rect class=\"noms-fill-paper\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
  return out + inner + "</svg>\n";
}

}  // namespace noms::report
