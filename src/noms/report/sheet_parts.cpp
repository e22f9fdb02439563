// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/sheet_parts.h"

#include "noms/foundation/text.h"
#include "noms/report/escape.h"
#include "noms/report/sheet.h"

namespace noms::report {
namespace {

constexpr std::size_t most_facts = 4;      ///< missing facts shown with their outcomes; the others are named
constexpr std::size_t most_sentences = 2;  ///< options up to which the sentence of each row is printed
constexpr std::size_t most_rows = 6;       ///< options up to which the rows are printed
constexpr std::size_t most_possible = 12;  ///< cautions that only may apply; more are only named on paper

std::string sources(const Names& marks, const Names& evidence) {
  std::string text = joined(marks, " ");
  if (!evidence.empty()) text += (text.empty() ? "" : " · ") + joined(evidence, ", ");
  return text.empty() ? std::string() : element("span", "source", text);
}

/// How much of an option stands on paper: its rows in sentences; their names; only the option.
enum class Amount { Sentences, Rows, Names };

Amount amount_for(std::size_t options) {
  return options <= most_sentences ? Amount::Sentences : options <= most_rows ? Amount::Rows : Amount::Names;
}

std::string rows_html(const decision::Option& option) {
  std::string out;
  const bool marked = option.marks.size() == option.rows.size();
  for (std::size_t i = 0; i < option.rows.size(); ++i) {
    if (i > 0) out += " ";
    out += element("code", "", option.rows[i]);
    if (marked) out += " " + sources({option.marks[i]}, {});
  }
  return out;
}

std::string option_html(const Wording& words, const decision::Option& option, Amount amount) {
  std::string out =
      "<li>" + element("p", "option", summary_text(words, option.summary, option.surgery, option.radiation));
  if (amount != Amount::Sentences) {
    out += amount == Amount::Names ? "<p class=\"screen\">" : "<p>";
    out += rows_html(option);
    if (option.evidence.empty()) return out + "</p></li>\n";
    return out + "<span class=\"screen\"> · " + sources({}, option.evidence) + "</span></p></li>\n";
  }
  for (std::size_t i = 0; i < option.rows.size(); ++i) {
    out += "<p>" + element("code", "", option.rows[i]) + " ";
    if (i < option.texts.size()) out += escape(option.texts[i]);
    if (i < option.marks.size()) out += " " + sources({option.marks[i]}, {});
    out += "</p>";
  }
  return out + "<p>" + sources({}, option.evidence) + "</p></li>\n";
}

std::string fact_html(const Wording& words, const decision::LesionAssessment& lesion, const decision::Missing& fact) {
  const bool tied = is_tied(lesion.missing, fact);
  std::string out =
      "<li><p>" +
      element("strong", "", std::to_string(fact.rank) + (tied ? "= " : ". ") + fact_label(words, fact.name));
  if (fact.decides) out += " " + element("span", "source", say(words, "settles_it") + " ·");
  const std::string ask = ask_text(words, fact);
  if (!ask.empty()) out += " " + element("span", "ask", ask);
  out += "</p><ul>";
  for (const auto& outcome : fact.outcomes) {
    out += "<li>" + escape(capital(labels(words, fact.name, outcome.values, 2))) + " → " +
           escape(left_text(words, lesion, outcome.options)) + "</li>";
  }
  return out + "</ul></li>\n";
}

/// True when some value of the fact leaves fewer options by itself.
bool narrows(const decision::LesionAssessment& lesion, const decision::Missing& fact) {
  for (const auto& outcome : fact.outcomes) {
    if (outcome.options.size() < lesion.options.size()) return true;
  }
  return false;
}

/// A remark that is only possible gives its first clause on paper, and the rest on a screen; all of it where there are
/// many.
std::string remark_html(const Wording& words, const decision::Remark& remark, bool many) {
  Names marks;
  if (!remark.mark.empty()) marks.push_back(remark.mark);
  const std::string row = element("code", "", remark.row) + " ";
  const std::string source = sources(marks, remark.evidence);
  if (remark.certain) return "<li>" + row + escape(remark.text) + " " + source + "</li>\n";
  const std::string first = first_clause(remark.text);
  return (many ? "<li class=\"screen\">" : "<li class=\"open\">") + row +
         element("span", "possible", say(words, "possible")) + " " + escape(first) +
         element("span", "paper", first.size() < remark.text.size() ? " …" : "") + "<span class=\"screen\">" +
         escape(remark.text.substr(first.size())) + " " + source + "</span></li>\n";
}

}  // namespace

std::string element(std::string_view name, std::string_view kind, std::string_view text) {
  std::string out = "<" + std::string(name);
  if (!kind.empty()) out += " class=\"" + std::string(kind) + "\"";
  return out + ">" + escape(text) + "</" + std::string(name) + ">";
}

std::string sheet_recommendation(const Wording& words, const decision::LesionAssessment& lesion) {
  const bool one = lesion.options.size() == 1;
  std::string title = say(words, "recommendation");
  if (!one) title += ": " + say(words, "options_left", {std::to_string(lesion.options.size())});
  std::string out = "<section class=\"recommendation\">" + element("h2", "", title) + "\n";
  for (const auto& veto : lesion.vetoes) {
    out += "<p class=\"veto\">" + element("strong", "", say(words, veto.certain ? "vetoed" : "possibly_vetoed")) + " " +
           escape(veto.text) + " " + element("code", "", veto.row) + " " + sources({veto.mark}, veto.evidence) +
           "</p>\n";
  }
  out += one ? "<ul class=\"options\">" : "<ol class=\"options\" type=\"a\">";
  for (const auto& option : lesion.options) out += option_html(words, option, amount_for(lesion.options.size()));
  return out + (one ? "</ul>" : "</ol>") + "</section>\n";
}

std::string sheet_missing(const Wording& words, const decision::LesionAssessment& lesion) {
  std::string out = "<section>" + element("h2", "", say(words, "would_change")) + "\n";
  if (lesion.missing.empty())
    out += element("p", "", say(words, lesion.determined ? "nothing_changes" : "no_single_fact"));
  std::string first;
  std::string rest;
  Names others;
  std::size_t shown = 0;
  for (const auto& fact : lesion.missing) {
    const bool detailed = narrows(lesion, fact) && shown < most_facts;
    shown += detailed ? 1 : 0;
    (detailed ? first : rest) += fact_html(words, lesion, fact);
    if (!detailed) others.push_back(fact_label(words, fact.name));
  }
  out += "<ul class=\"facts\">" + first + "</ul>";
  if (others.empty()) return out + "</section>\n";
  return out + "<ul class=\"facts screen\">" + rest + "</ul>" +
         element("p", "paper", say(words, "then_these", {joined(others, ", ")})) + "</section>\n";
}

std::string sheet_remarks(const Wording& words, const decision::LesionAssessment& lesion) {
  std::string out = "<section class=\"remarks\">";
  if (!lesion.alternatives.empty()) {
    out += element("h2", "", say(words, "alternatives")) + "<ul>";
    for (const auto& other : lesion.alternatives) {
      out += "<li>" + element("code", "", other.row) + " " +
             element("strong", "", summary_text(words, other.summary, other.surgery, other.radiation)) + " ";
      if (!other.beside.empty())
        out += element("span", "source", say(words, "beside", {joined(other.beside, ", ")})) + " ";
      out += escape(other.text) + " " + sources({other.mark}, other.evidence) + "</li>\n";
    }
    out += "</ul>";
  }
  out += element("h2", "", say(words, "cautions"));
  if (lesion.cautions.empty()) out += element("p", "", say(words, "no_caution"));
  Names possible;
  for (const auto& caution : lesion.cautions) {
    if (!caution.certain) possible.push_back(caution.row);
  }
  const bool many = possible.size() > most_possible;
  out += "<ul>";
  for (const auto& caution : lesion.cautions) out += remark_html(words, caution, many);
  out += "</ul>";
  if (many) out += element("p", "paper", say(words, "possible_cautions", {joined(possible, ", ")}));
  return out + "</section>\n";
}

/// Findings of which no step changes anything are only named; their steps stand in the other forms of the report.
std::string sheet_robustness(const Wording& words, const decision::LesionAssessment& lesion) {
  if (lesion.robustness.empty()) return {};
  std::string out = "<section class=\"robustness\">" + element("h2", "", say(words, "one_step_off")) + "<ul>";
  Names changing;
  Names same;
  for (const auto& step : lesion.robustness) {
    const std::string change = change_text(words, lesion, step);
    if (change.empty()) continue;
    changing.push_back(step.fact);
    out += "<li>" + element("strong", "", capital(say(words, "changes"))) + " " +
           escape(step_text(words, step) + " → " + change) + "</li>\n";
  }
  for (const auto& step : lesion.robustness) {
    const std::string name = lowered(fact_label(words, step.name));
    if (!contains(changing, step.fact) && !contains(same, name)) same.push_back(name);
  }
  if (!same.empty())
    out += "<li>" + element("strong", "", say(words, "changes_nothing")) + " " + escape(joined(same, ", ")) + "</li>\n";
  return out + "</ul></section>\n";
}

std::string sheet_marks(const Wording& words, const decision::LesionAssessment& lesion) {
  Names all;
  for (const auto& option : lesion.options) all.insert(all.end(), option.marks.begin(), option.marks.end());
  for (const auto& other : lesion.alternatives) all.push_back(other.mark);
  for (const auto* remarks : {&lesion.vetoes, &lesion.cautions}) {
    for (const auto& remark : *remarks) all.push_back(remark.mark);
  }
  return mark_text(words, joined(mark_letters(all), " "));
}

/// What is still open is named in one line on paper; its reasons stand on the screen.
std::string sheet_reasons(const Wording& words, const decision::LesionAssessment& lesion) {
  std::string out = "<section class=\"reasons\">" + element("h2", "", say(words, "reasons_in_order")) + "<ul>";
  Names open;
  for (std::size_t i = 0; i < lesion.reasons.size(); ++i) {
    const auto& reason = lesion.reasons[i];
    const bool last = reason.decision == "surgery";
    const bool decided = last ? lesion.options.size() == 1 : reason.values.size() == 1;
    if (!decided && !last) open.push_back(lowered(fact_label(words, reason.decision)));
    out += decided ? "<li" : "<li class=\"screen\"";
    out += ">" + element("strong", "", std::to_string(i + 1) + ". " + decided_text(words, lesion, reason, 3)) + " ";
    if (!reason.rows.empty()) out += element("code", "", few(words, reason.rows, 3));
    const std::string because = because_text(words, lesion, i);
    if (!because.empty()) out += " ← " + escape(because);
    out += "</li>\n";
  }
  out += "</ul>";
  if (!open.empty()) out += element("p", "paper", say(words, "still_open", {joined(open, ", ")}));
  return out + "</section>\n";
}

}  // namespace noms::report
