// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "noms/dosimetry/dvh.h"
#include "noms/dosimetry/limits.h"
#include "noms/foundation/result.h"

// Tumour control and complication from dose, with coefficients that a centre installs: the program ships none and shows
// no probability without them. The format of the file stands in docs/developer/response-models.md.

namespace noms::dosimetry {

/// A dose-response model as a centre installed it.
struct ResponseModel {
  enum class Form {
    Logistic,  ///< 1 / (1 + (d50 / D)^(4 gamma50)) of one metric
    Lyman,     ///< normal distribution of (gEUD - td50) / (m td50), gEUD with the volume exponent n
  };
  std::string id;
  bool control = true;  ///< chance of control, else of a complication
  Form form = Form::Logistic;
  std::string endpoint;
  std::string structure;  ///< what is to be contoured, in words
  std::string source;
  std::string transcribed_by;
  std::string transcribed_on;
  std::string metric_text;  ///< of the logistic form
  Metric metric;
  double alpha_beta_gy = 0;  ///< doses are turned into EQD2 with it
  double d50_gy = 0;         ///< EQD2 of even chance
  double slope = 0;          ///< gamma50, or m
  double volume = 0;         ///< n of the Lyman form
  int least_fractions = 1;   ///< what the data held; outside there is no answer
  int most_fractions = 1;
  double least_gy = 0;  ///< EQD2
  double most_gy = 0;
};

/// Reads a file of coefficients and proves it by its own cases.
///
/// Range:   d50 1 to 200 Gy, gamma50 0.1 to 20, m 0.01 to 2, n 0.01 to 2, alpha/beta 0.5 to 50 Gy, 1 to 60 fractions.
/// Errors:  KnowledgeSyntax, KnowledgeValue with file and line: no source, no one who read it, a coefficient missing,
///          twice or out of range; fewer than two cases; KnowledgeCase for a case that the coefficients do not give
///          within 0.005. A file with a fault is refused as a whole.
Result<ResponseModel> read_response_model(std::string_view file, std::string_view text);

/// A probability with what the uncertainty of the dose makes of it, or why there is none.
struct Response {
  std::optional<double> probability;  ///< 0..1
  double lowest = 0;
  double highest = 0;
  double dose_gy = 0;  ///< EQD2 that it was read at
  std::string reason;
};

/// The chance for a structure that got its dose in `fractions`.
///
/// Missing: a reason instead of a probability where the structure has no complete dose, or dose or fractions lie
///          outside what the model was made from.
Response response_of(const ResponseModel& model, const Dvh& dvh, int fractions);

}  // namespace noms::dosimetry
