// SPDX-License-Identifier: Apache-2.0
// noms dose dvh: dose in structures.
#include "noms/cli/dose.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/dose_input.h"
#include "noms/dosimetry/dvh_output.h"

namespace noms::cli {

int dose_dvh(Words words, std::ostream& out, std::ostream& err) {
  const auto arguments = read_dose_arguments(words, dose_input_options(), {"--curves"});
  if (!arguments) return fail(err, arguments.error());
  const std::string format = arguments.value().value("--format", "text");
  if (format != "json" && format != "csv" && format != "svg" && format != "text") {
    return fail(err, {{ErrorCode::Usage, "--format", "is text, json, csv or svg"}});
  }
  auto options = dvh_options(arguments.value());
  if (!options) return fail(err, options.error());
  auto input = read_dose_input(arguments.value());
  if (!input) return fail(err, input.error());
  auto chosen = chosen_structures(arguments.value(), input.value().structures);
  if (!chosen) return fail(err, chosen.error());
  auto all = dosimetry::dvhs(chosen.value(), input.value().dose, dosimetry::usual_gap(input.value().structures),
                             options.value());
  if (!all) return fail(err, all.error());
  std::string text;
  if (format == "json") text = dosimetry::dvh_json(all.value(), input.value().warnings, input.value().dose.dvhs);
  if (format == "csv")
    text = arguments.value().flag("--curves") ? dosimetry::dvh_curve_csv(all.value(), 0.1)
                                              : dosimetry::dvh_csv(all.value());
  if (format == "svg") text = dosimetry::dvh_figure(all.value(), {});
  if (format == "text") text = dosimetry::dvh_text(all.value(), input.value().warnings);
  return deliver(arguments.value(), text, out, err);
}

}  // namespace noms::cli
