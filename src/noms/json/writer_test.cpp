// SPDX-License-Identifier: Apache-2.0
#include "noms/json/writer.h"

#include <gtest/gtest.h>

#include "noms/json/document.h"

namespace noms::json {
namespace {

TEST(Writer, WritesWithAndWithoutLines) {
  const auto write = [](int indent) {
    Writer w(indent);
    w.begin_object();
    w.member("a", 1);
    w.key("b");
    w.begin_array();
    w.number(1.5);
    w.string("x");
    w.boolean(true);
    w.begin_object();
    w.end_object();
    w.begin_array();
    w.end_array();
    w.end_array();
    w.member("words", std::vector<std::string>{"x", "y"});
    w.member("none", std::vector<std::string>{});
    w.member("text", "t");
    w.member("yes", true);
    w.end_object();
    return w.take();
  };
  EXPECT_EQ(write(0), R"({"a":1,"b":[1.5,"x",true,{},[]],"words":["x","y"],"none":[],"text":"t","yes":true})");
  EXPECT_EQ(write(2), R"({
  "a": 1,
  "b": [
    1.5,
    "x",
    true,
    {},
    []
  ],
  "words": ["x", "y"],
  "none": [],
  "text": "t",
  "yes": true
})");
  EXPECT_EQ(write(2), write(2)) << "equal calls give equal bytes";
}

TEST(Writer, EscapesWhatCouldBreakOut) {
  const std::pair<std::string, const char*> rows[] = {{"a", R"("a")"},
                                                      {"\"\\", R"("\"\\")"},
                                                      {"\n\t", R"("\n\t")"},
                                                      {"\r\x1b", R"("\u000d\u001b")"},
                                                      {std::string("\0", 1), R"("\u0000")"},
                                                      {"\x7f", R"("\u007f")"},
                                                      {"</script>", R"("\u003c/script>")"},
                                                      {"\xC3\xA9", "\"\xC3\xA9\""}};
  for (const auto& [text, expected] : rows) {
    EXPECT_EQ(json::quoted(text), expected);
    const auto back = parse(json::quoted(text));
    ASSERT_TRUE(back);
    EXPECT_EQ(back.value().string, text);
  }
}

TEST(Writer, EveryByteAtEveryPlaceIsEscapedAsAlone) {
  for (std::size_t size = 1; size <= 41; ++size) {  // blocks of sixteen and of eight, and what is left
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'x');
        text[at] = static_cast<char>(byte);
        if (at > 0) text[at - 1] = '\xFF';
        const std::string alone = json::quoted(text.substr(at, 1));
        const std::string expected =
            '"' + text.substr(0, at) + alone.substr(1, alone.size() - 2) + text.substr(at + 1) + '"';
        ASSERT_EQ(json::quoted(text), expected) << size << " " << at << " " << byte;
      }
    }
  }
}

TEST(Writer, WritesAValueAsItWasRead) {
  constexpr std::string_view text = R"({"b":[1,-2.5,true,null,{}],"a":{"x":"\u003c \"","y":[]}})";
  Writer w(0);
  write(w, parse(text).value());
  EXPECT_EQ(w.text(), text);
}

TEST(Writer, NumbersReadBack) {
  for (const double number : {0.0, 1.0, -1.5, 0.1, 11.2, 1e21, 1e-9, 123456.789, 5e-324, 1.7976931348623157e308}) {
    Writer w(0);
    w.number(number);
    const auto back = parse(w.text());
    ASSERT_TRUE(back) << w.text();
    EXPECT_EQ(back.value().number, number);
  }
}

}  // namespace
}  // namespace noms::json
