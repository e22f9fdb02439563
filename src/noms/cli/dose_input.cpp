// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/dose_input.h"

#include "noms/cli/dose_arguments.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace noms::cli {
namespace {

Issues at_option(Issues issues, std::string_view option) {
  for (auto& issue : issues) issue.where = std::string(option) + (issue.where.empty() ? "" : " " + issue.where);
  return issues;
}

}  // namespace

Result<dosimetry::StructureSet> read_structure_file(const std::string& path, std::string_view option) {
  auto file = dicom::read_file(path);
  if (!file) return at_option(file.error(), option);
  auto set = dosimetry::read_structures(file.value());
  if (!set) return at_option(set.error(), option);
  return set;
}

Result<dosimetry::DoseGrid> read_dose_file(const std::string& path, std::string_view option) {
  auto file = dicom::read_file(path);
  if (!file) return at_option(file.error(), option);
  auto grid = dosimetry::read_dose(file.value());
  if (!grid) return at_option(grid.error(), option);
  return grid;
}

namespace {

Result<bool> read_plan_into(const Call& call, DoseInput& input) {
  auto file = dicom::read_file(call.value("plan"));
  if (!file) return at_option(file.error(), "--plan");
  auto plan = dosimetry::read_plan(file.value());
  if (!plan) return at_option(plan.error(), "--plan");
  input.plan = std::move(plan).value();
  return true;
}

}  // namespace

Result<DoseInput> read_dose_input(const Call& call) {
  for (const std::string option : {"structures", "dose"}) {
    if (!call.has(option)) return Issue{ErrorCode::Usage, "--" + option, "is needed"};
  }
  if (values_of(call, "dose").size() > 1) {
    return Issue{
        ErrorCode::Usage, "--dose",
        "one dose at a time; doses of several beams or plans are never added by accident (see `noms dose sum`)"};
  }
  DoseInput input;
  // The two files are read side by side: the structures take most of the time of a plan.
  std::optional<Result<dosimetry::DoseGrid>> dose;
  std::thread reader([&] { dose.emplace(read_dose_file(call.value("dose"), "--dose")); });
  auto structures = read_structure_file(call.value("structures"), "--structures");
  reader.join();
  if (!structures) return structures.error();
  if (!*dose) return dose->error();
  input.structures = std::move(structures).value();
  input.dose = std::move(*dose).value();
  input.warnings = input.dose.warnings;
  if (call.has("plan")) {
    auto plan = read_plan_into(call, input);
    if (!plan) return plan.error();
  }
  auto checked = dosimetry::check_references(input.structures, input.dose, input.plan ? &*input.plan : nullptr);
  if (!checked) return checked.error();
  input.warnings.insert(input.warnings.end(), checked.value().begin(), checked.value().end());
  if (call.has("fractions")) {
    auto count = whole_number_of(call, "fractions", 1, 100);
    if (!count) return count.error();
    input.fractions = count.value();
  } else if (input.plan) {
    input.fractions = dosimetry::fraction_count(*input.plan);
  }
  return input;
}

Result<std::vector<const dosimetry::Structure*>> chosen_structures(const Call& call,
                                                                   const dosimetry::StructureSet& set) {
  std::vector<const dosimetry::Structure*> chosen;
  for (const auto& name : values_of(call, "structure")) {
    const auto* structure = set.find(name);
    if (structure == nullptr) return Issue{ErrorCode::Usage, "--structure", "no structure of that name in the file"};
    chosen.push_back(structure);
  }
  if (!call.has("structure")) {
    for (const auto& structure : set.structures) chosen.push_back(&structure);
  }
  return chosen;
}

Result<dosimetry::DvhOptions> dvh_options(const Call& call) {
  dosimetry::DvhOptions options;
  const std::string caps = call.value("end-caps", "half");
  if (caps != "half" && caps != "none") return Issue{ErrorCode::Usage, "--end-caps", "is half or none"};
  options.caps = caps == "half" ? dosimetry::EndCaps::HalfGap : dosimetry::EndCaps::None;
  auto contour = number_of(call, "contour-uncertainty", options.contour_mm, 0, 10);
  if (!contour) return contour.error();
  options.contour_mm = contour.value();
  auto threads = number_of(call, "threads", std::max(1U, std::min(std::thread::hardware_concurrency(), 8U)), 1, 64);
  if (!threads) return threads.error();
  options.threads = static_cast<unsigned>(threads.value());
  auto samples = number_of(call, "samples", options.samples, 1000, 1e9);
  if (!samples) return samples.error();
  options.samples = samples.value();
  auto step = number_of(call, "step", 0, 0, 100);
  if (!step) return step.error();
  options.largest_step_mm = step.value();
  return options;
}

}  // namespace noms::cli
