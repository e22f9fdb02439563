// SPDX-License-Identifier: Apache-2.0
// The tables as a model of DMN: out and in again, and run as our own engine runs them.
#include <gtest/gtest.h>

#include "noms/foundation/text.h"
#include "support/dmn_cases.h"

namespace noms::test {
namespace {

/// A file of knowledge without the blanks that line its columns up.
std::string without_padding(const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('|')) {
      std::string packed;
      for (const char c : line) {
        if (c == ' ' && (packed.back() == ' ' || packed.back() == '|')) continue;
        if (c == '|' && packed.size() > 1 && packed.back() == ' ') packed.pop_back();
        if (c == '-' && packed.ends_with("---")) continue;
        packed += c;
      }
      line = packed;
    }
    out += line + "\n";
  }
  return out;
}

/// Conditions in one order, and their values: `b = y, x; a = z` is `a = z; b = x, y`.
std::string ordered(std::string_view cell) {
  std::vector<std::string> conditions;
  for (const auto part : split(cell, ";")) {
    const auto equals = part.find(" = ");
    if (equals == std::string_view::npos) return std::string(cell);
    std::vector<std::string> values;
    for (const auto value : split(part.substr(equals + 3), ",")) values.emplace_back(value);
    std::ranges::sort(values);
    conditions.push_back(std::string(part.substr(0, equals)) + " = " + joined(values, ", "));
  }
  std::ranges::sort(conditions);
  return joined(conditions, "; ");
}

/// A line of a table with its conditions in one order.
std::string ordered_line(const std::string& line) {
  std::string out;
  if (!line.starts_with('|')) return line;
  for (const auto cell : split(line, "|")) out += "|" + ordered(cell);
  return out;
}

/// The same text but for the order of conditions; says the lines that differ.
void same_lines(const std::string& expected, const std::string& given, const std::string& name) {
  std::istringstream left(expected);
  std::istringstream right(given);
  std::string a;
  std::string b;
  for (int line = 1; !left.eof() || !right.eof(); ++line) {
    a.clear();
    b.clear();
    std::getline(left, a);
    std::getline(right, b);
    EXPECT_EQ(ordered_line(a), ordered_line(b)) << name << ":" << line;
  }
}

TEST(Exchange, OutAndInGivesTheSameFiles) {
  for (const auto& edition : library().editions) {
    SCOPED_TRACE(edition->name);
    const auto model = dmn::read_model(exported(*edition));
    ASSERT_TRUE(model) << model.error()[0].where << " " << model.error()[0].message;
    const auto imported = dmn::import_tables(model.value(), library());
    ASSERT_TRUE(imported) << imported.error()[0].where << " " << imported.error()[0].message;
    std::set<std::string> names;
    Files files = shipped_files();
    for (const auto& file : imported.value()) {
      ASSERT_TRUE(files.contains(file.name)) << file.name;
      same_lines(without_padding(files[file.name]), without_padding(file.text), file.name);
      names.insert(file.name);
      files[file.name] = file.text;
    }
    EXPECT_TRUE(names.contains("decision/treatment_" + edition->name + ".table.md"));
    EXPECT_TRUE(names.contains("scores/sins.table.md"));
    EXPECT_TRUE(names.contains("decision/cautions.table.md"));
    EXPECT_EQ(names.size(), edition->name == "2023" ? 10U : 9U);
    const auto loaded = load(files);
    ASSERT_TRUE(loaded) << loaded.error()[0].where << " " << loaded.error()[0].message;
    EXPECT_EQ(loaded.value()->edition(edition->name)->engine.model().finals[0].rows.size(),
              edition->engine.model().finals[0].rows.size());
  }
}

TEST(Exchange, AnEditComesBack) {
  std::string text = exported(*library().edition("2023"));
  const auto at = text.find("rule id=\"T01\"");
  ASSERT_NE(at, std::string::npos);
  const auto cell = text.find("&quot;cebrt&quot;", at);
  text.replace(cell, 17, "&quot;ssrs&quot;");
  const auto model = dmn::read_model(text);
  ASSERT_TRUE(model);
  const auto imported = dmn::import_tables(model.value(), library());
  ASSERT_TRUE(imported);
  Files files = shipped_files();
  for (const auto& file : imported.value()) files[file.name] = file.text;
  EXPECT_NE(without_padding(files["decision/treatment_2023.table.md"]),
            without_padding(shipped_files().at("decision/treatment_2023.table.md")));
  const auto loaded = load(files);
  ASSERT_FALSE(loaded) << "a case of the table says another answer";
  EXPECT_EQ(loaded.error()[0].code, ErrorCode::KnowledgeCase);
}

TEST(Exchange, WhatNoFileCanHoldIsRefused) {
  struct Refused {
    std::string from, to, message;
  };
  const std::string text = exported(*library().edition("2023"));
  const Refused cases[] = {
      {"<text>&quot;low&quot;</text>", "<text>&lt; 3</text>", "an input cell must be -"},
      {"<noms:file>decision/treatment_2023.table.md", "<noms:file>../treatment_2023.table.md", "the name of the file"},
      {"<noms:head key=\"kind\">unique", "<noms:head key=\"kind\">other", "kind and columns"},
      {"<noms:row>L-junctional</noms:row>", "<noms:row>L-other</noms:row>", "the library makes this table"},
      {"hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\"", "UNIQUE"},
  };
  for (const auto& refused : cases) {
    std::string changed = text;
    const auto table = changed.find("decision_treatment\"");
    auto at = changed.find(refused.from, refused.from.find("junctional") == std::string::npos ? table : 0);
    if (at == std::string::npos) at = changed.find(refused.from);
    ASSERT_NE(at, std::string::npos) << refused.from;
    changed.replace(at, refused.from.size(), refused.to);
    const auto model = dmn::read_model(changed);
    ASSERT_TRUE(model) << model.error()[0].where << model.error()[0].message;
    const auto imported = dmn::import_tables(model.value(), library());
    ASSERT_FALSE(imported) << refused.from;
    EXPECT_EQ(imported.error()[0].code, ErrorCode::InvalidDmn);
    EXPECT_NE(imported.error()[0].message.find(refused.message), std::string::npos) << imported.error()[0].message;
    EXPECT_NE(imported.error()[0].where.find(':'), std::string::npos);
  }
}

TEST(Exchange, RandomCompleteCasesGiveTheSameAnswersAndRules) {
#ifdef __SANITIZE_ADDRESS__
  constexpr int count = 500;
#else
  constexpr int count = 5000;
#endif
  for (const auto& edition : library().editions) {
    ExportedModel model(*edition);
    Random random(20231117);
    for (int n = 0; n < count; ++n) {
      const auto problem = model.difference(random_facts(model, random), true);
      ASSERT_EQ(problem, "") << edition->name << " case " << n;
    }
    EXPECT_GT(model.compared, static_cast<std::size_t>(count) / 20);
  }
}

TEST(Exchange, EveryCombinationOfTheInputsOfEveryTableGivesTheSameRow) {
  for (const auto& edition : library().editions) {
    ExportedModel model(*edition);
    std::size_t combinations = 0;
    for (const auto* tables : {&model.tables().steps, &model.tables().finals}) {
      for (const auto& table : *tables) {
        std::vector<int> values(table.inputs.size(), 0);
        for (bool more = true; more;) {
          ASSERT_EQ(model.row_difference(table, values), "") << edition->name << " " << table.id;
          ++combinations;
          more = false;
          for (std::size_t i = 0; i < values.size() && !more; ++i) {
            more = ++values[i] < static_cast<int>(model.tables().vocabulary.at(table.inputs[i]).values.size());
            if (!more) values[i] = 0;
          }
        }
      }
    }
    EXPECT_GT(combinations, 300U);
    std::cout << edition->name << ": " << combinations << " combinations of single tables\n";
  }
}

TEST(Exchange, EveryCombinationOfFindingsGivesTheSameTotalOfTheScore) {
  ExportedModel model(*library().edition("2023"));
  std::size_t combinations = 0;
  for (const auto& score : model.tables().scores) {
    std::vector<int> values(score.components.size(), 0);
    for (bool more = true; more;) {
      ASSERT_EQ(model.total_difference(score, values), "");
      ++combinations;
      more = false;
      for (std::size_t i = 0; i < values.size() && !more; ++i) {
        more = ++values[i] < static_cast<int>(score.components[i].points.size());
        if (!more) values[i] = 0;
      }
    }
  }
  EXPECT_EQ(combinations, 1296U);
}

TEST(Exchange, EveryCombinationOfTheDecisionSpaceGivesTheSameAnswer) {
  for (const auto& edition : library().editions) {
    ExportedModel model(*edition);
    const auto& vocabulary = model.tables().vocabulary;
    Random random(4);
    // Settings of everything else, several for each category of the score.
    std::map<int, std::vector<std::map<decision_table::VariableId, int>>> settings;
    const auto category = vocabulary.find("sins_category");
    while (settings.size() < 3 || std::ranges::any_of(settings, [](const auto& s) { return s.second.size() < 2; })) {
      auto facts = random_facts(model, random);
      const auto made = decision_table::interpret(model.tables(), facts);
      if (made && settings[made->values.at(category)].size() < 2)
        settings[made->values.at(category)].push_back(std::move(facts));
    }
    std::vector<decision_table::VariableId> varied;
    for (const auto* name :
         {"escc", "myelopathy", "cauda_equina_syndrome", "histology", "surgeon_stability_opinion", "fitness_surgery"})
      varied.push_back(vocabulary.find(name));
    for (auto& [of_category, list] : settings) {
      for (auto& facts : list) {
        for (const auto variable : varied) facts[variable] = 0;
        for (bool more = true; more;) {
          ASSERT_EQ(model.difference(facts, false), "") << edition->name;
          more = false;
          for (std::size_t i = 0; i < varied.size() && !more; ++i) {
            more = ++facts[varied[i]] < static_cast<int>(vocabulary.at(varied[i]).values.size());
            if (!more) facts[varied[i]] = 0;
          }
#ifdef __SANITIZE_ADDRESS__
          break;
#endif
        }
      }
    }
    std::cout << edition->name << ": " << model.compared << " complete cases\n";
  }
}

}  // namespace
}  // namespace noms::test
