// SPDX-License-Identifier: Apache-2.0
#include "noms/report/chart.h"

#include "noms/foundation/text.h"
#include "noms/report/internal/labels.h"
#include "noms/report/internal/overview.h"
#include "noms/report/internal/sentences.h"

namespace noms::report {
namespace {

/// Without control characters: the text goes into another program.
std::string clean(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
  }
  return out;
}

class Chart {
public:
  explicit Chart(const Wording& words) : words_(words) {}

  void line(std::string_view name, const std::string& text) { put(std::string(words_(name)) + ": " + text + "."); }
  void put(const std::string& text) { text_ += clean(text) + "\n"; }
  void blank() { text_ += '\n'; }

  /// The values that are possible; "open" where no value is ruled out.
  std::string values(std::string_view variable, const Names& names) const {
    if (names.empty() || all_open(variable, names)) return std::string(words_("chart.open"));
    Names texts;
    for (const auto& name : names) texts.push_back(label(words_, variable, name));
    return joined(texts, " / ");
  }
  void finding(std::string_view variable, const Names& names) {
    line("fact." + std::string(variable), values(variable, names));
  }
  std::string treatment(const std::string& surgery, const std::string& radiation) const {
    return summary_text(words_, "", surgery, radiation);
  }
  std::string text() && { return std::move(text_); }

private:
  const Wording& words_;
  std::string text_;
};

void put_missing_facts(Chart& chart, const Wording& words, const decision::LesionAssessment& lesion) {
  if (lesion.missing.empty()) {
    chart.put(std::string(words("chart.nothing_missing")));
    return;
  }
  Names names;
  for (const auto& missing : lesion.missing) names.push_back(fact_label(words, missing.name));
  chart.line("chart.missing", joined(names, "; "));
}

void put_sins_line(Chart& chart, const Wording& words, const decision::Sins& sins) {
  Names open;
  for (const auto& item : sins.items) {
    if (item.lowest != item.highest) open.push_back(fact_label(words, item.component));
  }
  std::string text = range_text(sins.lowest, sins.highest) + "/18, " + chart.values("sins_category", sins.categories);
  if (!open.empty()) text += " (" + std::string(words("chart.open")) + ": " + joined(open, "; ") + ")";
  chart.put("SINS: " + text + ".");
}

void put_options(Chart& chart, const Wording& words, const decision::LesionAssessment& lesion) {
  const bool one = lesion.options.size() == 1;
  chart.put(std::string(words(one ? "chart.consider" : "chart.possible")) + ":");
  for (const auto& option : lesion.options) {
    chart.put("- " + chart.treatment(option.surgery, option.radiation) + " (" + joined(option.rows, ", ") + ")");
  }
  for (const auto& other : lesion.alternatives) {
    const std::string key = "summary.alternative." + other.row;
    const std::string text = words.has(key) ? std::string(words(key)) : chart.treatment(other.surgery, other.radiation);
    chart.put("- " + std::string(words("chart.beside")) + ": " + text + " (" + other.row + ")");
  }
}

/// Red flags and vetoes in words, cautions by their codes: in full they stand on the sheet.
void put_remarks(Chart& chart, const decision::LesionAssessment& lesion) {
  for (const auto& flag : lesion.red_flags)
    chart.line("chart.red_flag", flag.ends_with('.') ? flag.substr(0, flag.size() - 1) : flag);
  for (const auto& veto : lesion.vetoes) chart.line("chart.veto", veto.row + ", " + first_clause(veto.text));
  Names codes;
  for (const auto& caution : lesion.cautions) codes.push_back(caution.row + (caution.certain ? "" : "?"));
  if (!codes.empty()) chart.line("chart.cautions", joined(codes, ", "));
}

void put_lesion(Chart& chart, const Wording& words, const decision::LesionAssessment& lesion) {
  chart.blank();
  chart.put(lesion.levels.empty() ? std::string(words("chart.no_level")) : joined(lesion.levels, ", "));
  put_missing_facts(chart, words, lesion);
  chart.finding("urgency", lesion.urgency);
  put_remarks(chart, lesion);
  put_options(chart, words, lesion);
  chart.finding("escc", lesion.escc);
  chart.finding("deficit", lesion.deficit);
  chart.finding("tumour", lesion.tumour);
  put_sins_line(chart, words, lesion.sins);
  chart.finding("stability", lesion.stability);
  chart.finding("tolerates_surgery", lesion.tolerates_surgery);
}

}  // namespace

std::string chart_text(const decision::Assessment& assessment, const knowledge::Wording& words) {
  Chart chart(words);
  Names patient;
  for (const auto& line : assessment.patient) {
    if (fact_of(line.field) != "histology") patient.push_back(label(words, fact_of(line.field), line.text));
  }
  patient.push_back(assessment.histology.size() == 1 ? label(words, "histology", assessment.histology.front())
                                                     : std::string(words("chart.no_histology")));
  chart.put("NOMS " + assessment.edition + ": " + joined(patient, ", "));
  for (const auto index : by_urgency(assessment)) put_lesion(chart, words, assessment.lesions[index]);
  chart.blank();
  chart.put("noms " + assessment.versions.software + ", " + assessment.versions.knowledge + " " +
            assessment.versions.knowledge_sha256.substr(0, 12) + ". " + std::string(words("chart.not_a_device")));
  return std::move(chart).text();
}

}  // namespace noms::report
