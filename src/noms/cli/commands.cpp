// SPDX-License-Identifier: Apache-2.0
#include "noms/cli/commands.h"

#include <algorithm>

#include "noms/cli/image_commands.h"
#include "noms/cli/knowledge_book.h"
#include "noms/cli/serve.h"

namespace noms::cli {
namespace {

const Argument cases{"CASE.json", "A case, or several; - reads one from standard input.", true, true, Completes::Files};
const Option edition{"edition", "EDITION", "The edition of the framework that decides: 2023 (default) or 2013.",
                     Completes::Values};
const Option knowledge{"knowledge", "DIR",
                       "Load the tables from a folder, with all checks, instead of those in the program.",
                       Completes::Folders};
const Option language{
    "language", "LANGUAGE", "Language of the words: en (default) or es. Codes stay.", Completes::Values, {"en", "es"}};
const Option plain{"plain", "", "For screen readers: no rules, bars or symbols."};
const Option no_color{"no-color", "",
                      "No colour. Also off with NO_COLOR or TERM=dumb, and when output is no terminal."};

Command assess() {
  return {
      .name = "assess",
      .synopsis = "Assess a case and give the recommendation for each lesion, with reasons and what is missing.",
      .text = {"A field that the case leaves out is not recorded: every value stays possible. The options are exactly "
               "those that "
               "some completion of the case reaches.",
               "When one case has a fault, all faults of all cases are printed and nothing is written."},
      .arguments = {cases},
      .options =
          {{"format",
            "FORMAT",
            "text (default), json, html, svg, csv, chart, which is a short text to paste, brief, which is one line of "
            "JSON without sentences, or decision, which is the JSON without prognosis and plan. Several cases: json "
            "and decision give one object a line, csv one header; html and svg need --output.",
            Completes::Values,
            {"text", "json", "html", "svg", "csv", "chart", "brief", "decision"}},
           language,
           {"output", "PATH",
            "Write a file for each case: PATH is a folder (made when it ends with / or there are several cases), or "
            "the "
            "file for one case. Files are complete or not there.",
            Completes::Files},
           {"bulk", "",
            "One case a line in (NDJSON), one line of JSON out for each, in the same order. A bad line gives an error "
            "object in its place. --format json (default), brief, decision or csv."},
           {"from",
            "FORM",
            "With --bulk: how the cases are written: ndjson (default), or csv, a table with the columns of noms cohort "
            "template, one row for each lesion; rows with the same id follow each other.",
            Completes::Values,
            {"ndjson", "csv"}},
           {"mapping", "FILE",
            "With --bulk --from csv: what the columns and codes of a table with other names mean, as for an export of "
            "REDCap. JSON; see docs/cohort.md.",
            Completes::Files},
           {"skip", "N", "With --bulk: go on after line or case N, where an earlier run was stopped.",
            Completes::Nothing},
           edition,
           {"require-determined", "", "Exit with 4 when more than one treatment is left for some lesion."},
           plain,
           no_color,
           knowledge},
      .examples = {{"noms assess samples/figure-3-t10-nsclc.json", "the page for one case"},
                   {"noms assess --format html --output sheet.html case.json", "the sheet for the tumour board"},
                   {"noms assess --format json a.json b.json", "one assessment a line"},
                   {"noms assess --bulk cohort.ndjson > assessments.ndjson", "a cohort, one case a line"},
                   {"noms assess --bulk --from csv cohort.csv", "a cohort as a table"},
                   {"noms assess --bulk --from csv --mapping map.json redcap.csv", "an export with other columns"},
                   {"noms assess --edition 2013 - < case.json", "the grid of 2013"}},
      .exit_codes = {0, 1, 2, 3, 4, 5, 7},
      .sources = {"newman-2023", "laufer-2013-noms"},
      .run = run_assess,
  };
}

Command explain() {
  return {
      .name = "explain",
      .synopsis = "Give the reasons in full: every table, the rows that can fire, and the facts that fixed them.",
      .text = {},
      .arguments = {cases},
      .options = {edition, language, plain, no_color, knowledge},
      .examples = {{"noms explain samples/sins-indeterminate.json", "why two options are left"}},
      .exit_codes = {0, 1, 2, 3, 5, 7},
      .sources = {"newman-2023", "laufer-2013-noms"},
      .run = run_explain,
  };
}

Command sins() {
  return {
      .name = "sins",
      .synopsis = "Score the spinal instability of one lesion (SINS, 0 to 18 points).",
      .text = {"Components: pain, bone_lesion, alignment, vertebral_body, posterolateral; location follows from the "
               "level and is "
               "given only for a transitional one (T13, L6). What is left out is not recorded and widens the range. "
               "Several "
               "findings joined by a comma each stay possible."},
      .arguments = {{"LEVEL[,LEVEL]", "Vertebral levels, C0 to S5; may be left out.", false, false, Completes::Levels},
                    {"COMPONENT=FINDING", "One for each component that was assessed.", false, true, Completes::Levels}},
      .options = {{"format", "FORMAT", "text (default) or json.", Completes::Values, {"text", "json"}},
                  language,
                  knowledge},
      .examples = {{"noms sins T10 pain=mechanical bone_lesion=lytic alignment=normal",
                    "a range: two parts are missing"},
                   {"noms sins L5,S1 pain=none", "several levels: the one with the most points counts"},
                   {"noms sins L6 location=junctional pain=mechanical", "a transitional level with its class"}},
      .exit_codes = {0, 1, 2, 3, 5, 7},
      .sources = {"fisher-2010", "fourney-2011"},
      .run = run_sins,
  };
}

Command score() {
  return {
      .name = "score",
      .synopsis = "Give a prognostic score of a case, or all of them, with cohort, era and what is missing.",
      .text =
          {"With facts missing a score is the interval over every way to fill them. A score whose figures could not "
           "be verified, or are not public, is shown without numbers and says why. Scores support the judgement of "
           "the clinician; they never decide on fitness for surgery."},
      .arguments = {{"NAME", "A score, `all`, or `list` for the names.", true, false, Completes::Nothing},
                    {"CASE.json", "A case; - reads one from standard input.", false, false, Completes::Files}},
      .options = {{"format", "FORMAT", "text (default) or json.", Completes::Values, {"text", "json"}},
                  {"coefficients", "FILE",
                   "Coefficients of the SORG nomogram as a centre entered them; the form is in "
                   "docs/developer/sorg-coefficients.md.",
                   Completes::Files},
                  language,
                  plain,
                  no_color,
                  knowledge},
      .examples = {{"noms score list", "the names"},
                   {"noms score tokuhashi_2005 case.json", "one score"},
                   {"noms score all --format json case.json", "all of them, for a program"}},
      .exit_codes = {0, 1, 2, 3, 5, 7},
      .sources = {"newman-2023"},
      .run = run_score,
  };
}

Command cohort_template() {
  return {
      .name = "cohort template",
      .synopsis = "Print the header of a cohort as a table: every column that noms assess --bulk --from csv reads.",
      .text = {"The columns are the fields of a case with their path. Leave out what is not used. An empty cell is "
               "not recorded; several values joined by | each stay possible, and in a set each is present; none is "
               "an empty set. A quantity has its unit in the column beside it, or in the name of its column: "
               "patient/age [a]. More in docs/cohort.md."},
      .arguments = {},
      .options = {{"dictionary", "", "A table of the columns instead: type, values or units, and what each one means."},
                  language,
                  knowledge},
      .examples = {{"noms cohort template > cohort.csv", "an empty table to fill in"},
                   {"noms cohort template --dictionary > columns.csv", "what each column may hold"}},
      .exit_codes = {0, 1, 2, 5, 7},
      .sources = {},
      .run = run_cohort_template};
}

Command knowledge_list() {
  return {.name = "knowledge list",
          .synopsis = "List the tables and the files beside them.",
          .text = {},
          .arguments = {},
          .options = {knowledge},
          .examples = {{"noms knowledge list", "what the program knows"}},
          .exit_codes = {0, 1, 2, 5, 7},
          .sources = {},
          .run = run_knowledge_list};
}

const Option to_file{"output", "FILE", "Write to a file instead of standard output.", Completes::Files};

Command knowledge_show() {
  return {
      .name = "knowledge show",
      .synopsis = "Print a table, or all of them.",
      .text = {"As text: codes in aligned columns, the sentence of a row below it. As HTML: findings in words, "
               "with the publications of the table; one page that stands alone and prints. As source: the file as "
               "it is written and run, byte for byte."},
      .arguments = {{"TABLE", "A table of `noms knowledge list`; without it, all.", false, false, Completes::Tables}},
      .options = {{"format",
                   "FORMAT",
                   "text (default), markdown, html or source.",
                   Completes::Values,
                   {"text", "markdown", "html", "source"}},
                  language,
                  to_file,
                  knowledge},
      .examples = {{"noms knowledge show treatment_2023", "the treatment table"},
                   {"noms knowledge show --format html --output u.html urgency", "to read and print"},
                   {"noms knowledge show --format source evidence", "the publications, as CSV"}},
      .exit_codes = {0, 1, 2, 5, 7},
      .sources = {},
      .run = run_knowledge_show};
}

Command knowledge_book() {
  return {.name = "knowledge book",
          .synopsis = "Print all tables as one HTML book for a reviewer.",
          .text = {"Contents, editions side by side, every table with the sentence of each row, the publications, and "
                   "pages for remarks and signature; version and hash of the knowledge. One file that stands alone; "
                   "it prints on A4 or Letter, landscape."},
          .arguments = {},
          .options = {language, to_file, knowledge},
          .examples = {{"noms knowledge book --output book.html", "for a reviewer"},
                       {"noms knowledge book --language es > libro.html", "in Spanish"}},
          .exit_codes = {0, 1, 2, 5, 7},
          .sources = {},
          .run = run_knowledge_book};
}

Command knowledge_check() {
  return {.name = "knowledge check",
          .synopsis = "Prove a folder of tables, or those of the program.",
          .text = {"Every decision table is complete and without overlap, every row can be reached by some patient and "
                   "is used by a case, scores add up, evidence exists, and the safety rows hold over every "
                   "combination; prognostic scores and plans are proved too. What fails is printed as FILE:LINE: "
                   "reason, many at once, each with the least that must be said to meet it.",
                   "What does no harm and is nowhere used (facts, words, publications) is listed after the result."},
          .arguments = {{"DIR", "A folder of knowledge; without it, that of the program.", false, false,
                         Completes::Folders}},
          .options = {{"strict", "", "What is nowhere used is a fault too."}},
          .examples = {{"noms knowledge check knowledge", "after a table was edited"},
                       {"noms knowledge check --strict own", "and nothing in it is left over"}},
          .exit_codes = {0, 1, 2, 5, 7},
          .sources = {},
          .run = run_knowledge_check};
}

Command knowledge_diff() {
  return {.name = "knowledge diff",
          .synopsis = "Say what changes between two editions or two folders of tables: answers, rules, cells.",
          .text = {"First the combinations of findings that get another treatment or urgency, in clinical words and in "
                   "as few regions as it takes; then the alternatives, vetoes and cautions that were added, removed "
                   "or changed; then the cells, row by row.",
                   "With --cases the patients of a cohort whose recommendation changes (treatments, urgency, vetoes), "
                   "one after the other as they are read, and a count at the end. A bad line is reported in its "
                   "place, and the exit code says so.",
                   "Of two folders without an edition all editions that both have are compared; with --cases the "
                   "newest of A."},
          .arguments = {{"A", "An edition (2013), a folder of knowledge, or FOLDER:EDITION.", true, false,
                         Completes::Folders},
                        {"B", "The same; beside an edition a folder takes its edition of that name.", true, false,
                         Completes::Folders}},
          .options = {{"cases", "FILE", "Cases as NDJSON, one a line; - is standard input.", Completes::Files},
                      {"format",
                       "FORMAT",
                       "text (default), markdown, or json: one document; with --cases one object a line.",
                       Completes::Values,
                       {"text", "markdown", "json"}},
                      knowledge},
          .examples = {{"noms knowledge diff 2013 2023", "what the review of 2023 changed"},
                       {"noms knowledge diff --format markdown old/knowledge knowledge", "for a pull request"},
                       {"noms knowledge diff 2023 own:2023 --cases cohort.ndjson", "which patients an edit affects"}},
          .exit_codes = {0, 1, 2, 3, 5, 7},
          .sources = {},
          .run = run_knowledge_diff};
}

Command page() {
  return {
      .name = "page",
      .synopsis = "Print the page: one HTML file that assesses in the browser, without a network.",
      .text = {"The file holds the core and its knowledge. It opens from a disk or a stick; nothing that is entered "
               "leaves it, and it stores nothing."},
      .arguments = {},
      .options = {},
      .examples = {{"noms page > noms.html", "keep it, then open it in a browser"}},
      .exit_codes = {0, 1, 2, 7},
      .sources = {},
      .run = run_page};
}

Command serve() {
  return {
      .name = "serve",
      .synopsis = "Serve the page and the HTTP interface.",
      .text =
          {"GET /openapi.json is the document of the interface; an answer has the same bytes as that of the command "
           "line. Without TLS and a token the service listens on this machine only.",
           "One line a request goes to standard error: time, method, route, status, bytes, microseconds; nothing "
           "of a patient. SIGTERM and SIGINT let what runs finish, within 10 seconds; the exit code is then 0."},
      .arguments = {},
      .options = {{"address", "ADDRESS", "Where to listen, as a number: 127.0.0.1 without it.", Completes::Nothing},
                  {"port", "PORT", "8080 without it; 0 takes one that is free.", Completes::Nothing},
                  {"port-file", "FILE", "Write the number of the port there when the service answers.",
                   Completes::Files},
                  {"threads", "N", "As many as there are processors without it.", Completes::Nothing},
                  {"certificate", "FILE", "For TLS: the certificate and its chain, PEM.", Completes::Files},
                  {"key", "FILE", "For TLS: the key of the certificate, PEM.", Completes::Files},
                  {"token-file", "FILE",
                   "Tokens, one a line, of which a client must show one; other users must not be able to read the "
                   "file.",
                   Completes::Files},
                  {"host",
                   "NAME",
                   "A name by which clients call the service, beside those of this machine; several times for several.",
                   Completes::Nothing,
                   {},
                   true},
                  {"connections", "N", "Open at a time, 1024 without it; beyond it 503.", Completes::Nothing},
                  {"timeout", "SECONDS",
                   "For a request to come and for an answer to be taken, each 30 without it; a third of it for the "
                   "fields.",
                   Completes::Nothing},
                  {"idle", "SECONDS", "How long a connection stays open without a request; 30 without it.",
                   Completes::Nothing},
                  knowledge},
      .examples = {{"noms serve", "http://127.0.0.1:8080/ on this machine"},
                   {"curl -H Content-Type:application/json -d @c.json localhost:8080/v1/assess", "ask it"},
                   {"noms serve --address 0.0.0.0 --certificate c.pem --key k.pem --token-file t", "for others"}},
      .exit_codes = {0, 1, 2, 5, 7},
      .sources = {},
      .run = run_serve};
}

Command schema() {
  return {.name = "schema",
          .synopsis = "Print the JSON Schema of a case or of an assessment.",
          .text = {},
          .arguments = {{"DOCUMENT", "case or assessment", true, false, Completes::Values, {"case", "assessment"}}},
          .options = {knowledge},
          .examples = {{"noms schema case > case.schema.json", "what a case file may say"}},
          .exit_codes = {0, 1, 2, 5, 7},
          .sources = {},
          .run = run_schema};
}

Command completion() {
  return {.name = "completion",
          .synopsis = "Print the completion script for a shell.",
          .text = {},
          .arguments = {{"SHELL", "bash, zsh or fish", true, false, Completes::Values, {"bash", "zsh", "fish"}}},
          .options = {},
          .examples = {{"source <(noms completion bash)", "for this shell"},
                       {"noms completion fish > ~/.config/fish/completions/noms.fish", "for good"}},
          .exit_codes = {0, 1, 2, 7},
          .sources = {},
          .run = run_completion};
}

Command man() {
  return {.name = "man",
          .synopsis = "Print a manual page (roff, section 1).",
          .text = {},
          .arguments = {{"COMMAND", "A command, in one or two words; without it, the program.", false, true,
                         Completes::Commands}},
          .options = {},
          .examples = {{"noms man assess | man -l -", "read it"}, {"noms man > noms.1", "keep it"}},
          .exit_codes = {0, 1, 2, 7},
          .sources = {},
          .run = run_man};
}

Command version() {
  return {.name = "version",
          .synopsis = "Print the versions of the program and of its knowledge.",
          .text = {},
          .arguments = {},
          .options = {{"json", "", "As JSON."}, knowledge},
          .examples = {{"noms version --json", "for a record"}},
          .exit_codes = {0, 1, 2, 5, 7},
          .sources = {},
          .run = run_version};
}

Command help() {
  return {.name = "help",
          .synopsis = "Print the help of a command.",
          .text = {},
          .arguments = {{"COMMAND", "A command, in one or two words; without it, the program.", false, true,
                         Completes::Commands}},
          .options = {},
          .examples = {{"noms help knowledge diff", "the same as noms knowledge diff --help"}},
          .exit_codes = {0, 1, 2, 7},
          .sources = {},
          .run = run_help};
}

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> all = [] {
    std::vector<Command> list = {assess(),
                                 explain(),
                                 sins(),
                                 score(),
                                 cohort_template(),
                                 knowledge_list(),
                                 knowledge_show(),
                                 knowledge_book(),
                                 knowledge_check(),
                                 knowledge_diff(),
                                 schema(),
                                 page(),
                                 serve(),
                                 completion(),
                                 man(),
                                 version(),
                                 help()};
    const auto dose = dose_commands();
    list.insert(std::ranges::find(list, "knowledge list", &Command::name), dose.begin(), dose.end());
    const std::vector<Command> image = image_commands();
    list.insert(std::ranges::find(list, "knowledge list", &Command::name), image.begin(), image.end());
    for (const auto& command : dmn_commands())
      list.insert(std::ranges::find(list, command.name == "dmn run" ? "knowledge list" : "schema", &Command::name),
                  command);
    return list;
  }();
  return all;
}

const std::vector<Option>& common_options() {
  static const std::vector<Option> all = {
      {"errors",
       "FORM",
       "How faults are printed on standard error: text (default), or json for one object a line.",
       Completes::Values,
       {"text", "json"}},
      {"help", "", "Print this help; also -h."}};
  return all;
}

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(commands(), name, &Command::name);
  return found == commands().end() ? nullptr : &*found;
}

bool is_group(std::string_view name) {
  return !name.empty() && std::ranges::any_of(commands(), [&](const Command& command) {
    return command.name.size() > name.size() && command.name.starts_with(name) && command.name[name.size()] == ' ';
  });
}

std::string_view meaning_of_exit(int code) {
  switch (code) {
    case 0: return "done";
    case 1: return "unexpected failure";
    case 2: return "wrong usage";
    case 3: return "invalid input; the place and the reason are on standard error";
    case 4: return "not determined although --require-determined was given";
    case 5: return "knowledge refused; file, line and reason are on standard error";
    case 7: return "reading or writing failed";
    default: return "stopped by a signal";
  }
}

std::string Command::usage() const {
  std::string words = "noms " + std::string(name) + " [OPTIONS]";
  for (const auto& argument : arguments) {
    const std::string word = std::string(argument.name) + (argument.repeated ? "..." : "");
    words += argument.required ? " " + word : " [" + word + "]";
  }
  return words;
}

}  // namespace noms::cli
