// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"

// What the columns of a table mean: the field of a case that each one fills. The names come from the table of fields,
// so a new field is a new column.

namespace noms::cohort {

/// What of a field a column holds.
enum class Part : std::uint8_t {
  Value,
  Unit,
  Uncertainty,
  Source,  ///< one entry of the source of the value
  System,  ///< of a histology given by its code
  Code,
  Site,
  Count,  ///< of a list: how many elements it has
};

/// A place in a case, as a column names it: `patient/age`, `lesion/escc`, `lesion/prior_radiation/1/dose`,
/// `patient/age/unit`, `lesion/escc/source/method`, `primary/histology/code`.
struct Target {
  const knowledge::Field* field = nullptr;
  Part part = Part::Value;
  std::string entry;     ///< of a source: "method"
  std::size_t item = 0;  ///< of an element of a list of the lesion, from 1; 0 for a field of its own

  bool of_lesion() const { return field->path.starts_with("lesions/"); }
  bool same_field(const Target& other) const { return field == other.field && item == other.item; }
  friend bool operator==(const Target&, const Target&) = default;
};

/// The place of that name; none when there is none.
std::optional<Target> target_named(std::string_view name, const knowledge::Library& library);

/// The names of all columns in the order of the table of fields: of a quantity also its unit, of the histology also the
/// parts of a code, of a list of the lesion its count and the first element. Sources and uncertainties are left out.
std::vector<std::string> column_names(const knowledge::Library& library);

/// The line of column names, RFC 4180, with its line end.
std::string header_line(const knowledge::Library& library);

/// A table of all columns, one row each: column, type, values or units or range, text. RFC 4180.
std::string column_dictionary(const knowledge::Library& library);

/// A column of one table.
struct Column {
  enum class Use : std::uint8_t { Filled, Checkbox, Condition, Ignored, Unmapped };

  Use use = Use::Filled;
  std::string name;   ///< as faults call it
  std::string where;  ///< of faults of the column itself: place in the header or the mapping
  Target target;
  std::string unit;                                       ///< of every cell; empty where a column says it
  std::map<std::string, std::string, std::less<>> codes;  ///< cell to value; empty where cells are values
  std::vector<std::string> missing;                       ///< cells that mean not recorded, beside the empty one
  std::string member;                                     ///< of a checkbox: what a checked one says
};

/// Cells that a row must have: one of `values` in the column.
struct Condition {
  std::size_t column = 0;
  std::vector<std::string> values;
};

/// The columns that fill one field.
struct FieldColumns {
  Target target;  ///< part Value
  std::optional<std::size_t> value, unit, uncertainty, system, code, site, count;
  std::vector<std::pair<std::string, std::size_t>> source;
  std::vector<std::size_t> checkboxes;
  bool none_checked_is_none = false;
};

/// How the rows of one table become cases.
struct Plan {
  std::vector<Column> columns;  ///< as many as a row has cells
  std::vector<FieldColumns> fields;
  std::optional<std::size_t> key;        ///< the column that names the case
  std::vector<Condition> rows;           ///< a row that does not meet all is passed over
  std::optional<Condition> lesion_rows;  ///< which rows are lesions; every row without it
  std::optional<std::size_t> instance;   ///< the number of the lesion
  char decimal = '.';

  /// "row 7, column lesion/escc".
  std::string place(std::size_t row, std::size_t column) const;
};

/// Gathers the columns of each field and proves that they fit: no field twice, a unit for every quantity, a value
/// beside every unit. Errors: DuplicateKey, MissingUnit, UnknownUnit, MissingField, Contradiction at the place of the
/// column.
Issues gather_fields(Plan& plan, const knowledge::Library& library);

/// The plan of a table with the documented header: column names, a quantity with its unit as `patient/age [a]` or in a
/// column of its own. Errors: all of them, UnknownField and those of gather_fields(), at `row 1, column N`.
Result<Plan> plan_of_header(const std::vector<std::string>& names, const knowledge::Library& library);

}  // namespace noms::cohort
