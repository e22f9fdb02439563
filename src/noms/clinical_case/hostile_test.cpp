// SPDX-License-Identifier: Apache-2.0
// Files made to hurt, and the promise that no message repeats what was handed in.
#include <gtest/gtest.h>

#include <chrono>

#include "noms/clinical_case/case.h"
#include "noms/json/document.h"
#include "support/knowledge_files.h"

namespace noms::test {
namespace {

using clinical_case::read_case;

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string with_id(const std::string& bytes) {
  return "{\"noms_case\": 1, \"id\": \"" + bytes + "\", \"lesions\": [{}]}";
}

TEST(Hostile, IsRefusedWithinItsLimits) {
  using enum ErrorCode;
  std::string many_lesions = "{\"noms_case\": 1, \"lesions\": [";
  many_lesions += repeated("{},", 99'999) + "{}]}";
  std::string many_names = "{";
  for (int i = 0; i < 99'000; ++i) many_names += "\"x" + std::to_string(i) + "\":0,";
  many_names += "\"noms_case\": 1, \"lesions\": [{}]}";
  std::string many_levels = R"({"noms_case": 1, "lesions": [{"levels": [)" + repeated("\"T1\",", 90'000) + "\"T1\"]}]}";
  const struct {
    const char* attack;
    std::string text;
    ErrorCode code;
  } rows[] = {
      {"9 MB", with_id(std::string(9U << 20U, 'x')), TooLarge},
      {"a text of 30 kB", with_id(std::string(30'000, 'x')), TooLarge},
      {"a name of 30 kB", "{\"" + std::string(30'000, 'x') + "\": 1}", TooLarge},
      {"a million open brackets", repeated("[", 1'000'000), TooDeep},
      {"a million open objects", repeated("{\"a\":", 1'000'000), TooDeep},
      {"33 deep", repeated("[", 33) + repeated("]", 33), TooDeep},
      {"100,001 values", "[" + repeated("0,", 100'000) + "0]", TooLarge},
      {"100,000 lesions", many_lesions, TooLarge},
      {"99,000 unknown names", many_names, UnknownField},
      {"90,001 levels", many_levels, UnknownValue},
      {"a number of a megabyte", "{\"noms_case\": " + std::string(1U << 20U, '1') + "}", TooLarge},
      {"zeros of a megabyte", "{\"noms_case\": 0." + std::string(1U << 20U, '0') + "1}", TooLarge},
      {"an exponent of a megabyte", "{\"noms_case\": 1e" + std::string(1U << 20U, '9') + "}", InvalidJson},
      {"1e400", "{\"noms_case\": 1e400, \"lesions\": [{}]}", NotANumber},
      {"-1e400", "{\"noms_case\": -1e400, \"lesions\": [{}]}", NotANumber},
      {"a byte that is never in UTF-8", with_id("\xFF"), InvalidEncoding},
      {"an overlong slash", with_id("\xC0\xAF"), InvalidEncoding},
      {"half a letter", with_id("\xC3"), InvalidEncoding},
      {"a surrogate in UTF-8", with_id("\xED\xA0\x80"), InvalidEncoding},
      {"beyond Unicode", with_id("\xF4\x90\x80\x80"), InvalidEncoding},
      {"UTF-16", std::string("{\0\"\0", 4), InvalidJson},
      {"a byte order mark", "\xEF\xBB\xBF{\"noms_case\": 1, \"lesions\": [{}]}", InvalidJson},
      {"a zero byte", std::string("{\"noms_case\": 1, \"lesions\": [{}]}\0", 35), InvalidJson},
      {"a zero byte in a text", with_id(std::string("a\0b", 3)), InvalidJson},
      {"a raw line end in a text", with_id("a\nb"), InvalidJson},
      {"an escape for the terminal", with_id("\x1b[31m"), InvalidJson},
      {"an escape for the terminal, escaped", with_id("\\u001b[31m"), WrongType},
      {"a lone surrogate", with_id("\\ud800"), InvalidJson},
      {"two first surrogates", with_id("\\ud800\\ud800"), InvalidJson},
      {"a second surrogate first", with_id("\\udc00\\ud800"), InvalidJson},
      {"the same name twice, deep",
       R"({"noms_case": 1, "patient": {"laboratory": {"albumin": {"value": 1, "value": 2}}}, "lesions": [{}]})",
       DuplicateKey},
      {"__proto__", R"({"noms_case": 1, "__proto__": {"escc": "3"}, "lesions": [{}]})", UnknownField},
      {"a path as a name", R"({"noms_case": 1, "patient/age": 60, "lesions": [{}]})", UnknownField},
      {"a path with a star as a name", R"({"noms_case": 1, "lesions": [{"*": 1, "prior_radiation/*/dose": 1}]})",
       UnknownField},
      {"a star in the lesions", R"({"noms_case": 1, "lesions": [{}], "lesions/*/escc": "2"})", UnknownField},
      {"a name of a group as field", R"({"noms_case": 1, "lesions": [{"prior_radiation/*": {}}]})", UnknownField},
      {"an object for the list", R"({"noms_case": 1, "lesions": {"*": {"escc": "2"}}})", WrongType},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.attack);
    const auto start = std::chrono::steady_clock::now();
    const auto read = read_case(row.text, library());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (read) {
      ADD_FAILURE() << "is accepted";
      continue;
    }
    EXPECT_EQ(name_of(read.error()[0].code), name_of(row.code)) << read.error()[0].message;
    EXPECT_LT(seconds, 5.0);
    EXPECT_LE(read.error().size(), 1000U) << "a hostile file gets a bounded answer";
    for (const auto& issue : read.error()) ASSERT_LT(issue.message.size(), 2000U);
  }
}

TEST(Hostile, WhatLooksStrangeAndIsAllowed) {
  const std::pair<const char*, std::string> rows[] = {
      {"32 deep is the limit of JSON, not of a case", with_id("x")},
      {"a surrogate pair", with_id("\\ud83d\\ude00")},
      {"letters of four bytes", with_id("\xF0\x9F\x98\x80")},
      {"an escaped quote", with_id("a\\\"b")},
      {"blanks everywhere", " \t\r\n{ \"noms_case\" :\t1 , \"lesions\" : [ { } ] }\r\n "},
      {"escaped names", R"({"\u006eoms_case": 1, "lesions": [{"\u0065scc": "\u0032"}]})"},
      {"minus nothing", R"({"noms_case": 1, "patient": {"performance": {"ecog": -0}}, "lesions": [{}]})"},
      {"64 lesions", "{\"noms_case\": 1, \"lesions\": [" + repeated("{},", 63) + "{}]}"},
      {"an id of 200 characters of four bytes", with_id(repeated("\xF0\x9F\x98\x80", 200))},
  };
  for (const auto& [form, text] : rows) {
    const auto read = read_case(text, library());
    EXPECT_TRUE(read) << form << ": " << (read ? "" : read.error()[0].message);
  }
}

/// The complete example with room for a canary at every place.
const char* const example =
    R"({"noms_case": 1, "id": "case-7", "patient": {"age": {"value": 83, "unit": "a", "source": {"recorded_by": "x"}}, "sex": "female", "performance": {"ecog": 1}, "ambulation": "assisted", "laboratory": {"albumin": {"value": 38, "unit": "g/L"}}, "comorbidities": ["copd"]}, "primary": {"histology": {"system": "icd-o-3", "code": "8140/3", "site": "C34"}, "controlled": false, "mutations": ["egfr"]}, "disease": {"visceral_metastases": "none", "visceral_sites": [], "total_metastases": 1}, "fitness": {"surgery": "tolerated", "expected_survival": {"value": 8, "unit": "mo"}}, "availability": {"ssrs": true}, "lesions": [{"id": "T10", "levels": ["T10"], "escc": {"value": ["2", "3"], "source": {"image": "1.2"}}, "myelopathy": false, "frankel": "D", "pain": "none", "prior_radiation": [{"technique": "cebrt", "dose": {"value": 30, "unit": "Gy"}, "fractions": 10}], "prior_surgery": [{"procedure": "other"}]}]})";

/// Begin and length of every text, number and word of the example.
std::vector<std::pair<std::size_t, std::size_t>> tokens(const std::string& text) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '"') {
      const auto end = text.find('"', i + 1);
      found.emplace_back(i, end + 1 - i);
      i = end + 1;
    } else if (std::isalnum(static_cast<unsigned char>(text[i])) != 0) {
      const std::size_t from = i;
      while (std::isalnum(static_cast<unsigned char>(text[i])) != 0) ++i;
      found.emplace_back(from, i - from);
    } else {
      ++i;
    }
  }
  return found;
}

TEST(Privacy, NoMessageRepeatsWhatWasHandedIn) {
  ASSERT_TRUE(read_case(example, library()));
  const std::string text = example;
  const char* const canaries[] = {"Zanzibar Quux 1950", "ZanzibarQuux",  "Zanzibar\\nQuux", "<b>Zanzibar</b>",
                                  "Zanzibar/Quux~1",    "Zänzibar Quux", "escc Zanzibar"};
  int refused = 0;
  for (const auto& [from, length] : tokens(text)) {
    for (const char* canary : canaries) {
      std::string marked = text;
      marked.replace(from, length, "\"" + std::string(canary) + "\"");
      const auto read = read_case(marked, library());
      if (read) continue;  // an id, a source
      ++refused;
      const bool is_name = text[from + length] == ':';
      for (const auto& issue : read.error()) {
        EXPECT_EQ(issue.message.find("nzibar"), std::string::npos) << issue.message;
        EXPECT_EQ(issue.message.find("Quux"), std::string::npos) << issue.message;
        // A place may hold a name, if it is a plain word and so cannot be free text.
        const bool may_stand = is_name && std::string_view(canary) == "ZanzibarQuux";
        EXPECT_TRUE(may_stand || issue.where.find("nzibar") == std::string::npos) << issue.where;
      }
    }
  }
  EXPECT_GT(refused, 500);
}

TEST(Privacy, BrokenJsonIsNotRepeatedEither) {
  const std::string text = example;
  for (std::size_t cut = 1; cut < text.size(); cut += 3) {
    const auto read = read_case(text.substr(0, cut) + "Zanzibar", library());
    ASSERT_FALSE(read);
    for (const auto& issue : read.error()) {
      EXPECT_EQ(issue.message.find("Zanzibar"), std::string::npos);
      EXPECT_EQ(issue.where.find("Zanzibar"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace noms::test
