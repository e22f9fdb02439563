// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "noms/decision_table/diagram.h"
#include "noms/knowledge/library.h"
#include "noms/prognosis/prognosis.h"
#include "noms/prognosis/sorg.h"

// What the tables of the scores become. A score reads finite facts (`Base`), makes a finding of each input from them (a
// decision table), adds the points, and is compiled to one decision diagram whose cells are its totals.

namespace noms::prognosis::internal {

using decision_table::Diagram;
using decision_table::Model;
using decision_table::Possible;
using decision_table::TextDocument;
using decision_table::TextTable;
using decision_table::ValueSet;
using decision_table::VariableId;
using knowledge::Library;
using knowledge::SourceFile;

/// A boundary between two classes of a number: just below `value`, or just above it.
struct Cut {
  double value = 0;
  bool above = false;
  std::string text;  ///< as the table writes it: "35 g/L"
};

/// A fact of the case as one score reads it: one of finitely many values.
struct Base {
  enum class Kind { Choice, Number, Member, Total };
  std::string name;
  Kind kind = Kind::Choice;
  VariableId variable = -1;  ///< in the model of the score
  VariableId fact = -1;      ///< of Choice: in the vocabulary of the library
  std::string field;         ///< path; of a measure its name
  std::string quantity;      ///< of a Number with a unit
  bool whole = false;        ///< of a Number: whole numbers only
  std::int64_t least = 0;    ///< of a whole number
  std::int64_t most = 100'000;
  int step = 1;
  std::vector<Cut> cuts;             ///< of a Number, ascending
  std::vector<std::string> members;  ///< of Member
  bool read = true;                  ///< an input reads it; false when it only excludes others
};

/// One condition on a base.
struct Condition {
  std::size_t base = 0;
  ValueSet set;
};

/// A row under `## Inputs`.
struct InputRow {
  std::string input;
  std::string finding;  ///< "-": outside the model
  std::string when;
  std::string text;
  int line = 0;
};

struct Points {
  std::string component;
  std::string finding;
  int points = 0;
  int line = 0;
};

struct Band {
  std::string name;
  int from = 0;
  int to = 0;
  std::string text;
  int line = 0;
};

/// An input of a score: its findings, and which of its rows say "outside".
struct Input {
  std::string name;
  VariableId variable = -1;
  std::size_t step = 0;            ///< in the model
  std::vector<int> points;         ///< per finding; outside_points for "-"
  std::vector<std::size_t> bases;  ///< it reads, in the list of the score
};

/// A score that has numbers.
struct Score {
  static constexpr int outside_points = 1000;

  TextDocument document;
  Prognosis blank;  ///< everything that does not depend on the patient
  std::vector<InputRow> rows;
  std::vector<Points> point_rows;
  std::vector<Band> bands;
  std::vector<Survival> survival;
  std::vector<std::string> measures;
  bool tree = false;
  int ceiling = -1;

  Model model;
  std::vector<Base> bases;
  std::vector<Input> inputs;         ///< of this score; those of a score inside it are only in the model
  VariableId total = -1;             ///< values: each total, then "outside"
  std::vector<int> totals;           ///< per value of `total`; -1 is outside
  std::vector<std::uint64_t> marks;  ///< per cell: its band, as a bit; the bit behind the last band is "outside"
  Diagram diagram;

  int band_of(int points) const;
  const Base* base(std::string_view name) const;
};

/// A score without numbers: what a user carries to the authors' tool.
struct Sheet {
  struct Line {
    std::string input;
    std::string fact;  ///< of the case
    std::string unit;
    std::string limits;  ///< "15..45", empty for none
    std::string text;
    int line = 0;
  };
  TextDocument document;
  Prognosis blank;
  std::vector<Line> lines;
};

struct BookEntry {
  std::unique_ptr<Score> score;  ///< or
  std::unique_ptr<Sheet> sheet;
  const Prognosis& blank() const { return score ? score->blank : sheet->blank; }
};

/// ECOG grade and the Karnofsky values it stands for.
struct Conversion {
  int ecog = 0;
  int from = 0;
  int to = 0;
};

struct Judgement {
  std::vector<std::string> scores;
  std::string text;
  std::vector<std::string> evidence;
};

/// All scores.
struct Book {
  std::vector<std::shared_ptr<const BookEntry>> entries;
  std::vector<Conversion> conversion;
  std::string conversion_title;
  std::map<std::string, std::vector<std::string>, std::less<>> histology_parts;  ///< "colorectal" -> colon, rectum
  std::shared_ptr<const SorgCoefficients> sorg;

  const BookEntry* find(std::string_view name) const;
};

/// A book in the making.
struct Build {
  const Library& library;
  Book book;
  std::vector<TextDocument> documents;
  std::vector<TextTable> csv;
  std::vector<Judgement> judgements;
  Issues issues;

  void fault(ErrorCode code, std::string where, std::string message) {
    issues.push_back({code, std::move(where), std::move(message)});
  }
  void add(const Issues& more) { issues.insert(issues.end(), more.begin(), more.end()); }
};

/// What is known of one base.
struct State {
  ValueSet set;
  bool recorded = false;
  std::string pointer;
  std::string also;  ///< a second fact without which the first says nothing
};

// The steps of load_scores().
void read_common(Build& build);  ///< conversion, parts of histologies, judgement
std::unique_ptr<Score> read_score(Build& build, const TextDocument& document);
std::unique_ptr<Sheet> read_sheet(Build& build, const TextDocument& document);
void compile(Build& build, Score& score);  ///< needs the scores inside it to be in the book
void check_cases(Build& build, const Score& score);

/// The class of a number, by the cuts of its base.
int class_of(const Base& base, double number);
/// "under 35 g/L", "1 to 2", "3 or more".
std::string class_text(const Base& base, int at, const knowledge::Wording& words);
/// All values of a base.
ValueSet all_of(const Score& score, std::size_t base);

/// The score for what is known of its bases.
Prognosis evaluate(const Score& score, const std::vector<State>& states, const Library& library, const Book& book);

}  // namespace noms::prognosis::internal
