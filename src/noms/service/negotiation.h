// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What a client sends and what it wants, told from its fields (RFC 9110).

namespace noms::service {

/// ASCII letters in lower case; field names and tokens have no others.
std::string lower_case(std::string_view text);

/// The media type of a Content-Type field in lower case, without parameters; empty when it names a character set other
/// than UTF-8.
std::string media_of(std::string_view content_type);

/// Which of `offered` the client likes most; the first where it likes several the same or says nothing. Empty when it
/// accepts none.
std::optional<std::size_t> preferred(std::string_view accept, const std::vector<std::string_view>& offered);

/// True when an answer may be sent in this encoding ("gzip").
bool accepts_encoding(std::string_view accept_encoding, std::string_view name);

/// The parameters of a query, in order. Names and values hold letters, digits and `_`, `-`, `.`; empty result
/// otherwise, and when a name stands twice.
std::optional<std::vector<std::pair<std::string, std::string>>> parameters_of(std::string_view query);

}  // namespace noms::service
