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

inline bool collapsed(const Facts& f) {
  return f.is("vertebral_body", {"collapse_over_half", "collapse_under_half"});
}
inline bool untreated(const Facts& f) {
  return f.is("systemic_therapy_before", {"no"});
}
inline bool operated(const Facts& f) {
  return f.is("surgery", {"stabilization", "decompression_stabilization"});
}
inline bool sensitive_to_cebrt(const Facts& f) {
  return f.is("tumour", {"exquisite", "moderate"}) && f.is("radiation", {"cebrt"});
}
/// The case in which the review of 2023 decompresses a sensitive tumour and the grid of 2013 does not.
inline bool decompressed_2023(const Facts& f) {
  return f.is("escc_group", {"high"}) && f.is("deficit", {"present"}) && f.is("tumour", {"moderate"}) &&
         f.is("tolerates_surgery", {"yes"});
}

// Why an alternative does not stand: nothing to irradiate with, no tolerance of it, or no local therapy at all.
constexpr const char* no_radiation = "fitness_radiotherapy = not_tolerated; local_therapy = not_reasonable";
constexpr const char* no_radiosurgery =
    "ssrs_available = no; fitness_radiotherapy = not_tolerated; local_therapy = not_reasonable";

inline const std::vector<RuleOpinion>& alternative_opinions() {
  static const std::vector<RuleOpinion> all = {
      {"A-O13",
       {"escc", "deficit", "tumour", "stability"},
       [](const Facts& f) {
         return f.is("escc", {"2"}) && f.is("deficit", {"absent"}) && f.is("tumour", {"resistant"}) &&
                f.is("stability", {"stable"});
       },
       {"none", "ssrs_hypofractionated", no_radiosurgery}},
      {"A-O06/stable",
       {"escc_group", "deficit", "tumour", "tolerates_surgery", "stability"},
       [](const Facts& f) { return decompressed_2023(f) && f.is("stability", {"stable"}); },
       {"none", "cebrt", no_radiation}},
      {"A-O06/unstable",
       {"escc_group", "deficit", "tumour", "tolerates_surgery", "stability"},
       [](const Facts& f) { return decompressed_2023(f) && f.is("stability", {"unstable"}); },
       {"stabilization", "cebrt", no_radiation}},
      {"A-S05",
       {"few_metastases", "primary_controlled", "tumour", "radiation"},
       [](const Facts& f) {
         return f.is("few_metastases", {"yes"}) && f.is("primary_controlled", {"yes"}) && sensitive_to_cebrt(f);
       },
       {"same", "ssrs", no_radiosurgery}},
      {"A-G04",
       {"prior_radiation_any", "tumour", "radiation"},
       [](const Facts& f) { return f.is("prior_radiation_any", {"yes"}) && sensitive_to_cebrt(f); },
       {"same", "ssrs", no_radiosurgery}},
      {"A-SLITT",
       {"escc_group", "tumour", "tolerates_surgery", "thoracic", "deficit"},
       [](const Facts& f) {
         return f.is("escc_group", {"high"}) && f.is("tumour", {"resistant"}) && f.is("tolerates_surgery", {"no"}) &&
                f.is("thoracic", {"yes"}) && f.is("deficit", {"absent"});
       },
       {"laser_decompression", "ssrs", no_radiosurgery}},
      {"A-G07",
       {"ssrs_available", "radiation"},
       [](const Facts& f) { return f.is("ssrs_available", {"no"}) && f.is("radiation", {"ssrs"}); },
       {"same", "cebrt", no_radiation}},
      {"A-G08",
       {"survival_under_3_months"},
       [](const Facts& f) { return f.is("survival_under_3_months", {"yes"}); },
       {"none", "cebrt", "-"}},
  };
  return all;
}

inline const std::vector<RuleOpinion>& veto_opinions() {
  static const std::vector<RuleOpinion> all = {
      {"S-01/radiotherapy",
       {"fitness_radiotherapy"},
       [](const Facts& f) { return f.is("fitness_radiotherapy", {"not_tolerated"}); },
       {}},
      {"S-01/local_therapy",
       {"local_therapy"},
       [](const Facts& f) { return f.is("local_therapy", {"not_reasonable"}); },
       {}},
  };
  return all;
}

/// Cautions with no other value to look at and, but for the first, no place among the red flags.
inline const std::vector<RuleOpinion>& caution_opinions() {
  static const std::vector<RuleOpinion> all = {
      {"C-NO-HISTOLOGY",
       {"deficit", "escc_group", "histology_recorded"},
       [](const Facts& f) {
         return f.is("deficit", {"present"}) && f.is("escc_group", {"high"}) && f.is("histology_recorded", {"no"});
       },
       {"-", "yes"}},
      {"C-UNEXPLAINED",
       {"deficit", "frankel", "asia", "ambulation"},
       [](const Facts& f) {
         return f.is("deficit", {"absent"}) &&
                (f.is("frankel", {"D"}) || f.is("asia", {"D"}) || f.is("ambulation", {"non_ambulatory"}));
       },
       {"-", "yes"}},
      {"C-1C", {"escc"}, [](const Facts& f) { return f.is("escc", {"1c"}); }, {"escc = 2", "-"}},
      {"C-CONUS", {"below_conus"}, [](const Facts& f) { return f.is("below_conus", {"yes"}); }, {"-", "-"}},
      {"C-LEVEL",
       {"myelopathy", "below_conus"},
       [](const Facts& f) { return f.is("myelopathy", {"yes"}) && f.is("below_conus", {"yes"}); },
       {"-", "yes"}},
      {"C-VCF",
       {"radiation", "bone_lesion", "alignment", "fracture_before", "vertebral_body", "age_over_55",
        "high_dose_per_fraction"},
       [](const Facts& f) {
         const bool fractured = f.is("fracture_before", {"yes"}) || collapsed(f);
         const bool weak = f.is("bone_lesion", {"lytic"}) || f.is("alignment", {"de_novo_deformity"});
         return f.is("radiation", {"ssrs"}) &&
                (weak || fractured || f.is("age_over_55", {"yes"}) || f.is("high_dose_per_fraction", {"yes"}));
       },
       {"-", "-"}},
      {"C-DMIN", {"low_gtv_dmin"}, [](const Facts& f) { return f.is("low_gtv_dmin", {"yes"}); }, {"-", "-"}},
      {"C-CORD", {"high_cord_dmax"}, [](const Facts& f) { return f.is("high_cord_dmax", {"yes"}); }, {"-", "-"}},
      {"C-GAP", {"narrow_cord_gap"}, [](const Facts& f) { return f.is("narrow_cord_gap", {"yes"}); }, {"-", "-"}},
      {"C-APEX",
       {"escc", "deficit", "tumour", "stability", "apex"},
       [](const Facts& f) { return alternative_opinions()[0].fires(f) && f.is("apex", {"yes"}); },
       {"-", "-"}},
      {"C-PLEGIA",
       {"deficit_over_48_hours", "frankel", "asia"},
       [](const Facts& f) {
         return f.is("deficit_over_48_hours", {"yes"}) && (f.is("frankel", {"A", "B"}) || f.is("asia", {"A", "B"}));
       },
       {"-", "-"}},
      {"C-COLLAPSE",
       {"tumour", "deficit", "vertebral_body"},
       [](const Facts& f) { return f.is("tumour", {"exquisite"}) && f.is("deficit", {"present"}) && collapsed(f); },
       {"-", "-"}},
      {"C-SYSTEMIC/prostate",
       {"histology", "systemic_therapy_before"},
       [](const Facts& f) { return f.is("histology", {"prostate"}) && untreated(f); },
       {"-", "-"}},
      {"C-SYSTEMIC/lung",
       {"histology", "driver_mutation", "systemic_therapy_before"},
       [](const Facts& f) { return f.is("histology", {"nsclc"}) && f.is("driver_mutation", {"yes"}) && untreated(f); },
       {"-", "-"}},
      {"C-SYSTEMIC/germ_cell",
       {"histology", "systemic_therapy_before"},
       [](const Facts& f) {
         return f.is("histology", {"seminoma", "germ_cell_nonseminoma"}) && untreated(f);
       },
       {"-", "-"}},
      {"C-SYSTEMIC/haematologic",
       {"histology", "systemic_therapy_before"},
       [](const Facts& f) {
         return f.is("histology", {"lymphoma", "myeloma"}) && untreated(f);
       },
       {"-", "-"}},
      {"C-PLL",
       {"surgery"},
       [](const Facts& f) { return f.is("surgery", {"decompression_stabilization"}); },
       {"-", "-"}},
      {"C-WAIT",
       {"surgery", "radiation"},
       [](const Facts& f) { return operated(f) && f.is("radiation", {"ssrs"}); },
       {"-", "-"}},
      {"C-RT-SURGERY",
       {"surgery", "prior_cebrt", "prior_ssrs"},
       [](const Facts& f) { return operated(f) && (f.is("prior_cebrt", {"yes"}) || f.is("prior_ssrs", {"yes"})); },
       {"-", "-"}},
      {"C-REIRRADIATION",
       {"radiation", "prior_radiation_any"},
       [](const Facts& f) {
         return f.is("prior_radiation_any", {"yes"}) && f.is("radiation", {"cebrt", "ssrs", "per_histology"});
       },
       {"-", "-"}},
      {"C-UNFIT-FIXATION",
       {"surgery", "tolerates_surgery"},
       [](const Facts& f) { return f.is("surgery", {"stabilization"}) && f.is("tolerates_surgery", {"no"}); },
       {"-", "-"}},
      {"C-FIXED", {"prior_fixation"}, [](const Facts& f) { return f.is("prior_fixation", {"yes"}); }, {"-", "-"}},
      {"C-OPINION/unstable",
       {"stability", "surgeon_stability_opinion"},
       [](const Facts& f) { return f.is("stability", {"stable"}) && f.is("surgeon_stability_opinion", {"unstable"}); },
       {"-", "-"}},
      {"C-OPINION/stable",
       {"stability", "surgeon_stability_opinion"},
       [](const Facts& f) { return f.is("stability", {"unstable"}) && f.is("surgeon_stability_opinion", {"stable"}); },
       {"-", "-"}},
      {"C-PRIMARY-BONE",
       {"tumour", "surgery"},
       [](const Facts& f) {
         return f.is("tumour", {"primary_bone"}) && f.is("surgery", {"decompression_stabilization"});
       },
       {"-", "-"}},
      {"C-BIOPSY",
       {"tumour", "deficit"},
       [](const Facts& f) { return f.is("tumour", {"unknown_primary"}) && f.is("deficit", {"absent"}); },
       {"-", "-"}},
      {"C-LEVELS",
       {"several_lesions", "several_levels"},
       [](const Facts& f) { return f.is("several_lesions", {"yes"}) || f.is("several_levels", {"yes"}); },
       {"-", "-"}},
      // Histologies whose class is disputed
      {"C-DISPUTED/breast_prostate",
       {"histology"},
       [](const Facts& f) {
         return f.is("histology", {"breast", "prostate"});
       },
       {"-", "-"}},
      {"C-DISPUTED/ovary", {"histology"}, [](const Facts& f) { return f.is("histology", {"ovary"}); }, {"-", "-"}},
      {"C-DISPUTED/neuroendocrine",
       {"histology"},
       [](const Facts& f) {
         return f.is("histology", {"neuroendocrine", "carcinoid"});
       },
       {"-", "-"}},
      {"C-DISPUTED/sclc", {"histology"}, [](const Facts& f) { return f.is("histology", {"sclc"}); }, {"-", "-"}},
      {"C-DISPUTED/seminoma",
       {"histology"},
       [](const Facts& f) { return f.is("histology", {"seminoma"}); },
       {"-", "-"}},
      {"C-DISPUTED/nonseminoma",
       {"histology"},
       [](const Facts& f) { return f.is("histology", {"germ_cell_nonseminoma"}); },
       {"-", "-"}},
      {"C-DISPUTED/neuroblastoma",
       {"histology"},
       [](const Facts& f) { return f.is("histology", {"neuroblastoma"}); },
       {"-", "-"}},
      {"C-DISPUTED/default",
       {"histology"},
       [](const Facts& f) {
         return f.is("histology", {"bladder", "stomach", "oesophagus", "pancreas", "gallbladder", "uterus", "cervix",
                                   "head_and_neck", "other_solid"});
       },
       {"-", "-"}},
  };
  return all;
}

inline std::vector<RuleOpinion> rule_opinions() {
  std::vector<RuleOpinion> all;
  for (const auto* part : {&alternative_opinions(), &veto_opinions(), &caution_opinions()})
    all.insert(all.end(), part->begin(), part->end());
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
  const auto opinions = rule_opinions();
  if (rows.size() != opinions.size()) differences.push_back("there are other rows");
  for (const auto& opinion : opinions) {
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
