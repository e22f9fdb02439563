// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/label_conventions.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "noms/decision_table/text_table.h"
#include "noms/foundation/text.h"

namespace noms::imaging {

namespace {

/// Words without blanks in between, so that "spinal_cord" and "SpinalCord" meet.
std::string looked_up(std::string_view name) {
  std::string out = folded(name);
  std::erase(out, ' ');
  return out;
}

struct Vertebra {
  int label;
  std::string name;
  double rank;
  Vec3 centre;
  double mm3;
};

}  // namespace

Result<LabelConventions> LabelConventions::read(std::string file, std::string_view text) {
  const auto document = decision_table::read_markdown(std::move(file), text);
  if (!document) return document.error();
  const auto* numbers = document.value().table_under("Numbers");
  const auto* names = document.value().table_under("Names");
  if (numbers == nullptr || names == nullptr) {
    return Issue{ErrorCode::KnowledgeSyntax, document.value().file, "the tables Numbers and Names are needed"};
  }
  LabelConventions out;
  for (const auto& row : numbers->rows) {
    const auto label = whole_of(numbers->cell(row, "label"));
    const std::string scheme(numbers->cell(row, "scheme"));
    const std::string structure(numbers->cell(row, "structure"));
    if (!label || *label < 1 || *label > 100'000 || scheme.empty() || structure.empty()) {
      return Issue{ErrorCode::KnowledgeValue, numbers->at(row.line),
                   "a scheme, a whole number above 0 and a structure are needed"};
    }
    if (!out.schemes_[scheme].emplace(static_cast<int>(*label), structure).second) {
      return Issue{ErrorCode::KnowledgeValue, numbers->at(row.line), "this label stands twice in its scheme"};
    }
  }
  for (const auto& row : names->rows) {
    if (!out.names_.emplace(looked_up(names->cell(row, "name")), std::string(names->cell(row, "structure"))).second) {
      return Issue{ErrorCode::KnowledgeValue, names->at(row.line), "this name stands twice"};
    }
  }
  return out;
}

std::optional<std::string> LabelConventions::structure_of(std::string_view scheme, int label) const {
  const auto found = schemes_.find(scheme);
  if (found == schemes_.end()) return std::nullopt;
  const auto at = found->second.find(label);
  return at == found->second.end() ? std::nullopt : std::optional<std::string>(at->second);
}

std::optional<std::string> LabelConventions::structure_of_name(std::string_view name) const {
  const auto at = names_.find(looked_up(name));
  return at == names_.end() ? std::nullopt : std::optional<std::string>(at->second);
}

std::vector<std::string_view> LabelConventions::schemes() const {
  std::vector<std::string_view> out;
  for (const auto& [name, labels] : schemes_) out.emplace_back(name);
  return out;
}

std::string LabelConventions::suggestion(const std::vector<int>& labels) const {
  const std::set<int> all(labels.begin(), labels.end());
  const auto any = [&](int low, int high) {
    return std::any_of(all.begin(), all.end(), [&](int v) { return v >= low && v <= high; });
  };
  if (any(41, 47) && (all.contains(1) || all.contains(2)) && any(63, 100)) return "totalspineseg";
  if (any(41, 51) && all.contains(60)) return "spineps_subregions";
  if (any(101, 124)) return "spineps_vertebrae";
  if (all.contains(79) || any(86, 89)) return "totalsegmentator_v2";
  if (!all.empty() && *all.rbegin() <= 28) return "verse";
  return {};
}

Result<std::map<int, std::string>> LabelConventions::meanings(const std::map<int, std::string>& names_in_file,
                                                              const std::vector<int>& labels,
                                                              std::string_view scheme) const {
  std::map<int, std::string> out;
  for (const int label : labels) {
    const auto name = names_in_file.find(label);
    if (name == names_in_file.end()) continue;
    if (const auto structure = structure_of_name(name->second)) out[label] = *structure;
  }
  if (!out.empty() && scheme.empty()) return out;
  if (scheme.empty()) {
    const std::string near = suggestion(labels);
    return Issue{ErrorCode::MissingField, "scheme",
                 "the file carries no label names; say which tool made it with --scheme" +
                     (near.empty() ? std::string() : " (the numbers look like " + near + ")")};
  }
  const auto found = schemes_.find(scheme);
  if (found == schemes_.end()) {
    const auto near = nearest(scheme, schemes());
    return Issue{
        ErrorCode::UnknownValue, "scheme",
        near ? "there is no such scheme; did you mean " + std::string(*near) + "?" : "there is no such scheme"};
  }
  std::map<int, std::string> by_scheme;
  for (const int label : labels) {
    if (const auto at = found->second.find(label); at != found->second.end()) by_scheme[label] = at->second;
  }
  for (const auto& [label, structure] : out) {
    const auto at = by_scheme.find(label);
    if (at != by_scheme.end() && at->second != structure) {
      return Issue{ErrorCode::Contradiction, "label " + std::to_string(label),
                   "the name in the file and the scheme mean different structures"};
    }
  }
  return by_scheme;
}

std::optional<double> level_rank(std::string_view s) {
  if (s == "sacrum") return 26;
  if (s == "T13") return 19.5;
  if (s.size() < 2) return std::nullopt;
  const auto number = whole_of(s.substr(1));
  if (!number) return std::nullopt;
  const auto n = static_cast<double>(*number);
  if (s[0] == 'C' && n >= 1 && n <= 7) return n;
  if (s[0] == 'T' && n >= 1 && n <= 12) return 7 + n;
  if (s[0] == 'L' && n >= 1 && n <= 6) return 19 + n;
  if (s[0] == 'S' && n >= 1 && n <= 5) return 25 + n;
  return std::nullopt;
}

std::vector<std::string> label_doubts(const Labels& labels, const std::map<int, std::string>& meanings) {
  std::map<int, std::pair<Vec3, double>> sums;
  std::size_t n = 0;
  for (int k = 0; k < labels.grid.size[2]; ++k) {
    for (int j = 0; j < labels.grid.size[1]; ++j) {
      for (int i = 0; i < labels.grid.size[0]; ++i, ++n) {
        if (labels.voxels[n] == 0) continue;
        auto& [sum, count] = sums[labels.voxels[n]];
        sum = sum + Vec3{static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)};
        count += 1;
      }
    }
  }
  std::vector<Vertebra> spine;
  for (const auto& [label, sum] : sums) {
    const auto meaning = meanings.find(label);
    if (meaning == meanings.end() || !level_rank(meaning->second)) continue;
    const Vec3 mean = (1 / sum.second) * sum.first;
    spine.push_back({label, meaning->second, *level_rank(meaning->second),
                     labels.grid.affine.patient(mean.x, mean.y, mean.z), sum.second * labels.grid.voxel_volume()});
  }
  std::sort(spine.begin(), spine.end(), [](const Vertebra& a, const Vertebra& b) { return a.rank < b.rank; });
  std::vector<std::string> out;
  for (std::size_t v = 1; v < spine.size(); ++v) {
    const Vertebra& a = spine[v - 1];
    const Vertebra& b = spine[v];
    const std::string pair =
        a.name + " (label " + std::to_string(a.label) + ") and " + b.name + " (label " + std::to_string(b.label) + ")";
    if (b.centre.z > a.centre.z) out.push_back(pair + " lie in the wrong order along the spine");
    if (b.rank - a.rank > 1.5) out.push_back("between " + pair + " a level is missing");
    const double apart = length(b.centre - a.centre);
    if (apart < 8) out.push_back(pair + " lie " + shortest(std::round(apart)) + " mm apart: fused or split labels");
    const bool whole = v > 1 && v + 1 < spine.size();
    if (whole && std::max(a.mm3, b.mm3) > 1.6 * std::min(a.mm3, b.mm3))
      out.push_back(pair + " differ in volume by more than 60 %");
  }
  return out;
}

}  // namespace noms::imaging
