// SPDX-License-Identifier: Apache-2.0
// What a form and its explanations are made of, read off the library.
#include "noms/browser/answers.h"
#include "noms/json/writer.h"
#include "noms/report/figures.h"

namespace noms::browser {
namespace {

using decision_table::Conditions;
using decision_table::Notes;
using json::Writer;
using knowledge::Field;

std::string_view name_of(Field::Type type) {
  switch (type) {
    case Field::Type::Text: return "text";
    case Field::Type::Choice: return "choice";
    case Field::Type::Boolean: return "boolean";
    case Field::Type::Integer: return "integer";
    case Field::Type::Quantity: return "quantity";
    case Field::Type::Levels: return "levels";
    case Field::Type::Histology: return "histology";
    case Field::Type::Set: return "set";
    case Field::Type::List: return "list";
  }
  return {};
}

void write_fields(Writer& writer, const knowledge::Library& library) {
  writer.key("fields");
  writer.begin_array();
  for (const auto& field : library.fields) {
    writer.begin_object();
    writer.member("path", field.path);
    writer.member("type", name_of(field.type));
    if (!field.values.empty()) writer.member("values", field.values);
    if (field.type == Field::Type::Integer) {
      writer.member("least", static_cast<double>(field.least));
      writer.member("most", static_cast<double>(field.most));
    }
    if (!field.quantity.empty()) writer.member("quantity", field.quantity);
    writer.member("text", field.text);
    for (const auto& rule : library.facts) {
      if (rule.field->path != field.path || rule.test != knowledge::FactRule::Test::Is) continue;
      writer.member("fact", library.vocabulary.at(rule.fact).name);
      break;
    }
    writer.end_object();
  }
  writer.end_array();
  writer.key("units");
  writer.begin_array();
  for (const auto& unit : library.units) {
    writer.begin_object();
    writer.member("quantity", unit.quantity);
    writer.member("unit", unit.unit);
    writer.member("least", unit.least);
    writer.member("most", unit.most);
    writer.end_object();
  }
  writer.end_array();
}

void write_histologies(Writer& writer, const knowledge::Library& library) {
  writer.key("histologies");
  writer.begin_array();
  for (const auto& histology : library.histologies) {
    writer.begin_object();
    writer.member("key", histology.key);
    writer.member("tumour", histology.tumour);
    std::vector<std::string> names;
    for (const auto& [name, key] : library.histology_names) {
      if (key == histology.key) names.push_back(name);
    }
    writer.member("names", names);
    writer.end_object();
  }
  writer.end_array();
}

void write_words(Writer& writer, const Knowledge& knowledge) {
  for (const auto& [language, words] : knowledge.library->wordings) {
    writer.key(language);
    writer.begin_object();
    for (const auto& [key, text] : words.all()) writer.member(key, text);
    writer.end_object();
  }
}

void write_notes(Writer& writer, const Notes& notes) {
  writer.member("mark", notes.mark);
  writer.member("evidence", notes.evidence);
  writer.member("text", notes.text);
}

void write_unique(Writer& writer, const decision_table::UniqueTable& table, const knowledge::Vocabulary& vocabulary) {
  writer.begin_object();
  writer.member("id", table.id);
  writer.member("title", table.title);
  for (const bool out : {false, true}) {
    std::vector<std::string> names;
    for (const auto id : out ? table.outputs : table.inputs) names.push_back(vocabulary.at(id).name);
    writer.member(out ? "outputs" : "inputs", names);
  }
  writer.key("rows");
  writer.begin_array();
  for (const auto& row : table.rows) {
    writer.begin_object();
    writer.member("row", row.id);
    writer.key("cells");
    writer.begin_array();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      writer.begin_array();
      if (row.cells[i] != vocabulary.at(table.inputs[i]).all()) {
        for (const auto& name : vocabulary.names_of(table.inputs[i], row.cells[i])) writer.string(name);
      }
      writer.end_array();
    }
    writer.end_array();
    std::vector<std::string> outputs;
    for (std::size_t i = 0; i < row.outputs.size(); ++i)
      outputs.push_back(vocabulary.at(table.outputs[i]).values[static_cast<std::size_t>(row.outputs[i])]);
    writer.member("outputs", outputs);
    write_notes(writer, row.notes);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
}

void write_rules(Writer& writer, const decision_table::CollectTable& table, const knowledge::Vocabulary& vocabulary) {
  writer.begin_object();
  writer.member("id", table.id);
  writer.member("title", table.title);
  writer.key("rules");
  writer.begin_array();
  for (const auto& rule : table.rules) {
    for (const auto& way : rule.ways) {
      writer.begin_object();
      writer.member("row", way.row);
      writer.key("when");
      writer.begin_array();
      for (const auto& [variable, set] : way.when) {
        writer.begin_object();
        writer.member("fact", vocabulary.at(variable).name);
        writer.member("values", vocabulary.names_of(variable, set));
        writer.end_object();
      }
      writer.end_array();
      writer.member("outputs", way.outputs);
      write_notes(writer, way.notes);
      writer.end_object();
    }
  }
  writer.end_array();
  writer.end_object();
}

void write_scores(Writer& writer, const decision_table::Model& model) {
  writer.key("scores");
  writer.begin_array();
  for (const auto& score : model.scores) {
    writer.begin_object();
    writer.member("id", score.id);
    writer.member("title", score.title);
    writer.key("parts");
    writer.begin_array();
    for (const auto& part : score.components) {
      writer.begin_object();
      const auto& variable = model.vocabulary.at(part.variable);
      writer.member("part", variable.name);
      writer.key("points");
      writer.begin_object();
      for (std::size_t i = 0; i < part.points.size() && i < variable.values.size(); ++i)
        writer.member(variable.values[i], part.points[i]);
      writer.end_object();
      writer.end_object();
    }
    writer.end_array();
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

std::string vocabulary(const Knowledge& knowledge) {
  const auto& library = *knowledge.library;
  Writer writer(0);
  writer.begin_object();
  writer.member("software", knowledge.versions.software);
  writer.member("knowledge", knowledge.versions.knowledge);
  writer.member("sha256", knowledge.versions.knowledge_sha256);
  writer.key("editions");
  writer.begin_array();
  for (const auto& edition : library.editions) {
    writer.begin_object();
    writer.member("name", edition->name);
    writer.member("text", edition->text);
    writer.end_object();
  }
  writer.end_array();
  write_fields(writer, library);
  writer.member("levels", library.levels.names);
  std::vector<std::string> transitional;
  for (std::size_t i = 0; i < library.levels.names.size(); ++i) {
    if (library.levels.single[i].by_class) transitional.push_back(library.levels.names[i]);
  }
  writer.member("transitional", transitional);
  writer.member("image_items", library.image_items);
  write_histologies(writer, library);
  writer.key("words");
  writer.begin_object();
  write_words(writer, knowledge);
  writer.end_object();
  writer.key("evidence");
  writer.begin_object();
  for (const auto& [key, evidence] : library.evidence) {
    writer.key(key);
    writer.begin_object();
    writer.member("citation", evidence.citation);
    writer.member("doi", evidence.doi);
    writer.member("level", evidence.level);
    writer.end_object();
  }
  writer.end_object();
  writer.member("figure_css", report::figure_css());
  writer.key("escc");
  writer.begin_object();
  for (const auto& grade : library.field("lesions/*/escc")->values)
    writer.member(grade, report::escc_pictogram({grade}, knowledge.library->wording, "pick" + grade));
  writer.end_object();
  writer.end_object();
  return writer.take();
}

std::string tables(const Knowledge& knowledge) {
  Writer writer(0);
  writer.begin_object();
  for (const auto& edition : knowledge.library->editions) {
    const auto& model = edition->engine.model();
    writer.key(edition->name);
    writer.begin_object();
    writer.key("tables");
    writer.begin_array();
    for (const auto* group : {&model.steps, &model.finals}) {
      for (const auto& table : *group) write_unique(writer, table, model.vocabulary);
    }
    writer.end_array();
    writer.key("rules");
    writer.begin_array();
    for (const auto& table : model.collects) write_rules(writer, table, model.vocabulary);
    writer.end_array();
    write_scores(writer, model);
    writer.end_object();
  }
  writer.end_object();
  return writer.take();
}

}  // namespace noms::browser
