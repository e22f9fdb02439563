// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "noms/foundation/result.h"
#include "noms/json/document.h"
#include "noms/json/writer.h"
#include "noms/knowledge/library.h"

// What was measured outside a case, on its way into one. A value that was typed, or measured by somebody else, stays
// beside it as a reading of its own.

namespace noms::clinical_case {

/// Measured values in the form of the case format, each with its source.
struct Findings {
  /// Field as the table of fields names it ("lesions/*/escc"), and its value with unit, uncertainty and source.
  std::vector<std::pair<std::string, json::Value>> readings;
  std::vector<json::Value> courses;  ///< for "prior_radiation"
};

/// Writes the member "findings" into the object that is open: what read_findings() reads.
void write_findings(json::Writer& writer, const Findings& findings);

/// The findings of a document that a measuring command printed.
///
/// Missing: a document that says nothing of findings gives none.
/// Errors:  MissingField where there is no "findings"; WrongType, UnknownField, UnknownValue with the JSON pointer: a
///          field that no case has, or a reading that does not say who recorded it. Values are judged by merged().
Result<Findings> read_findings(const json::Value& document, const knowledge::Library& library);

/// A case with findings in it.
struct Merged {
  std::string text;                ///< JSON
  std::vector<std::string> notes;  ///< those that the case did not have before: which readings now disagree
};

/// Puts findings into one lesion of a case, and those of the patient beside it. A reading that the same recorder made
/// before is replaced; an earlier course that is there already is not repeated.
///
/// Range:   `lesion` counts the lesions of the case from 0.
/// Errors:  those of read_case(), before and after; OutOfLimits at "/lesions" where there is no such lesion;
///          Contradiction at prior_radiation where the case says that there was none.
Result<Merged> merged(json::Value document, std::size_t lesion, const Findings& findings,
                      const knowledge::Library& library);

}  // namespace noms::clinical_case
