// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// What an assessment is made of. Every list of values is the set that is still possible; one element means known.
// Values are the names of the knowledge tables; the words a reader sees are looked up in `knowledge/wording.table.md`
// by the report.

namespace noms::assessment {

using Names = std::vector<std::string>;

/// One part of the SINS. Points 0..4; `lowest == highest` when the finding is known.
struct SinsItem {
  std::string component;  ///< location, pain, bone_lesion, alignment, vertebral_body, posterolateral
  std::string fact;       ///< JSON pointer without the leading slash, "lesions/0/pain"
  Names findings;         ///< still possible
  bool recorded = false;  ///< false: nobody said anything about it
  int lowest = 0;
  int highest = 0;
};

/// Spinal Instability Neoplastic Score.
///
/// Unit:    points.
/// Range:   0..18; higher is less stable.
/// Missing: a missing item widens the range; it never counts as zero.
/// Source:  fisher-2010.
struct Sins {
  int lowest = 0;
  int highest = 0;
  Names categories;  ///< those that some reachable total falls in: stable, indeterminate, unstable
  std::vector<SinsItem> items;
};

/// One decision on the way: which rows of which table can fire, and the facts that fixed it.
struct Reason {
  struct Given {
    std::string fact;  ///< JSON pointer without the leading slash, or the name of an earlier decision
    Names values;      ///< still possible
    bool recorded = true;
  };
  std::string table;
  std::string title;
  Names rows;
  std::vector<Given> given;
  std::string decision;  ///< the variable decided ("escc_group")
  Names values;          ///< still possible
  Names marks;
  Names texts;  ///< one per row, where the row has one
  Names evidence;
};

}  // namespace noms::assessment
