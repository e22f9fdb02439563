// SPDX-License-Identifier: Apache-2.0
#include "noms/report/internal/overview.h"

#include <algorithm>

#include "noms/report/internal/labels.h"
#include "noms/report/internal/sentences.h"

namespace noms::report {
namespace {

/// 0 emergent, 1 urgent, 2 anything else.
int rank_of(const decision::LesionAssessment& lesion) {
  const auto says = [&](std::string_view word) {
    return std::find(lesion.urgency.begin(), lesion.urgency.end(), word) != lesion.urgency.end();
  };
  return says("emergent") ? 0 : says("urgent") ? 1 : 2;
}

}  // namespace

std::vector<std::size_t> by_urgency(const decision::Assessment& assessment) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < assessment.lesions.size(); ++i) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return rank_of(assessment.lesions[a]) < rank_of(assessment.lesions[b]);
  });
  return order;
}

std::vector<std::string> overview(const decision::Assessment& assessment, const knowledge::Wording& words) {
  std::vector<std::string> lines;
  if (assessment.lesions.size() < 2) return lines;
  for (const std::size_t i : by_urgency(assessment)) {
    const auto& lesion = assessment.lesions[i];
    const std::string answer = lesion.options.size() == 1
                                   ? lesion.options[0].summary
                                   : say(words, "options_left", {std::to_string(lesion.options.size())});
    const std::string place =
        say(words, "lesion_of", {std::to_string(i + 1), std::to_string(assessment.lesions.size())});
    lines.push_back(urgency_text(words, lesion) + ": " + place + ", " + levels_text(words, lesion.levels) + ". " +
                    answer + ".");
  }
  return lines;
}

}  // namespace noms::report
