// SPDX-License-Identifier: Apache-2.0
// Writes small files in every storage variant as a first corpus: fuzz_seeds FOLDER.
#include <cstdio>
#include <string>

#include "noms/dosimetry/phantom.h"

int main(int count, char** words) {
  using namespace noms;
  if (count != 2) return 2;
  const dosimetry::PhantomGrid grid{{-2, -2, -2}, {2, 2, 2}, {2, 2, 2}, [](dosimetry::Vec3 p) { return 5 + p.x; }};
  std::vector<dosimetry::PhantomStructure> structures{{"Cord", "ORGAN", {}}};
  for (double z = -1; z <= 2; ++z) structures[0].contours.push_back(dosimetry::circle({0, 0, z}, 2, 6));
  int n = 0;
  bool good = true;
  for (const auto syntax : {dicom::Syntax::ImplicitLittle, dicom::Syntax::ExplicitLittle, dicom::Syntax::ExplicitBig,
                            dicom::Syntax::Deflated, dicom::Syntax::RunLength}) {
    for (const bool wide : {false, true}) {
      dosimetry::StorageVariant v;
      v.syntax = syntax;
      v.wide = wide;
      v.file_meta = wide || syntax == dicom::Syntax::Deflated || syntax == dicom::Syntax::RunLength;
      v.undefined_lengths = wide;
      const std::string folder = std::string(words[1]) + "/";
      for (const auto& bytes : {phantom_dose(grid, v), phantom_structures(structures, v), phantom_plan(5, 30, v)}) {
        good &= dicom::write_file(folder + std::to_string(n++), bytes).has_value();
      }
    }
  }
  return good ? 0 : 7;
}
