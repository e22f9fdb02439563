// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/dvh_output.h"
namespace noms::dosimetry {
std::string dvh_figure(const std::vector<Dvh>&, const std::vector<FigureLimit>&) { return ""; }
}  // namespace noms::dosimetry
