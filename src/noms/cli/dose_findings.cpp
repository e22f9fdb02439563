// SPDX-License-Identifier: Apache-2.0
// noms dose findings: measured doses as fields of one lesion, each with its source; and how they get into a case.
#include <algorithm>
#include <utility>

#include "noms/cli/commands.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/dose_input.h"
#include "noms/cli/into_case.h"
#include "noms/cli/output.h"
#include "noms/dosimetry/findings.h"

namespace noms::cli {

Result<std::vector<dosimetry::Finding>> dose_findings(const Call& call, const DoseInput& input,
                                                      const dosimetry::DvhOptions& options) {
  if (input.dose.summation != "PLAN" && input.dose.summation != "FRACTION") {
    return Issue{ErrorCode::UnknownValue, "(3004,000A)",
                 "the dose is not the dose of a plan; no finding is made from it"};
  }
  std::vector<const dosimetry::Structure*> chosen;
  for (const std::string option : {"tumour", "cord"}) {
    if (!call.has(option)) continue;
    chosen.push_back(input.structures.find(call.value(option)));
    if (chosen.back() == nullptr)
      return Issue{ErrorCode::Usage, "--" + option, "no structure of that name in the file"};
  }
  const auto all = dosimetry::dvhs(chosen, input.dose, dosimetry::usual_gap(input.structures), options);
  if (!all) return all.error();
  const dosimetry::Dvh* tumour = call.has("tumour") ? &all.value().front() : nullptr;
  const dosimetry::Dvh* cord = call.has("cord") ? &all.value().back() : nullptr;
  return dosimetry::findings_of(input.dose, input.plan ? &*input.plan : nullptr, input.fractions, tumour, cord);
}

Result<Measurement> measured_doses(const Call& call, const DoseInput& input, const dosimetry::DvhOptions& options) {
  Measurement measured{{},
                       {},
                       "trilinear dose over exact contour areas",
                       "RT Dose " + input.dose.instance + "; RT Structure Set " + input.structures.instance};
  if (!call.has("tumour") && !call.has("cord")) return measured;
  if (input.dose.summation == "FRACTION")
    return Issue{ErrorCode::UnknownValue, "(3004,000A)",
                 "the dose is that of one fraction; the case takes the dose of a course"};
  const auto findings = dose_findings(call, input, options);
  if (!findings) return findings.error();
  for (const auto& f : findings.value())
    measured.facts.push_back({f.field, {}, f.value_gy, "Gy", f.uncertainty_gy, f.method});
  for (const auto& [option, field] : {std::pair{"tumour", "gtv_dmin"}, std::pair{"cord", "cord_dmax"}}) {
    const bool found =
        std::ranges::any_of(measured.facts, [&, name = field](const auto& f) { return f.field == name; });
    if (call.has(option) && !found)
      return Issue{ErrorCode::OutOfLimits, std::string("--") + option,
                   "nothing is recorded: the structure is empty or leaves the dose grid"};
  }
  return measured;
}

Result<bool> record_doses(const Call& call, const Measurement& measured) {
  if (!call.has("into")) return true;
  if (!call.has("tumour") && !call.has("cord"))
    return Issue{ErrorCode::MissingField, "--tumour", "say with --tumour or --cord which structure is recorded"};
  return write_into_case(call, measured);
}

int run_dose_findings(const Call& call) {
  const auto options = dvh_options(call);
  if (!options) return fail(call, options.error());
  const auto input = read_dose_input(call);
  if (!input) return fail(call, input.error());
  const auto findings = dose_findings(call, input.value(), options.value());
  if (!findings) return fail(call, findings.error());
  if (call.has("into")) {
    const auto measured = measured_doses(call, input.value(), options.value());
    if (!measured) return fail(call, measured.error());
    const auto recorded = record_doses(call, measured.value());
    if (!recorded) return fail(call, recorded.error());
  }
  for (const auto& warning : input.value().warnings) say("noms dose findings: " + warning);
  return deliver(call, dosimetry::findings_json(findings.value()));
}

}  // namespace noms::cli
