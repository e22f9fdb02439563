// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/sheet_parts.h"

#include "noms/foundation/text.h"
#include "noms/report/escape.h"
#include "noms/report/sheet.h"

namespace noms::report {
namespace {

constexpr std::size_t most_facts = 4;      ///< missing facts shown with their outcomes; the others are named
constexpr std::size_t most_sentences = 2;  ///< options up to which the sentence of each row is printed

std::string sources(const Names& marks, const Names& evidence) {
  std::string text = joined(marks, " ");
  if (!evidence.empty()) text += (text.empty() ? "" : " · ") + joined(evidence, ", ");
  return text.empty() ? std::string() : element("span", "source", text);
}

std::string option_html(const Wording& words, const decision::Option& option, bool sentences) {
  std::string out = "<li>" + element("p", "option", summary_text(words, option.summary, option.surgery, option.radiation));
  if (!sentences) return out + "<p>" + element("code", "", joined(option.rows, " ")) + " " + sources(option.marks, option.evidence) + "</p></li>\n";
  for (std::size_t i = 0; i < option.rows.size(); ++i) {
    out += "<p>" + element("code", "", option.rows[i]) + " ";
    if (i < option.texts.size()) out += escape(option.texts[i]);
    out += "</p>";
  }
  return out + "<p>" + sources(option.marks, option.evidence) + "</p></li>\n";
}

std::string marks_html(const Wording& words, const decision::LesionAssessment& lesion) {
  Names all;
  for (const auto& option : lesion.options) {
    for (const auto& mark : option.marks) {
      if (!contains(all, mark)) all.push_back(mark);
    }
  }
  return all.empty() ? std::string() : element("p", "legend", mark_text(words, joined(all, " ")));
}

std::string left_text(const Wording& words, const decision::Outcome& outcome) {
  if (outcome.options.size() > 2) return std::to_string(outcome.options.size()) + " options left";
  return treatments_label(words, outcome.options);
}

std::string fact_html(const Wording& words, const decision::Missing& fact, bool tied) {
  std::string out = "<li><p>" + element("strong", "", std::to_string(fact.rank) + (tied ? "= " : ". ") + fact_label(words, fact.name));
  if (fact.decides) out += " " + element("span", "source", "settles it");
  const std::string ask = ask_text(words, fact);
  if (!ask.empty()) out += " " + element("span", "ask", ask);
  out += "</p><ul>";
  for (const auto& outcome : fact.outcomes) {
    out += "<li>" + escape(capital(labels(words, fact.name, outcome.values, 4))) + " → " + escape(left_text(words, outcome)) + "</li>";
  }
  return out + "</ul></li>\n";
}

std::string remark_html(const decision::Remark& remark) {
  Names marks;
  if (!remark.mark.empty()) marks.push_back(remark.mark);
  std::string out = "<li>" + element("code", "", remark.row) + " ";
  if (!remark.certain) out += element("span", "possible", "possible") + " ";
  return out + escape(remark.text) + " " + sources(marks, remark.evidence) + "</li>\n";
}

std::string step_text(const Wording& words, const decision::Robustness& step) {
  return fact_label(words, step.name) + ": " + labels(words, step.name, {step.to}) + " instead of " +
         labels(words, step.name, {step.from});
}

bool is_tied(const std::vector<decision::Missing>& all, const decision::Missing& one) {
  int same = 0;
  for (const auto& other : all) same += other.rank == one.rank ? 1 : 0;
  return same > 1;
}

}  // namespace

std::string element(std::string_view name, std::string_view kind, std::string_view text) {
  std::string out = "<" + std::string(name);
  if (!kind.empty()) out += " class=\"" + std::string(kind) + "\"";
  return out + ">" + escape(text) + "</" + std::string(name) + ">";
}

std::string sheet_recommendation(const Wording& words, const decision::LesionAssessment& lesion) {
  const bool one = lesion.options.size() == 1;
  std::string out = "<section class=\"recommendation\"><h2>Recommendation";
  if (!one) out += ": " + std::to_string(lesion.options.size()) + " options still possible";
  out += "</h2>\n";
  for (const auto& veto : lesion.vetoes) {
    out += "<p class=\"veto\">" + element("strong", "", veto.certain ? "Vetoed." : "Possibly vetoed.") + " " +
           escape(veto.text) + " " + element("code", "", veto.row) + " " + sources({veto.mark}, veto.evidence) + "</p>\n";
  }
  out += one ? "<ul class=\"options\">" : "<ol class=\"options\" type=\"a\">";
  for (const auto& option : lesion.options) out += option_html(words, option, lesion.options.size() <= most_sentences);
  return out + (one ? "</ul>" : "</ol>") + marks_html(words, lesion) + "</section>\n";
}

std::string sheet_missing(const Wording& words, const decision::LesionAssessment& lesion) {
  std::string out = "<section class=\"change\"><h2>What would change it</h2>\n";
  if (lesion.missing.empty()) {
    out += element("p", "", lesion.determined ? "Nothing that is still open: every way to fill it in gives the same."
                                              : "No single fact that is still open.");
  }
  out += "<ul class=\"facts\">";
  Names others;
  for (std::size_t i = 0; i < lesion.missing.size(); ++i) {
    const auto& fact = lesion.missing[i];
    if (i < most_facts) {
      out += fact_html(words, fact, is_tied(lesion.missing, fact));
    } else {
      others.push_back(fact_label(words, fact.name));
    }
  }
  out += "</ul>";
  if (!others.empty()) out += element("p", "", "Less decisive, also open: " + joined(others, ", ") + ".");
  return out + "</section>\n";
}

std::string sheet_remarks(const Wording& words, const decision::LesionAssessment& lesion) {
  std::string out = "<section class=\"remarks\">";
  if (!lesion.alternatives.empty()) {
    out += "<h2>Alternatives, beside and not instead</h2><ul>";
    for (const auto& other : lesion.alternatives) {
      out += "<li>" + element("code", "", other.row) + " " +
             element("strong", "", summary_text(words, other.summary, other.surgery, other.radiation)) + " ";
      if (!other.beside.empty()) out += element("span", "source", "beside " + joined(other.beside, ", ")) + " ";
      out += escape(other.text) + " " + sources({other.mark}, other.evidence) + "</li>\n";
    }
    out += "</ul>";
  }
  out += "<h2>Cautions</h2>";
  if (lesion.cautions.empty()) out += element("p", "", "None of the program's cautions applies to what is recorded.");
  out += "<ul>";
  for (const auto& caution : lesion.cautions) out += remark_html(caution);
  return out + "</ul></section>\n";
}

std::string sheet_robustness(const Wording& words, const decision::LesionAssessment& lesion) {
  if (lesion.robustness.empty()) return {};
  std::string out = "<section class=\"robustness\"><h2>One finding one step off</h2><ul>";
  Names same;
  for (const auto& step : lesion.robustness) {
    if (!step.changes) {
      same.push_back(step_text(words, step));
      continue;
    }
    const std::string left = step.options.size() > 2 ? std::to_string(step.options.size()) + " options" : treatments_label(words, step.options);
    out += "<li>" + element("strong", "", "Changes") + " " + escape(step_text(words, step)) + " → " + escape(left) + "</li>\n";
  }
  if (!same.empty()) out += "<li>" + element("strong", "", "The same") + " " + escape(joined(same, "; ")) + "</li>\n";
  return out + "</ul></section>\n";
}

std::string sheet_reasons(const Wording& words, const decision::LesionAssessment& lesion) {
  std::string out = "<section class=\"reasons\"><h2>Reasons in order</h2><ol>";
  for (const auto& reason : lesion.reasons) {
    Names given;
    for (const auto& fact : reason.given) given.push_back(given_text(words, fact));
    out += "<li>" + element("strong", "", capital(decided_text(words, reason))) + " " + element("code", "", joined(reason.rows, " "));
    if (!given.empty()) out += " ← " + escape(joined(given, "; "));
    out += "</li>\n";
  }
  return out + "</ol></section>\n";
}

}  // namespace noms::report
