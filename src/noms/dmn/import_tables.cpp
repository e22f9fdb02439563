// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "noms/dmn/exchange.h"
#include "noms/dmn/internal/markdown_parts.h"
#include "noms/foundation/text.h"

namespace noms::dmn {
namespace {

using Rule = DecisionTable::Rule;

std::string_view extension(const Extensions& extensions, std::string_view name) {
  const auto found = std::ranges::find(extensions, name, [](const auto& e) { return std::string_view(e.first); });
  return found == extensions.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string_view> all_extensions(const Extensions& extensions, std::string_view name) {
  std::vector<std::string_view> found;
  for (const auto& [key, text] : extensions) {
    if (key == name) found.emplace_back(text);
  }
  return found;
}

const Value* literal_of(const Expression& expression, int node) {
  if (node < 0) return nullptr;
  const Node& step = expression.nodes[static_cast<std::size_t>(node)];
  return step.kind == Node::Kind::Literal ? &step.literal : nullptr;
}

/// What `treatment.surgery` calls the variable.
std::string_view variable_of(const DecisionTable::Input& input) {
  return std::string_view(input.text).substr(input.text.rfind('.') + 1);
}

/// Writes the files of one model.
class Import {
public:
  Import(const Model& model, const knowledge::Library& library) : model_(model), library_(library) {}

  Issues issues;
  std::vector<ImportedFile> files;

  void read() {
    for (const auto& decision : model_.decisions) {
      if (!decision.logic.table) {
        fault(decision.place, "a file of knowledge cannot hold a literal expression");
      } else if (!extension(decision.extensions, "derived").empty()) {
        compare(decision);
      } else if (extension(decision.extensions, "categories_of").empty()) {
        file(decision);
      }
    }
  }

private:
  void fault(const std::string& place, std::string message) {
    if (issues.size() < 100) issues.push_back({ErrorCode::InvalidDmn, place, std::move(message)});
  }

  /// The strings an input cell lists; empty after a fault, and for `-`.
  std::vector<std::string> strings_of(const UnaryTests& tests, const std::string& place) {
    std::vector<std::string> strings;
    for (const auto& test : tests.tests) {
      const auto* literal = literal_of(tests.expression, test.low);
      const auto* text = literal == nullptr ? nullptr : literal->string();
      if (test.kind != UnaryTests::Test::Kind::Equal || text == nullptr) {
        fault(place, "an input cell must be -, a list of strings, or not() of one");
        return {};
      }
      strings.push_back(*text);
    }
    return strings;
  }

  std::string cell_of(const UnaryTests& tests, const std::string& place) {
    if (tests.any) return "-";
    const auto strings = strings_of(tests, place);
    return (tests.negated ? "not " : "") + joined(strings, ", ");
  }

  std::string output_of(const Expression& expression, const std::string& place) {
    const auto* literal = literal_of(expression, expression.root);
    if (literal != nullptr && literal->is_null()) return "-";
    if (literal != nullptr && literal->string() != nullptr) return *literal->string();
    if (literal != nullptr && literal->number() != nullptr) return literal->number()->text();
    fault(place, "an output cell must be a string, a number or null");
    return {};
  }

  static std::string row_of(const Rule& rule) {
    const auto row = extension(rule.extensions, "row");
    return row.empty() ? rule.id : std::string(row);
  }

  /// The cell of a column that the rule itself does not give.
  static std::string note_of(const Rule& rule, std::string_view column) {
    if (column == "text") return rule.description;
    const auto text = extension(rule.extensions, column);
    return text.empty() ? "-" : std::string(text);
  }

  void file(const Decision& decision) {
    const auto name = extension(decision.extensions, "file");
    if (name.empty()) return fault(decision.place, "the decision does not say of which file of knowledge it is");
    if (!safe(name)) return fault(decision.place, "the name of the file of knowledge is not one that may be written");
    std::string head;
    std::string kind;
    for (const auto& [key, text] : decision.extensions) {
      if (!key.starts_with("head ")) continue;
      head += key.substr(5) + ": " + text + "\n";
      if (key == "head kind") kind = text;
    }
    std::vector<std::string> tables;
    const auto columns = all_extensions(decision.extensions, "columns");
    if (kind == "unique" && columns.size() == 1) {
      tables.push_back(unique(decision, split(columns[0], ";")));
    } else if (kind == "collect" && columns.size() == 1) {
      tables.push_back(collect(decision, split(columns[0], ";")));
    } else if (kind == "score" && columns.size() == 2) {
      tables.push_back(points(decision, split(columns[0], ";")));
      tables.push_back(categories(decision, split(columns[1], ";")));
    } else {
      return fault(decision.place, "the decision does not say kind and columns of its table");
    }
    const auto prose = all_extensions(decision.extensions, "prose");
    std::string text = "---\n" + head + "---\n";
    for (std::size_t i = 0; i < std::max(prose.size(), tables.size()); ++i) {
      text += i < prose.size() ? std::string(prose[i]) : "\n";
      if (i < tables.size()) text += tables[i];
    }
    files.push_back({std::string(name), std::move(text)});
  }

  /// Names below `knowledge/`: folders and file of letters, digits and `_`, never a way out of it.
  static bool safe(std::string_view name) {
    if (!name.ends_with(".table.md") || name.starts_with('/')) return false;
    const auto stem = name.substr(0, name.size() - std::string_view(".table.md").size());
    return !stem.empty() && !stem.ends_with('/') && stem.find("//") == std::string_view::npos &&
           std::ranges::all_of(stem, [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '/';
           });
  }

  std::string unique(const Decision& decision, const std::vector<std::string_view>& columns) {
    const DecisionTable& table = *decision.logic.table;
    if (table.hit_policy != HitPolicy::Unique) fault(decision.place, "a table of this kind has the hit policy UNIQUE");
    std::vector<std::vector<std::string>> rows;
    for (const auto& rule : table.rules) {
      std::vector<std::string> cells;
      std::size_t output = 0;
      for (const auto column : columns) {
        if (column == "row") {
          cells.push_back(row_of(rule));
        } else if (column.starts_with("-> ")) {
          const bool there = output < table.outputs.size();
          cells.push_back(there ? output_of(rule.outputs[output], rule.place) : "");
          ++output;
        } else if (const auto input = input_named(table, column); input < table.inputs.size()) {
          cells.push_back(cell_of(rule.inputs[input], rule.place));
        } else {
          cells.push_back(note_of(rule, column));
        }
      }
      rows.push_back(std::move(cells));
    }
    return internal::pipe_table(texts(columns), rows);
  }

  static std::vector<std::string> texts(const std::vector<std::string_view>& views) {
    return {views.begin(), views.end()};
  }

  static std::size_t input_named(const DecisionTable& table, std::string_view name) {
    const auto found = std::ranges::find(table.inputs, name, variable_of);
    return static_cast<std::size_t>(found - table.inputs.begin());
  }

  /// `name = value, value` for each input that asks for something, all of which hold in every way of a row; what only
  /// one way asks for goes into `any of`.
  struct Ways {
    std::vector<std::string> when;
    std::vector<std::string> any;
  };

  Ways ways_of(const DecisionTable& table, const std::vector<const Rule*>& rules) {
    Ways ways;
    std::vector<std::vector<std::string>> cells;
    for (const auto* rule : rules) {
      auto& row = cells.emplace_back();
      for (const auto& tests : rule->inputs) row.push_back(cell_of(tests, rule->place));
    }
    std::vector<bool> shared(table.inputs.size());
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      shared[i] = std::ranges::all_of(cells, [&](const auto& row) { return row[i] == cells[0][i]; });
      if (shared[i] && cells[0][i] != "-")
        ways.when.push_back(std::string(variable_of(table.inputs[i])) + " = " + cells[0][i]);
    }
    if (rules.size() == 1) return ways;
    for (std::size_t r = 0; r < rules.size(); ++r) {
      std::size_t own = 0;
      for (std::size_t i = 0; i < table.inputs.size(); ++i) {
        if (shared[i] || cells[r][i] == "-") continue;
        ++own;
        ways.any.push_back(std::string(variable_of(table.inputs[i])) + " = " + cells[r][i]);
      }
      if (own != 1) fault(rules[r]->place, "rules of one row must differ in one input each; give the rule another row");
    }
    return ways;
  }

  std::string collect(const Decision& decision, const std::vector<std::string_view>& columns) {
    const DecisionTable& table = *decision.logic.table;
    if (table.hit_policy != HitPolicy::Collect || table.aggregation != Aggregation::None)
      fault(decision.place, "a table of this kind has the hit policy COLLECT");
    std::vector<std::vector<std::string>> rows;
    for (std::size_t r = 0; r < table.rules.size();) {
      std::vector<const Rule*> rules;
      const std::string row = row_of(table.rules[r]);
      for (; r < table.rules.size() && row_of(table.rules[r]) == row; ++r) rules.push_back(&table.rules[r]);
      if (output_of(rules[0]->outputs[0], rules[0]->place) != row.substr(0, row.find('/')))
        fault(rules[0]->place, "the first output must be what stands before `/` in the row");
      const auto ways = ways_of(table, rules);
      std::vector<std::string> cells;
      std::size_t output = 1;
      for (const auto column : columns) {
        if (column == "row") {
          cells.push_back(row);
        } else if (column == "when" || column == "any of") {
          const auto& part = column == "when" ? ways.when : ways.any;
          cells.push_back(part.empty() ? "-" : joined(part, "; "));
        } else if (column.starts_with("-> ")) {
          const bool there = output < table.outputs.size();
          cells.push_back(there ? output_of(rules[0]->outputs[output], rules[0]->place) : "");
          ++output;
        } else {
          cells.push_back(note_of(*rules[0], column));
        }
      }
      rows.push_back(std::move(cells));
    }
    return internal::pipe_table(texts(columns), rows);
  }

  std::string points(const Decision& decision, const std::vector<std::string_view>& columns) {
    const DecisionTable& table = *decision.logic.table;
    if (table.hit_policy != HitPolicy::Collect || table.aggregation != Aggregation::Sum)
      fault(decision.place, "the points of a score have the hit policy COLLECT SUM");
    std::vector<std::vector<std::string>> rows;
    for (const auto& rule : table.rules) {
      std::string component;
      std::string finding;
      for (std::size_t i = 0; i < table.inputs.size(); ++i) {
        if (rule.inputs[i].any) continue;
        if (!component.empty()) fault(rule.place, "the points of a score depend on one component a rule");
        component = variable_of(table.inputs[i]);
        finding = cell_of(rule.inputs[i], rule.place);
      }
      std::vector<std::string> cells;
      for (const auto column : columns) {
        if (column == "component") {
          cells.push_back(component);
        } else if (column == "finding") {
          cells.push_back(finding);
        } else {
          cells.push_back(column == "points" ? output_of(rule.outputs[0], rule.place) : note_of(rule, column));
        }
      }
      rows.push_back(std::move(cells));
    }
    return internal::pipe_table(texts(columns), rows);
  }

  std::string categories(const Decision& score, const std::vector<std::string_view>& columns) {
    const auto found = std::ranges::find_if(model_.decisions, [&](const Decision& decision) {
      return extension(decision.extensions, "categories_of") == score.name && decision.logic.table;
    });
    if (found == model_.decisions.end()) {
      fault(score.place, "no decision holds the categories of the score");
      return {};
    }
    const DecisionTable& table = *found->logic.table;
    std::vector<std::vector<std::string>> rows;
    for (const auto& rule : table.rules) {
      std::string from;
      std::string to;
      const bool one = rule.inputs.size() == 1 && rule.inputs[0].tests.size() == 1 && !rule.inputs[0].negated;
      if (one && rule.inputs[0].tests[0].kind == UnaryTests::Test::Kind::Range) {
        const auto& test = rule.inputs[0].tests[0];
        const auto* low = literal_of(rule.inputs[0].expression, test.low);
        const auto* high = literal_of(rule.inputs[0].expression, test.high);
        const bool closed = !test.open_low && !test.open_high;
        if (closed && low != nullptr && high != nullptr && low->number() != nullptr && high->number() != nullptr) {
          from = low->number()->text();
          to = high->number()->text();
        }
      }
      if (from.empty()) fault(rule.place, "the categories of a score are ranges as [0..6]");
      std::vector<std::string> cells;
      for (const auto column : columns) {
        if (column == "from" || column == "to") {
          cells.push_back(column == "from" ? from : to);
        } else {
          cells.push_back(column == "category" ? output_of(rule.outputs[0], rule.place) : note_of(rule, column));
        }
      }
      rows.push_back(std::move(cells));
    }
    return internal::pipe_table(texts(columns), rows);
  }

  /// A table that the library makes of levels or histologies: the same rows with the same cells and outputs.
  void compare(const Decision& decision) {
    const auto& vocabulary = library_.vocabulary;
    const auto* edition = library_.edition({});
    if (edition == nullptr) return;
    const auto& steps = edition->engine.model().steps;
    const auto own = std::ranges::find_if(
        steps, [&](const auto& table) { return vocabulary.at(table.outputs[0]).name == decision.name; });
    if (own == steps.end()) return fault(decision.place, "the knowledge has no table that decides this");
    const DecisionTable& table = *decision.logic.table;
    bool same = table.rules.size() == own->rows.size() && table.inputs.size() == own->inputs.size();
    for (std::size_t r = 0; same && r < table.rules.size(); ++r) {
      const auto& rule = table.rules[r];
      const auto& row = own->rows[r];
      const auto& output = vocabulary.at(own->outputs[0]).values[static_cast<std::size_t>(row.outputs[0])];
      same = row_of(rule) == row.id && output_of(rule.outputs[0], rule.place) == output;
      for (std::size_t i = 0; same && i < own->inputs.size(); ++i) {
        const auto expected = vocabulary.names_of(own->inputs[i], row.cells[i]);
        same = rule.inputs[i].any ? row.cells[i] == vocabulary.at(own->inputs[i]).all()
                                  : !rule.inputs[i].negated && strings_of(rule.inputs[i], rule.place) == expected;
      }
      if (!same) return fault(rule.place, "the library makes this table of levels or histologies; change it there");
    }
    if (!same) fault(decision.place, "the library makes this table of levels or histologies; change it there");
  }

  const Model& model_;
  const knowledge::Library& library_;
};

}  // namespace

Result<std::vector<ImportedFile>> import_tables(const Model& model, const knowledge::Library& library) {
  Import import(model, library);
  import.read();
  if (!import.issues.empty()) return std::move(import.issues);
  return std::move(import.files);
}

}  // namespace noms::dmn
