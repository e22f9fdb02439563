// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/dose_input.h"

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

std::vector<std::string_view> dose_input_options() {
  return {"--structures",          "--dose",    "--plan",    "--structure",
          "--fractions",           "--format",  "--output",  "--end-caps",
          "--contour-uncertainty", "--threads", "--samples", "--step"};
}

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

Result<bool> read_plan_into(const DoseArguments& arguments, DoseInput& input) {
  auto file = dicom::read_file(arguments.value("--plan"));
  if (!file) return at_option(file.error(), "--plan");
  auto plan = dosimetry::read_plan(file.value());
  if (!plan) return at_option(plan.error(), "--plan");
  input.plan = std::move(plan).value();
  return true;
}

}  // namespace

Result<DoseInput> read_dose_input(const DoseArguments& arguments) {
  for (const auto* option : {"--structures", "--dose"}) {
    if (!arguments.has(option)) return Issue{ErrorCode::Usage, option, "is needed"};
  }
  if (arguments.all("--dose").size() > 1) {
    return Issue{
        ErrorCode::Usage, "--dose",
        "one dose at a time; doses of several beams or plans are never added by accident (see `noms dose sum`)"};
  }
  DoseInput input;
  // The two files are read side by side: the structures take most of the time of a plan.
  std::optional<Result<dosimetry::DoseGrid>> dose;
  std::thread reader([&] { dose.emplace(read_dose_file(arguments.value("--dose"), "--dose")); });
  auto structures = read_structure_file(arguments.value("--structures"), "--structures");
  reader.join();
  if (!structures) return structures.error();
  if (!*dose) return dose->error();
  input.structures = std::move(structures).value();
  input.dose = std::move(*dose).value();
  input.warnings = input.dose.warnings;
  if (arguments.has("--plan")) {
    auto plan = read_plan_into(arguments, input);
    if (!plan) return plan.error();
  }
  auto checked = dosimetry::check_references(input.structures, input.dose, input.plan ? &*input.plan : nullptr);
  if (!checked) return checked.error();
  input.warnings.insert(input.warnings.end(), checked.value().begin(), checked.value().end());
  if (arguments.has("--fractions")) {
    auto count = arguments.number("--fractions", 1, 1, 100);
    if (!count) return count.error();
    input.fractions = static_cast<int>(count.value());
  } else if (input.plan) {
    input.fractions = dosimetry::fraction_count(*input.plan);
  }
  return input;
}

Result<std::vector<const dosimetry::Structure*>> chosen_structures(const DoseArguments& arguments,
                                                                   const dosimetry::StructureSet& set) {
  std::vector<const dosimetry::Structure*> chosen;
  for (const auto& name : arguments.all("--structure")) {
    const auto* structure = set.find(name);
    if (structure == nullptr) return Issue{ErrorCode::Usage, "--structure", "no structure of that name in the file"};
    chosen.push_back(structure);
  }
  if (!arguments.has("--structure")) {
    for (const auto& structure : set.structures) chosen.push_back(&structure);
  }
  return chosen;
}

Result<dosimetry::DvhOptions> dvh_options(const DoseArguments& arguments) {
  dosimetry::DvhOptions options;
  const std::string caps = arguments.value("--end-caps", "half");
  if (caps != "half" && caps != "none") return Issue{ErrorCode::Usage, "--end-caps", "is half or none"};
  options.caps = caps == "half" ? dosimetry::EndCaps::HalfGap : dosimetry::EndCaps::None;
  auto contour = arguments.number("--contour-uncertainty", options.contour_mm, 0, 10);
  if (!contour) return contour.error();
  options.contour_mm = contour.value();
  auto threads = arguments.number("--threads", std::max(1U, std::min(std::thread::hardware_concurrency(), 8U)), 1, 64);
  if (!threads) return threads.error();
  options.threads = static_cast<unsigned>(threads.value());
  auto samples = arguments.number("--samples", options.samples, 1000, 1e9);
  if (!samples) return samples.error();
  options.samples = samples.value();
  auto step = arguments.number("--step", 0, 0, 100);
  if (!step) return step.error();
  options.largest_step_mm = step.value();
  return options;
}

}  // namespace noms::cli
