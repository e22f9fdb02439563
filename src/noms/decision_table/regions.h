// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace noms::decision_table {

/// Every combination of the values that it has for each input, rising.
struct Region {
  std::vector<std::vector<int>> values;

  std::size_t combinations() const;
  friend bool operator==(const Region&, const Region&) = default;
};

/// Combinations of inputs with finitely many values, numbered with the last input counting fastest, and a mark on some.
class Combinations {
public:
  /// `sizes`: how many values each input has, each at least one.
  explicit Combinations(std::vector<int> sizes);

  std::size_t count() const { return marked_.size(); }
  void mark(std::size_t combination, bool marked = true) { marked_[combination] = marked; }
  /// The number of the combination with these values.
  std::size_t number_of(const std::vector<int>& values) const;
  std::vector<int> values_of(std::size_t combination) const;

  /// Few disjoint regions that together are exactly the marked combinations, the largest first. The fewest where that
  /// can be found out in a moment, else close to it; equal marks give equal regions.
  std::vector<Region> regions() const;
  /// The first `most` of them, found without looking for all.
  std::vector<Region> first_regions(std::size_t most) const;

private:
  friend class RegionSearch;
  std::vector<int> sizes_;
  std::vector<std::size_t> weights_;
  std::vector<bool> marked_;
};

}  // namespace noms::decision_table
