// SPDX-License-Identifier: Apache-2.0
#include "noms/dosimetry/biology.h"

using namespace noms::dosimetry;

#ifdef MISTAKE
auto sum = Eqd2<Cord>::from_base(75) + Bed<Cord>::from_base(1);
#else
auto sum = Eqd2<Cord>::from_base(75) + Eqd2<Cord>::from_base(1);
#endif
