// SPDX-License-Identifier: Apache-2.0
// What must hold beyond a single table: every case answers as written, every row is used by a case, every evidence key
// exists, and the safety rows hold over every combination of an edition.
#include <algorithm>
#include <map>
#include <set>

#include "noms/decision_table/interpreter.h"
#include "noms/foundation/text.h"
#include "noms/knowledge/internal/reader.h"

namespace noms::knowledge::internal {
namespace {

std::string cases_name(const std::string& table_file) {
  return table_file.substr(0, table_file.size() - std::string_view(".table.md").size()) + ".cases.csv";
}

/// The sets of the inputs that a case line gives; an empty cell is not recorded.
bool read_inputs(Build& build, const TextTable& cases, const TextTable::Row& row, const std::vector<VariableId>& inputs,
                 std::vector<ValueSet>& sets) {
  for (const VariableId input : inputs) {
    const auto& variable = build.library.vocabulary.at(input);
    const auto cell = cases.cell(row, variable.name);
    auto set = build.library.vocabulary.cell(input, cell.empty() ? "-" : cell, cases.at(row.line));
    if (!set) {
      build.add(set.error());
      return false;
    }
    sets.push_back(set.value());
  }
  return true;
}

void expect(Build& build, const TextTable& cases, const TextTable::Row& row, std::string_view column,
            const std::string& got) {
  if (cases.column(column) < 0)
    return build.fault(ErrorCode::KnowledgeSyntax, cases.at(1), "the column " + std::string(column) + " is missing");
  if (cases.cell(row, column) != got) {
    build.fault(ErrorCode::KnowledgeCase, cases.at(row.line),
                "the case expects " + std::string(column) + " = '" + std::string(cases.cell(row, column)) +
                    "', the table gives '" + got + "'");
  }
}

void check_unique_cases(Build& build, const UniqueTable& table) {
  const TextTable* cases = build.csv_file(cases_name(table.file));
  if (cases == nullptr) return build.fault(ErrorCode::KnowledgeUnused, table.file, "there are no cases for this table");
  std::set<std::string> used;
  for (const auto& row : cases->rows) {
    std::vector<ValueSet> sets;
    if (!read_inputs(build, *cases, row, table.inputs, sets)) continue;
    std::vector<std::string> rows;
    std::vector<std::vector<std::string>> outputs(table.outputs.size());
    for (const auto& candidate : table.rows) {
      bool fits = true;
      for (std::size_t i = 0; i < sets.size(); ++i) fits = fits && !(sets[i] & candidate.cells[i]).empty();
      if (!fits) continue;
      rows.push_back(candidate.id);
      for (std::size_t o = 0; o < outputs.size(); ++o) {
        const auto& value =
            build.library.vocabulary.at(table.outputs[o]).values[static_cast<std::size_t>(candidate.outputs[o])];
        if (std::ranges::find(outputs[o], value) == outputs[o].end()) outputs[o].push_back(value);
      }
    }
    if (rows.size() == 1) used.insert(rows[0]);
    expect(build, *cases, row, "row", joined(rows, " "));
    for (std::size_t o = 0; o < outputs.size(); ++o)
      expect(build, *cases, row, build.library.vocabulary.at(table.outputs[o]).name, joined(outputs[o], " "));
  }
  for (const auto& row : table.rows) {
    if (!used.contains(row.id))
      build.fault(ErrorCode::KnowledgeUnused, table.file + ":" + std::to_string(row.line),
                  "no case uses the row " + row.id);
  }
}

/// A case of the levels names them, with the class where one is transitional; several locations mean that all are
/// possible.
void check_level_cases(Build& build) {
  const Levels& levels = build.library.levels;
  const TextDocument* document = build.document("levels");
  const TextTable* cases = build.csv_file(cases_name(document->file));
  if (cases == nullptr)
    return build.fault(ErrorCode::KnowledgeUnused, document->file, "there are no cases for this table");
  std::set<std::string> used;
  for (const auto& row : cases->rows) {
    std::vector<int> given;
    for (const auto name : split(cases->cell(row, "levels"), " ")) given.push_back(levels.find(name));
    if (given.empty() || std::ranges::find(given, -1) != given.end()) {
      build.fault(ErrorCode::KnowledgeCase, cases->at(row.line), "a level of the case is not known");
      continue;
    }
    if (given.size() == 1) used.emplace(cases->cell(row, "levels"));
    const auto& group = levels.groups[static_cast<std::size_t>(levels.group_of(given))];
    const auto stated = std::ranges::find(levels.classes, cases->cell(row, "location_class"));
    std::vector<std::string> locations;
    for (std::size_t c = 0; c < levels.classes.size(); ++c) {
      if (stated != levels.classes.end() && levels.classes[c] != *stated) continue;
      const int own = static_cast<int>(c);
      const int location = !group.by_class ? group.location : group.location < 0 ? own : std::min(group.location, own);
      const std::string& name = levels.classes[static_cast<std::size_t>(location)];
      if (std::ranges::find(locations, name) == locations.end()) locations.push_back(name);
    }
    expect(build, *cases, row, "location", joined(locations, " "));
    for (std::size_t f = 0; f < levels.flag_names.size(); ++f)
      expect(build, *cases, row, levels.flag_names[f], group.flags[f] ? "yes" : "no");
  }
  for (const auto& name : levels.names) {
    if (!used.contains(name)) build.fault(ErrorCode::KnowledgeUnused, document->file, "no case uses the level " + name);
  }
}

void check_score_cases(Build& build, const ScoreTable& table) {
  const TextTable* cases = build.csv_file(cases_name(table.file));
  if (cases == nullptr) return build.fault(ErrorCode::KnowledgeUnused, table.file, "there are no cases for this table");
  std::vector<VariableId> inputs;
  for (const auto& component : table.components) inputs.push_back(component.variable);
  std::set<std::pair<std::size_t, int>> used;
  std::set<int> categories;
  for (const auto& row : cases->rows) {
    std::vector<ValueSet> sets;
    if (!read_inputs(build, *cases, row, inputs, sets)) continue;
    int lowest = 0;
    int highest = 0;
    for (std::size_t c = 0; c < sets.size(); ++c) {
      int least = 1000;
      int most = -1000;
      for (ValueSet s = sets[c]; !s.empty(); s = s.rest()) {
        least = std::min(least, table.components[c].points[static_cast<std::size_t>(s.lowest())]);
        most = std::max(most, table.components[c].points[static_cast<std::size_t>(s.lowest())]);
      }
      lowest += least;
      highest += most;
      if (sets[c].count() == 1) used.emplace(c, sets[c].lowest());
    }
    const int category = table.category_of(lowest);
    const bool one = category == table.category_of(highest);
    if (one) categories.insert(category);
    expect(build, *cases, row, "lowest", std::to_string(lowest));
    expect(build, *cases, row, "highest", std::to_string(highest));
    expect(build, *cases, row, "category",
           one ? build.library.vocabulary.at(table.category).values[static_cast<std::size_t>(category)] : "");
  }
  for (std::size_t c = 0; c < inputs.size(); ++c) {
    const auto& variable = build.library.vocabulary.at(inputs[c]);
    for (std::size_t v = 0; v < variable.values.size(); ++v) {
      if (!used.contains({c, static_cast<int>(v)}))
        build.fault(ErrorCode::KnowledgeUnused, table.file,
                    "no case uses " + variable.name + " = " + variable.values[v]);
    }
  }
  for (std::size_t k = 0; k < table.categories.size(); ++k) {
    if (!categories.contains(static_cast<int>(k)))
      build.fault(ErrorCode::KnowledgeUnused, table.file + ":" + std::to_string(table.categories[k].line),
                  "no case falls in this category");
  }
}

/// A case of a COLLECT table states facts and decisions; what it does not state fits no condition.
void check_collect_cases(Build& build, const CollectTable& table) {
  const TextTable* cases = build.csv_file(cases_name(table.file));
  if (cases == nullptr) return build.fault(ErrorCode::KnowledgeUnused, table.file, "there are no cases for this table");
  std::set<std::string> used;
  for (const auto& row : cases->rows) {
    const auto facts = cases->cell(row, "facts");
    auto given =
        decision_table::read_conditions(facts.empty() ? "-" : facts, build.library.vocabulary, cases->at(row.line));
    if (!given) {
      build.add(given.error());
      continue;
    }
    const auto holds = [&](const auto& condition) {
      return std::ranges::any_of(given.value(), [&](const auto& fact) {
        return fact.first == condition.first && fact.second.within(condition.second);
      });
    };
    std::vector<std::string> rules;
    for (const auto& rule : table.rules) {
      bool fires = false;
      for (const auto& way : rule.ways) {
        if (!std::ranges::all_of(way.when, holds)) continue;
        fires = true;
        used.insert(way.row);
      }
      if (fires) rules.push_back(rule.id);
    }
    auto expected = split(cases->cell(row, "rows"), " ");
    std::vector<std::string> wanted(expected.begin(), expected.end());
    std::ranges::sort(wanted);
    std::ranges::sort(rules);
    if (wanted != rules)
      build.fault(
          ErrorCode::KnowledgeCase, cases->at(row.line),
          "the case expects the rows '" + joined(wanted, " ") + "', the table gives '" + joined(rules, " ") + "'");
  }
  for (const auto& rule : table.rules) {
    for (const auto& way : rule.ways) {
      if (!used.contains(way.row))
        build.fault(ErrorCode::KnowledgeUnused, table.file + ":" + std::to_string(way.line),
                    "no case fires the row " + way.row);
    }
  }
}

void check_key(Build& build, std::string_view key, const std::string& where) {
  if (build.library.evidence.find(key) != build.library.evidence.end()) return;
  std::vector<std::string_view> known;
  for (const auto& [name, evidence] : build.library.evidence) known.emplace_back(name);
  const auto near = nearest(key, known);
  build.fault(
      ErrorCode::KnowledgeEvidence, where,
      "evidence.csv has no key " + std::string(key) + (near ? "; did you mean " + std::string(*near) + "?" : ""));
}

void check_notes(Build& build, const decision_table::Notes& notes, const std::string& where) {
  static constexpr std::string_view marks[] = {"S", "G", "E", "V", "D"};
  const auto given = split(notes.mark, " ");
  if (given.empty()) build.fault(ErrorCode::KnowledgeEvidence, where, "the row has no mark");
  for (const auto mark : given) {
    if (std::ranges::find(marks, mark) == std::end(marks))
      build.fault(ErrorCode::KnowledgeEvidence, where, "a mark is one of S, G, E, V, D");
  }
  for (const auto& key : notes.evidence) {
    check_key(build, key, where);
  }
}

void check_evidence(Build& build) {
  for (const auto& document : build.documents) {
    const auto source = document.head_value("source");
    if (source == "none") continue;
    for (const auto key : split(source, ",")) {
      check_key(build, key, document.file + ":1");
    }
  }
  for (const auto& table : build.unique) {
    for (const auto& row : table.rows) check_notes(build, row.notes, table.file + ":" + std::to_string(row.line));
  }
  for (const auto& table : build.collect) {
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) check_notes(build, way.notes, table.file + ":" + std::to_string(way.line));
    }
  }
}

/// What a row asks for, with its codes.
std::string asks(const Conditions& conditions, const Vocabulary& vocabulary) {
  std::string text;
  for (const auto& [variable, set] : conditions) {
    const auto names = vocabulary.names_of(variable, set);
    if (names.size() < vocabulary.at(variable).values.size())
      text += (text.empty() ? "" : "; ") + vocabulary.at(variable).name + " = " + joined(names, ", ");
  }
  return text;
}

/// Conditions of which no patient meets all: the fewest of them in their order that already exclude each other.
Conditions least_of(Conditions conditions, const Engine& engine, const decision_table::Possible& possible,
                    Engine::Workspace& workspace) {
  for (std::size_t i = 0; i < conditions.size();) {
    Conditions fewer = conditions;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (engine.can_hold(fewer, possible, workspace.sweep.cells, workspace)) {
      ++i;
    } else {
      conditions = std::move(fewer);
    }
  }
  return conditions;
}

/// What no patient of an edition reaches.
struct Unreached {
  std::map<std::string, std::string> at;  ///< what -> the fault; only what every edition lacks is one
  std::set<std::string> reached;
};

void look_at_finals(const Engine& engine, const decision_table::Possible& possible, Engine::Workspace& workspace,
                    Unreached& unreached) {
  const auto& vocabulary = engine.model().vocabulary;
  for (const auto& table : engine.model().finals) {
    for (const auto& row : table.rows) {
      Conditions when;
      for (std::size_t i = 0; i < table.inputs.size(); ++i) when.emplace_back(table.inputs[i], row.cells[i]);
      const std::string where = table.file + ":" + std::to_string(row.line);
      if (engine.can_hold(when, possible, workspace.sweep.cells, workspace)) {
        unreached.reached.insert(where);
      } else {
        unreached.at[where] = "no patient reaches the row " + row.id + ": none has " +
                              asks(least_of(std::move(when), engine, possible, workspace), vocabulary);
      }
    }
  }
}

void look_at_rules(const Engine& engine, const decision_table::Possible& possible, Engine::Workspace& workspace,
                   Unreached& unreached) {
  const auto& vocabulary = engine.model().vocabulary;
  for (const auto& table : engine.model().collects) {
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) {
        const std::string where = table.file + ":" + std::to_string(way.line);
        if (engine.can_hold(way.when, possible, workspace.sweep.cells, workspace)) {
          unreached.reached.insert(where);
        } else {
          unreached.at[where] = "no patient fires the row " + way.row + ": none has " +
                                asks(least_of(way.when, engine, possible, workspace), vocabulary);
        }
      }
    }
  }
}

void check_reached(Build& build) {
  Unreached unreached;
  for (const auto& edition : build.library.editions) {
    const Engine& engine = edition->engine;
    Engine::Workspace workspace;
    auto possible = engine.everything();
    engine.reach(possible, workspace);
    look_at_finals(engine, possible, workspace, unreached);
    look_at_rules(engine, possible, workspace, unreached);
    for (const auto& table : engine.model().steps) {
      const auto& variable = engine.model().vocabulary.at(table.outputs[0]);
      for (const auto& row : table.rows) {
        const std::string where = table.file + ":" + std::to_string(row.line) + " " + row.id;
        if (possible[static_cast<std::size_t>(table.outputs[0])].contains(row.outputs[0])) {
          unreached.reached.insert(where);
        } else {
          unreached.at[where] = "no patient reaches the row " + row.id + ": none has " + variable.name + " = " +
                                variable.values[static_cast<std::size_t>(row.outputs[0])];
        }
      }
    }
  }
  for (const auto& [where, fault] : unreached.at) {
    if (!unreached.reached.contains(where))
      build.fault(ErrorCode::KnowledgeUnreachable, where.substr(0, where.find(' ')), fault);
  }
}

void check_safety(Build& build) {
  const TextTable* table = build.table("safety");
  if (table == nullptr) return;
  Engine::Workspace workspace;
  for (const auto& edition : build.library.editions) {
    const Engine& engine = edition->engine;
    const Vocabulary& vocabulary = engine.model().vocabulary;
    auto possible = engine.everything();
    engine.reach(possible, workspace);
    for (const auto& row : table->rows) {
      const auto only = table->cell(row, "edition");
      if (only != "-" && only != edition->name) continue;
      auto when = decision_table::read_conditions(table->cell(row, "when"), vocabulary, table->at(row.line));
      auto must = decision_table::read_conditions(table->cell(row, "must"), vocabulary, table->at(row.line));
      if (!when || !must || must.value().size() != 1) {
        build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "`when` is conditions and `must` one condition");
        continue;
      }
      Conditions violated = when.value();
      const auto& [variable, set] = must.value()[0];
      violated.emplace_back(variable, vocabulary.at(variable).all() - set);
      if (engine.can_hold(violated, possible, workspace.sweep.cells, workspace)) {
        build.fault(ErrorCode::KnowledgeSafety, table->at(row.line),
                    "edition " + edition->name + " breaks the safety row " + row.cells[0]);
      }
    }
  }
}

}  // namespace

void check_tables(Build& build) {
  const auto sound = [&](const std::string& file) {
    return std::ranges::find(build.unsound, file) == build.unsound.end();
  };
  for (const auto& table : build.unique) {
    const bool written =
        build.document(table.id) != nullptr && build.document(table.id)->head_value("kind") == "unique";
    if (sound(table.file) && (written || table.id == "tumour")) check_unique_cases(build, table);
  }
  check_level_cases(build);
  for (const auto& table : build.scores) {
    if (sound(table.file)) check_score_cases(build, table);
  }
  for (const auto& table : build.collect) check_collect_cases(build, table);
  check_evidence(build);
}

void check_editions(Build& build) {
  check_reached(build);
  check_safety(build);
}

}  // namespace noms::knowledge::internal
