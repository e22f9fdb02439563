// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "noms/dmn/internal/xml.h"
#include "noms/dmn/model.h"

namespace noms::dmn::internal {

/// The steps of read_model(): the parts of the graph, then the logic of each.
class ModelReader {
public:
  explicit ModelReader(const XmlDocument& xml) : xml_(xml) {}

  void read();
  Issues issues;
  Model model;

private:
  using XmlNode = pugi::xml_node;
  enum class Part : std::uint8_t { Input, Decision, Function };
  struct Identified {
    Part part;
    std::size_t position;
  };

  void fault(const std::string& place, ErrorCode code, std::string message);
  void fault(XmlNode node, std::string message) { fault(xml_.place(node), ErrorCode::InvalidDmn, std::move(message)); }

  // read_model.cpp
  void read_version();
  void collect_parts();
  void collect_types();
  int declare_type(XmlNode node, const std::string& name);
  void read_types();
  void check_type_circles();
  int type_named(XmlNode node, std::string_view name);
  int type_of_variable(XmlNode element);
  void read_requirements(std::size_t decision, XmlNode node);
  void read_knowledge(XmlNode node, std::vector<std::size_t>& required);
  const Identified* required_part(XmlNode reference, std::string_view kind);
  void check_circles();
  void mark_sure_inputs(Decision& decision) const;
  bool is_element(XmlNode node, std::string_view name) const;
  XmlNode child(XmlNode node, std::string_view name) const;
  std::string name_of(XmlNode node);
  std::string description_of(XmlNode node) const;
  Extensions extensions_of(XmlNode node) const;

  // read_logic.cpp
  static std::vector<std::string> strings_in(const UnaryTests& tests);
  Logic read_logic(XmlNode owner, XmlNode holder, const Names& names);
  DecisionTable read_table(XmlNode node, const Names& names);
  void read_policy(XmlNode node, DecisionTable& table);
  DecisionTable::Input read_input(XmlNode node, const Names& names);
  DecisionTable::Output read_output(XmlNode node, const Names& names);
  DecisionTable::Rule read_rule(XmlNode node, const DecisionTable& table, const Names& names);
  Expression expression_in(XmlNode holder, const Names& names, std::string* text = nullptr);
  UnaryTests tests_in(XmlNode holder, const Names& names);

  const XmlDocument& xml_;
  std::string_view prefix_;
  std::string_view noms_prefix_;
  std::map<std::string, Identified, std::less<>> parts_;
  std::map<std::string, int, std::less<>> type_names_;
  std::vector<XmlNode> type_nodes_;  ///< per type
  std::vector<XmlNode> decision_nodes_;
  std::vector<XmlNode> function_nodes_;
  std::vector<std::string> members_;
  std::vector<std::vector<std::size_t>> decision_functions_;
  std::vector<std::vector<std::size_t>> function_functions_;
};

}  // namespace noms::dmn::internal
