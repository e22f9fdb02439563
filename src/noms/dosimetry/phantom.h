// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "noms/dicom/write.h"
#include "noms/dosimetry/geometry.h"

// Structures and doses of which the truth is known, as DICOM files: for tests, for acceptance in a clinic, and for
// trying the program.

namespace noms::dosimetry {

/// How a dose or a structure set is stored. Every variant of one scene must give the same figures.
struct StorageVariant {
  dicom::Syntax syntax = dicom::Syntax::ExplicitLittle;
  bool wide = true;  ///< 32 bit pixels, else 16
  bool file_meta = true;
  bool undefined_lengths = false;
  bool absolute_offsets = false;  ///< Grid Frame Offset Vector holds z coordinates
  bool descending = false;        ///< frames from head to foot
  std::string position = "HFS";   ///< HFS, HFP, FFS, FFP, HFDL, HFDR: orientation of the dose grid
  double turned_degrees = 0;      ///< the dose grid turned about z
  std::string summation = "PLAN";
  std::string units = "GY";
  std::string frame_of_reference = "2.25.1001";
};

/// A dose grid over a box, filled from a function of the patient point.
struct PhantomGrid {
  Vec3 low;
  Vec3 high;
  Vec3 spacing{1, 1, 1};
  std::function<double(Vec3)> dose_gy;
};

/// One structure: contours as lists of points.
struct PhantomStructure {
  std::string name;
  std::string type = "ORGAN";
  std::vector<std::vector<Vec3>> contours;
};

/// The bytes of an RT Structure Set.
std::string phantom_structures(const std::vector<PhantomStructure>& structures, const StorageVariant& variant);
/// The bytes of an RT Dose.
std::string phantom_dose(const PhantomGrid& grid, const StorageVariant& variant);
/// The bytes of an RT Plan that ties the two together.
std::string phantom_plan(int fractions, double prescribed_gy, const StorageVariant& variant);

/// A circle in a plane of constant z.
std::vector<Vec3> circle(Vec3 centre, double radius, int points);

/// Structures of one phantom and its dose.
struct Phantom {
  std::string name;
  std::string text;  ///< what it is and what is known about it
  std::vector<PhantomStructure> structures;
  PhantomGrid grid;
  int fractions = 1;
};

/// sphere, cylinder, cone, turned_cylinder, gaussian, cord, spine.
std::vector<std::string> phantom_names();
/// Empty for an unknown name.
std::vector<Phantom> phantom_of(const std::string& name);

}  // namespace noms::dosimetry
