// SPDX-License-Identifier: Apache-2.0
// What must hold for every case whatever the tables say, on random case files. NOMS_PROPERTY_CASES=n asks for n cases a
// property instead of a few thousand.
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "noms/decision/rows.h"
#include "noms/pathway/cohort_lines.h"
#include "noms/report/csv.h"
#include "noms/report/json.h"
#include "support/knowledge_files.h"
#include "support/random_case_text.h"

namespace noms::test {
namespace {

using clinical_case::Case;
using decision::LesionRows;
using Rows = std::set<std::string_view>;

int cases_asked() {
  const char* asked = std::getenv("NOMS_PROPERTY_CASES");
  return asked == nullptr ? 3000 : std::atoi(asked);
}

/// What the tables say of every lesion; nothing where the case is refused.
std::optional<std::vector<LesionRows>> decided(const json::Value& document) {
  const auto patient = clinical_case::read_case(document, library());
  if (!patient) return std::nullopt;
  std::vector<LesionRows> lesions;
  for (std::size_t i = 0; i < patient.value().lesions.size(); ++i) {
    auto state = assessment::carry_through(patient.value(), i, library(), *library().editions.front());
    if (!state) return std::nullopt;
    lesions.push_back(decision::decide_rows(state.value()));
  }
  return lesions;
}

Rows option_rows(const LesionRows& lesion) {
  Rows rows;
  for (const auto& option : lesion.options) rows.insert(option.rows.begin(), option.rows.end());
  return rows;
}

Rows caution_rows(const LesionRows& lesion, bool certain_only) {
  Rows rows;
  for (const auto& caution : lesion.cautions) {
    if (caution.certain || !certain_only) rows.insert(caution.row);
  }
  return rows;
}

template <typename Part, typename Whole>
bool within(const Part& part, const Whole& whole) {
  return std::ranges::all_of(part, [&](const auto& one) { return std::ranges::find(whole, one) != whole.end(); });
}

/// A field whose absence is itself an answer ("recorded under 15 Gy"): the one kind that may widen what is possible.
bool speaks_when_absent(const std::string& path) {
  return std::ranges::any_of(library().facts, [&](const knowledge::FactRule& rule) {
    return (rule.closed || rule.test == knowledge::FactRule::Test::Recorded) && rule.field->path == path;
  });
}

/// Takes one recorded field away. Empty when there is none, or when its absence would be an answer.
std::string take_one(json::Value& document, RandomCases& cases) {
  json::Value* at = &document;
  std::string path;
  while (true) {
    if (at->members.empty()) return {};
    const auto n = static_cast<std::size_t>(cases.below(at->members.size()));
    auto& [name, value] = at->members[n];
    path += (path.empty() ? "" : "/") + name;
    if (path == "noms_case") return {};
    if (path == "lesions") {
      at = &value.items[static_cast<std::size_t>(cases.below(value.items.size()))];
      path += "/*";
    } else if (library().field(path) == nullptr) {
      at = &value;
    } else {
      if (speaks_when_absent(path)) return {};
      at->members.erase(at->members.begin() + static_cast<std::ptrdiff_t>(n));
      return path;
    }
  }
}

TEST(Properties, AddingAFactNeverWidensWhatIsPossible) {
  RandomCases cases(library(), 201);
  int compared = 0;
  while (compared < cases_asked()) {
    json::Value document = cases.next();
    const auto more = decided(document);
    if (!more) continue;
    const std::string taken = take_one(document, cases);
    if (taken.empty()) continue;
    const auto less = decided(document);
    ASSERT_TRUE(less.has_value()) << "refused without " << taken << ": " << text_of(document);
    for (std::size_t i = 0; i < more->size(); ++i) {
      const auto& a = (*more)[i];
      const auto& b = (*less)[i];
      const bool narrower = within(option_rows(a), option_rows(b)) && within(a.urgency, b.urgency) &&
                            within(a.escc_group, b.escc_group) && within(a.deficit, b.deficit) &&
                            within(a.tumour, b.tumour) && within(a.stability, b.stability) &&
                            within(a.tolerates_surgery, b.tolerates_surgery) && a.sins_lowest >= b.sins_lowest &&
                            a.sins_highest <= b.sins_highest && within(a.sins_categories, b.sins_categories) &&
                            within(caution_rows(a, false), caution_rows(b, false)) &&
                            within(caution_rows(b, true), caution_rows(a, true));
      ASSERT_TRUE(narrower) << "lesion " << i << ", more with " << taken << ": " << text_of(document);
    }
    ++compared;
  }
}

TEST(Properties, AWorseSinsItemNeverLowersTheTotal) {
  const auto& scores = library().editions.front()->engine.model().scores;
  const auto sins = std::ranges::find(scores, "sins", &decision_table::ScoreTable::id);
  ASSERT_NE(sins, scores.end());
  RandomCases cases(library(), 202);
  int compared = 0;
  while (compared < cases_asked()) {
    const auto& component = sins->components[static_cast<std::size_t>(cases.below(sins->components.size()))];
    const auto& variable = library().vocabulary.at(component.variable);
    const auto [less, more] = std::pair(cases.below(variable.values.size()), cases.below(variable.values.size()));
    if (component.points[static_cast<std::size_t>(more)] <= component.points[static_cast<std::size_t>(less)]) continue;
    if (library().field("lesions/*/" + variable.name) == nullptr) continue;  // the location follows from the levels
    json::Value document = cases.next();
    json::Value& lesion = std::ranges::find(document.members, "lesions", &json::Member::first)->second.items[0];
    std::erase_if(lesion.members, [&](const json::Member& member) { return member.first == variable.name; });
    lesion.members.push_back({variable.name, text_value(variable.values[static_cast<std::size_t>(less)])});
    const auto before = decided(document);
    lesion.members.back().second.string = variable.values[static_cast<std::size_t>(more)];
    const auto after = decided(document);
    if (!before || !after) continue;
    ASSERT_GT((*after)[0].sins_lowest + (*after)[0].sins_highest, (*before)[0].sins_lowest + (*before)[0].sins_highest)
        << variable.name << ": " << text_of(document);
    ASSERT_GE((*after)[0].sins_lowest, (*before)[0].sins_lowest) << text_of(document);
    ++compared;
  }
}

void shuffle(json::Value& value, RandomCases& cases) {
  for (std::size_t i = value.members.size(); i > 1; --i)
    std::swap(value.members[i - 1], value.members[static_cast<std::size_t>(cases.below(i))]);
  for (auto& [name, member] : value.members) shuffle(member, cases);
  for (auto& item : value.items) shuffle(item, cases);
}

/// Writes the quantities below a path in another unit where that is the same number to the last bit.
void change_units(json::Value& value, const std::string& path) {
  for (auto& item : value.items) change_units(item, path + "/*");
  const auto* field = library().field(path);
  if (field == nullptr || field->type != knowledge::Field::Type::Quantity) {
    for (auto& [name, member] : value.members) change_units(member, path.empty() ? name : path + "/" + name);
    return;
  }
  double& number = value.members[0].second.number;
  std::string& unit = value.members[1].second.string;
  const auto& units = library().units;
  const auto now = std::ranges::find_if(
      units, [&](const knowledge::Unit& u) { return u.quantity == field->quantity && u.unit == unit; });
  for (const auto& other : units) {
    const double same = number * now->factor / other.factor;
    if (other.quantity != now->quantity || other.unit == unit || same * other.factor != number * now->factor ||
        same < other.least || same > other.most)
      continue;
    number = same;
    unit = other.unit;
    return;
  }
}

TEST(Properties, OrderUnitsAndLanguageChangeNothing) {
  std::vector<knowledge::SourceFile> sources;
  for (const auto& [name, text] : shipped_files()) sources.push_back({name, text});
  const auto spanish = knowledge::load(sources, "es");
  ASSERT_TRUE(spanish.has_value());
  RandomCases cases(library(), 203);
  pathway::CohortLines english_briefs(library(), {});
  pathway::CohortLines spanish_briefs(*spanish.value(), {});
  int units_changed = 0;
  for (int n = 0; n < cases_asked(); ++n) {
    json::Value document = cases.next();
    const std::string text = text_of(document);
    const auto one = clinical_case::read_case(text, library());
    change_units(document, "");
    units_changed += text_of(document) == text ? 0 : 1;
    shuffle(document, cases);
    const auto two = clinical_case::read_case(text_of(document), *spanish.value());
    ASSERT_EQ(one.has_value(), two.has_value()) << text;
    if (!one) continue;
    const auto first = english_briefs.line(one.value());
    const auto second = spanish_briefs.line(two.value());
    ASSERT_EQ(first.has_value(), second.has_value()) << text;
    if (!first) continue;
    ASSERT_EQ(first.value(), second.value()) << text;
  }
  EXPECT_GT(units_changed, cases_asked() / 2);
}

TEST(Properties, LinesOfACohortAreThoseOfTheWholeAssessment) {
  RandomCases cases(library(), 204);
  pathway::CohortLines briefs(library(), {});
  pathway::CohortLines tables(library(), {}, pathway::CohortLines::Form::Csv);
  pathway::CohortLines decisions(library(), {}, pathway::CohortLines::Form::Decision);
  std::vector<std::string> texts;
  for (int n = 0; n < std::min(cases_asked(), 3000); ++n) {
    // Every other case comes again, so that a kept answer is compared too.
    texts.push_back(n % 2 == 1 && n > 10 ? texts[static_cast<std::size_t>(cases.below(texts.size()))]
                                         : text_of(cases.next()));
    const auto patient = clinical_case::read_case(texts.back(), library());
    if (!patient) continue;
    const auto whole = pathway::assess(patient.value(), library(), {});
    const auto brief = briefs.line(patient.value());
    ASSERT_EQ(whole.has_value(), brief.has_value()) << texts.back();
    if (!whole) {
      ASSERT_EQ(whole.error(), brief.error());
      continue;
    }
    ASSERT_EQ(brief.value(), pathway::compose(whole.value(), {}, library(), pathway::Form::Brief));
    const auto table = tables.line(patient.value(), "7,", ",");
    ASSERT_TRUE(table.has_value()) << texts.back();
    ASSERT_EQ(table.value(), report::csv_rows(whole.value(), "7,", ",")) << texts.back();
    const auto decision = decisions.line(patient.value());
    ASSERT_TRUE(decision.has_value()) << texts.back();
    ASSERT_EQ(decision.value(), report::assessment_json(whole.value(), 0) + "\n") << texts.back();
  }
}

}  // namespace
}  // namespace noms::test
