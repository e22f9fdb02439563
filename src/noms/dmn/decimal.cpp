// SPDX-License-Identifier: Apache-2.0
#include "noms/dmn/decimal.h"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>

#include "noms/foundation/text.h"

namespace noms::dmn {
namespace {

using Wide = boost::multiprecision::uint256_t;

constexpr int most_digits = 34;
constexpr int wide_digits = 76;  ///< 10^76 fits 256 bits, with room for a sum
constexpr int most_exponent = 6144;

const std::array<Wide, wide_digits + 2>& powers() {
  static const auto table = [] {
    std::array<Wide, wide_digits + 2> all;
    all[0] = 1;
    for (std::size_t i = 1; i < all.size(); ++i) all[i] = all[i - 1] * 10;
    return all;
  }();
  return table;
}

const Wide& ten_to(int n) {
  return powers()[static_cast<std::size_t>(n)];
}

constexpr Uint128 small_ten_to(int n) {
  Uint128 value = 1;
  for (int i = 0; i < n; ++i) value *= 10;
  return value;
}

constexpr Uint128 limit = small_ten_to(most_digits);

int digits_of(const Wide& value) {
  int low = 0;
  int high = wide_digits + 2;
  while (low < high) {
    const int middle = (low + high) / 2;
    if (middle < wide_digits + 2 && value >= ten_to(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

int digits_of(Uint128 value) {
  int digits = 0;
  for (; value != 0; value /= 10) ++digits;
  return digits;
}

Wide wide(Uint128 value) {
  return (Wide(static_cast<std::uint64_t>(value >> 64U)) << 64U) + static_cast<std::uint64_t>(value);
}

Uint128 narrow(const Wide& value) {
  const auto low = static_cast<std::uint64_t>(value & ~std::uint64_t{0});
  const auto high = static_cast<std::uint64_t>((value >> 64U) & ~std::uint64_t{0});
  return (static_cast<Uint128>(high) << 64U) | low;
}

}  // namespace

/// Brings a result into the form that is kept.
struct Rounding {
  static std::optional<Decimal> small(bool negative, Uint128 value, int exponent) {
    if (value >= limit) return large(negative, wide(value), exponent);
    if (value == 0) return Decimal();
    if (static_cast<std::uint64_t>(value >> 64U) == 0) {
      auto low = static_cast<std::uint64_t>(value);
      for (; low % 10 == 0; low /= 10) ++exponent;
      value = low;
    } else {
      for (; value % 10 == 0; value /= 10) ++exponent;
    }
    const int size = exponent + digits_of(value) - 1;
    if (size > most_exponent) return std::nullopt;
    if (size < -most_exponent) return Decimal();
    return Decimal(negative, value, exponent);
  }

  static std::optional<Decimal> large(bool negative, Wide value, int exponent) {
    const int excess = digits_of(value) - most_digits;
    if (excess > 0) {
      const Wide& unit = ten_to(excess);
      Wide rest;
      Wide quotient;
      boost::multiprecision::divide_qr(value, unit, quotient, rest);
      const Wide half = unit / 2;
      if (rest > half || (rest == half && (quotient & 1U) != 0)) ++quotient;
      value = quotient;
      exponent += excess;
      if (value == ten_to(most_digits)) {
        value /= 10;
        ++exponent;
      }
    }
    return small(negative, narrow(value), exponent);
  }
};

Decimal Decimal::of(std::int64_t whole) {
  const bool negative = whole < 0;
  const Uint128 size = negative ? static_cast<Uint128>(-(whole + 1)) + 1 : static_cast<Uint128>(whole);
  return Rounding::small(negative, size, 0).value_or(Decimal());
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  bool negative = false;
  if (text.starts_with('-') || text.starts_with('+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  std::int64_t exponent = 0;
  if (const auto e = text.find_first_of("eE"); e != std::string_view::npos) {
    auto given = text.substr(e + 1);
    if (given.starts_with('+')) given.remove_prefix(1);
    const auto whole = whole_of(given);
    if (!whole || *whole > 100'000 || *whole < -100'000) return std::nullopt;
    exponent = *whole;
    text = text.substr(0, e);
  }
  Wide value = 0;
  int kept = 0;
  bool digit = false;
  bool point = false;
  bool lost = false;
  for (const char c : text) {
    if (c == '.') {
      if (point) return std::nullopt;
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digit = true;
    if (kept < wide_digits - 2) {
      value = value * 10 + static_cast<unsigned>(c - '0');
      if (value != 0) ++kept;
      if (point) --exponent;
    } else {
      lost = lost || c != '0';
      if (!point) ++exponent;
    }
  }
  if (!digit) return std::nullopt;
  if (lost) {  // a digit that only says that something follows, so that a tie is none
    value = value * 10 + 1;
    --exponent;
  }
  if (exponent > 200'000 || exponent < -20'000'000) return std::nullopt;
  return Rounding::large(negative, value, static_cast<int>(exponent));
}

std::optional<std::int64_t> Decimal::whole() const {
  if (exponent_ < 0 || exponent_ > 18) return std::nullopt;
  if (coefficient_ > static_cast<Uint128>(INT64_MAX)) return std::nullopt;
  const Uint128 size = coefficient_ * small_ten_to(exponent_);
  if (size > static_cast<Uint128>(INT64_MAX)) return std::nullopt;
  const auto value = static_cast<std::int64_t>(size);
  return negative_ ? -value : value;
}

double Decimal::nearest_double() const {
  return decimal_of(text()).value_or(0);
}

std::string Decimal::text() const {
  if (is_zero()) return "0";
  std::string digits;
  for (Uint128 rest = coefficient_; rest != 0; rest /= 10)
    digits += static_cast<char>('0' + static_cast<int>(rest % 10));
  std::ranges::reverse(digits);
  const int size = exponent_ + static_cast<int>(digits.size()) - 1;  // of the first digit
  std::string text = negative_ ? "-" : "";
  if (size < -10 || size >= 40) {
    text += digits.substr(0, 1);
    if (digits.size() > 1) text += "." + digits.substr(1);
    return text + "e" + std::to_string(size);
  }
  if (exponent_ >= 0) return text + digits + std::string(static_cast<std::size_t>(exponent_), '0');
  if (size < 0) return text + "0." + std::string(static_cast<std::size_t>(-size - 1), '0') + digits;
  const auto point = static_cast<std::size_t>(size + 1);
  return text + digits.substr(0, point) + "." + digits.substr(point);
}

Decimal Decimal::negated() const {
  return is_zero() ? *this : Decimal(!negative_, coefficient_, exponent_);
}

int compare(const Decimal& a, const Decimal& b) {
  const int sign_a = a.is_zero() ? 0 : a.negative_ ? -1 : 1;
  const int sign_b = b.is_zero() ? 0 : b.negative_ ? -1 : 1;
  if (sign_a != sign_b) return sign_a < sign_b ? -1 : 1;
  if (sign_a == 0) return 0;
  int order = 0;
  if (a.exponent_ == b.exponent_) {
    order = a.coefficient_ < b.coefficient_ ? -1 : a.coefficient_ > b.coefficient_ ? 1 : 0;
  } else {
    const int size_a = a.exponent_ + digits_of(a.coefficient_);
    const int size_b = b.exponent_ + digits_of(b.coefficient_);
    if (size_a != size_b) {
      order = size_a < size_b ? -1 : 1;
    } else {  // the exponents differ by less than 34
      const int least = std::min(a.exponent_, b.exponent_);
      const Wide left = wide(a.coefficient_) * ten_to(a.exponent_ - least);
      const Wide right = wide(b.coefficient_) * ten_to(b.exponent_ - least);
      order = left < right ? -1 : left > right ? 1 : 0;
    }
  }
  return sign_a * order;
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  const Decimal& high = a.exponent_ >= b.exponent_ ? a : b;
  const Decimal& low = a.exponent_ >= b.exponent_ ? b : a;
  const int shift = high.exponent_ - low.exponent_;
  // What lies further below than all digits that are kept changes nothing.
  if (digits_of(high.coefficient_) + shift > wide_digits) return high;
  const Wide left = wide(high.coefficient_) * ten_to(shift);
  const Wide right = wide(low.coefficient_);
  if (high.negative_ == low.negative_) return Rounding::large(high.negative_, left + right, low.exponent_);
  if (left >= right) return Rounding::large(high.negative_, left - right, low.exponent_);
  return Rounding::large(low.negative_, right - left, low.exponent_);
}

std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) {
  return add(a, b.negated());
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
  return Rounding::large(a.negative_ != b.negative_, wide(a.coefficient_) * wide(b.coefficient_),
                         a.exponent_ + b.exponent_);
}

std::optional<Decimal> divide(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  if (a.is_zero()) return Decimal();
  const int shift = wide_digits - 6 - digits_of(a.coefficient_);
  const Wide dividend = wide(a.coefficient_) * ten_to(shift);
  Wide quotient;
  Wide rest;
  boost::multiprecision::divide_qr(dividend, wide(b.coefficient_), quotient, rest);
  quotient = quotient * 10 + (rest != 0 ? 1U : 0U);
  return Rounding::large(a.negative_ != b.negative_, quotient, a.exponent_ - b.exponent_ - shift - 1);
}

std::optional<Decimal> power(const Decimal& a, const Decimal& b) {
  const auto whole = b.whole();
  if (!whole) {
    if (b.is_whole() || a.is_negative() || a.is_zero()) return std::nullopt;
    const double value = std::pow(a.nearest_double(), b.nearest_double());
    return std::isfinite(value) ? Decimal::parse(shortest(value)) : std::nullopt;
  }
  if (*whole > 1'000'000 || *whole < -1'000'000) return std::nullopt;
  Decimal result = Decimal::of(1);
  Decimal factor = a;
  for (std::int64_t rest = *whole < 0 ? -*whole : *whole; rest > 0; rest /= 2) {
    if (rest % 2 == 1) {
      const auto product = multiply(result, factor);
      if (!product) return std::nullopt;
      result = *product;
    }
    if (rest > 1) {
      const auto square = multiply(factor, factor);
      if (!square) return std::nullopt;
      factor = *square;
    }
  }
  return *whole < 0 ? divide(Decimal::of(1), result) : result;
}

}  // namespace noms::dmn
