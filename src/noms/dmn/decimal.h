// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace noms::dmn {

__extension__ using Uint128 = unsigned __int128;

/// A decimal number as FEEL has it: at most 34 digits and a power of ten, rounded half to even, as IEEE 754 decimal128.
/// Kept without trailing zeros, so equal numbers have equal members. There is no infinity and no NaN: an operation
/// that would give one gives nothing.
class Decimal {
public:
  Decimal() = default;
  /// Exactly that whole number.
  static Decimal of(std::int64_t whole);
  /// Digits with an optional sign, point and exponent (`-12.50`, `.5`, `1e3`), filling the whole text; rounded to 34
  /// digits. Empty for anything else, and where the size goes beyond 10^6144.
  static std::optional<Decimal> parse(std::string_view text);

  bool is_zero() const { return coefficient_ == 0; }
  bool is_negative() const { return negative_; }
  /// True for numbers without a fraction.
  bool is_whole() const { return exponent_ >= 0; }
  /// The number where it is whole and fits, otherwise nothing.
  std::optional<std::int64_t> whole() const;
  /// The nearest double.
  double nearest_double() const;
  /// As JSON and FEEL write it: plain digits from 1e-10 up to 40 digits, with an exponent outside.
  std::string text() const;

  Decimal negated() const;

  friend bool operator==(const Decimal&, const Decimal&) = default;

  /// -1, 0 or 1.
  friend int compare(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> add(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> divide(const Decimal& a, const Decimal& b);

private:
  Decimal(bool negative, Uint128 coefficient, int exponent)
      : coefficient_(coefficient), exponent_(exponent), negative_(negative) {}
  friend struct Rounding;

  Uint128 coefficient_ = 0;  ///< below 10^34
  int exponent_ = 0;
  bool negative_ = false;
};

/// a - b; nothing beyond 10^6144.
std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);
/// a to the power of b. Whole b up to a million in size are exact to 34 digits but for rounding; others, of a positive
/// a, to the 15 digits of a double. Nothing for 0 to a negative power, a negative number to a fraction, or too large.
std::optional<Decimal> power(const Decimal& a, const Decimal& b);

}  // namespace noms::dmn
