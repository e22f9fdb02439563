// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "noms/clinical_case/case.h"
#include "support/malformed_rows.h"

namespace noms::test {
namespace {

TEST(Malformed, EveryRowIsRefusedWithItsPlaceAndReason) {
  const auto rows = malformed_rows();
  EXPECT_GE(rows.size(), 200U);
  for (const auto& row : rows) {
    SCOPED_TRACE(row.file + " " + row.title);
    const auto read = clinical_case::read_case(row.input, library());
    if (read) {
      ADD_FAILURE() << "is accepted";
      continue;
    }
    EXPECT_EQ(name_of(read.error()[0].code), row.code);
    EXPECT_EQ(read.error()[0].where, row.where);
    const bool beginning = row.message.ends_with(" ...");
    const std::string expected = row.message.substr(0, row.message.size() - (beginning ? 4 : 0));
    EXPECT_EQ(beginning ? read.error()[0].message.substr(0, expected.size()) : read.error()[0].message, expected);
    EXPECT_EQ(exit_code_of(read.error()[0].code), 3);
  }
}

TEST(Malformed, EveryContradictionOfTheTableHasARow) {
  std::set<std::string> missing;
  for (const auto& exclusion : library().exclusions) missing.insert(exclusion.row);
  for (const auto& number : library().numbers) missing.insert(number.row);
  for (const auto& row : malformed_rows()) {
    for (auto name = missing.begin(); name != missing.end();)
      name = row.message.find("(" + *name + ")") == std::string::npos ? std::next(name) : missing.erase(name);
  }
  for (const auto& name : missing) ADD_FAILURE() << "no row of tests/malformed/contradictions.txt shows " << name;
}

TEST(Malformed, EveryCodeOfACaseHasARow) {
  std::set<std::string> seen;
  for (const auto& row : malformed_rows()) seen.insert(row.code);
  for (int code = 0; code <= static_cast<int>(ErrorCode::NotANumber); ++code) {
    const auto name = std::string(name_of(static_cast<ErrorCode>(code)));
    EXPECT_TRUE(seen.contains(name) || name == "invalid_encoding")
        << name;  // a text file of the repository is valid UTF-8
  }
}

}  // namespace
}  // namespace noms::test
