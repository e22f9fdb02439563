// SPDX-License-Identifier: Apache-2.0
// With facts missing a score is exactly what its completions reach: against every completion, on the tables and on
// whole cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "noms/foundation/text.h"
#include "noms/prognosis/fixtures.h"
#include "noms/prognosis/internal/book.h"

namespace noms::prognosis {
namespace {

using decision_table::ValueSet;
using decision_table::VariableId;
using internal::Base;
using internal::Score;
using internal::State;

/// One complete case the plain way: row by row, item by item. Empty when facts exclude each other; -1 is outside.
class Plain {
public:
  explicit Plain(const Score& score)
      : score_(score), values_(static_cast<std::size_t>(score.model.vocabulary.size()), -1) {}

  void set(VariableId variable, int value) { values_[static_cast<std::size_t>(variable)] = value; }

  std::optional<int> total() {
    for (const auto& conditions : score_.model.impossible) {
      if (std::ranges::all_of(conditions, [&](const auto& c) { return c.second.contains(value(c.first)); }))
        return std::nullopt;
    }
    std::size_t step = 0;
    for (std::size_t s = 0; s <= score_.model.scores.size(); ++s) {
      for (; step < score_.model.steps.size() && runs(score_.model.steps[step]); ++step) {
      }
      if (s < score_.model.scores.size()) add(score_.model.scores[s]);
    }
    return score_.totals[static_cast<std::size_t>(value(score_.total))];
  }

private:
  int value(VariableId variable) const { return values_[static_cast<std::size_t>(variable)]; }

  bool runs(const decision_table::UniqueTable& table) {
    if (std::ranges::any_of(table.inputs, [&](VariableId v) { return value(v) < 0; })) return false;
    for (const auto& row : table.rows) {
      bool fits = true;
      for (std::size_t i = 0; i < table.inputs.size(); ++i)
        fits = fits && row.cells[i].contains(value(table.inputs[i]));
      if (fits) set(table.outputs[0], row.outputs[0]);
    }
    return true;
  }

  void add(const decision_table::ScoreTable& table) {
    int sum = 0;
    for (const auto& component : table.components)
      sum += component.points[static_cast<std::size_t>(value(component.variable))];
    set(table.category, table.category_of(sum));
  }

  const Score& score_;
  std::vector<int> values_;
};

/// Every total that some completion of the states reaches.
std::set<int> brute_force(const Score& score, const std::vector<State>& states) {
  std::set<int> totals;
  std::vector<std::pair<VariableId, std::vector<int>>> axes;
  for (std::size_t b = 0; b < score.bases.size(); ++b) {
    if (score.bases[b].kind == Base::Kind::Total) continue;
    std::vector<int> values;
    for (ValueSet s = states[b].set; !s.empty(); s = s.rest()) values.push_back(s.lowest());
    axes.emplace_back(score.bases[b].variable, std::move(values));
  }
  std::vector<std::size_t> at(axes.size(), 0);
  for (;;) {
    Plain plain(score);
    for (std::size_t i = 0; i < axes.size(); ++i) plain.set(axes[i].first, axes[i].second[at[i]]);
    if (const auto total = plain.total()) totals.insert(*total);
    std::size_t i = 0;
    while (i < at.size() && ++at[i] == axes[i].second.size()) at[i++] = 0;
    if (i == at.size()) return totals;
  }
}

/// Random states with at most `most` completions.
std::vector<State> random_states(const Score& score, std::mt19937& random, double most) {
  std::vector<State> states;
  double completions = 1;
  for (std::size_t b = 0; b < score.bases.size(); ++b) {
    if (score.bases[b].kind == Base::Kind::Total) {
      states.push_back({});
      continue;
    }
    const ValueSet all = internal::all_of(score, b);
    State state{{}, true, score.bases[b].name, {}};
    const auto one = [&] { return static_cast<int>(random() % static_cast<unsigned>(all.count())); };
    const auto kind = static_cast<unsigned>(random() % 3);
    if (kind == 0) state.set = all;
    for (unsigned n = 0; n < (kind == 1 ? 1U : 3U) && kind != 0; ++n) state.set = state.set | ValueSet::of(one());
    if (completions * state.set.count() > most) state.set = ValueSet::of(state.set.lowest());
    completions *= state.set.count();
    states.push_back(state);
  }
  return states;
}

TEST(Exactness, EveryScoreAgreesWithEveryCompletion) {
  std::mt19937 random(20231);
  for (const auto& entry : test::scores().book().entries) {
    if (!entry->score) continue;
    const Score& score = *entry->score;
    SCOPED_TRACE(score.blank.score);
    for (int round = 0; round < 40; ++round) {
      const auto states = random_states(score, random, 3000);
      auto totals = brute_force(score, states);
      const auto result = internal::evaluate(score, states, noms::test::library(), test::scores().book());
      const bool outside = totals.erase(-1) > 0;
      ASSERT_EQ(result.status == Status::OutsideTheModel, totals.empty());
      if (totals.empty()) continue;
      EXPECT_EQ(result.lowest, *totals.begin());
      EXPECT_EQ(result.highest, *totals.rbegin());
      if (outside) {
        EXPECT_FALSE(result.reason.empty());
      }
      std::set<std::string> bands;
      for (const int total : totals) bands.insert(score.bands[static_cast<std::size_t>(score.band_of(total))].name);
      EXPECT_EQ(std::set<std::string>(result.bands.begin(), result.bands.end()), bands);
    }
  }
}

/// A fact is missing when it can change the band, all else being the same, and not when it cannot.
TEST(Exactness, MissingFactsAreThoseThatCanChangeTheBand) {
  std::mt19937 random(77);
  for (const auto* name : {"tokuhashi_2005", "bauer_modified", "nesms", "cleveland_2018", "tomita"}) {
    const Score& score = *test::scores().book().find(name)->score;
    for (int round = 0; round < 25; ++round) {
      const auto states = random_states(score, random, 300);
      const auto result = internal::evaluate(score, states, noms::test::library(), test::scores().book());
      const auto band = [&](int total) { return total < 0 ? -1 : score.band_of(total); };
      for (std::size_t b = 0; b < score.bases.size(); ++b) {
        const Base& base = score.bases[b];
        if (base.kind == Base::Kind::Total || !base.read || states[b].set.count() < 2) continue;
        std::set<int> all;
        for (const int total : brute_force(score, states)) all.insert(band(total));
        std::size_t narrower = 0;
        for (ValueSet s = states[b].set; !s.empty(); s = s.rest()) {
          auto one = states;
          one[b].set = ValueSet::of(s.lowest());
          std::set<int> left;
          for (const int total : brute_force(score, one)) left.insert(band(total));
          narrower += !left.empty() && left != all ? 1U : 0U;
        }
        const bool listed = std::ranges::any_of(result.missing, [&](const Missing& m) { return m.fact == base.name; });
        if (narrower > 0) {
          EXPECT_TRUE(listed) << name << " " << base.name;
        }
        if (all.size() < 2) {
          EXPECT_FALSE(listed) << name << " " << base.name;
        }
      }
    }
  }
}

/// A field of a case with the texts it may have in JSON.
struct Choice {
  const char* path;  ///< group and name; "" group for a lesion
  std::vector<std::string> values;
};

std::vector<std::string> quoted_all(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (const auto& name : names) all.push_back("\"" + name + "\"");
  return all;
}

using Filled = std::map<std::string, std::string>;

std::string json_of(const Filled& filled) {
  std::map<std::string, std::string> groups;
  for (const auto& [path, value] : filled) {
    const auto slash = path.find('/');
    std::string& group = groups[path.substr(0, slash)];
    std::string name = path.substr(slash + 1);
    group += (group.empty() ? "" : ",") + (name == "kps" || name == "ecog"
                                               ? "\"performance\":{\"" + name + "\":" + value + "}"
                                               : "\"" + name + "\":" + value);
  }
  std::string text;
  for (const auto& [group, members] : groups) {
    const bool lesion = group == "lesion";
    text += (text.empty() ? "" : ",") + std::string(lesion ? "\"lesions\":[{" : "\"" + group + "\":{") + members +
            (lesion ? "}]" : "}");
  }
  return text;
}

double number_in(const Filled& filled, const char* path, double otherwise) {
  const auto found = filled.find(path);
  return found == filled.end() ? otherwise : std::stod(found->second);
}

/// Completions of a case reach exactly what the score says of the case.
void check_cases(std::string_view name, const std::vector<Choice>& read, const std::vector<Choice>& beside,
                 unsigned seed, int rounds) {
  std::mt19937 random(seed);
  const auto& library = noms::test::library();
  for (int round = 0; round < rounds; ++round) {
    Filled given;
    std::vector<const Choice*> open;
    double completions = 1;
    for (const auto* list : {&beside, &read}) {
      for (const auto& choice : *list) {
        const bool leave =
            random() % 100 < 45 && (list == &beside || completions * static_cast<double>(choice.values.size()) <= 400);
        if (!leave) given[choice.path] = choice.values[random() % choice.values.size()];
        if (leave && list == &read) open.push_back(&choice), completions *= static_cast<double>(choice.values.size());
      }
    }
    const auto patient = test::case_of(json_of(given));
    if (!patient) continue;  // contradictory
    const auto whole = score(patient.value(), name, test::scores(), library);
    std::set<int> totals;
    std::vector<std::size_t> at(open.size(), 0);
    for (bool more = true; more;) {
      Filled filled = given;
      for (std::size_t i = 0; i < open.size(); ++i) filled[open[i]->path] = open[i]->values[at[i]];
      const bool fits = number_in(filled, "disease/spinal_metastases", 1) +
                            number_in(filled, "disease/extraspinal_bone_metastases", 0) <=
                        number_in(filled, "disease/total_metastases", 999);
      const auto complete = test::case_of(json_of(filled));
      if (complete && fits) {
        const auto one = score(complete.value(), name, test::scores(), library);
        if (one->status != Status::OutsideTheModel) {
          ASSERT_EQ(one->lowest, one->highest) << json_of(filled);
          totals.insert(one->lowest);
        }
      }
      std::size_t i = 0;
      while (i < at.size() && ++at[i] == open[i]->values.size()) at[i++] = 0;
      more = i < at.size();
    }
    const bool consistent =
        number_in(given, "disease/spinal_metastases", 1) + number_in(given, "disease/extraspinal_bone_metastases", 0) <=
        number_in(given, "disease/total_metastases", 999);
    if (!consistent) continue;  // the reader lets it pass; no completion is consistent
    SCOPED_TRACE(json_of(given));
    ASSERT_EQ(whole->status == Status::OutsideTheModel, totals.empty());
    if (totals.empty()) continue;
    EXPECT_EQ(whole->lowest, *totals.begin());
    EXPECT_EQ(whole->highest, *totals.rbegin());
  }
}

const Choice histology{"primary/histology", quoted_all({"breast", "nsclc", "rcc", "myeloma", "prostate", "colon",
                                                        "rectum", "chordoma", "ovary", "unknown"})};
const Choice visceral{"disease/visceral_metastases", quoted_all({"none", "treatable", "untreatable"})};
const Choice brain{"disease/brain_metastases", {"true", "false"}};
const Choice spinal{"disease/spinal_metastases", {"1", "2", "3", "7"}};
const Choice extraspinal{"disease/extraspinal_bone_metastases", {"0", "1", "2", "3", "6"}};
const Choice total{"disease/total_metastases", {"1", "2", "3", "4", "9"}};
const Choice ambulation{"patient/ambulation", quoted_all({"independent", "assisted", "non_ambulatory"})};
const Choice sex{"patient/sex", quoted_all({"female", "male"})};
const Choice sites{"disease/visceral_sites", {"[]", "[\"liver\"]"}};
const Choice frankel{"lesion/frankel", quoted_all({"A", "B", "C", "D", "E"})};
const Choice myelopathy{"lesion/myelopathy", {"true", "false"}};
const Choice cauda{"lesion/cauda_equina_syndrome", {"true", "false"}};
const Choice kps{"patient/kps", {"10", "20", "30", "40", "50", "60", "70", "80", "90", "100"}};
const Choice albumin{"patient/laboratory",
                     {R"({"albumin":{"value":34.9,"unit":"g/L"}})", R"({"albumin":{"value":3.5,"unit":"g/dL"}})"}};

TEST(Exactness, WholeCasesTokuhashi) {
  check_cases("tokuhashi_2005", {histology, kps, extraspinal, spinal, visceral, frankel},
              {total, sex, myelopathy, cauda, ambulation, sites}, 1, 80);
}
TEST(Exactness, WholeCasesBauer) {
  check_cases("bauer_modified", {histology, visceral, brain, extraspinal, spinal}, {total, sex, sites}, 2, 80);
}
TEST(Exactness, WholeCasesNesms) {
  check_cases("nesms", {histology, visceral, brain, extraspinal, spinal, ambulation, albumin}, {total, frankel, sites},
              3, 80);
}
TEST(Exactness, WholeCasesTomita) {
  check_cases(
      "tomita",
      {histology, visceral, brain, {"disease/brain_metastases_treatable", {"true", "false"}}, extraspinal, spinal},
      {total, sex, sites}, 4, 80);
}

}  // namespace
}  // namespace noms::prognosis
