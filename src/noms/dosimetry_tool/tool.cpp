// SPDX-License-Identifier: Apache-2.0
// The module is only a program; a library needs one source.
#include "noms/foundation/result.h"
