// SPDX-License-Identifier: Apache-2.0
// Decision and score tables, proved one by one and compiled edition by edition.
#include <algorithm>

#include "noms/decision_table/checks.h"
#include "noms/foundation/text.h"
#include "noms/knowledge/internal/reader.h"

namespace noms::knowledge::internal {
namespace {

/// The cell of a way in the output column of that name; empty without the column, or where the cell is `-`.
std::string output_of(const CollectTable& table, const Rule::Way& way, std::string_view name) {
  const auto at = std::ranges::find(table.outputs, name);
  if (at == table.outputs.end()) return {};
  const std::string& text = way.outputs[static_cast<std::size_t>(at - table.outputs.begin())];
  return text == "-" ? std::string() : text;
}

/// The conditions in the output column of that name; none without the column.
Result<Conditions> conditions_in(const Vocabulary& vocabulary, const CollectTable& table, const Rule::Way& way,
                                 std::string_view name) {
  const std::string text = output_of(table, way, name);
  if (text.empty()) return Conditions{};
  return decision_table::read_conditions(text, vocabulary, table.file + ":" + std::to_string(way.line));
}

/// The output columns that hold conditions.
void check_conditions(Build& build, const CollectTable& table) {
  for (const auto& rule : table.rules) {
    for (const auto& way : rule.ways) {
      for (const auto column : {"unless", "if_instead"}) {
        if (const auto read = conditions_in(build.library.vocabulary, table, way, column); !read)
          build.add(read.error());
      }
    }
  }
}

std::vector<std::vector<AlternativeWay>> alternative_ways(const Engine& engine) {
  const CollectTable& table = engine.model().collects[Edition::alternatives];
  const auto& treatment = engine.model().finals[Edition::treatment].outputs;
  std::vector<std::vector<AlternativeWay>> rules;
  for (const auto& rule : table.rules) {
    auto& ways = rules.emplace_back();
    for (const auto& way : rule.ways) {
      AlternativeWay& prepared = ways.emplace_back();
      for (const auto& condition : way.when) {
        const bool output = std::ranges::find(treatment, condition.first) != treatment.end();
        (output ? prepared.of_option : prepared.of_case).push_back(condition);
      }
      auto unless = conditions_in(engine.model().vocabulary, table, way, "unless");
      if (unless) prepared.unless = std::move(unless).value();  // check_conditions() has told the faults
      prepared.surgery = output_of(table, way, "surgery");
      prepared.radiation = output_of(table, way, "radiation");
    }
  }
  return rules;
}

/// True when every input column of a decision or score table is known already.
bool ready(const TextDocument& document, const Vocabulary& vocabulary) {
  if (document.tables.empty()) return true;
  if (document.head_value("kind") == "score") {
    const TextTable& table = document.tables[0];
    return std::ranges::all_of(table.rows,
                               [&](const auto& row) { return vocabulary.find(table.cell(row, "component")) >= 0; });
  }
  return std::ranges::all_of(document.tables[0].columns, [&](const std::string& column) {
    return column.starts_with("-> ") || column == "row" || column == "mark" || column == "evidence" ||
           column == "text" || column == "text_es" || vocabulary.find(column) >= 0;
  });
}

/// "Stability: Unstable or Stable", where the wording has the words; the codes where it does not.
decision_table::Describe describe_by(const Library& library) {
  return [&library](const decision_table::Variable& variable, const std::vector<int>& values) {
    const auto& words = library.wording;
    const std::string fact = "fact." + variable.name;
    std::string text;
    for (const int v : values) {
      const std::string& code = variable.values[static_cast<std::size_t>(v)];
      const std::string key = "value." + variable.name + "." + code;
      text += (text.empty() ? "" : " or ") + std::string(words.has(key) ? words(key) : code);
    }
    return std::string(words.has(fact) ? words(fact) : variable.name) + ": " + text;
  };
}

void prove(Build& build, const UniqueTable& table) {
  const auto issues = decision_table::check_unique(table, build.library.vocabulary, describe_by(build.library));
  if (!issues.empty()) build.unsound.push_back(table.file);
  build.add(issues);
}

void read_one(Build& build, const TextDocument& document) {
  Vocabulary& vocabulary = build.library.vocabulary;
  if (document.head_value("kind") == "unique") {
    auto table = decision_table::read_unique_table(document, vocabulary);
    if (!table) return build.add(table.error());
    prove(build, table.value());
    build.unique.push_back(std::move(table).value());
  } else {
    auto table = decision_table::read_score_table(document, vocabulary);
    if (!table) return build.add(table.error());
    const auto issues = decision_table::check_score(table.value(), vocabulary);
    if (!issues.empty()) build.unsound.push_back(document.file);
    build.add(issues);
    for (const auto item : split(document.head_value("image_items"), ",")) build.library.image_items.emplace_back(item);
    build.scores.push_back(std::move(table).value());
  }
}

const UniqueTable* unique_of(const Build& build, std::string_view id) {
  const auto found = std::ranges::find(build.unique, id, &UniqueTable::id);
  return found == build.unique.end() ? nullptr : &*found;
}

}  // namespace

void read_tables(Build& build) {
  for (const auto& table : build.unique) prove(build, table);
  std::vector<const TextDocument*> waiting;
  for (const auto& document : build.documents) {
    const auto kind = document.head_value("kind");
    if (kind == "unique" || kind == "score") waiting.push_back(&document);
  }
  for (bool moved = true; moved && !waiting.empty();) {
    moved = false;
    std::vector<const TextDocument*> later;
    for (const TextDocument* document : waiting) {
      if (ready(*document, build.library.vocabulary)) {
        read_one(build, *document);
        moved = true;
      } else {
        later.push_back(document);
      }
    }
    waiting = std::move(later);
  }
  for (const TextDocument* document : waiting) read_one(build, *document);  // says which name is unknown
  for (const auto& document : build.documents) {
    if (document.head_value("kind") != "collect") continue;
    auto table = decision_table::read_collect_table(document, build.library.vocabulary);
    if (table) {
      check_conditions(build, table.value());
      build.collect.push_back(std::move(table).value());
    } else {
      build.add(table.error());
    }
  }
}

void compile_editions(Build& build) {
  const TextTable* editions = build.table("editions");
  if (editions == nullptr) return;
  build.library.version = build.document("editions")->head_value("version");
  static constexpr std::string_view final_columns[] = {"treatment", "urgency"};
  static constexpr std::string_view collect_columns[] = {"alternatives", "vetoes", "cautions"};
  std::vector<std::string> finals;
  for (const auto& row : editions->rows) {
    for (const auto column : final_columns) finals.emplace_back(editions->cell(row, column));
  }
  for (const auto& row : editions->rows) {
    decision_table::Model model;
    model.vocabulary = build.library.vocabulary;
    for (const auto& table : build.unique) {
      if (std::ranges::find(finals, table.id) == finals.end()) model.steps.push_back(table);
    }
    model.scores = build.scores;
    for (const auto column : final_columns) {
      const UniqueTable* table = unique_of(build, editions->cell(row, column));
      if (table == nullptr)
        return build.fault(ErrorCode::KnowledgeValue, editions->at(row.line),
                           "no decision table is called so in the column " + std::string(column));
      model.finals.push_back(*table);
    }
    for (const auto column : collect_columns) {
      const auto id = editions->cell(row, column);
      const auto table = std::ranges::find(build.collect, id, &CollectTable::id);
      if (table == build.collect.end() && id != "-")
        return build.fault(ErrorCode::KnowledgeValue, editions->at(row.line),
                           "no collect table is called so in the column " + std::string(column));
      model.collects.push_back(id == "-" ? CollectTable{std::string(column), editions->file, "", {}, {}} : *table);
    }
    for (const auto& exclusion : build.library.exclusions) {
      if (exclusion.infers) model.impossible.push_back(exclusion.when);
    }
    auto engine = Engine::compile(std::move(model));
    if (!engine) return build.add(engine.error());
    build.library.editions.push_back(std::make_unique<Edition>(
        Edition{row.cells[0], std::string(editions->cell(row, "text")), std::move(engine).value(), {}}));
    Edition& edition = *build.library.editions.back();
    edition.alternative_ways = alternative_ways(edition.engine);
  }
  if (build.library.editions.empty())
    build.fault(ErrorCode::KnowledgeSyntax, editions->at(editions->line), "there is no edition");
}

}  // namespace noms::knowledge::internal
