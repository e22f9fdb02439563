// SPDX-License-Identifier: Apache-2.0
#include "noms/report/fixtures.h"
#include "support/knowledge_files.h"

namespace noms::report::fixtures {
namespace {

using decision::Assessment;
using decision::LesionAssessment;
using decision::Reason;
using decision::Sins;
using decision::SinsItem;

Sins known_sins() {
  Sins sins{.lowest = 6, .highest = 6, .categories = {"stable"}, .items = {}};
  sins.items = {{"location", "lesions/0/levels", {"semirigid"}, true, 1, 1},
                {"pain", "lesions/0/pain", {"occasional_not_mechanical"}, true, 1, 1},
                {"bone_lesion", "lesions/0/bone_lesion", {"lytic"}, true, 2, 2},
                {"alignment", "lesions/0/alignment", {"normal"}, true, 0, 0},
                {"vertebral_body", "lesions/0/vertebral_body", {"collapse_under_half"}, true, 2, 2},
                {"posterolateral", "lesions/0/posterolateral", {"none"}, true, 0, 0}};
  return sins;
}

Sins open_sins() {
  Sins sins{.lowest = 4, .highest = 16, .categories = {"stable", "indeterminate", "unstable"}, .items = {}};
  sins.items = {
      {"location", "lesions/0/levels", {"semirigid"}, true, 1, 1},
      {"pain", "lesions/0/pain", {"mechanical", "occasional_not_mechanical"}, true, 1, 3},
      {"bone_lesion", "lesions/0/bone_lesion", {"lytic", "mixed", "blastic"}, false, 0, 2},
      {"alignment", "lesions/0/alignment", {"subluxation", "de_novo_deformity", "normal"}, false, 0, 4},
      {"vertebral_body", "lesions/0/vertebral_body", {"collapse_over_half", "collapse_under_half"}, true, 2, 3},
      {"posterolateral", "lesions/0/posterolateral", {"bilateral", "unilateral", "none"}, false, 0, 3}};
  return sins;
}

std::vector<Reason> known_reasons() {
  return {{"decision/escc_group",
           "Group of the ESCC grade",
           {"N2"},
           {{"lesions/0/escc", {"3"}, true}},
           "escc_group",
           {"high"},
           {"S"},
           {"ESCC 2 and 3 are high-grade."},
           {"bilsky-2010"}},
          {"decision/deficit",
           "Neurologic deficit",
           {"D3"},
           {{"lesions/0/myelopathy", {"no"}, true}, {"lesions/0/cauda_equina_syndrome", {"no"}, true}},
           "deficit",
           {"absent"},
           {"S"},
           {"Neither myelopathy nor cauda equina syndrome is present."},
           {}},
          {"histology/radiosensitivity",
           "Response to conventional radiation",
           {"nsclc"},
           {{"primary/histology", {"nsclc"}, true}},
           "tumour",
           {"resistant"},
           {"S"},
           {"Non-small-cell lung cancer is radioresistant to conventional doses."},
           {"newman-2023"}},
          {"decision/stability",
           "Mechanical stability",
           {"M1"},
           {{"sins_category", {"stable"}, true}},
           "stability",
           {"stable"},
           {"S"},
           {"SINS 0 to 6 is stable."},
           {"fisher-2010"}},
          {"decision/treatment_2023",
           "Treatment, edition 2023",
           {"T07"},
           {{"escc_group", {"high"}, true},
            {"tumour", {"resistant"}, true},
            {"stability", {"stable"}, true},
            {"tolerates_surgery", {"yes"}, true}},
           "surgery",
           {"decompression_stabilization"},
           {"G S"},
           {"High-grade compression by a radioresistant tumour in a fit patient would be decompressed before "
            "radiosurgery."},
           {"patchell-2005", "laufer-2013-outcomes"}},
          {"decision/urgency_2023",
           "Urgency, edition 2023",
           {"U2"},
           {{"deficit", {"absent"}, true}, {"escc_group", {"high"}, true}},
           "urgency",
           {"urgent"},
           {"E"},
           {"High-grade compression without a deficit is urgent."},
           {}}};
}

decision::Robustness step(const char* name, const char* from, const char* to) {
  decision::Robustness step;
  step.fact = std::string("lesions/0/") + name;
  step.name = name;
  step.from = from;
  step.to = to;
  step.options = {{"decompression_stabilization", "ssrs"}};
  step.urgency = {"urgent"};
  return step;
}

LesionAssessment known_lesion() {
  LesionAssessment l;
  l.lesion = "T10";
  l.levels = {"T10"};
  l.escc = {"3"};
  l.escc_group = {"high"};
  l.deficit = {"absent"};
  l.tumour = {"resistant"};
  l.sins = known_sins();
  l.stability = {"stable"};
  l.tolerates_surgery = {"yes"};
  l.urgency = {"urgent"};
  l.determined = true;
  l.options = {{"decompression_stabilization",
                "ssrs",
                {"T07"},
                {"G S"},
                "Separation surgery with stabilization, then stereotactic radiosurgery",
                {"High-grade compression by a radioresistant tumour in a fit patient would be decompressed before "
                 "radiosurgery."},
                {"patchell-2005", "laufer-2013-outcomes"}}};
  l.cautions = {
      {"C-PLL",
       "Separation surgery: circumferential decompression with resection of the posterior longitudinal ligament; "
       "confirm re-expansion of the thecal sac before radiosurgery.",
       "S",
       {"laufer-2013-outcomes"},
       true},
      {"C-WAIT",
       "About one week at least between operation and radiosurgery; one to four weeks as the window.",
       "S E",
       {"newman-2023"},
       true},
      {"C-VCF",
       "Fracture risk after radiosurgery is raised by lytic disease and age over 55.",
       "S",
       {"sahgal-2013"},
       true},
      {"C-SYSTEMIC",
       "An EGFR-mutated, inhibitor-naive lung cancer may respond fast to systemic therapy; the framework does not "
       "allow for it.",
       "E",
       {},
       true}};
  l.reasons = known_reasons();
  l.robustness = {step("escc", "3", "2"), step("posterolateral", "none", "unilateral"),
                  step("bone_lesion", "lytic", "mixed")};
  l.robustness[1].changes = true;
  l.robustness[1].options.emplace_back("stabilization", "cebrt");
  l.neurology = {{"myelopathy", "Absent"}, {"frankel", "E, normal"}};
  l.red_flags = {"Urgent: The cord is compressed without a deficit: a decision is usually needed within days."};
  return l;
}

std::vector<decision::Missing> open_missing() {
  const decision::Treatment refer{"refer", "refer"};
  const decision::Treatment operate{"decompression_stabilization", "ssrs"};
  const decision::Treatment operate_conventional{"decompression_stabilization", "cebrt"};
  const decision::Treatment open{"decompression_stabilization", "per_histology"};
  return {{"lesions/0/escc",
           "escc",
           "Read the grade on axial T2 at the worst level.",
           1,
           false,
           2.5,
           4,
           {{{"0", "1a", "1b", "1c"}, {refer}}, {{"2", "3"}, {operate, operate_conventional, open}}}},
          {"primary/histology",
           "histology",
           "Biopsy, or the pathology report of the primary.",
           2,
           false,
           3,
           4,
           {{{"lymphoma", "myeloma", "seminoma"}, {refer, {"none", "cebrt"}, {"stabilization", "cebrt"}}},
            {{"breast", "prostate"}, {refer, operate_conventional}},
            {{"nsclc", "rcc"}, {refer, operate}},
            {{"unknown"}, {refer, open}}}},
          {"lesions/0/pain",
           "pain",
           "Ask: does the pain come with movement and ease when lying down?",
           3,
           false,
           4.5,
           5,
           {{{"mechanical"}, {refer, operate, operate_conventional, {"stabilization", "cebrt"}}},
            {{"occasional_not_mechanical"}, {refer, operate, operate_conventional, open, {"none", "cebrt"}}}}},
          {"fitness/surgery",
           "fitness_surgery",
           "Anaesthesia: would the patient tolerate the operation?",
           3,
           false,
           4.5,
           5,
           {{{"tolerated"}, {refer, operate, operate_conventional, open}},
            {{"not_tolerated"}, {refer, {"none", "cebrt"}, {"stabilization", "cebrt"}}}}}};
}

LesionAssessment open_lesion() {
  LesionAssessment l;
  l.lesion = "lesion 1";
  l.levels = {"T8", "T9"};
  l.escc = {"1c", "2", "3"};
  l.escc_group = {"low", "high"};
  l.deficit = {"present"};
  l.tumour = {"exquisite", "moderate", "resistant", "unknown_primary", "primary_bone", "unclassified"};
  l.sins = open_sins();
  l.stability = {"stable", "unstable"};
  l.tolerates_surgery = {"yes", "no"};
  l.urgency = {"emergent"};
  l.options = {
      {"decompression_stabilization",
       "ssrs",
       {"T07", "T09"},
       {"G S", "G S"},
       "Separation surgery with stabilization, then stereotactic radiosurgery",
       {"High-grade, radioresistant, stable, fit for surgery.",
        "High-grade, radioresistant, unstable, fit for surgery."},
       {"patchell-2005", "laufer-2013-outcomes"}},
      {"decompression_stabilization",
       "cebrt",
       {"O06"},
       {"S"},
       "Decompression with stabilization, then conventional radiation",
       {"A radiosensitive solid tumour with a deficit would usually be decompressed first."},
       {"patchell-2005"}},
      {"stabilization",
       "cebrt",
       {"T06", "T10"},
       {"G S", "G S"},
       "Stabilization, then conventional radiation",
       {"High-grade, exquisitely sensitive, unstable.",
        "High-grade, radioresistant, unstable, not fit for open surgery."},
       {}},
      {"refer",
       "refer",
       {"G01", "X01"},
       {"E", "E"},
       "Outside the framework: refer",
       {"Low-grade compression does not explain a deficit: look for another level.", "Never classified automatically."},
       {}},
      {"none",
       "cebrt",
       {"T05", "T08", "O06-S"},
       {"G S", "G S", "G"},
       "Conventional external beam radiation alone",
       {},
       {"laufer-2013"}},
      {"decompression_stabilization",
       "per_histology",
       {"O08"},
       {"S"},
       "Decompression with stabilization and tissue taken, then radiation by the final histology",
       {},
       {"newman-2023"}}};
  l.vetoes = {{"S-01", "Radiotherapy would not be tolerated: the treatment above is shown as vetoed.", "S", {}, false}};
  l.alternatives = {{"A-O06",
                     "none",
                     "cebrt",
                     "Conventional radiation without decompression",
                     "The published grid gives radiation without decompression here.",
                     "G",
                     {"laufer-2013"},
                     {"O06"}}};
  l.cautions = {{"C-1C", "ESCC 1c counts as high-grade in other groups.", "S E", {}, false},
                {"C-BIOPSY", "Steroids can spoil the diagnosis of lymphoma.", "S E", {}, false}};
  l.missing = open_missing();
  l.reasons = known_reasons();
  l.reasons[0].rows = {"N1", "N2"};
  l.reasons[0].given[0] = {"lesions/0/escc", {"1c", "2", "3"}, true};
  l.reasons[0].values = {"low", "high"};
  l.reasons[0].texts = {"ESCC 0 to 1c is low-grade.", "ESCC 2 and 3 are high-grade."};
  l.reasons[2].rows = {};
  l.reasons[2].given[0] = {"primary/histology", {}, false};
  l.reasons[2].values = l.tumour;
  l.red_flags = {
      "Emergent: A deficit is present: function may be lost quickly, and the decision usually cannot wait for a "
      "complete work-up."};
  return l;
}

}  // namespace

knowledge::Wording wording() {
  knowledge::Wording w;
  const std::pair<const char*, const char*> rows[] = {
      {"value.escc.0", "0, bone only"},
      {"value.escc.1a", "1a, epidural, sac not deformed"},
      {"value.escc.1b", "1b, sac deformed, cord not touched"},
      {"value.escc.1c", "1c, cord touched, not compressed"},
      {"value.escc.2", "2, cord compressed, fluid visible"},
      {"value.escc.3", "3, cord compressed, no fluid visible"},
      {"value.escc_group.low", "Low-grade"},
      {"value.escc_group.high", "High-grade"},
      {"value.deficit.absent", "Absent"},
      {"value.deficit.present", "Present"},
      {"value.tumour.exquisite", "Exquisitely sensitive"},
      {"value.tumour.moderate", "Moderately sensitive"},
      {"value.tumour.resistant", "Resistant"},
      {"value.tumour.unknown_primary", "Unknown primary"},
      {"value.tumour.primary_bone", "Primary tumour of the spine"},
      {"value.tumour.unclassified", "Not classified automatically"},
      {"value.stability.stable", "Stable"},
      {"value.stability.unstable", "Unstable"},
      {"value.sins_category.stable", "Stable"},
      {"value.sins_category.indeterminate", "Indeterminate"},
      {"value.sins_category.unstable", "Unstable"},
      {"value.tolerates_surgery.yes", "Yes"},
      {"value.tolerates_surgery.no", "No"},
      {"value.urgency.emergent", "Emergent"},
      {"value.urgency.urgent", "Urgent"},
      {"value.urgency.elective", "Elective"},
      {"value.surgery.none", "No surgery"},
      {"value.surgery.biopsy", "Biopsy"},
      {"value.surgery.stabilization", "Stabilization"},
      {"value.surgery.decompression_stabilization", "Decompression and stabilization"},
      {"value.surgery.refer", "Refer"},
      {"value.radiation.none", "No radiation"},
      {"value.radiation.cebrt", "Conventional external beam radiation"},
      {"value.radiation.ssrs", "Stereotactic radiosurgery"},
      {"value.radiation.ssrs_hypofractionated", "Hypofractionated stereotactic radiosurgery"},
      {"value.radiation.per_histology", "By the final histology"},
      {"value.radiation.refer", "Refer"},
      {"value.location.semirigid", "Semirigid"},
      {"value.location.junctional", "Junctional"},
      {"value.pain.mechanical", "Mechanical"},
      {"value.pain.occasional_not_mechanical", "Occasional, not mechanical"},
      {"value.pain.none", "None"},
      {"value.bone_lesion.lytic", "Lytic"},
      {"value.bone_lesion.mixed", "Mixed"},
      {"value.bone_lesion.blastic", "Blastic"},
      {"value.alignment.subluxation", "Subluxation or translation"},
      {"value.alignment.de_novo_deformity", "New deformity"},
      {"value.alignment.normal", "Normal"},
      {"value.vertebral_body.collapse_over_half", "Collapse over 50 %"},
      {"value.vertebral_body.collapse_under_half", "Collapse under 50 %"},
      {"value.vertebral_body.no_collapse_over_half_involved", "No collapse, over 50 % involved"},
      {"value.vertebral_body.none", "None of these"},
      {"value.posterolateral.bilateral", "Both sides"},
      {"value.posterolateral.unilateral", "One side"},
      {"value.posterolateral.none", "Neither side"},
      {"value.histology.nsclc", "Non-small cell lung carcinoma"},
      {"value.fitness_surgery.tolerated", "Could be tolerated"},
      {"value.fitness_surgery.not_tolerated", "Could not be tolerated"},
      {"fact.location", "Location"},
      {"fact.pain", "Pain"},
      {"fact.bone_lesion", "Bone lesion"},
      {"fact.alignment", "Alignment"},
      {"fact.vertebral_body", "Vertebral body"},
      {"fact.posterolateral", "Posterolateral elements"},
      {"fact.escc", "ESCC grade"},
      {"fact.histology", "Histology"},
      {"fact.fitness_surgery", "Fitness for surgery"},
      {"fact.myelopathy", "Myelopathy"},
      {"fact.cauda_equina_syndrome", "Cauda equina syndrome"},
      {"fact.escc_group", "Epidural compression"},
      {"fact.deficit", "Neurological deficit"},
      {"fact.tumour", "Response to conventional radiation"},
      {"fact.stability", "Stability"},
      {"fact.tolerates_surgery", "Could tolerate surgery"},
      {"fact.urgency", "Urgency"},
      {"fact.sins_category", "SINS category"}};
  for (const auto& [key, text] : rows) w.add(key, text);
  // What the program itself says is as shipped.
  for (const auto& [key, text] : test::library().wording.all()) {
    if (key.starts_with("say.") || key.starts_with("ordinal.") || key.starts_with("mark.")) w.add(key, text);
  }
  return w;
}

decision::Assessment determined() {
  Assessment a;
  a.case_id = "seed-figure-3";
  a.edition = "2023";
  a.versions = {"0.1.0", "2023.1", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"};
  a.patient = {{"patient/age", "83 a"}, {"patient/sex", "Female"}};
  a.histology = {"nsclc"};
  a.notes = {"primary/histology: read as nsclc"};
  a.recorded = 16;
  a.readable = 18;
  a.lesions = {known_lesion()};
  return a;
}

decision::Assessment incomplete() {
  Assessment a = determined();
  a.case_id = "night-0317";
  a.patient = {{"patient/age", "61 a"}, {"patient/sex", "Male"}};
  a.histology = {"breast", "lymphoma", "nsclc", "prostate", "rcc", "unknown"};
  a.notes = {};
  a.recorded = 6;
  a.readable = 18;
  a.lesions = {open_lesion()};
  return a;
}

decision::Assessment three_lesions() {
  Assessment a = determined();
  a.case_id = "three-lesions";
  a.lesions = {known_lesion(), open_lesion(), known_lesion()};
  a.lesions[1].lesion = "C7 and T1";
  a.lesions[1].levels = {"C7", "T1"};
  a.lesions[2].lesion = "lumbar";
  a.lesions[2].levels = {"L3", "L6"};
  return a;
}

decision::Assessment hostile() {
  Assessment a = determined();
  const std::string evil = "=1+1</text><script>alert(\"x\")</script>'&\x1b[31m\x07\xff";
  a.case_id = evil;
  a.patient[0].text = evil;
  a.notes = {evil};
  auto& l = a.lesions[0];
  l.lesion = evil;
  l.levels = {evil};
  l.red_flags = {evil};
  l.options[0].summary = evil;
  l.options[0].texts = {evil};
  l.cautions[0].text = evil;
  l.sins.items[0].findings = {evil};
  l.escc = {evil};
  l.tumour = {evil};
  l.reasons[0].title = evil;
  l.reasons[0].given[0].values = {evil};
  l.robustness[1].from = evil;
  return a;
}

}  // namespace noms::report::fixtures
