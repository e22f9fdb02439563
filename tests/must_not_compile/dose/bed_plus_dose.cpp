// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/biology.h"

using namespace noms::dosimetry;

#ifdef MISTAKE
auto sum = Bed<Cord>::from_base(75) + noms::gray(1);
#else
auto sum = Bed<Cord>::from_base(75) + Bed<Cord>::from_base(1);
#endif
