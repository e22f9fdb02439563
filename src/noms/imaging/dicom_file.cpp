// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstring>
#include <fstream>

#include "noms/imaging/dicom_images.h"

namespace noms::imaging {

bool is_dicom_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, 132> head{};
  file.read(head.data(), head.size());
  return file.gcount() == 132 && std::memcmp(&head[128], "DICM", 4) == 0;
}

}  // namespace noms::imaging
