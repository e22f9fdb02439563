// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "noms/dmn/expression.h"

namespace noms::dmn {
namespace {

constexpr std::size_t most_bytes = 65'536;
constexpr int most_brackets = 100;
constexpr int most_height = 250;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A letter, digit or `_`, and every byte of a letter beyond ASCII.
bool is_name_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void append_utf8(std::string& text, std::uint32_t code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | (code >> 6U));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0U | (code >> 12U));
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    text += static_cast<char>(0xF0U | (code >> 18U));
    text += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

/// A recursive descent parser. The first fault ends it: every function then gives -1.
class Parser {
public:
  Parser(std::string_view text, const Names& names) : text_(text), names_(names) {
    if (text.size() > most_bytes) fail(0, "the expression is longer than 64 KB", ErrorCode::TooLarge);
  }

  Expression take() { return std::move(expression_); }
  bool failed() const { return failed_; }
  const ExpressionFault& fault() const { return fault_; }

  void whole_expression() {
    expression_.root = disjunction();
    skip();
    if (!failed_ && at_ < text_.size()) fail(at_, "the expression ends before this");
  }

  void unary_tests(UnaryTests& tests) {
    skip();
    if (take_sign("-") && (skip(), at_ == text_.size())) {
      tests.any = true;
      return;
    }
    at_ = 0;
    skip();
    const std::size_t begin = at_;
    if (take_word("not") && (skip(), take_sign("("))) {
      tests.negated = true;
      test_list(tests);
      skip();
      if (!failed_ && !take_sign(")")) fail(at_, "a `)` is missing");
    } else {
      at_ = begin;
      test_list(tests);
    }
    skip();
    if (!failed_ && at_ < text_.size()) fail(at_, "the tests end before this");
  }

private:
  void fail(std::size_t at, std::string message, ErrorCode code = ErrorCode::InvalidFeel) {
    if (failed_) return;
    failed_ = true;
    fault_ = {at, code, std::move(message)};
  }

  void skip() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  bool take_sign(std::string_view sign) {
    if (!text_.substr(std::min(at_, text_.size())).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  /// A word that does not go on with a letter or digit.
  bool take_word(std::string_view word) {
    if (!text_.substr(std::min(at_, text_.size())).starts_with(word)) return false;
    const std::size_t end = at_ + word.size();
    if (end < text_.size() && is_name_part(text_[end])) return false;
    at_ = end;
    return true;
  }

  /// Where a name ends that begins here, any blanks standing for one; npos when it does not stand here.
  std::size_t end_of(std::string_view name) const {
    if (name.empty()) return std::string_view::npos;
    std::size_t at = at_;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (is_blank(name[i])) {
        if (at >= text_.size() || !is_blank(text_[at])) return std::string_view::npos;
        while (at < text_.size() && is_blank(text_[at])) ++at;
        while (i + 1 < name.size() && is_blank(name[i + 1])) ++i;
      } else if (at < text_.size() && text_[at] == name[i]) {
        ++at;
      } else {
        return std::string_view::npos;
      }
    }
    if (at < text_.size() && is_name_part(name.back()) && is_name_part(text_[at])) return std::string_view::npos;
    return at;
  }

  /// Position in `names` of the longest that stands here, or npos; `end` is where it ends.
  template <class Range, class Projection>
  std::size_t longest(const Range& names, Projection name_of, std::size_t& end) const {
    std::size_t best = std::string_view::npos;
    end = at_;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::size_t here = end_of(name_of(names[i]));
      if (here != std::string_view::npos && here > end) {
        best = i;
        end = here;
      }
    }
    return best;
  }

  int add(Node node) {
    if (failed_) return -1;
    int height = 0;
    const auto below = [&](int child) {
      if (child >= 0) height = std::max(height, heights_[static_cast<std::size_t>(child)]);
    };
    below(node.left);
    below(node.right);
    for (const int argument : node.arguments) below(argument);
    if (height >= most_height) {
      fail(at_, "the expression is nested too deeply", ErrorCode::TooDeep);
      return -1;
    }
    heights_.push_back(height + 1);
    expression_.nodes.push_back(std::move(node));
    return static_cast<int>(expression_.nodes.size()) - 1;
  }
  int add(Node::Kind kind, int left, int right = -1) {
    Node node;
    node.kind = kind;
    node.left = left;
    node.right = right;
    return add(std::move(node));
  }
  int literal(Value value) {
    Node node;
    node.literal = std::move(value);
    return add(std::move(node));
  }

  int disjunction() {
    if (++brackets_ > most_brackets) fail(at_, "the expression is nested too deeply", ErrorCode::TooDeep);
    int left = conjunction();
    while (!failed_ && (skip(), take_word("or"))) {
      const int right = conjunction();
      left = add(Node::Kind::Or, left, right);
    }
    --brackets_;
    return failed_ ? -1 : left;
  }

  int conjunction() {
    int left = comparison();
    while (!failed_ && (skip(), take_word("and"))) {
      const int right = comparison();
      left = add(Node::Kind::And, left, right);
    }
    return failed_ ? -1 : left;
  }

  int comparison() {
    const int left = sum();
    if (failed_) return -1;
    static constexpr std::array<std::pair<std::string_view, Node::Kind>, 6> signs{{
        {"<=", Node::Kind::LessOrEqual},
        {">=", Node::Kind::GreaterOrEqual},
        {"!=", Node::Kind::NotEqual},
        {"<", Node::Kind::Less},
        {">", Node::Kind::Greater},
        {"=", Node::Kind::Equal},
    }};
    skip();
    for (const auto& [sign, kind] : signs) {
      if (!take_sign(sign)) continue;
      const int right = sum();
      return add(kind, left, right);
    }
    return left;
  }

  int sum() {
    int left = product();
    while (!failed_) {
      skip();
      if (take_sign("+")) {
        const int right = product();
        left = add(Node::Kind::Add, left, right);
      } else if (take_sign("-")) {
        const int right = product();
        left = add(Node::Kind::Subtract, left, right);
      } else {
        return left;
      }
    }
    return -1;
  }

  int product() {
    int left = exponentiation();
    while (!failed_) {
      skip();
      if (text_.substr(at_).starts_with("**")) return left;
      if (take_sign("*")) {
        const int right = exponentiation();
        left = add(Node::Kind::Multiply, left, right);
      } else if (take_sign("/")) {
        const int right = exponentiation();
        left = add(Node::Kind::Divide, left, right);
      } else {
        return left;
      }
    }
    return -1;
  }

  int exponentiation() {
    int left = unary();
    while (!failed_ && (skip(), take_sign("**"))) {
      const int right = unary();
      left = add(Node::Kind::Power, left, right);
    }
    return failed_ ? -1 : left;
  }

  int unary() {
    std::size_t signs = 0;
    while (!failed_ && (skip(), take_sign("-"))) {
      if (++signs > static_cast<std::size_t>(most_brackets))
        fail(at_, "the expression is nested too deeply", ErrorCode::TooDeep);
    }
    int operand = postfix();
    for (; signs > 0; --signs) operand = add(Node::Kind::Negate, operand);
    return failed_ ? -1 : operand;
  }

  int postfix() {
    int left = primary();
    while (!failed_) {
      skip();
      if (text_.substr(at_).starts_with("..") || !take_sign(".")) return left;
      skip();
      std::size_t end = at_;
      Node node;
      node.kind = Node::Kind::Path;
      node.left = left;
      if (const auto member = longest(
              names_.members, [](const auto& n) { return std::string_view(n); }, end);
          member != std::string_view::npos) {
        node.text = names_.members[member];
      } else {
        while (end < text_.size() && is_name_part(text_[end])) ++end;
        node.text = text_.substr(at_, end - at_);
      }
      if (end == at_ || is_digit(text_[at_])) {
        fail(at_, "a name is expected behind the point");
        return -1;
      }
      at_ = end;
      left = add(std::move(node));
    }
    return -1;
  }

  int primary() {
    if (failed_) return -1;
    skip();
    if (at_ >= text_.size()) {
      fail(at_, "a value is expected");
      return -1;
    }
    const char c = text_[at_];
    if (c == '"') return literal(string());
    if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
    if (c == '(') return bracket();
    if (c == '@') return at_literal();
    return named();
  }

  int bracket() {
    ++at_;
    const int inner = disjunction();
    skip();
    if (!failed_ && !take_sign(")")) fail(at_, "a `)` is missing");
    return failed_ ? -1 : inner;
  }

  int number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
      ++at_;
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
    if (at_ < text_.size() && is_name_part(text_[at_])) {
      fail(at_, "a number goes on with a letter");
      return -1;
    }
    const auto value = Decimal::parse(text_.substr(begin, at_ - begin));
    if (!value) {
      fail(begin, "the number is too large");
      return -1;
    }
    return literal(Value(*value));
  }

  Value string() {
    const std::size_t begin = at_++;
    std::string value;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] != '\\') {
        value += text_[at_++];
      } else if (!escape(value)) {
        return {};
      }
    }
    if (at_ >= text_.size()) {
      fail(begin, "the string is not closed");
      return {};
    }
    ++at_;
    return Value(std::move(value));
  }

  bool escape(std::string& value) {
    const std::size_t begin = at_++;
    const char c = at_ < text_.size() ? text_[at_++] : '\0';
    static constexpr std::string_view letters = "nrt\\\"'";
    static constexpr std::string_view meanings = "\n\r\t\\\"'";
    if (const auto found = letters.find(c); c != '\0' && found != std::string_view::npos) {
      value += meanings[found];
      return true;
    }
    std::uint32_t code = 0;
    if ((c == 'u' && hexadecimal(4, code)) || (c == 'U' && hexadecimal(6, code))) {
      std::uint32_t low = 0;
      if (code >= 0xD800 && code < 0xDC00 && take_sign("\\u") && hexadecimal(4, low) && low >= 0xDC00 && low < 0xE000)
        code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
      if (code > 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF)) {
        append_utf8(value, code);
        return true;
      }
    }
    fail(begin, "the string has an escape that is not known");
    return false;
  }

  bool hexadecimal(std::size_t digits, std::uint32_t& code) {
    if (text_.size() - at_ < digits) return false;
    code = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      static constexpr std::string_view known = "0123456789abcdef0123456789ABCDEF";
      const auto digit = known.find(text_[at_ + i]);
      if (digit == std::string_view::npos) return false;
      code = code * 16 + static_cast<std::uint32_t>(digit % 16);
    }
    at_ += digits;
    return true;
  }

  int at_literal() {
    const std::size_t begin = at_++;
    if (at_ >= text_.size() || text_[at_] != '"') {
      fail(begin, "a string is expected behind the @");
      return -1;
    }
    const Value given = string();
    if (failed_) return -1;
    const std::string& value = *given.string();
    if (const auto date = date_of(value)) return literal(Value(*date));
    if (const auto moment = date_time_of(value)) return literal(Value(*moment));
    if (const auto time = time_of(value)) return literal(Value(*time));
    if (const auto days = day_duration_of(value)) return literal(Value(*days));
    if (const auto months = month_duration_of(value)) return literal(Value(*months));
    fail(begin, "the string behind the @ is no date, time or duration");
    return -1;
  }

  int named() {
    const std::size_t begin = at_;
    std::size_t end = at_;
    const auto variable = longest(
        names_.variables, [](const auto& n) { return std::string_view(n); }, end);
    std::size_t function_end = at_;
    const auto function = longest(
        names_.functions, [](const auto& f) { return std::string_view(f.name); }, function_end);
    if (function != std::string_view::npos && function_end >= end) {
      at_ = function_end;
      if (skip(), take_sign("(")) return call(function, begin);
      at_ = begin;
    }
    if (variable != std::string_view::npos) {
      at_ = end;
      Node node;
      node.kind = Node::Kind::Variable;
      node.slot = variable;
      return add(std::move(node));
    }
    if (take_word("true")) return literal(Value(true));
    if (take_word("false")) return literal(Value(false));
    if (take_word("null")) return literal(Value());
    static constexpr std::array<std::pair<std::string_view, Node::Kind>, 5> builtin{{
        {"date and time", Node::Kind::DateTime},
        {"date", Node::Kind::Date},
        {"time", Node::Kind::Time},
        {"duration", Node::Kind::Duration},
        {"not", Node::Kind::Not},
    }};
    for (const auto& [name, kind] : builtin) {
      const std::size_t here = end_of(name);
      if (here == std::string_view::npos) continue;
      at_ = here;
      if (skip(), !take_sign("(")) break;
      const int argument = disjunction();
      skip();
      if (!failed_ && !take_sign(")")) fail(at_, "a `)` is missing");
      return add(kind, argument);
    }
    at_ = begin;
    if (!is_name_part(text_[begin])) {
      fail(begin, "a value is expected");
    } else {
      fail(begin, "no variable or function is called so here");
    }
    return -1;
  }

  int call(std::size_t function, std::size_t begin) {
    Node node;
    node.kind = Node::Kind::Call;
    node.slot = function;
    skip();
    if (!take_sign(")")) {
      do {
        node.arguments.push_back(disjunction());
        skip();
      } while (!failed_ && take_sign(","));
      if (!failed_ && !take_sign(")")) fail(at_, "a `)` is missing");
    }
    if (node.arguments.size() != names_.functions[function].parameters)
      fail(begin, "the function takes another number of arguments");
    return add(std::move(node));
  }

  void test_list(UnaryTests& tests) {
    do {
      if (tests.tests.size() >= 10'000) fail(at_, "more than 10,000 tests", ErrorCode::TooLarge);
      tests.tests.push_back(test());
      skip();
    } while (!failed_ && take_sign(","));
  }

  UnaryTests::Test test() {
    using Kind = UnaryTests::Test::Kind;
    skip();
    static constexpr std::array<std::pair<std::string_view, Kind>, 5> signs{{
        {"<=", Kind::LessOrEqual},
        {">=", Kind::GreaterOrEqual},
        {"<", Kind::Less},
        {">", Kind::Greater},
        {"=", Kind::Equal},
    }};
    for (const auto& [sign, kind] : signs) {
      if (take_sign(sign)) return {kind, sum(), -1, false, false};
    }
    const std::size_t begin = at_;
    const bool square = take_sign("[");
    if (square || take_sign("]")) return range(!square);
    if (take_sign("(")) {  // a range that leaves its lower end out, or a bracket
      const std::size_t nodes = expression_.nodes.size();
      const int low = sum();
      if (!failed_ && (skip(), text_.substr(at_).starts_with(".."))) return upper_end(low, true);
      if (failed_) return {};
      expression_.nodes.resize(nodes);
      heights_.resize(nodes);
      at_ = begin;
    }
    return {Kind::Equal, disjunction(), -1, false, false};
  }

  UnaryTests::Test range(bool open_low) { return upper_end(sum(), open_low); }

  UnaryTests::Test upper_end(int low, bool open_low) {
    skip();
    if (!failed_ && !take_sign("..")) fail(at_, "`..` is missing in the range");
    const int high = failed_ ? -1 : sum();
    skip();
    const bool closed = take_sign("]");
    if (!failed_ && !closed && !take_sign(")") && !take_sign("[")) fail(at_, "the range is not closed");
    return {UnaryTests::Test::Kind::Range, low, high, open_low, !closed};
  }

  std::string_view text_;
  const Names& names_;
  std::size_t at_ = 0;
  int brackets_ = 0;
  bool failed_ = false;
  ExpressionFault fault_;
  Expression expression_;
  std::vector<int> heights_;
};

}  // namespace

Parsed<Expression> parse_expression(std::string_view text, const Names& names) {
  Parser parser(text, names);
  parser.whole_expression();
  if (parser.failed()) return {{}, false, parser.fault()};
  return {parser.take(), true, {}};
}

Parsed<UnaryTests> parse_unary_tests(std::string_view text, const Names& names) {
  Parser parser(text, names);
  UnaryTests tests;
  parser.unary_tests(tests);
  if (parser.failed()) return {{}, false, parser.fault()};
  tests.expression = parser.take();
  return {std::move(tests), true, {}};
}

}  // namespace noms::dmn
