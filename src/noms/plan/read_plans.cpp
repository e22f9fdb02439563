// SPDX-License-Identifier: Apache-2.0
// From the files under `knowledge/plan/` to rows.
#include <algorithm>

#include "noms/foundation/text.h"
#include "noms/plan/internal/plan_tables.h"

namespace noms::plan::internal {
namespace {

using decision_table::TextDocument;
using decision_table::TextTable;

constexpr std::string_view table_ending = ".table.md";
constexpr std::string_view cases_ending = ".cases.csv";

std::string words_of(const TextTable& table, const TextTable::Row& row, std::string_view column) {
  const auto cell = table.cell(row, column);
  return cell == "-" ? std::string() : std::string(cell);
}

PlanRow row_of(Build& build, const TextDocument& document, const TextTable::Row& line) {
  const TextTable& table = document.tables[0];
  PlanRow row;
  row.stage = document.head_value("stage");
  row.id = line.cells[0];
  row.file = document.file;
  row.line = line.line;
  const auto order = whole_of(table.cell(line, "order"));
  if (!order || *order < 1 || *order > 9999) {
    build.fault(ErrorCode::KnowledgeSyntax, table.at(line.line), "the column order needs a whole number, 1 to 9999");
  }
  row.order = static_cast<int>(order.value_or(0));
  row.text = words_of(table, line, "text");
  row.for_it = words_of(table, line, "for");
  row.against = words_of(table, line, "against");
  row.mark = table.cell(line, "mark");
  for (const auto key : split(table.cell(line, "evidence"), ",")) {
    if (key != "-") row.evidence.emplace_back(key);
  }
  return row;
}

/// Takes the conditions on surgery and radiation out of a way.
void add_way(const Build& build, const Rule::Way& way, Draft& draft) {
  Rule::Way rest{way.row, way.line, {}, {}, {}};
  ValueSet surgery = build.vocabulary.at(build.surgery).all();
  ValueSet radiation = build.vocabulary.at(build.radiation).all();
  for (const auto& [variable, set] : way.when) {
    if (variable == build.surgery) {
      surgery = surgery & set;
    } else if (variable == build.radiation) {
      radiation = radiation & set;
    } else {
      rest.when.emplace_back(variable, set);
    }
  }
  draft.surgeries.push_back(surgery);
  draft.radiations.push_back(radiation);
  draft.rule.ways.push_back(std::move(rest));
}

void read_rows(Build& build, const TextDocument& document, const CollectTable& table) {
  for (const auto& line : document.tables[0].rows) {
    Draft draft{row_of(build, document, line), {}, {}, {line.cells[0], {}}, 0};
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) {
        if (way.row == draft.row.id) add_way(build, way, draft);
      }
    }
    build.drafts.push_back(std::move(draft));
  }
}

void read_document(Build& build, const TextDocument& document) {
  if (document.head_value("kind") != "plan") {
    return build.fault(ErrorCode::KnowledgeSyntax, document.file + ":1", "a file under plan/ has the kind plan");
  }
  const auto stage = document.head_value("stage");
  if (stage.empty() || !build.library.wording.has("stage." + std::string(stage))) {
    return build.fault(ErrorCode::KnowledgeValue, document.file + ":1",
                       "the head needs a stage that the wording names (`stage.dose`)");
  }
  auto table = decision_table::read_collect_table(document, build.vocabulary);
  if (!table) return build.add(table.error());
  read_rows(build, document, table.value());
  build.tables.push_back(std::move(table).value());
}

/// Treatments that only an alternative names ("laser_decompression") have to be known to the conditions.
void add_treatments(Build& build) {
  build.surgery = build.vocabulary.find("surgery");
  build.radiation = build.vocabulary.find("radiation");
  for (const auto& edition : build.library.editions) {
    const auto& table = edition->engine.model().collects[knowledge::Edition::alternatives];
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) {
        for (std::size_t o = 0; o < table.outputs.size(); ++o) {
          const VariableId variable = build.vocabulary.find(table.outputs[o]);
          const bool named = variable == build.surgery || variable == build.radiation;
          if (!named || way.outputs[o] == "same") continue;
          build.vocabulary.add_value(variable, way.outputs[o]);
        }
      }
    }
  }
}

}  // namespace

void read_plan_tables(Build& build, const std::vector<knowledge::SourceFile>& files) {
  add_treatments(build);
  for (const auto& file : files) {
    if (!file.name.starts_with("plan/")) continue;
    if (file.name.ends_with(table_ending)) {
      auto document = decision_table::read_markdown(std::string(file.name), file.text);
      if (!document) {
        build.add(document.error());
        continue;
      }
      knowledge::translate(document.value(), build.library);
      read_document(build, document.value());
    } else if (file.name.ends_with(cases_ending)) {
      auto cases = decision_table::read_csv(std::string(file.name), file.text);
      cases ? build.cases.push_back(std::move(cases).value()) : build.add(cases.error());
    }
  }
  if (build.tables.empty() && build.issues.empty()) {
    build.fault(ErrorCode::KnowledgeSyntax, "plan", "there is no plan table");
  }
  std::ranges::stable_sort(build.drafts, {}, [](const Draft& draft) { return draft.row.order; });
}

}  // namespace noms::plan::internal
