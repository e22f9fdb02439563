// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/checks.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "noms/decision_table/regions.h"

namespace noms::decision_table {
namespace {

constexpr std::size_t most_faults = 5;

/// Visits every combination of the inputs, narrowing the rows that still fit input by input.
class Walk {
public:
  Walk(const UniqueTable& table, const Vocabulary& vocabulary, const Describe& describe)
      : table_(table), vocabulary_(vocabulary), describe_(describe), values_(table.inputs.size()) {
    fits_.resize(table.inputs.size());
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      const std::size_t count = vocabulary.at(table.inputs[i]).values.size();
      fits_[i].assign(count, 0);
      for (std::size_t v = 0; v < count; ++v) {
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
          if (table.rows[r].cells[i].contains(static_cast<int>(v))) fits_[i][v] |= std::uint64_t{1} << r;
        }
      }
    }
  }

  Issues run() {
    visit(0, ValueSet::first(static_cast<int>(table_.rows.size())).bits);
    Issues issues;
    if (gaps_) {
      for (const auto& region : gaps_->first_regions(most_faults)) issues.push_back(gap(region));
    }
    std::size_t listed = 0;
    for (const auto& [rows, marked] : overlaps_) {
      for (const auto& region : marked.first_regions(most_faults - listed)) {
        issues.push_back(overlap(rows.first, rows.second, region));
        ++listed;
      }
    }
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      if (((used_ >> r) & 1U) == 0) {
        issues.push_back({ErrorCode::KnowledgeUnreachable, at(table_.rows[r].line),
                          "no combination of the inputs reaches the row " + table_.rows[r].id});
      }
    }
    return issues;
  }

private:
  std::string at(int line) const { return table_.file + ":" + std::to_string(line); }

  /// "sky = clear, wind = yes (2 combinations: Sky: Clear; Wind: Yes)"; inputs that may have any value are left out.
  std::string combination(const Region& region) const {
    std::string codes;
    std::string words;
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
      const Variable& variable = vocabulary_.at(table_.inputs[i]);
      if (region.values[i].size() == variable.values.size()) continue;
      std::string values;
      for (const int value : region.values[i])
        values += (values.empty() ? "" : " or ") + variable.values[static_cast<std::size_t>(value)];
      codes += (codes.empty() ? "" : ", ") + variable.name + " = " + values;
      if (describe_) words += (words.empty() ? "" : "; ") + describe_(variable, region.values[i]);
    }
    const std::size_t count = region.combinations();
    return (codes.empty() ? "any combination" : codes) + " (" + std::to_string(count) +
           (count == 1 ? " combination" : " combinations") + (words.empty() ? "" : ": " + words) + ")";
  }

  /// The inputs in which a row asks for something else than the region has.
  std::vector<std::size_t> misses(const UniqueTable::Row& row, const Region& region) const {
    std::vector<std::size_t> inputs;
    for (std::size_t i = 0; i < region.values.size(); ++i) {
      const auto fits = [&](int value) { return row.cells[i].contains(value); };
      if (!std::ranges::all_of(region.values[i], fits)) inputs.push_back(i);
    }
    return inputs;
  }

  Issue gap(const Region& region) const {
    const UniqueTable::Row* nearest = nullptr;
    std::vector<std::size_t> asked;
    for (const auto& row : table_.rows) {
      auto inputs = misses(row, region);
      if (nearest != nullptr && inputs.size() >= asked.size()) continue;
      nearest = &row;
      asked = std::move(inputs);
    }
    const std::string fault = "no row fits " + combination(region);
    if (nearest == nullptr) return {ErrorCode::KnowledgeGap, table_.file, fault};
    std::string wants;
    for (const std::size_t i : asked) {
      const auto names = vocabulary_.names_of(table_.inputs[i], nearest->cells[i]);
      std::string values;
      for (const auto& name : names) values += (values.empty() ? "" : ", ") + name;
      wants += (wants.empty() ? "" : ", ") + vocabulary_.at(table_.inputs[i]).name + " = " + values;
    }
    return {ErrorCode::KnowledgeGap, at(nearest->line),
            fault + "; nearest is the row " + nearest->id + ", which asks for " + wants};
  }

  Issue overlap(std::size_t a, std::size_t b, const Region& region) const {
    const auto& first = table_.rows[a];
    const auto& second = table_.rows[b];
    return {ErrorCode::KnowledgeOverlap, at(second.line),
            "the rows " + first.id + " and " + second.id + " both fit " + combination(region) + " and give " +
                (first.outputs == second.outputs ? "the same answer" : "different answers")};
  }

  std::vector<int> sizes() const {
    std::vector<int> all;
    for (const auto& fits : fits_) all.push_back(static_cast<int>(fits.size()));
    return all;
  }

  void visit(std::size_t input, std::uint64_t alive) {
    if (input < values_.size()) {
      for (values_[input] = 0; values_[input] < static_cast<int>(fits_[input].size()); ++values_[input])
        visit(input + 1, alive & fits_[input][static_cast<std::size_t>(values_[input])]);
      return;
    }
    used_ |= alive;
    if (std::popcount(alive) == 1) return;
    if (alive == 0) {
      if (!gaps_) gaps_.emplace(sizes());
      gaps_->mark(gaps_->number_of(values_));
      return;
    }
    const std::pair<std::size_t, std::size_t> rows{std::countr_zero(alive), std::countr_zero(alive & (alive - 1))};
    auto known = std::ranges::find(overlaps_, rows, &Overlap::first);
    if (known == overlaps_.end()) {
      if (overlaps_.size() == most_faults) return;
      known = overlaps_.insert(known, {rows, Combinations(sizes())});
    }
    known->second.mark(known->second.number_of(values_));
  }

  using Overlap = std::pair<std::pair<std::size_t, std::size_t>, Combinations>;
  const UniqueTable& table_;
  const Vocabulary& vocabulary_;
  const Describe& describe_;
  std::vector<int> values_;
  std::vector<std::vector<std::uint64_t>> fits_;
  std::uint64_t used_ = 0;
  std::optional<Combinations> gaps_;
  std::vector<Overlap> overlaps_;  ///< by the two first rows that fit, in the order in which they are met
};

}  // namespace

Issues check_unique(const UniqueTable& table, const Vocabulary& vocabulary, const Describe& describe) {
  double combinations = 1;
  for (const VariableId input : table.inputs) combinations *= static_cast<double>(vocabulary.at(input).values.size());
  if (combinations > 5e6)
    return {{ErrorCode::KnowledgeValue, table.file,
             "the table has more than five million combinations and cannot be proved"}};
  return Walk(table, vocabulary, describe).run();
}

Issues check_score(const ScoreTable& table, const Vocabulary& vocabulary) {
  Issues issues;
  int least = 0;
  int most = 0;
  for (const auto& component : table.components) {
    const auto [low, high] = std::ranges::minmax_element(component.points);
    least += *low;
    most += *high;
    if (*low < 0)
      issues.push_back({ErrorCode::KnowledgeValue, table.file + ":" + std::to_string(component.line),
                        vocabulary.at(component.variable).name + " has negative points"});
  }
  if (least != table.least || most != table.most) {
    issues.push_back({ErrorCode::KnowledgeValue, table.file,
                      "the points add up to " + std::to_string(least) + ".." + std::to_string(most) +
                          ", the head says " + std::to_string(table.least) + ".." + std::to_string(table.most)});
  }
  for (int total = table.least; total <= table.most; ++total) {
    const auto count =
        std::ranges::count_if(table.categories, [&](const auto& c) { return total >= c.from && total <= c.to; });
    if (count == 0)
      issues.push_back(
          {ErrorCode::KnowledgeGap, table.file, "the total " + std::to_string(total) + " falls in no category"});
    if (count > 1)
      issues.push_back({ErrorCode::KnowledgeOverlap, table.file,
                        "the total " + std::to_string(total) + " falls in more than one category"});
  }
  for (const auto& category : table.categories) {
    if (category.from > category.to || category.from < table.least || category.to > table.most) {
      issues.push_back({ErrorCode::KnowledgeValue, table.file + ":" + std::to_string(category.line),
                        "the category reaches beyond the total"});
    }
  }
  return issues;
}

}  // namespace noms::decision_table
