// SPDX-License-Identifier: Apache-2.0
// A score becomes tables over finite facts and one decision diagram whose cells are its totals.
#include <algorithm>
#include <functional>

#include "noms/decision_table/checks.h"
#include "noms/foundation/text.h"
#include "noms/prognosis/internal/conditions.h"

namespace noms::prognosis::internal {
namespace {

using decision_table::ScoreTable;
using decision_table::UniqueTable;

/// A row of an input with its conditions parsed.
struct ParsedRow {
  const InputRow* row;
  std::vector<RawCondition> conditions;
};

/// An input with its rows, of this score or of one inside it.
struct ParsedInput {
  std::string name;
  std::vector<ParsedRow> rows;
};

std::string at(const Score& score, int line) {
  return score.document.file + ":" + std::to_string(line);
}

/// The rows of `from`, grouped by input; their bases join `score`.
std::vector<ParsedInput> parse_inputs(Build& build, Score& score, const Score& from) {
  std::vector<ParsedInput> inputs;
  for (const auto& row : from.rows) {
    auto found = std::ranges::find(inputs, row.input, &ParsedInput::name);
    if (found == inputs.end()) found = inputs.insert(found, ParsedInput{row.input, {}});
    found->rows.push_back({&row, parse_conditions(build, score, row.when, at(from, row.line))});
  }
  return inputs;
}

/// The decision table of one input.
UniqueTable table_of(Build& build, Score& score, const Score& from, const ParsedInput& input) {
  auto& vocabulary = score.model.vocabulary;
  const std::string name = from.blank.score + "." + input.name;
  UniqueTable table{name, from.document.file, name, {}, {vocabulary.add(name)}, {}};
  std::vector<std::vector<Condition>> conditions;
  for (const auto& row : input.rows) {
    conditions.push_back(resolve(build, score, row.conditions, at(from, row.row->line)));
    for (const auto& condition : conditions.back()) {
      const VariableId variable = score.bases[condition.base].variable;
      if (std::ranges::find(table.inputs, variable) == table.inputs.end()) table.inputs.push_back(variable);
    }
  }
  for (std::size_t r = 0; r < input.rows.size(); ++r) {
    const InputRow& written = *input.rows[r].row;
    UniqueTable::Row row{written.finding + " (line " + std::to_string(written.line) + ")", written.line, {}, {}, {}};
    for (const VariableId variable : table.inputs) {
      ValueSet set = vocabulary.at(variable).all();
      for (const auto& condition : conditions[r]) {
        if (score.bases[condition.base].variable == variable) set = set & condition.set;
      }
      row.cells.push_back(set);
    }
    row.outputs.push_back(vocabulary.add_value(table.outputs[0], written.finding));
    table.rows.push_back(std::move(row));
  }
  if (table.rows.size() > 64) {
    build.fault(ErrorCode::KnowledgeSyntax, table.file, "an input may have 64 rows");
  } else {
    build.add(decision_table::check_unique(table, vocabulary));
  }
  return table;
}

/// Points of every finding of an input; the finding "-" is outside the model.
std::vector<int> points_of(Build& build, const Score& from, std::string_view input,
                           const decision_table::Variable& variable) {
  std::vector<int> points(variable.values.size(), 0);
  std::vector<bool> given(variable.values.size(), false);
  for (const auto& row : from.point_rows) {
    if (row.component != input) continue;
    const int value = variable.find(row.finding);
    if (value < 0 || row.finding == "-" || given[static_cast<std::size_t>(value)]) {
      build.fault(ErrorCode::KnowledgeValue, at(from, row.line),
                  "the input has no such finding, or the finding is given twice");
      continue;
    }
    given[static_cast<std::size_t>(value)] = true;
    points[static_cast<std::size_t>(value)] = row.points;
  }
  for (std::size_t v = 0; v < points.size(); ++v) {
    if (variable.values[v] == "-") {
      points[v] = Score::outside_points;
    } else if (!given[v] && !from.tree) {
      build.fault(ErrorCode::KnowledgeGap, from.document.file,
                  std::string(input) + " = " + variable.values[v] + " has no points");
    }
  }
  return points;
}

/// The sum of the points as a table whose categories are the totals, and "outside".
ScoreTable sum_of(Score& score, const Score& from, std::vector<ScoreTable::Component> components) {
  ScoreTable table;
  table.id = from.blank.score;
  table.file = from.document.file;
  table.components = std::move(components);
  table.category = score.model.vocabulary.add(from.blank.score);
  int sum_most = 0;
  for (const auto& component : table.components) {
    int most = 0;
    for (const int points : component.points) most = std::max(most, points == Score::outside_points ? 0 : points);
    sum_most += most;
  }
  for (int total = from.blank.least; total <= from.blank.most; ++total) {
    score.model.vocabulary.add_value(table.category, std::to_string(total));
    table.categories.push_back({total, total == from.ceiling ? std::max(total, sum_most) : total, "", 0});
  }
  score.model.vocabulary.add_value(table.category, "outside");
  table.categories.push_back({Score::outside_points, 1'000'000, "", 0});
  return table;
}

/// The published range is what the points add up to.
void check_range(Build& build, const Score& score, const ScoreTable& table) {
  int least = 0;
  int most = 0;
  for (const auto& component : table.components) {
    int low = Score::outside_points;
    int high = 0;
    for (const int points : component.points) {
      if (points == Score::outside_points) continue;
      if (points < 0) build.fault(ErrorCode::KnowledgeValue, score.document.file, "points are not negative");
      low = std::min(low, points);
      high = std::max(high, points);
    }
    least += low;
    most += high;
  }
  const std::string sums = std::to_string(least) + ".." + std::to_string(most);
  if (score.ceiling >= 0 && most <= score.ceiling)
    build.fault(ErrorCode::KnowledgeValue, score.document.file,
                "the points add up to " + sums + " and never pass the ceiling");
  const int capped = score.ceiling >= 0 ? std::min(most, score.ceiling) : most;
  if (least != score.blank.least || capped != score.blank.most) {
    build.fault(ErrorCode::KnowledgeValue, score.document.file,
                "the points add up to " + sums + ", the head says " + std::to_string(score.blank.least) + ".." +
                    std::to_string(score.blank.most));
  }
}

/// Adds the tables of a score to the model of `score`: its own, or those of a score inside it.
void add_points(Build& build, Score& score, const Score& from, const std::vector<ParsedInput>& inputs) {
  std::vector<ScoreTable::Component> components;
  for (const auto& input : inputs) {
    UniqueTable table = table_of(build, score, from, input);
    const VariableId variable = table.outputs[0];
    auto points = points_of(build, from, input.name, score.model.vocabulary.at(variable));
    if (&from == &score) score.inputs.push_back({input.name, variable, score.model.steps.size(), points, {}});
    components.push_back({variable, std::move(points), {}, 0});
    score.model.steps.push_back(std::move(table));
  }
  for (const auto& row : from.point_rows) {
    if (std::ranges::find(inputs, row.component, &ParsedInput::name) == inputs.end())
      build.fault(ErrorCode::KnowledgeValue, at(from, row.line), "there is no such input");
  }
  if (from.tree) return;
  ScoreTable table = sum_of(score, from, std::move(components));
  if (&from == &score) check_range(build, score, table);
  score.model.scores.push_back(std::move(table));
}

/// The classes of a tree: a decision table over the findings of the inputs whose output is the class.
void add_classes(Build& build, Score& score) {
  const TextTable* text = score.document.table_under("Classes");
  if (text == nullptr)
    return build.fault(ErrorCode::KnowledgeSyntax, score.document.file, "a tree needs a table under `## Classes`");
  auto& vocabulary = score.model.vocabulary;
  UniqueTable table{
      score.blank.score, score.document.file, score.blank.title, {}, {vocabulary.add(score.blank.score)}, {}};
  for (int total = score.blank.least; total <= score.blank.most; ++total)
    vocabulary.add_value(table.outputs[0], std::to_string(total));
  for (const auto& input : score.inputs) {
    table.inputs.push_back(input.variable);
    if (vocabulary.at(input.variable).find("-") >= 0)
      build.fault(ErrorCode::KnowledgeSyntax, score.document.file, "an input of a tree has no finding `-`");
    if (text->column(input.name) < 0)
      return build.fault(ErrorCode::KnowledgeSyntax, text->at(text->line), "the column " + input.name + " is missing");
  }
  for (const auto& line : text->rows) {
    UniqueTable::Row row{std::string(text->cell(line, "row")), line.line, {}, {}, {}};
    for (const auto& input : score.inputs) {
      auto set = vocabulary.cell(input.variable, text->cell(line, input.name), text->at(line.line));
      if (!set) return build.add(set.error());
      row.cells.push_back(set.value());
    }
    const int value = vocabulary.at(table.outputs[0]).find(text->cell(line, "-> class"));
    if (value < 0)
      return build.fault(ErrorCode::KnowledgeValue, text->at(line.line), "the class is not within `total`");
    row.outputs.push_back(value);
    table.rows.push_back(std::move(row));
  }
  build.add(decision_table::check_unique(table, vocabulary));
  vocabulary.add_value(table.outputs[0], "outside");
  score.model.steps.push_back(std::move(table));
}

/// The smallest number of a class.
int least_in(const Base& base, std::size_t at_class) {
  return at_class == 0 ? static_cast<int>(base.least) : static_cast<int>(base.cuts[at_class - 1].value);
}

/// Spine lesions and bone lesions elsewhere are part of all lesions: their numbers together cannot pass the total.
void exclude_counts(Score& score) {
  const auto spinal = std::ranges::find(score.bases, "spinal_metastases", &Base::name);
  const auto extraspinal = std::ranges::find(score.bases, "extraspinal_bone_metastases", &Base::name);
  const auto total = std::ranges::find(score.bases, "total_metastases", &Base::name);
  if (spinal == score.bases.end() || extraspinal == score.bases.end() || total == score.bases.end()) return;
  for (std::size_t s = 0; s <= spinal->cuts.size(); ++s) {
    for (std::size_t e = 0; e <= extraspinal->cuts.size(); ++e) {
      const int together = least_in(*spinal, s) + least_in(*extraspinal, e);
      ValueSet fewer;
      for (std::size_t t = 0; t < total->cuts.size(); ++t) {
        if (total->cuts[t].value <= together) fewer = fewer | ValueSet::of(static_cast<int>(t));
      }
      if (fewer.empty()) continue;
      score.model.impossible.push_back({{spinal->variable, ValueSet::of(static_cast<int>(s))},
                                        {extraspinal->variable, ValueSet::of(static_cast<int>(e))},
                                        {total->variable, fewer}});
    }
  }
}

/// The total joins a score that reads both numbers, so that the two are filled together.
void add_total_count(Build& build, Score& score) {
  const auto find = [&](std::string_view name) { return std::ranges::find(score.bases, name, &Base::name); };
  if (find("spinal_metastases") == score.bases.end() || find("extraspinal_bone_metastases") == score.bases.end())
    return;
  std::string all;
  const auto spinal = *find("spinal_metastases");
  const auto extraspinal = *find("extraspinal_bone_metastases");
  for (std::size_t s = 0; s <= spinal.cuts.size(); ++s) {
    for (std::size_t e = 0; e <= extraspinal.cuts.size(); ++e) {
      all += (all.empty() ? "" : "; ") + std::string("total_metastases = ") +
             std::to_string(least_in(spinal, s) + least_in(extraspinal, e)) + "..";
    }
  }
  const bool known = find("total_metastases") != score.bases.end();
  parse_conditions(build, score, all, score.document.file);
  if (!known) find("total_metastases")->read = false;
}

/// Facts that cannot hold together, as far as the score reads all of them.
void add_exclusions(const Build& build, Score& score) {
  for (const auto& exclusion : build.library.exclusions) {
    decision_table::Conditions conditions;
    for (const auto& [fact, set] : exclusion.when) {
      const auto found = std::ranges::find_if(
          score.bases, [&, f = fact](const Base& b) { return b.kind == Base::Kind::Choice && b.fact == f; });
      if (found != score.bases.end()) conditions.emplace_back(found->variable, set);
    }
    if (conditions.size() == exclusion.when.size()) score.model.impossible.push_back(std::move(conditions));
  }
  exclude_counts(score);
}

/// Every total of the published range falls in one band.
void check_bands(Build& build, const Score& score) {
  for (int total = score.blank.least; total <= score.blank.most; ++total) {
    const auto count =
        std::ranges::count_if(score.bands, [&](const Band& b) { return total >= b.from && total <= b.to; });
    if (count == 0)
      build.fault(ErrorCode::KnowledgeGap, score.document.file,
                  "the total " + std::to_string(total) + " falls in no band");
    if (count > 1)
      build.fault(ErrorCode::KnowledgeOverlap, score.document.file,
                  "the total " + std::to_string(total) + " falls in more than one band");
  }
  for (const auto& band : score.bands) {
    if (band.from > band.to || band.from < score.blank.least || band.to > score.blank.most)
      build.fault(ErrorCode::KnowledgeValue, at(score, band.line), "the band reaches beyond the total");
  }
}

void number_totals(Score& score) {
  for (int total = score.blank.least; total <= score.blank.most; ++total) score.totals.push_back(total);
  score.totals.push_back(-1);
  for (const int total : score.totals) {
    const int band = total < 0 ? static_cast<int>(score.bands.size()) : score.band_of(total);
    score.marks.push_back(std::uint64_t{1} << static_cast<unsigned>(std::max(band, 0)));
  }
}

/// Which bases each input reads.
void link_bases(Score& score) {
  for (auto& input : score.inputs) {
    for (const VariableId variable : score.model.steps[input.step].inputs) {
      for (std::size_t b = 0; b < score.bases.size(); ++b) {
        if (score.bases[b].variable == variable) input.bases.push_back(b);
      }
    }
  }
}

}  // namespace

int Score::band_of(int points) const {
  for (std::size_t b = 0; b < bands.size(); ++b) {
    if (points >= bands[b].from && points <= bands[b].to) return static_cast<int>(b);
  }
  return -1;
}

const Base* Score::base(std::string_view name) const {
  const auto found = std::ranges::find(bases, name, &Base::name);
  return found == bases.end() ? nullptr : &*found;
}

void compile(Build& build, Score& score) {
  const std::size_t faults = build.issues.size();
  const auto own = parse_inputs(build, score, score);
  std::vector<std::pair<const Score*, std::vector<ParsedInput>>> inside;
  for (std::size_t b = 0; b < score.bases.size(); ++b) {
    if (score.bases[b].kind != Base::Kind::Total) continue;
    const Score* inner = build.book.find(score.bases[b].name)->score.get();
    inside.emplace_back(inner, parse_inputs(build, score, *inner));
  }
  add_total_count(build, score);
  make_variables(build, score);
  if (build.issues.size() > faults) return;
  for (const auto& [inner, inputs] : inside) {
    add_points(build, score, *inner, inputs);
    std::ranges::find(score.bases, inner->blank.score, &Base::name)->variable =
        score.model.vocabulary.find(inner->blank.score);
  }
  add_points(build, score, score, own);
  if (score.tree) add_classes(build, score);
  check_bands(build, score);
  if (build.issues.size() > faults) return;
  add_exclusions(build, score);
  score.total = score.model.vocabulary.find(score.blank.score);
  number_totals(score);
  link_bases(score);
  auto diagram = Diagram::build(score.model, {score.total});
  if (!diagram) return build.add(diagram.error());
  score.diagram = std::move(diagram).value();
}

}  // namespace noms::prognosis::internal
