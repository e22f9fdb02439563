// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/findings.h"

#include <cmath>

#include "noms/foundation/text.h"
#include "noms/json/writer.h"

namespace noms::dosimetry {
namespace {

bool complete(const Dvh* dvh) {
  return dvh != nullptr && dvh->has_dose() && dvh->outside == 0;
}

double rounded(double x) {
  return std::round(x * 100) / 100;
}

}  // namespace

std::vector<Finding> findings_of(const DoseGrid& dose, const Plan* plan, std::optional<int> fractions,
                                 const Dvh* tumour, const Dvh* cord) {
  std::vector<Finding> out;
  if (plan != nullptr && fractions && plan->prescriptions.size() == 1) {
    out.push_back({"planned_dose_per_fraction", plan->prescriptions[0].dose_gy / *fractions, 0,
                   "prescription and fractions of the RT Plan", plan->instance});
  }
  const std::string how = " of a trilinear dose grid over exact contour areas";
  if (complete(tumour))
    out.push_back(
        {"gtv_dmin", tumour->minimum_gy, uncertainty_at(*tumour, tumour->minimum_gy), "minimum" + how, dose.instance});
  if (complete(cord))
    out.push_back(
        {"cord_dmax", cord->maximum_gy, uncertainty_at(*cord, cord->maximum_gy), "maximum" + how, dose.instance});
  return out;
}

std::string findings_json(const std::vector<Finding>& findings) {
  json::Writer w(2);
  w.begin_object();
  for (const auto& finding : findings) {
    w.key(finding.field);
    w.begin_object();
    w.member("value", rounded(finding.value_gy));
    w.member("unit", "Gy");
    w.key("source");
    w.begin_object();
    w.member("method", finding.method);
    w.member("image", finding.image);
    w.member("software", "noms dose");
    if (finding.uncertainty_gy > 0) w.member("uncertainty", shortest(rounded(finding.uncertainty_gy)) + " Gy");
    w.end_object();
    w.end_object();
  }
  w.end_object();
  return w.take() + "\n";
}

}  // namespace noms::dosimetry
