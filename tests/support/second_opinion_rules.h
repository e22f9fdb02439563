// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "noms/knowledge/library.h"

// Alternatives, vetoes and cautions written a second time as plain code from the prose of the decision.

namespace noms::test {

/// Values by name of fact, decision or output.
class Facts {
public:
  void set(const std::string& name, const std::string& value) { values_[name] = value; }
  bool is(const std::string& name, std::initializer_list<const char*> any) const {
    const auto found = values_.find(name);
    return found != values_.end() &&
           std::any_of(any.begin(), any.end(), [&](const char* value) { return found->second == value; });
  }

private:
  std::map<std::string, std::string> values_;
};

struct RuleOpinion {
  const char* row;
  std::vector<const char*> variables;  ///< all that the rule looks at
  bool (*fires)(const Facts&);
  std::vector<const char*> outputs;  ///< of the output columns
};

inline const std::vector<RuleOpinion>& rule_opinions() {
  static const std::vector<RuleOpinion> all = {
      // Alternatives
      {"A-O13",
       {"escc", "deficit", "tumour", "stability"},
       [](const Facts& f) {
         return f.is("escc", {"2"}) && f.is("deficit", {"absent"}) && f.is("tumour", {"resistant"}) &&
                f.is("stability", {"stable"});
       },
       {"none", "ssrs_hypofractionated"}},
      {"A-O06/stable",
       {"escc_group", "deficit", "tumour", "tolerates_surgery", "stability"},
       [](const Facts& f) {
         return f.is("escc_group", {"high"}) && f.is("deficit", {"present"}) && f.is("tumour", {"moderate"}) &&
                f.is("tolerates_surgery", {"yes"}) && f.is("stability", {"stable"});
       },
       {"none", "cebrt"}},
      {"A-O06/unstable",
       {"escc_group", "deficit", "tumour", "tolerates_surgery", "stability"},
       [](const Facts& f) {
         return f.is("escc_group", {"high"}) && f.is("deficit", {"present"}) && f.is("tumour", {"moderate"}) &&
                f.is("tolerates_surgery", {"yes"}) && f.is("stability", {"unstable"});
       },
       {"stabilization", "cebrt"}},
      {"A-S05",
       {"few_metastases", "primary_controlled", "tumour", "radiation"},
       [](const Facts& f) {
         return f.is("few_metastases", {"yes"}) && f.is("primary_controlled", {"yes"}) &&
                f.is("tumour", {"exquisite", "moderate"}) && f.is("radiation", {"cebrt"});
       },
       {"same", "ssrs"}},
      {"A-G04",
       {"prior_radiation_any", "tumour", "radiation"},
       [](const Facts& f) {
         return f.is("prior_radiation_any", {"yes"}) && f.is("tumour", {"exquisite", "moderate"}) &&
                f.is("radiation", {"cebrt"});
       },
       {"same", "ssrs"}},
      {"A-SLITT",
       {"escc_group", "tumour", "tolerates_surgery", "thoracic", "deficit"},
       [](const Facts& f) {
         return f.is("escc_group", {"high"}) && f.is("tumour", {"resistant"}) && f.is("tolerates_surgery", {"no"}) &&
                f.is("thoracic", {"yes"}) && f.is("deficit", {"absent"});
       },
       {"laser_decompression", "ssrs"}},
      {"A-G07",
       {"ssrs_available", "radiation"},
       [](const Facts& f) { return f.is("ssrs_available", {"no"}) && f.is("radiation", {"ssrs"}); },
       {"same", "cebrt"}},
      {"A-G08",
       {"survival_under_3_months"},
       [](const Facts& f) { return f.is("survival_under_3_months", {"yes"}); },
       {"none", "cebrt"}},
      // Vetoes
      {"S-01/radiotherapy",
       {"fitness_radiotherapy"},
       [](const Facts& f) { return f.is("fitness_radiotherapy", {"not_tolerated"}); },
       {}},
      {"S-01/local_therapy",
       {"local_therapy"},
       [](const Facts& f) { return f.is("local_therapy", {"not_reasonable"}); },
       {}},
      // Cautions
      {"C-1C", {"escc"}, [](const Facts& f) { return f.is("escc", {"1c"}); }, {"escc = 2"}},
      {"C-CONUS", {"below_conus"}, [](const Facts& f) { return f.is("below_conus", {"yes"}); }, {"-"}},
      {"C-VCF",
       {"radiation", "bone_lesion", "alignment", "fracture_before", "vertebral_body", "age_over_55",
        "high_dose_per_fraction"},
       [](const Facts& f) {
         const bool fractured =
             f.is("fracture_before", {"yes"}) || f.is("vertebral_body", {"collapse_over_half", "collapse_under_half"});
         return f.is("radiation", {"ssrs"}) &&
                (f.is("bone_lesion", {"lytic"}) || f.is("alignment", {"de_novo_deformity"}) || fractured ||
                 f.is("age_over_55", {"yes"}) || f.is("high_dose_per_fraction", {"yes"}));
       },
       {"-"}},
      {"C-APEX",
       {"escc", "deficit", "tumour", "stability", "apex"},
       [](const Facts& f) {
         return f.is("escc", {"2"}) && f.is("deficit", {"absent"}) && f.is("tumour", {"resistant"}) &&
                f.is("stability", {"stable"}) && f.is("apex", {"yes"});
       },
       {"-"}},
      {"C-PLEGIA",
       {"deficit_over_48_hours", "frankel", "asia"},
       [](const Facts& f) {
         return f.is("deficit_over_48_hours", {"yes"}) && (f.is("frankel", {"A", "B"}) || f.is("asia", {"A", "B"}));
       },
       {"-"}},
      {"C-SYSTEMIC/prostate",
       {"histology", "systemic_therapy_before"},
       [](const Facts& f) { return f.is("histology", {"prostate"}) && f.is("systemic_therapy_before", {"no"}); },
       {"-"}},
      {"C-SYSTEMIC/lung",
       {"histology", "driver_mutation", "systemic_therapy_before"},
       [](const Facts& f) {
         return f.is("histology", {"nsclc"}) && f.is("driver_mutation", {"yes"}) &&
                f.is("systemic_therapy_before", {"no"});
       },
       {"-"}},
      {"C-SYSTEMIC/germ_cell",
       {"histology", "systemic_therapy_before"},
       [](const Facts& f) {
         return f.is("histology", {"seminoma", "germ_cell_nonseminoma"}) && f.is("systemic_therapy_before", {"no"});
       },
       {"-"}},
      {"C-SYSTEMIC/haematologic",
       {"histology", "systemic_therapy_before"},
       [](const Facts& f) {
         return f.is("histology", {"lymphoma", "myeloma"}) && f.is("systemic_therapy_before", {"no"});
       },
       {"-"}},
      {"C-PLL", {"surgery"}, [](const Facts& f) { return f.is("surgery", {"decompression_stabilization"}); }, {"-"}},
      {"C-WAIT",
       {"surgery", "radiation"},
       [](const Facts& f) {
         return f.is("surgery", {"stabilization", "decompression_stabilization"}) && f.is("radiation", {"ssrs"});
       },
       {"-"}},
      {"C-RT-SURGERY",
       {"surgery", "prior_cebrt", "prior_ssrs"},
       [](const Facts& f) {
         return f.is("surgery", {"stabilization", "decompression_stabilization"}) &&
                (f.is("prior_cebrt", {"yes"}) || f.is("prior_ssrs", {"yes"}));
       },
       {"-"}},
      {"C-BIOPSY",
       {"tumour", "deficit"},
       [](const Facts& f) { return f.is("tumour", {"unknown_primary"}) && f.is("deficit", {"absent"}); },
       {"-"}},
      {"C-LEVELS",
       {"several_lesions", "several_levels"},
       [](const Facts& f) { return f.is("several_lesions", {"yes"}) || f.is("several_levels", {"yes"}); },
       {"-"}},
      // Histologies whose class is disputed
      {"C-DISPUTED/breast_prostate",
       {"histology"},
       [](const Facts& f) {
         return f.is("histology", {"breast", "prostate"});
       },
       {"-"}},
      {"C-DISPUTED/ovary", {"histology"}, [](const Facts& f) { return f.is("histology", {"ovary"}); }, {"-"}},
      {"C-DISPUTED/neuroendocrine",
       {"histology"},
       [](const Facts& f) {
         return f.is("histology", {"neuroendocrine", "carcinoid"});
       },
       {"-"}},
      {"C-DISPUTED/sclc", {"histology"}, [](const Facts& f) { return f.is("histology", {"sclc"}); }, {"-"}},
      {"C-DISPUTED/seminoma", {"histology"}, [](const Facts& f) { return f.is("histology", {"seminoma"}); }, {"-"}},
      {"C-DISPUTED/nonseminoma",
       {"histology"},
       [](const Facts& f) { return f.is("histology", {"germ_cell_nonseminoma"}); },
       {"-"}},
      {"C-DISPUTED/neuroblastoma",
       {"histology"},
       [](const Facts& f) { return f.is("histology", {"neuroblastoma"}); },
       {"-"}},
      {"C-DISPUTED/default",
       {"histology"},
       [](const Facts& f) {
         return f.is("histology", {"bladder", "stomach", "oesophagus", "pancreas", "gallbladder", "uterus", "cervix",
                                   "head_and_neck", "other_solid"});
       },
       {"-"}},
  };
  return all;
}

/// Where the rules of the library and the plain code differ; empty when they agree over every combination of what a
/// rule looks at.
inline std::vector<std::string> rule_differences(const knowledge::Library& library) {
  std::vector<std::string> differences;
  const auto& model = library.edition("2023")->engine.model();
  const auto& vocabulary = model.vocabulary;
  std::map<std::string, std::vector<const decision_table::Rule::Way*>> rows;
  for (const auto& table : model.collects) {
    for (const auto& rule : table.rules) {
      for (const auto& way : rule.ways) rows[way.row].push_back(&way);
    }
  }
  if (rows.size() != rule_opinions().size()) differences.push_back("there are other rows");
  for (const auto& opinion : rule_opinions()) {
    const auto ways = rows.find(opinion.row);
    if (ways == rows.end()) {
      differences.push_back(std::string(opinion.row) + " is missing");
      continue;
    }
    for (const auto* way : ways->second) {
      if (way->outputs != std::vector<std::string>(opinion.outputs.begin(), opinion.outputs.end()))
        differences.push_back(std::string(opinion.row) + ": other outputs");
    }
    std::vector<decision_table::VariableId> variables;
    for (const char* name : opinion.variables) variables.push_back(vocabulary.find(name));
    for (const auto* way : ways->second) {
      for (const auto& [variable, set] : way->when) {
        if (std::find(variables.begin(), variables.end(), variable) == variables.end()) variables.push_back(variable);
      }
    }
    std::vector<std::size_t> at(variables.size(), 0);
    for (bool more = true; more;) {
      Facts facts;
      for (std::size_t v = 0; v < variables.size(); ++v)
        facts.set(vocabulary.at(variables[v]).name, vocabulary.at(variables[v]).values[at[v]]);
      const bool fires = std::any_of(ways->second.begin(), ways->second.end(), [&](const auto* way) {
        return std::all_of(way->when.begin(), way->when.end(), [&](const auto& condition) {
          const auto n = static_cast<std::size_t>(std::find(variables.begin(), variables.end(), condition.first) -
                                                  variables.begin());
          return condition.second.contains(static_cast<int>(at[n]));
        });
      });
      if (fires != opinion.fires(facts)) {
        differences.push_back(std::string(opinion.row) +
                              (fires ? " fires where it should not" : " does not fire where it should"));
        break;
      }
      std::size_t v = 0;
      while (v < variables.size() && ++at[v] == vocabulary.at(variables[v]).values.size()) at[v++] = 0;
      more = v < variables.size();
    }
  }
  return differences;
}

}  // namespace noms::test
