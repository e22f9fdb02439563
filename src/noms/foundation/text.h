// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace noms {

/// Without blanks and tabs at either end.
std::string_view trimmed(std::string_view text);

/// The parts between `separator`, each trimmed; a text of blanks gives none.
std::vector<std::string_view> split(std::string_view text, std::string_view separator);

/// The parts with `separator` between them.
std::string joined(const std::vector<std::string>& parts, std::string_view separator);

/// A finite decimal number that fills the whole text ("3.5", "-2", "1e3"); empty for anything else, infinity and NaN
/// included. Correctly rounded and independent of the locale.
std::optional<double> decimal_of(std::string_view text);

/// A whole number that fills the whole text; empty otherwise.
std::optional<std::int64_t> whole_of(std::string_view text);

/// The fewest digits that read back as the same number ("11.2", "30"); without an exponent from 0.000001 up to 21
/// digits.
std::string shortest(double number);

/// How many insertions, removals and changes of one byte lie between two texts.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest of `names` to `given`, if it is near enough to be a slip (at most a third of its letters changed).
std::optional<std::string_view> nearest(std::string_view given, const std::vector<std::string_view>& names);

/// True for well-formed UTF-8 without surrogates and overlong forms.
bool is_utf8(std::string_view text);

/// Lower case for ASCII and Latin-1 letters, accents of Latin letters taken off, runs of blanks, hyphens and
/// underscores made one blank: the form in which names are looked up ("Mieloma Múltiple" is "mieloma multiple").
std::string folded(std::string_view text);

}  // namespace noms
