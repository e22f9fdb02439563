// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace noms::report {

/// The colours of the house as custom properties (`--noms-ink`, `--noms-paper`, ...): light, dark on a dark screen,
/// those of the system where a reader forces colours. A document that has them looks like the sheet.
std::string theme_css();

}  // namespace noms::report
