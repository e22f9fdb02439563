// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/decision_table/model.h"

// The proofs a table must pass before it may advise. Each fault names file and line, and the smallest example.

namespace noms::decision_table {

/// Goes through every combination of the inputs: exactly one row must fit (KnowledgeGap, KnowledgeOverlap), and every
/// row must fit some combination (KnowledgeUnreachable). At most five faults of a kind are listed.
Issues check_unique(const UniqueTable& table, const Vocabulary& vocabulary);

/// The least and the most points must add up to the total of the head, and the categories must cover it once, without
/// gap.
Issues check_score(const ScoreTable& table, const Vocabulary& vocabulary);

}  // namespace noms::decision_table
