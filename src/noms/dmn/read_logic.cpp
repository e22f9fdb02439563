// SPDX-License-Identifier: Apache-2.0
// How a decision or a business knowledge model is made: decision tables and literal expressions.
#include <algorithm>
#include <array>

#include "noms/dmn/internal/model_reader.h"
#include "noms/foundation/text.h"

namespace noms::dmn::internal {
namespace {

constexpr std::array<std::pair<std::string_view, HitPolicy>, 7> policies{{
    {"UNIQUE", HitPolicy::Unique},
    {"FIRST", HitPolicy::First},
    {"PRIORITY", HitPolicy::Priority},
    {"ANY", HitPolicy::Any},
    {"COLLECT", HitPolicy::Collect},
    {"RULE ORDER", HitPolicy::RuleOrder},
    {"OUTPUT ORDER", HitPolicy::OutputOrder},
}};

constexpr std::array<std::pair<std::string_view, Aggregation>, 4> aggregations{{
    {"SUM", Aggregation::Sum},
    {"COUNT", Aggregation::Count},
    {"MIN", Aggregation::Min},
    {"MAX", Aggregation::Max},
}};

/// Expressions that DMN has and that are not run here.
constexpr std::array<std::string_view, 10> other_logic = {
    "invocation", "context", "functionDefinition", "relation", "list", "conditional", "for", "every", "some", "filter"};

bool is_feel(std::string_view language) {
  return language.empty() || language == "feel" || language == "FEEL" || language.ends_with("/FEEL/");
}

}  // namespace

/// The values, where the tests are a list of strings; empty otherwise.
std::vector<std::string> ModelReader::strings_in(const UnaryTests& tests) {
  std::vector<std::string> strings;
  for (const auto& test : tests.tests) {
    if (tests.negated || test.kind != UnaryTests::Test::Kind::Equal || test.low < 0) return {};
    const auto* text = tests.expression.nodes[static_cast<std::size_t>(test.low)].literal.string();
    if (text == nullptr) return {};
    strings.push_back(*text);
  }
  return strings;
}

Logic ModelReader::read_logic(XmlNode owner, XmlNode holder, const Names& names) {
  Logic logic;
  std::size_t found = 0;
  for (const auto node : holder.children()) {
    const bool table = is_element(node, "decisionTable");
    const bool literal = is_element(node, "literalExpression");
    if (table || literal) {
      if (++found > 1) {
        fault(node, "the element has more than one expression");
        break;
      }
      if (table) logic.table = read_table(node, names);
      if (literal) logic.expression = expression_in(node, names);
    } else if (node.type() == pugi::node_element && prefix_of(node.name()) == prefix_ &&
               std::ranges::find(other_logic, local_name(node.name())) != other_logic.end()) {
      ++found;
      fault(node, "this kind of boxed expression is not run here");
    }
  }
  if (found == 0) fault(owner, "the element has no decision table and no literal expression");
  return logic;
}

Expression ModelReader::expression_in(XmlNode holder, const Names& names, std::string* kept) {
  if (!is_feel(holder.attribute("expressionLanguage").value())) {
    fault(holder, "the language of the expression is not FEEL");
    return {};
  }
  const auto element = child(holder, "text");
  if (!element) {
    fault(holder, "the expression has no text");
    return {};
  }
  const auto text = xml_.text_of(element);
  if (kept != nullptr) *kept = trimmed(text.text);
  auto parsed = parse_expression(text.text, names);
  if (!parsed.good) fault(xml_.place_in(text, parsed.fault.at, element), parsed.fault.code, parsed.fault.message);
  return std::move(parsed.value);
}

UnaryTests ModelReader::tests_in(XmlNode holder, const Names& names) {
  if (!is_feel(holder.attribute("expressionLanguage").value())) {
    fault(holder, "the language of the tests is not FEEL");
    return {};
  }
  const auto element = child(holder, "text");
  if (!element) {
    fault(holder, "the tests have no text");
    return {};
  }
  const auto text = xml_.text_of(element);
  auto parsed = parse_unary_tests(text.text, names);
  if (!parsed.good) fault(xml_.place_in(text, parsed.fault.at, element), parsed.fault.code, parsed.fault.message);
  return std::move(parsed.value);
}

void ModelReader::read_policy(XmlNode node, DecisionTable& table) {
  const std::string_view policy = node.attribute("hitPolicy").as_string("UNIQUE");
  const auto known = std::ranges::find(policies, policy, [](const auto& entry) { return entry.first; });
  if (known == policies.end()) return fault(node, "no hit policy is called so");
  table.hit_policy = known->second;
  const std::string_view aggregation = node.attribute("aggregation").value();
  if (aggregation.empty()) return;
  const auto way = std::ranges::find(aggregations, aggregation, [](const auto& entry) { return entry.first; });
  if (way == aggregations.end()) return fault(node, "no aggregation is called so");
  if (table.hit_policy != HitPolicy::Collect) return fault(node, "only a COLLECT table has an aggregation");
  table.aggregation = way->second;
}

DecisionTable ModelReader::read_table(XmlNode node, const Names& names) {
  DecisionTable table;
  read_policy(node, table);
  std::vector<XmlNode> rules;
  for (const auto inner : node.children()) {
    if (inner.type() != pugi::node_element || prefix_of(inner.name()) != prefix_) continue;
    const auto kind = local_name(inner.name());
    if (kind == "input") {
      table.inputs.push_back(read_input(inner, names));
    } else if (kind == "output") {
      table.outputs.push_back(read_output(inner, names));
    } else if (kind == "rule") {
      rules.push_back(inner);
    } else if (kind != "annotation" && kind != "description" && kind != "extensionElements") {
      fault(inner, "an element that a decision table does not have");
    }
  }
  if (table.outputs.empty()) fault(node, "the decision table has no output");
  if (table.aggregation != Aggregation::None && table.aggregation != Aggregation::Count && table.outputs.size() > 1)
    fault(node, "several outputs cannot be aggregated");
  const bool ranked = table.hit_policy == HitPolicy::Priority || table.hit_policy == HitPolicy::OutputOrder;
  if (ranked && std::ranges::none_of(table.outputs, [](const auto& o) { return o.allowed.has_value(); }))
    fault(node, "this hit policy needs output values");
  for (std::size_t o = 0; o < table.outputs.size(); ++o) {
    const auto& output = table.outputs[o];
    if (table.outputs.size() < 2) continue;
    if (output.name.empty()) fault(node, "with several outputs each needs a name");
    for (std::size_t other = 0; other < o; ++other) {
      if (table.outputs[other].name == output.name) fault(node, "two outputs have one name");
    }
  }
  for (const auto rule : rules) {
    table.rules.push_back(read_rule(rule, table, names));
    if (table.rules.back().id.empty()) table.rules.back().id = std::to_string(table.rules.size());
  }
  return table;
}

DecisionTable::Input ModelReader::read_input(XmlNode node, const Names& names) {
  DecisionTable::Input input;
  input.label = node.attribute("label").value();
  if (const auto expression = child(node, "inputExpression")) {
    input.expression = expression_in(expression, names, &input.text);
    input.type = type_named(expression, expression.attribute("typeRef").value());
  } else {
    fault(node, "the input has no expression");
  }
  if (const auto values = child(node, "inputValues")) input.allowed = tests_in(values, names);
  return input;
}

DecisionTable::Output ModelReader::read_output(XmlNode node, const Names& names) {
  DecisionTable::Output output;
  output.name = trimmed(node.attribute("name").value());
  output.type = type_named(node, node.attribute("typeRef").value());
  if (const auto values = child(node, "outputValues")) output.allowed = tests_in(values, names);
  if (const auto entry = child(node, "defaultOutputEntry")) output.otherwise = expression_in(entry, names);
  return output;
}

DecisionTable::Rule ModelReader::read_rule(XmlNode node, const DecisionTable& table, const Names& names) {
  DecisionTable::Rule rule;
  rule.id = node.attribute("id").value();
  rule.place = xml_.place(node);
  rule.description = description_of(node);
  rule.extensions = extensions_of(node);
  for (const auto inner : node.children()) {
    if (is_element(inner, "inputEntry")) rule.inputs.push_back(tests_in(inner, names));
    if (is_element(inner, "outputEntry")) rule.outputs.push_back(expression_in(inner, names));
  }
  if (rule.inputs.size() != table.inputs.size())
    fault(node, "the rule has another number of input entries than inputs");
  if (rule.outputs.size() != table.outputs.size())
    fault(node, "the rule has another number of output entries than outputs");
  return rule;
}

}  // namespace noms::dmn::internal
