// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "noms/foundation/result.h"
#include "noms/json/writer.h"

namespace noms::report {

/// The member `errors` of an object: [{"code":"wrong_type","where":"/lesions/0/escc","message":"..."}].
void write_faults(json::Writer& writer, const Issues& issues);

/// What stands in the place of the assessment of a bad line of many, without a line feed:
/// {"noms_error":1,"line":3,"errors":[{"code":"...","where":"...","message":"..."}]}. Lines count from 1.
std::string fault_line(std::size_t line, const Issues& issues);

}  // namespace noms::report
