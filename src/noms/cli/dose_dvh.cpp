// SPDX-License-Identifier: Apache-2.0
// noms dose dvh: dose in structures.
#include "noms/cli/commands.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/dose_input.h"
#include "noms/cli/output.h"
#include "noms/dosimetry/dvh_output.h"

namespace noms::cli {
namespace {

std::string as_json(const Call& call, const std::vector<dosimetry::Dvh>& all, const DoseInput& input,
                    const Measurement& measured) {
  json::Writer w(2);
  w.begin_object();
  dosimetry::write_dvhs(w, all, input.warnings, input.dose.dvhs);
  write_findings(w, call, measured);
  w.end_object();
  return w.take() + "\n";
}

}  // namespace

int run_dose_dvh(const Call& call) {
  const std::string format = call.value("format", "text");
  auto options = dvh_options(call);
  if (!options) return fail(call, options.error());
  auto input = read_dose_input(call);
  if (!input) return fail(call, input.error());
  auto chosen = chosen_structures(call, input.value().structures);
  if (!chosen) return fail(call, chosen.error());
  auto all = dosimetry::dvhs(chosen.value(), input.value().dose, dosimetry::usual_gap(input.value().structures),
                             options.value());
  if (!all) return fail(call, all.error());
  const auto measured = measured_doses(call, input.value(), options.value());
  if (!measured) return fail(call, measured.error());
  const auto recorded = record_doses(call, measured.value());
  if (!recorded) return fail(call, recorded.error());
  std::string text;
  if (format == "json") text = as_json(call, all.value(), input.value(), measured.value());
  if (format == "csv")
    text = call.has("curves") ? dosimetry::dvh_curve_csv(all.value(), 0.1) : dosimetry::dvh_csv(all.value());
  if (format == "svg") text = dosimetry::dvh_figure(all.value(), {});
  if (format == "text") text = dosimetry::dvh_text(all.value(), input.value().warnings);
  return deliver(call, text);
}

}  // namespace noms::cli
