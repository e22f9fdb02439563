// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "noms/dmn/internal/model_reader.h"
#include "noms/foundation/text.h"

namespace noms::dmn {

int Model::find_decision(std::string_view decision) const {
  const auto found = std::ranges::find(decisions, decision, &Decision::name);
  return found == decisions.end() ? -1 : static_cast<int>(found - decisions.begin());
}

Result<Model> read_model(std::string_view text) {
  internal::XmlDocument document;
  if (auto issues = internal::XmlDocument::read(text, document); !issues.empty()) return issues;
  internal::ModelReader reader(document);
  reader.read();
  if (!reader.issues.empty()) return std::move(reader.issues);
  return std::move(reader.model);
}

namespace internal {
namespace {

constexpr std::size_t most_issues = 100;
constexpr std::size_t most_parts_of_graph = 1000;  ///< input data, decisions and business knowledge models together
constexpr std::size_t most_types = 2000;

/// What may stand in a model and says nothing about its results.
constexpr std::array<std::string_view, 12> passed_over = {"description",
                                                          "extensionElements",
                                                          "knowledgeSource",
                                                          "decisionService",
                                                          "textAnnotation",
                                                          "association",
                                                          "group",
                                                          "elementCollection",
                                                          "performanceIndicator",
                                                          "organizationUnit",
                                                          "businessContextElement",
                                                          "artifact"};

constexpr std::array<std::pair<std::string_view, int>, 13> feel_types{{
    {"Any", Type::any},
    {"any", Type::any},
    {"number", Type::number},
    {"string", Type::string},
    {"boolean", Type::boolean},
    {"date", Type::date},
    {"time", Type::time},
    {"date and time", Type::date_time},
    {"dateTime", Type::date_time},
    {"days and time duration", Type::day_duration},
    {"dayTimeDuration", Type::day_duration},
    {"years and months duration", Type::month_duration},
    {"yearMonthDuration", Type::month_duration},
}};

/// Letters, digits and `_` only.
bool is_plain(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

/// A name with its runs of blanks made one.
std::string normal_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      name += c;
    } else if (!name.empty() && name.back() != ' ') {
      name += ' ';
    }
  }
  if (!name.empty() && name.back() == ' ') name.pop_back();
  return name;
}

}  // namespace

void ModelReader::fault(const std::string& place, ErrorCode code, std::string message) {
  if (issues.size() < most_issues) issues.push_back({code, place, std::move(message)});
}

bool ModelReader::is_element(XmlNode node, std::string_view name) const {
  return node.type() == pugi::node_element && local_name(node.name()) == name && prefix_of(node.name()) == prefix_;
}

ModelReader::XmlNode ModelReader::child(XmlNode node, std::string_view name) const {
  for (const auto inner : node.children()) {
    if (is_element(inner, name)) return inner;
  }
  return {};
}

std::string ModelReader::name_of(XmlNode node) {
  auto name = normal_name(node.attribute("name").value());
  if (name.empty()) fault(node, "the element has no name");
  return name;
}

std::string ModelReader::description_of(XmlNode node) const {
  const auto description = child(node, "description");
  return description ? std::string(trimmed(xml_.text_of(description).text)) : std::string();
}

Extensions ModelReader::extensions_of(XmlNode node) const {
  Extensions extensions;
  if (noms_prefix_.empty()) return extensions;
  for (const auto inner : child(node, "extensionElements").children()) {
    if (inner.type() != pugi::node_element || prefix_of(inner.name()) != noms_prefix_) continue;
    std::string name(local_name(inner.name()));
    if (const auto key = inner.attribute("key")) name += std::string(" ") + key.value();
    extensions.emplace_back(std::move(name), xml_.text_of(inner).text);
  }
  return extensions;
}

void ModelReader::read() {
  read_version();
  if (!issues.empty()) return;
  collect_types();
  collect_parts();
  read_types();
  check_type_circles();
  decision_functions_.resize(model.decisions.size());
  function_functions_.resize(model.functions.size());
  for (std::size_t d = 0; d < model.decisions.size(); ++d) read_requirements(d, decision_nodes_[d]);
  for (std::size_t f = 0; f < model.functions.size(); ++f) read_knowledge(function_nodes_[f], function_functions_[f]);
  check_circles();
  if (!issues.empty()) return;

  Names names;
  names.members = members_;
  for (const auto& function : model.functions) names.functions.push_back({function.name, function.parameters.size()});
  // What is not required cannot be named: its name is taken away.
  const auto functions_for = [&](const std::vector<std::size_t>& required) {
    Names here = names;
    for (std::size_t f = 0; f < here.functions.size(); ++f) {
      if (std::ranges::find(required, f) == required.end()) here.functions[f].name.clear();
    }
    return here;
  };
  for (std::size_t f = 0; f < model.functions.size(); ++f) {
    Names here = functions_for(function_functions_[f]);
    here.variables = model.functions[f].parameters;
    model.functions[f].logic = read_logic(function_nodes_[f], child(function_nodes_[f], "encapsulatedLogic"), here);
  }
  for (std::size_t d = 0; d < model.decisions.size(); ++d) {
    Names here = functions_for(decision_functions_[d]);
    here.variables.resize(model.inputs.size() + model.decisions.size());
    for (const std::size_t slot : model.decisions[d].slots)
      here.variables[slot] =
          slot < model.inputs.size() ? model.inputs[slot].name : model.decisions[slot - model.inputs.size()].name;
    model.decisions[d].logic = read_logic(decision_nodes_[d], decision_nodes_[d], here);
    mark_sure_inputs(model.decisions[d]);
  }
}

void ModelReader::mark_sure_inputs(Decision& decision) const {
  if (!decision.logic.table) return;
  for (auto& input : decision.logic.table->inputs) {
    if (input.expression.root < 0) continue;
    const Node& root = input.expression.nodes[static_cast<std::size_t>(input.expression.root)];
    if (root.kind != Node::Kind::Variable) continue;
    const bool is_input = root.slot < model.inputs.size();
    const int type = is_input ? model.inputs[root.slot].type : model.decisions[root.slot - model.inputs.size()].type;
    const bool plain = type < 0 || !model.types[static_cast<std::size_t>(type)].collection;
    const bool same_values =
        !input.allowed || (type >= 0 && !strings_in(*input.allowed).empty() &&
                           strings_in(*input.allowed) == model.types[static_cast<std::size_t>(type)].allowed_strings);
    input.sure = plain && type == input.type && same_values;
  }
}

void ModelReader::read_version() {
  const auto root = xml_.root();
  prefix_ = prefix_of(root.name());
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> namespaces{{
      {"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1"},
      {"http://www.omg.org/spec/DMN/20151101/dmn11.xsd", "1.1"},
      {"http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2"},
      {dmn_13_namespace, "1.3"},
      {"http://www.omg.org/spec/DMN/20191111/MODEL/", "1.3"},
      {"https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4"},
      {"https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5"},
  }};
  const std::string attribute = prefix_.empty() ? "xmlns" : "xmlns:" + std::string(prefix_);
  const std::string_view given = root.attribute(attribute.c_str()).value();
  if (local_name(root.name()) != "definitions") return fault(root, "the outermost element must be `definitions`");
  const auto known = std::ranges::find(namespaces, given, [](const auto& entry) { return entry.first; });
  if (known == namespaces.end()) return fault(root, "the namespace is not that of a model of DMN 1.1 to 1.5");
  model.version = known->second;
  model.name = normal_name(root.attribute("name").value());
  for (const auto a : root.attributes()) {
    if (std::string_view(a.name()).starts_with("xmlns:") && a.value() == noms_namespace)
      noms_prefix_ = std::string_view(a.name()).substr(6);
  }
  model.extensions = extensions_of(root);
}

void ModelReader::collect_parts() {
  for (const auto node : xml_.root().children()) {
    if (node.type() != pugi::node_element || prefix_of(node.name()) != prefix_) continue;
    const auto kind = local_name(node.name());
    const bool input = kind == "inputData";
    const bool decision = kind == "decision";
    const bool function = kind == "businessKnowledgeModel";
    if (kind == "import") fault(node, "a model that imports another is not read");
    if (!input && !decision && !function) {
      if (kind != "import" && kind != "itemDefinition" && std::ranges::find(passed_over, kind) == passed_over.end())
        fault(node, "an element that DMN does not have here, or that is not run here");
      continue;
    }
    if (model.inputs.size() + model.decisions.size() + model.functions.size() >= most_parts_of_graph)
      return fault(xml_.place(node), ErrorCode::TooLarge, "a model may have 1,000 inputs, decisions and functions");
    std::string id = node.attribute("id").value();
    std::string name = name_of(node);
    const auto same_name = [&](const auto& part) { return part.name == name; };
    if (std::ranges::any_of(model.inputs, same_name) || std::ranges::any_of(model.decisions, same_name) ||
        std::ranges::any_of(model.functions, same_name))
      fault(node, "the name stands twice");
    Identified place{input ? Part::Input : decision ? Part::Decision : Part::Function, 0};
    if (input) {
      place.position = model.inputs.size();
      model.inputs.push_back({id, name, type_of_variable(node)});
    } else if (decision) {
      place.position = model.decisions.size();
      Decision made;
      made.id = id;
      made.name = name;
      made.description = description_of(node);
      made.place = xml_.place(node);
      made.type = type_of_variable(node);
      made.extensions = extensions_of(node);
      model.decisions.push_back(std::move(made));
      decision_nodes_.push_back(node);
    } else {
      place.position = model.functions.size();
      KnowledgeModel made{id, name, Type::any, {}, {}, {}};
      const auto logic = child(node, "encapsulatedLogic");
      if (!logic) fault(node, "the business knowledge model has no logic");
      const auto kind_of_logic = std::string_view(logic.attribute("kind").as_string("FEEL"));
      if (kind_of_logic != "FEEL") fault(logic, "logic outside of FEEL is not run here");
      for (const auto parameter : logic.children()) {
        if (!is_element(parameter, "formalParameter")) continue;
        made.parameters.push_back(name_of(parameter));
        made.parameter_types.push_back(type_named(parameter, parameter.attribute("typeRef").value()));
      }
      model.functions.push_back(std::move(made));
      function_nodes_.push_back(node);
    }
    if (!id.empty() && !parts_.emplace(std::move(id), place).second) fault(node, "the id stands twice");
  }
  if (model.decisions.empty() && issues.empty()) fault(xml_.root(), "the model has no decision");
}

void ModelReader::collect_types() {
  for (const auto node : xml_.root().children()) {
    if (!is_element(node, "itemDefinition")) continue;
    const std::string name = name_of(node);
    if (!type_names_.emplace(name, static_cast<int>(model.types.size())).second) fault(node, "the name stands twice");
    declare_type(node, name);
  }
}

/// Adds the type and those of its components, which have no name of their own outside.
int ModelReader::declare_type(XmlNode node, const std::string& name) {
  const auto position = model.types.size();
  if (position >= most_types) {
    fault(xml_.place(node), ErrorCode::TooLarge, "a model may have 2,000 item definitions and components");
    return Type::any;
  }
  ItemDefinition definition;
  definition.name = name;
  definition.collection = node.attribute("isCollection").as_bool();
  model.types.push_back(definition);
  type_nodes_.push_back(node);
  for (const auto inner : node.children()) {
    if (!is_element(inner, "itemComponent")) continue;
    std::string component = name_of(inner);
    const auto& known = model.types[position].components;
    if (std::ranges::find(known, component, [](const auto& c) { return c.first; }) != known.end())
      fault(inner, "the component stands twice");
    // Names without blanks and signs need no list.
    if (!is_plain(component) && std::ranges::find(members_, component) == members_.end()) members_.push_back(component);
    const int type = declare_type(inner, component);
    model.types[position].components.emplace_back(std::move(component), type);
  }
  return static_cast<int>(position);
}

void ModelReader::read_types() {
  for (std::size_t t = 0; t < model.types.size(); ++t) {
    const auto node = type_nodes_[t];
    if (const auto reference = child(node, "typeRef"))
      model.types[t].base = type_named(reference, trimmed(xml_.text_of(reference).text));
    if (child(node, "functionItem")) fault(node, "types of functions are not read");
    for (const auto* kind : {"allowedValues", "typeConstraint"}) {
      const auto allowed = child(node, kind);
      if (!allowed) continue;
      if (model.types[t].allowed) fault(allowed, "allowed values stand twice");
      if (model.types[t].collection && std::string_view(kind) == "typeConstraint")
        fault(allowed, "a constraint on a whole collection is not run here");
      auto tests = tests_in(allowed, {});
      model.types[t].allowed_strings = strings_in(tests);
      model.types[t].allowed = std::move(tests);
    }
  }
}

void ModelReader::check_type_circles() {
  // A definition may lead to others through its base and its components; 1 is being followed, 2 is done.
  std::vector<int> state(model.types.size(), 0);
  const auto follow = [&](const auto& self, int type, int depth) -> bool {
    if (type < 0) return true;
    auto& mark = state[static_cast<std::size_t>(type)];
    if (mark == 2) return true;
    if (mark == 1 || depth > 100) return false;
    mark = 1;
    const auto& definition = model.types[static_cast<std::size_t>(type)];
    bool good = self(self, definition.base, depth + 1);
    for (const auto& [name, component] : definition.components) good = good && self(self, component, depth + 1);
    mark = 2;
    return good;
  };
  for (std::size_t t = 0; t < model.types.size(); ++t) {
    if (!follow(follow, static_cast<int>(t), 0)) return fault(type_nodes_[t], "item definitions go in a circle");
  }
}

int ModelReader::type_named(XmlNode node, std::string_view name) {
  if (name.empty()) return Type::any;
  if (const auto own = type_names_.find(name); own != type_names_.end()) return own->second;
  const auto plain = local_name(name);
  const auto known = std::ranges::find(feel_types, plain, [](const auto& entry) { return entry.first; });
  if (known != feel_types.end()) return known->second;
  fault(node, "no type is called so");
  return Type::any;
}

int ModelReader::type_of_variable(XmlNode element) {
  const auto variable = child(element, "variable");
  if (!variable) return Type::any;
  const auto name = variable.attribute("name");
  if (name && normal_name(name.value()) != normal_name(element.attribute("name").value()))
    fault(variable, "the variable is not called as its element");
  return type_named(variable, variable.attribute("typeRef").value());
}

const ModelReader::Identified* ModelReader::required_part(XmlNode reference, std::string_view kind) {
  const std::string_view href = reference.attribute("href").value();
  if (!href.starts_with('#')) {
    fault(reference, "a requirement must name an element of this file: href=\"#id\"");
    return nullptr;
  }
  const auto found = parts_.find(href.substr(1));
  const Part wanted = kind == "requiredInput"      ? Part::Input
                      : kind == "requiredDecision" ? Part::Decision
                                                   : Part::Function;
  if (found == parts_.end() || found->second.part != wanted) {
    fault(reference, "no element of that kind has this id");
    return nullptr;
  }
  return &found->second;
}

void ModelReader::read_requirements(std::size_t decision, XmlNode node) {
  auto& made = model.decisions[decision];
  for (const auto inner : node.children()) {
    if (!is_element(inner, "informationRequirement")) continue;
    std::size_t found = 0;
    for (const auto* kind : {"requiredInput", "requiredDecision"}) {
      const auto reference = child(inner, kind);
      if (!reference) continue;
      ++found;
      const auto* part = required_part(reference, kind);
      if (part == nullptr) continue;
      const bool is_input = part->part == Part::Input;
      const std::size_t slot = is_input ? part->position : model.slot_of_decision(part->position);
      if (std::ranges::find(made.slots, slot) != made.slots.end()) continue;
      made.slots.push_back(slot);
      if (!is_input) made.decisions.push_back(part->position);
    }
    if (found != 1) fault(inner, "an information requirement names one input or one decision");
  }
  read_knowledge(node, decision_functions_[decision]);
}

void ModelReader::read_knowledge(XmlNode node, std::vector<std::size_t>& required) {
  for (const auto inner : node.children()) {
    if (!is_element(inner, "knowledgeRequirement")) continue;
    const auto reference = child(inner, "requiredKnowledge");
    if (!reference) {
      fault(inner, "a knowledge requirement names a business knowledge model");
      continue;
    }
    if (const auto* part = required_part(reference, "requiredKnowledge")) required.push_back(part->position);
  }
}

void ModelReader::check_circles() {
  const auto check = [&](std::size_t count, const auto& next, const auto& nodes, const char* message,
                         std::vector<std::size_t>& done) {
    // Followed without recursion: a chain may be as long as the model.
    std::vector<int> state(count, 0);
    for (std::size_t start = 0; start < count; ++start) {
      if (state[start] != 0) continue;
      std::vector<std::pair<std::size_t, std::size_t>> path{{start, 0}};
      state[start] = 1;
      while (!path.empty()) {
        auto& [at, step] = path.back();
        const auto& following = next(at);
        if (step == following.size()) {
          state[at] = 2;
          done.push_back(at);
          path.pop_back();
          continue;
        }
        const std::size_t to = following[step++];
        if (state[to] == 1) return fault(nodes[to], message);
        if (state[to] == 0) {
          state[to] = 1;
          path.emplace_back(to, 0);
        }
      }
    }
  };
  check(
      model.decisions.size(), [&](std::size_t d) -> const auto& { return model.decisions[d].decisions; },
      decision_nodes_, "decisions require one another in a circle", model.order);
  std::vector<std::size_t> functions_done;
  check(
      model.functions.size(), [&](std::size_t f) -> const auto& { return function_functions_[f]; }, function_nodes_,
      "business knowledge models require one another in a circle", functions_done);
}

}  // namespace internal
}  // namespace noms::dmn
