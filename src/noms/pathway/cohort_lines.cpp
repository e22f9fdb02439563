// SPDX-License-Identifier: Apache-2.0
#include "noms/pathway/cohort_lines.h"

#include <algorithm>
#include <cstdint>

#include "noms/assessment/assessments.h"
#include "noms/decision/decide.h"
#include "noms/decision/rows.h"

namespace noms::pathway {

using decision_table::ValueSet;

std::size_t CohortLines::Hash::operator()(const KeyView& key) const {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
  std::uint64_t sum = key.lesion + key.levels.bits * (odd << 8U | 1U);
  std::uint64_t factor = odd;
  for (const ValueSet set : key.recorded) {
    sum += (set.bits + 1) * factor;
    factor = factor * 3 + odd;
  }
  sum ^= sum >> 32U;
  return static_cast<std::size_t>(sum * odd);
}

bool CohortLines::Equal::operator()(const KeyView& a, const KeyView& b) const {
  return a.lesion == b.lesion && a.levels == b.levels && std::ranges::equal(a.recorded, b.recorded);
}

CohortLines::CohortLines(const knowledge::Library& library, Origin origin, Form form)
    : library_(&library),
      edition_(library.edition(origin.edition)),
      form_(form),
      brief_(edition_ == nullptr ? std::string_view() : edition_->name, origin.versions.knowledge_sha256),
      csv_(edition_ == nullptr ? std::string_view() : edition_->name, origin.versions),
      json_(edition_ == nullptr ? std::string_view() : edition_->name, origin.versions),
      levels_(library.vocabulary.find("levels")) {}

Result<const CohortLines::Findings*> CohortLines::findings(std::size_t lesion, const LesionFacts& facts) {
  if (edition_ == nullptr) return Issue{ErrorCode::Usage, "--edition", "there is no such edition"};
  ValueSet levels;
  if (form_ == Form::Decision) {
    for (const auto level : facts.levels) levels = levels | ValueSet::of(library_->levels.find(level));
  }
  if (const auto known = kept_.find(KeyView(lesion, levels, facts.recorded)); known != kept_.end())
    return &known->second;
  auto found = find(lesion, facts);
  if (!found) return found.error();
  kept_bytes_ += found.value().text.size();
  return &kept_.emplace(Key{lesion, levels, {facts.recorded.begin(), facts.recorded.end()}}, std::move(found).value())
              .first->second;
}

Result<CohortLines::Findings> CohortLines::find(std::size_t lesion, const LesionFacts& facts) {
  clinical_case::Case facts_only;  // the tables read nothing else
  facts_only.lesions.resize(lesion + 1);
  auto& said = facts_only.lesions[lesion].said;
  said.reserve(facts.recorded.size());
  for (const ValueSet set : facts.recorded) said.push_back(set.empty() ? std::nullopt : std::optional(set));
  if (levels_ >= 0 && !facts.recorded[static_cast<std::size_t>(levels_)].empty())
    facts_only.lesions[lesion].fields["levels"].values.assign(facts.levels.begin(), facts.levels.end());
  auto state = assessment::carry_through(facts_only, lesion, *library_, *edition_, std::move(workspace_));
  workspace_ = {};
  if (!state) return state.error();
  Findings found;
  if (form_ == Form::Decision) {
    auto whole = assessment::findings_of(std::move(state).value());
    found.text = report::json_findings(decision::decide_lesion(whole));
    found.facts = decision::count_facts(whole.state);
    workspace_ = std::move(whole.state.workspace);
    return found;
  }
  const auto rows = decision::decide_rows(state.value());
  if (form_ == Form::Brief) {
    found.text = report::brief_findings(rows);
  } else {
    found = {report::csv_findings(rows), report::csv_histology(rows.histology), decision::count_facts(state.value())};
  }
  workspace_ = std::move(state.value().workspace);
  return found;
}

void CohortLines::write(std::string& out, std::string_view case_id, std::span<const LesionFacts> lesions,
                        std::string_view before, std::string_view after, const decision::Names& notes) const {
  if (form_ == Form::Brief) {
    brief_.begin(out, case_id);
    for (std::size_t i = 0; i < lesions.size(); ++i)
      brief_.add(out, lesions[i].name, lesions[i].levels, found_[i]->text);
    brief_.end(out);
    out += '\n';
    return;
  }
  decision::FactCount facts;
  for (const Findings* found : found_) {
    facts.recorded += found->facts.recorded;
    facts.readable += found->facts.readable;
  }
  if (form_ == Form::Decision) {
    json_.begin(out, case_id);
    for (std::size_t i = 0; i < lesions.size(); ++i) json_.add(out, lesions[i].name, found_[i]->text);
    json_.end(out, notes, facts);
    out += '\n';
    return;
  }
  std::string_view histology;
  for (const Findings* found : found_) {
    if (histology.size() <= 1) histology = found->histology;  // a comma alone: none
  }
  for (std::size_t i = 0; i < lesions.size(); ++i)
    csv_.add(out, {before, case_id, lesions[i].name, lesions[i].levels, histology, found_[i]->text, facts, after});
}

/// Fills found_; false where a lesion has none.
bool CohortLines::find_all(std::span<const LesionFacts> lesions) {
  if (kept_.size() >= most_kept || kept_bytes_ >= most_kept_bytes) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  found_.clear();
  for (std::size_t i = 0; i < lesions.size(); ++i) {
    const auto found = findings(i, lesions[i]);
    if (!found) return false;
    found_.push_back(found.value());
  }
  return true;
}

bool CohortLines::append(std::string& out, std::string_view case_id, std::span<const LesionFacts> lesions,
                         std::string_view before, std::string_view after) {
  if (!find_all(lesions)) return false;
  write(out, case_id, lesions, before, after, {});
  return true;
}

Result<std::string> CohortLines::line(const clinical_case::Case& patient, std::string_view before,
                                      std::string_view after) {
  const std::size_t count = patient.lesions.size();
  std::vector<std::string> names(count);
  std::vector<std::vector<std::string_view>> levels(count);
  std::vector<std::vector<ValueSet>> recorded(count);
  std::vector<LesionFacts> lesions;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& lesion = patient.lesions[i];
    names[i] = lesion.id(i);
    for (const auto& set : lesion.said) recorded[i].push_back(set.value_or(ValueSet{}));
    if (const auto known = lesion.fields.find("levels"); known != lesion.fields.end())
      levels[i].assign(known->second.values.begin(), known->second.values.end());
    lesions.push_back({names[i], levels[i], recorded[i]});
  }
  if (find_all(lesions)) {
    std::string line;
    write(line, patient.id, lesions, before, after, patient.notes);
    return line;
  }
  Issues issues;
  for (std::size_t i = 0; i < count; ++i) {
    if (const auto found = findings(i, lesions[i]); !found)
      issues.insert(issues.end(), found.error().begin(), found.error().end());
  }
  return issues;
}

}  // namespace noms::pathway
