// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/dicom/structures.h"

// Structures as `dicom` reads them, under the names this module uses.

namespace noms::dosimetry {

using dicom::Contour;
using dicom::read_structures;
using dicom::Structure;
using dicom::StructureSet;

}  // namespace noms::dosimetry
