// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "noms/dmn/value.h"
#include "noms/foundation/result.h"

// S-FEEL: text to a tree once, then values from the tree. A fault while it runs gives null, as FEEL asks.

namespace noms::dmn {

/// What an expression may name. Names may hold blanks and signs (`Employment Status`, `Approved/Declined`).
struct Names {
  struct Function {
    std::string name;
    std::size_t parameters = 0;
  };
  std::vector<std::string> variables;  ///< the n-th is slot n of the values; an empty name cannot be used
  std::vector<Function> functions;     ///< business knowledge models
  std::vector<std::string> members;    ///< components of item definitions, for paths whose names hold blanks
};

/// One step of an expression.
struct Node {
  enum class Kind : std::uint8_t {
    Literal,
    Variable,  ///< slot
    Path,      ///< member `text` of left
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Not,
    Date,  ///< date(left), and so on
    Time,
    DateTime,
    Duration,
    Call,  ///< function `slot` with `arguments`
  };
  Kind kind = Kind::Literal;
  int left = -1;
  int right = -1;
  std::size_t slot = 0;
  Value literal;
  std::string text;
  std::vector<int> arguments;
};

struct Expression {
  std::vector<Node> nodes;
  int root = -1;
};

/// The cell of an input column, allowed values: `-`, `"a", "b"`, `not("a")`, `< 5`, `[1..5)`.
struct UnaryTests {
  struct Test {
    enum class Kind : std::uint8_t { Equal, Less, LessOrEqual, Greater, GreaterOrEqual, Range };
    Kind kind = Kind::Equal;
    int low = -1;  ///< the operand, or the lower end
    int high = -1;
    bool open_low = false;
    bool open_high = false;
  };
  Expression expression;  ///< holds the nodes of all tests
  bool any = false;       ///< `-`
  bool negated = false;
  std::vector<Test> tests;
};

/// Where an expression is wrong: a position in its text, and why.
struct ExpressionFault {
  std::size_t at = 0;
  ErrorCode code = ErrorCode::InvalidFeel;
  std::string message;
};

template <class T>
struct Parsed {
  T value{};
  bool good = true;
  ExpressionFault fault;
};

/// Errors: InvalidFeel for anything that is not S-FEEL, a name that is not known, a number of arguments that does not
/// fit; TooDeep beyond 100 levels of brackets or 250 of the tree; TooLarge above 64 KB.
Parsed<Expression> parse_expression(std::string_view text, const Names& names);
/// As above, for the cell of an input column.
Parsed<UnaryTests> parse_unary_tests(std::string_view text, const Names& names);

/// Runs business knowledge models for calls, and counts the work.
class Functions {
public:
  Functions() = default;
  Functions(const Functions&) = delete;
  Functions& operator=(const Functions&) = delete;
  virtual ~Functions() = default;
  /// The result of function `function`, null on any fault.
  virtual Value call(std::size_t function, std::vector<Value> arguments) = 0;
  /// Counts steps; false when the run has done all that it may.
  bool step(std::size_t count = 1) {
    steps_ = steps_ > count ? steps_ - count : 0;
    return steps_ > 0;
  }

private:
  std::size_t steps_ = 10'000'000;
};

/// The value of an expression over these values; null on any fault of the run (10/0, a number and a string).
Value evaluate(const Expression& expression, std::span<const Value> values, Functions& functions);
/// The first of the tests that the value passes, `not` aside; their number when it passes none.
std::size_t first_passed(const UnaryTests& tests, const Value& value, std::span<const Value> values,
                         Functions& functions);
/// Whether the value passes.
bool passes(const UnaryTests& tests, const Value& value, std::span<const Value> values, Functions& functions);

}  // namespace noms::dmn
