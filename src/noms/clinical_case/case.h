// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "noms/decision_table/value_set.h"
#include "noms/foundation/result.h"
#include "noms/json/document.h"
#include "noms/knowledge/library.h"

// What is known about one patient. A field that is not there is not recorded; nothing here has a default.

namespace noms::clinical_case {

/// Who or what recorded a value, when, and from which image or resource. Free text; it is kept and given back, never
/// judged.
struct Source {
  std::vector<std::pair<std::string, std::string>>
      entries;  ///< "recorded_by", "method", "recorded_at", "image", "resource", "software", "uncertainty"
};

/// The value of one field. Which members are used follows from the type of the field.
struct Entry {
  std::vector<std::string>
      values;         ///< Choice (several: each possible), Set, Boolean ("yes", "no"), Levels, Histology (key), Text
  double number = 0;  ///< Integer; Quantity in the first unit of its table: that of the first reading
  std::string given;  ///< Quantity as given: "83 a"
  std::vector<std::pair<double, double>>
      ranges;                    ///< Quantity with uncertainty or several readings: least, most of each
  std::optional<Source> source;  ///< of the first reading

  /// The bounds of a Quantity over its readings.
  double least() const;
  double most() const;
};

/// The fields of the patient, of a lesion, or of an element of a list, by the last part of their path behind the group
/// ("patient/age", "escc", "technique").
using Record = std::map<std::string, Entry, std::less<>>;

/// What a case says of the facts of one lesion, by variable: the values it leaves possible, nothing where it says
/// nothing.
using Said = std::vector<std::optional<decision_table::ValueSet>>;

/// One spine lesion.
struct Lesion {
  Record fields;  ///< by name: "escc"
  std::map<std::string, std::vector<Record>, std::less<>>
      lists;  ///< "prior_radiation", "prior_surgery"; an empty list is recorded as none

  Said said;  ///< of the facts that are made from its fields and from those of the patient

  /// Its id, or `lesion n` for the n-th (from 1) without one.
  std::string id(std::size_t index) const;
  /// True when the case says something about the fact.
  bool is_recorded(decision_table::VariableId fact) const {
    const auto at = static_cast<std::size_t>(fact);
    return at < said.size() && said[at].has_value();
  }
};

/// One patient with one or more lesions, as handed in.
struct Case {
  std::string id;  ///< empty when not given
  Record fields;   ///< by full path: "patient/age", "primary/histology"
  std::vector<Lesion> lesions;
  std::vector<std::string> notes;  ///< how a synonym or a code was read, and which readings of a field disagree
};

/// Reads a case.
///
/// Range:   one JSON object as `noms schema case` describes it.
/// Missing: a field that is left out is not recorded. `null` is refused.
/// Errors:  all faults at once, each with its JSON pointer and what is allowed; never with the text given. Codes as in
///          `knowledge/errors.csv`; the JSON faults of json::parse().
Result<Case> read_case(std::string_view text, const knowledge::Library& library, const json::Limits& limits = {});
Result<Case> read_case(const json::Value& document, const knowledge::Library& library);

/// What the fields say of the facts of one lesion.
Said said_of(const Case& patient, std::size_t lesion, const knowledge::Library& library);

/// Whether a number passes the test of a fact: yes, no, or open where only some of the numbers from `least` to `most`
/// do.
decision_table::ValueSet passes(const knowledge::FactRule& rule, double least, double most);

/// What the tables may read of a lesion: for every fact the set of values still possible. Decisions are left full.
decision_table::Possible facts_of(const Lesion& lesion, const knowledge::Edition& edition);

/// JSON pointer of a fact without the leading slash: "lesions/0/escc".
std::string pointer_of(const knowledge::Library& library, decision_table::VariableId fact, std::size_t lesion);

/// Contradictions between recorded facts and between numbers; each fault names every fact that takes part.
Issues contradictions(const Case& patient, const knowledge::Library& library);

/// The key of a histology for a name in English or Spanish, or for a code with its site. Errors: UnknownValue,
/// UnknownCode, AmbiguousCode, at `where`.
Result<std::string> resolve_histology_name(std::string_view name, const knowledge::Library& library,
                                           const std::string& where);
Result<std::string> resolve_histology_code(std::string_view system, std::string_view code, std::string_view site,
                                           const knowledge::Library& library, const std::string& where);

/// The JSON Schema (draft 2020-12) of a case, printed from the table of fields and true to read_case().
std::string case_schema(const knowledge::Library& library);

}  // namespace noms::clinical_case
