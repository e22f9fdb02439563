// SPDX-License-Identifier: Apache-2.0
// noms-dose: the dose commands alone, until `noms` has them.
#include <iostream>
#include <string_view>
#include <vector>

#include "noms/cli/dose.h"

int main(int count, char** words) {
  std::vector<std::string_view> arguments(words + (count > 0 ? 1 : 0), words + count);
  return noms::cli::dose(arguments, std::cout, std::cerr);
}
