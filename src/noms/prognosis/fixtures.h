// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iostream>
#include <string>
#include <vector>

#include "noms/prognosis/internal/book.h"
#include "noms/prognosis/prognosis.h"
#include "support/knowledge_files.h"

// For the tests of this module: the shipped scores, whole or with one change, and cases written as JSON.

namespace noms::prognosis::test {

/// The scores of these files, with the shipped library.
inline Result<Scores> load_scores_of(const noms::test::Files& files) {
  std::vector<knowledge::SourceFile> sources;
  for (const auto& [name, text] : files) sources.push_back({name, text});
  return load_scores(sources, noms::test::library());
}

/// The shipped scores; the test program stops when they do not load.
inline const Scores& scores() {
  static const Scores shipped = [] {
    auto loaded = load_scores_of(noms::test::shipped_files());
    if (!loaded) {
      for (const auto& issue : loaded.error()) std::cerr << issue.where << ": " << issue.message << '\n';
      std::exit(5);
    }
    return loaded.value();
  }();
  return shipped;
}

/// A case from the members of its object, without `noms_case`; a lesion without facts where there are none.
inline Result<clinical_case::Case> case_of(const std::string& members) {
  const std::string lesions =
      members.find("\"lesions\"") == std::string::npos ? std::string(",\"lesions\":[{}]") : std::string();
  return clinical_case::read_case("{\"noms_case\":1" + (members.empty() ? members : "," + members) + lesions + "}",
                                  noms::test::library());
}

/// One score of a case; the test fails when the case is refused.
inline Prognosis score_of(std::string_view name, const std::string& members) {
  const auto patient = case_of(members);
  if (!patient) {
    for (const auto& issue : patient.error()) std::cerr << issue.where << ": " << issue.message << '\n';
    std::abort();
  }
  return *score(patient.value(), name, scores(), noms::test::library());
}

}  // namespace noms::prognosis::test
