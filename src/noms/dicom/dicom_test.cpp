// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "noms/dicom/data_set.h"
#include "noms/dicom/internal/run_length.h"
#include "noms/dicom/pixels.h"
#include "noms/dicom/write.h"

namespace noms::dicom {
namespace {

Result<File> parsed(const std::string& bytes, const Limits& limits = {}) {
  return read({bytes.begin(), bytes.end()}, limits);
}

TEST(Dicom, NamesTags) {
  EXPECT_EQ(name_of({0x3004, 0x000C}), "(3004,000C)");
}

TEST(Dicom, DecimalsAreCorrectlyRounded) {
  std::vector<double> numbers;
  ASSERT_TRUE(append_decimals("1.5\\-0.0\\ +2 \\1e-3\\12345.678901\\-.25\\3.\\1.676381E-08 ", numbers));
  const std::vector<double> expected{1.5, -0.0, 2, 1e-3, 12345.678901, -.25, 3., 1.676381E-08};
  EXPECT_EQ(numbers, expected);
  for (const char* bad : {"1\\\\2", "x", "1,5", "nan", "inf", "1e999", "--1", "1.2.3", "-"}) {
    EXPECT_FALSE(append_decimals(bad, numbers)) << bad;
  }
  std::mt19937_64 random(7);
  for (int i = 0; i < 2000; ++i) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", i % 12, std::uniform_real_distribution<double>(-500, 500)(random));
    numbers.clear();
    ASSERT_TRUE(append_decimals(text, numbers));
    EXPECT_EQ(numbers[0], std::strtod(text, nullptr)) << text;
  }
}

TEST(Dicom, RunLengthIsItsOwnInverse) {
  std::mt19937 random(3);
  for (const std::size_t width : {2U, 4U}) {
    std::string pixels;
    for (int i = 0; i < 300; ++i) pixels.append(width, static_cast<char>(i < 150 ? 7 : random() % 3));
    Pixels shape;
    shape.columns = 300;
    shape.rows = shape.frames = 1;
    shape.wide = width == 4;
    const auto packed = encode_run_length(pixels, width);
    const std::string_view fragment(packed.data(), packed.size());
    const auto back = decode_run_length({"", fragment}, shape);
    ASSERT_TRUE(back);
    EXPECT_EQ(std::string(back.value().begin(), back.value().end()), pixels);
    EXPECT_FALSE(decode_run_length({"", fragment.substr(0, fragment.size() / 2)}, shape));
    EXPECT_FALSE(decode_run_length({fragment}, shape));
  }
}

TEST(Dicom, RefusesWhatDoesNotFit) {
  const struct {
    const char* name;
    std::string bytes;
    ErrorCode code;
  } rows[] = {
      {"empty", "", ErrorCode::InvalidEncoding},
      {"text", "this is a letter to a colleague", ErrorCode::InvalidEncoding},
      {"length beyond the file", std::string("\x08\x00\x05\x00\xFF\xFF\x00\x00", 8), ErrorCode::InvalidEncoding},
      {"sequence without end", std::string("\x08\x00\x15\x11\xFF\xFF\xFF\xFF", 8), ErrorCode::InvalidEncoding},
  };
  for (const auto& row : rows) {
    const auto file = parsed(row.bytes);
    ASSERT_FALSE(file) << row.name;
    EXPECT_EQ(file.error()[0].code, row.code) << row.name;
  }
}

TEST(Dicom, BoundsDepthCountAndSize) {
  std::string nest;
  for (int i = 0; i < 50; ++i)
    nest += std::string("\x08\x00\x15\x11\xFF\xFF\xFF\xFF\xFE\xFF\x00\xE0\xFF\xFF\xFF\xFF", 16);
  const auto deep = parsed(nest);
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error()[0].code, ErrorCode::TooDeep);
  std::string many;
  for (int i = 0; i < 100; ++i) many += std::string("\x08\x00\x05\x00\x00\x00\x00\x00", 8);
  Limits limits;
  limits.elements = 50;
  const auto counted = parsed(many, limits);
  ASSERT_FALSE(counted);
  EXPECT_EQ(counted.error()[0].code, ErrorCode::TooLarge);
  limits = {};
  limits.bytes = 10;
  EXPECT_FALSE(parsed(many, limits));
  // A bomb: few bytes that inflate to many.
  OutDataSet data{text_element({0x0008, 0x0016}, "UI", "1.2"), text_element({0x0008, 0x0018}, "UI", "1.3")};
  OutElement zeros{{0x7FE0, 0x0010}, "OW", {}, {}, {}, std::string(4U << 20U, '\0')};
  data.push_back(zeros);
  limits.bytes = 1U << 20U;
  const auto bomb = parsed(write(data, {Syntax::Deflated, true, false, {2, 1, 1}}), limits);
  ASSERT_FALSE(bomb);
  EXPECT_EQ(bomb.error()[0].code, ErrorCode::TooLarge);
}

TEST(Dicom, RefusesAnUnknownTransferSyntax) {
  OutDataSet data{text_element({0x0008, 0x0016}, "UI", "1.2"), text_element({0x0008, 0x0018}, "UI", "1.3")};
  std::string bytes = write(data, {Syntax::ExplicitLittle, true, false, {}});
  const std::string known = "1.2.840.10008.1.2.1";
  bytes.replace(bytes.find(known), known.size(), "1.2.840.10008.1.9.1");
  const auto file = parsed(bytes);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error()[0].where, "(0002,0010)");
}

}  // namespace
}  // namespace noms::dicom
