// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/clinical_case/case.h"
#include "noms/cohort/case_rows.h"
#include "noms/cohort/columns.h"
#include "noms/cohort/mapping.h"
#include "noms/cohort/rows.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"

// A cohort as a table: bytes in, cases out. A row becomes the same document that a JSON case is, and the same reader
// checks it; only the places of faults are rows and columns. docs/cohort.md says how such a table is written.

namespace noms::cohort {

/// The cases of a table, in its order, from bytes in parts of any size. Holds one case at a time, and what CaseGatherer
/// holds to know names again.
class CaseTable {
public:
  enum class Next { Case, MoreBytes, End };

  /// `mapping` says what the columns mean; without it the header does.
  CaseTable(const knowledge::Library& library, const Mapping* mapping) : library_(library), mapping_(mapping) {}

  void feed(std::string_view bytes) { rows_.feed(bytes); }
  void finish();

  /// Reads the header: MoreBytes until that is there, then End, and faults() or plan() says what it was.
  Next read_header();
  const Issues& faults() const { return faults_; }
  const Plan& plan() const { return plan_; }

  /// The next case as one text for read_case_rows(). Only after a header without faults.
  Next next(std::string& packed);

  char separator() const { return rows_.separator(); }
  /// Columns that neither the header nor the mapping gives a meaning, as `NAME (column N)`.
  std::vector<std::string> unmapped() const;
  /// Rows with nothing in them, which are passed over.
  std::size_t empty_rows() const { return empty_rows_; }
  /// False when so many cases were read that a returning name is no longer noticed.
  bool watches_names() const { return !gatherer_ || gatherer_->watches_all(); }

private:
  const knowledge::Library& library_;
  const Mapping* mapping_;
  RowReader rows_;
  std::vector<std::string> names_;
  Plan plan_;
  Issues faults_;
  std::optional<CaseGatherer> gatherer_;
  std::size_t empty_rows_ = 0;
  bool done_ = false;
};

/// The case that packed rows hold.
///
/// Missing: an empty cell, and one of the codes that the plan calls missing, is not recorded.
/// Errors:  all faults at once, at `row N, column NAME`: InvalidCsv and InvalidEncoding of the rows, UnknownValue for a
///          code that the mapping does not know, Contradiction where the rows of a case differ, DuplicateKey where the
///          name of the case returns, MissingField where no row meets the conditions, and those of
///          clinical_case::read_case().
Result<clinical_case::Case> read_case_rows(std::string_view packed, const Plan& plan,
                                           const knowledge::Library& library);

/// Faults of the same case that were found later, their JSON pointers made rows and columns.
Issues in_rows(std::string_view packed, const Plan& plan, Issues issues);

}  // namespace noms::cohort
