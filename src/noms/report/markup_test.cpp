// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <vector>

#include "noms/report/fixtures.h"

namespace noms::report::fixtures {
namespace {

bool is_entity(std::string_view rest) {
  for (const std::string_view name : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}) {
    if (rest.substr(0, name.size()) == name) return true;
  }
  return false;
}

/// The end of the tag that begins at `at`, past quoted attributes; npos when a quote or the tag does not end.
std::size_t end_of_tag(std::string_view text, std::size_t at) {
  bool quoted = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (quoted && text[at] == '<') return std::string_view::npos;
    if (!quoted && text[at] == '>') return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

std::string markup_fault(std::string_view text) {
  std::vector<std::string> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 && text[at] != '\n') return "control character";
    if (text[at] == '&' && !is_entity(text.substr(at))) return "bare &";
    if (text[at] != '<') continue;
    const auto end = end_of_tag(text, at);
    if (end == std::string_view::npos) return "tag without end";
    const auto tag = text.substr(at + 1, end - at - 1);
    at = end;
    if (tag.front() == '!' || tag.substr(0, 4) == "meta" || tag.back() == '/') continue;
    const std::string name(tag.substr(0, tag.find(' ')));
    if (name == "style") {
      at = text.find("</style>", at);
      if (at == std::string_view::npos) return "style without end";
      at += 7;
    } else if (name.front() != '/') {
      open.push_back(name);
    } else if (open.empty() || open.back() != name.substr(1)) {
      return "unexpected " + name;
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "open " + open.back();
}

TEST(Markup, CheckerFindsFaults) {
  EXPECT_EQ(markup_fault("<a b=\"c\"><d/></a>"), "");
  EXPECT_EQ(markup_fault("<a><b></a></b>"), "unexpected /a");
  EXPECT_EQ(markup_fault("<a>"), "open a");
  EXPECT_EQ(markup_fault("<a>x & y</a>"), "bare &");
  EXPECT_EQ(markup_fault("<a b=\"<\"></a>"), "tag without end");
  EXPECT_EQ(markup_fault("<a>\x1b</a>"), "control character");
}

}  // namespace noms::report::fixtures
