// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/imaging/geometry.h"

namespace noms::imaging {

/// What the numbers of a label map mean, tool by tool, and the names tools write. Read from
/// `knowledge/imaging/label_conventions.table.md`, which is reviewed like the other tables.
class LabelConventions {
public:
  /// Reads the table. Errors: KnowledgeSyntax, KnowledgeValue with file and line.
  static Result<LabelConventions> read(std::string file, std::string_view text);

  /// The structure of a number in a scheme ("L3", "cord"), or empty.
  std::optional<std::string> structure_of(std::string_view scheme, int label) const;
  /// The structure a name means, whichever tool wrote it; case, blanks and underscores do not matter.
  std::optional<std::string> structure_of_name(std::string_view name) const;
  std::vector<std::string_view> schemes() const;

  /// What each number of a file means. Names in the file come first; else the scheme the user gives.
  ///
  /// Missing: numbers without a meaning are left out.
  /// Errors:  UnknownValue for a scheme that is not in the table, with the nearest name; MissingField where the file
  /// carries no
  ///          names and no scheme is given: the number alone means different bones in different tools. The message
  ///          suggests a scheme where the numbers look like one.
  Result<std::map<int, std::string>> meanings(const std::map<int, std::string>& names_in_file,
                                              const std::vector<int>& labels, std::string_view scheme) const;

  /// The scheme the numbers look like, only ever to be suggested.
  std::string suggestion(const std::vector<int>& labels) const;

private:
  std::map<std::string, std::map<int, std::string>, std::less<>> schemes_;
  std::map<std::string, std::string, std::less<>> names_;  ///< folded name to structure
};

/// Number of a vertebra from C1 = 1 to S1 (C7 7, T1 8, T12 19, L1 20, L5 24, L6 25, S1 26), T13 as 19.5; empty for
/// anything else.
std::optional<double> level_rank(std::string_view structure);

/// What is not right about the vertebrae of a label map: order along the spine, gaps, two pieces of one label, volumes
/// that jump by more than 60 % between neighbours. Each with its label.
std::vector<std::string> label_doubts(const Labels& labels, const std::map<int, std::string>& meanings);

}  // namespace noms::imaging
