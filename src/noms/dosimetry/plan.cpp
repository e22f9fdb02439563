// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/plan.h"

namespace noms::dosimetry {

using dicom::name_of;
using dicom::Tag;

namespace {
constexpr Tag class_tag{0x0008, 0x0016};
constexpr Tag frame_tag{0x0020, 0x0052};
constexpr Tag referenced_instance{0x0008, 0x1155};
constexpr Tag fractions_tag{0x300A, 0x0078};
constexpr Tag plan_sequence{0x300C, 0x0002};
constexpr Tag structure_sequence{0x300C, 0x0060};
}  // namespace

Result<Plan> read_plan(const dicom::File& file) {
  const auto& data = file.data;
  const auto kind = data.text(class_tag);
  if (kind != "1.2.840.10008.5.1.4.1.1.481.5" && kind != "1.2.840.10008.5.1.4.1.1.481.8") {
    return Issue{ErrorCode::UnknownValue, name_of(class_tag), "this is not an RT Plan"};
  }
  Plan plan;
  plan.instance = data.text({0x0008, 0x0018});
  plan.frame_of_reference = data.text(frame_tag);
  for (const auto& item : data.items(structure_sequence)) plan.structures = item.text(referenced_instance);
  for (const auto& group : data.items({0x300A, 0x0070})) {
    const auto count = group.whole_text(fractions_tag);
    if (!count) continue;
    if (*count < 1 || *count > 200) {
      return Issue{ErrorCode::OutOfLimits, name_of(fractions_tag), "the number of fractions is not between 1 and 200"};
    }
    plan.fractions.push_back(static_cast<int>(*count));
  }
  for (const auto& item : data.items({0x300A, 0x0010})) {
    const auto dose = item.decimal({0x300A, 0x0026});
    if (!dose || !(*dose > 0 && *dose < 1000)) continue;
    Plan::Prescription prescription;
    prescription.dose_gy = *dose;
    if (const auto roi = item.whole_text({0x3006, 0x0084})) prescription.structure = static_cast<int>(*roi);
    plan.prescriptions.push_back(prescription);
  }
  return plan;
}

std::optional<int> fraction_count(const Plan& plan) {
  if (plan.fractions.size() != 1) return std::nullopt;
  return plan.fractions.front();
}

Result<std::vector<std::string>> check_references(const StructureSet& structures, const DoseGrid& dose,
                                                  const Plan* plan) {
  std::vector<std::string> warnings;
  bool unnamed = dose.frame_of_reference.empty();
  for (const auto& structure : structures.structures) {
    if (structure.frame_of_reference.empty()) {
      unnamed = true;
    } else if (!dose.frame_of_reference.empty() && structure.frame_of_reference != dose.frame_of_reference) {
      return Issue{ErrorCode::Contradiction, name_of(frame_tag),
                   "structures and dose have different frames of reference"};
    }
  }
  if (unnamed) warnings.push_back(name_of(frame_tag) + ": no frame of reference recorded; taken as the same");
  if (plan == nullptr) return warnings;
  if (!dose.plan.empty() && dose.plan != plan->instance) {
    return Issue{ErrorCode::Contradiction, name_of(plan_sequence), "the dose is that of another plan"};
  }
  if (dose.plan.empty()) warnings.push_back(name_of(plan_sequence) + ": the dose does not say of which plan it is");
  if (!plan->frame_of_reference.empty() && !dose.frame_of_reference.empty() &&
      plan->frame_of_reference != dose.frame_of_reference) {
    return Issue{ErrorCode::Contradiction, name_of(frame_tag), "plan and dose have different frames of reference"};
  }
  if (!plan->structures.empty() && plan->structures != structures.instance) {
    warnings.push_back(name_of(structure_sequence) + ": the plan was made on another structure set than the one given");
  }
  if (plan->fractions.size() > 1)
    warnings.push_back("(300A,0070): several fraction groups; the number of fractions must be given");
  return warnings;
}

}  // namespace noms::dosimetry
