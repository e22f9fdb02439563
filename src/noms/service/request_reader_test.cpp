// SPDX-License-Identifier: Apache-2.0
#include "noms/service/request_reader.h"

#include <gtest/gtest.h>

#include <random>

namespace noms::service {
namespace {

using State = RequestReader::State;

/// Feeds the bytes in parts of that size; every head is allowed `most` bytes of body.
State feed(RequestReader& reader, std::string_view all, std::size_t size, std::size_t most = 1000) {
  std::string held;
  while (!all.empty() || !held.empty()) {
    held += all.substr(0, size);
    const bool last = all.size() <= size;
    all.remove_prefix(std::min(size, all.size()));
    std::string_view bytes = held;
    if (reader.read(bytes) == State::HeadRead && reader.allow_body(most) == State::Body) reader.read(bytes);
    held.erase(0, held.size() - bytes.size());
    if (reader.state() == State::Complete || reader.state() == State::Refused || last) break;
  }
  return reader.state();
}

constexpr std::string_view chunked =
    "POST /v1/assess?format=csv HTTP/1.1\r\nHost: localhost:80\r\nContent-Type: application/json\r\nAccept: a/b\r\n"
    "Accept: c/d\r\nSec-Fetch-Site: none\r\nAuthorization: Bearer x\r\nTransfer-Encoding: chunked\r\n\r\n"
    "3;a=b\r\nabc\r\n0A\r\n0123456789\r\n0\r\nX: y\r\n\r\n";

TEST(RequestReader, GivesTheSameHoweverTheBytesArrive) {
  for (std::size_t size = 1; size <= chunked.size(); ++size) {
    RequestReader reader({});
    ASSERT_EQ(feed(reader, chunked, size), State::Complete) << size;
    const RequestHead& head = reader.head();
    EXPECT_EQ(head.method, "POST");
    EXPECT_EQ(head.path, "/v1/assess");
    EXPECT_EQ(head.query, "format=csv");
    EXPECT_EQ(head.host, "localhost:80");
    EXPECT_EQ(head.accept, "a/b, c/d");
    EXPECT_EQ(head.fetch_site, "none");
    EXPECT_EQ(head.authorization, "Bearer x");
    EXPECT_TRUE(head.chunked);
    EXPECT_TRUE(head.keep_alive);
    EXPECT_EQ(reader.take_body(), "abc0123456789");
  }
}

TEST(RequestReader, LeavesTheNextRequestAlone) {
  const std::string one = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";
  const std::string both = one + "GET /two HTTP/1.1\r\n";
  std::string_view bytes = both;
  RequestReader reader({});
  ASSERT_EQ(reader.read(bytes), State::HeadRead);
  ASSERT_EQ(reader.allow_body(2), State::Body);
  ASSERT_EQ(reader.read(bytes), State::Complete);
  EXPECT_EQ(bytes, "GET /two HTTP/1.1\r\n");
}

TEST(RequestReader, StopsAtTheLimitOfTheBody) {
  RequestReader told({});
  EXPECT_EQ(feed(told, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n", 99), State::Refused);
  EXPECT_EQ(told.status(), 413);
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  RequestReader grown({});
  EXPECT_EQ(feed(grown, head + "3e8\r\n" + std::string(1000, 'a') + "\r\n1\r\nb\r\n0\r\n\r\n", 99), State::Refused);
  EXPECT_EQ(grown.status(), 413);
  EXPECT_LE(grown.body_size(), 1000U);
  RequestReader full({});
  EXPECT_EQ(feed(full, head + "3e8\r\n" + std::string(1000, 'a') + "\r\n0\r\n\r\n", 99), State::Complete);
  EXPECT_EQ(full.body_size(), 1000U);
}

TEST(RequestReader, StopsAtTheLimitsOfTheHead) {
  Limits limits;
  limits.fields = 5;
  const std::string start = "GET / HTTP/1.1\r\nHost: a\r\n";
  const std::string four = "A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n";
  RequestReader good(limits);
  EXPECT_EQ(feed(good, start + four + "\r\n", 7), State::Complete);
  RequestReader many(limits);
  EXPECT_EQ(feed(many, start + four + "E: 5\r\n\r\n", 7), State::Refused);
  EXPECT_EQ(many.status(), 431);
  // Whether the fields are one long line or many, all at once or by bytes.
  for (const std::size_t size : {std::size_t{1}, std::size_t{1000}, std::size_t{1} << 20U}) {
    RequestReader line({});
    EXPECT_EQ(feed(line, start + "A: " + std::string(17'000, 'a') + "\r\n\r\n", size), State::Refused);
    EXPECT_EQ(line.status(), 431);
    std::string lines = start;
    for (int i = 0; i < 90; ++i) lines += "A: " + std::string(200, 'a') + "\r\n";
    RequestReader sum({});
    EXPECT_EQ(feed(sum, lines + "\r\n", size), State::Refused) << size;
    EXPECT_EQ(sum.status(), 431);
  }
}

TEST(RequestReader, TakesAnyBytesWithoutHarm) {
  std::mt19937 random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(chunked);
    for (int edits = static_cast<int>(random() % 4) + 1; edits > 0; --edits) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 3) {
        case 0: bytes[at] = static_cast<char>(random()); break;
        case 1: bytes.erase(at, random() % 9); break;
        default: bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 9));
      }
    }
    RequestReader whole({});
    RequestReader parts({});
    const State state = feed(whole, bytes, bytes.size());
    ASSERT_EQ(feed(parts, bytes, 1 + random() % 20), state) << bytes;
    if (state == State::Refused) {
      EXPECT_TRUE(whole.status() >= 400 && !whole.reason().empty());
    }
    if (state == State::Complete) {
      EXPECT_EQ(whole.take_body(), parts.take_body());
    }
  }
}

}  // namespace
}  // namespace noms::service
