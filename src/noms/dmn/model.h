// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "noms/dmn/expression.h"
#include "noms/foundation/result.h"

// A DMN model as it is run: item definitions, input data, decisions, business knowledge models. Reading checks all of
// it; a model that reads has no name or reference that leads nowhere and no circle.

namespace noms::dmn {

/// What a value must be. Types below zero are those of FEEL, others are positions in `Model::types`.
struct Type {
  static constexpr int any = -1;
  static constexpr int number = -2;
  static constexpr int string = -3;
  static constexpr int boolean = -4;
  static constexpr int date = -5;
  static constexpr int time = -6;
  static constexpr int date_time = -7;
  static constexpr int day_duration = -8;
  static constexpr int month_duration = -9;
};

struct ItemDefinition {
  std::string name;
  int base = Type::any;  ///< of each item where it is a collection
  bool collection = false;
  std::optional<UnaryTests> allowed;         ///< of each item where it is a collection
  std::vector<std::string> allowed_strings;  ///< the allowed values, where they are a list of strings
  std::vector<std::pair<std::string, int>> components;
};

enum class HitPolicy : std::uint8_t { Unique, First, Priority, Any, Collect, RuleOrder, OutputOrder };
enum class Aggregation : std::uint8_t { None, Sum, Count, Min, Max };

/// Texts that a file carries in extension elements of the noms namespace: name (or name and `key`), then text.
using Extensions = std::vector<std::pair<std::string, std::string>>;

struct DecisionTable {
  struct Input {
    std::string label;
    std::string text;  ///< of the expression
    Expression expression;
    int type = Type::any;
    std::optional<UnaryTests> allowed;
    bool sure = false;  ///< the variable it names has the same type and the same allowed values: nothing to check
  };
  struct Output {
    std::string name;
    int type = Type::any;
    std::optional<UnaryTests> allowed;  ///< in the order of priority
    std::optional<Expression> otherwise;
  };
  struct Rule {
    std::string id;  ///< as the file has it; its number from 1 where there is none
    std::string description;
    std::string place;  ///< line:column
    std::vector<UnaryTests> inputs;
    std::vector<Expression> outputs;
    Extensions extensions;
  };
  HitPolicy hit_policy = HitPolicy::Unique;
  Aggregation aggregation = Aggregation::None;
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  std::vector<Rule> rules;
};

/// How a decision is made, or a business knowledge model: one of the two.
struct Logic {
  std::optional<DecisionTable> table;
  Expression expression;
};

struct InputData {
  std::string id;
  std::string name;
  int type = Type::any;
};

struct Decision {
  std::string id;
  std::string name;
  std::string description;
  std::string place;
  int type = Type::any;
  std::vector<std::size_t> slots;      ///< of the input data and decisions it requires
  std::vector<std::size_t> decisions;  ///< positions of the decisions it requires
  Logic logic;
  Extensions extensions;
};

struct KnowledgeModel {
  std::string id;
  std::string name;
  int type = Type::any;
  std::vector<std::string> parameters;
  std::vector<int> parameter_types;
  Logic logic;  ///< its variables are the parameters
};

/// Values of a run stand in slots: first the input data, then the decisions, in the order of the file.
struct Model {
  std::string name;
  std::string version;  ///< "1.1" to "1.5"
  Extensions extensions;
  std::vector<ItemDefinition> types;
  std::vector<InputData> inputs;
  std::vector<Decision> decisions;
  std::vector<KnowledgeModel> functions;
  std::vector<std::size_t> order;  ///< positions of the decisions, each behind all that it requires

  std::size_t slot_of_decision(std::size_t decision) const { return inputs.size() + decision; }
  /// Position of a decision of that name, or -1.
  int find_decision(std::string_view decision) const;
};

/// The namespace of DMN 1.3 models, and that of what we add.
inline constexpr std::string_view dmn_13_namespace = "https://www.omg.org/spec/DMN/20191111/MODEL/";
inline constexpr std::string_view noms_namespace = "urn:noms:dmn:1";

/// Reads a model of DMN 1.1 to 1.5.
///
/// Range:   decision tables of all hit policies, literal expressions, item definitions, business knowledge models; of
///          the rest what says nothing about results (diagrams, knowledge sources, annotations, extension elements) is
///          passed over. No file is read and nothing is fetched: a model with imports is refused.
/// Errors:  all at once, each with line:column: InvalidXml, InvalidEncoding, TooLarge, TooDeep for the file;
///          InvalidDmn for the model; InvalidFeel for an expression.
Result<Model> read_model(std::string_view text);

}  // namespace noms::dmn
