// SPDX-License-Identifier: Apache-2.0
// noms dose response: chance of control or complication by a model whose coefficients a centre installs.
#include <cmath>

#include "noms/cli/commands.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/dose_limits.h"
#include "noms/cli/files.h"
#include "noms/cli/output.h"
#include "noms/dosimetry/response_model.h"
#include "noms/foundation/text.h"
#include "noms/json/writer.h"

namespace noms::cli {
namespace {

using dosimetry::Response;
using dosimetry::ResponseModel;

constexpr std::size_t most_bytes = 1U << 20U;

int percent(double probability) {
  return static_cast<int>(std::lround(100 * probability));
}

Result<ResponseModel> installed_model(const Call& call) {
  if (!call.has("model"))
    return Issue{ErrorCode::MissingField, "--model",
                 "no coefficients are installed, and the program ships none; a centre gives them in a file"};
  const auto text = read_file(call.value("model"), most_bytes);
  if (!text) return Issue{text.error()[0].code, "--model", text.error()[0].message};
  return dosimetry::read_response_model("--model", text.value());
}

std::string as_json(const ResponseModel& model, int fractions,
                    const std::vector<std::pair<std::string, Response>>& found) {
  json::Writer w(2);
  w.begin_object();
  w.member("model", model.id);
  w.member("effect", model.control ? "control" : "complication");
  w.member("endpoint", model.endpoint);
  w.member("structure_definition", model.structure);
  w.member("source", model.source);
  w.member("transcribed_by", model.transcribed_by);
  w.member("transcribed_on", model.transcribed_on);
  w.member("mark", "T");
  w.member("fractions", fractions);
  w.key("structures");
  w.begin_array();
  for (const auto& [name, r] : found) {
    w.begin_object();
    w.member("name", name);
    w.key("percent");
    r.probability ? w.number(percent(*r.probability)) : w.null();
    if (r.probability) {
      w.member("lowest_percent", percent(r.lowest));
      w.member("highest_percent", percent(r.highest));
      w.member("eqd2_gy", std::round(r.dose_gy * 100) / 100);
    } else {
      w.member("reason", r.reason);
    }
    w.end_object();
  }
  w.end_array();
  w.end_object();
  return w.take() + "\n";
}

std::string as_text(const ResponseModel& model, const std::vector<std::pair<std::string, Response>>& found) {
  std::string out = std::string(model.control ? "Control" : "Complication") + ": " + model.endpoint + "\n";
  for (const auto& [name, r] : found) {
    out += name + ": ";
    out += r.probability ? std::to_string(percent(*r.probability)) + " % (" + std::to_string(percent(r.lowest)) +
                               " to " + std::to_string(percent(r.highest)) + " % within the uncertainty of the dose)"
                         : "no probability, " + r.reason;
    out += "\n";
  }
  return out + "Coefficients from " + model.source + ", entered by " + model.transcribed_by + " on " +
         model.transcribed_on + "; the program does not vouch for them.\n";
}

}  // namespace

int run_dose_response(const Call& call) {
  const auto model = installed_model(call);
  if (!model) return fail(call, model.error());
  const auto held = read_dose_against_limits(call);
  if (!held) return fail(call, held.error());
  const auto& [options, library, input] = held.value();
  if (input.dose.summation != "PLAN")
    return fail(call, {{ErrorCode::UnknownValue, "(3004,000A)",
                        "the dose is not the dose of a whole course; no probability is made from it"}});
  if (!call.has("structure")) return fail(call, {{ErrorCode::Usage, "--structure", "is needed"}});
  const auto chosen = chosen_structures(call, input.structures);
  if (!chosen) return fail(call, chosen.error());
  const auto all = dosimetry::dvhs(chosen.value(), input.dose, dosimetry::usual_gap(input.structures), options);
  if (!all) return fail(call, all.error());
  std::vector<std::pair<std::string, Response>> found;
  for (const auto& dvh : all.value())
    found.emplace_back(dvh.name, dosimetry::response_of(model.value(), dvh, *input.fractions));
  return deliver(call, call.value("format", "text") == "json" ? as_json(model.value(), *input.fractions, found)
                                                              : as_text(model.value(), found));
}

}  // namespace noms::cli
