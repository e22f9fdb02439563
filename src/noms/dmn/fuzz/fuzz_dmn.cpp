// SPDX-License-Identifier: Apache-2.0
// Models and expressions on hostile input: libFuzzer entry. A text that begins with `=` is an expression, with `?` a
// cell, any other a model, which is run with nothing recorded. Built by build.sh beside it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "noms/dmn/run.h"

namespace {

class NoFunctions final : public noms::dmn::Functions {
public:
  noms::dmn::Value call(std::size_t /*function*/, std::vector<noms::dmn::Value> /*arguments*/) override { return {}; }
};

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace noms::dmn;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (text.starts_with('=') || text.starts_with('?')) {
    static const Names names{{"a", "a b", "Approved/Declined"}, {{"twice", 1}}, {"c d", "e"}};
    static const std::vector<Value> values{Value(Decimal::of(7)), Value(std::string("x")),
                                           context_of({{"e", Value(Decimal::of(2))}})};
    NoFunctions functions;
    if (text[0] == '=') {
      const auto parsed = parse_expression(text.substr(1), names);
      if (parsed.good) static_cast<void>(json_text(evaluate(parsed.value, values, functions)));
    } else {
      const auto parsed = parse_unary_tests(text.substr(1), names);
      if (parsed.good) {
        for (const auto& value : values) static_cast<void>(passes(parsed.value, value, values, functions));
      }
    }
    return 0;
  }
  const auto model = read_model(text);
  if (!model) return 0;
  const std::vector<Value> nothing(model.value().inputs.size());
  static_cast<void>(outcomes_text(model.value(), run(model.value(), nothing)));
  return 0;
}
