// SPDX-License-Identifier: Apache-2.0
// Tables, CSV files and coefficient files that must be refused (tables/*.txt), and how many malformed inputs there are.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>

#include "noms/decision_table/checks.h"
#include "noms/dosimetry/response_model.h"
#include "noms/prognosis/sorg.h"
#include "support/malformed_rows.h"
#include "support/malformed_tables.h"

namespace noms::test {
namespace {

const std::filesystem::path source = NOMS_SOURCE_DIR;
const std::filesystem::path folder = source / "tests" / "malformed" / "tables";

decision_table::Vocabulary weather() {
  decision_table::Vocabulary vocabulary;
  vocabulary.add("sky", {"clear", "cloudy", "overcast"});
  vocabulary.add("wind", {"no", "yes"});
  return vocabulary;
}

/// The faults a decision, rule or score table is refused with; none when it is taken.
Issues table_faults(const std::string& reader, const std::string& text) {
  const auto document = decision_table::read_markdown("f", text);
  if (!document) return document.error();
  auto vocabulary = weather();
  if (reader == "unique") {
    const auto table = decision_table::read_unique_table(document.value(), vocabulary);
    return table ? decision_table::check_unique(table.value(), vocabulary) : table.error();
  }
  if (reader == "collect") {
    const auto table = decision_table::read_collect_table(document.value(), vocabulary);
    return table ? Issues{} : table.error();
  }
  const auto table = decision_table::read_score_table(document.value(), vocabulary);
  return table ? decision_table::check_score(table.value(), vocabulary) : table.error();
}

template <class T>
Issues faults_of(const Result<T>& read) {
  return read ? Issues{} : read.error();
}

Issues faults(const MalformedTable& row, const std::string& text) {
  if (row.reader == "file") return faults_of(decision_table::read_markdown("f", text));
  if (row.reader == "csv") return faults_of(decision_table::read_csv("f", text));
  if (row.reader == "sorg") return faults_of(prognosis::read_sorg_coefficients("f", text));
  if (row.reader == "response") return faults_of(dosimetry::read_response_model("f", text));
  return table_faults(row.reader, text);
}

TEST(MalformedTables, TheBasesAreTaken) {
  for (const char* reader : {"score", "sorg", "response"}) {
    const MalformedTable row{"", reader, "", "", "", "", ""};
    const auto issues = faults(row, read_file(folder / (std::string(reader) + ".base")));
    EXPECT_TRUE(issues.empty()) << reader << " " << issues[0].where << " " << issues[0].message;
  }
}

TEST(MalformedTables, EachIsRefusedWithItsCodePlaceAndMessage) {
  for (const auto& row : malformed_tables(folder)) {
    const std::string text = input_of(row, folder);
    const bool changes = row.reader == "file" || row.reader == "csv" || !text.empty();
    EXPECT_TRUE(changes) << row.place_here << ": the base does not hold what is to be replaced";
    const auto issues = faults(row, text);
    if (issues.empty()) {
      ADD_FAILURE() << row.place_here << ": is accepted";
      continue;
    }
    const std::string got = std::string(name_of(issues[0].code)) + " ~ " + issues[0].where + " ~ " + issues[0].message;
    EXPECT_EQ(got, row.code + " ~ " + row.where + " ~ " + row.message) << row.place_here;
  }
}

/// Readers as a user knows them, with the number of inputs of each class.
using Counts = std::map<std::string, std::map<std::string, int>>;

void count_cases(Counts& counts, std::set<std::string>& seen) {
  for (const auto& row : malformed_rows()) {
    EXPECT_TRUE(seen.insert("case " + row.input).second) << row.file << " has twice: " << row.title;
    ++counts["case JSON"][row.file.substr(0, row.file.size() - 4)];
  }
}

void count_models(Counts& counts, std::set<std::string>& seen) {
  std::istringstream lines(read_file(source / "tests" / "dmn" / "malformed.txt"));
  std::string section;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# ")) section = line.substr(2);
    if (line.empty() || line.starts_with('#')) continue;
    const auto kind = line.find(' ', line.find(' ') + 1);  // behind code and place
    EXPECT_TRUE(seen.insert("dmn" + line.substr(kind)).second) << "twice: " << line;
    ++counts["DMN XML"][section];
  }
}

void count_tables(Counts& counts, std::set<std::string>& seen) {
  for (const auto& row : malformed_tables(folder)) {
    EXPECT_TRUE(seen.insert(row.reader + " " + input_of(row, folder)).second) << row.place_here << " stands twice";
    const bool coefficients = row.reader == "sorg" || row.reader == "response";
    const std::string reader = row.reader == "csv" ? "CSV" : coefficients ? "coefficient file" : "Markdown table";
    ++counts[reader][(row.reader == "csv" ? "" : row.reader + " ") + row.kind];
  }
}

TEST(MalformedTables, FiveHundredDistinctInputsInNamedClasses) {
  Counts counts;
  std::set<std::string> seen;
  count_cases(counts, seen);
  count_models(counts, seen);
  count_tables(counts, seen);
  int total = 0;
  for (const auto& [reader, classes] : counts) {
    int of_reader = 0;
    std::string text;
    for (const auto& [name, count] : classes) {
      of_reader += count;
      text += (text.empty() ? "" : ", ") + name + " " + std::to_string(count);
    }
    std::cout << reader << ": " << of_reader << " (" << text << ")\n";
    total += of_reader;
  }
  std::cout << "total: " << total << "\n";
  EXPECT_EQ(counts.size(), 5U);
  EXPECT_EQ(static_cast<std::size_t>(total), seen.size());
  EXPECT_GE(total, 500);
}

}  // namespace
}  // namespace noms::test
