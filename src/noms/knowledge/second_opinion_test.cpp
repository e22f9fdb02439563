// SPDX-License-Identifier: Apache-2.0
// The treatment tables and the urgency, written a second time as plain code from the prose of the decision, not from
// the tables under knowledge/. Where both agree over all 96 combinations, a slip would have to be made twice in the
// same way.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "support/brute_force.h"
#include "support/knowledge_files.h"
#include "support/second_opinion_rules.h"

namespace noms::test {
namespace {

struct Patient {
  std::string escc_group;
  std::string deficit;
  std::string tumour;
  std::string stability;
  std::string tolerates_surgery;
};

using Treatment = std::pair<std::string, std::string>;

const Treatment refer{"refer", "refer"};

/// Edition 2023: the published grid as the prose of the review changes it.
Treatment treatment_2023(const Patient& p) {
  const bool compressed = p.escc_group == "high";
  const bool deficit = p.deficit == "present";
  const bool unstable = p.stability == "unstable";
  const bool fit = p.tolerates_surgery == "yes";
  const std::string fixation = unstable ? "stabilization" : "none";

  if (p.tumour == "unclassified") return refer;  // never classified automatically
  if (!compressed && deficit) return refer;      // low-grade compression does not explain a deficit
  if (p.tumour == "primary_bone") {              // outside the framework, but for a deficit by compression
    if (compressed && deficit && fit) return {"decompression_stabilization", "ssrs"};
    return refer;
  }
  if (!compressed) {
    if (p.tumour == "unknown_primary") return {unstable ? "stabilization" : "biopsy", "per_histology"};
    return {fixation, p.tumour == "resistant" ? "ssrs" : "cebrt"};
  }
  if (p.tumour == "exquisite") return {fixation, "cebrt"};  // shrinks almost at once, with or without a deficit
  if (p.tumour == "resistant")
    return fit ? Treatment{"decompression_stabilization", "ssrs"} : Treatment{fixation, "cebrt"};
  if (p.tumour == "moderate")
    return deficit && fit ? Treatment{"decompression_stabilization", "cebrt"} : Treatment{fixation, "cebrt"};
  // unknown primary, cord compressed
  if (!deficit) return {unstable ? "stabilization" : "biopsy", "per_histology"};
  return fit ? Treatment{"decompression_stabilization", "per_histology"} : Treatment{fixation, "cebrt"};
}

/// Edition 2013: the ten rows, and nothing said beyond them.
Treatment treatment_2013(const Patient& p) {
  const bool sensitive = p.tumour == "exquisite" || p.tumour == "moderate";
  const std::string fixation = p.stability == "unstable" ? "stabilization" : "none";
  if (!sensitive && p.tumour != "resistant") return refer;
  if (p.escc_group == "low") {
    if (p.deficit == "present") return refer;
    return {fixation, sensitive ? "cebrt" : "ssrs"};
  }
  if (sensitive) return {fixation, "cebrt"};
  if (p.tolerates_surgery == "yes") return {"decompression_stabilization", "ssrs"};
  return {fixation, "cebrt"};
}

std::string urgency(const Patient& p) {
  if (p.deficit == "present") return "emergent";
  if (p.escc_group == "high" || p.stability == "unstable") return "urgent";
  return "elective";
}

/// Which row of the decision says so, by its stable name.
std::string row_2023(const Patient& p) {
  const bool high = p.escc_group == "high";
  const bool present = p.deficit == "present";
  const bool unstable = p.stability == "unstable";
  const bool fit = p.tolerates_surgery == "yes";
  if (p.tumour == "unclassified") return "X01";
  if (!high && present) return "G01";
  if (p.tumour == "primary_bone") return !high ? "O16-L" : !present ? "O16-HN" : fit ? "O15" : "O16-H";
  if (p.tumour == "unknown_primary") {
    if (high && present) return fit ? "O08" : unstable ? "O08-U" : "O08-S";
    return std::string("G05-") + (high ? "H" : "L") + (unstable ? "U" : "S");
  }
  if (p.tumour == "resistant")
    return !high ? (unstable ? "T04" : "T03") : fit ? (unstable ? "T09" : "T07") : (unstable ? "T10" : "T08");
  if (!high) return unstable ? "T02" : "T01";
  if (p.tumour == "exquisite") return unstable ? "T06" : "T05";
  if (!present) return unstable ? "T06M" : "T05M";
  return fit ? "O06" : unstable ? "O06-U" : "O06-S";
}

std::string row_2013(const Patient& p) {
  const bool high = p.escc_group == "high";
  const bool unstable = p.stability == "unstable";
  if (p.tumour == "unknown_primary" || p.tumour == "primary_bone" || p.tumour == "unclassified") return "X01";
  if (!high && p.deficit == "present") return "G01";
  const bool resistant = p.tumour == "resistant";
  if (!high) return resistant ? (unstable ? "T04" : "T03") : (unstable ? "T02" : "T01");
  if (!resistant) return unstable ? "T06" : "T05";
  if (p.tolerates_surgery == "yes") return unstable ? "T09" : "T07";
  return unstable ? "T10" : "T08";
}

/// Reads a final table of an edition directly, by the names of its columns.
class TableReader {
public:
  TableReader(const Model& model, std::size_t final_table) : model_(model), table_(model.finals[final_table]) {}

  const UniqueTable::Row& row(const Patient& p) const {
    for (const auto& row : table_.rows) {
      bool fits = true;
      for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
        const auto& variable = model_.vocabulary.at(table_.inputs[i]);
        const std::string& value = variable.name == "escc_group"  ? p.escc_group
                                   : variable.name == "deficit"   ? p.deficit
                                   : variable.name == "tumour"    ? p.tumour
                                   : variable.name == "stability" ? p.stability
                                                                  : p.tolerates_surgery;
        fits = fits && row.cells[i].contains(variable.find(value));
      }
      if (fits) return row;
    }
    std::abort();
  }
  std::string output(const UniqueTable::Row& row, std::size_t n) const {
    return model_.vocabulary.at(table_.outputs[n]).values[static_cast<std::size_t>(row.outputs[n])];
  }

private:
  const Model& model_;
  const UniqueTable& table_;
};

template <class Check>
int every_patient(Check check) {
  int count = 0;
  for (const char* group : {"low", "high"}) {
    for (const char* deficit : {"absent", "present"}) {
      for (const char* tumour :
           {"exquisite", "moderate", "resistant", "unknown_primary", "primary_bone", "unclassified"}) {
        for (const char* stability : {"stable", "unstable"}) {
          for (const char* fit : {"yes", "no"}) {
            const Patient patient{group, deficit, tumour, stability, fit};
            SCOPED_TRACE(std::string(group) + " " + deficit + " " + tumour + " " + stability + " " + fit);
            check(patient);
            ++count;
          }
        }
      }
    }
  }
  return count;
}

TEST(SecondOpinion, TreatmentAndRowsOfBothEditions) {
  const struct {
    const char* edition;
    Treatment (*treatment)(const Patient&);
    std::string (*row)(const Patient&);
  } editions[] = {{"2023", treatment_2023, row_2023}, {"2013", treatment_2013, row_2013}};
  for (const auto& expected : editions) {
    const auto* edition = library().edition(expected.edition);
    ASSERT_NE(edition, nullptr);
    const TableReader table(edition->engine.model(), knowledge::Edition::treatment);
    const int count = every_patient([&](const Patient& patient) {
      const auto& row = table.row(patient);
      EXPECT_EQ(Treatment(table.output(row, 0), table.output(row, 1)), expected.treatment(patient))
          << expected.edition << " " << row.id;
      EXPECT_EQ(row.id, expected.row(patient)) << expected.edition;
    });
    EXPECT_EQ(count, 96);
  }
}

TEST(SecondOpinion, UrgencyOfBothEditions) {
  for (const auto& edition : library().editions) {
    const TableReader table(edition->engine.model(), knowledge::Edition::urgency);
    every_patient([&](const Patient& patient) {
      EXPECT_EQ(table.output(table.row(patient), 0), urgency(patient)) << edition->name;
    });
  }
}

TEST(SecondOpinion, MarksOfTheRows) {
  // The marks of the decision's table; a row that is an extension must never be shown as stated by the source.
  const std::pair<const char*, const char*> marks[] = {
      {"T01", "G S"},  {"T02", "G S"},  {"T03", "G S"},  {"T04", "G S"},  {"T05", "G S"}, {"T06", "G S"},
      {"T05M", "G S"}, {"T06M", "G S"}, {"O06", "S"},    {"O06-S", "G"},  {"O06-U", "G"}, {"T07", "G S"},
      {"T08", "G S"},  {"T09", "G S"},  {"T10", "G S"},  {"O08", "S"},    {"O08-S", "E"}, {"O08-U", "E"},
      {"G05-LS", "E"}, {"G05-LU", "E"}, {"G05-HS", "E"}, {"G05-HU", "E"}, {"O15", "S"},   {"O16-H", "E"},
      {"O16-HN", "S"}, {"O16-L", "S"},  {"G01", "E"},    {"X01", "E"}};
  const auto& table = library().edition("2023")->engine.model().finals[knowledge::Edition::treatment];
  EXPECT_EQ(table.rows.size(), std::size(marks));
  for (const auto& [row, mark] : marks) {
    const int at = table.find(row);
    ASSERT_GE(at, 0) << row;
    EXPECT_EQ(table.rows[static_cast<std::size_t>(at)].notes.mark, mark) << row;
  }
}

TEST(SecondOpinion, ClassesOfTheHistologies) {
  const std::pair<const char*, std::vector<const char*>> classes[] = {
      {"exquisite", {"myeloma", "plasmacytoma", "lymphoma", "leukaemia", "seminoma"}},
      {"moderate", {"breast", "prostate", "ovary", "neuroendocrine", "carcinoid", "sclc"}},
      {"resistant", {"nsclc",        "rcc",     "colon",    "rectum",        "colorectal",
                     "thyroid",      "hcc",     "melanoma", "sarcoma",       "chondrosarcoma",
                     "osteosarcoma", "bladder", "stomach",  "oesophagus",    "pancreas",
                     "gallbladder",  "uterus",  "cervix",   "head_and_neck", "germ_cell_nonseminoma",
                     "other_solid"}},
      {"unknown_primary", {"unknown"}},
      {"primary_bone", {"chordoma", "primary_spine_sarcoma"}},
      {"unclassified", {"ewing", "neuroblastoma", "rhabdomyosarcoma"}}};
  std::size_t count = 0;
  for (const auto& [tumour, keys] : classes) {
    for (const char* key : keys) {
      const auto found = std::find_if(library().histologies.begin(), library().histologies.end(),
                                      [&](const auto& h) { return h.key == key; });
      ASSERT_NE(found, library().histologies.end()) << key;
      EXPECT_EQ(found->tumour, tumour) << key;
      ++count;
    }
  }
  EXPECT_EQ(count, library().histologies.size()) << "a histology that the decision does not name";
}

TEST(SecondOpinion, AlternativesVetoesAndCautions) {
  for (const auto& difference : rule_differences(library())) ADD_FAILURE() << difference;
  // Alternatives belong to edition 2023; vetoes and cautions to both.
  EXPECT_TRUE(library().edition("2013")->engine.model().collects[knowledge::Edition::alternatives].rules.empty());
}

TEST(SecondOpinion, GroupsOfTheGrades) {
  const std::pair<const char*, const char*> groups[] = {{"0", "low"},  {"1a", "low"}, {"1b", "low"},
                                                        {"1c", "low"}, {"2", "high"}, {"3", "high"}};
  for (const auto& edition : library().editions) {
    const Model& model = edition->engine.model();
    const auto table =
        std::find_if(model.steps.begin(), model.steps.end(), [](const auto& t) { return t.id == "escc_group"; });
    ASSERT_NE(table, model.steps.end());
    for (const auto& [grade, group] : groups) {
      const int value = model.vocabulary.at(table->inputs[0]).find(grade);
      for (const auto& row : table->rows) {
        if (!row.cells[0].contains(value)) continue;
        EXPECT_EQ(model.vocabulary.at(table->outputs[0]).values[static_cast<std::size_t>(row.outputs[0])], group)
            << grade;
      }
    }
  }
}

}  // namespace
}  // namespace noms::test
