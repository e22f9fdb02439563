// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/internal/answers.h"

#include <algorithm>
#include <map>

#include "noms/decision_table/regions.h"

namespace noms::cli {
namespace {

using decision_table::Combinations;
using decision_table::Region;
using Names = std::vector<std::string>;

const decision_table::Vocabulary& vocabulary_of(const Side& side) {
  return side.edition->engine.model().vocabulary;
}

/// The inputs of both tables with all values that either side knows.
struct Space {
  Names inputs;
  std::vector<Names> values;

  void add(const Side& side) {
    for (const auto input : side.table->inputs) {
      const auto& variable = vocabulary_of(side).at(input);
      auto found = std::ranges::find(inputs, variable.name);
      if (found == inputs.end()) {
        inputs.push_back(variable.name);
        values.emplace_back();
        found = inputs.end() - 1;
      }
      auto& known = values[static_cast<std::size_t>(found - inputs.begin())];
      for (const auto& value : variable.values) {
        if (std::ranges::find(known, value) == known.end()) known.push_back(value);
      }
    }
  }

  std::vector<int> sizes() const {
    std::vector<int> all;
    for (const auto& some : values) all.push_back(static_cast<int>(some.size()));
    return all;
  }
};

/// A table of one side, asked by the values of the common space.
class Asked {
public:
  Asked(const Side& side, const Space& space) : side_(side) {
    for (const auto input : side.table->inputs) {
      const auto& variable = vocabulary_of(side).at(input);
      const auto at = static_cast<std::size_t>(std::ranges::find(space.inputs, variable.name) - space.inputs.begin());
      inputs_.push_back(at);
      auto& own = own_.emplace_back();
      for (const auto& value : space.values[at]) own.push_back(variable.find(value));
    }
  }

  /// The row that fits, or none for a value that this side does not know.
  const knowledge::UniqueTable::Row* row(const std::vector<int>& values) const {
    const auto fits = [&](const knowledge::UniqueTable::Row& row) {
      for (std::size_t i = 0; i < inputs_.size(); ++i) {
        const int value = own_[i][static_cast<std::size_t>(values[inputs_[i]])];
        if (value < 0 || !row.cells[i].contains(value)) return false;
      }
      return true;
    };
    const auto found = std::ranges::find_if(side_.table->rows, fits);
    return found == side_.table->rows.end() ? nullptr : &*found;
  }

  Names outputs(const knowledge::UniqueTable::Row* row) const {
    Names names;
    for (std::size_t i = 0; row != nullptr && i < row->outputs.size(); ++i)
      names.push_back(
          vocabulary_of(side_).at(side_.table->outputs[i]).values[static_cast<std::size_t>(row->outputs[i])]);
    return names;
  }

private:
  const Side& side_;
  std::vector<std::size_t> inputs_;    ///< of the table, as positions in the space
  std::vector<std::vector<int>> own_;  ///< per input, per value of the space: the side's own value, or -1
};

void add_once(Names& names, const std::string& name) {
  if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
}

void add_row(Answer& answer, const knowledge::UniqueTable::Row* row) {
  if (row == nullptr) return;
  add_once(answer.rows, row->id);
  for (const auto& key : row->notes.evidence) add_once(answer.evidence, key);
}

/// The findings of a region in the words of a side; an input of which every value is meant is not named.
std::string findings(const Region& region, const Space& space, const Side& side) {
  std::string text;
  for (std::size_t i = 0; i < space.inputs.size(); ++i) {
    if (region.values[i].size() == space.values[i].size()) continue;
    std::string values;
    for (const int value : region.values[i])
      values += (values.empty() ? "" : " or ") +
                side.library->wording.value(space.inputs[i], space.values[i][static_cast<std::size_t>(value)]);
    text += (text.empty() ? "" : "; ") + std::string(side.library->wording("fact." + space.inputs[i])) + ": " + values;
  }
  return text.empty() ? "Every combination" : text;
}

Change change_of(const Region& region, const Space& space, const Combinations& all, const Side& a, const Side& b) {
  const Asked left(a, space);
  const Asked right(b, space);
  Change change{{}, {}, {}, region.combinations(), findings(region, space, b)};
  for (std::size_t i = 0; i < space.inputs.size(); ++i) {
    auto& names = change.cells.emplace_back();
    for (const int value : region.values[i]) names.push_back(space.values[i][static_cast<std::size_t>(value)]);
  }
  for (std::size_t n = 0; n < all.count(); ++n) {
    const auto values = all.values_of(n);
    bool inside = true;
    for (std::size_t i = 0; i < values.size() && inside; ++i)
      inside = std::ranges::find(region.values[i], values[i]) != region.values[i].end();
    if (!inside) continue;
    change.was.outputs = left.outputs(left.row(values));
    change.now.outputs = right.outputs(right.row(values));
    add_row(change.was, left.row(values));
    add_row(change.now, right.row(values));
  }
  change.was.text = answer_text(change.was.outputs, a);
  change.now.text = answer_text(change.now.outputs, b);
  return change;
}

}  // namespace

std::string answer_text(const std::vector<std::string>& outputs, const Side& side) {
  if (outputs.empty()) return "no such finding";
  const auto& words = side.library->wording;
  if (outputs.size() == 2 && words.has("summary." + outputs[0] + "." + outputs[1]))
    return std::string(words("summary." + outputs[0] + "." + outputs[1]));
  std::string text;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    text += (text.empty() ? "" : ", ") + words.value(vocabulary_of(side).at(side.table->outputs[i]).name, outputs[i]);
  }
  return text;
}

Changes changed_answers(std::string_view table, const Side& a, const Side& b) {
  Space space;
  space.add(a);
  space.add(b);
  const Asked left(a, space);
  const Asked right(b, space);
  Combinations all(space.sizes());
  using Pair = std::pair<Names, Names>;
  std::map<Pair, Combinations> groups;
  std::vector<Pair> order;
  Changes changes{std::string(table), a.table->title, b.table->title, space.inputs, all.count(), 0, {}};
  for (std::size_t n = 0; n < all.count(); ++n) {
    const auto values = all.values_of(n);
    Pair pair{left.outputs(left.row(values)), right.outputs(right.row(values))};
    if (pair.first == pair.second) continue;
    ++changes.differing;
    const auto [group, fresh] = groups.try_emplace(pair, space.sizes());
    if (fresh) order.push_back(pair);
    group->second.mark(n);
  }
  for (const auto& pair : order) {
    for (const auto& region : groups.at(pair).regions()) changes.regions.push_back(change_of(region, space, all, a, b));
  }
  return changes;
}

}  // namespace noms::cli
