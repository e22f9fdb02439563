// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>

#include "noms/dmn/exchange.h"
#include "noms/dmn/internal/markdown_parts.h"
#include "noms/foundation/text.h"

namespace noms::dmn {
namespace {

using decision_table::TextDocument;
using decision_table::TextTable;
using knowledge::CollectTable;
using knowledge::ScoreTable;
using knowledge::UniqueTable;
using knowledge::ValueSet;
using knowledge::VariableId;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

/// The inside of a string of FEEL.
std::string feel_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string feel_list(const std::vector<std::string>& values) {
  std::string out;
  for (const auto& value : values) out += (out.empty() ? "" : ", ") + feel_string(value);
  return out;
}

/// The cell of a table of knowledge as unary tests.
std::string feel_cell(std::string_view cell) {
  if (cell == "-") return "-";
  const bool negated = cell.starts_with("not ");
  if (negated) cell.remove_prefix(4);
  std::vector<std::string> values;
  for (const auto value : split(cell, ",")) values.emplace_back(value);
  return negated ? "not(" + feel_list(values) + ")" : feel_list(values);
}

/// A decision table on its way into the file.
struct Table {
  struct Column {
    std::string name;
    std::string type;
    std::string values;  ///< unary tests; empty for none
  };
  struct Row {
    std::string row;
    std::string description;
    Extensions extensions;
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
  };
  std::string decision;  ///< its name, which is that of its variable
  std::string title;
  std::string type;
  std::string policy = "UNIQUE";
  Extensions extensions;
  std::vector<std::string> required;  ///< ids
  std::vector<Column> inputs;
  std::vector<Column> outputs;
  std::vector<Row> rows;
};

class Export {
public:
  Export(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library,
         const knowledge::Edition& edition)
      : files_(files), library_(library), edition_(edition), model_(edition.engine.model()) {}

  std::string text() {
    name_decisions();
    for (const auto& table : model_.steps) add(table, model_.vocabulary.at(table.outputs[0]).name);
    for (const auto& table : model_.scores) add(table);
    for (std::size_t f = 0; f < model_.finals.size(); ++f) add(model_.finals[f], final_name(f));
    static constexpr const char* collects[] = {"alternatives", "vetoes", "cautions"};
    for (std::size_t c = 0; c < model_.collects.size(); ++c) {
      if (!model_.collects[c].rules.empty()) add(model_.collects[c], collects[c]);
    }
    return written();
  }

private:
  static std::string final_name(std::size_t table) {
    return table == knowledge::Edition::treatment ? "treatment" : "urgency";
  }

  const std::string& name_of(VariableId variable) const { return model_.vocabulary.at(variable).name; }

  /// The file a table was read from, or null for what the library makes itself of levels and histologies.
  const knowledge::SourceFile* source_of(const std::string& file, const std::string& id) const {
    if (file.substr(file.rfind('/') + 1) != id + ".table.md") return nullptr;
    const auto found = std::ranges::find(files_, file, &knowledge::SourceFile::name);
    return found == files_.end() ? nullptr : &*found;
  }

  /// A file of knowledge, read again; nothing where there is none.
  static std::optional<TextDocument> document_of(const knowledge::SourceFile* source) {
    std::optional<TextDocument> document;
    if (source == nullptr) return document;
    auto read = decision_table::read_markdown(std::string(source->name), source->text);
    if (read) document = std::move(read).value();
    return document;
  }

  /// How an expression names a variable, and the id of what gives it.
  struct Source {
    std::string expression;
    std::string id;
  };

  void name_decisions() {
    for (VariableId v = 0; v < model_.vocabulary.size(); ++v) sources_.push_back({name_of(v), "input_" + name_of(v)});
    const auto made = [&](VariableId variable, const std::string& decision, bool several) {
      auto& source = sources_[static_cast<std::size_t>(variable)];
      source.id = "decision_" + decision;
      source.expression = several ? decision + "." + name_of(variable) : name_of(variable);
    };
    for (const auto& table : model_.steps) made(table.outputs[0], name_of(table.outputs[0]), false);
    for (const auto& score : model_.scores) made(score.category, name_of(score.category), false);
    for (std::size_t f = 0; f < model_.finals.size(); ++f) {
      for (const VariableId output : model_.finals[f].outputs)
        made(output, final_name(f), model_.finals[f].outputs.size() > 1);
    }
  }

  Table::Column column_of(VariableId variable) const {
    return {sources_[static_cast<std::size_t>(variable)].expression, "t_" + name_of(variable),
            feel_list(model_.vocabulary.at(variable).values)};
  }

  void require(Table& table, VariableId variable) {
    const auto& id = sources_[static_cast<std::size_t>(variable)].id;
    if (std::ranges::find(table.required, id) == table.required.end()) table.required.push_back(id);
    used_.insert(variable);
  }

  /// Head, columns and prose of the file, so that the way back gives the same file.
  static void keep_file(Table& table, const TextDocument& document, const knowledge::SourceFile& file) {
    table.extensions.emplace_back("file", file.name);
    for (const auto& line : document.head) table.extensions.emplace_back("head " + line.key, line.value);
    for (const auto& part : document.tables) table.extensions.emplace_back("columns", joined(part.columns, "; "));
    const auto prose = internal::prose_of(file.text.substr(file.text.find("---", 3) + 4));
    for (const auto& part : prose) table.extensions.emplace_back("prose", part);
  }

  /// What a row says beside its rule: every column but `row`, `text`, inputs and outputs.
  static void keep_notes(Table::Row& row, const TextTable& text, const TextTable::Row& line) {
    row.row = line.cells[0];
    row.description = text.cell(line, "text");
    for (const auto* column : {"mark", "evidence", "text_es"}) {
      if (text.column(column) >= 0) row.extensions.emplace_back(column, text.cell(line, column));
    }
  }

  void add(const UniqueTable& unique, const std::string& decision) {
    Table table;
    table.decision = decision;
    table.title = unique.title;
    for (const VariableId input : unique.inputs) {
      table.inputs.push_back(column_of(input));
      require(table, input);
    }
    for (const VariableId output : unique.outputs) {
      table.outputs.push_back(column_of(output));
      table.outputs.back().name = name_of(output);
      used_.insert(output);
    }
    table.type = unique.outputs.size() > 1 ? "t_" + decision : table.outputs[0].type;
    if (unique.outputs.size() > 1) structures_.emplace_back(table.type, unique.outputs);
    const auto* source = source_of(unique.file, unique.id);
    const auto document = document_of(source);
    if (document) {
      keep_file(table, *document, *source);
    } else {
      table.extensions.emplace_back("derived", unique.file);
    }
    for (std::size_t r = 0; r < unique.rows.size(); ++r) {
      const auto& row = unique.rows[r];
      Table::Row made;
      if (document) {
        const TextTable& text = document->tables[0];
        keep_notes(made, text, text.rows[r]);
        for (const VariableId input : unique.inputs)
          made.inputs.push_back(feel_cell(text.cell(text.rows[r], name_of(input))));
      } else {
        made.row = row.id;
        made.description = row.notes.text;
        made.extensions = {{"mark", row.notes.mark}, {"evidence", joined(row.notes.evidence, ", ")}};
        for (std::size_t i = 0; i < unique.inputs.size(); ++i) {
          const bool all = row.cells[i] == model_.vocabulary.at(unique.inputs[i]).all();
          made.inputs.push_back(all ? "-" : feel_list(model_.vocabulary.names_of(unique.inputs[i], row.cells[i])));
        }
      }
      for (std::size_t o = 0; o < unique.outputs.size(); ++o) {
        const auto& values = model_.vocabulary.at(unique.outputs[o]).values;
        made.outputs.push_back(feel_string(values[static_cast<std::size_t>(row.outputs[o])]));
      }
      table.rows.push_back(std::move(made));
    }
    tables_.push_back(std::move(table));
  }

  /// Two decisions: the points of all findings added up, and the category of the total.
  void add(const ScoreTable& score) {
    Table total;
    total.decision = score.id;
    total.title = score.title;
    total.type = "number";
    total.policy = "COLLECT\" aggregation=\"SUM";
    total.outputs.push_back({score.id, "number", ""});
    for (const auto& component : score.components) {
      total.inputs.push_back(column_of(component.variable));
      require(total, component.variable);
    }
    const auto* source = source_of(score.file, score.id);
    const auto document = document_of(source);
    if (!document) return;
    keep_file(total, *document, *source);
    const TextTable& points = *document->table_under("Points");
    for (const auto& line : points.rows) {
      Table::Row row;
      keep_notes(row, points, line);
      row.row = line.cells[0] + "." + std::string(points.cell(line, "finding"));
      for (const auto& component : score.components) {
        const bool here = name_of(component.variable) == line.cells[0];
        row.inputs.push_back(here ? feel_string(points.cell(line, "finding")) : "-");
      }
      row.outputs.emplace_back(points.cell(line, "points"));
      total.rows.push_back(std::move(row));
    }
    Table category;
    category.decision = name_of(score.category);
    category.title = score.title + ": category";
    category.type = "t_" + category.decision;
    category.extensions.emplace_back("categories_of", score.id);
    category.required.push_back("decision_" + score.id);
    category.inputs.push_back({score.id, "number", ""});
    category.outputs.push_back(column_of(score.category));
    used_.insert(score.category);
    for (std::size_t c = 0; c < score.categories.size(); ++c) {
      const auto& part = score.categories[c];
      Table::Row row;
      row.row = score.id + "." + model_.vocabulary.at(score.category).values[c];
      row.description = part.text;
      row.inputs.push_back("[" + std::to_string(part.from) + ".." + std::to_string(part.to) + "]");
      row.outputs.push_back(feel_string(model_.vocabulary.at(score.category).values[c]));
      category.rows.push_back(std::move(row));
    }
    tables_.push_back(std::move(total));
    tables_.push_back(std::move(category));
  }

  void add(const CollectTable& collect, const std::string& decision) {
    Table table;
    table.decision = decision;
    table.title = collect.title;
    table.policy = "COLLECT";
    const auto* source = source_of(collect.file, collect.id);
    const auto document = document_of(source);
    if (!document) return;
    keep_file(table, *document, *source);
    const TextTable& text = document->tables[0];
    std::vector<VariableId> inputs;
    for (const auto& rule : collect.rules) {
      for (const auto& way : rule.ways) {
        for (const auto& [variable, set] : way.when) {
          if (std::ranges::find(inputs, variable) == inputs.end()) inputs.push_back(variable);
        }
      }
    }
    for (const VariableId input : inputs) {
      table.inputs.push_back(column_of(input));
      require(table, input);
    }
    table.outputs.push_back({"rule", "string", ""});
    for (const auto& output : collect.outputs) table.outputs.push_back({output, "string", ""});
    table.type = collect.outputs.empty() ? "t_list_of_strings" : "t_" + decision;
    if (!collect.outputs.empty()) lists_.emplace_back(table.type, table.outputs);
    for (const auto& rule : collect.rules) {
      for (const auto& way : rule.ways) {
        const auto line = std::ranges::find(text.rows, way.row, [](const auto& row) { return row.cells[0]; });
        Table::Row row;
        keep_notes(row, text, *line);
        for (const VariableId input : inputs) {
          ValueSet set = model_.vocabulary.at(input).all();
          for (const auto& [variable, allowed] : way.when) {
            if (variable == input) set = set & allowed;
          }
          const bool all = set == model_.vocabulary.at(input).all();
          row.inputs.push_back(all ? "-" : feel_list(model_.vocabulary.names_of(input, set)));
        }
        row.outputs.push_back(feel_string(rule.id));
        for (const auto& output : way.outputs) row.outputs.push_back(output == "-" ? "null" : feel_string(output));
        table.rows.push_back(std::move(row));
      }
    }
    tables_.push_back(std::move(table));
  }

  // From here on: XML.

  void open(const std::string& tag) {
    out_ += std::string(depth_ * 2, ' ') + "<" + tag + ">\n";
    ++depth_;
  }
  void close(const std::string& tag) {
    --depth_;
    out_ += std::string(depth_ * 2, ' ') + "</" + tag + ">\n";
  }
  void line(const std::string& text) { out_ += std::string(depth_ * 2, ' ') + text + "\n"; }
  void text_line(const std::string& tag, std::string_view text) {
    line("<" + tag + ">" + escaped(text) + "</" + tag.substr(0, tag.find(' ')) + ">");
  }

  void extensions(const Extensions& given) {
    if (given.empty()) return;
    open("extensionElements");
    for (const auto& [name, text] : given) {
      const auto blank = name.find(' ');
      text_line(blank == std::string::npos
                    ? "noms:" + name
                    : "noms:" + name.substr(0, blank) + " key=\"" + escaped(name.substr(blank + 1)) + "\"",
                text);
    }
    close("extensionElements");
  }

  /// The id of a row as that of its rule: a name of XML that no other element has.
  std::string rule_id(const Table& table, const std::string& row, std::size_t number) {
    std::string id;
    for (const char c : row) {
      const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                        c == '_' || c == '.';
      id += good ? c : '.';
    }
    if (id.empty() || !((id[0] >= 'a' && id[0] <= 'z') || (id[0] >= 'A' && id[0] <= 'Z'))) id = "row_" + id;
    if (ids_.contains(id)) id = table.decision + "." + id;
    if (ids_.contains(id)) id += "." + std::to_string(number + 1);
    ids_.insert(id);
    return id;
  }

  void item_definitions() {
    for (const VariableId variable : used_) {
      open("itemDefinition id=\"t_" + name_of(variable) + "\" name=\"t_" + name_of(variable) + "\"");
      line("<typeRef>string</typeRef>");
      open("allowedValues");
      text_line("text", feel_list(model_.vocabulary.at(variable).values));
      close("allowedValues");
      close("itemDefinition");
    }
    for (const auto& [name, outputs] : structures_) {
      open("itemDefinition id=\"" + name + "\" name=\"" + name + "\"");
      for (const VariableId output : outputs) component(name, name_of(output), "t_" + name_of(output));
      close("itemDefinition");
    }
    line("<itemDefinition id=\"t_list_of_strings\" name=\"t_list_of_strings\" isCollection=\"true\">");
    line("  <typeRef>string</typeRef>");
    line("</itemDefinition>");
    for (const auto& [name, outputs] : lists_) {
      open("itemDefinition id=\"" + name + "\" name=\"" + name + "\" isCollection=\"true\"");
      for (const auto& output : outputs) component(name, output.name, output.type);
      close("itemDefinition");
    }
  }

  void component(const std::string& owner, const std::string& name, const std::string& type) {
    open("itemComponent id=\"" + owner + "." + name + "\" name=\"" + name + "\"");
    text_line("typeRef", type);
    close("itemComponent");
  }

  void decision(const Table& table) {
    open("decision id=\"decision_" + table.decision + "\" name=\"" + table.decision + "\"");
    text_line("description", table.title);
    extensions(table.extensions);
    line("<variable id=\"variable_" + table.decision + "\" name=\"" + table.decision + "\" typeRef=\"" + table.type +
         "\" />");
    for (std::size_t r = 0; r < table.required.size(); ++r) {
      open("informationRequirement id=\"requirement_" + table.decision + "_" + std::to_string(r + 1) + "\"");
      const char* kind = table.required[r].starts_with("input_") ? "requiredInput" : "requiredDecision";
      line(std::string("<") + kind + " href=\"#" + table.required[r] + "\" />");
      close("informationRequirement");
    }
    open("decisionTable id=\"table_" + table.decision + "\" hitPolicy=\"" + table.policy + "\"");
    std::size_t number = 0;
    for (const auto& input : table.inputs) {
      const std::string id = table.decision + "_input_" + std::to_string(++number);
      open("input id=\"" + id + "\" label=\"" + input.name + "\"");
      open("inputExpression id=\"" + id + "_expression\" typeRef=\"" + input.type + "\"");
      text_line("text", input.name);
      close("inputExpression");
      if (!input.values.empty()) {
        open("inputValues id=\"" + id + "_values\"");
        text_line("text", input.values);
        close("inputValues");
      }
      close("input");
    }
    number = 0;
    for (const auto& output : table.outputs) {
      const std::string id = table.decision + "_output_" + std::to_string(++number);
      open("output id=\"" + id + "\" name=\"" + output.name + "\" typeRef=\"" + output.type + "\"");
      if (!output.values.empty()) {
        open("outputValues id=\"" + id + "_values\"");
        text_line("text", output.values);
        close("outputValues");
      }
      close("output");
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) rule(table, r);
    close("decisionTable");
    close("decision");
  }

  void rule(const Table& table, std::size_t number) {
    const auto& row = table.rows[number];
    const std::string id = rule_id(table, row.row, number);
    open("rule id=\"" + id + "\"");
    text_line("description", row.description);
    Extensions with_row{{"row", row.row}};
    with_row.insert(with_row.end(), row.extensions.begin(), row.extensions.end());
    extensions(with_row);
    const auto entries = [&](const char* kind, const std::string& letter, const std::vector<std::string>& texts) {
      for (std::size_t i = 0; i < texts.size(); ++i) {
        open(std::string(kind) + " id=\"" + id + "_" + letter + std::to_string(i + 1) + "\"");
        text_line("text", texts[i]);
        close(kind);
      }
    };
    entries("inputEntry", "i", row.inputs);
    entries("outputEntry", "o", row.outputs);
    close("rule");
  }

  std::string written() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    open("definitions xmlns=\"" + std::string(dmn_13_namespace) + "\" xmlns:noms=\"" + std::string(noms_namespace) +
         "\" id=\"noms_" + edition_.name + "\" name=\"NOMS " + edition_.name +
         "\" namespace=\"urn:noms:edition:" + edition_.name + "\" exporter=\"noms\"");
    text_line("description", edition_.text);
    extensions({{"edition", edition_.name}, {"version", library_.version}});
    item_definitions();
    for (const auto& table : tables_) decision(table);
    for (const VariableId variable : used_) {
      const auto& name = name_of(variable);
      if (!sources_[static_cast<std::size_t>(variable)].id.starts_with("input_")) continue;
      open("inputData id=\"input_" + name + "\" name=\"" + name + "\"");
      line("<variable id=\"variable_" + name + "\" name=\"" + name + "\" typeRef=\"t_" + name + "\" />");
      close("inputData");
    }
    close("definitions");
    return std::move(out_);
  }

  const std::vector<knowledge::SourceFile>& files_;
  const knowledge::Library& library_;
  const knowledge::Edition& edition_;
  const decision_table::Model& model_;
  std::vector<Source> sources_;  ///< per variable
  std::set<VariableId> used_;
  std::vector<Table> tables_;
  std::vector<std::pair<std::string, std::vector<VariableId>>> structures_;
  std::vector<std::pair<std::string, std::vector<Table::Column>>> lists_;
  std::set<std::string> ids_;
  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string export_edition(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library,
                           const knowledge::Edition& edition) {
  return Export(files, library, edition).text();
}

}  // namespace noms::dmn
