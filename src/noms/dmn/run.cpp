// SPDX-License-Identifier: Apache-2.0
#include "noms/dmn/run.h"

#include <algorithm>

#include "noms/dmn/internal/conform.h"

namespace noms::dmn {
namespace internal {

bool is_of_kind(const Value& value, int type) {
  switch (type) {
    case Type::number: return value.number() != nullptr;
    case Type::string: return value.string() != nullptr;
    case Type::boolean: return value.boolean() != nullptr;
    case Type::date: return std::holds_alternative<Date>(value.any);
    case Type::time: return std::holds_alternative<Time>(value.any);
    case Type::date_time: return std::holds_alternative<DateTime>(value.any);
    case Type::day_duration: return std::holds_alternative<DayDuration>(value.any);
    case Type::month_duration: return std::holds_alternative<MonthDuration>(value.any);
    default: return true;
  }
}

namespace {

Value conformed_item(const Model& model, const Value& value, int type, Functions& functions);

/// A value of a named type, its being a collection aside.
Value conformed_to(const Model& model, const Value& value, const ItemDefinition& definition, Functions& functions) {
  Value result = conformed(model, value, definition.base, functions);
  if (!definition.components.empty()) {
    const auto* context = result.context();
    if (context == nullptr) return {};
    auto members = context->members;
    for (const auto& [name, type] : definition.components) {
      const auto member = std::ranges::find(members, name, [](const auto& m) { return m.first; });
      if (member == members.end()) return {};
      Value inner = conformed(model, member->second, type, functions);
      if (inner.is_null() && !member->second.is_null()) return {};
      member->second = std::move(inner);
    }
    result = context_of(std::move(members));
  }
  if (definition.allowed && !result.is_null() && !passes(*definition.allowed, result, {}, functions)) return {};
  return result;
}

Value conformed_item(const Model& model, const Value& value, int type, Functions& functions) {
  if (const auto* list = value.list(); list != nullptr && list->items.size() == 1 && type != Type::any) {
    Value only = conformed(model, list->items[0], type, functions);
    if (!only.is_null()) return only;
  }
  if (type >= 0) return conformed_to(model, value, model.types[static_cast<std::size_t>(type)], functions);
  return is_of_kind(value, type) ? value : Value();
}

}  // namespace

Value conformed(const Model& model, const Value& value, int type, Functions& functions) {
  if (value.is_null() || !functions.step()) return {};
  if (type < 0 || !model.types[static_cast<std::size_t>(type)].collection)
    return conformed_item(model, value, type, functions);
  const auto& definition = model.types[static_cast<std::size_t>(type)];
  const auto* list = value.list();
  if (list == nullptr) {
    Value only = conformed_to(model, value, definition, functions);
    return only.is_null() ? Value() : list_of({std::move(only)});
  }
  std::vector<Value> items;
  for (const auto& item : list->items) {
    Value inner = conformed_to(model, item, definition, functions);
    if (inner.is_null() && !item.is_null()) return {};
    items.push_back(std::move(inner));
  }
  return list_of(std::move(items));
}

}  // namespace internal

namespace {

using internal::conformed;

/// One run of a model.
class Run final : public Functions {
public:
  Run(const Model& model, const std::vector<Value>& inputs) : model_(model), values_(inputs) {
    values_.resize(model.inputs.size() + model.decisions.size());
    for (std::size_t i = 0; i < model.inputs.size(); ++i)
      values_[i] = conformed(model, values_[i], model.inputs[i].type, *this);
  }

  Outcome decide(std::size_t decision) {
    const Decision& made = model_.decisions[decision];
    Outcome outcome = result_of(made.logic, values_);
    outcome.made = true;
    Value value = conformed(model_, outcome.value, made.type, *this);
    if (value.is_null() && !outcome.value.is_null()) outcome.remark = "the result is not of the type of the decision";
    outcome.value = value;
    values_[model_.slot_of_decision(decision)] = std::move(value);
    return outcome;
  }

  Value call(std::size_t function, std::vector<Value> arguments) override {
    const KnowledgeModel& called = model_.functions[function];
    for (std::size_t i = 0; i < arguments.size(); ++i)
      arguments[i] = conformed(model_, arguments[i], called.parameter_types[i], *this);
    return result_of(called.logic, arguments).value;
  }

private:
  Outcome result_of(const Logic& logic, std::span<const Value> values) {
    if (logic.table) return result_of(*logic.table, values);
    Outcome outcome;
    outcome.value = evaluate(logic.expression, values, *this);
    return outcome;
  }

  Outcome result_of(const DecisionTable& table, std::span<const Value> values) {
    Outcome outcome;
    std::vector<Value> kept(table.inputs.size());
    std::vector<const Value*> inputs;
    inputs.reserve(table.inputs.size());
    for (std::size_t i = 0; i < table.inputs.size(); ++i)
      inputs.push_back(input_of(table.inputs[i], values, kept[i], outcome.remark));
    if (!outcome.remark.empty()) return outcome;
    for (std::size_t r = 0; r < table.rules.size(); ++r) {
      const auto& rule = table.rules[r];
      bool fits = true;
      for (std::size_t i = 0; fits && i < inputs.size(); ++i) fits = passes(rule.inputs[i], *inputs[i], values, *this);
      if (fits) outcome.rules.push_back(r);
      if (fits && table.hit_policy == HitPolicy::First) break;
    }
    if (outcome.rules.empty() &&
        std::ranges::any_of(table.outputs, [](const auto& o) { return o.otherwise.has_value(); })) {
      outcome.value = default_of(table, values);
    } else {
      apply_policy(table, values, outcome);
    }
    return outcome;
  }

  /// The value of an input: where it stands already, or in `kept`.
  const Value* input_of(const DecisionTable::Input& input, std::span<const Value> values, Value& kept,
                        std::string& remark) {
    if (input.sure) return &values[input.expression.nodes[static_cast<std::size_t>(input.expression.root)].slot];
    const Value given = evaluate(input.expression, values, *this);
    kept = conformed(model_, given, input.type, *this);
    if (kept.is_null() && !given.is_null()) remark = "the value of an input is not of its type";
    if (input.allowed && !kept.is_null() && !passes(*input.allowed, kept, values, *this))
      remark = "the value of an input is not among its input values";
    return &kept;
  }

  Value default_of(const DecisionTable& table, std::span<const Value> values) {
    std::vector<Value> outputs;
    for (const auto& output : table.outputs)
      outputs.push_back(output.otherwise ? evaluate(*output.otherwise, values, *this) : Value());
    return assembled(table, std::move(outputs));
  }

  /// The outputs of a rule, each of its type.
  std::vector<Value> outputs_of(const DecisionTable& table, std::size_t rule, std::span<const Value> values) {
    std::vector<Value> outputs;
    for (std::size_t o = 0; o < table.outputs.size(); ++o) {
      const Value given = evaluate(table.rules[rule].outputs[o], values, *this);
      outputs.push_back(conformed(model_, given, table.outputs[o].type, *this));
    }
    return outputs;
  }

  static Value assembled(const DecisionTable& table, std::vector<Value> outputs) {
    if (table.outputs.size() == 1) return std::move(outputs[0]);
    std::vector<std::pair<std::string, Value>> members;
    for (std::size_t o = 0; o < outputs.size(); ++o) members.emplace_back(table.outputs[o].name, std::move(outputs[o]));
    return context_of(std::move(members));
  }

  /// Ranks of the outputs of a rule among their output values, where they have some; what is not among them comes last.
  std::vector<std::size_t> ranks_of(const DecisionTable& table, const std::vector<Value>& outputs) {
    std::vector<std::size_t> ranks;
    for (std::size_t o = 0; o < outputs.size(); ++o) {
      if (table.outputs[o].allowed) ranks.push_back(first_passed(*table.outputs[o].allowed, outputs[o], {}, *this));
    }
    return ranks;
  }

  void apply_policy(const DecisionTable& table, std::span<const Value> values, Outcome& outcome) {
    std::vector<std::vector<Value>> found;
    for (const std::size_t rule : outcome.rules) found.push_back(outputs_of(table, rule, values));
    switch (table.hit_policy) {
      case HitPolicy::Unique:
        if (found.size() > 1) {
          outcome.remark = "more than one rule of a UNIQUE table fits";
          return;
        }
        break;
      case HitPolicy::Any:
        for (const auto& other : found) {
          for (std::size_t o = 0; o < other.size(); ++o) {
            if (equal(other[o], found[0][o]).value_or(false)) continue;
            outcome.remark = "rules of an ANY table with different outputs fit";
            return;
          }
        }
        break;
      case HitPolicy::Priority:
      case HitPolicy::OutputOrder: {
        std::vector<std::pair<std::vector<std::size_t>, std::vector<Value>>> ranked;
        for (auto& outputs : found) {
          auto ranks = ranks_of(table, outputs);
          ranked.emplace_back(std::move(ranks), std::move(outputs));
        }
        std::ranges::stable_sort(ranked, {}, [](const auto& entry) { return entry.first; });
        for (std::size_t i = 0; i < ranked.size(); ++i) found[i] = std::move(ranked[i].second);
        break;
      }
      default: break;
    }
    const bool several = table.hit_policy == HitPolicy::Collect || table.hit_policy == HitPolicy::RuleOrder ||
                         table.hit_policy == HitPolicy::OutputOrder;
    if (table.aggregation != Aggregation::None) {
      outcome.value = aggregated(table.aggregation, found);
    } else if (several) {
      std::vector<Value> items;
      for (auto& outputs : found) items.push_back(assembled(table, std::move(outputs)));
      outcome.value = list_of(std::move(items));
      if (!step(8 * parts_of(outcome.value))) outcome.value = Value();
    } else if (!found.empty()) {
      outcome.value = assembled(table, std::move(found[0]));
    } else {
      outcome.remark = "no rule fits";
    }
  }

  static Value aggregated(Aggregation way, const std::vector<std::vector<Value>>& found) {
    if (way == Aggregation::Count) return Value(Decimal::of(static_cast<std::int64_t>(found.size())));
    if (found.empty()) return {};
    Value result = found[0][0];
    if (way == Aggregation::Sum && result.number() == nullptr) return {};
    for (std::size_t i = 1; i < found.size(); ++i) {
      const Value& next = found[i][0];
      if (way == Aggregation::Sum) {
        if (next.number() == nullptr) return {};
        const auto sum = add(*result.number(), *next.number());
        if (!sum) return {};
        result = Value(*sum);
        continue;
      }
      const auto ordering = order(next, result);
      if (!ordering) return {};
      if (way == Aggregation::Min ? *ordering < 0 : *ordering > 0) result = next;
    }
    return result;
  }

  const Model& model_;
  std::vector<Value> values_;
};

}  // namespace

Outcome run_alone(const Model& model, std::size_t decision, const std::vector<Value>& slots) {
  return Run(model, slots).decide(decision);
}

std::vector<Outcome> run(const Model& model, const std::vector<Value>& inputs, const std::vector<std::size_t>& wanted) {
  std::vector<bool> needed(model.decisions.size(), wanted.empty());
  for (const std::size_t decision : wanted) needed[decision] = true;
  for (auto at = model.order.rbegin(); at != model.order.rend(); ++at) {
    if (!needed[*at]) continue;
    for (const std::size_t required : model.decisions[*at].decisions) needed[required] = true;
  }
  Run made(model, inputs);
  std::vector<Outcome> outcomes(model.decisions.size());
  for (const std::size_t decision : model.order) {
    if (needed[decision]) outcomes[decision] = made.decide(decision);
  }
  return outcomes;
}

}  // namespace noms::dmn
