// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/labels.h"

#include <algorithm>
#include <utility>

#include "noms/foundation/text.h"

namespace noms::report {

bool contains(const Names& names, std::string_view name) {
  for (const auto& other : names) {
    if (other == name) return true;
  }
  return false;
}

std::string label(const Wording& words, std::string_view variable, std::string_view value) {
  const std::string key = "value." + std::string(variable) + "." + std::string(value);
  return words.has(key) ? std::string(words(key)) : std::string(value);
}

std::string one_of(const Names& texts, std::size_t most) {
  if (texts.empty()) return "not recorded";
  const bool cut = texts.size() > most;
  const std::size_t shown = cut ? most : texts.size();
  std::string out = texts.front();
  for (std::size_t i = 1; i < shown; ++i) out += (!cut && i + 1 == shown ? " or " : ", ") + texts[i];
  return cut ? out + " and " + std::to_string(texts.size() - shown) + " more" : out;
}

std::string labels(const Wording& words, std::string_view variable, const Names& values, std::size_t most) {
  Names texts;
  for (const auto& value : values) {
    const std::string text = label(words, variable, value);
    const bool grade = values.size() > 1 && text.size() > value.size() && text.compare(0, value.size() + 1, value + ",") == 0;
    texts.push_back(grade ? value : variable == "histology" ? text : lowered(text));
  }
  return one_of(texts, most);
}

std::string fact_label(const Wording& words, std::string_view fact) {
  const std::string key = "fact." + std::string(fact);
  return words.has(key) ? std::string(words(key)) : std::string(fact);
}

std::string ask_text(const Wording& words, const decision::Missing& missing) {
  if (!missing.ask.empty()) return missing.ask;
  const std::string key = "ask." + missing.name;
  return words.has(key) ? std::string(words(key)) : std::string();
}

std::string treatment_label(const Wording& words, std::string_view surgery, std::string_view radiation) {
  if (surgery == radiation) return label(words, "surgery", surgery);
  if (surgery == "none") return label(words, "radiation", radiation);
  if (radiation == "none") return label(words, "surgery", surgery);
  return label(words, "surgery", surgery) + ", then " + lowered(label(words, "radiation", radiation));
}

std::string treatments_label(const Wording& words, const std::vector<decision::Treatment>& options) {
  Names texts;
  for (const auto& option : options) texts.push_back(treatment_label(words, option.first, option.second));
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "" : "; or ") + lowered(text);
  return out;
}

std::string option_sign(const decision::LesionAssessment& lesion, const decision::Treatment& treatment) {
  if (lesion.options.size() < 2) return {};
  for (std::size_t i = 0; i < lesion.options.size() && i < 26; ++i) {
    const auto& option = lesion.options[i];
    if (option.surgery == treatment.first && option.radiation == treatment.second) {
      return std::string(1, static_cast<char>('a' + i));
    }
  }
  return {};
}

std::string left_text(const Wording& words, const decision::LesionAssessment& lesion,
                      const std::vector<decision::Treatment>& options) {
  Names signs;
  for (const auto& option : options) signs.push_back(option_sign(lesion, option));
  if (contains(signs, "")) return treatments_label(words, options);
  if (signs.size() == lesion.options.size()) return "all " + std::to_string(signs.size()) + " options";
  std::sort(signs.begin(), signs.end());
  return signs.size() == 1 ? signs.front() + ", " + treatments_label(words, options) : one_of(signs);
}

bool is_tied(const std::vector<decision::Missing>& all, const decision::Missing& one) {
  int same = 0;
  for (const auto& other : all) same += other.rank == one.rank ? 1 : 0;
  return same > 1;
}

std::string step_text(const Wording& words, const decision::Robustness& step) {
  const auto short_form = [&](const std::string& value) {
    const std::string text = labels(words, step.name, {value});
    return text.compare(0, value.size() + 1, value + ",") == 0 ? value : text;
  };
  return fact_label(words, step.name) + ": " + short_form(step.to) + " instead of " + short_form(step.from);
}

std::string summary_text(const Wording& words, const std::string& summary, std::string_view surgery,
                         std::string_view radiation) {
  if (!summary.empty()) return summary;
  const std::string key = "summary." + std::string(surgery) + "." + std::string(radiation);
  return words.has(key) ? std::string(words(key)) : treatment_label(words, surgery, radiation);
}

Names domain(std::string_view variable, const Names& seen) {
  Names all;
  if (variable == "escc") all = {"0", "1a", "1b", "1c", "2", "3"};
  if (variable == "escc_group") all = {"low", "high"};
  if (variable == "deficit") all = {"absent", "present"};
  if (variable == "tumour") all = {"exquisite", "moderate", "resistant", "unknown_primary", "primary_bone", "unclassified"};
  if (variable == "stability") all = {"stable", "unstable"};
  if (variable == "tolerates_surgery") all = {"yes", "no"};
  for (const auto& value : seen) {
    if (!contains(all, value)) all.push_back(value);
  }
  return all;
}

bool all_open(std::string_view variable, const Names& values) {
  return values.empty() || (values.size() > 1 && values.size() == domain(variable, values).size());
}

std::string range_text(int lowest, int highest) {
  std::string out = std::to_string(lowest);
  return lowest == highest ? out : out + "–" + std::to_string(highest);
}

std::string letter_of(std::string_view component) {
  if (component == "location") return "L";
  if (component == "bone_lesion") return "B";
  if (component == "alignment") return "A";
  if (component == "vertebral_body") return "V";
  return "P";  // pain and posterolateral share it, as the place in the order tells them apart
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

std::string mark_text(const Wording& words, std::string_view marks) {
  static constexpr std::pair<std::string_view, std::string_view> own[] = {{"S", "stated by the source paper"},
                                                                           {"G", "published grid of 2013"},
                                                                           {"E", "our extension, not NOMS"},
                                                                           {"V", "another published source"},
                                                                           {"D", "derived"}};
  std::string out;
  for (const auto mark : split(marks, " ")) {
    std::string text(mark);
    for (const auto& [letter, meaning] : own) {
      if (letter == mark) text += ": " + std::string(meaning);
    }
    const std::string key = "mark." + std::string(mark);
    if (words.has(key)) text = std::string(mark) + ": " + std::string(words(key));
    out += (out.empty() ? "" : "; ") + text;
  }
  return out;
}

std::string fact_of(std::string_view pointer) {
  const auto slash = pointer.rfind('/');
  if (slash == std::string_view::npos) return std::string(pointer);
  const std::string last(pointer.substr(slash + 1));
  if (pointer.substr(0, slash) == "fitness") return "fitness_" + last;
  if (pointer.substr(0, slash) == "availability") return last + "_available";
  return last;
}

std::string decided_text(const Wording& words, const decision::LesionAssessment& lesion, const decision::Reason& reason,
                         std::size_t most) {
  if (reason.decision == "surgery") {
    if (lesion.options.size() == 1) return treatment_label(words, lesion.options[0].surgery, lesion.options[0].radiation);
    return std::to_string(lesion.options.size()) + " options";
  }
  return fact_label(words, reason.decision) + ": " + labels(words, reason.decision, reason.values, most);
}

std::string because_text(const Wording& words, const decision::LesionAssessment& lesion, std::size_t index) {
  std::string numbers;
  Names given;
  for (const auto& fact : lesion.reasons[index].given) {
    std::size_t earlier = 0;
    for (std::size_t i = 0; i < index; ++i) {
      if (lesion.reasons[i].decision == fact.fact) earlier = i + 1;
    }
    if (earlier > 0) {
      numbers += (numbers.empty() ? "" : ", ") + std::to_string(earlier);
    } else {
      given.push_back(given_text(words, fact));
    }
  }
  if (!numbers.empty()) given.insert(given.begin(), numbers);
  return joined(given, "; ");
}

std::string first_clause(const std::string& text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const bool stop = text[at] == ':' || text[at] == ';' || text[at] == '.';
    if (stop && text[at + 1] == ' ') return text.substr(0, at);
  }
  return text;
}

std::string few(const Names& names, std::size_t most) {
  if (names.size() <= most) return joined(names, " ");
  return joined(Names(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(most)), " ") + " and " +
         std::to_string(names.size() - most) + " more";
}

std::string given_text(const Wording& words, const decision::Reason::Given& given) {
  const std::string fact = fact_of(given.fact);
  const std::string name = fact_label(words, fact);
  if (!given.recorded) return name + " not recorded";
  if (fact == "levels") return name + ": " + joined(given.values, ", ");
  return name + ": " + labels(words, fact, given.values, 4);
}

bool not_recorded(const decision::LesionAssessment& lesion, std::string_view variable, const Names& values) {
  if (!all_open(variable, values)) return false;
  for (const auto& reason : lesion.reasons) {
    if (reason.decision != variable) continue;
    for (const auto& given : reason.given) {
      if (given.recorded) return false;
    }
  }
  return true;
}

std::string pillar_text(const Wording& words, const decision::LesionAssessment& lesion, std::string_view variable,
                        const Names& values) {
  const std::string name = fact_label(words, variable) + ": ";
  if (not_recorded(lesion, variable, values)) return name + "not recorded";
  return name + (values.size() > 1 ? "open, " : "") + labels(words, variable, values);
}

std::string histology_text(const Wording& words, const decision::Assessment& assessment) {
  if (assessment.histology.size() == 1) return label(words, "histology", assessment.histology.front());
  for (const auto& lesion : assessment.lesions) {
    for (const auto& reason : lesion.reasons) {
      for (const auto& given : reason.given) {
        if (fact_of(given.fact) == "histology") return given.recorded ? "histology open" : "histology not recorded";
      }
    }
  }
  return "histology not recorded";
}

std::string urgency_text(const Wording& words, const decision::LesionAssessment& lesion) {
  if (lesion.urgency.empty()) return "URGENCY NOT STATED";
  std::string text = labels(words, "urgency", lesion.urgency);
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return lesion.urgency.size() > 1 ? "URGENCY OPEN: " + text : text;
}

std::string flag_text(const Wording& words, const decision::LesionAssessment& lesion, const std::string& flag) {
  if (lesion.urgency.size() != 1) return flag;
  const std::string shown = label(words, "urgency", lesion.urgency.front()) + ": ";
  return flag.compare(0, shown.size(), shown) == 0 ? flag.substr(shown.size()) : flag;
}

std::string patient_text(const Wording& words, const decision::Assessment& assessment, std::string_view separator) {
  Names parts;
  for (const auto& line : assessment.patient) {
    if (fact_of(line.field) != "histology") parts.push_back(label(words, fact_of(line.field), line.text));
  }
  parts.push_back(histology_text(words, assessment));
  return joined(parts, separator);
}

std::string lowered(std::string text) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool word = text.size() > 1 && upper(text[0]) && text[1] >= 'a' && text[1] <= 'z';
  if (word) text.front() = static_cast<char>(text.front() + 32);
  return text;
}

std::string levels_text(const Names& levels) { return levels.empty() ? "level not recorded" : joined(levels, ", "); }

std::string incomplete_text(const decision::LesionAssessment& lesion) {
  const auto count = lesion.missing.size();
  if (count == 1) return "1 fact that could change the options is not settled";
  if (count > 1) return std::to_string(count) + " facts that could change the options are not settled";
  return "the facts as given leave more than one option";
}

}  // namespace noms::report
