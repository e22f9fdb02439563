// SPDX-License-Identifier: Apache-2.0
#include "noms/decision_table/tables.h"

#include <algorithm>

#include "noms/foundation/text.h"

namespace noms::decision_table {
namespace {

constexpr std::string_view output_prefix = "-> ";

Issue fault(ErrorCode code, std::string where, std::string message) {
  return {code, std::move(where), std::move(message)};
}

Notes notes_of(const TextTable& table, const TextTable::Row& row) {
  Notes notes{
      .mark = std::string(table.cell(row, "mark")), .evidence = {}, .text = std::string(table.cell(row, "text"))};
  const auto evidence = table.cell(row, "evidence");
  if (evidence != "-") {
    for (const auto key : split(evidence, ",")) notes.evidence.emplace_back(key);
  }
  return notes;
}

bool is_note(std::string_view column) {
  return column == "row" || column == "mark" || column == "evidence" || column == "text" || column == "text_es";
}

Result<const TextTable*> only_table(const TextDocument& document) {
  if (document.tables.size() != 1)
    return fault(ErrorCode::KnowledgeSyntax, document.file, "the file must hold exactly one table");
  if (document.tables[0].column("row") != 0) {
    return fault(ErrorCode::KnowledgeSyntax, document.tables[0].at(document.tables[0].line),
                 "the first column must be `row`");
  }
  return &document.tables[0];
}

std::string_view stem(std::string_view id) {
  return id.substr(0, id.find('/'));
}

}  // namespace

int UniqueTable::find(std::string_view row) const {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].id == row) return static_cast<int>(i);
  }
  return -1;
}

int ScoreTable::category_of(int total) const {
  for (std::size_t i = 0; i < categories.size(); ++i) {
    if (total >= categories[i].from && total <= categories[i].to) return static_cast<int>(i);
  }
  return -1;
}

Result<Conditions> read_conditions(std::string_view text, const Vocabulary& vocabulary, const std::string& where) {
  Conditions conditions;
  if (trimmed(text) == "-") return conditions;
  Issues issues;
  for (const auto part : split(text, ";")) {
    const auto equals = part.find('=');
    const auto name = trimmed(part.substr(0, equals));
    if (equals == std::string_view::npos) {
      issues.push_back(fault(ErrorCode::KnowledgeSyntax, where, "a condition is `name = value`"));
      continue;
    }
    const VariableId variable = vocabulary.find(name);
    if (variable < 0) {
      const auto near = nearest(name, vocabulary.names());
      issues.push_back(fault(ErrorCode::KnowledgeValue, where,
                             "no fact or decision is called '" + std::string(name) + "'" +
                                 (near ? "; did you mean '" + std::string(*near) + "'?" : "")));
      continue;
    }
    auto set = vocabulary.cell(variable, trimmed(part.substr(equals + 1)), where);
    if (!set) {
      issues.insert(issues.end(), set.error().begin(), set.error().end());
      continue;
    }
    conditions.emplace_back(variable, set.value());
  }
  if (conditions.empty() && issues.empty())
    issues.push_back(fault(ErrorCode::KnowledgeSyntax, where, "the condition is empty; write - for always"));
  if (!issues.empty()) return issues;
  return conditions;
}

Result<UniqueTable> read_unique_table(const TextDocument& document, Vocabulary& vocabulary) {
  const auto only = only_table(document);
  if (!only) return only.error();
  const TextTable& text = *only.value();
  UniqueTable table{
      std::string(document.head_value("id")), document.file, std::string(document.head_value("title")), {}, {}, {}};
  Issues issues;
  std::vector<std::size_t> input_columns;
  std::vector<std::size_t> output_columns;
  for (std::size_t c = 0; c < text.columns.size(); ++c) {
    const std::string_view column = text.columns[c];
    if (column.starts_with(output_prefix)) {
      table.outputs.push_back(vocabulary.add(column.substr(output_prefix.size())));
      output_columns.push_back(c);
    } else if (!is_note(column)) {
      const VariableId input = vocabulary.find(column);
      if (input < 0) {
        issues.push_back(fault(ErrorCode::KnowledgeValue, text.at(text.line),
                               "no fact or decision is called '" + std::string(column) + "'"));
        continue;
      }
      table.inputs.push_back(input);
      input_columns.push_back(c);
    }
  }
  for (const VariableId output : table.outputs) {
    if (std::ranges::find(table.inputs, output) != table.inputs.end()) {
      issues.push_back(fault(ErrorCode::KnowledgeSyntax, text.at(text.line),
                             "the table decides " + vocabulary.at(output).name + " and reads it"));
    }
  }
  if (table.outputs.empty())
    issues.push_back(fault(ErrorCode::KnowledgeSyntax, text.at(text.line), "no column begins with `-> `"));
  if (text.rows.size() > 64)
    issues.push_back(fault(ErrorCode::KnowledgeSyntax, text.at(text.line), "a table may have 64 rows"));
  if (!issues.empty()) return issues;

  for (const auto& line : text.rows) {
    UniqueTable::Row row{line.cells[0], line.line, {}, {}, notes_of(text, line)};
    if (row.id.empty()) issues.push_back(fault(ErrorCode::KnowledgeSyntax, text.at(line.line), "the row has no name"));
    if (table.find(row.id) >= 0)
      issues.push_back(fault(ErrorCode::KnowledgeSyntax, text.at(line.line), "the row " + row.id + " stands twice"));
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      auto set = vocabulary.cell(table.inputs[i], line.cells[input_columns[i]], text.at(line.line));
      if (set) {
        row.cells.push_back(set.value());
      } else {
        issues.insert(issues.end(), set.error().begin(), set.error().end());
      }
    }
    for (std::size_t i = 0; i < table.outputs.size(); ++i) {
      const std::string& value = line.cells[output_columns[i]];
      const int at = value.empty() ? -1 : vocabulary.add_value(table.outputs[i], value);
      if (at < 0)
        issues.push_back(fault(ErrorCode::KnowledgeSyntax, text.at(line.line),
                               "an output cell is empty, or the output has more than 64 values"));
      row.outputs.push_back(at);
    }
    table.rows.push_back(std::move(row));
  }
  if (!issues.empty()) return issues;
  return table;
}

Result<CollectTable> read_collect_table(const TextDocument& document, const Vocabulary& vocabulary) {
  const auto only = only_table(document);
  if (!only) return only.error();
  const TextTable& text = *only.value();
  CollectTable table{
      std::string(document.head_value("id")), document.file, std::string(document.head_value("title")), {}, {}};
  std::vector<std::size_t> output_columns;
  for (std::size_t c = 0; c < text.columns.size(); ++c) {
    const std::string_view column = text.columns[c];
    if (column.starts_with(output_prefix)) {
      table.outputs.emplace_back(column.substr(output_prefix.size()));
      output_columns.push_back(c);
    }
  }
  if (text.column("when") < 0)
    return fault(ErrorCode::KnowledgeSyntax, text.at(text.line), "the column `when` is missing");
  Issues issues;
  std::vector<std::string> seen;
  for (const auto& line : text.rows) {
    const std::string where = text.at(line.line);
    if (stem(line.cells[0]).empty()) issues.push_back(fault(ErrorCode::KnowledgeSyntax, where, "the row has no name"));
    if (std::ranges::find(seen, line.cells[0]) != seen.end()) {
      issues.push_back(fault(ErrorCode::KnowledgeSyntax, where, "the row " + line.cells[0] + " stands twice"));
    }
    seen.push_back(line.cells[0]);
    auto when = read_conditions(text.cell(line, "when"), vocabulary, where);
    const auto any_text = text.cell(line, "any of");
    auto any = any_text.empty() || any_text == "-" ? Result<Conditions>(Conditions{})
                                                   : read_conditions(any_text, vocabulary, where);
    for (const auto* part : {&when, &any}) {
      if (!*part) issues.insert(issues.end(), part->error().begin(), part->error().end());
    }
    if (!when || !any) continue;
    Rule::Way way{line.cells[0], line.line, when.value(), notes_of(text, line), {}};
    for (const std::size_t c : output_columns) way.outputs.push_back(line.cells[c]);
    const std::string id(stem(line.cells[0]));
    auto rule = std::ranges::find(table.rules, id, &Rule::id);
    if (rule == table.rules.end()) rule = table.rules.insert(rule, Rule{id, {}});
    if (any.value().empty()) {
      rule->ways.push_back(std::move(way));
    } else {
      for (const auto& condition : any.value()) {
        rule->ways.push_back(way);
        rule->ways.back().when.push_back(condition);
      }
    }
  }
  if (!issues.empty()) return issues;
  return table;
}

Result<ScoreTable> read_score_table(const TextDocument& document, Vocabulary& vocabulary) {
  const TextTable* points = document.table_under("Points");
  const TextTable* categories = document.table_under("Categories");
  if (points == nullptr || categories == nullptr) {
    return fault(ErrorCode::KnowledgeSyntax, document.file,
                 "a score needs a table under `## Points` and one under `## Categories`");
  }
  ScoreTable table;
  table.id = document.head_value("id");
  table.file = document.file;
  table.title = document.head_value("title");
  for (const auto key : split(document.head_value("source"), ",")) table.source.emplace_back(key);
  Issues issues;
  const auto number = [&](const TextTable& t, const TextTable::Row& row, std::string_view column) {
    const auto whole = whole_of(t.cell(row, column));
    if (!whole || *whole < -1000 || *whole > 1000) {
      issues.push_back(fault(ErrorCode::KnowledgeSyntax, t.at(row.line),
                             "the column " + std::string(column) + " needs a whole number"));
    }
    return static_cast<int>(whole.value_or(0));
  };
  std::vector<std::int64_t> total;
  for (const auto part : split(document.head_value("total"), "..")) total.push_back(whole_of(part).value_or(-1));
  if (total.size() != 2 || total[0] < 0 || total[1] > 63 || total[0] > total[1])
    return fault(ErrorCode::KnowledgeSyntax, document.file, "the head needs `total: least..most`, within 0..63");
  table.least = static_cast<int>(total[0]);
  table.most = static_cast<int>(total[1]);

  std::vector<std::vector<bool>> given;
  for (const auto& row : points->rows) {
    const VariableId variable = vocabulary.find(points->cell(row, "component"));
    if (variable < 0) {
      issues.push_back(fault(ErrorCode::KnowledgeValue, points->at(row.line),
                             "no fact is called '" + std::string(points->cell(row, "component")) + "'"));
      continue;
    }
    auto component = std::ranges::find(table.components, variable, &ScoreTable::Component::variable);
    if (component == table.components.end()) {
      const std::size_t count = vocabulary.at(variable).values.size();
      component = table.components.insert(
          component, {variable, std::vector<int>(count), std::vector<std::string>(count), row.line});
      given.emplace_back(count);
    }
    const int value = vocabulary.at(variable).find(points->cell(row, "finding"));
    auto& seen = given[static_cast<std::size_t>(component - table.components.begin())];
    if (value < 0 || seen[static_cast<std::size_t>(value)]) {
      issues.push_back(fault(ErrorCode::KnowledgeValue, points->at(row.line),
                             value < 0 ? "the component has no such finding" : "the finding is given twice"));
      continue;
    }
    seen[static_cast<std::size_t>(value)] = true;
    component->points[static_cast<std::size_t>(value)] = number(*points, row, "points");
    component->texts[static_cast<std::size_t>(value)] = points->cell(row, "text");
  }
  for (std::size_t c = 0; c < given.size(); ++c) {
    const Variable& variable = vocabulary.at(table.components[c].variable);
    for (std::size_t v = 0; v < given[c].size(); ++v) {
      if (!given[c][v])
        issues.push_back(fault(ErrorCode::KnowledgeGap, points->at(table.components[c].line),
                               variable.name + " = " + variable.values[v] + " has no points"));
    }
  }
  table.category = vocabulary.add(table.id + "_category");
  for (const auto& row : categories->rows) {
    const int before = static_cast<int>(vocabulary.at(table.category).values.size());
    if (vocabulary.add_value(table.category, categories->cell(row, "category")) != before) {
      issues.push_back(fault(ErrorCode::KnowledgeSyntax, categories->at(row.line), "the category stands twice"));
      continue;
    }
    table.categories.push_back({number(*categories, row, "from"), number(*categories, row, "to"),
                                std::string(categories->cell(row, "text")), row.line});
  }
  if (!issues.empty()) return issues;
  return table;
}

}  // namespace noms::decision_table
