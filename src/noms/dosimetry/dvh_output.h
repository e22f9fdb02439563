// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/dvh.h"
#include "noms/json/writer.h"

namespace noms::dosimetry {

/// The DVHs as members of the object that is open, in the JSON of the public contract. A figure that has no value (a
/// structure smaller than the volume asked for) is left out. `stored` gives what the planning system itself kept beside
/// the dose, shown under "planning_system".
void write_dvhs(json::Writer& w, const std::vector<Dvh>& all, const std::vector<std::string>& warnings,
                const std::vector<StoredDvh>& stored);

/// One line a structure and figure: structure, figure, value, uncertainty, unit.
std::string dvh_csv(const std::vector<Dvh>& all);

/// The cumulative curves: structure, dose, volume in cc and percent; steps of `step_gy`.
std::string dvh_curve_csv(const std::vector<Dvh>& all, double step_gy);

/// A readable table.
std::string dvh_text(const std::vector<Dvh>& all, const std::vector<std::string>& warnings);

/// A limit drawn into the figure: at most `gy` in the named structure.
struct FigureLimit {
  std::string structure;
  std::string label;
  double gy = 0;
};

/// Cumulative curves with the band of uncertainty and the limits, as one SVG. Title and description are included.
std::string dvh_figure(const std::vector<Dvh>& all, const std::vector<FigureLimit>& limits);

/// How many characters a UTF-8 text has, each counted as one column.
std::size_t characters_in(std::string_view text);
/// The text with blanks behind it up to `width` characters; longer texts stay whole.
std::string padded(std::string_view text, std::size_t width);

}  // namespace noms::dosimetry
