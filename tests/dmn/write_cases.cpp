// SPDX-License-Identifier: Apache-2.0
// write_cases EDITION MODEL.dmn CASES.ndjson: the exported model, and complete cases with the answers of our tables,
// for an engine that is not ours. A line is one decision with values for what it requires, or a whole case.
#include <fstream>
#include <iostream>

#include "noms/json/writer.h"
#include "support/dmn_cases.h"

namespace {

using namespace noms;
using decision_table::VariableId;

class Cases {
public:
  Cases(const knowledge::Edition& edition, std::ostream& out)
      : model_(edition.engine.model()), exported_(edition), out_(out) {}

  void every_combination_of_every_table() {
    for (const auto* tables : {&model_.steps, &model_.finals}) {
      for (const auto& table : *tables) each(table.inputs, [&](const std::vector<int>& values) { row(table, values); });
    }
  }

  void every_total() {
    for (const auto& score : model_.scores) {
      std::vector<VariableId> inputs;
      for (const auto& component : score.components) inputs.push_back(component.variable);
      each(inputs, [&](const std::vector<int>& values) {
        int total = 0;
        for (std::size_t c = 0; c < values.size(); ++c)
          total += score.components[c].points[static_cast<std::size_t>(values[c])];
        line(score.id, inputs, values, std::to_string(total), "");
      });
    }
  }

  void whole_cases(int count) {
    test::Random random(77);
    for (int n = 0; n < count;) {
      const auto facts = test::random_facts(exported_, random);
      const auto made = decision_table::interpret(model_, facts);
      if (!made) continue;
      ++n;
      std::string inputs;
      for (const auto& [fact, value] : facts) member(inputs, fact, value);
      const auto& rows = made->rows;
      std::string rules;
      for (const auto& rule : made->rules) rules += (rules.empty() ? "" : ",") + json::quoted(rule);
      out_ << "{\"case\":{" << inputs << "},\"treatment\":" << json::quoted(rows[model_.steps.size()])
           << ",\"urgency\":" << json::quoted(rows[model_.steps.size() + 1]) << ",\"rules\":[" << rules << "]}\n";
    }
  }

private:
  template <class Visit>
  void each(const std::vector<VariableId>& inputs, Visit visit) {
    std::vector<int> values(inputs.size(), 0);
    for (bool more = true; more;) {
      visit(values);
      more = false;
      for (std::size_t i = 0; i < values.size() && !more; ++i) {
        more = ++values[i] < static_cast<int>(model_.vocabulary.at(inputs[i]).values.size());
        if (!more) values[i] = 0;
      }
    }
  }

  void member(std::string& text, VariableId variable, int value) const {
    const auto& known = model_.vocabulary.at(variable);
    text += (text.empty() ? "" : ",") + json::quoted(known.name) + ":" +
            json::quoted(known.values[static_cast<std::size_t>(value)]);
  }

  void row(const knowledge::UniqueTable& table, const std::vector<int>& values) {
    for (const auto& candidate : table.rows) {
      bool fits = true;
      for (std::size_t i = 0; i < values.size(); ++i) fits = fits && candidate.cells[i].contains(values[i]);
      if (!fits) continue;
      std::string outputs;
      for (std::size_t o = 0; o < table.outputs.size(); ++o) member(outputs, table.outputs[o], candidate.outputs[o]);
      const auto& first = model_.vocabulary.at(table.outputs[0]);
      const bool several = table.outputs.size() > 1;
      line(several ? "treatment" : first.name, table.inputs, values,
           several ? "{" + outputs + "}" : json::quoted(first.values[static_cast<std::size_t>(candidate.outputs[0])]),
           candidate.id);
    }
  }

  void line(const std::string& decision, const std::vector<VariableId>& inputs, const std::vector<int>& values,
            const std::string& value, const std::string& row) {
    std::string given;
    for (std::size_t i = 0; i < inputs.size(); ++i) member(given, inputs[i], values[i]);
    out_ << "{\"decision\":" << json::quoted(decision) << ",\"inputs\":{" << given << "},\"value\":" << value;
    if (!row.empty()) out_ << ",\"row\":" << json::quoted(row);
    out_ << "}\n";
  }

  const decision_table::Model& model_;
  test::ExportedModel exported_;
  std::ostream& out_;
};

}  // namespace

int main(int count, char** words) {
  if (count != 4) return 2;
  const auto* edition = test::library().edition(words[1]);
  if (edition == nullptr) return 2;
  std::ofstream(words[2]) << test::exported(*edition);
  std::ofstream out(words[3]);
  Cases cases(*edition, out);
  cases.every_combination_of_every_table();
  cases.every_total();
  cases.whole_cases(200);
  return out.good() ? 0 : 7;
}
