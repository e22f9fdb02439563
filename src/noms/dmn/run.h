// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/dmn/model.h"
#include "noms/dmn/value.h"
#include "noms/foundation/result.h"

namespace noms::dmn {

/// What a run says about one decision.
struct Outcome {
  bool made = false;
  Value value;
  std::vector<std::size_t> rules;  ///< those that fit, in the order of the table; empty for a literal expression
  std::string remark;              ///< why the value is null where a rule of DMN made it so; empty otherwise
};

/// Makes the decisions in `wanted` (all when empty) and those they require.
///
/// Range:   `inputs` has a value for each input data of the model, in its order; null where nothing is known. A value
///          that is not of its type, or not allowed, counts as null.
/// Gives:   an outcome for each decision of the model, by position. Faults of expressions give null. The work is
///          bounded: what goes beyond is null.
std::vector<Outcome> run(const Model& model, const std::vector<Value>& inputs,
                         const std::vector<std::size_t>& wanted = {});

/// One decision alone, from values for what it requires: `slots` has a value for every slot of the model.
Outcome run_alone(const Model& model, std::size_t decision, const std::vector<Value>& slots);

/// The values of the input data that a JSON object gives by name.
///
/// Missing: null. Dates, times and durations are strings.
/// Errors:  the whole text: those of json::parse(). Each member: UnknownField, WrongType, UnknownValue (not allowed),
///          MissingField (a component), OutOfLimits (a number beyond 10^6144), with JSON pointer.
Result<std::vector<Value>> read_inputs(const Model& model, std::string_view text);

/// The outcomes of the decisions that were made as one JSON object: model, version, decisions with value, rows, remark.
std::string outcomes_text(const Model& model, const std::vector<Outcome>& outcomes);

}  // namespace noms::dmn
