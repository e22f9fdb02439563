// SPDX-License-Identifier: Apache-2.0
#include "noms/pathway/briefs.h"

#include <cstdint>
#include <cstring>

#include "noms/assessment/assessments.h"
#include "noms/decision/decide.h"
#include "noms/report/brief.h"

namespace noms::pathway {
namespace {

/// Facts and position of a lesion as bytes. A fact that is not recorded is an empty set, which no recorded one is.
std::string key_of(const clinical_case::Said& said, std::size_t lesion) {
  constexpr std::size_t width = sizeof(std::uint64_t);
  std::string key(width * (said.size() + 1), '\0');
  const auto put = [&](std::size_t at, std::uint64_t number) { std::memcpy(&key[width * at], &number, width); };
  put(0, lesion);
  for (std::size_t i = 0; i < said.size(); ++i) put(i + 1, said[i] ? said[i]->bits : 0);
  return key;
}

}  // namespace

Briefs::Briefs(const knowledge::Library& library, Origin origin)
    : library_(&library), edition_(library.edition(origin.edition)), origin_(std::move(origin)) {}

Result<std::string> Briefs::line(const clinical_case::Case& patient) {
  if (edition_ == nullptr) return Issue{ErrorCode::Usage, "--edition", "there is no such edition"};
  std::vector<report::BriefLesion> lesions;
  Issues issues;
  for (std::size_t i = 0; i < patient.lesions.size(); ++i) {
    const auto& lesion = patient.lesions[i];
    const auto levels = lesion.fields.find("levels");
    report::BriefLesion& brief = lesions.emplace_back();
    brief.lesion = lesion.id(i);
    if (levels != lesion.fields.end()) brief.levels = levels->second.values;
    const auto key = key_of(lesion.said, i);
    if (const auto known = kept_.find(key); known != kept_.end()) {
      brief.findings = known->second;
      continue;
    }
    auto state = assessment::carry_through(patient, i, *library_, *edition_);
    if (!state) {
      issues.insert(issues.end(), state.error().begin(), state.error().end());
      continue;
    }
    brief.findings = report::brief_findings(decision::decide_rows(state.value()));
    if (kept_.size() == most_kept) kept_.clear();
    kept_.emplace(key, brief.findings);
  }
  if (!issues.empty()) return issues;
  return report::brief_line(patient.id, lesions, edition_->name, origin_.versions.knowledge_sha256);
}

}  // namespace noms::pathway
