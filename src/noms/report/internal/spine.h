// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/report/internal/labels.h"

namespace noms::report {

/// One block of the spine strip.
struct Vertebra {
  std::string_view name;
  char region;    ///< C, T, L, S
  double height;  ///< with the disc below it, mm, rounded: a figure, not a measurement
  double width;   ///< in the units of the figure
};

/// C0 to S5; T13 and L6 only where `involved` names them.
std::vector<Vertebra> spine_of(const std::vector<std::string>& involved);

/// The levels in words: "tenth thoracic vertebra", "eighth and ninth thoracic vertebrae". Empty when a name is no
/// level.
std::string level_words(const Wording& words, const std::vector<std::string>& levels);

struct JunctionalZone {
  std::string_view first;
  std::string_view last;
};
inline constexpr JunctionalZone junctional_zones[] = {{"C0", "C2"}, {"C7", "T2"}, {"T11", "L1"}, {"L5", "S1"}};

}  // namespace noms::report
