// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "noms/decision_table/model.h"

// The proofs a table must pass before it may advise. Each fault names file and line, and the smallest example.

namespace noms::decision_table {

/// How findings are called beside their codes: "Stability: Unstable". Without it, codes stand alone.
using Describe = std::function<std::string(const Variable& variable, const std::vector<int>& values)>;

/// Goes through every combination of the inputs: exactly one row must fit (KnowledgeGap, KnowledgeOverlap), and every
/// row must fit some combination (KnowledgeUnreachable). A fault names the least that must be said to meet it: an input
/// that does not matter is left out. A gap stands at the row that comes nearest, an overlap at the later of the two
/// rows. At most five faults of a kind are listed, the widest first.
Issues check_unique(const UniqueTable& table, const Vocabulary& vocabulary, const Describe& describe = {});

/// The least and the most points must add up to the total of the head, and the categories must cover it once, without
/// gap.
Issues check_score(const ScoreTable& table, const Vocabulary& vocabulary);

}  // namespace noms::decision_table
