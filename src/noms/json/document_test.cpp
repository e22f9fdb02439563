// SPDX-License-Identifier: Apache-2.0
#include "noms/json/document.h"

#include <gtest/gtest.h>

namespace noms::json {
namespace {

TEST(Document, ReadsEveryKindOfValue) {
  const auto read = parse(
      R"( {"null": null, "yes": true, "no": false, "whole": -12, "decimal": 1.50, "exponent": 2e3, "text": "a\u00e9\n\"", "list": [1, [2], {}], "object": {"b": 1, "a": 2}} )");
  ASSERT_TRUE(read);
  const Value& object = read.value();
  ASSERT_TRUE(object.is_object());
  ASSERT_EQ(object.members.size(), 9U);
  EXPECT_EQ(object.members[0].first, "null");
  EXPECT_EQ(object.find("null")->kind, Value::Kind::Null);
  EXPECT_TRUE(object.find("yes")->boolean);
  EXPECT_FALSE(object.find("no")->boolean);
  EXPECT_EQ(object.find("whole")->number, -12);
  EXPECT_TRUE(object.find("whole")->whole);
  EXPECT_EQ(object.find("decimal")->number, 1.5);
  EXPECT_EQ(object.find("decimal")->string, "1.50") << "a number keeps the text as it was written";
  EXPECT_FALSE(object.find("decimal")->whole);
  EXPECT_EQ(object.find("exponent")->number, 2000);
  EXPECT_FALSE(object.find("exponent")->whole);
  EXPECT_EQ(object.find("text")->string, "a\xC3\xA9\n\"");
  ASSERT_EQ(object.find("list")->items.size(), 3U);
  EXPECT_EQ(object.find("list")->items[1].items[0].number, 2);
  EXPECT_EQ(object.find("object")->members[0].first, "b") << "members keep the order of the text";
  EXPECT_EQ(object.find("other"), nullptr);
}

TEST(Document, NumbersAreRoundedCorrectly) {
  const std::pair<const char*, double> rows[] = {{"0.1", 0.1},
                                                 {"1e-5", 1e-5},
                                                 {"9007199254740993", 9007199254740992.0},
                                                 {"0.30000000000000004", 0.30000000000000004},
                                                 {"2.2250738585072011e-308", 2.2250738585072011e-308},
                                                 {"1.7976931348623157e308", 1.7976931348623157e308},
                                                 {"18446744073709551615", 18446744073709551615.0},
                                                 {"123456789012345678901234567890", 123456789012345678901234567890.0},
                                                 {"-0", -0.0}};
  for (const auto& [text, number] : rows) {
    const auto read = parse(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read.value().number, number) << text;
  }
}

TEST(Document, RefusesWithThePlace) {
  using enum ErrorCode;
  const Limits small{.bytes = 200, .depth = 3, .elements = 8, .string_bytes = 10};
  const struct {
    const char* what;
    std::string text;
    ErrorCode code;
    std::string where;
  } rows[] = {
      {"nothing", "", InvalidJson, "line 1, column 1"},
      {"an unfinished list", "[1,\n2", InvalidJson, "line 2, column 2"},
      {"a comma too many", "[1,\n 2,\n]", InvalidJson, "line 3, column 1"},
      {"too many bytes", std::string(201, ' '), TooLarge, ""},
      {"too deep", "[[[[1]]]]", TooDeep, ""},
      {"too many values", "[1,2,3,4,5,6,7,8]", TooLarge, ""},
      {"a text too long", R"({"a": ["x", "12345678901"]})", TooLarge, "/a/1"},
      {"a name too long", R"({"a": {"12345678901": 1}})", TooLarge, "/a"},
      {"a name twice", R"({"a": [0, {"b": 1, "b": 2}]})", DuplicateKey, "/a/1/b"},
      {"a number too large", R"({"a": [0, 1e999]})", NotANumber, "/a/1"},
      {"a number too large as the whole", "1e999", NotANumber, ""},
      {"not UTF-8", "\"\xFF\"", InvalidEncoding, ""},
      {"two values", "1 2", InvalidJson, "line 1, column 3"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const auto read = parse(row.text, small);
    if (read) {
      ADD_FAILURE() << "is accepted";
      continue;
    }
    EXPECT_EQ(name_of(read.error()[0].code), name_of(row.code)) << read.error()[0].message;
    EXPECT_EQ(read.error()[0].where, row.where);
  }
}

TEST(Document, TakesWhatIsJustWithinTheLimits) {
  const Limits small{.bytes = 40, .depth = 3, .elements = 8, .string_bytes = 10};
  for (const char* text : {"[[[1]]]", "[1,2,3,4,5,6,7]", R"({"1234567890": "1234567890"})",
                           R"("\u00e9\u00e9\u00e9\u00e9\u00e9")", "                                       1"})
    EXPECT_TRUE(parse(text, small)) << text;
}

TEST(Document, FindsANameThatStandsTwiceInALargeObject) {
  for (const int count : {31, 32, 33, 34, 100}) {
    for (const int twice : {0, count / 2, count - 1}) {
      std::string text = "[{\"x\": {}},{";
      for (int i = 0; i < count; ++i) text += "\"n" + std::to_string(i) + "\": {\"n0\": 1},";
      const auto good = parse(text + "\"other\": 0}, {\"n0\": 1}]");
      EXPECT_TRUE(good) << count;
      const auto read = parse(text + "\"n" + std::to_string(twice) + "\": 0}]");
      ASSERT_FALSE(read) << count << " " << twice;
      EXPECT_EQ(read.error()[0].code, ErrorCode::DuplicateKey);
      EXPECT_EQ(read.error()[0].where, "/1/n" + std::to_string(twice));
    }
  }
  // Two large objects one after the other at the same depth know nothing of each other.
  std::string members;
  for (int i = 0; i < 50; ++i) members += (i == 0 ? "\"n" : ",\"n") + std::to_string(i) + "\":0";
  EXPECT_TRUE(parse("[{" + members + "},{" + members + "}]"));
}

TEST(Document, PointersNeverHoldFreeText) {
  const std::pair<const char*, const char*> rows[] = {{"escc", "/a/escc"},
                                                      {"bone_lesion", "/a/bone_lesion"},
                                                      {"x-1.2", "/a/x-1.2"},
                                                      {"two words", "/a/*"},
                                                      {"", "/a/*"},
                                                      {"a/b", "/a/*"},
                                                      {"a~b", "/a/*"},
                                                      {"\xC3\xA9", "/a/*"},
                                                      {"12345678901234567890123456789012345678901", "/a/*"}};
  for (const auto& [name, expected] : rows) EXPECT_EQ(pointer("/a", name), expected);
  EXPECT_EQ(pointer("/a", std::size_t{7}), "/a/7");
}

}  // namespace
}  // namespace noms::json
