// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "noms/assessment/lesion_state.h"
#include "noms/decision_table/engine.h"
#include "noms/foundation/result.h"
#include "noms/knowledge/library.h"

// How a treatment could be carried out: the tables under `knowledge/plan/`, asked for one lesion and one treatment.
// Every item is something to consider, with what speaks for and against it; the tables prescribe nothing.

namespace noms::plan {

using assessment::Names;

/// A surgery and a radiation by the names of the treatment table, or of the alternatives table.
struct Treatment {
  std::string surgery;    ///< none, biopsy, stabilization, decompression_stabilization, laser_decompression, refer
  std::string radiation;  ///< none, cebrt, ssrs, ssrs_hypofractionated, per_histology, refer
  friend bool operator==(const Treatment&, const Treatment&) = default;
};

/// One thing to consider.
///
/// Missing: `certain` is false when some completions of the case ask for the item and some do not; `depends_on` then
/// names what
///          decides, as JSON pointers without the leading slash ("lesions/0/posterolateral") or names of decisions
///          ("deficit").
struct PlanItem {
  std::string stage;    ///< dose, operation, ... (wording key `stage.<stage>`)
  std::string row;      ///< id, unique over all plan tables
  std::string text;     ///< one or two sentences, conditional
  std::string for_it;   ///< what speaks for it; may be empty
  std::string against;  ///< what speaks against it; may be empty
  std::string mark;     ///< S, G, E, V, D joined by a blank
  Names evidence;       ///< keys of `evidence.csv`, at least one
  bool certain = true;
  Names depends_on;  ///< empty when certain
};

/// The plan of one lesion for one treatment, as the report writes it.
struct LesionPlan {
  std::string lesion;  ///< its id, or "lesion 1" when it has none
  Treatment treatment;
  std::vector<PlanItem> items;
};

/// One row of a plan table.
struct PlanRow {
  std::string stage;
  std::string id;
  std::string file;
  int line = 0;
  int order = 0;  ///< over all plan tables, in the order in which things happen
  std::string text;
  std::string for_it;
  std::string against;
  std::string mark;
  Names evidence;
};

/// The rows of one edition that fit a treatment, without what they say about the treatment itself.
struct TreatmentRules {
  struct Entry {
    std::size_t row = 0;     ///< into Plans::rows
    std::size_t engine = 0;  ///< into EditionPlans::engines
    decision_table::Rule rule;
  };
  Treatment treatment;
  std::vector<Entry> entries;  ///< in order
};

/// The plan tables compiled for one edition. An engine holds at most 128 ways, so there may be several.
struct EditionPlans {
  const knowledge::Edition* edition = nullptr;
  std::vector<decision_table::Engine> engines;
  std::vector<TreatmentRules> treatments;  ///< every treatment that the edition can give, its alternatives included
};

/// All plan tables. Tables that load are sound. Refers to the library they were loaded with.
struct Plans {
  std::vector<decision_table::CollectTable> tables;  ///< as written, conditions on the treatment included
  std::vector<PlanRow> rows;                         ///< in order
  std::vector<EditionPlans> editions;

  /// Null for an edition of another library.
  const EditionPlans* of(const knowledge::Edition& edition) const;
};

/// Reads, checks and compiles the tables `plan/*.table.md` with their cases `plan/*.cases.csv`; other files are passed
/// over.
///
/// Range:   columns `row`, `order`, `when`, optionally `any of`, then `mark`, `evidence`, `text`, `for`, `against` and
///          the Spanish `text_es`, `for_es`, `against_es`, which stand in their place in a library in Spanish; `-` for
///          what is empty. The head has `kind: plan` and `stage:`.
/// Errors:  all faults found, each with file and line: KnowledgeSyntax, KnowledgeValue (unknown names),
/// KnowledgeEvidence (no key,
///          unknown key, unknown mark), KnowledgeCase, KnowledgeUnused (a row that no case fires), KnowledgeUnreachable
///          (a row that no treatment of any edition fires), KnowledgeGap (a treatment with radiation that has no dose
///          item in some completion, or a treatment without any item).
Result<Plans> load_plans(const std::vector<knowledge::SourceFile>& files, const knowledge::Library& library);

/// What could be considered for one lesion if it were treated so, in the order in which it happens.
///
/// `beside` names the options beside which an alternative stands; empty means that `treatment` is itself an option. The
/// items are exactly those that some completion of the case with one of these options asks for. Missing: facts that are
/// not recorded stay open; see PlanItem::certain. Range:   empty when no completion of the case leads to the options
/// named, or when the edition never gives the treatment.
std::vector<PlanItem> plan_for(const assessment::LesionState& lesion, const Treatment& treatment, const Plans& plans,
                               const std::vector<Treatment>& beside = {});

}  // namespace noms::plan
