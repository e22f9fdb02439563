// SPDX-License-Identifier: Apache-2.0
// SINS against a naive sum whose points were typed from the publication, and every vertebral level against its class.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "noms/decision_table/engine.h"
#include "support/knowledge_files.h"

namespace noms::test {
namespace {

using decision_table::Engine;
using decision_table::Possible;
using decision_table::ScoreTable;

struct Finding {
  const char* name;
  int points;
};
struct Component {
  const char* name;
  std::vector<Finding> findings;
};

const std::vector<Component>& components() {
  static const std::vector<Component> all = {
      {"location", {{"junctional", 3}, {"mobile", 2}, {"semirigid", 1}, {"rigid", 0}}},
      {"pain", {{"mechanical", 3}, {"occasional_not_mechanical", 1}, {"none", 0}}},
      {"bone_lesion", {{"lytic", 2}, {"mixed", 1}, {"blastic", 0}}},
      {"alignment", {{"subluxation", 4}, {"de_novo_deformity", 2}, {"normal", 0}}},
      {"vertebral_body",
       {{"collapse_over_half", 3}, {"collapse_under_half", 2}, {"no_collapse_over_half_involved", 1}, {"none", 0}}},
      {"posterolateral", {{"bilateral", 3}, {"unilateral", 1}, {"none", 0}}},
  };
  return all;
}

std::string category(int total) {
  return total <= 6 ? "stable" : total <= 12 ? "indeterminate" : "unstable";
}

const ScoreTable& sins(const Engine& engine) {
  const auto found = std::find_if(engine.model().scores.begin(), engine.model().scores.end(),
                                  [](const auto& s) { return s.id == "sins"; });
  if (found == engine.model().scores.end()) std::abort();
  return *found;
}

/// One choice a component; a position beyond the findings is "not recorded".
using Choice = std::array<std::size_t, 6>;

struct Expected {
  int lowest = 0;
  int highest = 0;
  std::vector<std::string> categories;
};

/// All totals by trying every finding of what is not recorded.
Expected naive(const Choice& choice) {
  std::vector<int> totals{0};
  for (std::size_t c = 0; c < 6; ++c) {
    std::vector<int> next;
    const auto& findings = components()[c].findings;
    for (std::size_t f = 0; f < findings.size(); ++f) {
      if (choice[c] != f && choice[c] != findings.size()) continue;
      for (const int total : totals) next.push_back(total + findings[f].points);
    }
    totals = std::move(next);
  }
  Expected expected{
      *std::min_element(totals.begin(), totals.end()), *std::max_element(totals.begin(), totals.end()), {}};
  for (const char* name : {"stable", "indeterminate", "unstable"}) {
    if (std::any_of(totals.begin(), totals.end(), [&](int total) { return category(total) == name; }))
      expected.categories.emplace_back(name);
  }
  return expected;
}

int compare_all(const Engine& engine, std::size_t unknowns) {
  const auto& vocabulary = engine.model().vocabulary;
  const ScoreTable& table = sins(engine);
  int count = 0;
  Choice choice{};
  while (true) {
    Possible possible = engine.everything();
    for (std::size_t c = 0; c < 6; ++c) {
      const auto& component = components()[c];
      const auto variable = vocabulary.find(component.name);
      if (choice[c] < component.findings.size())
        possible[static_cast<std::size_t>(variable)] =
            decision_table::ValueSet::of(vocabulary.at(variable).find(component.findings[choice[c]].name));
    }
    const auto got = engine.score(table, possible);
    const auto expected = naive(choice);
    EXPECT_EQ(got.lowest, expected.lowest);
    EXPECT_EQ(got.highest, expected.highest);
    EXPECT_EQ(vocabulary.names_of(table.category, got.categories), expected.categories);
    ++count;
    std::size_t c = 0;
    while (c < 6 && ++choice[c] == components()[c].findings.size() + unknowns) choice[c++] = 0;
    if (c == 6 || testing::Test::HasFailure()) return count;
  }
}

TEST(Sins, ComponentsAndFindingsAreThoseOfThePublication) {
  for (const auto& edition : library().editions) {
    const ScoreTable& table = sins(edition->engine);
    const auto& vocabulary = edition->engine.model().vocabulary;
    ASSERT_EQ(table.components.size(), components().size());
    for (std::size_t c = 0; c < components().size(); ++c) {
      const auto& variable = vocabulary.at(table.components[c].variable);
      EXPECT_EQ(variable.name, components()[c].name);
      ASSERT_EQ(variable.values.size(), components()[c].findings.size());
      for (const auto& finding : components()[c].findings) {
        const int value = variable.find(finding.name);
        ASSERT_GE(value, 0) << finding.name;
        EXPECT_EQ(table.components[c].points[static_cast<std::size_t>(value)], finding.points)
            << variable.name << " " << finding.name;
      }
    }
  }
}

TEST(Sins, Every1296Combinations) {
  for (const auto& edition : library().editions) EXPECT_EQ(compare_all(edition->engine, 0), 1296);
}

TEST(Sins, Every6400CombinationsWithUnknowns) {
  for (const auto& edition : library().editions) EXPECT_EQ(compare_all(edition->engine, 1), 6400);
}

TEST(Sins, WorkedExamples) {
  const auto& engine = library().edition("2023")->engine;
  const auto& vocabulary = engine.model().vocabulary;
  const struct {
    const char* example;
    std::array<const char*, 6> findings;  ///< "" is not recorded; several are separated by a blank
    int lowest;
    int highest;
    const char* category;  ///< of the total, or of the whole interval when it is one
  } rows[] = {
      {"T10 mixed, biologic pain, 40 % height lost, bilateral",
       {"semirigid", "occasional_not_mechanical", "mixed", "normal", "collapse_under_half", "bilateral"},
       8,
       8,
       "indeterminate"},
      {"the same with mechanical pain",
       {"semirigid", "mechanical", "mixed", "normal", "collapse_under_half", "bilateral"},
       10,
       10,
       "indeterminate"},
      {"T8, left posterior elements, painful",
       {"semirigid", "mechanical occasional_not_mechanical", "", "", "", "unilateral"},
       3,
       14,
       ""},
      {"T10, pathologic fracture, mild chronic pain",
       {"semirigid", "mechanical occasional_not_mechanical", "", "", "collapse_over_half collapse_under_half", ""},
       4,
       16,
       ""},
      {"C1 lytic, mechanical", {"junctional", "mechanical", "lytic", "normal", "none", "none"}, 8, 8, "indeterminate"},
      {"L3 blastic, pain-free", {"mobile", "none", "blastic", "normal", "none", "none"}, 2, 2, "stable"},
      {"T6 lytic, not mechanical, over half involved, unilateral",
       {"semirigid", "occasional_not_mechanical", "lytic", "normal", "no_collapse_over_half_involved", "unilateral"},
       6,
       6,
       "stable"},
      {"the same with mechanical pain",
       {"semirigid", "mechanical", "lytic", "normal", "no_collapse_over_half_involved", "unilateral"},
       8,
       8,
       "indeterminate"},
      {"T12 lytic, mechanical, new kyphosis, collapse under half, unilateral",
       {"junctional", "mechanical", "lytic", "de_novo_deformity", "collapse_under_half", "unilateral"},
       13,
       13,
       "unstable"},
      {"L5 mixed, mechanical, collapse under half, bilateral",
       {"junctional", "mechanical", "mixed", "normal", "collapse_under_half", "bilateral"},
       12,
       12,
       "indeterminate"},
      {"S3 lytic, pain-free", {"rigid", "none", "lytic", "normal", "none", "none"}, 2, 2, "stable"},
      {"T2 subluxation, lytic, mechanical, collapse over half, bilateral",
       {"junctional", "mechanical", "lytic", "subluxation", "collapse_over_half", "bilateral"},
       18,
       18,
       "unstable"},
      {"pain-free is 0 and not 1", {"rigid", "none", "blastic", "normal", "none", "none"}, 0, 0, "stable"},
      {"pain that is not mechanical is 1 and not 2",
       {"rigid", "occasional_not_mechanical", "blastic", "normal", "none", "none"},
       1,
       1,
       "stable"},
      {"nothing recorded", {"", "", "", "", "", ""}, 0, 18, ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.example);
    Possible possible = engine.everything();
    for (std::size_t c = 0; c < 6; ++c) {
      if (*row.findings[c] == 0) continue;
      const auto variable = vocabulary.find(components()[c].name);
      decision_table::ValueSet set;
      std::string names = row.findings[c];
      for (auto& letter : names) letter = letter == ' ' ? ',' : letter;
      const auto cell = vocabulary.cell(variable, names, "");
      ASSERT_TRUE(cell);
      possible[static_cast<std::size_t>(variable)] = cell.value();
    }
    const auto got = engine.score(sins(engine), possible);
    EXPECT_EQ(got.lowest, row.lowest);
    EXPECT_EQ(got.highest, row.highest);
    const auto categories = vocabulary.names_of(sins(engine).category, got.categories);
    if (*row.category != 0) {
      EXPECT_EQ(categories, std::vector<std::string>{row.category});
    } else {
      EXPECT_GT(categories.size(), 1U);
    }
  }
}

/// Class and attributes of a level, typed from the publication.
struct Level {
  const char* name;
  const char* location;  ///< "" for a transitional level
  bool below_conus;
  bool thoracic;
  bool apex;
};

const Level levels[] = {
    {"C0", "junctional", false, false, false},
    {"C1", "junctional", false, false, false},
    {"C2", "junctional", false, false, false},
    {"C3", "mobile", false, false, false},
    {"C4", "mobile", false, false, false},
    {"C5", "mobile", false, false, false},
    {"C6", "mobile", false, false, false},
    {"C7", "junctional", false, false, false},
    {"T1", "junctional", false, true, false},
    {"T2", "junctional", false, true, false},
    {"T3", "semirigid", false, true, false},
    {"T4", "semirigid", false, true, false},
    {"T5", "semirigid", false, true, true},
    {"T6", "semirigid", false, true, true},
    {"T7", "semirigid", false, true, true},
    {"T8", "semirigid", false, true, false},
    {"T9", "semirigid", false, true, false},
    {"T10", "semirigid", false, true, false},
    {"T11", "junctional", false, true, false},
    {"T12", "junctional", false, true, false},
    {"T13", "", false, true, false},
    {"L1", "junctional", false, false, false},
    {"L2", "mobile", true, false, false},
    {"L3", "mobile", true, false, false},
    {"L4", "mobile", true, false, false},
    {"L5", "junctional", true, false, false},
    {"L6", "", true, false, false},
    {"S1", "junctional", true, false, false},
    {"S2", "rigid", true, false, false},
    {"S3", "rigid", true, false, false},
    {"S4", "rigid", true, false, false},
    {"S5", "rigid", true, false, false},
};

/// What the tables make of levels and a stated class: the values of location, below_conus, thoracic and apex.
std::array<std::vector<std::string>, 4> carried(const std::vector<int>& positions, const char* stated) {
  const auto& engine = library().edition("2023")->engine;
  const auto& vocabulary = engine.model().vocabulary;
  Possible possible = engine.everything();
  possible[static_cast<std::size_t>(vocabulary.find("levels"))] =
      decision_table::ValueSet::of(library().levels.group_of(positions));
  if (*stated != 0)
    possible[static_cast<std::size_t>(vocabulary.find("location_class"))] =
        decision_table::ValueSet::of(vocabulary.at(vocabulary.find("location_class")).find(stated));
  Engine::Workspace workspace;
  if (!engine.reach(possible, workspace)) std::abort();
  std::array<std::vector<std::string>, 4> values;
  const char* names[] = {"location", "below_conus", "thoracic", "apex"};
  for (std::size_t n = 0; n < 4; ++n)
    values[n] =
        vocabulary.names_of(vocabulary.find(names[n]), possible[static_cast<std::size_t>(vocabulary.find(names[n]))]);
  return values;
}

int severity(const std::string& location) {
  return location == "junctional"  ? 0
         : location == "mobile"    ? 1
         : location == "semirigid" ? 2
         : location == "rigid"     ? 3
                                   : 4;
}

const char* yes_no(bool truth) {
  return truth ? "yes" : "no";
}

using Names = std::vector<std::string>;

TEST(Levels, AreThoseFromTheOcciputToTheSacrum) {
  ASSERT_EQ(library().levels.names.size(), std::size(levels));
  for (std::size_t i = 0; i < std::size(levels); ++i) EXPECT_EQ(library().levels.names[i], levels[i].name);
}

TEST(Levels, EveryLevelHasItsClass) {
  for (std::size_t i = 0; i < std::size(levels); ++i) {
    SCOPED_TRACE(levels[i].name);
    for (const char* stated : {"", "junctional", "mobile", "semirigid", "rigid"}) {
      const auto got = carried({static_cast<int>(i)}, stated);
      const bool transitional = *levels[i].location == 0;
      const Names expected = !transitional  ? Names{levels[i].location}
                             : *stated != 0 ? Names{stated}
                                            : Names{"junctional", "mobile", "semirigid", "rigid"};
      EXPECT_EQ(got[0], expected) << "stated " << stated;
      EXPECT_EQ(got[1], Names{yes_no(levels[i].below_conus)});
      EXPECT_EQ(got[2], Names{yes_no(levels[i].thoracic)});
      EXPECT_EQ(got[3], Names{yes_no(levels[i].apex)});
    }
  }
}

TEST(Levels, SeveralLevelsTakeTheWorstClass) {
  // Every set of two or three of the levels, and every run of neighbouring levels.
  std::vector<std::vector<int>> sets;
  const int count = static_cast<int>(std::size(levels));
  for (int a = 0; a < count; ++a) {
    for (int b = a + 1; b < count; ++b) {
      sets.push_back({a, b});
      for (int c = b + 1; c < count; ++c) sets.push_back({a, b, c});
      std::vector<int> run;
      for (int level = a; level <= b; ++level) run.push_back(level);
      sets.push_back(std::move(run));
    }
  }
  for (const auto& set : sets) {
    for (const char* stated : {"", "mobile", "rigid"}) {
      std::string worst;
      bool transitional = false;
      bool below = true;
      bool thoracic = true;
      bool apex = false;
      for (const int at : set) {
        const Level& level = levels[at];
        const std::string location = *level.location != 0 ? level.location : stated;
        if (*level.location == 0) transitional = true;
        if (severity(location) < severity(worst)) worst = location;
        below = below && level.below_conus;
        thoracic = thoracic && level.thoracic;
        apex = apex || level.apex;
      }
      const auto got = carried(set, stated);
      if (transitional && *stated == 0) {
        Names expected;  // nothing said about the transitional level: any class up to the worst of the others
        for (const char* name : {"junctional", "mobile", "semirigid", "rigid"}) {
          if (severity(name) <= severity(worst)) expected.emplace_back(name);
        }
        ASSERT_EQ(got[0], expected) << levels[set[0]].name << " and " << set.size() - 1 << " more";
      } else {
        ASSERT_EQ(got[0], Names{worst}) << levels[set[0]].name << " and " << set.size() - 1 << " more, stated "
                                        << stated;
      }
      ASSERT_EQ(got[1], Names{yes_no(below)});
      ASSERT_EQ(got[2], Names{yes_no(thoracic)});
      ASSERT_EQ(got[3], Names{yes_no(apex)});
    }
  }
}

}  // namespace
}  // namespace noms::test
