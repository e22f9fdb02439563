// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/clinical_case/case.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"

// The prognostic scores: the S of NOMS. Every score is a table under `knowledge/scores/`; with facts missing it is the
// interval over every way to fill them, never a default. Nothing here decides: fitness for surgery stays the
// clinician's judgement.

namespace noms::prognosis {

namespace internal {
struct Book;
}

/// What a publication saw in patients of one band.
struct Survival {
  std::string band;
  std::string statistic;  ///< "median survival", "alive at 1 year"
  std::string value;      ///< whole per cent ("25 %"), months ("18.2 mo") or words
  std::string mark;       ///< V read in a publication; T transcribed, to be checked against the paper
  std::string evidence;   ///< key of `evidence.csv`
  std::string cohort;     ///< the patients this figure was seen in
};

/// One item of a score.
struct Item {
  std::string component;
  std::vector<std::string> findings;  ///< still possible; of an input sheet the value to carry over
  int lowest = 0;                     ///< points
  int highest = 0;
  bool recorded = false;           ///< the case states every fact the item reads
  std::vector<std::string> facts;  ///< JSON pointers without the leading slash
};

/// What a missing fact would leave.
struct Outcome {
  std::vector<std::string> values;
  std::vector<std::string> bands;  ///< "outside" where the score would not apply
};

/// A fact that could still change the band, the most decisive first.
struct Missing {
  std::string fact;  ///< JSON pointer without the leading slash
  std::string name;
  std::string ask;  ///< how it is obtained
  int rank = 1;
  bool decides = false;
  double remaining = 0;  ///< mean number of bands left over the values still possible
  std::vector<Outcome> outcomes;
};

/// A number made of recorded facts that a score reads, such as the skeletal muscle index.
struct Measure {
  std::string name;
  double value = 0;
  std::string unit;  ///< UCUM
};

/// What the score may be told from, and why not where it may not.
enum class Status {
  Ok,
  OutsideTheModel,  ///< the patient is not of the kind the score was made for
  NoNumbers,  ///< the figures could not be verified, or are not public; `lowest..highest` counts items where `counted`
};

/// One score of one patient.
struct Prognosis {
  std::string score;  ///< "tokuhashi_2005"
  std::string title;
  std::string group;  ///< survival, function, frailty, finding
  Status status = Status::Ok;
  std::string
      reason;  ///< of OutsideTheModel and NoNumbers: one sentence; of Ok: why some completions are outside, or empty
  std::string where;      ///< of NoNumbers: where a reader gets the answer
  std::string direction;  ///< higher_is_better, higher_is_worse
  bool counted = false;   ///< items counted, weights not verified
  bool tree = false;      ///< classes, not points: items have none
  int lowest = 0;
  int highest = 0;
  int least = 0;  ///< published range
  int most = 0;
  std::vector<std::string> bands;  ///< that some completion reaches
  std::vector<Item> items;
  std::vector<Missing> missing;
  std::vector<Survival> survival;  ///< of the bands still possible
  std::vector<Measure> measures;
  std::vector<std::string> notes;  ///< conversions that were made: "KPS 70 to 80 from ECOG 1"
  std::string cohort;
  std::string era;
  std::string endpoint;
  std::string discrimination;
  std::string mark;       ///< of the points
  std::string mark_text;  ///< what the reader must be told of it; empty for V
  std::string judgement;  ///< how the source paper ranks models of this kind; empty where it says nothing
  std::vector<std::string> judgement_evidence;
  std::vector<std::string> source;
};

/// The scores, read and proved.
class Scores {
public:
  explicit Scores(std::shared_ptr<const internal::Book> book) : book_(std::move(book)) {}

  /// Names in the order of `prognosis()`.
  std::vector<std::string> names() const;
  /// Title of a score, empty where there is none of that name.
  std::string title(std::string_view name) const;
  const internal::Book& book() const { return *book_; }

  /// A copy in which the SORG nomogram has the coefficients of a centre. See sorg.h.
  /// Errors: KnowledgeSyntax, KnowledgeValue with file and line.
  Result<Scores> with_sorg(std::string_view file, std::string_view text) const;

private:
  std::shared_ptr<const internal::Book> book_;
};

/// Reads the tables of the kinds `prognosis...` among the files of the knowledge.
///
/// Errors:  all faults found, each with file and line: a fact that does not exist, findings that do not cover every
/// combination
///          once, points whose sum is not the published range, bands with a gap, a row that no case uses, a case that
///          answers otherwise, evidence that does not exist, a figure in fractions of a per cent.
Result<Scores> load_scores(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library);

/// Every score of the patient, in the order of `names()`.
///
/// Missing: a fact that is not recorded leaves all its values possible; where two items read the same fact they read
/// the same
///          value. `lowest`, `highest` and `bands` are those that some completion of the case reaches, and no other.
std::vector<Prognosis> prognosis(const clinical_case::Case& patient, const Scores& scores,
                                 const knowledge::Library& library);

/// One score alone; empty where there is none of that name.
std::optional<Prognosis> score(const clinical_case::Case& patient, std::string_view name, const Scores& scores,
                               const knowledge::Library& library);

/// "ok", "outside_the_model", "no_numbers".
std::string_view name_of(Status status);

}  // namespace noms::prognosis
