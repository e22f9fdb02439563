// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "noms/assessment/findings.h"

// What the program says about a case: the public contract (`noms schema assessment`) as plain data. Every list of
// values is the set that is still possible; one element means known. Values are the names of the knowledge tables; the
// words a reader sees are looked up in `knowledge/wording.table.md` by the report.

namespace noms::decision {

using assessment::Names;
using assessment::Reason;
using assessment::Sins;
using assessment::SinsItem;

/// A treatment that some completion of the case reaches.
struct Option {
  std::string surgery;    ///< none, biopsy, stabilization, decompression_stabilization, refer
  std::string radiation;  ///< none, cebrt, ssrs, ssrs_hypofractionated, per_histology, refer
  Names rows;             ///< rows of the treatment table that give it
  Names marks;            ///< of each row, in the order of `rows`: "G S"
  std::string summary;    ///< one sentence
  Names texts;            ///< the sentence of each row, in the order of `rows`
  Names evidence;
};

/// Shown beside the options whose rows are in `beside`, never instead of them.
struct Alternative {
  std::string row;
  std::string surgery;
  std::string radiation;
  std::string summary;
  std::string text;
  std::string mark;
  Names evidence;
  Names beside;
};

/// A veto or a caution. Vetoes fire on recorded facts only. A caution has `certain` false when some completions fire it
/// and some do not.
struct Remark {
  std::string row;
  std::string text;
  std::string mark;
  Names evidence;
  bool certain = true;
  bool flag = false;  ///< stands among the red flags
};

using Treatment = std::pair<std::string, std::string>;  ///< surgery, radiation

/// What remains when a missing fact turns out to have one of `values`.
struct Outcome {
  Names values;
  std::vector<Treatment> options;
};

/// A fact whose value could still change the options.
///
/// `remaining` is the measure of the ranking: the mean number of options left over the values still possible, each
/// value counted once; lower settles more. `worst` (the most options left) breaks ties; what is still equal has the
/// same `rank`.
struct Missing {
  std::string fact;  ///< JSON pointer without the leading slash
  std::string name;  ///< fact of the knowledge ("pain")
  std::string ask;   ///< how it is obtained
  int rank = 1;
  bool decides = false;  ///< every value leaves exactly one option
  double remaining = 0;
  int worst = 0;
  std::vector<Outcome> outcomes;
};

/// What happens when one finding is one step off: ESCC one grade, or a SINS image item one step.
struct Robustness {
  std::string fact;
  std::string name;
  std::string from;
  std::string to;
  bool changes = false;            ///< the options would be others
  std::vector<Treatment> options;  ///< what they would be
  bool changes_urgency = false;
  Names urgency;  ///< what it would be
};

/// One fact of the patient for the head of a report: label key and value as given.
struct PatientLine {
  std::string field;  ///< "patient/age"
  std::string text;   ///< "83 a"
};

struct LesionAssessment {
  std::string lesion;                  ///< its id, or "lesion 1" when it has none
  Names levels;                        ///< as recorded; empty when not recorded
  std::vector<PatientLine> neurology;  ///< signs and grades as recorded: myelopathy, Frankel, onset, walking
  Names escc;
  Names escc_group;
  Names deficit;
  Names tumour;
  Sins sins;
  Names stability;
  Names tolerates_surgery;
  Names urgency;
  bool determined = false;
  std::vector<Option> options;
  std::vector<Alternative> alternatives;
  std::vector<Remark> vetoes;
  std::vector<Missing> missing;
  std::vector<Remark> cautions;
  std::vector<Reason> reasons;
  std::vector<Robustness> robustness;
  Names red_flags;  ///< sentences, most urgent first; computed from any subset of the facts
};

struct Versions {
  std::string software;
  std::string knowledge;
  std::string knowledge_sha256;
};

struct Assessment {
  std::string case_id;
  std::string edition;
  Versions versions;
  std::vector<PatientLine> patient;  ///< age, sex, histology: what is recorded, in that order
  Names histology;                   ///< still possible keys; one when known
  Names notes;                       ///< "primary/histology: read as nsclc"
  int recorded = 0;                  ///< facts the tables read that are recorded, over all lesions
  int readable = 0;                  ///< facts the tables read
  std::vector<LesionAssessment> lesions;
};

}  // namespace noms::decision
