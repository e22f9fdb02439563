// SPDX-License-Identifier: Apache-2.0
#include "noms/foundation/text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace noms {
namespace {

using Names = std::vector<std::string>;

TEST(Text, Trimmed) {
  const std::pair<const char*, const char*> rows[] = {
      {"", ""}, {" ", ""}, {"\t a b \r", "a b"}, {"a", "a"}, {" \xC3\xA9 ", "\xC3\xA9"}};
  for (const auto& [text, expected] : rows) EXPECT_EQ(trimmed(text), expected);
}

TEST(Text, Split) {
  const struct {
    const char* text;
    const char* separator;
    Names parts;
  } rows[] = {
      {"", ",", {}},
      {"  ", ",", {}},
      {"a", ",", {"a"}},
      {"a, b ,c", ",", {"a", "b", "c"}},
      {"a,,b", ",", {"a", "", "b"}},
      {"a,", ",", {"a", ""}},
      {",", ",", {"", ""}},
      {"1 and 5", " and ", {"1", "5"}},
      {"0..18", "..", {"0", "18"}},
  };
  for (const auto& row : rows) {
    Names got;
    for (const auto part : split(row.text, row.separator)) got.emplace_back(part);
    EXPECT_EQ(got, row.parts) << row.text;
  }
}

TEST(Text, Joined) {
  EXPECT_EQ(joined({}, ", "), "");
  EXPECT_EQ(joined({"a"}, ", "), "a");
  EXPECT_EQ(joined({"a", "b", "c"}, ", "), "a, b, c");
}

TEST(Text, DecimalNumbers) {
  const std::pair<const char*, double> good[] = {{"0", 0},
                                                 {"3.5", 3.5},
                                                 {"-2", -2},
                                                 {"1e3", 1000},
                                                 {"1E-3", 0.001},
                                                 {"0.1", 0.1},
                                                 {"12345678901234567890", 12345678901234567890.0},
                                                 {"5e-324", 5e-324},
                                                 {"1.7976931348623157e308", std::numeric_limits<double>::max()}};
  for (const auto& [text, number] : good) {
    const auto got = decimal_of(text);
    ASSERT_TRUE(got) << text;
    EXPECT_EQ(*got, number) << text;
  }
  const char* const bad[] = {"",      " ",      " 1", "1 ",  "1,5",   "0x10", "nan", "inf",   "-inf",    "1e",
                             "1e400", "-1e400", "+1", "--1", "1.2.3", "e5",   ".",   "1_000", "\xD9\xA1"};
  for (const char* text : bad) EXPECT_FALSE(decimal_of(text)) << text;
  EXPECT_FALSE(decimal_of(std::string(65, '1')));
  EXPECT_FALSE(decimal_of(std::string("1\0", 2)));
}

TEST(Text, WholeNumbers) {
  const std::pair<const char*, std::int64_t> good[] = {
      {"0", 0}, {"-7", -7}, {"9223372036854775807", std::numeric_limits<std::int64_t>::max()}, {"007", 7}};
  for (const auto& [text, number] : good) {
    const auto got = whole_of(text);
    ASSERT_TRUE(got) << text;
    EXPECT_EQ(*got, number);
  }
  for (const char* text : {"", " 1", "1 ", "1.0", "1e3", "+1", "9223372036854775808", "x"})
    EXPECT_FALSE(whole_of(text)) << text;
}

TEST(Text, ShortestNumbersReadBack) {
  const std::pair<double, const char*> rows[] = {{0, "0"},
                                                 {30, "30"},
                                                 {11.2, "11.2"},
                                                 {0.1, "0.1"},
                                                 {-3.25, "-3.25"},
                                                 {500000, "500000"},
                                                 {876600, "876600"},
                                                 {1e21, "1e+21"},
                                                 {1e-6, "0.000001"},
                                                 {1e-7, "1e-07"},
                                                 {0.30000000000000004, "0.30000000000000004"},
                                                 {123456789012345680.0, "123456789012345680"}};
  for (const auto& [number, text] : rows) {
    EXPECT_EQ(shortest(number), text);
    EXPECT_EQ(decimal_of(shortest(number)).value_or(-1), number);
  }
}

TEST(Text, EditDistance) {
  const struct {
    const char* a;
    const char* b;
    std::size_t distance;
  } rows[] = {{"", "", 0},           {"a", "", 1},
              {"", "abc", 3},        {"kitten", "sitting", 3},
              {"escc", "escc", 0},   {"pateint", "patient", 2},
              {"levels", "level", 1}};
  for (const auto& row : rows) {
    EXPECT_EQ(edit_distance(row.a, row.b), row.distance) << row.a << " " << row.b;
    EXPECT_EQ(edit_distance(row.b, row.a), row.distance);
  }
}

TEST(Text, NearestNames) {
  const std::vector<std::string_view> names = {"patient", "primary", "disease", "myelopathy", "mechanical"};
  const std::pair<const char*, const char*> rows[] = {{"patiant", "patient"},
                                                      {"Patient", "patient"},
                                                      {"myelopaty", "myelopathy"},
                                                      {"mecanical", "mechanical"},
                                                      {"weather", ""},
                                                      {"x", ""},
                                                      {"", ""}};
  for (const auto& [given, expected] : rows) EXPECT_EQ(nearest(given, names).value_or(""), expected) << given;
  EXPECT_FALSE(nearest(std::string(65, 'p'), names));
  EXPECT_FALSE(nearest("patient", {}));
}

TEST(Text, Utf8) {
  const std::pair<const char*, bool> rows[] = {{"", true},
                                               {"abc", true},
                                               {"\xC3\xA9", true},
                                               {"\xE8\x84\x8A", true},
                                               {"\xF0\x9F\x98\x80", true},
                                               {"\xF4\x8F\xBF\xBF", true},
                                               {"\xEE\x80\x80", true},
                                               {"\x80", false},
                                               {"\xC3", false},
                                               {"\xC3(", false},
                                               {"\xC0\xAF", false},
                                               {"\xC1\xBF", false},
                                               {"\xE0\x80\x80", false},
                                               {"\xE0\x9F\xBF", false},
                                               {"\xED\xA0\x80", false},
                                               {"\xED\xBF\xBF", false},
                                               {"\xF0\x80\x80\x80", false},
                                               {"\xF0\x8F\xBF\xBF", false},
                                               {"\xF4\x90\x80\x80", false},
                                               {"\xF5\x80\x80\x80", false},
                                               {"\xFE", false},
                                               {"\xE8\x84", false}};
  for (const auto& [text, good] : rows) EXPECT_EQ(is_utf8(text), good) << text;
}

TEST(Text, Folded) {
  const std::pair<const char*, const char*> rows[] = {{"Mieloma Múltiple", "mieloma multiple"},
                                                      {"NON-HODGKIN  lymphoma", "non hodgkin lymphoma"},
                                                      {"  a_b\t", "a b"},
                                                      {"ÀÁÂÃÄÅ", "aaaaaa"},
                                                      {"çÉÑÖü", "cenou"},
                                                      {"plasmocitoma óseo", "plasmocitoma oseo"},
                                                      {"Ø ø", "o o"},
                                                      {"ÿ Ý", "y y"},
                                                      {"ß", "s"},
                                                      {"", ""},
                                                      {"-", ""}};
  for (const auto& [text, expected] : rows) EXPECT_EQ(folded(text), expected) << text;
  EXPECT_EQ(folded("\xC3"), "\xC3") << "half a letter stays as it is";
}

}  // namespace
}  // namespace noms
