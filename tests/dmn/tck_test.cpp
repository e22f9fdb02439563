// SPDX-License-Identifier: Apache-2.0
// The DMN TCK, compliance level 2, from the shared test data; skipped where NOMS_SHARED_DATA does not lead to it.
#include <gtest/gtest.h>

#include "support/dmn_tck.h"

namespace noms::test {
namespace {

#define NEEDS_TCK(files) \
  if ((files).empty()) GTEST_SKIP() << "SKIPPED: NOMS_SHARED_DATA has no dmn-tck-cl2"

TEST(DmnTck, AllCasesOfComplianceLevelTwoPass) {
  const auto files = tck_files();
  NEEDS_TCK(files);
  int cases = 0;
  for (const auto& file : files) {
    const auto result = run_tck(file.model, file.tests);
    for (const auto& failure : result.failures) ADD_FAILURE() << file.name << ": " << failure;
    cases += result.cases;
  }
  EXPECT_EQ(files.size(), 28U);
  EXPECT_EQ(cases, 116);
}

/// The text with the first occurrence changed.
std::string changed(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

const TckFile& named(const std::vector<TckFile>& files, std::string_view start) {
  return *std::ranges::find_if(files, [&](const auto& file) { return file.name.starts_with(start); });
}

TEST(DmnTck, AWrongExpectationFails) {
  const auto files = tck_files();
  NEEDS_TCK(files);
  const auto& table = named(files, "0004");
  EXPECT_FALSE(run_tck(table.model, changed(table.tests, ">Approved<", ">Refused<")).failures.empty());
  const auto& sum = named(files, "0008");
  EXPECT_FALSE(run_tck(sum.model, changed(sum.tests, "2778.69354943277", "2778.69364943277")).failures.empty());
}

TEST(DmnTck, AWrongCellFails) {
  const auto files = tck_files();
  NEEDS_TCK(files);
  struct Change {
    std::string_view file, from, to;
  };
  const Change changes[] = {
      {"0004", "&gt;=18", "&gt;18"},
      {"0005", "\"Medium\",\"Low\"", "\"Low\""},
      {"0006", "<text>\"Declined\"</text>", "<text>\"Approved\"</text>"},
      {"0008", "loan.rate/12", "loan.rate/13"},
      {"0009", "1+r/12", "1-r/12"},
      {"0010", "\"Standard\"</text>\n                </outputEntry>",
       "\"Best\"</text>\n                </outputEntry>"},
      {"0105", "10**-5", "10**5"},
      {"0106", "A and B", "A or B"},
      {"0114", "aggregation=\"MIN\"", "aggregation=\"MAX\""},
      {"0115", "aggregation=\"SUM\"", "aggregation=\"COUNT\""},
      {"0116", "aggregation=\"COUNT\"", "aggregation=\"MAX\""},
      {"0110", "hitPolicy=\"OUTPUT ORDER\"", "hitPolicy=\"FIRST\""},
  };
  for (const auto& change : changes) {
    const auto& file = named(files, change.file);
    EXPECT_FALSE(run_tck(changed(file.model, change.from, change.to), file.tests).failures.empty())
        << change.file << ": " << change.from;
  }
}

}  // namespace
}  // namespace noms::test
