// SPDX-License-Identifier: Apache-2.0
// noms dose findings: measured doses as fields of one lesion, each with its source.
#include "noms/cli/dose.h"
#include "noms/cli/dose_arguments.h"
#include "noms/cli/dose_input.h"
#include "noms/dosimetry/findings.h"

namespace noms::cli {

int dose_findings(Words words, std::ostream& out, std::ostream& err) {
  auto known = dose_input_options();
  known.emplace_back("--tumour");
  known.emplace_back("--cord");
  const auto arguments = read_dose_arguments(words, known, {});
  if (!arguments) return fail(err, arguments.error());
  const auto& a = arguments.value();
  const auto options = dvh_options(a);
  if (!options) return fail(err, options.error());
  auto input = read_dose_input(a);
  if (!input) return fail(err, input.error());
  const auto& plan = input.value();
  if (plan.dose.summation != "PLAN" && plan.dose.summation != "FRACTION") {
    return fail(err, {{ErrorCode::UnknownValue, "(3004,000A)",
                       "the dose is not the dose of a plan; no finding is made from it"}});
  }
  std::vector<const dosimetry::Structure*> chosen;
  for (const char* option : {"--tumour", "--cord"}) {
    if (!a.has(option)) continue;
    chosen.push_back(plan.structures.find(a.value(option)));
    if (chosen.back() == nullptr)
      return fail(err, {{ErrorCode::Usage, option, "no structure of that name in the file"}});
  }
  const auto all = dosimetry::dvhs(chosen, plan.dose, dosimetry::usual_gap(plan.structures), options.value());
  if (!all) return fail(err, all.error());
  const dosimetry::Dvh* tumour = a.has("--tumour") ? &all.value().front() : nullptr;
  const dosimetry::Dvh* cord = a.has("--cord") ? &all.value().back() : nullptr;
  const auto findings =
      dosimetry::findings_of(plan.dose, plan.plan ? &*plan.plan : nullptr, plan.fractions, tumour, cord);
  for (const auto& warning : plan.warnings) err << warning << '\n';
  return deliver(a, dosimetry::findings_json(findings), out, err);
}

}  // namespace noms::cli
