// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/dmn/model.h"

namespace noms::dmn::internal {

/// The value as the type wants it: itself, a list of it, or the only item of a list. Null where it does not fit, and
/// where a value is not among those allowed.
Value conformed(const Model& model, const Value& value, int type, Functions& functions);

/// True for the values of a type of FEEL.
bool is_of_kind(const Value& value, int type);

}  // namespace noms::dmn::internal
