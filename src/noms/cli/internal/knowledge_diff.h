// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/cli/internal/answers.h"
#include "noms/cli/internal/cells.h"
#include "noms/cli/internal/rule_changes.h"
#include "noms/cli/loaded.h"

namespace noms::cli {

/// What stands on one side of `knowledge diff`.
struct DiffSide {
  std::string name;  ///< "2013", "2013 of A"
  const Loaded* loaded = nullptr;
  const knowledge::Edition* edition = nullptr;
};

/// What changes between two editions.
struct EditionDiff {
  DiffSide a;
  DiffSide b;
  std::vector<Changes> answers;  ///< of treatment and urgency, where they differ
  std::vector<RuleChange> rules;

  bool empty() const { return answers.empty() && rules.empty(); }
};

struct KnowledgeDiff {
  std::vector<EditionDiff> editions;
  std::vector<std::string> only_a;  ///< editions without a counterpart
  std::vector<std::string> only_b;
  std::vector<FileChanges> files;

  bool empty() const;
};

EditionDiff diff_of(const DiffSide& a, const DiffSide& b);

// The three forms in which a reader gets it.
std::string diff_text(const KnowledgeDiff& diff);
std::string diff_markdown(const KnowledgeDiff& diff);
std::string diff_json(const KnowledgeDiff& diff);

/// Reads the cases of --cases one by one, assesses each with both sides and prints those whose recommendation changes,
/// then the count. Gives the exit code.
int diff_cases(const Call& call, const DiffSide& a, const DiffSide& b);

}  // namespace noms::cli
