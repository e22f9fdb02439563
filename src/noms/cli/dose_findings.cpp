// SPDX-License-Identifier: Apache-2.0
// noms dose findings: measured doses as fields of one lesion, each with its source.
#include "noms/cli/commands.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/dose_input.h"
#include "noms/cli/output.h"
#include "noms/dosimetry/findings.h"

namespace noms::cli {

int run_dose_findings(const Call& call) {
  const auto options = dvh_options(call);
  if (!options) return fail(call, options.error());
  auto input = read_dose_input(call);
  if (!input) return fail(call, input.error());
  const auto& plan = input.value();
  if (plan.dose.summation != "PLAN" && plan.dose.summation != "FRACTION") {
    return fail(call, {{ErrorCode::UnknownValue, "(3004,000A)",
                        "the dose is not the dose of a plan; no finding is made from it"}});
  }
  std::vector<const dosimetry::Structure*> chosen;
  for (const std::string option : {"tumour", "cord"}) {
    if (!call.has(option)) continue;
    chosen.push_back(plan.structures.find(call.value(option)));
    if (chosen.back() == nullptr)
      return fail(call, {{ErrorCode::Usage, "--" + option, "no structure of that name in the file"}});
  }
  const auto all = dosimetry::dvhs(chosen, plan.dose, dosimetry::usual_gap(plan.structures), options.value());
  if (!all) return fail(call, all.error());
  const dosimetry::Dvh* tumour = call.has("tumour") ? &all.value().front() : nullptr;
  const dosimetry::Dvh* cord = call.has("cord") ? &all.value().back() : nullptr;
  const auto findings =
      dosimetry::findings_of(plan.dose, plan.plan ? &*plan.plan : nullptr, plan.fractions, tumour, cord);
  for (const auto& warning : plan.warnings) say("noms dose findings: " + warning);
  return deliver(call, dosimetry::findings_json(findings));
}

}  // namespace noms::cli
