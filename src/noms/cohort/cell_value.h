// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "noms/cohort/columns.h"
#include "noms/json/document.h"

namespace noms::cohort {

/// The value of a case that a cell says, not yet checked: numbers as numbers (as texts where they are none, which the
/// case reader refuses), true and false, `a|b` as a list, `none` as the empty list of a set. A quantity gives its
/// number alone. `decimal` is the sign before the decimals.
json::Value value_of_cell(const knowledge::Field& field, std::string_view text, char decimal);

/// Values of one kind; a number that is none stays a text.
json::Value text_value(std::string_view text);
json::Value number_value(std::string_view text, char decimal);
json::Value object_value();
json::Value list_value();

/// The member of that name, added where there is none.
json::Value& member(json::Value& object, std::string_view name);

}  // namespace noms::cohort
