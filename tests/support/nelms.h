// SPDX-License-Identifier: Apache-2.0
#pragma once

// The analytic DVH test set of Nelms et al., Med Phys 2015;42:4435. The files are found below NOMS_SHARED_DATA; they
// are not part of the project. Truth is the closed form, so the set's own tables are not needed.

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "noms/dicom/data_set.h"
#include "noms/dosimetry/analytic.h"
#include "noms/dosimetry/dvh.h"

namespace noms::test {

struct NelmsPair {
  std::string structure;  ///< "RtCone_20_X10"
  std::string grid;       ///< "SupInf_2mm"
  bool fine = false;      ///< 0.2 mm contours: test 1
  std::filesystem::path structure_file;
  std::filesystem::path dose_file;
};

struct NelmsPoint {
  const char* name;
  double truth;
  double found;
  double error_percent() const { return 100 * (found - truth) / truth; }
  bool extreme() const { return std::string(name) == "dmin" || std::string(name) == "dmax"; }
};

/// The folder of the set, if the data are there.
inline std::optional<std::filesystem::path> nelms_folder() {
  const char* root = std::getenv("NOMS_SHARED_DATA");
  if (root == nullptr) return std::nullopt;
  auto folder = std::filesystem::path(root) / "radiotherapy/victorgabr_pps/nelms2015";
  if (!std::filesystem::exists(folder)) return std::nullopt;
  return folder;
}

/// Test 1: 0.2 mm contours on every grid. Test 2: contours as far apart as the grid's voxels, aligned and shifted.
inline std::vector<NelmsPair> nelms_pairs(const std::filesystem::path& folder) {
  std::vector<NelmsPair> pairs;
  for (const std::string shape : {"Sphere", "Cylinder", "RtCylinder", "Cone", "RtCone"}) {
    for (const std::string direction : {"AntPost", "SupInf"}) {
      for (const int mm : {1, 2, 3}) {
        const std::string grid = direction + "_" + std::to_string(mm) + "mm";
        const auto dose = folder / "DOSE_GRIDS" / ("Linear_" + grid + "_Aligned.dcm");
        const auto add = [&](const std::string& name, bool fine) {
          pairs.push_back({name, grid, fine, folder / "STRUCTURES" / (name + ".dcm"), dose});
        };
        add(shape + "_02_0", true);
        const std::string shift = mm == 1 ? "05" : mm == 2 ? "10" : "15";
        const std::string base = shape + "_" + std::to_string(mm) + "0_";
        for (const auto& variant : {std::string("0"), "X" + shift, "X" + shift + "Z" + shift})
          add(base + variant, false);
      }
    }
  }
  return pairs;
}

inline dosimetry::AnalyticBody nelms_body(const NelmsPair& pair) {
  using Shape = dosimetry::AnalyticBody::Shape;
  dosimetry::AnalyticBody body;
  const bool rotated = pair.structure.starts_with("Rt");
  const bool anterior = pair.grid.starts_with("AntPost");
  body.shape = pair.structure.find("Sphere") != std::string::npos ? Shape::Sphere
               : pair.structure.find("Cone") != std::string::npos ? Shape::Cone
                                                                  : Shape::Cylinder;
  body.axis_along_gradient = rotated == anterior;
  if (!rotated && body.shape != Shape::Sphere)
    body.cap_mm = pair.fine ? 0.1 : (pair.grid[pair.grid.size() - 3] - '0') / 2.0;
  return body;
}

/// Reads the pair, computes, and compares the nine points of the set.
inline std::vector<NelmsPoint> nelms_points(const NelmsPair& pair, const dosimetry::DvhOptions& options) {
  auto structure_file = dicom::read_file(pair.structure_file.string());
  auto dose_file = dicom::read_file(pair.dose_file.string());
  if (!structure_file || !dose_file) return {};
  auto set = dosimetry::read_structures(structure_file.value());
  auto dose = dosimetry::read_dose(dose_file.value());
  if (!set || !dose) return {};
  const dosimetry::Structure* structure = nullptr;
  for (const auto& s : set.value().structures) {
    if (structure == nullptr || s.points.size() > structure->points.size()) structure = &s;
  }
  auto result = dosimetry::dvhs({structure}, dose.value(), dosimetry::usual_gap(set.value()), options);
  if (!result) return {};
  const auto& dvh = result.value().front();
  double low = 1e9;
  double high = -1e9;
  for (const auto& p : structure->points) {
    low = std::min(low, p.y);
    high = std::max(high, p.y);
  }
  const auto body = nelms_body(pair);
  // The dose in the middle: 10 - y, or 10 + z with the middle at z = 6. Shifts move the middle by whole half
  // millimetres.
  const double middle = pair.grid.starts_with("AntPost") ? 10 - std::round((low + high)) / 2 : 16;
  const double volume = volume_above(body, lowest(body));
  const auto at = [&](double mm3) { return middle + distance_of_volume(body, mm3); };
  return {{"volume", volume / 1000, dvh.volume_cc},
          {"dmin", middle + lowest(body), dvh.minimum_gy},
          {"dmax", middle + highest(body), dvh.maximum_gy},
          {"dmean", middle + mean_distance(body), dvh.mean_gy},
          {"d99", at(0.99 * volume), dose_at_percent(dvh, 99).value_or(0)},
          {"d95", at(0.95 * volume), dose_at_percent(dvh, 95).value_or(0)},
          {"d5", at(0.05 * volume), dose_at_percent(dvh, 5).value_or(0)},
          {"d1", at(0.01 * volume), dose_at_percent(dvh, 1).value_or(0)},
          {"d0.03cc", at(30), dose_at_volume(dvh, 0.03).value_or(0)}};
}

}  // namespace noms::test
