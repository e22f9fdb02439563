// SPDX-License-Identifier: Apache-2.0
#include "noms/cohort/cohort.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "support/knowledge_files.h"

namespace noms::cohort {
namespace {

using test::library;

/// Everything a table gives: the faults of its header, or of its cases in their order (none for a case that is read).
struct Answer {
  Issues header;
  std::vector<Issues> cases;
  std::vector<clinical_case::Case> read;

  const Issue* first() const {
    if (!header.empty()) return &header[0];
    for (const auto& one : cases) {
      if (!one.empty()) return &one[0];
    }
    return nullptr;
  }
};

Answer answer_of(std::string_view bytes, const Mapping* mapping = nullptr, std::size_t part = 7) {
  Answer answer;
  CaseTable table(library(), mapping);
  const auto more = [&] {
    table.feed(bytes.substr(0, part));
    bytes.remove_prefix(std::min(part, bytes.size()));
    if (bytes.empty()) table.finish();
  };
  while (table.read_header() == CaseTable::Next::MoreBytes) more();
  answer.header = table.faults();
  if (!answer.header.empty()) return answer;
  std::string packed;
  for (;;) {
    const auto next = table.next(packed);
    if (next == CaseTable::Next::End) return answer;
    if (next == CaseTable::Next::MoreBytes) {
      more();
      continue;
    }
    auto read = read_case_rows(packed, table.plan(), library());
    answer.cases.push_back(read ? Issues() : read.error());
    if (read) answer.read.push_back(std::move(read).value());
  }
}

/// A line of tests/cohort/malformed.txt.
struct Malformed {
  int line = 0;
  std::string family, code, where, kind, text;
};

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      plain += text[i];
    } else if (const char c = text[++i]; c == 'x') {
      plain += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else if (c == '*') {
      const auto open = text.find('{', i);
      const auto close = text.find('}', i);
      const std::string once = unescaped(text.substr(open + 1, close - open - 1));
      for (int times = std::stoi(std::string(text.substr(i + 1, open - i - 1))); times > 0; --times) plain += once;
      i = close;
    } else {
      plain += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    }
  }
  return plain;
}

std::vector<Malformed> malformed() {
  std::vector<Malformed> rows;
  std::istringstream lines(test::read_file(std::filesystem::path(NOMS_SOURCE_DIR) / "tests/cohort/malformed.txt"));
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    Malformed row{number, {}, {}, {}, {}, {}};
    for (auto* part : {&row.family, &row.code, &row.where, &row.kind}) {
      const auto end = line.find(" : ");
      *part = line.substr(0, end);
      line.erase(0, end + 3);
    }
    row.text = unescaped(line);
    constexpr std::string_view short_form = "CASE";
    if (const auto at = row.text.find(short_form); at != std::string::npos && row.kind == "mapped")
      row.text.replace(at, short_form.size(), R"("noms_mapping": 1, "case": "rec")");
    rows.push_back(row);
  }
  return rows;
}

TEST(MalformedCohort, EveryRowIsRefusedWithItsCodeAndPlace) {
  const auto rows = malformed();
  EXPECT_GE(rows.size(), 60U);
  for (const auto& row : rows) {
    SCOPED_TRACE("tests/cohort/malformed.txt:" + std::to_string(row.line));
    Issues faults;
    if (row.kind == "table") {
      const auto answer = answer_of(row.text);
      if (answer.first() != nullptr) faults = {*answer.first()};
    } else {
      const auto split = row.text.find(" <<< ");
      const auto mapping = read_mapping(row.text.substr(0, split), library());
      if (!mapping) {
        faults = mapping.error();
        EXPECT_EQ(row.kind, "mapping") << faults[0].where << " " << faults[0].message;
      } else if (row.kind == "mapped") {
        const auto answer = answer_of(row.text.substr(split + 5), &mapping.value());
        if (answer.first() != nullptr) faults = {*answer.first()};
      }
    }
    ASSERT_FALSE(faults.empty()) << "is accepted";
    EXPECT_EQ(name_of(faults[0].code), row.code) << faults[0].message;
    EXPECT_EQ(faults[0].where, row.where) << faults[0].message;
    EXPECT_FALSE(faults[0].message.empty());
    EXPECT_EQ(exit_code_of(faults[0].code), 3);
  }
}

TEST(MalformedCohort, NoFaultRepeatsTheTable) {
  // Every cell is a text that no vocabulary and no message holds.
  const std::string mark = "Zebra7Secret";
  std::string header;
  std::string row;
  for (const auto& name : column_names(library())) {
    header += (header.empty() ? "" : ",") + name;
    row += (row.empty() ? "" : ",") + mark;
  }
  const std::string bad_row = mark + "2," + mark + "\n";
  const std::string bad_quote = mark + "3,\"" + mark + "\"" + mark + "\n";
  const auto answer = answer_of(header + "\n" + row + "\n" + row + "more\n" + bad_row + bad_quote);
  ASSERT_EQ(answer.cases.size(), 3U);
  std::size_t faults = 0;
  for (const auto& one : answer.cases) {
    for (const auto& issue : one) {
      ++faults;
      EXPECT_EQ((issue.where + issue.message).find(mark), std::string::npos) << issue.where;
    }
  }
  EXPECT_GE(faults, 50U);
  const auto headless = answer_of(mark + "," + mark + "\n1,2\n");
  ASSERT_EQ(headless.header.size(), 2U);
  EXPECT_EQ((headless.header[0].message + headless.header[0].where).find(mark), std::string::npos);
}

TEST(CaseTable, AFaultCostsItsOwnCaseAndNoOther) {
  const auto answer = answer_of(
      "id,lesion/escc\n"
      "1,2\n"
      "2,\"3\n"  // never closed: row 3 alone
      "3,3\n"
      "4,4\n"
      "5,\"0\"x\n"
      "6,1a\n"
      "6,1b,\n"  // a lesion that cannot be read: the whole case is not
      "7,1b\n");
  ASSERT_EQ(answer.cases.size(), 7U);
  const bool good[] = {true, false, true, false, false, false, true};
  const char* places[] = {
      "", "row 3, column lesion/escc", "", "row 5, column lesion/escc", "row 6, column lesion/escc", "row 8", ""};
  for (std::size_t i = 0; i < 7; ++i) {
    SCOPED_TRACE(i);
    ASSERT_EQ(answer.cases[i].empty(), good[i]);
    if (good[i]) continue;
    EXPECT_EQ(answer.cases[i][0].where, places[i]);
  }
}

TEST(CaseTable, AllFaultsOfACaseAtOnce) {
  const auto answer = answer_of(
      "id,patient/sex,lesion/escc,lesion/pain,lesion/myelopathy\n1,male,4,no,true\n1,female,2,sometimes,maybe\n");
  ASSERT_EQ(answer.cases.size(), 1U);
  std::vector<std::string> places;
  for (const auto& issue : answer.cases[0]) places.push_back(issue.where);
  EXPECT_EQ(places, (std::vector<std::string>{"row 3, column patient/sex", "row 2, column lesion/escc",
                                              "row 2, column lesion/pain", "row 3, column lesion/pain",
                                              "row 3, column lesion/myelopathy"}));
}

TEST(CaseTable, AContradictionNamesRowsAndColumns) {
  const auto answer = answer_of("id,lesion/myelopathy,lesion/frankel\n1,,\n1,true,E\n");
  ASSERT_EQ(answer.cases.size(), 1U);
  ASSERT_EQ(answer.cases[0].size(), 1U);
  const std::string& message = answer.cases[0][0].message;
  EXPECT_NE(message.find("row 3, column lesion/myelopathy and row 3, column lesion/frankel contradict"),
            std::string::npos)
      << message;
  EXPECT_EQ(message.find("/lesions/"), std::string::npos) << message;
}

TEST(CaseTable, AnEmptyCellIsNotRecordedAndNothingIsAssumed) {
  const auto answer = answer_of(
      "id,patient/age,patient/age/unit,patient/comorbidities,lesion/escc,lesion/prior_radiation,"
      "lesion/prior_radiation/1/dose [Gy],lesion/prior_radiation/2/fractions\n"
      "1,,a,,,,,\n"
      "2,60,a,none,2|3,none,,\n"
      "3,,,copd|diabetes,,2,,5\n"
      "4,,,,,,30,\n");
  ASSERT_EQ(answer.read.size(), 4U) << answer.first()->where << answer.first()->message;
  EXPECT_FALSE(answer.read[0].fields.contains("patient/age"));
  EXPECT_FALSE(answer.read[0].fields.contains("patient/comorbidities"));
  EXPECT_FALSE(answer.read[0].lesions.at(0).lists.contains("prior_radiation"));
  EXPECT_EQ(answer.read[1].fields.at("patient/comorbidities").values.size(), 0U);
  EXPECT_EQ(answer.read[1].lesions.at(0).fields.at("escc").values, (std::vector<std::string>{"2", "3"}));
  EXPECT_EQ(answer.read[1].lesions.at(0).lists.at("prior_radiation").size(), 0U);
  EXPECT_EQ(answer.read[2].fields.at("patient/comorbidities").values.size(), 2U);
  const auto& courses = answer.read[2].lesions.at(0).lists.at("prior_radiation");
  ASSERT_EQ(courses.size(), 2U);  // two, of one of which the fractions are known
  EXPECT_TRUE(courses[0].contains("fractions"));
  EXPECT_TRUE(courses[1].empty());
  EXPECT_EQ(answer.read[3].lesions.at(0).lists.at("prior_radiation").size(), 1U);
}

TEST(CaseTable, CheckboxesSayNoneOnlyWhereTheMappingSaysSo) {
  const std::string head =
      R"({"noms_mapping": 1, "case": "rec", "columns": [{"checkboxes": "c", )"
      R"("field": "patient/comorbidities", "values": {"1": "copd", "2": "diabetes", "_99": "none"})";
  const std::string table = "rec,c___1,c___2,c____99\n1,0,0,0\n2,1,0,0\n3,0,0,1\n4,,,\n5,Checked,Checked,Unchecked\n";
  for (const bool none : {false, true}) {
    const auto mapping = read_mapping(head + (none ? R"(, "none_checked": "none"}]})" : "}]}"), library());
    ASSERT_TRUE(mapping);
    const auto answer = answer_of(table, &mapping.value());
    ASSERT_EQ(answer.read.size(), 5U);
    EXPECT_EQ(answer.read[0].fields.contains("patient/comorbidities"), none);
    EXPECT_EQ(answer.read[1].fields.at("patient/comorbidities").values, std::vector<std::string>{"copd"});
    EXPECT_TRUE(answer.read[2].fields.at("patient/comorbidities").values.empty());
    EXPECT_FALSE(answer.read[3].fields.contains("patient/comorbidities"));
    EXPECT_EQ(answer.read[4].fields.at("patient/comorbidities").values.size(), 2U);
  }
}

TEST(CaseTable, TheSameBytesInPartsAreTheSameCases) {
  std::string table = "\xEF\xBB\xBFid;lesion/escc;lesion/id\r\n";
  for (int i = 0; i < 40; ++i) {
    table += std::to_string(i / 3) + ";2;\"a " + std::to_string(i) + "\"\"\r\n;\"\r\n";
    if (i % 5 == 0) table += "x" + std::to_string(i) + ";\"3\r\n";
  }
  const auto whole = answer_of(table, nullptr, table.size());
  EXPECT_GE(whole.cases.size(), 20U);
  for (std::size_t part = 1; part < 40; ++part) {
    const auto parts = answer_of(table, nullptr, part);
    EXPECT_EQ(parts.header, whole.header);
    EXPECT_EQ(parts.cases, whole.cases) << part;
  }
}

TEST(CaseGatherer, NoticesTheNameOfEveryEarlierCase) {
  std::string table = "id,lesion/escc\n";
  for (int i = 0; i < 5000; ++i) table += "case " + std::to_string(i) + ",2\n";
  table += "case 0,3\ncase 4998,3\nnew,3\n";
  const auto answer = answer_of(table, nullptr, 1000);
  ASSERT_EQ(answer.cases.size(), 5003U);
  for (std::size_t i = 0; i < answer.cases.size(); ++i) EXPECT_EQ(answer.cases[i].empty(), i != 5000 && i != 5001) << i;
}

TEST(CaseGatherer, HoldsNoMoreOfACaseThanItsLimit) {
  CaseGatherer gatherer(0);
  for (std::size_t i = 0; i < 40; ++i) {
    Row row{i + 2, RowFault::None, {"name", std::string(1U << 20U, 'x')}};
    EXPECT_FALSE(gatherer.add(std::move(row)));
  }
  const auto held = gatherer.finish();
  ASSERT_TRUE(held);
  EXPECT_TRUE(held->too_large);
  EXPECT_LE(held->rows.size(), 8U);
}

TEST(RowReader, TheSeparatorOfABadHeaderDoesNotDependOnHowItsBytesArrive) {
  const std::string bytes = "i;a\"b\"c,d\n1,2\n";
  for (const std::size_t part : {bytes.size(), std::size_t{1}}) {
    RowReader reader;
    Row row;
    for (std::size_t from = 0; from < bytes.size(); from += part) {
      reader.feed(bytes.substr(from, part));
      if (reader.next(row) == RowReader::Next::Row) break;
    }
    EXPECT_EQ(row.fault, RowFault::QuoteInside);
    EXPECT_EQ(reader.separator(), ',') << part;
  }
}

TEST(RowReader, PassesOverARowBeyondTheLimit) {
  RowReader reader(100);
  reader.feed("id\n1\n" + std::string(5000, 'x') + "\n2\n\"" + std::string(90, 'y') + "\n" + std::string(90, 'z') +
              "\n3\n");
  reader.finish();
  std::vector<RowFault> faults;
  Row row;
  while (reader.next(row) == RowReader::Next::Row) faults.push_back(row.fault);
  EXPECT_EQ(faults, (std::vector<RowFault>{RowFault::None, RowFault::None, RowFault::TooLong, RowFault::None,
                                           RowFault::TooLong, RowFault::None, RowFault::None}));
}

TEST(Columns, EveryFieldHasAColumnThatMeansIt) {
  std::set<const knowledge::Field*> meant;
  for (const auto& name : column_names(library())) {
    const auto target = target_named(name, library());
    ASSERT_TRUE(target) << name;
    meant.insert(target->field);
  }
  for (const auto& field : library().fields)
    EXPECT_EQ(meant.contains(&field), field.path != "noms_case" && field.path != "lesions") << field.path;
  const auto plan = plan_of_header(column_names(library()), library());
  EXPECT_TRUE(plan) << plan.error()[0].message;
}

}  // namespace
}  // namespace noms::cohort
