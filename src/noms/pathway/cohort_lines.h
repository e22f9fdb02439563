// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "noms/decision_table/value_set.h"
#include "noms/pathway/pathway.h"
#include "noms/report/brief.h"
#include "noms/report/csv.h"
#include "noms/report/json.h"

namespace noms::pathway {

/// What a line of a cohort needs to know of a lesion.
struct LesionFacts {
  std::string_view name;                               ///< its id, or its place
  std::span<const std::string_view> levels;            ///< as recorded
  std::span<const decision_table::ValueSet> recorded;  ///< by variable; an empty set is not recorded
};

/// Writes the lines of a cohort. The decision about a lesion follows from its facts, and the facts of a cohort
/// repeat: what was found for them is kept, so that a lesion like an earlier one costs only its reading. Keeps a few
/// megabytes of findings. For one thread.
class CohortLines {
public:
  enum class Form { Brief, Csv, Decision };

  /// Refers to the library. Errors of line() and append(): Usage when there is no such edition.
  CohortLines(const knowledge::Library& library, Origin origin, Form form = Form::Brief);

  /// Equal to compose() with Form::Brief, to report::csv_rows(), or to report::assessment_json() on one line. Errors:
  /// as assess().
  Result<std::string> line(const clinical_case::Case& patient, std::string_view before = {},
                           std::string_view after = {});

  /// The same from facts, appended to `out`, for a case without notes; `before` and `after` are further cells of each
  /// row. False where a lesion's facts exclude each other or there is no such edition: then `out` is as it was, and
  /// line() says why.
  bool append(std::string& out, std::string_view case_id, std::span<const LesionFacts> lesions,
              std::string_view before = {}, std::string_view after = {});

private:
  static constexpr std::size_t most_kept = 4096;
  static constexpr std::size_t most_kept_bytes = 8U << 20U;

  /// Facts, position and, where they are written, levels of a lesion, kept and looked up.
  struct Key {
    std::size_t lesion;
    decision_table::ValueSet levels;
    std::vector<decision_table::ValueSet> recorded;
  };
  struct KeyView {
    std::size_t lesion;
    decision_table::ValueSet levels;
    std::span<const decision_table::ValueSet> recorded;
    KeyView(std::size_t at, decision_table::ValueSet at_levels, std::span<const decision_table::ValueSet> facts)
        : lesion(at), levels(at_levels), recorded(facts) {}
    KeyView(const Key& key) : KeyView(key.lesion, key.levels, key.recorded) {}  // NOLINT: a view of it
  };
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the name the library looks for
    std::size_t operator()(const KeyView& key) const;
  };
  struct Equal {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the name the library looks for
    bool operator()(const KeyView& a, const KeyView& b) const;
  };
  struct Findings {
    std::string text;       ///< report::brief_findings(), csv_findings() or json_findings()
    std::string histology;  ///< csv_histology()
    decision::FactCount facts;
  };

  Result<const Findings*> findings(std::size_t lesion, const LesionFacts& facts);
  Result<Findings> find(std::size_t lesion, const LesionFacts& facts);
  bool find_all(std::span<const LesionFacts> lesions);
  void write(std::string& out, std::string_view case_id, std::span<const LesionFacts> lesions, std::string_view before,
             std::string_view after, const decision::Names& notes) const;

  const knowledge::Library* library_;
  const knowledge::Edition* edition_;
  Form form_;
  report::BriefFrame brief_;
  report::CsvFrame csv_;
  report::JsonFrame json_;
  decision_table::VariableId levels_;
  std::unordered_map<Key, Findings, Hash, Equal> kept_;
  std::size_t kept_bytes_ = 0;
  decision_table::Engine::Workspace workspace_;  ///< memory that is used again
  std::vector<const Findings*> found_;           ///< of the lesions of one case
};

}  // namespace noms::pathway
