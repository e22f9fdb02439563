// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/checks.h"

#include <algorithm>

namespace noms::decision_table {
namespace {

constexpr std::size_t most_faults = 5;

/// Visits every combination of the inputs, narrowing the rows that still fit input by input.
class Walk {
public:
  Walk(const UniqueTable& table, const Vocabulary& vocabulary)
      : table_(table), vocabulary_(vocabulary), values_(table.inputs.size()) {
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
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      if (((used_ >> r) & 1U) == 0) {
        issues_.push_back({ErrorCode::KnowledgeUnreachable, at(table_.rows[r].line),
                           "no combination of the inputs reaches the row " + table_.rows[r].id});
      }
    }
    return std::move(issues_);
  }

private:
  std::string at(int line) const { return table_.file + ":" + std::to_string(line); }

  std::string combination() const {
    std::string text;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const Variable& variable = vocabulary_.at(table_.inputs[i]);
      text += (i == 0 ? "" : ", ") + variable.name + " = " + variable.values[values_[i]];
    }
    return text;
  }

  void visit(std::size_t input, std::uint64_t alive) {
    if (input < values_.size()) {
      for (values_[input] = 0; values_[input] < fits_[input].size(); ++values_[input])
        visit(input + 1, alive & fits_[input][values_[input]]);
      return;
    }
    if (std::popcount(alive) == 1) {
      used_ |= alive;
      return;
    }
    if (alive == 0) {
      if (gaps_++ < most_faults)
        issues_.push_back({ErrorCode::KnowledgeGap, table_.file, "no row fits " + combination()});
      return;
    }
    used_ |= alive;
    if (overlaps_++ >= most_faults) return;
    const auto& first = table_.rows[static_cast<std::size_t>(std::countr_zero(alive))];
    const auto& second = table_.rows[static_cast<std::size_t>(std::countr_zero(alive & (alive - 1)))];
    issues_.push_back({ErrorCode::KnowledgeOverlap, at(second.line),
                       "the rows " + first.id + " and " + second.id + " both fit " + combination()});
  }

  const UniqueTable& table_;
  const Vocabulary& vocabulary_;
  std::vector<std::size_t> values_;
  std::vector<std::vector<std::uint64_t>> fits_;
  std::uint64_t used_ = 0;
  std::size_t gaps_ = 0;
  std::size_t overlaps_ = 0;
  Issues issues_;
};

}  // namespace

Issues check_unique(const UniqueTable& table, const Vocabulary& vocabulary) {
  double combinations = 1;
  for (const VariableId input : table.inputs) combinations *= static_cast<double>(vocabulary.at(input).values.size());
  if (combinations > 5e6)
    return {{ErrorCode::KnowledgeValue, table.file,
             "the table has more than five million combinations and cannot be proved"}};
  return Walk(table, vocabulary).run();
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
