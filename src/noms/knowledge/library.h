// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/decision_table/engine.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/wording.h"

// The medicine, read from the files under `knowledge/` and proved before it may advise. How the files are written
// stands in docs/developer/knowledge-format.md.

namespace noms::knowledge {

using decision_table::CollectTable;
using decision_table::Conditions;
using decision_table::Engine;
using decision_table::Rule;
using decision_table::ScoreTable;
using decision_table::UniqueTable;
using decision_table::ValueSet;
using decision_table::VariableId;
using decision_table::Vocabulary;

/// A file of the knowledge: its path below `knowledge/` and its text.
struct SourceFile {
  std::string_view name;
  std::string_view text;
};

/// One field of a case file.
struct Field {
  enum class Type { Text, Choice, Boolean, Integer, Quantity, Levels, Histology, Set, List };
  std::string path;  ///< "lesions/*/escc"
  Type type = Type::Text;
  std::vector<std::string> values;  ///< of Choice and Set
  std::int64_t least = 0;           ///< of Integer
  std::int64_t most = 0;
  std::string quantity;  ///< of Quantity: a quantity of the units table
  std::string text;      ///< one sentence for schema and help

  /// The last part of the path: "escc".
  std::string_view name() const { return std::string_view(path).substr(path.rfind('/') + 1); }
};

/// A unit in which a quantity may be given. `factor` turns it into the first unit of the quantity.
struct Unit {
  std::string quantity;
  std::string unit;  ///< UCUM
  double factor = 1;
  double least = 0;  ///< hard limits, in this unit
  double most = 0;
  int decimals = 0;
};

/// How a finite fact is made from a field.
struct FactRule {
  enum class Test { Is, Over, Under, AtLeast, Between, Includes, AnyMember, NotEmpty, Recorded };
  VariableId fact = -1;
  const Field* field = nullptr;
  Test test = Test::Is;
  double low = 0;  ///< in the first unit of the quantity; count for lists
  double high = 0;
  bool closed = false;              ///< "recorded under 15 Gy": no where the field is not recorded
  std::vector<std::string> values;  ///< of Includes, AnyMember
  std::string member;               ///< of AnyMember: the field inside the list
};

/// What follows from the levels of a lesion. Values of the fact `levels` are the distinct groups of attributes that one
/// level or several levels together can have, so that a missing level keeps its meaning in every table it feeds.
struct Levels {
  struct Group {
    int location = -1;        ///< SINS class, worst of the levels that have one; -1 none has
    bool by_class = false;    ///< a transitional level whose class the case must state
    std::vector<bool> flags;  ///< one per other column
    bool several = false;
    friend bool operator==(const Group&, const Group&) = default;
  };
  std::vector<std::string> names;  ///< C0 ... S5 in order
  std::vector<Group> single;       ///< of each name
  std::vector<std::string> flag_names;
  std::vector<bool> flag_is_all;     ///< joined by all (else any)
  std::vector<std::string> classes;  ///< location classes, worst first
  std::vector<Group> groups;         ///< values of the fact `levels`

  int find(std::string_view name) const;
  Group join(const Group& a, const Group& b) const;
  /// Value of the fact `levels` for a set of levels (positions in `names`, not empty).
  int group_of(const std::vector<int>& levels) const;
  /// The single levels of a group, in order; empty for a group that only several levels form.
  std::vector<std::string> names_in(int group) const;
};

struct Histology {
  std::string key;
  std::string tumour;
  std::string text;
};

struct HistologyCode {
  std::string system;  ///< "icd-10", "icd-o-3"
  std::string code;
  std::string site;  ///< site code prefix that must match, empty for any
  std::string key;
  std::string display;
};

struct Evidence {
  std::string key;
  std::string citation;
  std::string doi;
  std::string year;
  std::string level;
  std::string taken;
  std::string note;
};

/// A number that must not exceed another: `count lesions` or a field path on either side.
struct NumberRule {
  std::string row;
  std::string smaller;
  std::string larger;
  std::string text;
};

/// Facts that cannot hold together, with the row that says so. One that infers also narrows what is possible; one that
/// does not only refuses a case in which all of it is recorded.
struct Exclusion {
  std::string row;
  Conditions when;
  bool infers = true;
  std::string text;
};

/// A way of an alternative, its conditions told apart.
struct AlternativeWay {
  Conditions of_case;    ///< must hold whatever is still missing
  Conditions of_option;  ///< on the treatment beside which it stands
  Conditions unless;     ///< each of them keeps it back
  std::string surgery;   ///< `same`: that of the treatment
  std::string radiation;
};

/// The tables of one edition, compiled. Final tables: 0 treatment, 1 urgency. Collects: 0 alternatives, 1 vetoes, 2
/// cautions.
struct Edition {
  static constexpr std::size_t treatment = 0;
  static constexpr std::size_t urgency = 1;
  static constexpr std::size_t alternatives = 0;
  static constexpr std::size_t vetoes = 1;
  static constexpr std::size_t cautions = 2;
  std::string name;
  std::string text;
  Engine engine;
  std::vector<std::vector<AlternativeWay>> alternative_ways;  ///< by rule and way of the table
};

/// A table as a reader sees it, for `knowledge list` and `show`.
struct TableFile {
  std::string id;
  std::string kind;
  std::string title;
  std::string file;
  std::vector<std::string> source;
};

/// Everything the program knows. A library that loads is sound.
struct Library {
  std::string version;
  Vocabulary vocabulary;
  std::vector<Field> fields;
  std::map<std::string, std::size_t, std::less<>> field_index;  ///< path -> position in `fields`
  std::vector<Unit> units;
  std::vector<FactRule> facts;
  std::map<VariableId, std::size_t> fact_index;  ///< fact -> position in `facts`
  Levels levels;
  std::vector<Histology> histologies;
  std::map<std::string, std::string, std::less<>> histology_names;  ///< folded name -> key
  std::vector<HistologyCode> histology_codes;
  std::vector<Exclusion> exclusions;
  std::vector<NumberRule> numbers;
  std::map<std::string, Evidence, std::less<>> evidence;
  std::vector<std::unique_ptr<Edition>> editions;        ///< newest first
  std::string language;                                  ///< "en" or "es": of the wording, of every sentence and title
  Wording wording;                                       ///< in the language
  std::map<std::string, Wording, std::less<>> wordings;  ///< by language
  std::map<std::string, std::string, std::less<>> phrases;  ///< English to the language; empty for English
  std::vector<std::string> image_items;                     ///< components of SINS that are read from images
  std::vector<TableFile> tables;

  /// An English sentence in the language of the library; itself where there is no translation.
  std::string phrase(std::string_view english) const;
  const Field* field(std::string_view path) const;
  /// The edition of that name; the newest for an empty name; null when there is none.
  const Edition* edition(std::string_view name) const;
  /// The field a fact is made from.
  const FactRule* fact_rule(VariableId fact) const;
};

/// Reads, checks and compiles the knowledge.
///
/// Errors:  all faults found, each with file and line: KnowledgeSyntax, KnowledgeValue, KnowledgeGap, KnowledgeOverlap,
///          KnowledgeUnreachable, KnowledgeUnused, KnowledgeEvidence, KnowledgeSafety, KnowledgeCase.
/// Range:   `language` is one of languages().
Result<std::unique_ptr<Library>> load(const std::vector<SourceFile>& files, std::string_view language = "en");

/// The languages a library can speak, English first.
inline constexpr std::string_view languages[] = {"en", "es"};

/// Puts the sentences of the library's language in the place of the English ones: a column or a line of the head
/// `<name>_es` over `<name>`, else the phrase of `spanish.csv` for the whole cell. Codes and numbers stay.
/// Missing: a sentence without a translation stays English.
void translate(decision_table::TextDocument& document, const Library& library);

}  // namespace noms::knowledge
