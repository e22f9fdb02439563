// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

namespace noms::decision_table {

/// True when exactly one bit is set. std::has_single_bit() counts them, which is slow on the plainest processors.
constexpr bool is_single(std::uint64_t bits) {
  return bits != 0 && (bits & (bits - 1)) == 0;
}

/// A set of values of one variable, at most 64: bit n stands for the n-th value. What is known about a fact is the set
/// of values that are still possible; one element means known, all elements mean not recorded.
struct ValueSet {
  std::uint64_t bits = 0;

  static constexpr ValueSet of(int value) { return {std::uint64_t{1} << static_cast<unsigned>(value)}; }
  /// The first `count` values, 1..64.
  static constexpr ValueSet first(int count) {
    return {count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << static_cast<unsigned>(count)) - 1};
  }

  constexpr bool contains(int value) const { return ((bits >> static_cast<unsigned>(value)) & 1U) != 0; }
  constexpr bool empty() const { return bits == 0; }
  constexpr int count() const { return std::popcount(bits); }
  constexpr bool is_one() const { return is_single(bits); }
  /// The smallest value; undefined for an empty set.
  constexpr int lowest() const { return std::countr_zero(bits); }
  constexpr bool within(ValueSet other) const { return (bits & ~other.bits) == 0; }
  /// This set without its smallest value, for loops: for (s = set; !s.empty(); s = s.rest()) use(s.lowest()).
  constexpr ValueSet rest() const { return {bits & (bits - 1)}; }

  friend constexpr ValueSet operator&(ValueSet a, ValueSet b) { return {a.bits & b.bits}; }
  friend constexpr ValueSet operator|(ValueSet a, ValueSet b) { return {a.bits | b.bits}; }
  friend constexpr ValueSet operator-(ValueSet a, ValueSet b) { return {a.bits & ~b.bits}; }
  friend constexpr bool operator==(ValueSet, ValueSet) = default;
};

}  // namespace noms::decision_table
