// SPDX-License-Identifier: Apache-2.0
// A score for what is known: the totals that some completion reaches, and the facts that could still change the band.
#include <algorithm>
#include <bit>

#include "noms/prognosis/internal/book.h"

namespace noms::prognosis::internal {
namespace {

using decision_table::UniqueTable;

/// The findings of an input that its facts still allow.
ValueSet findings_of(const UniqueTable& table, const Possible& possible) {
  ValueSet findings;
  for (const auto& row : table.rows) {
    bool fits = true;
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      fits = fits && !(row.cells[i] & possible[static_cast<std::size_t>(table.inputs[i])]).empty();
    }
    if (fits) findings = findings | ValueSet::of(row.outputs[0]);
  }
  return findings;
}

class Evaluation {
public:
  Evaluation(const Score& score, const std::vector<State>& states, const Library& library, const Book& book)
      : score_(score), states_(states), library_(library), book_(book), result_(score.blank) {
    for (VariableId v = 0; v < score.model.vocabulary.size(); ++v)
      possible_.push_back(score.model.vocabulary.at(v).all());
    for (std::size_t b = 0; b < score.bases.size(); ++b) {
      if (score.bases[b].kind != Base::Kind::Total) at(score.bases[b].variable) = states[b].set;
    }
  }

  Prognosis run() {
    score_.diagram.sweep(possible_, score_.marks, sweep_);
    narrow();
    fill_inside();
    put_totals();
    put_items();
    put_missing();
    put_survival();
    return std::move(result_);
  }

private:
  ValueSet& at(VariableId variable) { return possible_[static_cast<std::size_t>(variable)]; }

  /// Takes away the values of a fact that no completion has, because other facts exclude them.
  void narrow() {
    for (const auto& layer : score_.diagram.layers()) {
      ValueSet kept;
      for (std::size_t c = 0; c < layer.values_of.size(); ++c) {
        const ValueSet values = layer.values_of[c] & at(layer.fact);
        if (!values.empty() && score_.diagram.after(sweep_, layer, c) != 0) kept = kept | values;
      }
      at(layer.fact) = kept;
    }
  }

  /// The totals of scores inside this one, for the items that read them.
  void fill_inside() {
    for (const auto& base : score_.bases) {
      if (base.kind != Base::Kind::Total) continue;
      const Score& inner = *book_.find(base.name)->score;
      Possible possible;
      for (VariableId v = 0; v < inner.model.vocabulary.size(); ++v) {
        const VariableId own = score_.model.vocabulary.find(inner.model.vocabulary.at(v).name);
        const ValueSet all = inner.model.vocabulary.at(v).all();
        const Base* shared = inner.base(inner.model.vocabulary.at(v).name);
        possible.push_back(shared != nullptr && own >= 0 ? at(own) & all : all);
      }
      Diagram::Sweep sweep;
      const auto cells = inner.diagram.cells(possible, sweep);
      ValueSet set;
      for (std::size_t t = 0; t < inner.totals.size(); ++t) {
        if (cells.contains(static_cast<int>(t))) set = set | ValueSet::of(static_cast<int>(t));
      }
      at(base.variable) = set;
    }
  }

  void put_totals() {
    bool first = true;
    bool outside = sweep_.cells.empty();
    for (std::size_t t = 0; t < score_.totals.size(); ++t) {
      if (!sweep_.cells.contains(static_cast<int>(t))) continue;
      if (score_.totals[t] < 0) {
        outside = true;
        continue;
      }
      if (first) result_.lowest = score_.totals[t];
      first = false;
      result_.highest = score_.totals[t];
      bands_ |= score_.marks[t];
    }
    for (std::size_t b = 0; b < score_.bands.size(); ++b) {
      if (((bands_ >> b) & 1U) != 0) result_.bands.push_back(score_.bands[b].name);
    }
    result_.status = first ? Status::OutsideTheModel : result_.counted ? Status::NoNumbers : Status::Ok;
    if (outside) result_.reason = why_outside(first);
  }

  /// The sentence of the rows that say "outside": of those that must fire, or of those that can.
  std::string why_outside(bool certain) const {
    std::string text;
    for (const auto& input : score_.inputs) {
      const auto& variable = score_.model.vocabulary.at(input.variable);
      const int dash = variable.find("-");
      const ValueSet findings = findings_of(score_.model.steps[input.step], possible_);
      if (dash < 0 || !findings.contains(dash) || (certain && findings.count() > 1)) continue;
      for (const auto& row : score_.model.steps[input.step].rows) {
        if (row.outputs[0] != dash || !fits(score_.model.steps[input.step], row)) continue;
        const auto written = std::ranges::find(score_.rows, row.line, &InputRow::line);
        if (text.find(written->text) == std::string::npos) text += (text.empty() ? "" : " ") + written->text;
      }
    }
    if (text.empty()) return library_.wording.say("not_its_patients");
    return certain ? text : library_.wording.say("not_for_some", {text});
  }

  bool fits(const UniqueTable& table, const UniqueTable::Row& row) const {
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      if ((row.cells[i] & possible_[static_cast<std::size_t>(table.inputs[i])]).empty()) return false;
    }
    return true;
  }

  void add_pointer(Item& item, std::size_t base) const {
    const std::string& pointer = states_[base].pointer;
    if (!pointer.empty() && std::ranges::find(item.facts, pointer) == item.facts.end()) item.facts.push_back(pointer);
    item.recorded = item.recorded && states_[base].recorded;
  }

  void put_items() {
    for (const auto& input : score_.inputs) {
      Item item;
      item.component = input.name;
      item.recorded = true;
      const auto& variable = score_.model.vocabulary.at(input.variable);
      bool first = true;
      for (ValueSet s = findings_of(score_.model.steps[input.step], possible_); !s.empty(); s = s.rest()) {
        const auto value = static_cast<std::size_t>(s.lowest());
        const int points = input.points[value];
        item.findings.push_back(points == Score::outside_points ? "outside" : variable.values[value]);
        if (points == Score::outside_points) continue;
        item.lowest = first ? points : std::min(item.lowest, points);
        item.highest = first ? points : std::max(item.highest, points);
        first = false;
      }
      for (const std::size_t base : input.bases) {
        if (score_.bases[base].kind != Base::Kind::Total) {
          add_pointer(item, base);
          continue;
        }
        const Score& inner = *book_.find(score_.bases[base].name)->score;
        for (std::size_t b = 0; b < score_.bases.size(); ++b) {
          const Base* shared = inner.base(score_.bases[b].name);
          if (shared != nullptr && shared->read) add_pointer(item, b);
        }
      }
      result_.items.push_back(std::move(item));
    }
  }

  std::vector<std::string> band_names(std::uint64_t marks) const {
    std::vector<std::string> names;
    for (std::size_t b = 0; b <= score_.bands.size(); ++b) {
      if (((marks >> b) & 1U) != 0) names.push_back(b == score_.bands.size() ? "outside" : score_.bands[b].name);
    }
    return names;
  }

  std::size_t base_at(VariableId variable) const {
    return static_cast<std::size_t>(std::ranges::find(score_.bases, variable, &Base::variable) - score_.bases.begin());
  }

  /// As the engine ranks: the mean number of bands left over the values still possible, each counted once.
  void put_missing() {
    std::uint64_t all = 0;
    for (std::size_t t = 0; t < score_.totals.size(); ++t) {
      if (sweep_.cells.contains(static_cast<int>(t))) all |= score_.marks[t];
    }
    if (std::popcount(all) < 2) return;
    std::vector<std::pair<Missing, int>> questions;
    for (std::size_t l = 0; l < score_.diagram.layers().size(); ++l) {
      const auto& layer = score_.diagram.layers()[l];
      const Base& base = score_.bases[base_at(layer.fact)];
      if (base.read && at(layer.fact).count() > 1) ask(l, base, questions);
    }
    std::ranges::stable_sort(questions, [](const auto& a, const auto& b) {
      return a.first.remaining != b.first.remaining ? a.first.remaining < b.first.remaining : a.second < b.second;
    });
    for (std::size_t q = 0; q < questions.size(); ++q) {
      auto& [missing, worst] = questions[q];
      const bool tied =
          q > 0 && questions[q - 1].first.remaining == missing.remaining && questions[q - 1].second == worst;
      missing.rank = q == 0 ? 1 : tied ? last_rank_ : static_cast<int>(q) + 1;
      last_rank_ = missing.rank;
    }
    for (auto& question : questions) {
      const bool known =
          std::ranges::any_of(result_.missing, [&](const Missing& m) { return m.fact == question.first.fact; });
      if (!known) result_.missing.push_back(std::move(question.first));
    }
  }

  void ask(std::size_t l, const Base& base, std::vector<std::pair<Missing, int>>& questions) {
    const auto& layer = score_.diagram.layers()[l];
    const auto& variable = score_.model.vocabulary.at(layer.fact);
    std::vector<std::pair<std::uint64_t, ValueSet>> leaves;
    int sum = 0;
    int worst = 0;
    for (std::size_t c = 0; c < layer.values_of.size(); ++c) {
      const ValueSet values = layer.values_of[c] & at(layer.fact);
      if (values.empty()) continue;
      const std::uint64_t left = score_.diagram.after(sweep_, layer, c);
      sum += std::popcount(left) * values.count();
      worst = std::max(worst, std::popcount(left));
      const auto same = std::ranges::find(leaves, left, &std::pair<std::uint64_t, ValueSet>::first);
      if (same == leaves.end()) {
        leaves.emplace_back(left, values);
      } else {
        same->second = same->second | values;
      }
    }
    if (leaves.size() < 2 && !score_.diagram.pivotal(sweep_, static_cast<int>(l), score_.marks)) return;
    const State& state = states_[base_at(layer.fact)];
    Missing missing;
    missing.fact = state.pointer;
    missing.name = base.name.substr(0, base.name.find(' '));
    missing.ask = ask_for(state.pointer, base.name);
    missing.decides = worst == 1 && state.also.empty();
    missing.remaining = static_cast<double>(sum) / at(layer.fact).count();
    for (const auto& [left, values] : leaves) {
      Outcome outcome{{}, band_names(left)};
      for (ValueSet s = values; !s.empty(); s = s.rest())
        outcome.values.push_back(variable.values[static_cast<std::size_t>(s.lowest())]);
      missing.outcomes.push_back(std::move(outcome));
    }
    if (!state.also.empty()) {
      Missing second = missing;
      second.fact = state.also;
      second.ask = ask_for(state.also, base.name);
      questions.emplace_back(std::move(second), worst);
    }
    questions.emplace_back(std::move(missing), worst);
  }

  /// How the fact at a pointer is obtained: its wording, or what the table of fields says of it.
  std::string ask_for(const std::string& pointer, const std::string& otherwise) const {
    std::string path = pointer;
    if (const auto rest = path.find('/', 8); path.starts_with("lesions/") && rest != std::string::npos) {
      path = "lesions/*" + path.substr(rest);
    }
    const std::string key = "ask." + path.substr(path.rfind('/') + 1);
    const auto* field = library_.field(path);
    return library_.wording.has(key) ? std::string(library_.wording(key)) : field != nullptr ? field->text : otherwise;
  }

  void put_survival() {
    for (const auto& survival : score_.survival) {
      if (std::ranges::find(result_.bands, survival.band) != result_.bands.end()) result_.survival.push_back(survival);
    }
  }

  const Score& score_;
  const std::vector<State>& states_;
  const Library& library_;
  const Book& book_;
  Prognosis result_;
  Possible possible_;
  Diagram::Sweep sweep_;
  std::uint64_t bands_ = 0;
  int last_rank_ = 1;
};

}  // namespace

Prognosis evaluate(const Score& score, const std::vector<State>& states, const Library& library, const Book& book) {
  return Evaluation(score, states, library, book).run();
}

}  // namespace noms::prognosis::internal
