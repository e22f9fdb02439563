// SPDX-License-Identifier: Apache-2.0
#include "noms/imaging/gzip.h"

#include <gtest/gtest.h>

namespace noms::imaging {
namespace {

constexpr std::size_t head = 352;

Bytes pattern(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * i / 977 % 251);
  return bytes;
}

std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

std::string packed(const Bytes& bytes) {
  return text_of(gzipped(bytes));
}

struct Got {
  Bytes head;
  Bytes rest;
  bool well = false;
};

/// As a reader of images reads: its head, then a number of bytes, then the end.
Got read_all(const std::string& file, std::size_t count) {
  ByteSource source(file);
  Got got;
  got.head.resize(head);
  got.head.resize(source.read(got.head.data(), head));
  source.read_rest(got.rest, count);
  got.well = source.ends_well();
  return got;
}

/// The same with read() alone: what a file means does not depend on how much of it is unpacked at once.
Got read_as_stream(const std::string& file, std::size_t count) {
  ByteSource source(file);
  Got got;
  got.head.resize(head);
  got.head.resize(source.read(got.head.data(), head));
  got.rest.resize(count);
  got.rest.resize(source.read(got.rest.data(), count));
  got.well = source.ends_well();
  return got;
}

TEST(Gzip, AWholeFileIsUnpackedAtOnceAndMeansWhatTheStreamSays) {
  const Bytes all = pattern(300'000);
  const std::size_t count = all.size() - head;
  const std::string whole = packed(all);
  const std::string first = packed(Bytes(all.begin(), all.begin() + 150'000));
  const std::string second = packed(Bytes(all.begin() + 150'000, all.end()));
  Bytes longer = all;
  longer.resize(400'000);
  std::string wrong_sum = whole;
  wrong_sum[wrong_sum.size() - 6] = static_cast<char>(wrong_sum[wrong_sum.size() - 6] ^ 1);
  std::string damaged = whole;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  struct Row {
    const char* what;
    std::string file;
    bool complete;
    bool well;
  };
  const Row rows[] = {
      {"one member", whole, true, true},
      {"plain", text_of(all), true, true},
      {"two members", first + second, true, true},
      {"bytes behind the member", whole + "behind", true, true},
      {"more in the member than asked for", packed(longer), true, true},
      {"an empty member behind", whole + packed({}), true, true},
      {"fewer bytes than asked for", packed(Bytes(all.begin(), all.end() - 1)), false, true},
      {"a wrong checksum", wrong_sum, true, false},
      {"cut in its last byte", whole.substr(0, whole.size() - 1), true, false},
      {"cut in the middle", whole.substr(0, whole.size() / 2), false, false},
  };
  for (const auto& row : rows) {
    const Got got = read_all(row.file, count);
    EXPECT_EQ(got.head, Bytes(all.begin(), all.begin() + head)) << row.what;
    EXPECT_EQ(got.rest == Bytes(all.begin() + head, all.end()), row.complete) << row.what;
    EXPECT_EQ(got.well, row.well) << row.what;
    const Got stream = read_as_stream(row.file, count);
    EXPECT_EQ(got.head, stream.head) << row.what;
    EXPECT_EQ(got.rest, stream.rest) << row.what;
    EXPECT_EQ(got.well, stream.well) << row.what;
  }
  const Got got = read_all(damaged, count);
  EXPECT_FALSE(got.rest == Bytes(all.begin() + head, all.end()) && got.well);
}

TEST(Gzip, TwoPartsOneAfterTheOtherAreBothRead) {
  const Bytes all = pattern(400'000);
  const std::string file = packed(all);
  ByteSource source(file);
  Bytes first;
  Bytes second;
  EXPECT_EQ(source.read_rest(first, 100'000), 100'000U);
  EXPECT_EQ(source.read_rest(second, 300'000), 300'000U);
  EXPECT_TRUE(std::equal(first.begin(), first.end(), all.begin()));
  EXPECT_TRUE(std::equal(second.begin(), second.end(), all.begin() + 100'000));
  EXPECT_TRUE(source.ends_well());
}

}  // namespace
}  // namespace noms::imaging
