// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/sentences.h"

#include <algorithm>
#include <utility>

#include "noms/foundation/text.h"
#include "noms/report/internal/spine.h"

namespace noms::report {

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

Names marked_rows(const decision::Option& option) {
  Names rows;
  for (std::size_t i = 0; i < option.rows.size(); ++i) {
    const bool marked = option.marks.size() == option.rows.size() && !option.marks[i].empty();
    rows.push_back(option.rows[i] + (marked ? " [" + option.marks[i] + "]" : ""));
  }
  return rows;
}

std::string left_text(const Wording& words, const decision::LesionAssessment& lesion,
                      const std::vector<decision::Treatment>& options) {
  Names signs;
  for (const auto& option : options) signs.push_back(option_sign(lesion, option));
  if (contains(signs, "")) return treatments_label(words, options);
  if (signs.size() == lesion.options.size()) return say(words, "all_options", {std::to_string(signs.size())});
  std::sort(signs.begin(), signs.end());
  return signs.size() == 1 ? signs.front() + ", " + treatments_label(words, options) : one_of(words, signs);
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
  return fact_label(words, step.name) + ": " + say(words, "instead_of", {short_form(step.to), short_form(step.from)});
}

std::string fact_of(std::string_view pointer) {
  const auto slash = pointer.rfind('/');
  if (slash == std::string_view::npos) return std::string(pointer);
  std::string last(pointer.substr(slash + 1));
  if (pointer.substr(0, slash) == "fitness") return "fitness_" + last;
  if (pointer.substr(0, slash) == "availability") return last + "_available";
  return last;
}

std::string decided_text(const Wording& words, const decision::LesionAssessment& lesion, const decision::Reason& reason,
                         std::size_t most) {
  if (reason.decision == "surgery") {
    if (lesion.options.size() == 1)
      return treatment_label(words, lesion.options[0].surgery, lesion.options[0].radiation);
    return say(words, "options", {std::to_string(lesion.options.size())});
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

std::string given_text(const Wording& words, const decision::Reason::Given& given) {
  std::string fact = fact_of(given.fact);
  const bool levels = fact == "levels" && !level_words(words, given.values).empty();
  if (fact == "levels" && given.recorded && !levels) fact = "location";  // the class that follows from the levels
  const std::string name = fact_label(words, fact);
  if (!given.recorded) return say(words, "fact_not_recorded", {name});
  if (levels) return name + ": " + joined(given.values, ", ");
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
  if (not_recorded(lesion, variable, values)) return name + say(words, "not_recorded");
  const std::string found = labels(words, variable, values);
  return name + (values.size() > 1 ? say(words, "open_of", {found}) : found);
}

std::string histology_text(const Wording& words, const decision::Assessment& assessment) {
  if (assessment.histology.size() == 1) return label(words, "histology", assessment.histology.front());
  for (const auto& lesion : assessment.lesions) {
    for (const auto& reason : lesion.reasons) {
      for (const auto& given : reason.given) {
        if (fact_of(given.fact) == "histology")
          return say(words, given.recorded ? "histology_open" : "histology_not_recorded");
      }
    }
  }
  return say(words, "histology_not_recorded");
}

std::string urgency_text(const Wording& words, const decision::LesionAssessment& lesion) {
  if (lesion.urgency.empty()) return upper(say(words, "urgency_not_stated"));
  const std::string text = labels(words, "urgency", lesion.urgency);
  return upper(lesion.urgency.size() > 1 ? say(words, "urgency_open", {text}) : text);
}

std::string flag_text(const Wording& words, const decision::LesionAssessment& lesion, const std::string& flag) {
  if (lesion.urgency.size() != 1) return flag;
  const std::string shown = label(words, "urgency", lesion.urgency.front()) + ": ";
  return flag.compare(0, shown.size(), shown) == 0 ? flag.substr(shown.size()) : flag;
}

std::string change_text(const Wording& words, const decision::LesionAssessment& lesion,
                        const decision::Robustness& step) {
  Names parts;
  if (step.changes) parts.push_back(left_text(words, lesion, step.options));
  if (step.changes_urgency) parts.push_back(say(words, "urgency_of", {labels(words, "urgency", step.urgency)}));
  return joined(parts, "; ");
}

std::string neurology_text(const Wording& words, const decision::LesionAssessment& lesion) {
  Names parts;
  for (const auto& line : lesion.neurology) {
    const std::string fact = fact_of(line.field);
    parts.push_back(fact_label(words, fact) + " " + lowered(label(words, fact, line.text)));
  }
  return joined(parts, "; ");
}

std::string patient_text(const Wording& words, const decision::Assessment& assessment, std::string_view separator) {
  Names parts;
  for (const auto& line : assessment.patient) {
    if (fact_of(line.field) != "histology") parts.push_back(label(words, fact_of(line.field), line.text));
  }
  parts.push_back(histology_text(words, assessment));
  return joined(parts, separator);
}

std::string levels_text(const Wording& words, const Names& levels) {
  return levels.empty() ? say(words, "level_not_recorded") : joined(levels, ", ");
}

std::string depends_text(const Wording& words, const Names& names) {
  Names texts;
  for (const auto& name : names) {
    std::string joint = name;
    std::ranges::replace(joint, '/', '_');
    const std::string last = name.substr(name.rfind('/') + 1);
    const std::string candidates[] = {fact_of(name), joint, last};
    const auto* known = std::ranges::find_if(candidates, [&](const auto& fact) { return words.has("fact." + fact); });
    texts.push_back(lowered(fact_label(words, known == std::end(candidates) ? last : *known)));
  }
  return joined(texts, ", ");
}

std::string incomplete_text(const Wording& words, const decision::LesionAssessment& lesion) {
  const auto count = lesion.missing.size();
  if (count == 0) return say(words, "several_left") + ".";
  Names names;
  for (const auto& fact : lesion.missing) names.push_back(fact_label(words, fact.name));
  return (count == 1 ? say(words, "one_not_settled") : say(words, "not_settled", {std::to_string(count)})) + ": " +
         joined(names, ", ") + ".";
}

}  // namespace noms::report
