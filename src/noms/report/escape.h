// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace noms::report {

/// Text for HTML, SVG and XML, as content or in a quoted attribute: & < > " ' are escaped; control characters and bytes
/// that are no UTF-8 become U+FFFD, because XML has no place for them.
///
/// Example: escape("<b>\"x\"") is &lt;b&gt;&quot;x&quot;
std::string escape(std::string_view text);

/// Text without control characters (and without U+0080..U+009F, the direction marks, and bytes that are no UTF-8), each
/// replaced by U+FFFD: safe for a terminal.
std::string printable(std::string_view text);

}  // namespace noms::report
