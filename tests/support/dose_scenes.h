// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "noms/dosimetry/dose_grid.h"
#include "noms/dosimetry/dvh.h"
#include "noms/dosimetry/phantom.h"
#include "noms/dosimetry/structure_set.h"

namespace noms::test {

inline Result<dicom::File> file_of(const std::string& bytes) {
  return dicom::read({bytes.begin(), bytes.end()});
}

inline Result<dosimetry::StructureSet> structures_of(const std::string& bytes) {
  auto file = file_of(bytes);
  if (!file) return file.error();
  return dosimetry::read_structures(file.value());
}

inline Result<dosimetry::DoseGrid> dose_of(const std::string& bytes) {
  auto file = file_of(bytes);
  if (!file) return file.error();
  return dosimetry::read_dose(file.value());
}

/// DVHs of a scene held in memory.
inline Result<std::vector<dosimetry::Dvh>> dvhs_of(const std::vector<dosimetry::PhantomStructure>& structures,
                                                   const dosimetry::PhantomGrid& grid,
                                                   const dosimetry::StorageVariant& variant = {},
                                                   const dosimetry::DvhOptions& options = {}) {
  auto set = structures_of(phantom_structures(structures, variant));
  if (!set) return set.error();
  auto dose = dose_of(phantom_dose(grid, variant));
  if (!dose) return dose.error();
  std::vector<const dosimetry::Structure*> all;
  for (const auto& s : set.value().structures) all.push_back(&s);
  return dosimetry::dvhs(all, dose.value(), dosimetry::usual_gap(set.value()), options);
}

/// 0.2, 0.1 and 0.05 Gy a millimetre along x, y and z around 10 Gy.
inline dosimetry::PhantomGrid slanted_grid() {
  return {{-40, -40, -40}, {40, 40, 40}, {2, 2, 2}, [](dosimetry::Vec3 p) {
            return 15 + 0.2 * p.x + 0.1 * p.y + 0.05 * p.z;
          }};
}

/// Circles of one radius at the given heights.
inline dosimetry::PhantomStructure tube(const std::string& name, double radius, const std::vector<double>& heights,
                                        double x = 0) {
  dosimetry::PhantomStructure s{name, "ORGAN", {}};
  for (const double z : heights) s.contours.push_back(dosimetry::circle({x, 0, z}, radius, 360));
  return s;
}

inline std::vector<double> heights(double from, double to, double step) {
  std::vector<double> out;
  for (double z = from; z <= to + 1e-9; z += step) out.push_back(z);
  return out;
}

inline bool mentions(const std::vector<std::string>& warnings, const std::string& text) {
  for (const auto& w : warnings) {
    if (w.find(text) != std::string::npos) return true;
  }
  return false;
}

}  // namespace noms::test
