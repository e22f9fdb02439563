// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/cohort/columns.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"

// A mapping says what the columns of somebody else's table mean. How it is written stands in docs/cohort.md.

namespace noms::cohort {

/// A condition on a row whose column is still a name.
struct NamedCondition {
  std::string column;
  std::vector<std::string> values;
  std::string where;  ///< in the mapping
};

/// A mapping, read and checked against the table of fields.
struct Mapping {
  std::vector<Column> columns;  ///< Filled, Checkbox and Ignored, by name
  std::string key;              ///< the column that names the case; empty when every row is a case
  std::vector<NamedCondition> rows;
  std::optional<NamedCondition> lesion_rows;
  std::string instance;
  std::vector<Target> none_checked_is_none;  ///< fields whose checkboxes, none of them checked, say none
  char decimal = '.';
};

/// Reads a mapping.
///
/// Missing: a member that is left out asks for nothing.
/// Errors:  all faults at once, each with its JSON pointer into the mapping: those of json::parse(), UnknownField,
///          MissingField, WrongType, UnknownValue, MissingUnit, UnknownUnit, DuplicateKey, Contradiction. Every value
///          is read as the case reader reads it.
Result<Mapping> read_mapping(std::string_view text, const knowledge::Library& library);

/// The plan of a table with this header. A column that the mapping does not name is Unmapped.
///
/// Errors: MissingField for every column of the mapping that the header does not have, DuplicateKey for a name that
///         stands twice, at `row 1`.
Result<Plan> plan_of_mapping(const Mapping& mapping, const std::vector<std::string>& names,
                             const knowledge::Library& library);

}  // namespace noms::cohort
