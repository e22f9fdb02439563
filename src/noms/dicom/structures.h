// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/dicom/data_set.h"
#include "noms/dicom/vec3.h"
#include "noms/foundation/result.h"

namespace noms::dicom {

/// One closed contour of a structure: a run of the structure's points.
struct Contour {
  std::size_t first = 0;
  std::size_t count = 0;
  bool exclusive = false;  ///< CLOSEDPLANAR_XOR: joined to the others by exclusive or, as the file states
};

/// A structure: its name and its closed contours in patient coordinates.
struct Structure {
  int number = 0;
  std::string name;
  std::string interpreted_type;       ///< "ORGAN", "GTV", ...; empty where the file does not say
  std::string frame_of_reference;     ///< UID
  std::vector<Vec3> points;           ///< of all contours
  std::vector<Contour> contours;      ///< closed ones with three points or more
  std::vector<std::string> warnings;  ///< what was left out and why, with the tag
};

/// An RT Structure Set.
struct StructureSet {
  std::string instance;               ///< SOP Instance UID
  std::vector<Structure> structures;  ///< in the order of the file
  std::vector<std::string> warnings;

  /// The structure of that exact name, or null.
  const Structure* find(std::string_view name) const;
};

/// Reads an RT Structure Set.
///
/// Unit:    millimetre, patient coordinates; no flip is ever needed for any patient position.
/// Missing: a structure without contours stays, empty, with a warning; points and open contours are left out with a
/// warning. Errors:  UnknownValue at (0008,0016) for another object; MissingField, NotANumber, OutOfLimits with the tag
/// where a number of
///          coordinates is no multiple of three, is no number, or lies beyond 100 m.
Result<StructureSet> read_structures(const File& file);

/// A name as valid UTF-8: the bytes of a file without a character set are read as Latin-1.
std::string utf8_name(std::string_view bytes);

}  // namespace noms::dicom
