// SPDX-License-Identifier: Apache-2.0
// Malformed models, expressions and cells: each is refused with this code at this place (malformed.txt).
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "noms/dmn/run.h"

namespace noms::test {
namespace {

const std::string head =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"m\" name=\"m\" namespace=\"n\">\n";
const std::string inputs =
    "<inputData id=\"a\" name=\"a b\"><variable name=\"a b\" typeRef=\"number\"/></inputData>"
    "<businessKnowledgeModel id=\"f\" name=\"twice\"><encapsulatedLogic><formalParameter name=\"p\"/>"
    "<literalExpression><text>p + p</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
    "<decision id=\"d\" name=\"d\"><informationRequirement><requiredInput href=\"#a\"/></informationRequirement>"
    "<knowledgeRequirement><requiredKnowledge href=\"#f\"/></knowledgeRequirement>\n";

/// The model a line of the table stands for. Expressions begin at 3:26, tables at 3:15, cells at 4:1, parts of a model
/// at 3:1.
std::string model_of(const std::string& kind, const std::string& text) {
  if (kind == "file") return text;
  if (kind == "model") return head + "\n" + text + "\n</definitions>";
  if (kind == "expression")
    return head + inputs + "<literalExpression><text>" + text + "</text></literalExpression></decision></definitions>";
  if (kind == "table") return head + inputs + "<decisionTable" + text + "</decisionTable></decision></definitions>";
  return head + inputs +
         "<decisionTable><input><inputExpression><text>a b</text></inputExpression></input><output/><rule>"
         "<inputEntry><text>\n" +
         text +
         "</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision></"
         "definitions>";
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
    } else if (text[++i] == 'n') {
      out += '\n';
    } else if (text[i] == 'x') {  // a byte: \xFF
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else if (text[i] == 'r') {  // \r100{text}: repeated
      const auto brace = text.find('{', i);
      const auto end = text.find('}', brace);
      const int count = std::stoi(text.substr(i + 1, brace - i - 1));
      for (int n = 0; n < count; ++n) out += text.substr(brace + 1, end - brace - 1);
      i = end;
    } else {
      out += '\\';
      out += text[i];
    }
  }
  return out;
}

TEST(MalformedDmn, EachIsRefusedWithItsCodeAtItsPlace) {
  std::ifstream lines(std::string(NOMS_SOURCE_DIR) + "/tests/dmn/malformed.txt");
  ASSERT_TRUE(lines);
  std::set<std::string> codes;
  int count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string code;
    std::string place;
    std::string kind;
    words >> code >> place >> kind;
    std::string text;
    std::getline(words, text);
    const auto model = dmn::read_model(model_of(kind, unescaped(text.empty() ? text : text.substr(1))));
    ++count;
    codes.insert(code);
    if (model) {
      ADD_FAILURE() << "accepted: " << line;
      continue;
    }
    const auto& issue = model.error()[0];
    EXPECT_EQ(std::string(name_of(issue.code)) + " " + (issue.where.empty() ? "-" : issue.where), code + " " + place)
        << line << "\n"
        << issue.message;
  }
  EXPECT_GE(count, 60);
  EXPECT_EQ(codes, (std::set<std::string>{"invalid_xml", "invalid_dmn", "invalid_feel", "invalid_encoding", "too_deep",
                                          "too_large"}));
}

TEST(MalformedDmn, AFileAboveTheLimitIsRefused) {
  const auto model = dmn::read_model(std::string((4U << 20U) + 1, ' '));
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error()[0].code, ErrorCode::TooLarge);
}

}  // namespace
}  // namespace noms::test
