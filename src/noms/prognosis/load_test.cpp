// SPDX-License-Identifier: Apache-2.0
// Tables with a slip in them are refused: every number of every score is changed in turn.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <iostream>

#include "noms/foundation/text.h"
#include "noms/prognosis/fixtures.h"

namespace noms::prognosis {
namespace {

using noms::test::Files;

TEST(LoadScores, ShippedTablesAreSound) {
  const auto loaded = test::load_scores_of(noms::test::shipped_files());
  if (!loaded) {
    for (const auto& issue : loaded.error()) ADD_FAILURE() << issue.where << ": " << issue.message;
  }
}

/// The files that one score needs.
Files files_for(const std::string& id) {
  Files files;
  for (const auto* name : {"ecog_kps", "histology_parts", "score_judgement", "bauer_modified"}) {
    const std::string file = "scores/" + std::string(name) + ".table.md";
    files[file] = noms::test::shipped_files().at(file);
  }
  files["scores/bauer_modified.cases.csv"] = noms::test::shipped_files().at("scores/bauer_modified.cases.csv");
  files["scores/" + id + ".table.md"] = noms::test::shipped_files().at("scores/" + id + ".table.md");
  files["scores/" + id + ".cases.csv"] = noms::test::shipped_files().at("scores/" + id + ".cases.csv");
  return files;
}

struct Number {
  std::size_t at;
  std::size_t length;
};

/// The numbers of a table that say something: of the head its range, of the tables all but the words for the reader.
std::vector<Number> numbers_of(const std::string& text) {
  std::vector<Number> numbers;
  std::size_t line_start = 0;
  std::string heading;
  std::vector<std::string> columns;
  while (line_start < text.size()) {
    const std::size_t end = std::min(text.find('\n', line_start), text.size());
    const std::string line = text.substr(line_start, end - line_start);
    std::vector<std::pair<std::size_t, std::size_t>> cells;
    if (line.starts_with("## ")) heading = line.substr(3), columns.clear();
    if (line.starts_with("total: ") || line.starts_with("ceiling: ")) cells.emplace_back(0, line.size());
    if (line.starts_with("| ")) {
      std::vector<std::pair<std::size_t, std::size_t>> all;
      for (std::size_t bar = 0, next; (next = line.find('|', bar + 1)) != std::string::npos; bar = next)
        all.emplace_back(bar + 1, next - bar - 1);
      if (columns.empty()) {
        for (const auto& [from, length] : all) columns.emplace_back(trimmed(line.substr(from, length)));
      } else {
        for (std::size_t c = 0; c < all.size(); ++c) {
          const std::string& column = columns[c];
          const bool counts = column == "when" || column == "points" || column == "from" || column == "to" ||
                              column == "value" || column == "-> class";
          if (counts) cells.push_back(all[c]);
        }
      }
    }
    for (const auto& [from, length] : cells) {
      for (std::size_t i = from; i < from + length;) {
        const bool digit = std::isdigit(static_cast<unsigned char>(line[i])) != 0;
        const bool word = i > 0 && (std::isalnum(static_cast<unsigned char>(line[i - 1])) != 0 || line[i - 1] == '_' ||
                                    line[i - 1] == '*');
        std::size_t j = i;
        while (j < line.size() && std::isdigit(static_cast<unsigned char>(line[j])) != 0) ++j;
        const bool power = j < line.size() && (line[j] == '*' || line[j] == '/');
        if (digit && !word && !power) numbers.push_back({line_start + i, j - i});
        i = std::max(i + 1, j);
      }
    }
    line_start = end + 1;
  }
  return numbers;
}

TEST(LoadScores, RefusesEveryChangedNumber) {
  int mutants = 0;
  int caught = 0;
  for (const auto& entry : test::scores().book().entries) {
    if (!entry->score) continue;
    const std::string id = entry->blank().score;
    Files files = files_for(id);
    const std::string table = "scores/" + id + ".table.md";
    const std::string original = files.at(table);
    for (const auto& [at, length] : numbers_of(original)) {
      for (const int step : {-1, 1}) {
        const long number = std::stol(original.substr(at, length)) + step;
        if (number < 0) continue;
        std::string changed = original;
        changed.replace(at, length, std::to_string(number));
        files[table] = changed;
        ++mutants;
        const bool refused = !test::load_scores_of(files).has_value();
        caught += refused ? 1 : 0;
        const auto line = 1 + std::count(original.begin(), original.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        EXPECT_TRUE(refused) << table << ":" << line << ": " << original.substr(at, length) << " -> " << number;
      }
    }
  }
  std::cout << "mutation score: " << caught << " of " << mutants << " changed numbers refused\n";
  EXPECT_GT(mutants, 500);
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  if (at == std::string::npos) ADD_FAILURE() << "not in the table: " << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(LoadScores, RefusesSlips) {
  const struct {
    const char* slip;
    const char* file;
    const char* from;
    const char* to;
    ErrorCode code;
  } rows[] = {
      {"a histology that no row names", "scores/tomita.table.md", "histology = rcc, uterus, ovary",
       "histology = rcc, uterus", ErrorCode::KnowledgeGap},
      {"a histology in two rows", "scores/tomita.table.md", "histology = rcc, uterus, ovary",
       "histology = rcc, uterus, ovary, breast", ErrorCode::KnowledgeOverlap},
      {"a histology that does not exist", "scores/tomita.table.md", "histology = rcc, uterus, ovary",
       "histology = rcc, uterus, ovarian", ErrorCode::KnowledgeValue},
      {"colorectal named itself", "scores/tomita.table.md", "histology = rcc, uterus, ovary",
       "histology = rcc, uterus, ovary, colorectal", ErrorCode::KnowledgeValue},
      {"a finding without points", "scores/tomita.table.md", "| primary   | slow        | 1      | Slow growth. |\n",
       "", ErrorCode::KnowledgeGap},
      {"a fact that does not exist", "scores/nesms.table.md", "ambulation = independent", "walking = independent",
       ErrorCode::KnowledgeValue},
      {"a unit of another quantity", "scores/nesms.table.md", "albumin >= 3.5 g/dL", "albumin >= 3.5 mmol/L",
       ErrorCode::KnowledgeSyntax},
      {"a quantity without unit", "scores/nesms.table.md", "albumin >= 3.5 g/dL", "albumin >= 3.5",
       ErrorCode::KnowledgeSyntax},
      {"evidence that does not exist", "scores/nesms.table.md", "source: ghori-2015", "source: ghori-2051",
       ErrorCode::KnowledgeEvidence},
      {"evidence of a figure", "scores/nesms.table.md", "| schoenfeld-2021 | 180 patients",
       "| schoenfeld-1921 | 180 patients", ErrorCode::KnowledgeEvidence},
      {"no ceiling", "scores/nesms.table.md", "ceiling: 3\n", "", ErrorCode::KnowledgeValue},
      {"a direction that is none", "scores/tomita.table.md", "direction: higher_is_worse", "direction: lower",
       ErrorCode::KnowledgeValue},
      {"no cohort", "scores/tomita.table.md", "cohort: ", "cohorte: ", ErrorCode::KnowledgeSyntax},
      {"a per cent with decimals", "scores/bauer_1995.table.md", "25 %", "25.4 %", ErrorCode::KnowledgeValue},
      {"a mark that is none", "scores/bauer_1995.table.md", "| V    | bauer-1995", "| m    | bauer-1995",
       ErrorCode::KnowledgeEvidence},
      {"a band twice", "scores/bauer_1995.table.md", "| 2-3  | 2    | 3", "| 0-1  | 2    | 3",
       ErrorCode::KnowledgeSyntax},
      {"a score inside that does not exist", "scores/nesms.table.md", "inside: bauer_modified", "inside: bauer_2009",
       ErrorCode::KnowledgeValue},
      {"a class that no row gives", "scores/chao_2012.table.md",
       "| 3   | up_to_30_months | -           | 70_or_over | 3 ",
       "| 3   | up_to_30_months | -           | 70_or_over | 4 ", ErrorCode::KnowledgeValue},
      {"a score without numbers and without a reason", "scores/osri.table.md",
       "reason: ", "because: ", ErrorCode::KnowledgeSyntax},
      {"a sheet that asks for no field", "scores/osri.table.md", "patient/performance/kps",
       "patient/performance/karnofsky", ErrorCode::KnowledgeValue},
      {"a conversion with a gap", "scores/ecog_kps.table.md", "| 1    | 70       | 80", "| 1    | 70       | 70",
       ErrorCode::KnowledgeGap},
      {"a case that expects something else", "scores/nesms.cases.csv", "35 g/L,1,1,1", "35 g/L,2,2,2",
       ErrorCode::KnowledgeCase},
      {"a case with an unknown column", "scores/nesms.cases.csv", "ambulation,albumin", "ambulation,albumine",
       ErrorCode::KnowledgeSyntax},
      {"a row that no case uses", "scores/tomita.cases.csv", "chordoma is not a metastasis,chordoma",
       "ewing is not named,ewing", ErrorCode::KnowledgeUnused},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.slip);
    Files files = noms::test::shipped_files();
    files[row.file] = with(files.at(row.file), row.from, row.to);
    const auto loaded = test::load_scores_of(files);
    ASSERT_FALSE(loaded);
    EXPECT_TRUE(std::ranges::any_of(loaded.error(), [&](const Issue& issue) { return issue.code == row.code; }))
        << loaded.error()[0].where << ": " << loaded.error()[0].message;
    EXPECT_TRUE(loaded.error()[0].where.starts_with("scores/"));
  }
}

TEST(LoadScores, AnotherConversionMayBeChosen) {
  Files files = noms::test::shipped_files();
  files["scores/ecog_kps.table.md"] = with(files.at("scores/ecog_kps.table.md"), "use: common", "use: ma_2010");
  const auto loaded = test::load_scores_of(files);
  ASSERT_TRUE(loaded);
  const auto patient = test::case_of(R"("patient":{"performance":{"ecog":1}})");
  EXPECT_EQ(score(patient.value(), "tokuhashi_2005", loaded.value(), noms::test::library())->notes[0],
            "Karnofsky 80 to 90 from the recorded ECOG grade (conversion table ma_2010)");
}

}  // namespace
}  // namespace noms::prognosis
