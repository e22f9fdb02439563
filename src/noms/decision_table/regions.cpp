// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/regions.h"

#include <algorithm>
#include <numeric>

namespace noms::decision_table {
namespace {

constexpr std::size_t small_space = 4096;   ///< combinations up to which every start is tried
constexpr std::size_t most_marked = 256;    ///< up to which the fewest regions are searched for
constexpr std::size_t most_steps = 20'000;  ///< of that search
constexpr std::size_t most_orders = 120;    ///< orders in which a region grows

/// The orders in which inputs are widened: all of them for five inputs or fewer, else those that begin elsewhere.
std::vector<std::vector<std::size_t>> orders_of(std::size_t inputs, bool all) {
  std::vector<std::size_t> order(inputs);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> orders;
  if (all && inputs <= 5) {
    do orders.push_back(order);
    while (std::next_permutation(order.begin(), order.end()) && orders.size() < most_orders);
    return orders;
  }
  for (std::size_t i = 0; i < std::max<std::size_t>(inputs, 1); ++i) {
    orders.push_back(order);
    if (!order.empty()) std::rotate(order.begin(), order.begin() + 1, order.end());
  }
  return orders;
}

bool larger(const Region& a, const Region& b) {
  return a.combinations() > b.combinations();
}

}  // namespace

std::size_t Region::combinations() const {
  std::size_t product = 1;
  for (const auto& some : values) product *= some.size();
  return product;
}

Combinations::Combinations(std::vector<int> sizes) : sizes_(std::move(sizes)), weights_(sizes_.size()) {
  std::size_t product = 1;
  for (std::size_t i = sizes_.size(); i-- > 0;) {
    weights_[i] = product;
    product *= static_cast<std::size_t>(sizes_[i]);
  }
  marked_.assign(product, false);
}

std::size_t Combinations::number_of(const std::vector<int>& values) const {
  std::size_t number = 0;
  for (std::size_t i = 0; i < values.size(); ++i) number += static_cast<std::size_t>(values[i]) * weights_[i];
  return number;
}

std::vector<int> Combinations::values_of(std::size_t combination) const {
  std::vector<int> values;
  for (std::size_t i = 0; i < sizes_.size(); ++i)
    values.push_back(static_cast<int>(combination / weights_[i] % static_cast<std::size_t>(sizes_[i])));
  return values;
}

/// Takes region after region out of a copy of the marks.
class RegionSearch {
public:
  explicit RegionSearch(const Combinations& space)
      : space_(space), marked_(space.marked_), orders_(orders_of(space.sizes_.size(), space.count() <= small_space)) {}

  /// The largest region around any marked combination; of a large space, around the first.
  Region largest() const {
    Region best;
    std::size_t size = 0;
    for (std::size_t start = first(); start < marked_.size(); ++start) {
      if (!marked_[start]) continue;
      for (const auto& order : orders_) {
        Region region = grown(start, order);
        if (region.combinations() <= size) continue;
        size = region.combinations();
        best = std::move(region);
      }
      if (marked_.size() > small_space) break;
    }
    return best;
  }

  std::size_t first() const { return static_cast<std::size_t>(std::ranges::find(marked_, true) - marked_.begin()); }
  bool any() const { return first() < marked_.size(); }

  void set(const Region& region, bool marked) {
    visit(region, [&](std::size_t number) {
      marked_[number] = marked;
      return true;
    });
  }

  /// Looks for fewer regions than `best` has: the first combination left is in one of the regions around it.
  void improve(std::vector<Region>& taken, std::vector<Region>& best) {
    if (steps_++ > most_steps || taken.size() + 1 > best.size()) return;
    const std::size_t start = first();
    if (start == marked_.size()) {
      if (taken.size() < best.size()) best = taken;
      return;
    }
    if (taken.size() + 1 >= best.size()) return;
    std::vector<Region> candidates;
    for (const auto& order : orders_) {
      Region region = grown(start, order);
      if (std::ranges::find(candidates, region) == candidates.end()) candidates.push_back(std::move(region));
    }
    std::ranges::stable_sort(candidates, larger);
    for (const auto& region : candidates) {
      set(region, false);
      taken.push_back(region);
      improve(taken, best);
      taken.pop_back();
      set(region, true);
    }
  }

private:
  /// Calls `see` with the number of every combination until it says false; false then.
  template <class See>
  bool visit(const Region& region, const See& see) const {
    std::vector<std::size_t> at(region.values.size(), 0);
    while (true) {
      std::size_t number = 0;
      for (std::size_t i = 0; i < at.size(); ++i)
        number += static_cast<std::size_t>(region.values[i][at[i]]) * space_.weights_[i];
      if (!see(number)) return false;
      std::size_t i = at.size();
      while (i > 0 && ++at[i - 1] == region.values[i - 1].size()) at[--i] = 0;
      if (i == 0) return true;
    }
  }

  /// The region around a marked combination, widened input by input in that order.
  Region grown(std::size_t start, const std::vector<std::size_t>& order) const {
    Region region;
    for (const int value : space_.values_of(start)) region.values.push_back({value});
    for (const std::size_t input : order) {
      const int own = region.values[input][0];
      std::vector<int> wide;
      for (int value = 0; value < space_.sizes_[input]; ++value) {
        region.values[input] = {value};
        if (value == own || visit(region, [&](std::size_t number) { return marked_[number]; })) wide.push_back(value);
      }
      region.values[input] = std::move(wide);
    }
    return region;
  }

  const Combinations& space_;
  std::vector<bool> marked_;
  std::vector<std::vector<std::size_t>> orders_;
  std::size_t steps_ = 0;
};

std::vector<Region> Combinations::first_regions(std::size_t most) const {
  RegionSearch search(*this);
  std::vector<Region> regions;
  while (regions.size() < most && search.any()) {
    regions.push_back(search.largest());
    search.set(regions.back(), false);
  }
  return regions;
}

std::vector<Region> Combinations::regions() const {
  auto regions = first_regions(count());
  if (static_cast<std::size_t>(std::ranges::count(marked_, true)) > most_marked) return regions;
  RegionSearch search(*this);
  std::vector<Region> taken;
  search.improve(taken, regions);
  std::ranges::stable_sort(regions, larger);
  return regions;
}

}  // namespace noms::decision_table
