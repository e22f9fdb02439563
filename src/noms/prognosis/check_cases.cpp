// SPDX-License-Identifier: Apache-2.0
// Every case beside a score answers as written, and every row of the score is used by one.
#include <algorithm>
#include <set>

#include "noms/foundation/text.h"
#include "noms/prognosis/internal/conditions.h"

namespace noms::prognosis::internal {
namespace {

constexpr std::string_view answers[] = {"case", "lowest", "highest", "bands", "survival"};

const TextTable* cases_of(const Build& build, const Score& score) {
  const std::string& file = score.document.file;
  const std::string name = file.substr(0, file.size() - std::string_view(".table.md").size()) + ".cases.csv";
  const auto found = std::ranges::find(build.csv, name, &TextTable::file);
  return found == build.csv.end() ? nullptr : &*found;
}

/// What a cell says of a base; an empty cell is not recorded.
std::optional<ValueSet> set_of(Build& build, const Score& score, const Base& base, std::string_view cell,
                               const std::string& where) {
  if (cell.empty()) return score.model.vocabulary.at(base.variable).all();
  if (base.kind == Base::Kind::Number) {
    const auto number = amount_of(build.library, base.quantity, cell);
    if (!number) return std::nullopt;
    return ValueSet::of(class_of(base, *number));
  }
  auto set = score.model.vocabulary.cell(base.variable, cell, where);
  if (!set) return std::nullopt;
  ValueSet found = set.value();
  for (const auto& [whole, parts] : build.book.histology_parts) {
    const auto& variable = score.model.vocabulary.at(base.variable);
    if (base.name != "histology" || !found.contains(variable.find(whole))) continue;
    found = found - ValueSet::of(variable.find(whole));
    for (const auto& part : parts) found = found | ValueSet::of(variable.find(part));
  }
  return found;
}

bool read_states(Build& build, const Score& score, const TextTable& cases, const TextTable::Row& row,
                 std::vector<State>& states) {
  for (const auto& base : score.bases) {
    if (base.kind == Base::Kind::Total) {
      states.push_back({});
      continue;
    }
    const auto cell = cases.cell(row, base.name);
    const auto set = set_of(build, score, base, cell, cases.at(row.line));
    if (!set) {
      build.fault(ErrorCode::KnowledgeCase, cases.at(row.line), "the cell under " + base.name + " is no value of it");
      return false;
    }
    states.push_back({*set, !cell.empty(), base.name, {}});
  }
  return true;
}

void expect(Build& build, const TextTable& cases, const TextTable::Row& row, std::string_view column,
            const std::string& got) {
  if (cases.cell(row, column) == got) return;
  build.fault(ErrorCode::KnowledgeCase, cases.at(row.line),
              "the case expects " + std::string(column) + " = '" + std::string(cases.cell(row, column)) +
                  "', the score gives '" + got + "'");
}

/// The figures of the one band that is left.
std::string survival_text(const Prognosis& result) {
  std::string text;
  if (result.bands.size() != 1) return text;
  for (const auto& figure : result.survival) text += (text.empty() ? "" : "; ") + figure.statistic + " " + figure.value;
  return text;
}

/// Rows of the inputs that exactly fit the case, and the findings that are settled.
struct Used {
  std::set<int> rows;
  std::set<std::pair<std::string, std::string>> findings;
  std::set<std::string> bands;
};

void use_rows(const Score& score, const std::vector<State>& states, Used& used) {
  for (const auto& input : score.inputs) {
    const auto& table = score.model.steps[input.step];
    for (const auto& row : table.rows) {
      bool certain = true;
      for (std::size_t i = 0; i < table.inputs.size(); ++i) {
        const auto base = std::ranges::find(score.bases, table.inputs[i], &Base::variable);
        certain = certain && base != score.bases.end() && base->kind != Base::Kind::Total &&
                  states[static_cast<std::size_t>(base - score.bases.begin())].set.within(row.cells[i]);
      }
      if (certain) used.rows.insert(row.line);
    }
  }
}

void check_case(Build& build, const Score& score, const TextTable& cases, const TextTable::Row& row, Used& used) {
  std::vector<State> states;
  if (!read_states(build, score, cases, row, states)) return;
  const Prognosis result = evaluate(score, states, build.library, build.book);
  const bool outside = result.status == Status::OutsideTheModel;
  expect(build, cases, row, "lowest", outside ? "" : std::to_string(result.lowest));
  expect(build, cases, row, "highest", outside ? "" : std::to_string(result.highest));
  expect(build, cases, row, "bands", outside ? "outside" : joined(result.bands, " "));
  // The cases name the figures in English; those of another language are the same ones.
  if (build.library.language == "en") expect(build, cases, row, "survival", survival_text(result));
  use_rows(score, states, used);
  for (const auto& item : result.items) {
    if (item.findings.size() == 1) used.findings.emplace(item.component, item.findings[0]);
  }
  if (result.bands.size() == 1) used.bands.insert(result.bands[0]);
}

/// Rows over the total of a score inside are used when their finding is.
bool is_used(const Score& score, const InputRow& row, const Used& used) {
  const bool reads_total = std::ranges::any_of(score.bases, [&](const Base& b) {
    return b.kind == Base::Kind::Total && row.when.find(b.name) != std::string::npos;
  });
  return reads_total ? used.findings.contains({row.input, row.finding == "-" ? "outside" : row.finding})
                     : used.rows.contains(row.line);
}

}  // namespace

void check_cases(Build& build, const Score& score) {
  const TextTable* cases = cases_of(build, score);
  if (cases == nullptr)
    return build.fault(ErrorCode::KnowledgeUnused, score.document.file, "there are no cases for this score");
  for (const auto& column : cases->columns) {
    if (score.base(column) == nullptr && std::ranges::find(answers, column) == std::end(answers))
      build.fault(ErrorCode::KnowledgeSyntax, cases->at(1), "the score reads no fact called " + column);
  }
  Used used;
  for (const auto& row : cases->rows) check_case(build, score, *cases, row, used);
  for (const auto& row : score.rows) {
    if (!is_used(score, row, used))
      build.fault(ErrorCode::KnowledgeUnused, score.document.file + ":" + std::to_string(row.line),
                  "no case uses this row of " + row.input);
  }
  for (const auto& row : score.point_rows) {
    if (!used.findings.contains({row.component, row.finding}))
      build.fault(ErrorCode::KnowledgeUnused, score.document.file + ":" + std::to_string(row.line),
                  "no case settles " + row.component + " = " + row.finding);
  }
  for (const auto& band : score.bands) {
    if (!used.bands.contains(band.name))
      build.fault(ErrorCode::KnowledgeUnused, score.document.file + ":" + std::to_string(band.line),
                  "no case falls in this band");
  }
}

}  // namespace noms::prognosis::internal
