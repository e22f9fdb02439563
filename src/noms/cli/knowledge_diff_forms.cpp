// SPDX-License-Identifier: Apache-2.0
// The difference of two editions as text, Markdown and JSON.
#include "noms/cli/help.h"
#include "noms/cli/internal/knowledge_diff.h"
#include "noms/foundation/text.h"
#include "noms/json/writer.h"

namespace noms::cli {
namespace {

constexpr std::size_t width = 100;

std::string combinations(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " combination" : " combinations");
}

std::string title_of(const Changes& changes) {
  return changes.title_was + (changes.title_was == changes.title_now ? "" : " => " + changes.title_now);
}

std::string indented(const std::string& text, std::size_t column) {
  return std::string(column, ' ') + wrapped(text, column, column + 2, width) + "\n";
}

/// "[T05 T06; laufer-2013-noms]", or nothing where no row gives the answer.
std::string sources(const Answer& answer) {
  if (answer.rows.empty()) return {};
  const auto evidence = joined(answer.evidence, ", ");
  return " [" + joined(answer.rows, " ") + (evidence.empty() ? "" : "; " + evidence) + "]";
}

std::string answers_text(const Changes& changes, const EditionDiff& diff) {
  std::string text = "Answers of " + title_of(changes) + ": " + std::to_string(changes.differing) + " of " +
                     std::to_string(changes.combinations) + " combinations differ\n";
  for (const auto& change : changes.regions) {
    text += indented(change.text + " (" + combinations(change.combinations) + ")", 2);
    text += indented(diff.a.name + ": " + change.was.text + sources(change.was), 4);
    text += indented(diff.b.name + ": " + change.now.text + sources(change.now), 4);
  }
  return text + "\n";
}

/// The parts of a row that differ: name, before, after.
std::vector<CellChange::Column> parts_of(const RuleChange& change) {
  std::vector<CellChange::Column> parts;
  const auto part = [&](const char* name, const std::string& was, const std::string& now) {
    if (was != now) parts.push_back({name, was, now});
  };
  part("when", change.was.when, change.now.when);
  part("gives", change.was.answer, change.now.answer);
  part("mark", change.was.mark, change.now.mark);
  part("evidence", joined(change.was.evidence, ", "), joined(change.now.evidence, ", "));
  part("says", change.was.text, change.now.text);
  return parts;
}

std::string rules_text(const EditionDiff& diff) {
  if (diff.rules.empty()) return {};
  std::string text = "Rows beside the answer, " + diff.a.name + " => " + diff.b.name + "\n";
  for (const auto& change : diff.rules) {
    const auto& rule = change.kind == RuleChange::Kind::Removed ? change.was : change.now;
    text += "  " + change.table + ": " + rule.row + " is " + std::string(name_of(change.kind)) + "\n";
    if (change.kind == RuleChange::Kind::Changed) {
      for (const auto& part : parts_of(change)) text += indented(part.name + ": " + part.was + " => " + part.now, 4);
      continue;
    }
    text += indented("when: " + rule.when, 4);
    if (!rule.answer.empty()) text += indented("gives: " + rule.answer, 4);
    text += indented("says: " + rule.text, 4);
  }
  return text + "\n";
}

std::string names_of(const FileChanges& file) {
  return file.was == file.now ? file.was : file.was + " => " + file.now;
}

std::string cells_text(const FileChanges& file) {
  std::string text = "Cells of " + names_of(file) + " (- only before, + only after, ~ changed)\n";
  for (const auto& row : file.rows) {
    text += std::string("  ") + row.kind + " " + row.row + "\n";
    if (row.kind != '~') text += "    " + row.whole + "\n";
    for (const auto& column : row.columns)
      text += "    " + column.name + ": " + column.was + " => " + column.now + "\n";
  }
  return text + "\n";
}

std::string only_text(const KnowledgeDiff& diff) {
  std::string text;
  for (const auto& name : diff.only_a) text += "Edition " + name + " is in A only.\n\n";
  for (const auto& name : diff.only_b) text += "Edition " + name + " is in B only.\n\n";
  return text;
}

/// Text in a cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string row(std::initializer_list<std::string> cells) {
  std::string line = "|";
  for (const auto& text : cells) line += " " + cell(text) + " |";
  return line + "\n";
}

std::string edition_markdown(const EditionDiff& diff) {
  std::string text;
  for (const auto& changes : diff.answers) {
    text += "## " + title_of(changes) + "\n\n" + std::to_string(changes.differing) + " of " +
            std::to_string(changes.combinations) + " combinations of findings get another answer.\n\n";
    text += row({"Findings", "Combinations", diff.a.name, "Rows", diff.b.name, "Rows", "Evidence"}) +
            "|---|---:|---|---|---|---|---|\n";
    for (const auto& change : changes.regions) {
      text += row({change.text, std::to_string(change.combinations), change.was.text, joined(change.was.rows, " "),
                   change.now.text, joined(change.now.rows, " "), joined(change.now.evidence, ", ")});
    }
    text += "\n";
  }
  if (diff.rules.empty()) return text;
  text += "## Rows beside the answer, " + diff.a.name + " => " + diff.b.name + "\n\n" +
          row({"Table", "Row", "Change", "When", "Gives", "Says"}) + "|---|---|---|---|---|---|\n";
  for (const auto& change : diff.rules) {
    const auto both = [&](const std::string& was, const std::string& now) {
      return change.kind == RuleChange::Kind::Added || was == now ? now
             : change.kind == RuleChange::Kind::Removed           ? was
                                                                  : was + " => " + now;
    };
    text += row({change.table, change.kind == RuleChange::Kind::Removed ? change.was.row : change.now.row,
                 std::string(name_of(change.kind)), both(change.was.when, change.now.when),
                 both(change.was.answer, change.now.answer), both(change.was.text, change.now.text)});
  }
  return text + "\n";
}

std::string cells_markdown(const FileChanges& file) {
  std::string text = "## Cells of " + names_of(file) + "\n\n" + row({"Row", "Change", "Column", "Before", "After"}) +
                     "|---|---|---|---|---|\n";
  for (const auto& change : file.rows) {
    if (change.kind == '-') text += row({change.row, "removed", "", change.whole, ""});
    if (change.kind == '+') text += row({change.row, "added", "", "", change.whole});
    for (const auto& column : change.columns) text += row({change.row, "changed", column.name, column.was, column.now});
  }
  return text + "\n";
}

void write_side(json::Writer& writer, std::string_view key, const DiffSide& side) {
  writer.key(key);
  writer.begin_object();
  writer.member("name", side.name);
  writer.member("edition", side.edition->name);
  writer.member("knowledge", side.loaded->versions.knowledge);
  writer.member("knowledge_sha256", side.loaded->versions.knowledge_sha256);
  writer.end_object();
}

void write_answer(json::Writer& writer, std::string_view key, const Answer& answer) {
  writer.key(key);
  writer.begin_object();
  writer.member("values", answer.outputs);
  writer.member("text", answer.text);
  writer.member("rows", answer.rows);
  writer.member("evidence", answer.evidence);
  writer.end_object();
}

void write_answers(json::Writer& writer, const Changes& changes) {
  writer.begin_object();
  writer.member("table", changes.table);
  writer.member("combinations", static_cast<int>(changes.combinations));
  writer.member("differing", static_cast<int>(changes.differing));
  writer.key("regions");
  writer.begin_array();
  for (const auto& change : changes.regions) {
    writer.begin_object();
    writer.member("combinations", static_cast<int>(change.combinations));
    writer.member("text", change.text);
    writer.key("findings");
    writer.begin_object();
    for (std::size_t i = 0; i < changes.inputs.size(); ++i) writer.member(changes.inputs[i], change.cells[i]);
    writer.end_object();
    write_answer(writer, "before", change.was);
    write_answer(writer, "after", change.now);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
}

void write_rule(json::Writer& writer, std::string_view key, const RuleWords& rule) {
  if (rule.row.empty()) return;
  writer.key(key);
  writer.begin_object();
  writer.member("when", rule.when);
  if (!rule.answer.empty()) writer.member("gives", rule.answer);
  writer.member("mark", rule.mark);
  writer.member("evidence", rule.evidence);
  writer.member("text", rule.text);
  writer.end_object();
}

void write_edition(json::Writer& writer, const EditionDiff& diff) {
  writer.begin_object();
  write_side(writer, "a", diff.a);
  write_side(writer, "b", diff.b);
  writer.key("answers");
  writer.begin_array();
  for (const auto& changes : diff.answers) write_answers(writer, changes);
  writer.end_array();
  writer.key("rules");
  writer.begin_array();
  for (const auto& change : diff.rules) {
    writer.begin_object();
    writer.member("table", change.table);
    writer.member("row", change.kind == RuleChange::Kind::Removed ? change.was.row : change.now.row);
    writer.member("change", name_of(change.kind));
    write_rule(writer, "before", change.was);
    write_rule(writer, "after", change.now);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
}

void write_cells(json::Writer& writer, const FileChanges& file) {
  writer.begin_object();
  writer.member("before", file.was);
  writer.member("after", file.now);
  writer.key("rows");
  writer.begin_array();
  for (const auto& change : file.rows) {
    writer.begin_object();
    writer.member("row", change.row);
    writer.member("change", change.kind == '-' ? "removed" : change.kind == '+' ? "added" : "changed");
    if (change.kind != '~') writer.member("cells", change.whole);
    if (change.kind == '~') {
      writer.key("columns");
      writer.begin_array();
      for (const auto& column : change.columns) {
        writer.begin_object();
        writer.member("column", column.name);
        writer.member("before", column.was);
        writer.member("after", column.now);
        writer.end_object();
      }
      writer.end_array();
    }
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
}

}  // namespace

std::string diff_text(const KnowledgeDiff& diff) {
  if (diff.empty()) return "No difference.\n";
  std::string text = only_text(diff);
  for (const auto& edition : diff.editions) {
    for (const auto& changes : edition.answers) text += answers_text(changes, edition);
    text += rules_text(edition);
  }
  for (const auto& file : diff.files) text += cells_text(file);
  return text;
}

std::string diff_markdown(const KnowledgeDiff& diff) {
  if (diff.empty()) return "No difference.\n";
  std::string text = only_text(diff);
  for (const auto& edition : diff.editions) text += edition_markdown(edition);
  for (const auto& file : diff.files) text += cells_markdown(file);
  return text;
}

std::string diff_json(const KnowledgeDiff& diff) {
  json::Writer writer;
  writer.begin_object();
  writer.member("noms_knowledge_diff", 1);
  writer.member("only_a", diff.only_a);
  writer.member("only_b", diff.only_b);
  writer.key("editions");
  writer.begin_array();
  for (const auto& edition : diff.editions) write_edition(writer, edition);
  writer.end_array();
  writer.key("files");
  writer.begin_array();
  for (const auto& file : diff.files) write_cells(writer, file);
  writer.end_array();
  writer.end_object();
  return writer.take() + "\n";
}

}  // namespace noms::cli
