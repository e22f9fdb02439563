// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/internal/layers.h"

#include <algorithm>
#include <cmath>

namespace noms::dosimetry {
namespace {

void even_layers(double low, double high, double step, std::vector<Layer>& layers) {
  if (!(high > low)) return;
  const auto count = static_cast<int>(std::clamp(std::ceil((high - low) / step - 1e-6), 1.0, most_layers));
  const double thickness = (high - low) / count;
  for (int i = 0; i < count; ++i) layers.push_back({low + (i + 0.5) * thickness, thickness, thickness});
}

// Layers only where there is dose; one below and one above it.
void known_layers(double low, double high, double step, const HeightRange& grid, std::vector<Layer>& layers) {
  const double from = std::clamp(grid.low, low, high);
  const double to = std::clamp(grid.high, from, high);
  even_layers(low, from, high - low, layers);
  even_layers(from, to, step, layers);
  even_layers(to, high, high - low, layers);
}

// From a tip to the plane the weight rises evenly; its sum is that of the half slab.
void tapered_layers(double tip, double plane, double step, const HeightRange& grid, std::vector<Layer>& layers) {
  const std::size_t first = layers.size();
  known_layers(std::min(tip, plane), std::max(tip, plane), step, grid, layers);
  for (std::size_t i = first; i < layers.size(); ++i)
    layers[i].weight *= std::fabs((layers[i].at - tip) / (plane - tip));
}

}  // namespace

void layers_of(const Slab& slab, double step, const HeightRange& grid, std::vector<Layer>& layers) {
  layers.clear();
  double low = slab.low;
  double high = slab.high;
  if (slab.taper_low > 0) {
    tapered_layers(slab.plane - slab.taper_low, slab.plane, step, grid, layers);
    low = slab.plane;
  }
  if (slab.taper_high > 0) {
    tapered_layers(slab.plane + slab.taper_high, slab.plane, step, grid, layers);
    high = slab.plane;
  }
  if (high > low) known_layers(low, high, step, grid, layers);
}

}  // namespace noms::dosimetry
