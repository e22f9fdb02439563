// SPDX-License-Identifier: Apache-2.0
#include "noms/pathway/briefs.h"

#include <algorithm>
#include <cstdint>

#include "noms/assessment/assessments.h"
#include "noms/decision/decide.h"

namespace noms::pathway {

using decision_table::ValueSet;

std::size_t Briefs::Hash::operator()(const KeyView& key) const {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
  std::uint64_t sum = key.lesion;
  std::uint64_t factor = odd;
  for (const ValueSet set : key.recorded) {
    sum += (set.bits + 1) * factor;
    factor = factor * 3 + odd;
  }
  sum ^= sum >> 32U;
  return static_cast<std::size_t>(sum * odd);
}

bool Briefs::Equal::operator()(const KeyView& a, const KeyView& b) const {
  return a.lesion == b.lesion && std::ranges::equal(a.recorded, b.recorded);
}

Briefs::Briefs(const knowledge::Library& library, Origin origin)
    : library_(&library),
      edition_(library.edition(origin.edition)),
      frame_(edition_ == nullptr ? std::string_view() : edition_->name, origin.versions.knowledge_sha256),
      levels_(library.vocabulary.find("levels")) {}

Result<std::string_view> Briefs::findings(std::size_t lesion, std::span<const ValueSet> recorded) {
  if (edition_ == nullptr) return Issue{ErrorCode::Usage, "--edition", "there is no such edition"};
  if (const auto known = kept_.find(KeyView(lesion, recorded)); known != kept_.end())
    return std::string_view(known->second);
  clinical_case::Case facts_only;  // the tables read nothing else
  facts_only.lesions.resize(lesion + 1);
  auto& said = facts_only.lesions[lesion].said;
  for (const ValueSet set : recorded) said.push_back(set.empty() ? std::nullopt : std::optional(set));
  if (levels_ >= 0 && !recorded[static_cast<std::size_t>(levels_)].empty())
    facts_only.lesions[lesion].fields.emplace("levels", clinical_case::Entry{});
  auto state = assessment::carry_through(facts_only, lesion, *library_, *edition_);
  if (!state) return state.error();
  if (kept_.size() == most_kept) kept_.clear();
  auto findings = report::brief_findings(decision::decide_rows(state.value()));
  return std::string_view(
      kept_.emplace(Key{lesion, {recorded.begin(), recorded.end()}}, std::move(findings)).first->second);
}

Result<std::string> Briefs::line(const clinical_case::Case& patient) {
  std::string line;
  Issues issues;
  frame_.begin(line, patient.id);
  std::vector<ValueSet> recorded;
  std::vector<std::string_view> levels;
  for (std::size_t i = 0; i < patient.lesions.size(); ++i) {
    const auto& lesion = patient.lesions[i];
    recorded.clear();
    for (const auto& set : lesion.said) recorded.push_back(set.value_or(ValueSet{}));
    const auto found = findings(i, recorded);
    if (!found) {
      issues.insert(issues.end(), found.error().begin(), found.error().end());
      continue;
    }
    levels.clear();
    if (const auto known = lesion.fields.find("levels"); known != lesion.fields.end())
      levels.assign(known->second.values.begin(), known->second.values.end());
    frame_.add(line, lesion.id(i), levels, found.value());
  }
  if (!issues.empty()) return issues;
  frame_.end(line);
  return line;
}

}  // namespace noms::pathway
