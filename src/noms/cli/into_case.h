// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noms/cli/command.h"
#include "noms/foundation/result.h"
#include "noms/json/writer.h"

// What a command measured goes into a case file, with method, image, software version and uncertainty. A value that was
// typed, or measured by another command, stays beside it as a reading of its own.

namespace noms::cli {

/// A measured value of one field.
struct MeasuredFact {
  std::string
      field;  ///< of the lesion: "escc"; of the patient with its group: "patient/body_composition/l3_psoas_area"
  std::vector<std::string> values;  ///< of a choice: each stays possible
  std::optional<double> number;     ///< of a quantity
  std::string unit;                 ///< UCUM
  double uncertainty = 0;           ///< one standard deviation, in that unit; 0: not stated
  std::string explanation;          ///< the uncertainty in words
};

/// An earlier course of radiation. What is not known is left out.
struct RecordedCourse {
  std::optional<double> total_gy;
  int fractions = 1;
  std::optional<double> months_ago;
};

/// What one call of a command measured.
struct Measurement {
  std::vector<MeasuredFact> facts;
  std::vector<RecordedCourse> courses;
  std::string method;  ///< how, in one phrase
  std::string image;   ///< what was measured: hashes of files, UIDs of DICOM objects
};

/// --into, --into-output, --lesion.
std::vector<Option> into_options();

/// Merges a measurement into the case of --into and writes it to --into-output, or in place of the case in one step.
/// Says on standard error which readings disagree. A reading that the same command made before is replaced.
///
/// Missing: without --into nothing is done.
/// Errors:  nothing is written then. Those of the case, before and after the merge, with `--into` and the JSON pointer;
///          UnknownValue at --lesion for a lesion that is not there, Usage where the case has several and none is
///          named; Contradiction at prior_radiation where the case says that there was none; Io.
Result<bool> write_into_case(const Call& call, const Measurement& measured);

/// The member "findings" of the JSON that a measuring command prints: what --into would record, for the page to take.
void write_findings(json::Writer& w, const Call& call, const Measurement& measured);

}  // namespace noms::cli
