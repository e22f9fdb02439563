// SPDX-License-Identifier: Apache-2.0
// The tables of the scores as they are written.
#include <algorithm>

#include "noms/foundation/text.h"
#include "noms/prognosis/internal/book.h"

namespace noms::prognosis::internal {
namespace {

constexpr std::string_view marks[] = {"V", "T", "D"};
constexpr std::string_view groups[] = {"survival", "function", "frailty", "finding"};

template <typename List>
bool is_one_of(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

std::string head_text(const TextDocument& document, std::string_view key) {
  const auto value = document.head_value(key);
  return value == "-" ? std::string() : std::string(value);
}

std::vector<std::string> keys_in(std::string_view text) {
  std::vector<std::string> keys;
  for (const auto key : split(text == "-" ? std::string_view{} : text, ",")) keys.emplace_back(key);
  return keys;
}

int number(Build& build, const TextTable& table, const TextTable::Row& row, std::string_view column) {
  const auto whole = whole_of(table.cell(row, column));
  if (!whole || *whole < 0 || *whole > 999) {
    build.fault(ErrorCode::KnowledgeSyntax, table.at(row.line),
                "the column " + std::string(column) + " needs a whole number");
  }
  return static_cast<int>(whole.value_or(0));
}

void check_keys(Build& build, const std::vector<std::string>& keys, const std::string& where) {
  for (const auto& key : keys) {
    if (!build.library.evidence.contains(key))
      build.fault(ErrorCode::KnowledgeEvidence, where, "evidence.csv has no key " + key);
  }
}

void read_total(Build& build, const TextDocument& document, Prognosis& blank) {
  const auto total = split(document.head_value("total"), "..");
  const auto least = total.size() == 2 ? whole_of(total[0]) : std::nullopt;
  const auto most = total.size() == 2 ? whole_of(total[1]) : std::nullopt;
  if (!least || !most || *least < 0 || *most > 62 || *least > *most) {
    return build.fault(ErrorCode::KnowledgeSyntax, document.file, "the head needs `total: least..most`, within 0..62");
  }
  blank.least = static_cast<int>(*least);
  blank.most = static_cast<int>(*most);
}

/// What the head says, and what the source paper thinks of models of this kind.
Prognosis blank_of(Build& build, const TextDocument& document) {
  Prognosis blank;
  blank.score = document.head_value("id");
  blank.title = document.head_value("title");
  blank.group = document.head_value("group");
  blank.direction = document.head_value("direction");
  blank.cohort = head_text(document, "cohort");
  blank.era = head_text(document, "era");
  blank.endpoint = head_text(document, "endpoint");
  blank.discrimination = head_text(document, "discrimination");
  blank.mark = head_text(document, "mark");
  blank.source = keys_in(document.head_value("source"));
  blank.reason = head_text(document, "reason");
  blank.where = head_text(document, "where");
  if (blank.mark == "T") blank.mark_text = build.library.wording.say("mark_transcribed");
  if (blank.mark == "D") blank.mark_text = build.library.wording.say("mark_derived");
  const std::string where = document.file + ":1";
  for (const auto* key : {"cohort", "era", "endpoint", "direction"}) {
    if (document.head_value(key).empty())
      build.fault(ErrorCode::KnowledgeSyntax, where, std::string("the head has no ") + key);
  }
  if (!is_one_of(groups, blank.group))
    build.fault(ErrorCode::KnowledgeValue, where, "`group` is survival, function, frailty or finding");
  if (blank.direction != "higher_is_better" && blank.direction != "higher_is_worse")
    build.fault(ErrorCode::KnowledgeValue, where, "`direction` is higher_is_better or higher_is_worse");
  check_keys(build, blank.source, where);
  for (const auto& judgement : build.judgements) {
    if (!is_one_of(judgement.scores, blank.score)) continue;
    blank.judgement = judgement.text;
    blank.judgement_evidence = judgement.evidence;
  }
  return blank;
}

void read_rows(Build& build, Score& score) {
  const TextDocument& document = score.document;
  if (const TextTable* table = document.table_under("Inputs"); table != nullptr) {
    for (const auto& row : table->rows) {
      score.rows.push_back({std::string(table->cell(row, "input")), std::string(table->cell(row, "finding")),
                            std::string(table->cell(row, "when")), std::string(table->cell(row, "text")), row.line});
      if (score.rows.back().input.empty() || score.rows.back().finding.empty())
        build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "input and finding are needed");
    }
  } else {
    build.fault(ErrorCode::KnowledgeSyntax, document.file, "a score needs a table under `## Inputs`");
  }
  const TextTable* points = document.table_under("Points");
  if (points == nullptr && !score.tree)
    build.fault(ErrorCode::KnowledgeSyntax, document.file, "a score needs a table under `## Points`");
  if (points == nullptr) return;
  for (const auto& row : points->rows) {
    score.point_rows.push_back({std::string(points->cell(row, "component")), std::string(points->cell(row, "finding")),
                                number(build, *points, row, "points"), row.line});
  }
}

void read_bands(Build& build, Score& score) {
  const TextTable* table = score.document.table_under("Bands");
  if (table == nullptr)
    return build.fault(ErrorCode::KnowledgeSyntax, score.document.file, "a score needs a table under `## Bands`");
  for (const auto& row : table->rows) {
    Band band{std::string(table->cell(row, "band")), number(build, *table, row, "from"),
              number(build, *table, row, "to"), std::string(table->cell(row, "text")), row.line};
    if (std::ranges::find(score.bands, band.name, &Band::name) != score.bands.end())
      build.fault(ErrorCode::KnowledgeSyntax, table->at(row.line), "the band stands twice");
    score.bands.push_back(std::move(band));
  }
  if (score.bands.size() > 60) build.fault(ErrorCode::KnowledgeSyntax, table->file, "there may be 60 bands");
}

/// A per cent is whole: more digits than the cohorts carry would be false exactness.
bool is_whole_per_cent(std::string_view value) {
  for (std::size_t at = value.find('%'); at != std::string_view::npos; at = value.find('%', at + 1)) {
    std::size_t from = at;
    while (from > 0 &&
           (value[from - 1] == ' ' || value[from - 1] == '.' || (value[from - 1] >= '0' && value[from - 1] <= '9')))
      --from;
    if (value.substr(from, at - from).find('.') != std::string_view::npos) return false;
  }
  return true;
}

void read_survival(Build& build, Score& score) {
  const TextTable* table = score.document.table_under("Survival");
  if (table == nullptr) return;
  for (const auto& row : table->rows) {
    const auto cell = [&](std::string_view column) { return std::string(table->cell(row, column)); };
    Survival survival{cell("band"), cell("statistic"), cell("value"), cell("mark"), cell("evidence"), cell("cohort")};
    const std::string where = table->at(row.line);
    if (std::ranges::find(score.bands, survival.band, &Band::name) == score.bands.end())
      build.fault(ErrorCode::KnowledgeValue, where, "there is no such band");
    if (!is_one_of(marks, survival.mark)) build.fault(ErrorCode::KnowledgeEvidence, where, "a mark is V, T or D");
    if (survival.statistic.empty() || survival.value.empty() || !is_whole_per_cent(survival.value))
      build.fault(ErrorCode::KnowledgeValue, where, "a figure has a statistic and a value; a per cent is whole");
    check_keys(build, {survival.evidence}, where);
    score.survival.push_back(std::move(survival));
  }
}

/// `| scores | text | evidence |`: how the source paper ranks models.
void read_judgement(Build& build, const TextDocument& document) {
  for (const auto& table : document.tables) {
    for (const auto& row : table.rows) {
      Judgement judgement{keys_in(table.cell(row, "scores")), std::string(table.cell(row, "text")),
                          keys_in(table.cell(row, "evidence"))};
      check_keys(build, judgement.evidence, table.at(row.line));
      build.judgements.push_back(std::move(judgement));
    }
  }
}

/// The table that the head names under `use`.
void read_conversion(Build& build, const TextDocument& document) {
  const TextTable* table = document.table_under(document.head_value("use"));
  if (table == nullptr) return build.fault(ErrorCode::KnowledgeSyntax, document.file, "`use` names no table");
  build.book.conversion_title = document.head_value("use");
  for (const auto& row : table->rows) {
    build.book.conversion.push_back({number(build, *table, row, "ecog"), number(build, *table, row, "kps_from"),
                                     number(build, *table, row, "kps_to")});
  }
  std::vector<int> seen(11, 0);
  for (const auto& line : build.book.conversion) {
    for (int kps = line.from; kps <= line.to && kps <= 100; kps += 10) ++seen[static_cast<std::size_t>(kps) / 10];
    if (line.from % 10 != 0 || line.to % 10 != 0 || line.from > line.to || line.to > 100)
      build.fault(ErrorCode::KnowledgeValue, table->file, "Karnofsky values go in steps of ten");
  }
  if (std::ranges::any_of(seen, [](int n) { return n != 1; }))
    build.fault(ErrorCode::KnowledgeGap, table->file, "every Karnofsky value has one ECOG grade");
}

void read_parts(Build& build, const TextDocument& document) {
  const VariableId histology = build.library.vocabulary.find("histology");
  for (const auto& table : document.tables) {
    for (const auto& row : table.rows) {
      auto parts = keys_in(table.cell(row, "parts"));
      for (const auto& key : parts) {
        if (build.library.vocabulary.at(histology).find(key) < 0)
          build.fault(ErrorCode::KnowledgeValue, table.at(row.line), "no histology has this key");
      }
      if (parts.size() < 2 || build.library.vocabulary.at(histology).find(table.cell(row, "histology")) < 0) {
        build.fault(ErrorCode::KnowledgeValue, table.at(row.line), "a histology and its parts are needed");
        continue;
      }
      build.book.histology_parts.emplace(table.cell(row, "histology"), std::move(parts));
    }
  }
}

}  // namespace

const BookEntry* Book::find(std::string_view name) const {
  const auto found = std::ranges::find_if(entries, [&](const auto& entry) { return entry->blank().score == name; });
  return found == entries.end() ? nullptr : found->get();
}

void read_common(Build& build) {
  for (const auto& document : build.documents) {
    const auto kind = document.head_value("kind");
    if (kind == "prognosis_judgement") read_judgement(build, document);
    if (kind == "prognosis_conversion") read_conversion(build, document);
    if (kind == "prognosis_parts") read_parts(build, document);
  }
  if (build.book.conversion.empty())
    build.fault(ErrorCode::KnowledgeSyntax, "scores/ecog_kps.table.md", "the table of the conversion is missing");
}

std::unique_ptr<Score> read_score(Build& build, const TextDocument& document) {
  auto score = std::make_unique<Score>();
  score->document = document;
  score->blank = blank_of(build, document);
  score->tree = document.head_value("kind") == "prognosis_tree";
  score->blank.tree = score->tree;
  score->blank.counted = document.head_value("kind") == "prognosis_count";
  read_total(build, document, score->blank);
  if (!is_one_of(marks, score->blank.mark))
    build.fault(ErrorCode::KnowledgeEvidence, document.file + ":1", "a mark is V, T or D");
  if (score->blank.counted && score->blank.reason.empty())
    build.fault(ErrorCode::KnowledgeSyntax, document.file + ":1", "items that are only counted need a `reason`");
  if (!document.head_value("ceiling").empty()) {
    score->ceiling = static_cast<int>(whole_of(document.head_value("ceiling")).value_or(-1));
    if (score->ceiling != score->blank.most)
      build.fault(ErrorCode::KnowledgeValue, document.file + ":1", "the ceiling is the end of `total`");
  }
  score->measures = keys_in(document.head_value("measures"));
  read_rows(build, *score);
  read_bands(build, *score);
  read_survival(build, *score);
  return score;
}

std::unique_ptr<Sheet> read_sheet(Build& build, const TextDocument& document) {
  auto sheet = std::make_unique<Sheet>();
  sheet->document = document;
  sheet->blank = blank_of(build, document);
  sheet->blank.status = Status::NoNumbers;
  if (sheet->blank.reason.empty())
    build.fault(ErrorCode::KnowledgeSyntax, document.file + ":1", "a score without numbers says why: `reason`");
  const TextTable* table = document.table_under("Sheet");
  if (table == nullptr) {
    build.fault(ErrorCode::KnowledgeSyntax, document.file, "a score without numbers needs a table under `## Sheet`");
    return sheet;
  }
  for (const auto& row : table->rows) {
    const auto cell = [&](std::string_view column) {
      const auto text = table->cell(row, column);
      return text == "-" ? std::string() : std::string(text);
    };
    Sheet::Line line{cell("input"), cell("field"), cell("unit"), cell("limits"), cell("text"), row.line};
    const auto* field = build.library.field(line.fact);
    if (!line.fact.empty() && field == nullptr)
      build.fault(ErrorCode::KnowledgeValue, table->at(row.line), "there is no such field");
    const bool unit_known =
        line.unit.empty() || (field != nullptr && std::ranges::any_of(build.library.units, [&](const auto& u) {
                                return u.quantity == field->quantity && u.unit == line.unit;
                              }));
    if (!unit_known) build.fault(ErrorCode::KnowledgeValue, table->at(row.line), "the field has no such unit");
    sheet->lines.push_back(std::move(line));
  }
  return sheet;
}

}  // namespace noms::prognosis::internal
