// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace noms::decision_table {

/// What was found for pairs of nodes, until clear(), which costs nothing. A hash table with open addressing.
class PairMemo {
public:
  std::optional<bool> find(std::int32_t a, std::int32_t b) const {
    if (slots_.empty()) return std::nullopt;
    const Slot& slot = slots_[place(key_of(a, b))];
    return slot.round == round_ ? std::optional(slot.answer) : std::nullopt;
  }

  void set(std::int32_t a, std::int32_t b, bool answer) {
    if (2 * count_ >= slots_.size()) grow();
    Slot& slot = slots_[place(key_of(a, b))];
    if (slot.round != round_) ++count_;
    slot = {key_of(a, b), round_, answer};
  }

  void clear() {
    count_ = 0;
    if (++round_ != 0) return;
    slots_.clear();  // the rounds begin anew
    round_ = 1;
  }

private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t round = 0;  ///< 0, or an earlier one: free
    bool answer = false;
  };

  static std::uint64_t key_of(std::int32_t a, std::int32_t b) {
    return std::uint64_t{static_cast<std::uint32_t>(a)} << 32U | static_cast<std::uint32_t>(b);
  }

  /// Where the key stands, or the free slot for it. There is always a free one.
  std::size_t place(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15) >> 40U) & mask;
    while (slots_[at].round == round_ && slots_[at].key != key) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    const std::vector<Slot> before = std::move(slots_);
    slots_.assign(before.empty() ? 256 : 2 * before.size(), Slot{});
    for (const Slot& slot : before) {
      if (slot.round == round_) slots_[place(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;  ///< a power of two
  std::size_t count_ = 0;
  std::uint32_t round_ = 1;
};

}  // namespace noms::decision_table
