// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/internal/answers.h"

#include <algorithm>
#include <map>
#include <set>

#include "noms/cli/help.h"
#include "noms/foundation/text.h"

namespace noms::cli {
namespace {

using Names = std::vector<std::string>;
using Point = std::vector<std::size_t>;  ///< the position of a value for each input

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

  /// The next combination; false after the last.
  bool next(Point& point) const {
    for (std::size_t i = point.size(); i-- > 0;) {
      if (++point[i] < values[i].size()) return true;
      point[i] = 0;
    }
    return false;
  }
};

struct Answer {
  Names outputs;  ///< empty where no row fits: a value that this side does not know
  std::string row;
};

Answer answer_at(const Side& side, const Space& space, const Point& point) {
  const auto& vocabulary = vocabulary_of(side);
  for (const auto& row : side.table->rows) {
    bool fits = true;
    for (std::size_t i = 0; i < side.table->inputs.size() && fits; ++i) {
      const auto& variable = vocabulary.at(side.table->inputs[i]);
      const auto input =
          static_cast<std::size_t>(std::ranges::find(space.inputs, variable.name) - space.inputs.begin());
      const int value = variable.find(space.values[input][point[input]]);
      fits = value >= 0 && row.cells[i].contains(value);
    }
    if (!fits) continue;
    Answer answer{{}, row.id};
    for (std::size_t i = 0; i < row.outputs.size(); ++i) {
      answer.outputs.push_back(vocabulary.at(side.table->outputs[i]).values[static_cast<std::size_t>(row.outputs[i])]);
    }
    return answer;
  }
  return {};
}

using Pair = std::pair<Names, Names>;

/// The largest box around a point within the group, grown input by input.
std::vector<std::vector<std::size_t>> grow(const Point& start, const Space& space, const std::set<Point>& group) {
  std::vector<std::vector<std::size_t>> box;
  for (const auto value : start) box.push_back({value});
  const auto inside = [&](std::size_t input, std::size_t value) {
    std::vector<std::vector<std::size_t>> slice = box;
    slice[input] = {value};
    Point at(slice.size(), 0);
    while (true) {
      Point point;
      for (std::size_t i = 0; i < slice.size(); ++i) point.push_back(slice[i][at[i]]);
      if (!group.contains(point)) return false;
      std::size_t i = slice.size();
      while (i > 0 && ++at[i - 1] == slice[i - 1].size()) at[--i] = 0;
      if (i == 0) return true;
    }
  };
  for (std::size_t input = 0; input < box.size(); ++input) {
    for (std::size_t value = 0; value < space.values[input].size(); ++value) {
      if (value != start[input] && inside(input, value)) box[input].push_back(value);
    }
    std::ranges::sort(box[input]);
  }
  return box;
}

void add_once(Names& names, const std::string& name) {
  if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
}

/// Takes the box out of the group and keeps the rows of both sides.
Change take(const std::vector<std::vector<std::size_t>>& box, const Pair& answers, const Space& space, const Side& a,
            const Side& b, std::set<Point>& group) {
  Change change{answers.first, answers.second, {}, {}, {}};
  for (std::size_t i = 0; i < box.size(); ++i) {
    auto& names = change.cells.emplace_back();
    for (const auto value : box[i]) names.push_back(space.values[i][value]);
  }
  std::erase_if(group, [&](const Point& point) {
    for (std::size_t i = 0; i < box.size(); ++i) {
      if (std::ranges::find(box[i], point[i]) == box[i].end()) return false;
    }
    add_once(change.rows_was, answer_at(a, space, point).row);
    add_once(change.rows_now, answer_at(b, space, point).row);
    return true;
  });
  return change;
}

std::string answer_text(const Names& outputs, const Side& side) {
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

Names evidence_of(const Side& side, const Names& rows) {
  Names keys;
  for (const auto& id : rows) {
    const int row = side.table->find(id);
    if (row < 0) continue;
    for (const auto& key : side.table->rows[static_cast<std::size_t>(row)].notes.evidence) add_once(keys, key);
  }
  return keys;
}

std::string side_text(const std::string& name, const Side& side, const Names& outputs, const Names& rows) {
  std::string text = name + ": " + answer_text(outputs, side);
  const auto evidence = evidence_of(side, rows);
  if (!rows.empty()) text += " [" + joined(rows, " ") + (evidence.empty() ? "" : "; " + joined(evidence, ", ")) + "]";
  return "    " + wrapped(text, 4, 6, 100) + "\n";
}

}  // namespace

Changes changed_answers(const Side& a, const Side& b) {
  Space space;
  space.add(a);
  space.add(b);
  std::map<Pair, std::set<Point>> groups;
  std::vector<Pair> order;
  Changes changes{space.inputs, 0, 0, {}};
  Point point(space.inputs.size(), 0);
  do {
    ++changes.combinations;
    Pair pair{answer_at(a, space, point).outputs, answer_at(b, space, point).outputs};
    if (pair.first == pair.second) continue;
    ++changes.differing;
    auto [group, fresh] = groups.try_emplace(pair);
    if (fresh) order.push_back(pair);
    group->second.insert(point);
  } while (space.next(point));
  for (const auto& pair : order) {
    auto& group = groups[pair];
    while (!group.empty()) changes.boxes.push_back(take(grow(*group.begin(), space, group), pair, space, a, b, group));
  }
  return changes;
}

std::string changes_text(const Changes& changes, const Side& a, const Side& b, const std::string& name_a,
                         const std::string& name_b) {
  if (changes.boxes.empty()) return {};
  std::string text =
      "Answers of " + a.table->title + (a.table->title == b.table->title ? "" : " => " + b.table->title) + ": " +
      std::to_string(changes.differing) + " of " + std::to_string(changes.combinations) + " combinations differ\n";
  for (const auto& change : changes.boxes) {
    std::string findings;
    for (std::size_t i = 0; i < changes.inputs.size(); ++i) {
      const auto& input = changes.inputs[i];
      const auto variable = vocabulary_of(b).find(input);
      const bool any = variable >= 0 && change.cells[i].size() == vocabulary_of(b).at(variable).values.size();
      if (any) continue;
      std::string values;
      for (const auto& value : change.cells[i])
        values += (values.empty() ? "" : " or ") + b.library->wording.value(input, value);
      findings += (findings.empty() ? "" : "; ") + std::string(b.library->wording("fact." + input)) + ": " + values;
    }
    text += "  " + wrapped(findings.empty() ? "Every combination" : findings, 2, 4, 100) + "\n";
    text += side_text(name_a, a, change.was, change.rows_was) + side_text(name_b, b, change.now, change.rows_now);
  }
  return text + "\n";
}

}  // namespace noms::cli
