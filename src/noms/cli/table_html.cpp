// SPDX-License-Identifier: Apache-2.0
// A table as HTML, and all of them as a book.
#include <algorithm>
#include <set>

#include "noms/cli/internal/answers.h"
#include "noms/cli/internal/rule_changes.h"
#include "noms/cli/internal/table_forms.h"
#include "noms/foundation/text.h"
#include "noms/knowledge/table_name.h"
#include "noms/report/escape.h"
#include "noms/report/theme.h"

namespace noms::cli {
namespace {

using decision_table::TextTable;
using knowledge::Edition;
using knowledge::Library;
using knowledge::Wording;
using report::escape;

constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

constexpr std::string_view style = R"css(
*{box-sizing:border-box}
html{background:var(--noms-paper);color:var(--noms-ink);font:100%/1.45 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
body{margin:0 auto;max-width:72rem;padding:1.5rem}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:2px solid var(--noms-ink)}
h3{font-size:1rem;margin:1.75rem 0 .25rem}
h4{font-size:.9rem;margin:1rem 0 .25rem}
p{margin:.4rem 0;max-width:60rem}
code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.9em}
a{color:inherit;text-decoration-color:var(--noms-second);text-underline-offset:.15em}
.meta,.code{color:var(--noms-second);font-size:.85rem;overflow-wrap:anywhere}
.tag{display:inline-block;border:1px solid var(--noms-ink);border-radius:.2rem;padding:0 .4em;font-size:.8rem;margin-right:.3em}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-size:.85rem;line-height:1.35}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--noms-hairline)}
th{border-bottom:1.5px solid var(--noms-ink);font-weight:600}
th .code{display:block;font-weight:400;font-size:.75rem}
td.sentence{min-width:16rem}
td.id{font-weight:600;white-space:nowrap}
td.out{font-weight:600}
th::first-letter,.tag::first-letter{text-transform:uppercase}
.toc{list-style:none;padding:0;columns:2;column-gap:2rem;font-size:.9rem}
.toc ul{list-style:none;padding-left:1rem;margin:0 0 .5rem}
.toc ul li{break-inside:avoid}
.device{font-weight:600}
.cover dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;margin:1rem 0}
.cover dt{color:var(--noms-second)}
.cover dd{margin:0;overflow-wrap:anywhere}
.box{display:inline-block;width:1em;height:1em;border:1.5px solid var(--noms-ink);vertical-align:-.1em}
.review td{height:2.6rem}
.review td.room{width:50%}
.sign{display:grid;grid-template-columns:2fr 2fr 1fr;gap:2rem;margin:2rem 0}
.sign span{border-bottom:1px solid var(--noms-ink);padding-top:2rem;font-size:.85rem}
.lines div{border-bottom:1px solid var(--noms-ink);height:2rem}
@media screen and (max-width:46rem){body{padding:1rem}.toc{columns:1}.sign{grid-template-columns:1fr}}
@page{size:A4 landscape;margin:11mm 12mm 13mm}
@media print{
html{font-size:9.5pt;background:none}
body{max-width:none;padding:0}
h2{break-before:page;margin-top:0}
h2.follows{break-before:auto;margin-top:1.5rem}
.toc{columns:3;font-size:7.6pt;line-height:1.3}
h2,h3,h4{break-after:avoid}
tr,.tag{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}
table{font-size:7.6pt}
td.sentence{min-width:0;width:34%}
td.id{width:1%}
td,th{overflow-wrap:break-word;hyphens:auto}
.meta{font-size:7.6pt}
a{text-decoration:none}
.review{break-before:page}
}
)css";

std::string tag(std::string_view name, std::string_view kind, std::string_view text) {
  return "<" + std::string(name) + (kind.empty() ? "" : " class=\"" + std::string(kind) + "\"") + ">" + escape(text) +
         "</" + std::string(name) + ">";
}

/// `code` and **strong** of a paragraph of Markdown; everything else as it stands.
std::string inline_html(std::string_view text) {
  std::string out;
  bool code = false;
  bool strong = false;
  std::string plain;
  const auto flush = [&] {
    out += escape(plain);
    plain.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') {
      flush();
      out += code ? "</code>" : "<code>";
      code = !code;
    } else if (!code && text.substr(i, 2) == "**") {
      flush();
      out += strong ? "</strong>" : "<strong>";
      strong = !strong;
      ++i;
    } else {
      plain += text[i];
    }
  }
  flush();
  return out + (code ? "</code>" : "") + (strong ? "</strong>" : "");
}

/// The words of one table: what its columns and cells are called.
class Speaker {
public:
  Speaker(const Library& library, bool linked) : library_(library), words_(library.wording), linked_(linked) {}

  std::string head(std::string_view column) const {
    const bool output = column.starts_with("-> ");
    const std::string name(output ? column.substr(3) : column);
    const std::string fact = "fact." + name;
    const std::string arrow = output ? "→ " : "";
    if (!words_.has(fact)) return "<th scope=\"col\">" + escape(arrow + heading(name)) + "</th>";
    return "<th scope=\"col\">" + arrow + escape(words_(fact)) + tag("span", "code", name) + "</th>";
  }

  std::string cell(const TextTable& table, std::size_t c, const std::string& text) const {
    const std::string& column = table.columns[c];
    if (c == 0 && column == "row") return tag("td", "id", text);
    if (column == "text" || column == "for" || column == "against")
      return tag("td", "sentence", text == "-" ? "" : text);
    if (column == "evidence") return "<td>" + keys(text) + "</td>";
    if (column == "when" || column == "any of") return "<td>" + escape(conditions(text)) + "</td>";
    const bool output = column.starts_with("-> ");
    const std::string name(output ? column.substr(3) : column);
    if (output && text.find('=') != std::string::npos) return tag("td", "", conditions(text));
    return tag("td", output ? "out" : "", values(name, text));
  }

private:
  /// The words for a column that is no fact; its name where there are none.
  std::string heading(const std::string& name) const {
    static constexpr std::pair<std::string_view, std::string_view> phrases[] = {
        {"row", "row"},           {"mark", "mark"},
        {"evidence", "evidence"}, {"text", "sentence"},
        {"when", "condition"},    {"any of", "any_of"},
        {"finding", "finding"},   {"points", "points_head"},
        {"for", "reasons_for"},   {"against", "reasons_against"}};
    for (const auto& [column, phrase] : phrases) {
      if (column == name) return std::string(words_("say." + std::string(phrase)));
    }
    return name;
  }

  std::string keys(const std::string& text) const {
    if (text == "-") return {};
    std::string out;
    for (const auto key : split(text, ",")) {
      out += out.empty() ? "" : ", ";
      out += linked_ ? "<a href=\"#evidence-" + escape(key) + "\">" + escape(key) + "</a>" : escape(key);
    }
    return out;
  }

  /// "exquisite, moderate" in words; a name that is no fact stays as written.
  std::string values(const std::string& name, std::string_view text) const {
    if (!words_.has("fact." + name)) return text == "-" ? "" : std::string(text);
    if (text == "-") return words_.say("any");
    const bool negated = text.starts_with("not ");
    std::string out;
    for (const auto value : split(negated ? text.substr(4) : text, ",")) {
      const std::string key = "value." + name + "." + std::string(value);
      out += (out.empty() ? "" : ", ") + std::string(words_.has(key) ? words_(key) : value);
    }
    return negated ? words_.say("not_values", {out}) : out;
  }

  std::string conditions(const std::string& text) const {
    if (text == "-") return {};
    std::string out;
    for (const auto part : split(text, ";")) {
      const auto equals = part.find(" = ");
      const std::string name(trimmed(part.substr(0, equals)));
      out += out.empty() ? "" : "; ";
      if (equals == std::string_view::npos || !words_.has("fact." + name)) {
        out += part;
      } else {
        out += std::string(words_("fact." + name)) + ": " + values(name, trimmed(part.substr(equals + 3)));
      }
    }
    return out;
  }

  const Library& library_;
  const Wording& words_;
  bool linked_;
};

std::string id_of(const ShownFile& file) {
  return std::string(knowledge::table_name(file.document.file));
}

/// The editions of which a table is part, as tags.
std::string edition_tags(const ShownFile& file, const Library& library) {
  std::string out;
  for (const auto& edition : library.editions) {
    const auto& model = edition->engine.model();
    const auto own = [&](const auto& table) { return table.file == file.document.file; };
    if (std::ranges::any_of(model.finals, own) || std::ranges::any_of(model.collects, own))
      out += tag("span", "tag", library.wording.say("edition", {edition->name}));
  }
  return out;
}

std::string html_table_of(const TextTable& table, const Speaker& speaker) {
  std::string out = "<div class=\"scroll\"><table><thead><tr>";
  for (const auto& column : table.columns) out += speaker.head(column);
  out += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (std::size_t c = 0; c < row.cells.size(); ++c) out += speaker.cell(table, c, row.cells[c]);
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

/// A region of findings that two editions answer differently.
std::string change_row(const Change& change) {
  std::string out = "<tr>" + tag("td", "", change.text) + tag("td", "", std::to_string(change.combinations));
  for (const auto* answer : {&change.was, &change.now})
    out += tag("td", "out", answer->text) + "<td><code>" + escape(joined(answer->rows, " ")) + "</code></td>";
  return out + "</tr>\n";
}

/// The newest edition beside every older one.
std::string editions_section(const Loaded& loaded) {
  const Library& library = *loaded.library;
  const auto& words = library.wording;
  std::string out = "<h2 id=\"editions-compared\">" + escape(words.say("editions_compared")) + "</h2>\n";
  const Edition& newest = *library.editions.front();
  for (const auto& older : library.editions) {
    if (older.get() == &newest) continue;
    for (const auto& [table, name] : {std::pair{Edition::treatment, "treatment"}, {Edition::urgency, "urgency"}}) {
      const auto changes = changed_answers(name, {&library, older.get(), &older->engine.model().finals[table]},
                                           {&library, &newest, &newest.engine.model().finals[table]});
      out +=
          tag("h3", "", changes.title_was + (changes.title_was == changes.title_now ? "" : " → " + changes.title_now));
      out += tag(
          "p", "",
          words.say("combinations_differ", {std::to_string(changes.differing), std::to_string(changes.combinations)}));
      if (changes.regions.empty()) continue;
      out += "<div class=\"scroll\"><table><thead><tr>" + tag("th", "", words.say("finding")) +
             tag("th", "", words.say("combinations"));
      for (const Edition* edition : {static_cast<const Edition*>(older.get()), &newest})
        out += tag("th", "", words.say("edition", {edition->name})) + tag("th", "", words.say("rows"));
      out += "</tr></thead><tbody>\n";
      for (const auto& change : changes.regions) out += change_row(change);
      out += "</tbody></table></div>\n";
    }
  }
  return out;
}

/// With a capital at the beginning; letters beyond ASCII stay.
std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// What a reader is told first: what this is, of which version, what the marks mean.
std::string cover(const Loaded& loaded) {
  const Library& library = *loaded.library;
  const auto& words = library.wording;
  std::string out = "<section class=\"cover\">" + tag("h1", "", words.say("book_title")) +
                    tag("p", "device", words.say("not_a_device")) + tag("p", "", words.say("book_purpose")) + "<dl>";
  const auto line = [&](const std::string& term, const std::string& text) {
    out += tag("dt", "", term) + tag("dd", "", text);
  };
  line("noms", loaded.versions.software);
  line(words.say("knowledge_version"), loaded.versions.knowledge);
  line("sha256", loaded.versions.knowledge_sha256);
  for (const auto& edition : library.editions) line(capital(words.say("edition", {edition->name})), edition->text);
  for (const char* mark : {"S", "G", "E", "V", "D"})
    line(capital(words.say("mark")) + " " + mark, std::string(words("mark." + std::string(mark))));
  return out + "</dl></section>\n";
}

/// A page to sign, with a line for every table that decides or advises.
std::string review_section(const Loaded& loaded, const std::vector<ShownFile>& files) {
  const auto& words = loaded.library->wording;
  std::string out = "<section class=\"review\"><h2 id=\"review\">" + escape(words.say("review_title")) + "</h2>\n" +
                    tag("p", "", words.say("review_purpose")) +
                    tag("p", "meta",
                        words.say("knowledge_version") + " " + loaded.versions.knowledge + " · sha256 " +
                            loaded.versions.knowledge_sha256);
  out += "<table><thead><tr>" + tag("th", "", words.say("table")) + tag("th", "", words.say("agreed")) +
         tag("th", "", words.say("to_change")) + tag("th", "", words.say("remarks")) + "</tr></thead><tbody>\n";
  for (const auto& file : files) {
    const auto* title = file.head("title");
    out +=
        "<tr><td>" + escape(title == nullptr ? id_of(file) : title->value) + tag("div", "code", id_of(file)) +
        "</td><td><span class=\"box\"></span></td><td><span class=\"box\"></span></td><td class=\"room\"></td></tr>\n";
  }
  out += "</tbody></table>\n" + tag("h3", "", words.say("remarks")) + "<div class=\"lines\">";
  for (int i = 0; i < 8; ++i) out += "<div></div>";
  return out + "</div><div class=\"sign\">" + tag("span", "", words.say("reviewed_by")) +
         tag("span", "", words.say("signature")) + tag("span", "", words.say("date")) + "</div></section>\n";
}

/// Chapters in the order in which a case is thought about; what is not named comes at the end.
const std::vector<std::pair<std::string_view, const char*>>& chapters() {
  static const std::vector<std::pair<std::string_view, const char*>> all = {{"editions.table.md", "chapter_editions"},
                                                                            {"decision/", "chapter_decision"},
                                                                            {"oncologic/", "chapter_oncologic"},
                                                                            {"mechanical/", "chapter_mechanical"},
                                                                            {"plan/", "chapter_plan"},
                                                                            {"scores/", "chapter_scores"},
                                                                            {"dose_limits/", "chapter_dose_limits"},
                                                                            {"imaging/", "chapter_imaging"},
                                                                            {"case/", "chapter_case"},
                                                                            {"", "chapter_words"}};
  return all;
}

std::size_t chapter_of(std::string_view file) {
  for (std::size_t i = 0; i < chapters().size(); ++i) {
    if (file.starts_with(chapters()[i].first)) return i;
  }
  return chapters().size() - 1;
}

}  // namespace

std::vector<std::string> evidence_of(const ShownFile& file, const Library& library) {
  std::vector<std::string> keys;
  const auto add = [&](std::string_view list) {
    for (const auto key : split(list, ",")) {
      if (library.evidence.find(key) != library.evidence.end() && std::ranges::find(keys, key) == keys.end())
        keys.emplace_back(key);
    }
  };
  if (const auto* source = file.head("source")) add(source->value);
  for (const auto& table : file.document.tables) {
    for (const auto& row : table.rows) add(table.cell(row, "evidence"));
  }
  return keys;
}

std::string table_section(const ShownFile& file, const Loaded& loaded, bool linked) {
  const Library& library = *loaded.library;
  const Speaker speaker(library, linked);
  const auto* title = file.head("title");
  std::string out = "<section><h3 id=\"" + escape(id_of(file)) + "\">" +
                    escape(title == nullptr ? id_of(file) : title->value) + "</h3>\n<p class=\"meta\">" +
                    edition_tags(file, library);
  for (const auto& line : file.document.head) {
    if (line.key != "title" && !line.value.empty()) out += escape(line.key + ": " + line.value) + " · ";
  }
  out += escape(file.document.file) + "</p>\n";
  for (const auto& paragraph : file.prose) out += "<p>" + inline_html(paragraph) + "</p>\n";
  for (const auto& table : file.document.tables) {
    if (file.document.tables.size() > 1 && !table.heading.empty()) out += tag("h4", "", table.heading);
    out += html_table_of(table, speaker);
  }
  return out + "</section>\n";
}

std::string evidence_section(const Library& library, const std::vector<std::string>& keys) {
  const auto& words = library.wording;
  std::string out = "<div class=\"scroll\"><table><thead><tr>";
  for (const auto& head :
       {words.say("evidence"), words.say("publication"), words.say("confidence"), words.say("taken_from_it")})
    out += tag("th", "", head);
  out += "</tr></thead><tbody>\n";
  for (const auto& [key, evidence] : library.evidence) {
    if (!keys.empty() && std::ranges::find(keys, key) == keys.end()) continue;
    out += "<tr id=\"evidence-" + escape(key) + "\">" + tag("td", "id", key) + "<td>" + escape(evidence.citation);
    if (!evidence.doi.empty())
      out += " <a href=\"https://doi.org/" + escape(evidence.doi) + "\">doi:" + escape(evidence.doi) + "</a>";
    out += "</td>" + tag("td", "", evidence.level) + "<td>" + escape(evidence.taken) +
           (evidence.note.empty() ? "" : tag("div", "code", evidence.note)) + "</td></tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string knowledge_document(const Loaded& loaded, const std::string& title, const std::string& body) {
  return "<!DOCTYPE html>\n<html lang=\"" + std::string(loaded.library->language) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"" +
         std::string(policy) + "\">\n<title>" + escape(title) + "</title>\n<style>\n" + report::theme_css() +
         std::string(style) + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
}

Result<std::string> knowledge_book(const Loaded& loaded) {
  const Library& library = *loaded.library;
  const auto& words = library.wording;
  std::vector<std::vector<ShownFile>> by_chapter(chapters().size());
  std::vector<ShownFile> reviewed;
  for (const auto& file : loaded.files) {
    if (!file.name.ends_with(".table.md")) continue;
    auto read = shown(file, library);
    if (!read) return read.error();
    const std::size_t chapter = chapter_of(file.name);
    if (chapter + 2 < chapters().size()) reviewed.push_back(read.value());
    by_chapter[chapter].push_back(std::move(read).value());
  }
  std::string contents =
      "<ul class=\"toc\"><li><a href=\"#editions-compared\">" + escape(words.say("editions_compared")) + "</a></li>\n";
  std::string body;
  for (std::size_t c = 0; c < by_chapter.size(); ++c) {
    if (by_chapter[c].empty()) continue;
    const std::string name(words("say." + std::string(chapters()[c].second)));
    const std::string id = chapters()[c].second;
    contents += "<li><a href=\"#" + id + "\">" + escape(name) + "</a><ul>";
    body += "<h2 id=\"" + id + "\">" + escape(name) + "</h2>\n";
    for (const auto& file : by_chapter[c]) {
      const auto* title = file.head("title");
      contents += "<li><a href=\"#" + escape(id_of(file)) + "\">" +
                  escape(title == nullptr ? id_of(file) : title->value) + "</a></li>";
      body += table_section(file, loaded, true);
    }
    contents += "</ul></li>\n";
  }
  contents += "<li><a href=\"#publications\">" + escape(words.say("publications")) +
              "</a></li><li><a href=\"#review\">" + escape(words.say("review_title")) + "</a></li></ul>\n";
  body += "<h2 id=\"publications\">" + escape(words.say("publications")) + "</h2>\n" + evidence_section(library, {});
  return knowledge_document(loaded, words.say("book_title"),
                            cover(loaded) + tag("h2", "follows", words.say("contents")) + contents +
                                editions_section(loaded) + body + review_section(loaded, reviewed));
}

}  // namespace noms::cli
